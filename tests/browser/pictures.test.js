// Pictures that are none, that come late, or never: the page shows their names, nothing moves when
// they come, and none holds up another. In every engine.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { privmsg } from "./chat.js";
import { shows } from "./chromium.js";
import { startStage } from "./stage.js";
import { LOOKED_AT } from "./thorough.js";
import { channel } from "./ways.js";

const SEVENTV = "cdn.7tv.app";
const FFZ = "cdn.frankerfacez.com";
/** Longer than the page lets a picture move its text. */
const LATE_MS = 1500;
const SLOW = 40;
const BOMBS = ["png_bomb", "gif_bomb", "webp_bomb", "webp_frames"];
const FAULTS = [
  ...["svg", "svg_as_png", "html", "wrong_bytes", "garbage", "empty", "truncated", "cut", "huge", "endless", "gzip_bomb"],
  ...BOMBS,
  ...["down", { status: 500 }, { status: 404 }, { retry_after: 1 }, "stall"],
  ...["http://127.0.0.1:1/x.png", "https://10.0.0.1/x.png", "https://evil.test/x.png", "file:///etc/passwd"].map((redirect) => ({ redirect })),
];

const fake = await startFakePlatforms({ after });
const emote = (name) => ({ name, id: name.padStart(24, "0").toUpperCase() });
const SIZES = ["1x", "2x", "3x", "4x"];
const address = (name, size) => `${SEVENTV}/emote/${emote(name).id}/${size}.webp`;
/** Each fault has an emote of its own. */
const faulty = FAULTS.map((_, at) => `FAULT${at}`);
const slow = Array.from({ length: SLOW }, (_, at) => `SLOW${at}`);
await fake.command("emotes/set_global", { provider: "7tv", emotes: ["GOOD", "LATE", "LATEWIDE", "WHENITBEGAN", "GONE", "SHARED", ...faulty].map(emote) });
/** It turns the emote before it round, and is no picture itself. */
const TURN = { name: "ffzX", id: "899", modifier_flags: 1 | (1 << 1) };
const slowly = slow.map((name, at) => ({ name, id: String(900 + at) }));
await fake.command("emotes/set_global", { provider: "ffz", emotes: [...slowly, TURN] });
await fake.command("emotes/set_global", { provider: "bttv", emotes: [{ name: "OTHER" }, { name: "SHARED" }] });
const { application, everywhere, drawn, wear, emotesAreThere, harmless, quiet, overlays } = await startStage({ after }, fake, fake.env, LOOKED_AT);
await emotesAreThere();

/** Spoils all sizes of an emote's picture. */
async function fail(name, fault) {
  for (const size of SIZES) await fake.command("emotes/fault", { on: address(name, size), fault });
}

async function write(text) {
  const author = channel();
  await fake.command("twitch/line", { line: privmsg(text, { "user-id": author }) });
  await drawn(author, 1);
  return author;
}

/** Waits until every picture of this author's messages is there. */
const complete = (page, author) =>
  page.waitForFunction(
    (author) =>
      [...document.querySelectorAll(`[data-author-id="${author}"] .text img`)].every(
        (image) => image.hasAttribute("src") && image.complete && image.naturalWidth > 0,
      ),
    author,
  );

/** Runs in the page: where the words of a message are, and how large it is. */
function placesOf(author) {
  const item = document.querySelector(`[data-author-id="${author}"]`);
  const { width, height } = item.getBoundingClientRect();
  const words = [...item.querySelector(".text").childNodes]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => {
      const range = document.createRange();
      range.selectNode(node);
      const { left, right } = range.getBoundingClientRect();
      const { top, bottom } = item.getBoundingClientRect();
      return [left, right, range.getBoundingClientRect().top - top, bottom - range.getBoundingClientRect().bottom];
    });
  return { width, height, words };
}

/** Waits until the application knows what to make of the pictures of this author's messages. */
async function judged(author) {
  const all = await application.api("GET", "messages?limit=100");
  const images = all
    .filter((message) => message.author?.id === author)
    .flatMap(({ body }) => body.flatMap(({ type, image }) => (type === "emote" ? [image] : [])));
  assert.equal(images.length, FAULTS.length);
  const answers = await Promise.all(images.map((image) => fetch(application.baseUrl + image)));
  for (const [at, { status }] of answers.entries()) {
    assert.ok([404, 502].includes(status), `${JSON.stringify(FAULTS[at])}: ${status}`);
  }
}

test("what is no picture is its name", async () => {
  for (const [at, fault] of FAULTS.entries()) await fail(faulty[at], fault);
  const author = channel();
  const lines = faulty.map((name) => privmsg(`see ${name} here`, { "user-id": author }));
  await fake.command("twitch/lines", { lines });
  await drawn(author, lines.length);
  await judged(author);
  for (const { name, page, found } of await drawn(author, lines.length)) {
    assert.deepEqual(found.map(({ text }) => text), faulty.map((word) => `see ${word} here`), name);
    assert.deepEqual(found.map(({ emotes }) => emotes), faulty.map((word) => [word]), name);
    const seen = await page.$$eval(`[data-author-id="${author}"] .text`, (texts) =>
      texts.map((text) => [text.querySelector(".emote-box")?.dataset.name, text.querySelectorAll("img[src]").length]),
    );
    assert.deepEqual(seen, faulty.map((word) => [word, 0]), name);
  }
  await harmless();
});

for (const [name, text] of [
  ["an emote", "words before LATE words after"],
  ["a wide emote that is not known to be wide, twice", "LATEWIDE and LATEWIDE words after"],
]) {
  test(`${name} that comes late moves nothing`, async () => {
    const word = text.match(/LATE\w*/)[0];
    if (word === "LATEWIDE") {
      for (const [at, size] of SIZES.entries()) {
        const image = { width: 96 * (at + 1), height: 32 * (at + 1), format: "webp" };
        await fake.command("emotes/set_image", { url: address(word, size), image });
      }
    }
    await fail(word, { slow: LATE_MS });
    const author = await write(text);
    const before = await everywhere((page) => page.evaluate(placesOf, author));
    const named = await everywhere((page) => page.$eval(`[data-author-id="${author}"] .emote-box`, (box) => getComputedStyle(box, "::before").content));
    for (const content of named) assert.equal(content, `"${word}"`);
    await everywhere((page) => complete(page, author));
    await everywhere(async (page, engine) => {
      const at = overlays.findIndex(({ name }) => name === engine);
      assert.deepEqual(await page.evaluate(placesOf, author), before[at], engine);
    });
  });
}

test("what a page begins with has no gap where a name was", async () => {
  await fail("WHENITBEGAN", { slow: LATE_MS });
  const author = await write("so WHENITBEGAN it was");
  const [{ page }] = overlays;
  await page.reload();
  await page.waitForSelector(`[data-author-id="${author}"] .text img`, { state: "attached" });
  await complete(page, author);
  assert.equal(await page.locator(`[data-author-id="${author}"] .emote-box`).count(), 0);
});

test("a word that changes an emote is seen as a word where the emote is", async () => {
  const author = await write("so w! OTHER and GOOD");
  /** What is not seen, and all that is no picture. */
  const words = () =>
    everywhere((page) =>
      page.$eval(`[data-author-id="${author}"] .text`, (text) => [text.querySelector(".modifier")?.textContent, text.textContent]),
    );
  await everywhere((page) => complete(page, author));
  for (const [unseen] of await words()) assert.equal(unseen, "w!");
  await wear({ options: { emotes: { bttv: false } } });
  await everywhere((page) =>
    page.waitForFunction((author) => document.querySelector(`[data-author-id="${author}"] span.emote`)?.textContent === "OTHER", author),
  );
  for (const found of await words()) assert.deepEqual(found, [undefined, "so w! OTHER and "]);
  await wear({ options: { emotes: { bttv: true } } });
});

test("an emote that touches what is before it touches a word too", async () => {
  const author = await write("so z! GOOD and z! GOOD");
  await everywhere((page) => complete(page, author));
  const seen = await everywhere((page) =>
    page.$eval(`[data-author-id="${author}"] .text`, (text) => {
      const words = [...text.childNodes].filter((node) => node instanceof Text || !node.matches(".unseen, .modifier"));
      return [words.map((node) => (node instanceof Text ? node.data : "#")).filter((word) => word !== ""), text.textContent];
    }),
  );
  for (const found of seen) assert.deepEqual(found, [["so", "#", " and", "#"], "so z!  and z! "]);
});

test("a word that changes an emote is a word, and does nothing, where its provider is off", async () => {
  const author = await write("so w! GOOD ffzX and h! GOOD");
  const shown = () =>
    everywhere((page) =>
      page.$eval(`[data-author-id="${author}"] .text`, (text) => [
        [...text.querySelectorAll(".modifier")].map((word) => word.textContent),
        [...text.querySelectorAll("img.emote")].map(({ className }) => className),
      ]),
    );
  await everywhere((page) => complete(page, author));
  for (const found of await shown()) {
    assert.deepEqual(found, [["w!", "ffzX", "h!"], ["emote effect-wide effect-flip-x", "emote effect-flip-x"]]);
  }
  await wear({ options: { emotes: { bttv: false } } });
  await everywhere((page) =>
    page.waitForFunction((author) => document.querySelectorAll(`[data-author-id="${author}"] .modifier`).length === 1, author),
  );
  for (const found of await shown()) assert.deepEqual(found, [["ffzX"], ["emote effect-flip-x", "emote"]]);
  await wear({ options: { emotes: { bttv: true } } });
});

test("a name that two services have is the other's where one is off", async () => {
  const author = await write("SHARED SHARED");
  const all = await application.api("GET", "messages?limit=10");
  const [first] = all.find((message) => message.author?.id === author).body;
  assert.deepEqual([first.provider, first.instead.map(({ provider }) => provider)], ["bttv", ["7tv"]]);
  /** Waits until both are the picture with this address, or no picture. */
  const showing = (image) =>
    everywhere((page) =>
      page.waitForFunction(
        ([author, image]) => {
          const emotes = [...document.querySelectorAll(`[data-author-id="${author}"] .text .emote`)];
          const isShown = (emote) => (image ? emote.src?.includes(image) && emote.naturalWidth > 0 : emote.textContent === "SHARED");
          return emotes.length === 2 && emotes.every(isShown);
        },
        [author, image],
      ),
    );
  await showing(first.image);
  await wear({ options: { emotes: { bttv: false } } });
  await showing(first.instead[0].image);
  await wear({ options: { emotes: { bttv: false, "7tv": false } } });
  await showing(null);
  await wear({ options: { emotes: { bttv: true, "7tv": true } } });
  await showing(first.image);
});

test("a host that is slow holds up no other, and not the look", async () => {
  await fake.command("emotes/fault", { on: FFZ, fault: { slow: 60_000 } });
  const author = channel();
  await fake.command("twitch/lines", { lines: slow.map((name) => privmsg(name, { "user-id": author })) });
  await drawn(author, SLOW);
  const start = performance.now();
  const quick = await write("GOOD and OTHER");
  await everywhere((page) => complete(page, quick));
  const pictures = performance.now() - start;
  await wear({ theme: "bright-green" });
  await wear({ theme: "dark-purple" });
  const all = performance.now() - start;
  const waiting = await everywhere((page) => page.$$eval(`[data-author-id="${author}"] img[src]`, (images) => images.length));
  // The platform's icon alone.
  assert.deepEqual(waiting, waiting.map(() => SLOW), "the slow ones still wait");
  assert.ok(pictures < 5000 && all < 10_000, `${Math.round(pictures)} ms, with two themes ${Math.round(all)} ms`);
});

test("nothing was said to the console, and nothing asked of another server", async () => {
  await fake.command("twitch/line", { line: privmsg("the end") });
  await everywhere((page) => shows(page, "the end"));
  quiet();
});
