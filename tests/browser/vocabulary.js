// What the overlay page is made of, by name: classes, data attributes and custom properties, as its
// sources have them.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const RUNTIME = fileURLToPath(new URL("../../overlay-themes/_runtime/", import.meta.url));

/** Calls of elements.js and its like, whose class is the first or second word in quotes. */
const MADE = /(?:element\("\w+", |textual\(|unseen\(|className(?:: | = (?:[^"]*\? )?))["`]([\w -]+)/g;

/** Words that such sources have, each with the mark that it has in CSS: `.name`, `data-kind`, `--font`. */
export function vocabulary() {
  const words = new Set();
  for (const name of readdirSync(RUNTIME)) {
    if (name === "fonts.css" || !/\.(css|js|html)$/.test(name)) continue;
    const text = readFileSync(RUNTIME + name, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    const classes = name.endsWith(".css")
      ? [...text.replace(/url\([^)]*\)|"[^"]*"|\{[^{}]*\}/g, "").matchAll(/\.([a-z][\w-]*)/g)]
      : name.endsWith(".js")
        ? [...text.matchAll(MADE)]
        : [...text.matchAll(/class="([\w ]+)"/g)];
    for (const [, found] of classes) for (const word of found.trim().split(/\s+/)) words.add(`.${word}`);
    for (const [found] of text.matchAll(/(?<![\w-])data-[a-z][a-z-]*/g)) words.add(found);
    for (const [, field] of text.matchAll(/(?<![.\w])\w*(?:\.|\b)dataset\.([a-zA-Z]+)/g)) {
      words.add(`data-${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    }
    for (const [found] of text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)) words.add(found);
  }
  return [...words].sort();
}
