// What an overlay shows of both platforms' chat, and how fast it takes it away again.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import {
  TWITCH,
  VIDEO,
  addChatItem,
  clearchat,
  clearmsg,
  privmsg,
  readBoth,
  usernotice,
} from "./chat.js";
import { connected, lacks, messages, openOverlay, shows, startChromium, texts } from "./chromium.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
const browser = await startChromium({ after });
await readBoth(application, fake);
const overlay = await openOverlay(browser, application.overlayUrl);
const { page } = overlay;

const twitch = (...lines) => fake.command("twitch/lines", { lines });
const youtube = (action) => fake.command("youtube/action", { video: VIDEO, action });

const onTwitch = (text) => twitch(privmsg(text));
const onYouTube = (text) => youtube(addChatItem(text));

/** Writes one more message, and waits until it is shown: what was written before has had its effect. */
async function settle(write) {
  const text = `settled ${randomUUID()}`;
  await write(text);
  await shows(page, text);
}

test("messages of both platforms, in the order in which they come", async () => {
  const sent = [];
  for (let round = 0; round < 3; round += 1) {
    sent.push(`from Twitch ${round}`, `from YouTube ${round}`);
    await twitch(privmsg(sent.at(-2)));
    await shows(page, sent.at(-2));
    await youtube(addChatItem(sent.at(-1)));
    await shows(page, sent.at(-1));
  }
  assert.deepEqual(await texts(page), sent);
  const platforms = (await messages(page)).map(({ platform }) => platform);
  assert.deepEqual(platforms, sent.map((_, at) => (at % 2 ? "youtube" : "twitch")));
});

test("every part and attribute that a theme may rely on, and no part that a message lacks", async () => {
  const roles = { badges: "moderator/1,subscriber/12", "badge-info": "subscriber/14", color: "#8A2BE2" };
  await twitch(
    privmsg("@Bob hello Kappa  world 😀 Kappa", {
      ...roles,
      emotes: "25:11-15,26-30",
      "reply-parent-msg-id": randomUUID(),
      "reply-parent-display-name": "Bob",
      "reply-parent-msg-body": "what was said",
      "reply-parent-user-login": "bob",
    }),
    privmsg("cheer100 well done", { bits: "100" }),
    usernotice("resub", "Ada subscribed for 12 months!", "a year", { "msg-param-cumulative-months": "12" }),
    usernotice("raid", "99 raiders have joined", null, { "msg-param-viewerCount": "99" }),
    privmsg("\u0001ACTION dances\u0001"),
  );
  await shows(page, "dances");
  await youtube(
    addChatItem("well played", {
      type: "PaidMessage",
      renderer: {
        purchaseAmountText: { simpleText: "$10.00" },
        headerBackgroundColor: 4294947584,
        bodyBackgroundColor: 4294953512,
      },
    }),
  );
  await shows(page, "well played");

  const [chat, cheer, resub, raid, action, superchat] = (await messages(page)).slice(-6);
  assert.deepEqual(chat.parts, [
    "img.platform",
    "span.badges",
    "span.author",
    "blockquote.reply",
    "span.text",
  ]);
  assert.equal(chat.platformName, "Twitch");
  assert.deepEqual(chat.badges, ["Moderator", "Subscriber (14 months)"]);
  assert.deepEqual(chat.roles.split(" ").sort(), ["moderator", "subscriber"]);
  assert.equal(chat.authorId, "1001");
  assert.equal(chat.name, "Ada");
  assert.match(chat.color, /^#[0-9a-f]{6}$/);
  assert.match(chat.reply, /Bob.*what was said/);
  assert.equal(chat.text, "@Bob hello Kappa  world 😀 Kappa", "letter for letter, with both spaces");

  assert.deepEqual([cheer.kind, cheer.amount, cheer.text], ["cheer", "100 bits", "cheer100 well done"]);
  assert.deepEqual(
    [resub.kind, resub.system, resub.text],
    ["subscription", "Ada subscribed for 12 months!", "a year"],
  );
  assert.deepEqual([raid.kind, raid.system, raid.text], ["raid", "99 raiders have joined", null]);
  assert.deepEqual([action.kind, action.text], ["action", "dances"]);
  assert.deepEqual(action.parts, ["img.platform", "span.author", "span.text"]);
  assert.deepEqual(
    [superchat.kind, superchat.platform, superchat.platformName, superchat.amount, superchat.text],
    ["superchat", "youtube", "YouTube", "$10.00", "well played"],
  );
  const ids = (await messages(page)).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, "no id is there twice");
});

test("who received a membership is named once, and a milestone says the level", async () => {
  const member = { name: "Jonas", renderer: { authorExternalChannelId: "UCdddddddddddddddddddddd" } };
  const received = "SponsorshipsGiftRedemptionAnnouncement";
  await youtube(addChatItem("was gifted a membership by Lena", { ...member, type: received }));
  const membership = { headerPrimaryText: { simpleText: "Member for 24 months" }, headerSubtext: { simpleText: "Crew" } };
  await youtube(addChatItem("still here", { ...member, type: "MembershipItem", renderer: { ...member.renderer, ...membership } }));
  await shows(page, "still here");
  const [gift, milestone] = (await messages(page)).slice(-2);
  assert.deepEqual(
    [gift.kind, gift.name, gift.system, gift.recipients],
    ["gift", "Jonas", "was gifted a membership by Lena", null],
  );
  assert.deepEqual([milestone.kind, milestone.system], ["milestone", "Member for 24 months · Crew"]);
});

/** Every way a message can go, each with a message of its own. */
const REMOVALS = [
  {
    name: "deleted on Twitch",
    write: onTwitch,
    send: (text, id) => twitch(privmsg(text, { id, "user-id": "2001" })),
    remove: (id) => twitch(clearmsg(id)),
  },
  {
    name: "timed out on Twitch",
    write: onTwitch,
    send: (text, id) => twitch(privmsg(text, { id, "user-id": "2002" })),
    remove: () => twitch(clearchat({ userId: "2002", seconds: 600 })),
  },
  {
    name: "banned on Twitch",
    write: onTwitch,
    send: (text, id) => twitch(privmsg(text, { id, "user-id": "2003" })),
    remove: () => twitch(clearchat({ userId: "2003" })),
  },
  {
    name: "deleted on YouTube",
    write: onYouTube,
    send: (text, id) => youtube(addChatItem(text, { id })),
    remove: (id) => fake.command("youtube/remove", { video: VIDEO, item: id }),
  },
  {
    name: "its author hidden on YouTube",
    write: onYouTube,
    send: (text, id) =>
      youtube(addChatItem(text, { id, renderer: { authorExternalChannelId: "UCcccccccccccccccccccccc" } })),
    remove: () =>
      fake.command("youtube/remove_author", { video: VIDEO, channel: "UCcccccccccccccccccccccc" }),
  },
  {
    name: "hidden on this machine",
    write: onTwitch,
    send: (text, id) => twitch(privmsg(text, { id, "user-id": "2006" })),
    remove: async (_id, text) => {
      const { id } = (await messages(page)).find((message) => message.text === text);
      await application.api("POST", `messages/${id}/hide`);
    },
  },
];
const removed = [];

for (const { name, write, send, remove } of REMOVALS) {
  test(`${name}: it leaves at once, alone, and is not shown when it comes again`, async () => {
    const id = randomUUID();
    const text = `will be ${name}`;
    await send(text, id);
    await shows(page, text);
    const before = await texts(page);
    await remove(id, text);
    await lacks(page, text);
    assert.deepEqual(await texts(page), before.filter((shown) => shown !== text), "the others stay");
    await send(text, id);
    await settle(write);
    assert.ok(!(await texts(page)).includes(text), "a message that is sent again stays away");
    removed.push(text);
  });
}

test("a message whose removal came first is never shown", async () => {
  await page.evaluate(() => {
    window.everShown = [];
    new MutationObserver((records) => {
      for (const { addedNodes } of records) {
        for (const item of addedNodes) window.everShown.push(item.querySelector(".text")?.textContent);
      }
    }).observe(document.querySelector("ol.messages"), { childList: true });
  });
  const [first, second] = [randomUUID(), randomUUID()];
  const texts = ["deleted before it came", "banned before it came", "removed before it came"];
  const early = { "tmi-sent-ts": Date.now() - 1000 };
  await twitch(
    clearmsg(first),
    privmsg(texts[0], { id: first, "user-id": "2007" }),
    clearchat({ userId: "2008" }),
    privmsg(texts[1], { "user-id": "2008", ...early }),
  );
  // The stand-in removes only what it has; the action itself knows no such bounds.
  await youtube({ removeChatItemAction: { targetItemId: second } });
  await youtube(addChatItem(texts[2], { id: second }));
  await settle(onTwitch);
  await settle(onYouTube);
  const shown = await page.evaluate(() => window.everShown);
  assert.deepEqual(shown.filter((text) => texts.includes(text)), []);
  removed.push(...texts);
});

test("what was removed stays away after a reconnect and after a reload, and the rest is the same", async () => {
  const before = await texts(page);
  await page.evaluate(() => window.sockets.at(-1).close());
  await page.waitForFunction(() => window.sockets.length === 2);
  await connected(page);
  assert.deepEqual(await texts(page), before, "after a reconnect");

  await page.reload();
  await connected(page);
  await shows(page, before.at(-1));
  const after = await texts(page);
  assert.deepEqual(after, before.slice(-after.length), "after a reload");
  assert.deepEqual(after.filter((text) => removed.includes(text)), []);
});

test("nothing was said to the console, and nothing asked of another server", () => {
  assert.deepEqual(overlay.said, []);
  const foreign = overlay.asked.filter((address) => new URL(address).host !== `127.0.0.1:${application.port}`);
  assert.deepEqual(foreign, []);
});

test("the application is killed and starts again: the page keeps its chat, comes back, and doubles nothing", async () => {
  const kept = (await texts(page)).slice(-10);
  await application.kill();
  await page.waitForSelector("main[data-state=connecting]");
  assert.deepEqual((await texts(page)).slice(-10), kept, "while nothing answers");

  await application.restart();
  await connected(page);
  await fake.command("twitch/joined", { channel: TWITCH, count: 1 });
  await twitch(privmsg("after the restart"));
  await shows(page, "after the restart");
  const ids = (await messages(page)).map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, "no message is there twice");
  const now = await texts(page);
  for (const text of kept) assert.equal(now.filter((shown) => shown === text).length, 1, text);
  assert.deepEqual(now.filter((text) => removed.includes(text)), [], "what was removed stays away");
});

test("everybody's messages are cleared on Twitch, and YouTube's stay", async () => {
  await youtube(addChatItem("YouTube stays"));
  await shows(page, "YouTube stays");
  await twitch(privmsg("before the clear"));
  await shows(page, "before the clear");
  await twitch(clearchat());
  await lacks(page, "before the clear");
  const left = await messages(page);
  assert.deepEqual([...new Set(left.map(({ platform }) => platform))], ["youtube"]);
});

test("of a flood the newest are on screen, in their order, and the rest is passed by", async () => {
  await page.evaluate(() => {
    window.drawn = [];
    window.observer = new MutationObserver((records) => {
      for (const { addedNodes } of records) window.drawn.push(...[...addedNodes].map((item) => item.textContent));
    });
    window.observer.observe(document.querySelector("ol.messages"), { childList: true });
  });
  const flood = Array.from({ length: 2000 }, (_, at) => `flood ${at}`);
  const read = async () => (await application.api("GET", "health")).counters.messages;
  const before = await read();
  // The page is busy until all of it waits for it.
  const busy = page.evaluate(() => {
    for (const end = performance.now() + 4000; performance.now() < end; );
  });
  await twitch(...flood.map((text) => privmsg(text)));
  while ((await read()) < before + flood.length);
  await busy;
  await shows(page, flood.at(-1));
  const drawn = await page.evaluate(() => {
    window.observer.disconnect();
    return window.drawn;
  });
  const numbers = (await texts(page)).filter((text) => text.startsWith("flood")).map((text) => Number(text.slice(6)));
  assert.deepEqual(numbers, numbers.toSorted((one, other) => one - other));
  // One after the other they would be as many as can wait beside those that stay.
  assert.ok(drawn.length < 150, `${drawn.length} were drawn`);
});
