// How the streamer wants an overlay to look: obeyed at once, in the page that is open.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { mkdir, writeFile } from "node:fs/promises";
import { VIDEO, privmsg, readBoth, usernotice } from "./chat.js";
import { startApplication } from "./application.js";
import { connected, shows, startChromium } from "./chromium.js";
import { ENOUGH, contrast, parse } from "./contrast.js";
import { poll } from "./ways.js";

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const [{ id }] = await application.api("GET", "overlays");
const browser = await startChromium(context);
const page = await (await browser.newContext({ viewport: { width: 400, height: 600 } })).newPage();
await page.goto(application.overlayUrl);
await connected(page);

const wear = (look, more = {}) => application.api("PATCH", `overlays/${id}`, { options: { look }, ...more });
const say = async (text) => {
  await fake.command("twitch/line", { line: privmsg(text, { "display-name": "Ada", "user-id": 1, color: "#102030" }) });
  await shows(page, text);
};
/** Waits until the newest message comes to this. */
const comesTo = (selector, property, wanted) =>
  page.waitForFunction(
    ([selector, property, wanted]) => {
      const found = [...document.querySelectorAll(selector)].at(-1);
      return found && getComputedStyle(found).getPropertyValue(property).trim() === wanted;
    },
    [selector, property, wanted],
  );

test("letters, colours and place are obeyed in an open page, and null is the theme's own", async () => {
  await say("first");
  const own = await page.$eval("li.message", (item) => getComputedStyle(item).fontSize);
  await wear({ size: 31, text_color: "#00ff00", weight: 300, spacing: 21, plate_color: "#000000", plate_opacity: 50 });
  await comesTo("li.message", "font-size", "31px");
  await comesTo("li.message", "color", "rgb(0, 255, 0)");
  await comesTo("li.message", "font-weight", "300");
  await comesTo("li.message", "background-color", "rgba(0, 0, 0, 0.5)");
  await comesTo(".messages", "row-gap", "21px");
  await wear({ size: null, text_color: null, weight: null, spacing: null, plate_color: null, plate_opacity: null });
  await comesTo("li.message", "font-size", own);
});

test("names are readable on the plate that was chosen", async () => {
  await wear({ plate_color: "#101010", name_color: "#111111" });
  await page.waitForFunction(() => {
    const [red] = getComputedStyle([...document.querySelectorAll(".author")].at(-1)).color.match(/\d+/g);
    return Number(red) > 110;
  });
  await wear({ plate_color: null, name_color: null });
});

/** The colours of the newest message's letters: of its name, of its words, and around them. */
const inks = () =>
  page.$$eval("li.message", (items) => {
    const item = items.at(-1);
    return {
      name: getComputedStyle(item.querySelector(".author")).color,
      words: getComputedStyle(item.querySelector(".text")).color,
      around: getComputedStyle(item).textShadow,
    };
  });

for (const theme of ["dark-purple", "bright-green"]) {
  for (const [plate, opacity, scene] of [
    ["#101010", 88, 255],
    ["#101010", 70, 255],
    ["#ffffff", 88, 0],
    ["#ffffff", 70, 0],
  ]) {
    test(`${theme}: letters are read on ${plate} at ${opacity} % over ${scene ? "white" : "black"}`, async () => {
      await wear({ plate_color: plate, plate_opacity: opacity, name_color: "#808080" }, { theme });
      const alpha = opacity / 100;
      await page.waitForSelector(`main[data-theme=${theme}]`);
      await comesTo("li.message", "--strip", `rgba(${parse(plate).slice(0, 3).join(", ")}, ${alpha})`);
      const behind = parse(plate).slice(0, 3).map((channel) => channel * alpha + scene * (1 - alpha));
      const { name, words } = await inks();
      for (const ink of [name, words]) {
        const found = contrast(parse(ink), behind);
        assert.ok(found >= ENOUGH - 0.1, `${ink} has ${found.toFixed(2)}`);
      }
    });
  }
}

test("on a plate that is too thin, letters have a line of its colour, unless another is wished", async () => {
  await wear({ plate_color: "#101010", plate_opacity: 20 }, { theme: "dark-purple" });
  await page.waitForFunction(() => /rgb\(16, 16, 16\)/.test(getComputedStyle([...document.querySelectorAll("li.message")].at(-1)).textShadow));
  await wear({ outline: 0 });
  await comesTo("li.message", "text-shadow", "none");
  await wear({ plate_color: null, plate_opacity: null, outline: null, name_color: null });
});

test("letters as dark as the line around them have a light one, on which names are read too", async () => {
  await wear({ text_color: "#101010", name_color: "#101010" }, { theme: "clear-text" });
  await page.waitForSelector("main[data-theme=clear-text]");
  await comesTo("li.message", "color", "rgb(16, 16, 16)");
  await page.waitForFunction(() => /^rgb\(255, 255, 255\)/.test(getComputedStyle([...document.querySelectorAll("li.message")].at(-1)).textShadow));
  await wear({ name_color: "#f0f0f0" });
  await page.waitForFunction(() => {
    const [red] = getComputedStyle([...document.querySelectorAll(".author")].at(-1)).color.match(/\d+/g);
    return Number(red) < 120;
  });
  await wear({ text_color: "#f0f0f0", name_color: null });
  await page.waitForFunction(() => /^rgb\(0, 0, 0\)/.test(getComputedStyle([...document.querySelectorAll("li.message")].at(-1)).textShadow));
  await wear({ text_color: null }, { theme: "dark-purple" });
});

test("a bundled font is fetched from us and used", async () => {
  await wear({ font: "bebas-neue" });
  await page.waitForFunction(() => [...document.fonts].some(({ family, status }) => /Bebas/.test(family) && status === "loaded"));
  await wear({ font: null });
});

test("new messages at the top, on the right, within a width", async () => {
  await say("second");
  await wear({ direction: "down", align: "right", width: 200 });
  await comesTo(".messages", "flex-direction", "column-reverse");
  const [older, newer] = await page.$$eval("li.message", (items) => items.map((item) => item.getBoundingClientRect().toJSON()));
  assert.ok(newer.top < older.top, "the newest is on top");
  assert.equal(Math.round(newer.right), 388);
  assert.ok(newer.width <= 200);
  const texts = await page.$$eval("li.message .text", (texts) => texts.map(({ textContent }) => textContent));
  assert.deepEqual(texts, ["first", "second"], "and last in the DOM");
  await wear({ direction: null, align: null, width: null });
});

for (const [direction, side] of [["up", "top"], ["down", "bottom"]]) {
  test(`where messages go ${direction}, they fade at the ${side}, where the old ones leave`, async () => {
    await wear({ direction, size: 31, spacing: 40 });
    await comesTo(".messages", "flex-direction", direction === "down" ? "column-reverse" : "column");
    for (let at = 0; at < 4; at += 1) await say(`${direction} ${at}: ${"words ".repeat(20)}`.trim());
    await page.waitForFunction(
      (direction) => {
        const items = [...document.querySelectorAll("li.message")];
        const isNear = (item) => {
          const { top, bottom } = item.getBoundingClientRect();
          return direction === "up" ? top < 30 && bottom > 0 : bottom > innerHeight - 30 && top < innerHeight;
        };
        const near = items.filter(isNear);
        const masks = near.map(({ style }) => style.webkitMaskImage);
        const isRight = (mask) => mask !== "" && mask.includes("to top") === (direction === "down");
        return near.length > 0 && masks.every(isRight) && items.at(-1).style.webkitMaskImage === "";
      },
      direction,
    );
    await wear({ direction: null, size: null, spacing: null, limit: 2 });
    await page.waitForFunction(() => document.querySelectorAll("li.message").length === 2);
    await wear({ limit: null });
  });
}

test("icon, badges and time are there as wished", async () => {
  await wear({ platform_icon: false, timestamps: true });
  await page.waitForSelector("li.message time.time");
  assert.match(await page.$eval("time.time", ({ textContent }) => textContent), /^\d\d:\d\d$/);
  assert.equal(await page.$("img.platform"), null);
  await wear({ platform_icon: true, timestamps: false });
  await page.waitForSelector("img.platform");
});

test("no more messages than the limit", async () => {
  await wear({ limit: 1 });
  await page.waitForFunction(() => document.querySelectorAll("li.message").length === 1);
  await wear({ limit: null });
});

test("a message goes by itself, and a new connection does not bring it back", async () => {
  await say("soon gone");
  await wear({ fade_after: 2, exit: "fade" });
  await page.waitForFunction(() => document.querySelectorAll("li.message").length === 0);
  await wear({ limit: 5 }, { options: { look: { limit: 5 }, hidden: ["raid"] } });
  await say("new");
  assert.deepEqual(await page.$$eval("li.message .text", (texts) => texts.map(({ textContent }) => textContent)), ["new"]);
  await wear({ fade_after: null, exit: null, limit: null });
});

test("a message that was held back stays as long as any other, also when it is drawn anew", async () => {
  await wear({}, { options: { look: { fade_after: 3, exit: "fade" }, feed: { hold: 4 } } });
  await say("held and then shown");
  await wear({ timestamps: true });
  const item = await page.waitForSelector("li.message:has(time)");
  assert.equal(await item.evaluate(({ dataset }) => dataset.leaving), undefined);
  await page.waitForFunction(() => document.querySelectorAll("li.message").length === 0);
  await wear({}, { options: { look: { fade_after: null, exit: null, timestamps: false }, feed: { hold: 0 } } });
});

test("a page that is loaded again counts from when a message was shown, not from when it was written", async () => {
  await wear({}, { options: { look: { fade_after: 8, exit: "fade" }, feed: { hold: 9 } } });
  await say("held for longer than it is shown");
  await page.reload();
  await connected(page);
  await page.waitForSelector("li.message");
  const there = await page.$$eval("li.message", (items) => items.map(({ dataset, innerText }) => [innerText.includes("longer than"), dataset.leaving]));
  assert.deepEqual(there, [[true, undefined]], "it is there, and what was gone before does not come and go");
  await page.waitForFunction(() => document.querySelectorAll("li.message").length === 0);
  await page.reload();
  await connected(page);
  assert.equal(await page.$("li.message"), null, "it went, and stays away");
  await wear({}, { options: { look: { fade_after: null, exit: null }, feed: { hold: 0 } } });
});

test("emotes stand still where they should, and move again", async () => {
  const emotes = { emotes: "25:0-4" };
  await fake.command("twitch/line", { line: privmsg("Kappa moves", { "display-name": "Ada", "user-id": 1, ...emotes }) });
  const shown = (query) =>
    page.waitForFunction((query) => {
      const emote = [...document.querySelectorAll(".emote")].at(-1);
      return emote?.naturalWidth > 0 && emote.src.includes("still=1") === query;
    }, query);
  await shown(false);
  await wear({ static_emotes: true });
  await shown(true);
  await wear({ static_emotes: false });
  await shown(false);
});

test("no picture moves where the system asks for less motion", async () => {
  const url = "media3.giphy.com/media/abc/200.gif";
  await fake.command("emotes/set_image", { url, image: { width: 320, height: 200, format: "gif" } });
  const line = (text, tags) => fake.command("twitch/line", { line: privmsg(text, { "display-name": "Ada", "user-id": 1, ...tags }) });
  await line("Kappa and [wow]", { emotes: "25:0-4", gifs: `10-14|abc|https://${url}` });
  const still = (wanted) =>
    page.waitForFunction((wanted) => {
      const pictures = [...document.querySelectorAll("li.message:last-child :is(img.emote, img.gif)")];
      return pictures.length === 2 && pictures.every(({ src, naturalWidth }) => naturalWidth > 0 && src.includes("still=1") === wanted);
    }, wanted);
  await still(false);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await still(true);
  await page.emulateMedia({ reducedMotion: null });
  await still(false);
});

test("a message that is replaced keeps its place and its element, and comes in once", async () => {
  await wear({ enter: "fade" });
  const batch = { "msg-param-community-gift-id": "batch", "msg-param-sub-plan": "1000" };
  await fake.command("twitch/line", {
    line: usernotice("submysterygift", "Ada is gifting 3 Tier 1 Subs to NovaHarbor's community!", null, { "msg-param-mass-gift-count": "3", ...batch }),
  });
  await page.waitForSelector("li[data-kind=gift]");
  await page.evaluate(() => {
    window.gift = [...document.querySelectorAll("li[data-kind=gift]")].at(-1);
    window.begun = 0;
    document.querySelector(".messages").addEventListener("animationstart", ({ target }) => {
      if (target === window.gift) window.begun += 1;
    });
  });
  for (const name of ["Linus", "Grace", "Barbara"]) {
    const person = { "msg-param-recipient-display-name": name, "msg-param-recipient-user-name": name.toLowerCase(), "msg-param-recipient-id": "9" };
    await fake.command("twitch/line", { line: usernotice("subgift", `Ada gifted a Tier 1 sub to ${name}!`, null, { ...batch, ...person }) });
    await page.waitForFunction((name) => window.gift.isConnected && window.gift.textContent.includes(name), name);
  }
  assert.ok((await page.evaluate(() => window.begun)) <= 1, "it comes in once");
  await wear({ enter: null });
});

test("who wants no motion has none, whatever a theme says", async () => {
  const folder = `${application.dataDir}/themes/restless`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/theme.json`, JSON.stringify({ id: "restless", name: "Restless", author: "Ada", version: "1.0.0", description: "" }));
  await writeFile(
    `${folder}/theme.css`,
    `@keyframes wobble { to { transform: rotate(9deg) } }
    main.overlay ol.messages li.message, .message .text, .message::after, body, .messages { animation: wobble 1s infinite !important; transition: all 1s !important }
    .message::after { content: "!" }`,
  );
  await wear({}, { theme: "restless" });
  await page.waitForSelector("main[data-theme=restless]");
  await say("calm");
  const moving = () => page.evaluate(() => document.getAnimations().length);
  assert.ok((await moving()) > 0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  assert.equal(await moving(), 0);
  await page.emulateMedia({ reducedMotion: null });
  await wear({}, { theme: "dark-purple" });
  await page.waitForSelector("main[data-theme=dark-purple]");
});

test("CSS of the streamer's own has the last word", async () => {
  await wear({ size: 31 }, { custom_css: ".overlay { --font-size: 17px }" });
  await comesTo("li.message", "font-size", "17px");
  await wear({ size: null }, { custom_css: "" });
});

test("the same again and again is drawn once, with its count", async () => {
  await application.api("PATCH", `overlays/${id}`, { options: { feed: { collapse_repeats: true } } });
  await say("copy this and paste it");
  for (let copy = 0; copy < 3; copy += 1) {
    await fake.command("twitch/line", { line: privmsg("copy this and paste it", { "display-name": "Bob", "user-id": 2 }) });
  }
  await page.waitForFunction(() => document.querySelector(".times")?.textContent === "×4");
});

test("a poll that runs stays, whatever goes by itself", async () => {
  await wear({ fade_after: 2 });
  await fake.command("youtube/action", { video: VIDEO, action: poll(["Which one?", "This", "That"]) });
  await page.waitForSelector("li[data-kind=poll]");
  // All is drawn anew, and what goes by time is watched again.
  await wear({ timestamps: true });
  await page.waitForSelector("li[data-kind=poll] .time");
  await wear({ timestamps: null });
  await say("gone in two seconds");
  await page.waitForFunction(() => [...document.querySelectorAll("li.message")].every(({ dataset }) => dataset.kind === "poll"));
  assert.equal(await page.locator("li[data-kind=poll]:not([data-leaving])").count(), 1);
  await page.reload();
  await connected(page);
  await page.waitForSelector("li[data-kind=poll]");
  await wear({ fade_after: null });
});

test("what is said once more stays as long again, and comes back", async () => {
  const words = "the same words again and again";
  const count = (times) =>
    page.waitForFunction((times) => document.querySelector("li.message:not([data-leaving]) .times")?.textContent === times, times);
  await wear({ fade_after: 2 });
  await page.waitForFunction(() => document.querySelectorAll("li.message:not([data-kind=poll])").length === 0);
  await say(words);
  await page.waitForSelector("[data-leaving]");
  await say(words);
  await count("×2");
  const since = performance.now();
  await page.waitForFunction(() => document.querySelectorAll("li.message:not([data-kind=poll])").length === 0);
  assert.ok(performance.now() - since > 1900, "its time begins anew");
  await say(words);
  await count("×3");
  await wear({ fade_after: null });
});

test("of themes that are changed faster than they load, the last one is worn", async () => {
  for (let round = 0; round < 25; round += 1) {
    await wear({ size: 20 }, { theme: "compact" });
    await wear({ size: 30 + round }, { theme: "dark-purple" });
    await comesTo("li.message", "font-size", `${30 + round}px`);
    assert.equal(await page.getAttribute("main", "data-theme"), "dark-purple");
  }
  const worn = await page.$$eval("link[href*='/themes/']", (links) => links.map(({ href }) => new URL(href).pathname));
  assert.deepEqual(worn, ["/themes/dark-purple/theme.css"]);
  await wear({ size: null });
});

test("the ticker is one line: the newest on the right, in sight", async () => {
  await wear({}, { theme: "ticker" });
  await page.waitForSelector("main[data-theme=ticker]");
  await say("ticking along");
  const box = await page.$$eval("li.message", (items) => items.at(-1).getBoundingClientRect().toJSON());
  assert.equal(Math.round(box.right), 400);
  assert.ok(box.height <= 42 && box.bottom <= 600);
});

for (const wish of [{ width: 200 }, { width: 300, align: "center" }, { direction: "down" }, { direction: "up" }, { align: "left" }]) {
  test(`the ticker is one line, whatever is wished of its list: ${JSON.stringify(wish)}`, async () => {
    await say("one more, in the line");
    const size = 24;
    await wear({ ...wish, size }, { theme: "ticker" });
    await page.waitForSelector("main[data-theme=ticker]");
    await comesTo("li.message", "font-size", `${size}px`);
    const boxes = await page.$$eval("li.message", (items) => items.slice(-2).map((item) => item.getBoundingClientRect().toJSON()));
    for (const { top, bottom } of boxes) assert.deepEqual([Math.round(bottom - top), Math.round(bottom)], [46, 600]);
    assert.deepEqual(boxes.map(({ right }) => Math.round(right)), [Math.round(boxes[1].left), 400], "the newest on the right");
    await wear({ width: null, direction: null, align: null, size: null });
    await comesTo("li.message", "font-size", "22px");
  });
}

test("a quote, a poll and those who receive a gift are in the ticker's line, and leave room for the words", async () => {
  await page.setViewportSize({ width: 1920, height: 60 });
  const long = "a question that goes on and on, and never comes to what it asks";
  const quote = { "reply-parent-msg-id": "r1", "reply-parent-display-name": "Bob", "reply-parent-msg-body": long };
  await fake.command("twitch/line", { line: privmsg("@Bob the answer", { "display-name": "Ada", "user-id": 1, ...quote }) });
  await fake.command("youtube/action", { video: VIDEO, action: poll(["Which one?", "This", "That", `or ${long}`]) });
  const given = { "msg-param-recipient-display-name": "Linus", "msg-param-recipient-user-name": "linus", "msg-param-recipient-id": "9", "msg-param-sub-plan": "1000" };
  await fake.command("twitch/line", { line: usernotice("subgift", "Ada gave somebody a subscription!", null, given) });
  for (const [item, parts] of [
    ["li:has(.reply)", [".reply", ".reply-author", ".text"]],
    ["li[data-kind=poll]", [".system", ".choice:first-child .share", ".choice:last-child .share"]],
    ["li:has(.recipients)", [".system", ".recipients"]],
  ]) {
    await page.waitForSelector(item);
    const found = await page.$$eval(
      item,
      (items, parts) => {
        const item = items.at(-1);
        const box = item.getBoundingClientRect();
        return parts.map((part) => {
          const { left, right, top, bottom } = item.querySelector(part).getBoundingClientRect();
          return right - left > 5 && left >= box.left && right <= box.right + 1 && top >= box.top - 1 && bottom <= box.bottom + 1;
        });
      },
      parts,
    );
    assert.deepEqual(found, parts.map(() => true), `${item}: ${parts}`);
  }
  await page.setViewportSize({ width: 400, height: 600 });
});

test("where no plate is wished, High Contrast has no rim, and its words keep their distance", async () => {
  await wear({ plate_opacity: 0 }, { theme: "high-contrast" });
  await page.waitForSelector("main[data-theme=high-contrast]");
  await say("without a plate");
  await comesTo("li.message", "outline-color", "rgba(0, 0, 0, 0)");
  const padding = await page.$$eval("li.message", (items) => Number.parseFloat(getComputedStyle(items.at(-1)).paddingRight));
  assert.ok(padding > 10, `${padding} px`);
  await wear({ plate_opacity: null });
  await comesTo("li.message", "outline-color", "rgb(255, 255, 255)");
});

test("a short line of Bright Green stands beside its icon", async () => {
  await wear({}, { theme: "bright-green", custom_css: "" });
  await page.waitForSelector("main[data-theme=bright-green]");
  await application.api("POST", "test-message", { kind: "mode", platform: "twitch" });
  const item = await page.waitForSelector("li.message[data-kind=mode]");
  const [icon, words] = await item.evaluate((item) =>
    ["img.platform", ".system"].map((part) => item.querySelector(part).getBoundingClientRect().toJSON()),
  );
  assert.ok(words.top < icon.bottom && words.left >= icon.right, `${JSON.stringify(words)} is not beside ${JSON.stringify(icon)}`);
});
