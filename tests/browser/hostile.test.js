// What chatters write is shown as they wrote it: nothing runs, nothing is loaded, nothing spills.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { VIDEO, addChatItem, privmsg, readBoth, usernotice } from "./chat.js";
import { connected, messages, openOverlay, shows, startChromium } from "./chromium.js";
import { LAYOUTS, SCRIPTS } from "./payloads.js";

/** Messages on an overlay. */
const LIMIT = 60;
const BATCH = 50;
/** Six lines of text, a quote and a name, with their surroundings, in CSS pixels. */
const TALLEST = 280;

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
const browser = await startChromium({ after });
await readBoth(application, fake);
const overlay = await openOverlay(browser, application.overlayUrl);
const { page } = overlay;

const payloads = [...SCRIPTS, ...LAYOUTS];
const batches = [];
for (let at = 0; at < payloads.length; at += BATCH) batches.push(payloads.slice(at, at + BATCH));

/** Writes these and one more, and gives what the overlay shows of them. */
async function shown(write, batch) {
  const before = (await messages(page)).length;
  for (const payload of batch) await write(payload, payload);
  const last = `last ${randomUUID()}`;
  await write(last);
  await shows(page, last);
  // In a flood the newest are drawn first; the others follow within some frames.
  const all = Math.min(LIMIT, before + batch.length + 1);
  await page.waitForFunction((all) => document.querySelectorAll("li.message").length === all, all);
  return (await messages(page)).slice(-batch.length - 1, -1);
}

async function harmless() {
  assert.equal(await page.evaluate(() => window.PWNED), undefined, "a script ran");
  const { tallest, widest, elements } = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll("li.message")].map((item) => item.getBoundingClientRect());
    return {
      tallest: Math.max(...boxes.map(({ height }) => height)),
      widest: Math.max(...boxes.map(({ right }) => right)),
      elements: document.querySelectorAll("script, style, iframe, object, embed, link, base, a, form").length,
    };
  });
  assert.ok(tallest <= TALLEST, `the tallest message is ${tallest} px high`);
  assert.ok(widest <= 400, `a message reaches to ${widest} px`);
  assert.equal(elements, 5, "the page's own script, style and links, and nothing more");
}

for (const [number, batch] of batches.entries()) {
  test(`texts and names on Twitch, part ${number + 1}`, async () => {
    const write = (text, name = "Ada") =>
      fake.command("twitch/line", { line: privmsg(text, { "display-name": name }) });
    const found = await shown(write, batch);
    assert.deepEqual(found.map(({ text }) => text), batch);
    assert.deepEqual(found.map(({ name }) => name), batch.map((payload) => payload.trim()));
    await harmless();
  });

  test(`texts and names on YouTube, part ${number + 1}`, async () => {
    const write = (text, name) =>
      fake.command("youtube/action", { video: VIDEO, action: addChatItem(text, { name }) });
    const found = await shown(write, batch);
    assert.deepEqual(found.map(({ text }) => text), batch);
    assert.deepEqual(found.map(({ name }) => name), batch.map((payload) => payload.trim()));
    await harmless();
  });
}

test("every other field that a chatter or a platform fills", async () => {
  const evil = "\"><img src=//evil.test/x onerror=PWNED=1>";
  const lines = [
    privmsg("badges", { badges: `${evil.replaceAll(/[/,;]/g, "")}/1`, "user-id": evil, id: evil }),
    privmsg("reply", {
      "reply-parent-msg-id": evil,
      "reply-parent-display-name": evil,
      "reply-parent-msg-body": evil,
    }),
    usernotice("resub", evil, "resub"),
    usernotice(evil, evil, "unknown"),
    ...[
      "red;background:url(//evil.test/x)",
      "#zzzzzz",
      "expression(PWNED=1)",
      "url(//evil.test/x)",
      "#fff;--x:url(//evil.test)",
      "var(--plate)",
    ].map((color) => privmsg(`colour ${color}`, { color })),
    ...["25:0-4000", "25:4-2", "25:-3-4", "25:0-5,0-5", "x:0-99999999999999999999", "25:1-2,2-3", evil, "25:0"].map(
      (emotes) => privmsg("😀 emotes 😀", { emotes }),
    ),
    privmsg(`cheer100 ${evil}`, { bits: "99999999999999999999" }),
  ];
  await fake.command("twitch/lines", { lines });
  await fake.command("youtube/action", {
    video: VIDEO,
    action: addChatItem("paid", {
      type: "PaidMessage",
      renderer: {
        purchaseAmountText: { simpleText: evil },
        headerBackgroundColor: evil,
        bodyBackgroundColor: -1,
        authorExternalChannelId: evil,
        authorBadges: [
          {
            liveChatAuthorBadgeRenderer: {
              customThumbnail: { thumbnails: [{ url: "https://evil.test/x.png" }] },
              tooltip: evil,
            },
          },
        ],
        message: {
          runs: [
            { text: evil, navigationEndpoint: { urlEndpoint: { url: "javascript:PWNED=1" } } },
            {
              emoji: {
                emojiId: "UCx/y",
                isCustomEmoji: true,
                shortcuts: [evil],
                image: { thumbnails: [{ url: "//evil.test/x.png" }] },
              },
            },
          ],
        },
      },
    }),
  });
  await shows(page, `${evil}${evil}`);

  const found = await messages(page);
  const paid = found.at(-1);
  assert.deepEqual([paid.kind, paid.amount, paid.authorId], ["superchat", evil, evil]);
  const emotes = found.filter(({ text }) => text === "😀 emotes 😀");
  assert.equal(emotes.length, 8, "wrong positions of emotes leave the text as it is");
  const colored = found.filter(({ text }) => text?.startsWith("colour"));
  assert.equal(colored.length, 6);
  for (const { color, text } of colored) assert.match(color, /^#[0-9a-f]{6}$/, text);
  assert.match(found.find(({ text }) => text === "reply").reply, /evil\.test/);
  assert.equal(found.find(({ text }) => text === "resub").system, evil);
  await harmless();
});

test("links are text: nothing to click", async () => {
  await fake.command("twitch/line", { line: privmsg("see https://evil.test/page now") });
  await shows(page, "see https://evil.test/page now");
  const before = page.url();
  const link = await page.$("li.message:last-child .link");
  await (link ?? (await page.$("li.message:last-child .text"))).click();
  assert.equal(page.url(), before);
});

test("after 3,000 messages the page holds no more than at the start, and has said and asked nothing", async () => {
  const counter = await page.context().newCDPSession(page);
  await counter.send("Performance.enable");
  async function nodes() {
    await counter.send("HeapProfiler.collectGarbage");
    const { metrics } = await counter.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "Nodes").value;
  }
  const flood = async (name) => {
    const lines = Array.from({ length: 1500 }, (_, number) => privmsg(`${name} ${number}`));
    for (let at = 0; at < lines.length; at += 100) {
      await fake.command("twitch/lines", { lines: lines.slice(at, at + 100) });
    }
    await shows(page, `${name} 1499`);
  };
  await flood("first");
  const early = await nodes();
  await flood("second");
  const late = await nodes();
  assert.equal((await messages(page)).length, LIMIT);
  assert.ok(late < early * 1.5, `${early} nodes have become ${late}`);

  assert.deepEqual(overlay.said, []);
  const foreign = overlay.asked.filter((address) => new URL(address).host !== `127.0.0.1:${application.port}`);
  assert.deepEqual(foreign, []);
});

test("a page that is opened later shows the same", async () => {
  const { page: later } = await openOverlay(browser, application.overlayUrl);
  await connected(later);
  await shows(later, "second 1499");
  assert.deepEqual(await messages(later), await messages(page));
});
