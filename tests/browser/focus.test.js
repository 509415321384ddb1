// The focus page: one message at most, whatever comes; gone at once when it is taken away; all of it
// seen, in letters of its size. The server says what the test says.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { messages, openPage, startChromium, startEngines } from "./chromium.js";
import { serveFocus } from "./focus-server.js";
import { FOCUS_THEMES, THEMES } from "./themes.js";
import { LOOKED_AT } from "./thorough.js";

const CANVAS = { width: 1280, height: 720 };
/** From a frame that takes a message away to a page without it, in milliseconds. */
const AT_ONCE = 100;
/** Seconds that an exit is animated at most. */
const EXIT = 0.25;

const t = { after };
const focus = await serveFocus(t);
const engines = await startEngines(t, LOOKED_AT);
const pages = await Promise.all(
  engines.map(async ({ name, browser }) => ({ name, ...(await openPage(browser, focus.url, CANVAS)) })),
);
const everywhere = (look) => Promise.all(pages.map(({ page, name }) => look(page, name)));

let count = 0;
const message = (text, more = {}) => ({
  id: `message-${(count += 1)}`,
  platform: "twitch",
  source: "src-1",
  kind: "chat",
  at: "2026-11-28T20:15:00Z",
  author: { id: "1001", name: "Ada", color: "#8a2be2", roles: ["moderator"], badges: [] },
  text,
  ...more,
});
const shown = (page) => messages(page, "main.overlay > article.focus");
const shows = (page, id) =>
  page.waitForFunction((id) => (document.querySelector("article.focus")?.dataset.id ?? null) === id, id);
/** Has every page show this, or nothing. */
async function show(wanted) {
  focus.show(wanted);
  await everywhere((page) => shows(page, wanted?.id ?? null));
}
async function wear(look) {
  focus.wear(look);
  await everywhere((page) => page.waitForFunction((theme) => document.querySelector("main").dataset.theme === theme, focus.theme));
}

test("the page has the parts of a message, and the text letter for letter", async () => {
  const emote = { type: "emote", text: "Kappa", provider: "twitch", image: "/img/Kappa", ratio: 1 };
  await show(
    message("@Bob hello Kappa  world 😀 <b>&amp;</b>", {
      body: [
        { type: "mention", text: "@Bob" },
        { type: "text", text: " hello " },
        emote,
        { type: "text", text: "  world 😀 <b>&amp;</b>" },
      ],
      author: { id: "7", name: "Ada", color: "#8a2be2", roles: ["moderator", "subscriber"], badges: [{ name: "m/1", title: "Moderator", icon: "/icons/moderator.svg" }] },
      reply_to: { id: "r", author: "Bob", text: "what was said" },
      by: "Robin",
      note: "a field that the page does not know",
    }),
  );
  await everywhere(async (page, engine) => {
    const [found] = await shown(page);
    assert.deepEqual(found.parts, ["img.platform", "span.badges", "span.author", "blockquote.reply", "span.text"], engine);
    assert.equal(found.text, "@Bob hello Kappa  world 😀 <b>&amp;</b>", engine);
    assert.deepEqual([found.platform, found.kind, found.authorId, found.roles], ["twitch", "chat", "7", "moderator subscriber"]);
    assert.deepEqual([found.platformName, found.badges, found.emotes], ["Twitch", ["Moderator"], ["Kappa"]]);
    assert.match(found.reply, /Bob.*what was said/);
    assert.equal(await page.$$eval("main.overlay > *", (parts) => parts.map(({ localName }) => localName).join()), "article");
  });
});

/** Runs in the page: notes the most articles that ever were on it, and whatever was beside them. */
function watch() {
  const main = document.querySelector("main");
  window.seen = { most: 0, texts: new Set(), leftovers: [], painted: new Set() };
  const look = () => {
    const all = document.querySelectorAll(".focus");
    window.seen.most = Math.max(window.seen.most, all.length);
    for (const shell of main.querySelectorAll(":scope > :not(article)")) {
      if (shell.textContent !== "" || shell.children.length > 0) window.seen.leftovers.push(shell.outerHTML);
    }
    return all[0]?.textContent;
  };
  const observer = new MutationObserver(() => window.seen.texts.add(look()));
  observer.observe(main, { childList: true, subtree: true });
  const frame = () => {
    window.seen.painted.add(look());
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

test("in a storm of changes there is one article at most, and the last is what stays", async () => {
  await everywhere((page) => page.evaluate(watch));
  const all = Array.from({ length: 60 }, (_, at) => message(`storm ${at} ${"word ".repeat(at % 40)}`));
  for (let round = 0; round < 40; round += 1) {
    for (let at = 0; at < 50; at += 1) focus.show((at * 7 + round) % 5 === 0 ? null : all[(at * 13 + round) % all.length]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const last = message("the last of the storm");
  await show(last);
  await everywhere(async (page, engine) => {
    await page.waitForFunction(() => document.querySelectorAll("main > *").length === 1);
    const seen = await page.evaluate(() => ({ most: window.seen.most, leftovers: window.seen.leftovers, painted: window.seen.painted.size }));
    assert.equal(seen.most, 1, engine);
    assert.deepEqual(seen.leftovers, [], engine);
    const [{ text, id }] = await shown(page);
    assert.deepEqual([text, id], ["the last of the storm", last.id], engine);
  });
});

test("what is taken away is gone at once, letters and all, and its exit is short", async () => {
  for (const theme of [...FOCUS_THEMES, "dark-purple"]) {
    await wear({ theme });
    for (let round = 0; round < 8; round += 1) {
      await show(message(`taken away ${round}`));
      const gone = everywhere((page) =>
        page.evaluate(
          () =>
            new Promise((resolve) => {
              let told;
              window.sockets.at(-1).addEventListener("message", () => (told = performance.now()), { once: true });
              const main = document.querySelector("main");
              const observer = new MutationObserver(() => {
                if (document.querySelector(".focus")) return;
                const now = performance.now();
                const hasText = main.textContent.trim() !== "";
                observer.disconnect();
                const exit = main.firstElementChild ? Number.parseFloat(getComputedStyle(main.firstElementChild).animationDuration) : 0;
                const isOver = () => {
                  if (main.children.length > 0) requestAnimationFrame(isOver);
                  else resolve({ gone: now - told, exit, hasText });
                };
                isOver();
              });
              observer.observe(main, { childList: true });
            }),
        ),
      );
      // Playwright's call has begun when another one of it has been answered.
      await everywhere((page) => page.evaluate(() => 0));
      focus.show(null);
      for (const [at, { gone: after, exit, hasText }] of (await gone).entries()) {
        const { name } = pages[at];
        assert.ok(after <= AT_ONCE, `${name}, ${theme}: gone after ${after} ms`);
        assert.ok(!hasText, `${name}, ${theme}: words are left`);
        assert.ok(exit > 0 && exit <= EXIT, `${name}, ${theme}: its exit takes ${exit} s`);
      }
    }
  }
});

test("another text of the same message is shown in its place, and nothing moves", async () => {
  await wear({ theme: "lower-third" });
  const first = message("as it was written");
  await show(first);
  await everywhere(async (page) => {
    await page.waitForFunction(() => !document.querySelector("article.focus").hasAttribute("data-entering"));
    await page.evaluate(() => (window.before = document.querySelector("article.focus")));
  });
  focus.show({ ...first, text: "as it was changed, and is much longer than it was before, so that its letters are smaller" });
  await everywhere(async (page, engine) => {
    await page.waitForFunction(() => document.querySelector("article.focus .text").textContent.startsWith("as it was changed"));
    const { isSame, moves, size } = await page.evaluate(() => {
      const item = document.querySelector("article.focus");
      return { isSame: item === window.before, moves: item.getAnimations().length, size: item.dataset.size };
    });
    assert.deepEqual([isSame, moves, size], [true, 0, "medium"], engine);
  });
});

test("after a reconnect it stands as it stood, and shows what has changed meanwhile", async () => {
  const kept = message("kept over the reconnect");
  await show(kept);
  await everywhere(async (page) => {
    await page.waitForFunction(() => !document.querySelector("article.focus").hasAttribute("data-entering"));
    await page.evaluate(() => {
      window.before = document.querySelector("article.focus");
      window.moved = [];
      new MutationObserver((records) => window.moved.push(...records.map(({ type }) => type))).observe(window.before, { attributes: true, childList: true, subtree: true });
    });
  });
  const again = async () => {
    await everywhere((page) => page.evaluate(() => {
      window.opened = window.sockets.length;
      window.sockets.at(-1).close();
    }));
    await everywhere((page) => page.waitForFunction(() => window.sockets.length > window.opened && document.querySelector("main[data-state=connected]")));
  };
  await again();
  await everywhere(async (page, engine) => {
    assert.ok(await page.evaluate(() => document.querySelector("article.focus") === window.before), engine);
    assert.deepEqual(await page.evaluate(() => window.moved), [], engine);
  });
  focus.current = null;
  await again();
  await everywhere((page) => shows(page, null));
  const next = message("another one");
  focus.current = next;
  await again();
  await everywhere((page) => shows(page, next.id));
});

test("frames that are no frames change nothing, and the page comes back", async () => {
  const kept = message("kept");
  await show(kept);
  for (const frame of ["{", "[]", '{"type":"focus"}', { type: "focus", current: { id: 7 } }, { type: "focus", current: "x" }]) {
    await everywhere((page) => page.evaluate(() => (window.opened = window.sockets.length)));
    focus.say(frame);
    await everywhere((page) => page.waitForFunction(() => window.sockets.length > window.opened && document.querySelector("main[data-state=connected]")));
    await everywhere(async (page, engine) => assert.deepEqual((await shown(page)).map(({ text }) => text), ["kept"], engine));
  }
  focus.say({ type: "something-new" });
  await show(message("after what nobody knows"));
});

test("who has asked for less motion gets none", async (t) => {
  const browser = await startChromium(t);
  const context = await browser.newContext({ viewport: CANVAS, reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const theme of [...FOCUS_THEMES, "dark-purple"]) {
    focus.wear({ theme });
    focus.show(null);
    await page.goto(focus.url);
    await page.waitForFunction((theme) => document.querySelector("main").dataset.theme === theme, theme);
    const one = message("without motion");
    focus.show(one);
    await shows(page, one.id);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0, theme);
    focus.show(null);
    await shows(page, null);
    assert.equal(await page.$$eval("main > *", (parts) => parts.length), 0, `${theme}: no exit`);
  }
});

/** Runs in the page: how large the letters are, and what of the message is not seen. */
function lookAt() {
  const item = document.querySelector("article.focus");
  const text = item.querySelector(".text");
  // Not where an animation has it now.
  const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = item;
  const letters = Number.parseFloat(getComputedStyle(text).fontSize);
  // A font may reach above its line and below; a line that is cut is more than that.
  const isWhole = [item, text].every((part) => part.scrollHeight <= part.clientHeight + letters / 2 && part.scrollWidth <= part.clientWidth + 1);
  const isIn = left >= 0 && top >= 0 && left + width <= innerWidth && top + height <= innerHeight;
  return { letters, isWhole, isIn, left, top, width, height };
}

const WORDS = "when you plan a run, do you write the route down beforehand, or do you decide as you go? ";
const LONG = WORDS.repeat(6).slice(0, 500);
const emote = (name) => ({ type: "emote", text: name, provider: "7tv", image: `/img/${name}`, ratio: 1 });
const wall = (length) => {
  const body = Array.from({ length }, (_, at) => (at % 2 ? { type: "text", text: " " } : emote(`catJAM${at % 5}`)));
  return { text: body.map(({ text }) => text).join(""), body };
};

for (const theme of [...FOCUS_THEMES, ...THEMES]) {
  test(`${theme}: a short message is large, a long one is whole, a wall of emotes has its bounds`, async () => {
    await wear({ theme });
    const sizes = FOCUS_THEMES.includes(theme) ? [[1920, 1080, 20], [1280, 720, 13.5]] : [[1280, 720, 13.5]];
    for (const [width, height, least] of sizes) {
      await everywhere((page) => page.setViewportSize({ width, height }));
      const letters = {};
      for (const [name, text, more] of [["short", "Hello"], ["long", LONG], ["wall", "", wall(140)]]) {
        await show(message(text, more));
        await everywhere(async (page, engine) => {
          await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
          const found = await page.evaluate(lookAt);
          const where = `${engine}, ${name} at ${width} × ${height}: ${JSON.stringify(found)}`;
          assert.ok(found.isIn && found.isWhole, where);
          assert.ok(found.letters >= least, where);
          letters[`${engine} ${name}`] = found.letters;
        });
      }
      for (const { name } of pages) assert.ok(letters[`${name} short`] > 1.5 * letters[`${name} long`], JSON.stringify(letters));
    }
  });
}

const HOSTILE = {
  "one word": "W".repeat(500),
  "the widest sign": "﷽".repeat(500),
  stacked: `Z${"̸̢̛̤̪͖͍".repeat(30)}`.repeat(12),
  "right to left": "‮םולש ".repeat(80),
  "an address": `https://example.org/${"a-long-path/".repeat(30)}`,
  emoji: "👨‍👩‍👧‍👦🏳️‍🌈".repeat(60),
  "markup": "<img src=x onerror=alert(1)>".repeat(15),
};

test("hostile words and names stay within their bounds, in any size of source", async () => {
  for (const theme of [...FOCUS_THEMES, "dark-purple"]) {
    await wear({ theme });
    for (const [width, height] of [[1280, 720], [320, 180]]) {
      await everywhere((page) => page.setViewportSize({ width, height }));
      for (const [name, text] of Object.entries(HOSTILE)) {
        const hostile = message(text, { author: { id: "9", name: text, roles: [], badges: [] }, amount: text, reply_to: { id: "r", author: text, text }, kind: "superchat", tier: 4 });
        await show(hostile);
        await everywhere(async (page, engine) => {
          const { isIn } = await page.evaluate(lookAt);
          assert.ok(isIn, `${engine}, ${theme}: ${name} at ${width} × ${height}`);
          const [{ text: read }] = await shown(page);
          assert.equal(read, text, `${engine}: ${name} is there letter for letter`);
        });
      }
    }
  }
});

/** Runs in the page: whether every picture is there. */
function picturesAreThere() {
  const pictures = document.querySelectorAll("article.focus :is(img.emote, img.gif, img.present)");
  return [...pictures].every((image) => image.hasAttribute("src") && image.complete);
}

/** Runs in the page: where each piece of text is, to half a pixel. */
function layout() {
  const item = document.querySelector("article.focus");
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  const texts = [];
  const origin = item.getBoundingClientRect();
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNode(walker.currentNode);
    const { x, y, width, height } = range.getBoundingClientRect();
    texts.push([walker.currentNode.data.trim(), ...[x - origin.x, y - origin.y, width, height].map((side) => Math.round(2 * side) / 2)].join(" "));
  }
  const box = [origin.width, origin.height].map((side) => Math.round(2 * side) / 2).join(" × ");
  return [box, ...texts];
}

/** Messages whose pictures have names that are wider than they are, and shapes that are told and not. */
let pictureCount = 0;
const pictured = () => {
  const address = () => `/img/late-${(pictureCount += 1)}`;
  const word = (text) => ({ type: "text", text });
  const emote = (text, more = {}) => ({ type: "emote", text, provider: "twitch", image: address(), ...more });
  const said = (body, more = {}) => message(body.map(({ text }) => text).join(""), { body, ...more });
  const cheer = { type: "cheer", text: "Cheerwhal100", image: address(), bits: 100, color: "#9c3ee8" };
  const again = emote("anEmoteWithAName", { ratio: 1 });
  return {
    "emotes in a line": said([word("look "), emote("aVeryLongNameOfAnEmote", { ratio: 1 }), word(" and "), emote("aNameOfAnotherEmote", { ratio: 3 }), word(" here")]),
    "an emote of unknown shape": said([word("one "), emote("aVeryLongNameOfAnEmote"), word(" two")]),
    "an emote over and over": said([...Array.from({ length: 12 }, () => [word("words between "), again]).flat(), word(" and the end")]),
    "emotes on each other": said([word("a "), emote("theLowerOfTheTwo", { ratio: 1 }), word(" "), emote("theUpperOfTheTwo", { ratio: 1, overlay: true }), word(" z")]),
    "a cheer": said([cheer, word(" for the boss")], { kind: "cheer", amount: "100 bits" }),
    "a large emote": said([word("look "), emote("aVeryLongNameOfALargeEmote", { large: true })]),
    "a GIF": said([word("so good "), { type: "gif", text: "[a GIF with a very long name]", image: address() }, word(" yes")]),
    "a sticker": said([emote("A cat that waves at everybody in the room")], { kind: "supersticker", platform: "youtube", tier: 4, amount: "$10.00" }),
    "a present": message("", { kind: "jewels", platform: "youtube", image: address(), system: "Ada sent a gold coin", amount: "10 Jewels" }),
  };
};

/** When a picture is late, in milliseconds: as in spotlight.js. */
const LATE_MS = 900;

/** Runs in the page: it is never so late by itself, but when `window.beLate` is called. */
function stopLateness(lateMs) {
  const set = window.setTimeout;
  window.setTimeout = (then, ms, ...more) => {
    if (ms !== lateMs) return set(then, ms, ...more);
    window.beLate = then;
    return -1;
  };
  window.letTimeRun = () => (window.setTimeout = set);
}

test("a picture that comes late moves no text, and neither does one that comes after its name was read", async () => {
  const drawn = () => everywhere((page) => page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))));
  await everywhere((page) => page.evaluate(stopLateness, LATE_MS));
  const moved = [];
  for (const theme of [...FOCUS_THEMES, "dark-purple", "bright-green", "ticker"]) {
    await wear({ theme, custom_css: "*, *::before { animation: none !important; }" });
    for (const name of Object.keys(pictured())) {
      for (const isNamed of [false, true]) {
        focus.withheld = true;
        await show(pictured()[name]);
        await drawn();
        if (isNamed) await everywhere((page) => page.evaluate(() => window.beLate()));
        const before = await everywhere((page) => page.evaluate(layout));
        for (const isThere of await everywhere((page) => page.evaluate(picturesAreThere))) assert.ok(!isThere, name);
        focus.withheld = false;
        await everywhere((page) => page.waitForFunction(picturesAreThere));
        await drawn();
        for (const [at, after] of (await everywhere((page) => page.evaluate(layout))).entries()) {
          const what = `${pages[at].name}, ${theme}: ${name}${isNamed ? ", its name read" : ""}`;
          for (const [part, now] of after.entries()) if (now !== before[at][part]) moved.push(`${what}: ${before[at][part]} → ${now}`);
        }
      }
    }
  }
  assert.deepEqual(moved, []);
  await everywhere((page) => page.evaluate(() => window.letTimeRun()));
  await wear({ custom_css: "" });
});

test("no engine said anything, or asked another server", () => {
  for (const { name, said, asked } of pages) {
    assert.deepEqual(said, [], name);
    assert.deepEqual(asked.filter((address) => new URL(address).host !== new URL(focus.url).host), [], name);
  }
});
