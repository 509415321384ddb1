// How many evasions of blocked words are caught, and how many innocent words are hit: on a list of
// bad words and a dictionary that were made by others.
//
//   cargo build --release -p bench
//   node tests/bench/words.js [--missed 20]
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bench, context, option, table } from "./bench.js";

const BIN = process.env.BENCH_BIN ?? "target/release/bench";
const MISSED = Number(option("missed", 0));
const require = createRequire(import.meta.url);
const run = promisify(execFile);

const swapped = (pairs) => (word) => [...word].map((letter) => pairs[letter] ?? letter).join("");
const between = (mark) => (word) => [...word].join(mark);

/** Ways to write a word so that a person reads it and a plain search does not. */
const WAYS = {
  "capitals": (word) => word.toUpperCase(),
  "every second letter a capital": (word) => [...word].map((c, at) => (at % 2 ? c.toUpperCase() : c)).join(""),
  "leet: 4 3 1 0 5 7": swapped({ a: "4", e: "3", i: "1", o: "0", s: "5", t: "7" }),
  "signs: @ $ ! |": swapped({ a: "@", s: "$", i: "!", l: "|" }),
  "Cyrillic": swapped({ a: "а", c: "с", e: "е", o: "о", p: "р", x: "х", y: "у", i: "і" }),
  "wide": (word) => word.replace(/[a-z]/g, (c) => String.fromCodePoint(c.codePointAt(0) + 0xfee0)),
  "mathematical": (word) => word.replace(/[a-z]/g, (c) => String.fromCodePoint(c.codePointAt(0) - 97 + 0x1d41a)),
  "small capitals": swapped({ a: "ᴀ", b: "ʙ", c: "ᴄ", d: "ᴅ", e: "ᴇ", g: "ɢ", h: "ʜ", i: "ɪ", k: "ᴋ", l: "ʟ", m: "ᴍ", n: "ɴ", o: "ᴏ", p: "ᴘ", r: "ʀ", t: "ᴛ", u: "ᴜ", v: "ᴠ", w: "ᴡ", y: "ʏ", z: "ᴢ" }),
  "regional letters": (word) => word.replace(/[a-z]/g, (c) => `${String.fromCodePoint(c.codePointAt(0) - 97 + 0x1f1e6)} `),
  "accents": (word) => word.replace(/[aeiou]/g, "$&\u0301").normalize("NFC"),
  "zalgo": between("\u0335\u0321"),
  "zero width": between("\u200c"),
  "a Hangul filler": between("\u3164"),
  "spaces": between(" "),
  "points": between("."),
  "slashes": between("/"),
  "every letter twice": (word) => word.replace(/[a-z]/g, "$&$&"),
  "a vowel drawn out": (word) => word.replace(/[aeiou]/, "$&$&$&$&"),
  "in a name": (word) => `the_${word}_420`,
};

await bench(async () => {
  const folder = await mkdtemp(join(tmpdir(), "words-"));
  context.after(() => rm(folder, { recursive: true }));
  const file = (name, lines) => writeFile(join(folder, name), lines.join("\n")).then(() => join(folder, name));
  const hits = async (texts) => {
    const { stdout } = await run(BIN, ["hits", blocked, await file("texts", texts)], { maxBuffer: 1 << 26 });
    return [...stdout.trim()].map((hit) => hit === "1");
  };

  // Words of letters: what has no letters of a script cannot be disguised by them.
  const bad = require("naughty-words").en.filter((word) => /^[a-z][a-z ]+$/.test(word));
  const blocked = await file("blocked", bad);
  const rows = [["evasion", "caught", "of"]];
  let [all, caught] = [0, 0];
  for (const [way, evade] of Object.entries(WAYS)) {
    const texts = bad.map(evade);
    const found = await hits(texts);
    const missed = texts.filter((_, at) => !found[at]);
    if (missed.length && MISSED) console.log(`${way}: ${missed.slice(0, MISSED).join(" | ")}`);
    rows.push([way, texts.length - missed.length, texts.length]);
    all += texts.length;
    caught += texts.length - missed.length;
  }
  table([...rows, ["**all**", `${caught} (${((100 * caught) / all).toFixed(1)} %)`, all]]);

  // A word that is bad with another ending is no innocent one.
  const isBad = (word) => bad.some((other) => word === other || word === `${other}s`);
  const innocent = require("an-array-of-english-words").filter((word) => !isBad(word));
  const found = await hits(innocent);
  const hit = innocent.filter((_, at) => found[at]);
  console.log(`\n${innocent.length} other words of a dictionary: ${hit.length} hit (${((100 * hit.length) / innocent.length).toFixed(3)} %)`);
  if (MISSED) console.log(hit.slice(0, MISSED).join(" "));
});
