// What chatters write is shown as they wrote it, in every engine: nothing runs, nothing is loaded,
// nothing spills. Ways in by payloads; the fields that only a platform fills are in fields.test.js.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { VIDEO, addChatItem, privmsg } from "./chat.js";
import { messages, openOverlay, shows } from "./chromium.js";
import { MULTILINE, PAYLOADS } from "./payloads.js";
import { BATCH, startStage } from "./stage.js";
import { WAYS, channel, poll } from "./ways.js";

const LIMIT = 60;
const ALL = [...PAYLOADS, ...MULTILINE];

const fake = await startFakePlatforms({ after });
const { application, overlays, everywhere, drawn, harmless, quiet, frames } = await startStage({ after }, fake);

function inBatches(payloads, size = BATCH) {
  const batches = [];
  for (let at = 0; at < payloads.length; at += size) batches.push(payloads.slice(at, at + size));
  return batches;
}

/** What a message says in the fields that are expected of it. */
const fieldsOf = (message, expected) => Object.fromEntries(Object.keys(expected).map((field) => [field, message[field]]));

test("there are at least 300 payloads, no two the same", () => {
  assert.ok(ALL.length >= 300, `${ALL.length}`);
  assert.equal(new Set(ALL).size, ALL.length);
});

for (const way of WAYS) {
  test(way.name, async (t) => {
    await frames();
    for (const batch of inBatches(ALL.filter(way.takes))) {
      const author = channel();
      await way.send(fake, batch, author);
      const expected = batch.map(way.expect);
      for (const { name, found } of await drawn(author, batch.length)) {
        for (const [at, message] of found.entries()) {
          assert.deepEqual(fieldsOf(message, expected[at]), expected[at], name);
        }
      }
      await harmless();
    }
    t.diagnostic(`frames, median, 95th, longest: ${(await frames()).join("; ")}`);
  });
}


test("polls: questions and choices", async () => {
  for (const batch of inBatches(ALL.filter((payload) => payload.trim()), 5 * 40)) {
    const polls = inBatches(batch, 5).filter(({ length }) => length === 5);
    for (const words of polls) await fake.command("youtube/action", { video: VIDEO, action: poll(words) });
    const short = (text) => [...text].slice(0, 300).join("");
    const last = short(polls.at(-1)[0]);
    const all = await everywhere(async (page, name) => {
      await shows(page, last);
      return { name, found: (await messages(page)).filter(({ kind }) => kind === "poll").slice(-polls.length) };
    });
    for (const { name, found } of all) {
      const seen = found.map(({ system, choices }) => [system, ...choices]);
      for (const [at, words] of seen.entries()) assert.deepEqual(words, polls[at].map(short), name);
      assert.equal(found.length, polls.length, name);
    }
    await harmless();
  }
});

test("what is larger than any honest message does not come, and what follows does", async () => {
  const word = "W".repeat(500_000);
  await fake.command("twitch/line", { line: privmsg(word) });
  await fake.command("youtube/action", { video: VIDEO, action: addChatItem(word) });
  await fake.command("youtube/action", { video: VIDEO, action: addChatItem("x", { name: word }) });
  await fake.command("youtube/action", { video: VIDEO, action: addChatItem("after the word") });
  await fake.command("twitch/line", { line: privmsg("after the word on Twitch") });
  const longest = "x".repeat(15_000);
  await fake.command("twitch/line", { line: privmsg(longest) });
  await everywhere(async (page) => {
    await shows(page, "after the word");
    await shows(page, "after the word on Twitch");
    await shows(page, longest);
    const lengths = await page.$$eval("li.message", (items) => items.map(({ textContent }) => textContent.length));
    assert.ok(Math.max(...lengths) < 20_000);
  });
  await harmless();
});

test("links are text: nothing to click", async () => {
  await fake.command("twitch/line", { line: privmsg("see https://evil.test/page now") });
  await everywhere(async (page, name) => {
    await shows(page, "see https://evil.test/page now");
    const before = page.url();
    const { x, y } = await page.$eval("li.message:last-child .link", (link) => link.getBoundingClientRect());
    await page.mouse.click(x + 5, y + 5);
    assert.equal(page.url(), before, name);
    assert.equal(page.context().pages().length, 1, name);
  });
});

test("after 3,000 messages a page holds no more than at the start", async () => {
  const counters = await everywhere(async (page) => {
    const counter = await page.context().newCDPSession(page);
    await counter.send("Performance.enable");
    return async () => {
      await counter.send("HeapProfiler.collectGarbage");
      const { metrics } = await counter.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "Nodes").value;
    };
  });
  const flood = async (name) => {
    const lines = Array.from({ length: 1500 }, (_, number) => privmsg(`${name} ${number}`));
    for (let at = 0; at < lines.length; at += 100) {
      await fake.command("twitch/lines", { lines: lines.slice(at, at + 100) });
    }
    await everywhere((page) => shows(page, `${name} 1499`));
    // What a flood has not drawn of the last ones comes after it.
    await everywhere((page) =>
      page.waitForFunction((limit) => document.querySelectorAll("ol.messages > li").length === limit, LIMIT),
    );
    return Promise.all(counters.map((nodes) => nodes()));
  };
  const early = await flood("first");
  const late = await flood("second");
  await everywhere(async (page) => assert.equal((await messages(page)).length, LIMIT));
  for (const [at, { name }] of overlays.entries()) {
    assert.ok(late[at] < early[at] * 1.5, `${name}: ${early[at]} nodes have become ${late[at]}`);
  }
});

test("nothing was said to the console, and nothing asked of another server", quiet);

test("a page that is opened later shows the same", async () => {
  for (const { name, page } of overlays) {
    const later = await openOverlay(page.context().browser(), application.overlayUrl);
    await shows(later.page, "second 1499");
    assert.deepEqual(await messages(later.page), await messages(page), name);
    await later.page.close();
  }
});
