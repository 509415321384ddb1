// The theme author's guide has a word for everything that a theme can style, and for nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { vocabulary } from "./vocabulary.js";

const GUIDE = readFileSync(new URL("../../docs/themes.md", import.meta.url), "utf8");
/** Other pages' words. */
const OURS = GUIDE.slice(0, GUIDE.indexOf("\n## CSS written for YouTube"));
const named = new Set(
  [...OURS.replace(/```[\s\S]*?```/g, "").matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) =>
    [...code.matchAll(/(?<![\w-])(?:\.[a-z][\w-]*|data-[a-z-]+|--[a-z][a-z-]*)/g)].map(([word]) => word),
  ),
);

test("every class, attribute and property of the page is in the guide", () => {
  assert.deepEqual(vocabulary().filter((word) => !named.has(word)), []);
});

test("the guide names none that the page does not have", () => {
  const known = new Set(vocabulary());
  // The program's flag, files, and endings of files.
  const others = (word) => word === "--data-dir" || /^\.(css|json|png|org|local|com)/.test(word);
  assert.deepEqual([...named].filter((word) => !known.has(word) && !others(word)), []);
});
