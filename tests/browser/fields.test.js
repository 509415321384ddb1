// The fields of a message that chatters do not type: emote names, badges, colours, positions,
// pronouns, names of other channels, pins. Whoever fills them, they are text, in every engine.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import test, { after } from "node:test";
import { VIDEO, privmsg, usernotice } from "./chat.js";
import { messages, shows } from "./chromium.js";
import { SAMPLES, WORDS } from "./payloads.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { BATCH, startStage } from "./stage.js";
import { channel, jewels, pin, trimmed } from "./ways.js";

const EVIL = "\"><img src=//evil.test/x onerror=PWNED=1>";
/** A channel that shares its chat with ours. */
const ELSEWHERE = 5000;
/** So many of them are asked for their names. */
const GUESTS = 8;
const PROVIDERS = ["7tv", "bttv", "ffz"];
/** What has a link in it is no emote. */
const POSSIBLE = WORDS.filter((word) => !/(https?|ftps?|wss?):/.test(word));
/** Each provider's share of the words that could be emotes. */
const NAMES = PROVIDERS.map((_, at) => POSSIBLE.filter((_, index) => index % PROVIDERS.length === at));

/**
 * Between the application and the stand-ins: pronouns, and 7TV's names of the channels that share
 * their chat, as the stand-ins would not say them. All else is the stand-ins'.
 */
async function startServices(seventv) {
  const words = Object.fromEntries(SAMPLES.map((text, at) => [`p${at}`, { subject: text, object: text, singular: true }]));
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const number = Number(/\d+$/.exec(pathname));
    const answer = (value) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
    if (pathname === "/pronouns/pronouns") return answer(words);
    if (pathname.startsWith("/pronouns/users/")) return answer({ pronoun_id: `p${number}`, alt_pronoun_id: null });
    const name = SAMPLES[number - ELSEWHERE];
    if (name !== undefined) return answer({ id: String(number), username: name, display_name: name });
    const { status, body } = await fetch(seventv + pathname.replace("/7tv", ""));
    response.writeHead(status, { "content-type": "application/json" });
    for await (const piece of body) response.write(piece);
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

const fake = await startFakePlatforms({ after });
for (const [at, provider] of PROVIDERS.entries()) {
  await fake.command("emotes/set_global", { provider, emotes: NAMES[at].map((name) => ({ name })) });
}
const services = await startServices(fake.env.MULTICHAT_SEVENTV_API_URL);
const { application, emotesAreThere, everywhere, drawn, harmless, quiet } = await startStage({ after }, fake, {
  ...fake.env,
  MULTICHAT_PRONOUNS_API_URL: `${services}/pronouns`,
  MULTICHAT_SEVENTV_API_URL: `${services}/7tv`,
});
const twitch = (lines) => fake.command("twitch/lines", { lines });
const youtube = (action) => fake.command("youtube/action", { video: VIDEO, action });

test("names of emotes of all services, on both platforms", async () => {
  await emotesAreThere();
  const all = NAMES.flat();
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    const author = channel();
    await twitch(batch.map((name) => privmsg(`see ${name} here`, { "user-id": author })));
    for (const { name, found } of await drawn(author, batch.length)) {
      assert.deepEqual(found.map(({ text }) => text), batch.map((word) => `see ${word} here`), name);
      assert.deepEqual(found.map(({ emotes }) => emotes), batch.map((word) => [word]), name);
    }
    await harmless();
  }
});

/**
 * Writes these, again and again until what they ask for is there, and gives what the first engine
 * then shows of them: what is looked up is known for the next message.
 */
async function writeUntil(linesBy, part, isThere) {
  for (;;) {
    const author = channel();
    const lines = linesBy(author);
    await twitch(lines);
    const [{ found }] = await drawn(author, lines.length);
    const told = found.map((message) => message[part]);
    if (told.every(isThere)) return told;
  }
}

test("pronouns", async () => {
  await application.api("PATCH", "settings", { pronouns: true });
  const said = (author) =>
    SAMPLES.map((_, at) => privmsg("x", { "user-id": author }).replaceAll("ada!ada@ada", `ada${at}!ada${at}@ada${at}`));
  const told = await writeUntil(said, "pronouns", (words) => words !== null);
  assert.deepEqual(told, SAMPLES.map((text) => text.toLowerCase()));
  await harmless();
});

test("names of channels that share their chat", async () => {
  const some = SAMPLES.slice(0, GUESTS);
  const said = (author) =>
    some.map((_, at) =>
      privmsg("x", { "user-id": author, "source-room-id": String(ELSEWHERE + at), "source-id": randomUUID() }),
    );
  const told = await writeUntil(said, "origin", (name) => Number.isNaN(Number(name)));
  assert.deepEqual(told, some);
  await harmless();
});

test("badges, colours, positions and ids that are none", async () => {
  const author = channel();
  const lines = [
    privmsg("badges", { badges: `${EVIL.replaceAll(/[/,;]/g, "")}/1`, id: EVIL }),
    usernotice(EVIL, EVIL, "unknown"),
    ...[
      "red;background:url(//evil.test/x)",
      "#zzzzzz",
      "expression(PWNED=1)",
      "url(//evil.test/x)",
      "#fff;--x:url(//evil.test)",
      "var(--plate)",
      "#ffffff00",
      "rgb(0,0,0)",
    ].map((color) => privmsg(`colour ${color}`, { color })),
    ...["25:0-4000", "25:4-2", "25:-3-4", "25:0-5,0-5", "x:0-99999999999999999999", "25:1-2,2-3", EVIL, "25:0"].map(
      (emotes) => privmsg("😀 emotes 😀", { emotes }),
    ),
    privmsg(`cheer100 ${EVIL}`, { bits: "99999999999999999999" }),
  ].map((line) => line.replace("user-id=1001", `user-id=${author}`));
  await twitch(lines);
  for (const { name, found } of await drawn(author, lines.length)) {
    const emotes = found.filter(({ text }) => text === "😀 emotes 😀");
    assert.equal(emotes.length, 8, `${name}: wrong positions of emotes leave the text as it is`);
    const colored = found.filter(({ text }) => text?.startsWith("colour"));
    assert.equal(colored.length, 8, name);
    for (const { color, text } of colored) assert.match(color, /^#[0-9a-f]{6}$/, text);
    assert.equal(found[1].text, "unknown", name);
  }
  const evilAuthor = privmsg("by nobody", { "user-id": EVIL });
  await twitch([evilAuthor]);
  await everywhere(async (page, name) => {
    await shows(page, "by nobody");
    assert.equal((await messages(page)).at(-1).authorId, EVIL, name);
  });
  await harmless();
});

test("gifts of Jewels", async () => {
  const words = SAMPLES.filter((payload) => trimmed(payload));
  for (const payload of words) await youtube(jewels(payload, payload));
  await everywhere(async (page, name) => {
    await page.waitForFunction((count) => document.querySelectorAll("[data-kind=jewels]").length === count, words.length);
    const found = (await messages(page)).filter(({ kind }) => kind === "jewels");
    assert.deepEqual(found.map(({ system }) => system), words, name);
    assert.deepEqual(found.map((message) => message.name), words.map(trimmed), name);
  });
  await harmless();
});

test("pinned messages", async () => {
  for (const payload of SAMPLES) await youtube(pin(payload, "Marta"));
  const last = SAMPLES.at(-1);
  await everywhere(async (page, name) => {
    await page.waitForFunction((last) => document.querySelector("[data-kind=pin]:last-child .text")?.textContent === last, last);
    const pins = (await messages(page)).filter(({ kind }) => kind === "pin");
    for (const { text } of pins) assert.ok(SAMPLES.includes(text), name);
    assert.equal(pins.at(-1).text, last, name);
  });
  await harmless();
});

test("nothing was said to the console, and nothing asked of another server", quiet);
