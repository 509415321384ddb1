// The server's calls, read out of its source.
import { readdirSync, readFileSync } from "node:fs";

const SOURCE = new URL("../../crates/server/src/", import.meta.url);
/** Modules all of whose routes are outside the API. */
const OUTSIDE = ["pages.rs", "socket.rs", "images.rs"];

/** A call with the names of its parameters left out. */
export const plain = (call) => call.replace(/\?.*/, "").replaceAll(/\{[^}]*\}/g, "{}");

/** What stands in brackets from `at` on. */
function inBrackets(text, at) {
  let depth = 0;
  for (let end = at; end < text.length; end += 1) {
    depth += { "(": 1, ")": -1 }[text[end]] ?? 0;
    if (depth === 0) return text.slice(at + 1, end);
  }
  return "";
}

/** Every call of the server: `POST /api/focus/next`. */
export function calls() {
  const found = new Set();
  for (const file of readdirSync(SOURCE)) {
    if (!file.endsWith(".rs")) continue;
    const [text] = readFileSync(new URL(file, SOURCE), "utf8").split("#[cfg(test)]");
    for (const { index } of text.matchAll(/\.route\(/g)) {
      let route = inBrackets(text, index + ".route".length);
      const [start, path] = /^\s*"([^"]+)"/.exec(route);
      route = route.slice(start.length);
      while (/\([^()]*\)/.test(route)) route = route.replaceAll(/\([^()]*\)/g, "");
      // Where a module has both, those outside the API are in a function of another name.
      const [, of] = [...text.slice(0, index).matchAll(/fn (\w+)\(/g)].at(-1);
      const isPage = of !== "routes" || OUTSIDE.includes(file);
      for (const [, method] of route.matchAll(/\b(get|post|put|patch|delete)\b/g)) {
        found.add(plain(`${method.toUpperCase()} ${isPage ? "" : "/api"}${path}`));
      }
    }
  }
  return found;
}
