// A server for the focus page alone: its files with the real policy, and a socket that says what the
// test says, as often and as oddly as it likes.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocketServer } from "ws";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const THEMES = `${ROOT}overlay-themes/`;
const HEADERS = readFileSync(`${ROOT}crates/server/src/headers.rs`, "utf8");
const POLICY = /OVERLAY: &str = "([^"]*)"/.exec(HEADERS)[1].replace(/\\\n\s*/g, "");
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
/** What stands for emotes, by their names. */
const PICTURES = ["demo-cat", "demo-heart", "demo-party", "demo-wave", "demo-gem"];

/**
 * @param {{after: (end: () => unknown) => void}} t
 * @param {{pictures?: string, themes?: Record<string, string>}} options `pictures` is the application
 *   whose messages they are of; without one, there are a few. `themes` are folders, by their ids
 */
export async function serveFocus(t, { pictures, themes = {} } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (focus.withheld && pathname.startsWith("/img/")) return response.writeHead(204).end();
    if (pictures && pathname.startsWith("/img/")) return passOn(`${pictures}${request.url}`, response);
    const path = fileOf(pathname, themes);
    const data = path && (await readFile(path).catch(() => null));
    if (!data) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": `${TYPES[extname(path)]}; charset=utf-8`,
      "content-security-policy": POLICY,
      "cache-control": "no-store",
    });
    response.end(data);
  });
  const sockets = new WebSocketServer({ server });
  const focus = {
    theme: "lower-third",
    custom_css: "",
    options: {},
    /** Whether pictures are "not there yet". */
    withheld: false,
    /** What is on screen. */
    current: null,
    sockets: sockets.clients,
    say,
    show(current) {
      focus.current = current;
      say({ type: "focus", current });
    },
    /** Changes the look: any of theme, custom_css and options. */
    wear(look) {
      Object.assign(focus, look);
      say(lookOf());
    },
  };

  function say(frame) {
    for (const socket of sockets.clients) socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  function lookOf() {
    const { theme, custom_css, options } = focus;
    return { type: "look", theme, theme_css: `/themes/${theme}/theme.css?v=1`, custom_css, options };
  }

  sockets.on("connection", (socket) => {
    socket.send(JSON.stringify({ type: "focus", current: focus.current }));
    socket.send(JSON.stringify(lookOf()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    server.closeAllConnections();
    server.close();
  });
  focus.url = `http://127.0.0.1:${server.address().port}/overlay/key`;
  return focus;
}

async function passOn(address, response) {
  const answer = await fetch(address);
  response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "text/plain" });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** Which file an address is, as the server has it. */
function fileOf(path, themes) {
  const [, kind, ...rest] = path.split("/");
  const name = rest.join("/");
  if (kind === "overlay") return `${THEMES}_runtime/focus.html`;
  if (kind === "runtime") return `${THEMES}_runtime/${name}`;
  if (kind === "icons") return `${THEMES}_runtime/icons/${name}`;
  if (kind === "themes") return themes[rest[0]] ? `${themes[rest[0]]}/${rest[1]}` : `${THEMES}${name}`;
  if (kind === "img") return `${THEMES}_runtime/icons/${PICTURES[[...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % PICTURES.length]}.svg`;
  return null;
}
