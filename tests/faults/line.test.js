// Lines that break, and what streamer and viewers see of it: what is lost lies in a gap that the
// history marks, nothing comes twice, and the state is told as it is.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gaps, until } from "./feed.js";
import { onTwitch, onYouTube, privmsg } from "./numbers.js";
import { CHANNEL, STREAM, startScene } from "./scene.js";

/** No more than Twitch lets anybody join in 10 s, the first join included. */
const ROUNDS = 15;
const RESETS = 5;

/** The states after the first time that the source was live. */
function statesOnceLive(feed, id) {
  const states = feed.states.filter((told) => told.id === id).map(({ state }) => state);
  return states.slice(states.indexOf("live") + 1);
}

/** All that was written was shown once and in order, or lies in a gap. */
function assertWhole(account) {
  const { lost, doubled, swapped } = account;
  assert.deepEqual({ lost, doubled, swapped }, { lost: [], doubled: 0, swapped: 0 });
}

describe("a line that breaks", { concurrency: true, timeout: 120_000 }, () => {
  it("F1: RECONNECT loses nothing, shows nothing twice, and is no state of its own", async (t) => {
    const { fake, application, feed, twitch } = await startScene(t, { platforms: ["twitch"] });
    const chat = onTwitch(fake, CHANNEL);
    let done = false;
    const talking = chat.talk(50, () => done);
    for (let round = 1; round <= ROUNDS; round += 1) {
      // Longer than a busy machine takes to connect anew: the application leaves the old one by itself.
      await fake.command("twitch/reconnect", { grace_ms: 5000 });
      await until(`connection ${round + 1} has joined, and the one before is gone`, async () => {
        const { twitch } = await fake.stats();
        return twitch.joins[`#${CHANNEL}`] > round && twitch.open === 1;
      });
    }
    done = true;
    await talking;
    await feed.shows(chat.last());
    assert.ok(chat.sent.every(({ reached }) => reached), "a connection was there all the time");
    assertWhole(chat.account(feed.added));
    assert.deepEqual(statesOnceLive(feed, twitch).filter((state) => state !== "live"), []);
    assert.deepEqual(await gaps(application), []);
  });

  it("F2: after a reset chat goes on, and the history marks the gap", async (t) => {
    const { fake, lines, application, feed, twitch, youtube } = await startScene(t);
    const chats = [onTwitch(fake, CHANNEL, "tw"), onYouTube(fake, () => STREAM.video, "yt")];
    let done = false;
    const talking = Promise.all(chats.map((chat) => chat.talk(50, () => done)));
    for (let reset = 1; reset <= RESETS; reset += 1) {
      const broken = Date.now();
      const told = feed.states.length;
      lines.twitch.reset();
      lines.youtube.reset();
      const since = (state) =>
        feed.states.slice(told).some((entry) => entry.id === twitch && entry.state === state);
      await until("it is told", () => since("backoff") || since("connecting"));
      await feed.is(twitch, "live");
      t.diagnostic(`Twitch is read again ${Date.now() - broken} ms after reset ${reset}`);
      await feed.shows(chats[0].textOf(await chats[0].say()));
    }
    done = true;
    await talking;
    for (const chat of chats) await feed.shows(chat.textOf(await chat.say()));
    const marked = await gaps(application);
    assert.equal(marked.filter(({ source }) => source === twitch).length, RESETS, "one mark each");
    assertWhole(chats[0].account(feed.added, marked.filter(({ source }) => source === twitch), { slack: 0 }));
    const read = chats[1].account(feed.added);
    assertWhole(read);
    assert.equal(read.shown, read.sent, "YouTube's chat can be asked for again: nothing is lost");
    assert.equal(marked.filter(({ source }) => source === youtube).length, 0, "so there is no gap");
  });

  it("F3: a half-open line is noticed, and chat goes on once it heals", async (t) => {
    const { fake, lines, application, feed, twitch, youtube } = await startScene(t);
    const chats = [onTwitch(fake, CHANNEL, "tw"), onYouTube(fake, () => STREAM.video, "yt")];
    for (const chat of chats) await feed.shows(chat.textOf(await chat.say()));
    const broken = Date.now();
    lines.twitch.stall(true);
    lines.youtube.stall(true);
    let done = false;
    const talking = Promise.all(chats.map((chat) => chat.talk(10, () => done)));
    const noticed = async (id, name) => {
      await feed.isNot(id, "live");
      t.diagnostic(`${name}: noticed ${Date.now() - broken} ms after the line went silent`);
    };
    await Promise.all([noticed(twitch, "Twitch"), noticed(youtube, "YouTube")]);
    const healed = Date.now();
    lines.twitch.stall(false);
    lines.youtube.stall(false);
    const back = async (id, name) => {
      await feed.is(id, "live");
      t.diagnostic(`${name}: read again ${Date.now() - healed} ms after the line healed`);
    };
    await Promise.all([back(twitch, "Twitch"), back(youtube, "YouTube")]);
    done = true;
    await talking;
    for (const chat of chats) await feed.shows(chat.textOf(await chat.say()));
    const marked = await gaps(application);
    const ofTwitch = marked.filter(({ source }) => source === twitch);
    assert.equal(ofTwitch.length, 1);
    assertWhole(chats[0].account(feed.added, ofTwitch, { slack: 0 }));
    assertWhole(chats[1].account(feed.added, marked.filter(({ source }) => source === youtube)));
  });

  it("a line that only half closes is given up, and another one made", async (t) => {
    const { fake, lines, feed, twitch } = await startScene(t, { platforms: ["twitch"] });
    const chat = onTwitch(fake, CHANNEL);
    lines.twitch.halfClose();
    await fake.command("twitch/joined", { channel: CHANNEL, count: 1 });
    await until("another connection has joined", async () => {
      const { joins } = (await fake.stats()).twitch;
      return joins[`#${CHANNEL}`] === 2;
    });
    await feed.is(twitch, "live");
    await feed.shows(chat.textOf(await chat.say()));
  });

  it("a line that is slow and cuts everything into pieces is no fault", async (t) => {
    const { fake, lines, application, feed, twitch, youtube } = await startScene(t);
    for (const line of Object.values(lines)) Object.assign(line.weather, { piece: 7, latency: 200, jitter: 300 });
    const chats = [onTwitch(fake, CHANNEL, "tw"), onYouTube(fake, () => STREAM.video, "yt")];
    for (const chat of chats) for (let said = 0; said < 100; said += 1) await chat.say();
    for (const chat of chats) await feed.shows(chat.last());
    for (const chat of chats) {
      const account = chat.account(feed.added);
      assertWhole(account);
      assert.equal(account.shown, 100);
    }
    for (const id of [twitch, youtube]) assert.deepEqual(statesOnceLive(feed, id), []);
    assert.deepEqual(await gaps(application), []);
  });

  it("F6: a server that is down is asked again until it is there", async (t) => {
    const { fake, lines, feed, twitch, youtube } = await startScene(t);
    for (const line of Object.values(lines)) {
      line.refuse(true);
      line.reset();
    }
    const down = await Promise.all([feed.is(twitch, "backoff"), feed.is(youtube, "backoff")]);
    for (const { detail } of down) assert.match(detail, /reach.*(Trying|tried) again/s);
    await until("each was tried twice", () => Object.values(lines).every(({ stats }) => stats.refused >= 2));
    for (const line of Object.values(lines)) line.refuse(false);
    await Promise.all([feed.is(twitch, "live"), feed.is(youtube, "live")]);
    for (const chat of [onTwitch(fake, CHANNEL, "tw"), onYouTube(fake, () => STREAM.video, "yt")]) {
      await feed.shows(chat.textOf(await chat.say()));
    }
  });

  it("of several sources of one platform each is read, and one that fails touches no other", async (t) => {
    const { fake, application, feed, twitch, youtube } = await startScene(t);
    const other = { ...STREAM, video: "klmnopqrstu", channel: "UCbbbbbbbbbbbbbbbbbbbbbb", handles: ["@DayPilot"] };
    await fake.command("youtube/stream", other);
    await fake.command("twitch/channel", { channel: "gone", kind: "suspended" });
    const add = async (platform, channel) =>
      (await application.api("POST", "sources", { platform, channel })).id;
    const good = { twitch2: await add("twitch", "otherharbor"), youtube2: await add("youtube", "@DayPilot") };
    const bad = [await add("twitch", "gone"), await add("youtube", "@nobody")];
    for (const id of Object.values(good)) await feed.is(id, "live");
    for (const id of bad) await feed.is(id, "failed");
    await fake.command("youtube/end", { video: other.video });
    await feed.is(good.youtube2, "waiting");

    const chats = [
      onTwitch(fake, CHANNEL, "tw"),
      onTwitch(fake, "otherharbor", "other"),
      onYouTube(fake, () => STREAM.video, "yt"),
    ];
    for (const chat of chats) for (let said = 0; said < 20; said += 1) await chat.say();
    for (const chat of chats) await feed.shows(chat.last());
    for (const chat of chats) assert.equal(chat.account(feed.added).shown, 20);
    for (const id of [twitch, youtube, good.twitch2]) {
      assert.deepEqual(statesOnceLive(feed, id), [], `${id} was never anything but live`);
    }
    await application.api("DELETE", `sources/${good.twitch2}`);
    await fake.command("twitch/line", { line: privmsg("otherharbor", "nobody reads this") });
    await feed.shows(chats[0].textOf(await chats[0].say()));
    assert.ok(feed.added.every(({ message }) => message.text !== "nobody reads this"));
  });
});
