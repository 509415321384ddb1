// A page that shows Twitch chat with tmi.js and nothing else: what the overlay is compared with.
import { once } from "node:events";
import { readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const LIBRARY = dirname(createRequire(import.meta.url).resolve("tmi.js"));

/** tmi.js as one script: its modules, unchanged, behind a `require` that knows them by name. */
async function bundle() {
  const folder = join(LIBRARY, "lib");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const modules = await Promise.all(
    names.map(async (name) => {
      const source = await readFile(join(folder, name), "utf8");
      return `${JSON.stringify(name.slice(0, -3))}(module, exports, require) {${source}\n}`;
    }),
  );
  return `const modules = {${modules.join(",\n")}};
    const made = {};
    function require(path) {
      const name = path.split("/").pop();
      if (!modules[name]) return globalThis[{ ws: "WebSocket", "node-fetch": "fetch" }[name]];
      if (!made[name]) {
        made[name] = { exports: {} };
        modules[name](made[name], made[name].exports, require);
      }
      return made[name].exports;
    }
    globalThis.global = globalThis;
    const tmi = { Client: require("client") };`;
}

/**
 * The page's own script: badges, a name and a text for each message, and no more than `limit` of
 * them. As most such pages do, it makes a message of a text of HTML, and its emotes word by word.
 */
function show(tmi, server, port, channel, limit, pictures) {
  const client = new tmi.Client({ connection: { server, port, secure: false }, channels: [channel] });
  const list = document.querySelector("ol");
  const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const escaped = (text) => text.replace(/[&<>"]/g, (mark) => MARKS[mark]);
  const image = (kind, src, name) => `<img class="${kind}" src="${src}" alt="${escaped(name)}">`;

  /** Twitch tells where its own emotes are; those of others are known by their names. */
  function drawn(text, places) {
    const letters = [...text];
    const ends = new Map();
    for (const [id, spans] of Object.entries(places ?? {})) {
      for (const span of spans) {
        const [from, to] = span.split("-").map(Number);
        ends.set(from, { id, to });
      }
    }
    let [html, word] = ["", ""];
    const finish = () => {
      const known = Object.hasOwn(pictures.emotes, word) ? pictures.emotes[word] : null;
      html += known ? image(known.over ? "over" : "emote", known.src, word) : escaped(word);
      word = "";
    };
    for (let at = 0; at < letters.length; at += 1) {
      const own = ends.get(at);
      if (own) {
        finish();
        const name = letters.slice(at, own.to + 1).join("");
        html += image("emote", `${pictures.twitch}${own.id}/default/dark/2.0`, name);
        at = own.to;
      } else if (letters[at] === " ") {
        finish();
        html += " ";
      } else word += letters[at];
    }
    finish();
    return html;
  }

  function badges(worn) {
    const known = Object.entries(worn ?? {}).map(([set, version]) => `${set}/${version}`);
    return known.map((badge) => (pictures.badges[badge] ? image("badge", pictures.badges[badge], badge) : "")).join("");
  }

  client.on("message", (_channel, tags, text) => {
    const item = document.createElement("li");
    const words = pictures ? drawn(text, tags.emotes) : escaped(text);
    const name = `<b style="color: ${escaped(tags.color ?? "")}">${escaped(tags["display-name"])}</b>`;
    item.innerHTML = `${pictures ? badges(tags.badges) : ""}${name} <span class="text">${words}</span>`;
    list.append(item);
    if (list.children.length > limit) list.firstElementChild.remove();
    scrollTo(0, document.body.scrollHeight);
  });
  client.connect();
}

const STYLE = `body { font: 20px sans-serif; margin: 0; overflow: hidden }
  .emote, .over { height: 28px; vertical-align: middle }
  .over { position: relative; margin-left: -32px }
  .badge { height: 18px; margin-right: 3px; vertical-align: middle }`;

/**
 * Serves the page, and gives its address.
 *
 * @param {{after: (end: () => unknown) => void}} t
 * @param {string} irc address of the chat server, `ws://…`
 * @param {string} channel
 * @param {{emotes: Record<string, {src: string, over: boolean}>, twitch: string, badges: Record<string, string>}} [pictures]
 *   where those are that it draws; without, it draws none
 */
export async function serveTmiPage(t, irc, channel, pictures) {
  const { hostname, port } = new URL(irc);
  const args = [hostname, Number(port), channel, 60, pictures ?? null];
  const call = args.map((value) => JSON.stringify(value)).join(", ");
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
    <style>${STYLE}</style><ol></ol>
    <script>${await bundle()}; (${show})(tmi, ${call});</script>`;
  const server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(page));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}
