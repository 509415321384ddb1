// Picking messages while chat runs at 500 a second: each click means the message under the pointer.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "../browser/application.js";
import { privmsg, readBoth } from "../browser/chat.js";
import { openPage, startChromium } from "../browser/chromium.js";
import { pour } from "../bench/room.js";

const CLICKS = 60;
const RATE = 500;

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium({ after });
const { url } = await application.api("GET", "dock");

/** Chat at full speed until `done`. */
async function busy(work) {
  let number = 0;
  let going = true;
  const line = (at) =>
    privmsg(`number ${at} ${"and more of it ".repeat(at % 7)}`.trim(), { "display-name": `Chatter${at % 40}`, "user-id": 100 + (at % 40) });
  const chat = (async () => {
    while (going) {
      await pour(fake, { rate: RATE, seconds: 1, from: number }, line);
      number += RATE;
    }
  })();
  try {
    return await work();
  } finally {
    going = false;
    await chat;
  }
}

/** Runs in the page: notes which message is under the pointer when it goes down, before the page hears of it. */
function watchAims() {
  window.aims = [];
  window.frames = 0;
  const frame = () => {
    window.frames += 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.addEventListener(
    "pointerdown",
    ({ clientX, clientY }) => {
      const row = document.elementFromPoint(clientX, clientY)?.closest("li.message");
      window.aims.push(row?.querySelector(".message-text")?.textContent ?? null);
    },
    true,
  );
}

async function queueIs(wanted) {
  const until = Date.now() + 60_000;
  let texts = [];
  while (Date.now() < until) {
    texts = (await application.api("GET", "focus")).queue.map(({ text }) => text);
    if (String(texts) === String(wanted)) break;
  }
  assert.deepEqual(texts, wanted);
}

/** What is clicked twice is taken out again. */
function picked(queue, text) {
  return queue.includes(text) ? queue.filter((each) => each !== text) : [...queue, text];
}

async function emptyQueue() {
  for (const { id } of (await application.api("GET", "focus")).queue) await application.api("DELETE", `focus/queue/${id}`);
}

test(`${CLICKS} clicks at ${RATE} messages a second hit what was under the pointer, in order`, async (t) => {
  const { page, said } = await openPage(browser, url, { width: 320, height: 600 });
  page.setDefaultTimeout(15_000);
  await busy(async () => {
    await page.locator("li.message").nth(60).waitFor();
    await page.evaluate(watchAims);
    const from = performance.now();
    const { x, y, height } = await page.locator(".feed-scroll").boundingBox();
    for (let click = 0; click < CLICKS; click += 1) {
      // In from the outside, so that the list has run on; then down, and up a little later.
      await page.mouse.move(x + 10, y - 60);
      await page.waitForTimeout(30);
      await page.mouse.move(x + 60 + (click % 5) * 20, y + height * (0.15 + 0.7 * ((click * 7) % 10) * 0.1), { steps: 2 });
      await page.mouse.down();
      if (click % 3 === 0) await page.waitForTimeout(120);
      await page.mouse.up();
    }
    const seconds = (performance.now() - from) / 1000;
    const { aims, frames } = await page.evaluate(() => ({ aims: window.aims, frames: window.frames }));
    t.diagnostic(`frames a second: ${(frames / seconds).toFixed(1)}, over ${seconds.toFixed(1)} s`);
    assert.equal(aims.length, CLICKS);
    assert.ok(aims.every((text) => text !== null), "each click was on a message");
    await queueIs(aims.reduce(picked, []));
  });
  assert.deepEqual(said, []);
  await page.context().close();
  await emptyQueue();
});

test("nothing moves under a pointer that rests, and all is there once it leaves", async () => {
  const { page } = await openPage(browser, url, { width: 320, height: 600 });
  await busy(async () => {
    await page.locator("li.message").nth(60).waitFor();
    const { x, y, height } = await page.locator(".feed-scroll").boundingBox();
    await page.mouse.move(x + 80, y + height / 2);
    const places = () =>
      page.$$eval("li.message", (rows) => rows.map((row) => [row.dataset.id, row.getBoundingClientRect().top]));
    const before = await places();
    await page.locator(".newer", { hasText: "99+ new" }).waitFor();
    assert.deepEqual(await places(), before);
    await page.mouse.move(x + 80, y - 60);
    await page.waitForFunction((id) => !document.querySelector(`li.message[data-id="${id}"]`), before.at(-1)[0]);
  });
  await page.context().close();
});

test("a finger means the message that it went down on", async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 600 }, hasTouch: true });
  const page = await context.newPage();
  await page.goto(url);
  await busy(async () => {
    await page.locator("li.message").nth(60).waitFor();
    await page.evaluate(watchAims);
    const touch = await context.newCDPSession(page);
    const { x, y, height } = await page.locator(".feed-scroll").boundingBox();
    for (let tap = 0; tap < 10; tap += 1) {
      const touchPoints = [{ x: x + 70, y: y + height * (0.2 + 0.06 * tap) }];
      await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
      await page.waitForTimeout(150);
      await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
      // Until the list runs on again.
      await page.waitForTimeout(500);
    }
    const aims = await page.evaluate(() => window.aims);
    assert.equal(aims.length, 10);
    assert.equal(new Set(aims).size, 10, "the list ran on between the taps");
    await queueIs(aims);
  });
  await context.close();
});
