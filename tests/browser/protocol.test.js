// docs/protocol.md says of every call what is so: its examples are made at the application.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { calls, plain } from "./calls.js";
import { privmsg, readBoth } from "./chat.js";
import { startSyncService } from "./sync-service.js";

const GUIDE = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");
const [BEFORE, EVERY_CALL] = GUIDE.split("## Every call");
const METHODS = "GET|POST|PUT|PATCH|DELETE";
/** Areas whose calls each have an example. */
const SHOWN = /^\/(api\/(focus|moderators|me|audit|ledger|support|donations|held|messages\/)|support|hooks)\b/;

/** Those that a moderator makes. */
const OF_A_MODERATOR = ["POST /api/focus/suggestions", "GET /api/me"];

/** The fenced blocks of this language. */
const blocks = (language) => [...GUIDE.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text);

/** JSON in which a name in capitals stands for what is described elsewhere, and `…` for more of the same. */
function parse(text) {
  const outside = text.split(/("(?:[^"\\]|\\.)*")/);
  const json = outside.map((part, at) =>
    at % 2 ? part : part.replaceAll(/, …/g, "").replaceAll(/\b[A-Z]{2,}\b( or null)?/g, (word) => `{"any":"${word}"}`),
  );
  return JSON.parse(json.join(""));
}

/** The examples: `{method, path, body, status, answer}`. */
function examples() {
  const found = [];
  for (const block of blocks("http")) {
    const parts = block.split(new RegExp(`^(?=(?:${METHODS}) /|\\d{3}\\b)`, "m"));
    for (const part of parts) {
      const asked = new RegExp(`^(${METHODS}) (\\S+)\\s*(.*)`, "s").exec(part);
      if (asked) found.push({ method: asked[1], path: asked[2], body: asked[3].trim() });
      else Object.assign(found.at(-1), { status: Number(part.slice(0, 3)), answer: part.slice(3).trim() });
    }
  }
  return found;
}

/** The call of the server that an example is one of. */
function callOf({ method, path }, known) {
  const given = path.replace(/\?.*/, "");
  const fits = (call) => new RegExp(`^${call.replaceAll("{}", "[^/]+").replaceAll(".", "\\.")}$`).test(`${method} ${given}`);
  return known.has(`${method} ${given}`) ? `${method} ${given}` : [...known].find(fits);
}

/** What is not in the answer as it is in the example: `queue[0].by`. */
function differences(example, answer, at = "") {
  if (example?.any !== undefined || example === null || answer === null) return [];
  if (Array.isArray(example) !== Array.isArray(answer) || typeof example !== typeof answer) return [at];
  if (Array.isArray(example)) {
    if (example.length === 0 || answer.length === 0) return [];
    return differences(example[0], answer[0], `${at}[0]`);
  }
  if (typeof example !== "object") return [];
  // What somebody added to an answer is to be in the example; what can be left out may be missing in it.
  const names = new Set([...Object.keys(example), ...Object.keys(answer)]);
  return [...names].flatMap((name) =>
    name in example && name in answer ? differences(example[name], answer[name], `${at}.${name}`) : [`${at}.${name}`],
  );
}

const known = calls();
const shown = examples();

test("every call of the server is in the list, and nothing else is", () => {
  assert.ok(known.size > 90, `${known.size} calls were found`);
  const listed = [...EVERY_CALL.matchAll(new RegExp(`\`((?:${METHODS}) /[^\`]*)\``, "g"))].map(([, call]) =>
    plain(call).replace(/\/\{\*?path\}/, "/{}"),
  );
  const sorted = (names) => [...new Set(names)].sort();
  assert.deepEqual(sorted(listed), sorted(known));
});

test("calls that the text names are there", () => {
  const named = [...BEFORE.matchAll(new RegExp(`\`((?:${METHODS}) /(?:api|hooks|support|alive)/[^\` ]*)`, "g"))];
  assert.ok(named.length > 40);
  const gone = named.map(([, call]) => call).filter((call) => {
    const [method, path] = call.split(" ");
    return !known.has(plain(call)) && !callOf({ method, path }, known);
  });
  assert.deepEqual(gone, []);
});

test("what is written as JSON is JSON", () => {
  for (const block of blocks("json")) {
    const values = block.trim().split(/\n(?=[{[])/);
    for (const value of values) assert.doesNotThrow(() => parse(value), value);
  }
});

test("each call of focus, moderators, single messages, ledger, support page and donations has an example", () => {
  const called = new Set(shown.map((example) => callOf(example, known)));
  const missing = [...known].filter((call) => SHOWN.test(call.split(" ")[1]) && !called.has(call));
  assert.deepEqual(missing, []);
});

test("the examples are what the application answers", async () => {
  const fake = await startFakePlatforms({ after });
  const application = await startApplication({ after }, { env: fake.env });
  await readBoth(application, fake);
  const texts = ["what is the song?", "gg", "Cheer100 hello"];
  for (const text of texts) {
    await fake.command("twitch/line", { line: privmsg(text, text.startsWith("Cheer") ? { bits: "100" } : {}) });
  }
  let ids = [];
  while (ids.length < texts.length || ids.includes(undefined)) {
    const messages = await application.api("GET", "messages?limit=20");
    ids = texts.map((text) => messages.find((each) => each.text === text)?.id);
  }
  // One that an overlay holds.
  const [{ id: overlay }] = await application.api("GET", "overlays");
  const words = { blocked: ["spoiler"], then: "hold" };
  await application.api("PATCH", `overlays/${overlay}`, { options: { feed: { words } } });
  await fake.command("twitch/line", { line: privmsg("a spoiler") });
  let held = [];
  while (held.length === 0) held = await application.api("GET", "held");
  await application.api("POST", "vault/keep", { how: "this_run" });
  const mia = await application.api("POST", "moderators", { name: "Mia", rights: ["suggest", "hide"] });
  const key = mia.url.split("/").at(-1);

  /** What the names in the guide are here. */
  const real = new Map([
    ["6d0f3a0c0cc25b7e8a0e8a4b4b3f1c55", ids[0]],
    ["90aa51c07be6a5a1e7cb0a4f2f0f6f19", ids[1]],
    ["41c3d18a0f9b4e0b8f8a5c1d2e3f4a5b", ids[2]],
    ["5c0c2f0d9e7a4f64b5d0f3a1e2c4b6d8", held[0].message.id],
    ["https://sync.example.org/join#CODE", await (await startSyncService({ after })).link("Ada")],
  ]);
  const here = (text) => [...real].reduce((text, [name, is]) => text.replaceAll(name, is), text);

  async function ask(method, path, body, by = application.token) {
    const isForm = body.startsWith("data=");
    const response = await fetch(application.baseUrl + path, {
      method,
      headers: {
        ...(path.startsWith("/api/") && { authorization: `Bearer ${by}` }),
        "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
      },
      body: isForm ? new URLSearchParams({ data: body.slice("data=".length) }).toString() : body || undefined,
    });
    return { status: response.status, text: await response.text() };
  }

  /** What has to be so before an example. */
  const prepare = {
    "GET /api/audit": async () => {
      for (const deed of ["hide", "unhide", "hide"]) await ask("POST", `/api/messages/${ids[0]}/${deed}`, "", key);
    },
  };

  for (const { method, path, body, status, answer } of shown) {
    const name = `${method} ${path}`;
    await prepare[name.replace(/\?.*/, "")]?.();
    const by = OF_A_MODERATOR.includes(name) ? key : undefined;
    const got = await ask(method, here(path), here(body), by);
    assert.equal(got.status, status, `${name}: ${got.text}`);
    if (answer === "") continue;
    const told = JSON.parse(got.text);
    assert.deepEqual(differences(parse(answer), told), [], `${name}: ${got.text}`);
    if (told.kofi_path) real.set("SECRET", told.kofi_path.split("/").at(-1));
    if (name === "POST /api/moderators") real.set("mod-4f8a1c", told.id);
    if (name.startsWith("GET /api/audit")) real.set("/12/", `/${told[0].number}/`);
    const qr = told.view?.links[0]?.qr;
    if (qr) real.set("f8b51dae5ae5c26336a37ef0327eb59e", qr.split("/").at(-1).replace(".svg", ""));
  }
});
