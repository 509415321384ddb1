// The support overlay: its cards take turns, and who gives is thanked at once, on a clock of the
// test's own.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startApplication } from "./application.js";
import { connected, openPage, startChromium } from "./chromium.js";

/** How long a card is on. */
const SECONDS = 12;

const application = await startApplication({ after });
const { api } = application;
await api("PUT", "support", {
  name: "ada",
  title: "Help me out",
  text: "",
  thanks: "Thanks, {name}!",
  links: [{ label: "Ko-fi", url: "https://ko-fi.com/ada" }],
  goals: [{ title: "A microphone", amount: "1000000", currency: "USD", since: null, start: "0" }],
  rates: [],
});
const { id, url } = await api("POST", "overlays", { kind: "support" });
const browser = await startChromium({ after });

/** A page of its own, whose clock stands still but for what `pass` lets go by. */
async function opened() {
  const { page, said } = await openPage(browser, "about:blank");
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await page.goto(url);
  await connected(page);
  await page.waitForFunction(() => document.querySelector("article.support"));
  await page.evaluate(() => {
    window.heard = 0;
    window.looks = 0;
    window.sockets.at(-1).addEventListener("message", ({ data }) => {
      const { type } = JSON.parse(data);
      if (type === "support") window.heard += 1;
      if (type === "look") window.looks += 1;
    });
  });
  const on = () => page.evaluate(() => document.querySelector("article.support:not([data-leaving])")?.dataset.part);
  const pass = (seconds) => page.clock.runFor(seconds * 1000);
  /** Somebody gives, and the page has heard of it. */
  const give = async () => {
    const heard = await page.evaluate(() => window.heard);
    await api("POST", "test-message", { kind: "donation", platform: "donations" });
    await page.waitForFunction((heard) => window.heard > heard, heard);
  };
  return { page, said, on, pass, give };
}

test("the cards take turns, and each has its time", async () => {
  const { on, pass, said } = await opened();
  const seen = [];
  for (let turn = 0; turn < 4; turn += 1) {
    seen.push(await on());
    await pass(SECONDS - 1);
    seen.push(await on());
    await pass(1);
  }
  assert.deepEqual(seen, ["qr", "qr", "goal", "goal", "qr", "qr", "goal", "goal"]);
  assert.deepEqual(said, []);
});

test("who gives is thanked at once, and for the whole time of a card", async () => {
  const { page, on, pass, give } = await opened();
  await pass(SECONDS - 1);
  await give();
  assert.equal(await on(), "thanks");
  assert.match(await page.innerText("article[data-part=thanks]"), /Thanks, /);
  await pass(SECONDS - 1);
  assert.equal(await on(), "thanks");
  await pass(1);
  assert.equal(await on(), "qr");
});

test("who is the last again, because a newer one is hidden, is not thanked anew", async () => {
  const { page, on, pass, give } = await opened();
  await give();
  await give();
  await pass(SECONDS);
  assert.equal(await on(), "qr");
  const { entries } = await api("GET", "ledger");
  const heard = await page.evaluate(() => window.heard);
  await api("POST", `messages/${entries[0].message.id}/hide`);
  await page.waitForFunction((heard) => window.heard > heard, heard);
  assert.equal(await on(), "qr");
});

test("in a storm every card has its turn and its time, and thanks break in once a round", async () => {
  const { page, on, pass, give } = await opened();
  assert.equal(await on(), "qr", "who gave before the page was opened waits for their turn");
  await pass(1);
  const seen = [];
  for (let second = 0; second < 4 * SECONDS; second += 3) {
    await give();
    seen.push(await on());
    await pass(3);
  }
  const each = (part) => Array(SECONDS / 3).fill(part);
  assert.deepEqual(seen, ["thanks", "qr", "goal", "thanks"].flatMap(each));
  assert.equal(await on(), "qr", "the round is over");
  await give();
  assert.equal(await on(), "thanks", "so thanks may break in again");
  assert.equal(await page.locator("article.support:not([data-leaving])").count(), 1);
});

test("another time for each card is kept from then on", async () => {
  const { page, on, pass } = await opened();
  await pass(SECONDS - 1);
  await api("PATCH", `overlays/${id}`, { options: { support: { seconds: 30 } } });
  await page.waitForFunction(() => window.looks > 0);
  await pass(29);
  assert.equal(await on(), "qr");
  await pass(1);
  assert.equal(await on(), "goal");
});
