// The check of a theme: the guide's example passes, and one that does everything wrong is told so.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { checkTheme } from "./check.js";
import { ENDS } from "./engines.js";
import { readTheme } from "./theme-folder.js";
import { tried } from "./thorough.js";

const GUIDE = await readFile(new URL("../../docs/themes.md", import.meta.url), "utf8");

/** A theme in a folder that is thrown away at the end. */
async function made(t, id, manifest, css) {
  const around = await mkdtemp(join(tmpdir(), "theme-"));
  t.after(() => rm(around, { recursive: true, force: true }));
  const folder = join(around, id);
  await mkdir(folder);
  await writeFile(join(folder, "theme.json"), manifest);
  if (css !== null) await writeFile(join(folder, "theme.css"), css);
  return folder;
}

/** A theme's author has every message looked at. Here it is the check that is tried. */
const tries = ({ kind }, at) => at % 30 === 0 || kind === "raid";

/** `place` among the engines: an author has a theme looked at in both, and each of them finds the same. */
async function checked(t, folder, place) {
  const { problems, pictures } = await checkTheme(t, folder, { tries, engines: tried(ENDS, place) });
  if (pictures) t.after(() => rm(pictures, { recursive: true, force: true }));
  return { problems, pictures };
}

/** Where they are in the list of engines: what is right is tried in the oldest, what is wrong in the newest. */
const [NEWEST, OLDEST] = [0, 1];

const manifestOf = (id) => JSON.stringify({ id, name: "Mine", author: "", version: "1", description: "" });

/** Each says what must be found in it. */
const WRONG = [
  ["{ not json", "a{}", /theme\.json is no JSON/],
  [manifestOf("other"), "a{--plate-color: #000000}", /says the id "other"/],
  ['{"id": "mine"}', "a{--plate-color: #000000}", /has no "name"/],
  [manifestOf("mine"), "a{}", /never sets --plate-color/],
  [manifestOf("mine"), null, /no theme\.css/],
  [JSON.stringify({ ...JSON.parse(manifestOf("mine")), kind: "poster" }), "a{--plate-color: #000000}", /has the kind "poster"/],
];

test("what can be told from the folder alone", async (t) => {
  for (const [manifest, css, said] of WRONG) {
    const { problems } = await readTheme(await made(t, "mine", manifest, css));
    assert.match(problems.join("\n"), said);
  }
});

test("the example of the guide is a good theme", async (t) => {
  const [, manifest] = /```json\n([\s\S]*?)```/.exec(GUIDE);
  const [, css] = /```css\n([\s\S]*?)```/.exec(GUIDE);
  const { problems, pictures } = await checked(t, await made(t, "paper", manifest, css), OLDEST);
  assert.deepEqual(problems, []);
  assert.ok((await readFile(join(pictures, "twitch-chat.400.png"))).length > 10_000);
});

test("the guide's example for focus overlays is a good theme", async (t) => {
  const chapter = GUIDE.slice(GUIDE.indexOf("\n## Themes for the focus overlay"));
  const [, manifest] = /```json\n([\s\S]*?)```/.exec(chapter);
  const [, css] = /```css\n([\s\S]*?)```/.exec(chapter);
  const { problems, pictures } = await checked(t, await made(t, "headline", manifest, css), OLDEST);
  assert.deepEqual(problems, []);
  assert.ok((await readFile(join(pictures, "twitch-chat.01.png"))).length > 10_000);
});

test("a focus theme whose letters are lost, and that is too wide, is told so", async (t) => {
  const manifest = JSON.stringify({ ...JSON.parse(manifestOf("lost")), kind: "focus" });
  const css = `.overlay { --plate: #fdf6e3; --plate-color: #fdf6e3; --text-color: #d8d0bf; }
    [data-kind="raid"] .system { width: 300vw; display: block; }`;
  const { problems } = await checked(t, await made(t, "lost", manifest, css), NEWEST);
  assert.match(problems.join("\n"), /\.text has a contrast of 1\.\d/);
  assert.match(problems.join("\n"), /\(raid\) has something in it that is wider/);
});

test("a theme that would load from another host is not worn, and its line is named", async (t) => {
  const css = `.overlay { --plate-color: #000000; }\n.message { background: url("https://evil.test/paper.png"); }`;
  const { problems } = await checked(t, await made(t, "foreign", manifestOf("foreign"), css), NEWEST);
  assert.match(problems.join("\n"), /^Line 2 of theme\.css would load https:\/\/evil\.test/);
});

test("a theme that does everything wrong is told all of it", async (t) => {
  const css = `.overlay { --plate: #fdf6e3; --text-color: #d8d0bf; }
    .message { max-width: none; background-color: var(--plate); background-image: url("/icons/nothing.svg"); }
    .author { white-space: pre; }
    [data-kind="announcement"] { width: 150vw; }
    [data-kind="raid"] { --plate-color: red; }
    [data-kind="gift"] { max-height: none; padding: 200px 0; }
    [data-kind="mode"] .system { color: #fff; }`;
  const { problems } = await checked(t, await made(t, "wrong", manifestOf("wrong"), css), NEWEST);
  const all = problems.join("\n");
  for (const said of [
    /\(announcement\) reaches from 12 to \d+ px/,
    /--plate-color is "red".* Where: raid\./,
    /\(gift\) is \d+ px high, and may be \d+/,
    /--plate-color is #404040, and names are on #fdf6e3.* Where: chat/,
    /\.text has a contrast of 1\.\d/,
    /The page wrote to its console: .*404/,
  ]) assert.match(all, said);
});
