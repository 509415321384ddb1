// What YouTube answers in place of chat, and streams that end and begin.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fastClock, ourTime } from "./clock.js";
import { gaps, until } from "./feed.js";
import { onTwitch, onYouTube } from "./numbers.js";
import { CHANNEL, STREAM, startScene } from "./scene.js";

const FASTER = 10;
const POLL = "/youtubei/v1/live_chat/get_live_chat";
/** What a poll may be answered with, how often, and what the person is told meanwhile. */
const FAULTS = [
  [{ retry_after: 1 }, 2, /asks too much/],
  [{ status: 500 }, 3, /error 500/],
  [{ status: 503 }, 8, /error 503/],
  [{ status: 403 }, 2, /error 403/],
  ["consent", 2, /cookies/],
  ["silent", 1, /can.t be reached/],
  ["html", 3, /could not be read/],
  ["garbage", 3, /could not be read/],
  ["truncated", 3, /could not be read/],
  ["hang_up", 3, /can.t be reached/],
  ["reset", 3, /can.t be reached/],
];

/** The number of faults that were not met yet is not told, so a fault is over once chat is shown. */
async function isShown(feed, chat) {
  await feed.shows(chat.textOf(await chat.say()));
}

describe("YouTube's answers", { concurrency: true, timeout: 120_000 }, () => {
  it("F11: each fault is told and overcome, and Twitch knows nothing of it", async (t) => {
    // The pauses grow to minutes.
    const { env } = await fastClock(FASTER);
    const { fake, application, feed, twitch, youtube } = await startScene(t, { env });
    const other = onTwitch(fake, CHANNEL, "tw");
    const chat = onYouTube(fake, () => STREAM.video, "yt");
    // What is missing before anything was read is not known to be missing.
    await isShown(feed, chat);
    let done = false;
    const talking = Promise.all([other.talk(20, () => done), chat.talk(20 * FASTER, () => done)]);
    for (const [fault, times, words] of FAULTS) {
      const told = feed.states.length;
      await fake.command("youtube/fault", { path: POLL, fault, times });
      const what = JSON.stringify(fault);
      await until(`it is told: ${what}`, () =>
        feed.states.slice(told).some(({ id, state, detail }) => id === youtube && state !== "live" && words.test(detail)),
      );
      await feed.is(youtube, "live");
      await isShown(feed, chat);
    }
    done = true;
    await talking;
    const marked = await gaps(application, ourTime(feed, FASTER));
    for (const [each, id] of [[chat, youtube], [other, twitch]]) {
      await feed.shows(each.last());
      const { lost, doubled, swapped } = each.account(feed.added, marked.filter(({ source }) => source === id), { slack: 100 });
      assert.deepEqual({ lost, doubled, swapped }, { lost: [], doubled: 0, swapped: 0 });
    }
    assert.ok(marked.every(({ source }) => source === youtube), "none of Twitch is missing");
    const states = feed.states.filter((told) => told.id === twitch).map(({ state }) => state);
    assert.deepEqual(states.slice(states.indexOf("live")), ["live"]);
  });

  it("F11: who is said to ask too much waits for long, and what is missing then is marked", async (t) => {
    const { env } = await fastClock(FASTER);
    const { fake, application, feed, youtube } = await startScene(t, { env });
    const chat = onYouTube(fake, () => STREAM.video, "yt");
    await isShown(feed, chat);
    let done = false;
    const talking = chat.talk(100, () => done);
    await fake.command("youtube/fault", { path: POLL, fault: "unusual_traffic", times: 1 });
    const { detail } = await feed.isNot(youtube, "live");
    assert.match(detail, /asks too much/);
    await feed.is(youtube, "live");
    done = true;
    await talking;
    await isShown(feed, chat);
    const marked = await gaps(application, ourTime(feed, FASTER));
    assert.equal(marked.length, 1);
    const { lost, doubled, swapped, inGaps } = chat.account(feed.added, marked, { slack: 100 });
    assert.deepEqual({ lost, doubled, swapped }, { lost: [], doubled: 0, swapped: 0 });
    assert.ok(inGaps > 0, "YouTube does not keep that much");
  });

  it("F11: a wall of consent in front of every page is no obstacle", async (t) => {
    const { fake, application, feed } = await startScene(t, { platforms: ["twitch"] });
    await fake.command("youtube/consent", { on: true });
    const { id } = await application.api("POST", "sources", { platform: "youtube", channel: STREAM.handles[0] });
    await feed.is(id, "live");
    await isShown(feed, onYouTube(fake, () => STREAM.video, "yt"));
  });

  it("F13: chat goes on with the next stream, and a waiting room is not live", async (t) => {
    // Between two looks are 30 s.
    const { env } = await fastClock(FASTER);
    const { fake, feed, youtube } = await startScene(t, { env });
    const first = onYouTube(fake, () => STREAM.video, "first");
    await isShown(feed, first);
    await fake.command("youtube/end", { video: STREAM.video });
    await feed.is(youtube, "waiting");
    const next = { ...STREAM, video: "vwxyzabcdef", title: "The next morning", state: "upcoming" };
    await fake.command("youtube/stream", next);
    const second = onYouTube(fake, () => next.video, "second");
    await second.say();
    const looks = async () => (await fake.stats()).youtube.requests[`/${STREAM.handles[0]}/live`];
    const before = await looks();
    await until("it looked at the waiting room", async () => (await looks()) > before);
    assert.equal(feed.source(youtube).state, "waiting");
    assert.ok(feed.added.every(({ message }) => message.text !== second.last()), "its chat is not shown");
    await fake.command("youtube/state", { video: next.video, state: "live" });
    const live = Date.now();
    await feed.is(youtube, "live");
    t.diagnostic(`the next stream is read ${(Date.now() - live) * FASTER} ms after it went live`);
    assert.match(feed.source(youtube).detail, /The next morning/);
    await isShown(feed, second);
    const { doubled, swapped } = first.account(feed.added);
    assert.deepEqual({ doubled, swapped }, { doubled: 0, swapped: 0 }, "the old chat is not shown again");
  });

  it("F13: of two that are live at once the earliest is read, and the other is a choice", async (t) => {
    const { fake, application, feed } = await startScene(t, { platforms: ["twitch"] });
    const second = { ...STREAM, video: "vwxyzabcdef", title: "A second camera" };
    await fake.command("youtube/stream", second);
    const { id } = await application.api("POST", "sources", { platform: "youtube", channel: STREAM.handles[0] });
    const chats = [onYouTube(fake, () => STREAM.video, "one"), onYouTube(fake, () => second.video, "two")];
    await feed.is(id, "live");
    await isShown(feed, chats[0]);
    const { streams } = await until("both are told", () => feed.source(id).streams?.length === 2 && feed.source(id));
    assert.deepEqual(streams.map(({ id, chosen }) => [id, chosen]), [[STREAM.video, true], [second.video, false]]);
  });
});
