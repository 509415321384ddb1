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

/** The page's own script: a name and a text for each message, and no more than `limit` of them. */
function show(tmi, server, port, channel, limit) {
  const client = new tmi.Client({ connection: { server, port, secure: false }, channels: [channel] });
  const list = document.querySelector("ol");
  client.on("message", (_channel, tags, text) => {
    const item = document.createElement("li");
    const name = document.createElement("b");
    name.style.color = tags.color;
    name.textContent = tags["display-name"];
    const words = document.createElement("span");
    words.className = "text";
    words.textContent = text;
    item.append(name, " ", words);
    list.append(item);
    if (list.children.length > limit) list.firstElementChild.remove();
    scrollTo(0, document.body.scrollHeight);
  });
  client.connect();
}

/**
 * Serves the page, and gives its address.
 *
 * @param {{after: (end: () => unknown) => void}} t
 * @param {string} irc address of the chat server, `ws://…`
 * @param {string} channel
 */
export async function serveTmiPage(t, irc, channel) {
  const { hostname, port } = new URL(irc);
  const call = [hostname, Number(port), channel, 60].map((value) => JSON.stringify(value)).join(", ");
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
    <style>body { font: 20px sans-serif; margin: 0; overflow: hidden }</style><ol></ol>
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
