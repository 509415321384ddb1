// Chat for three overlays as such pipelines are written in Node: tmi.js reads, rules are regular
// expressions, ws sends each message to each overlay that gets it. For `feeds.js`; prints its port.
import { createRequire } from "node:module";
import { WebSocketServer } from "ws";

const [address, channel, blocked] = process.argv.slice(2);
const { Client } = createRequire(import.meta.url)("tmi.js");
const words = new RegExp(`\\b(?:${JSON.parse(blocked).join("|")})\\b`, "gi");
const links = /\b(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:\/\S*)?/gi;
const bots = new Set(["nightbot", "streamelements", "moobot", "fossabot", "streamlabs"]);

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
await new Promise((resolve) => server.once("listening", resolve));
/** @type {Set<import("ws").WebSocket>[]} */
const overlays = [new Set(), new Set(), new Set()];
server.on("connection", (socket, request) => {
  const readers = overlays[Number(request.url.slice(1))];
  readers.add(socket);
  socket.on("close", () => readers.delete(socket));
});

/** Copypasta of the last half minute, with when it came. */
const repeats = new Map();
function isRepeated(text) {
  const now = Date.now();
  for (const [known, came] of repeats) if (now - came > 30_000) repeats.delete(known);
  const known = repeats.has(text);
  repeats.set(text, now);
  return known;
}

const RULES = [
  (message) => message,
  (message) => {
    const { text, name } = message;
    return text.startsWith("!") || bots.has(name.toLowerCase()) || text.search(words) >= 0 ? null : message;
  },
  (message) => {
    if (message.text.length > 20 && isRepeated(message.text)) return null;
    let text = message.text.replace(words, "•••");
    if (!message.badges?.moderator) text = text.replace(links, "•••");
    return { ...message, text };
  },
];

const { hostname, port } = new URL(address);
const client = new Client({ connection: { server: hostname, port: Number(port), secure: false }, channels: [channel] });
client.on("message", (_channel, tags, text) => {
  const { id, color, badges, emotes } = tags;
  const message = { id, name: tags["display-name"], color, badges, emotes, text };
  for (const [number, rule] of RULES.entries()) {
    const shown = rule(message);
    if (!shown) continue;
    const json = JSON.stringify(shown);
    for (const socket of overlays[number]) socket.send(json);
  }
});
await client.connect();
console.log(server.address().port);
