// What each switch of an overlay takes away: that, and nothing else. A second overlay, on which
// everything is on, stands beside it.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { VIDEO, addChatItem, privmsg, readBoth } from "./chat.js";
import { openOverlay, startChromium } from "./chromium.js";

const fake = await startFakePlatforms({ after });
/** One emote of each service that adds them. */
const ADDED = { "7tv": "SevenCat", bttv: "BetterCat", ffz: "FrankerCat" };
for (const [provider, name] of Object.entries(ADDED)) {
  await fake.command("emotes/set_global", { provider, emotes: [{ name }] });
}
const GIF = "media3.giphy.com/media/abc/200.gif";
await fake.command("emotes/set_image", { url: GIF, image: { width: 320, height: 200, format: "gif" } });
const application = await startApplication({ after }, { env: fake.env });
await readBoth(application, fake);
const [{ id }] = await application.api("GET", "overlays");
const other = await application.api("POST", "overlays", { name: "All of it" });
const browser = await startChromium({ after });
const [switched, all] = [
  await openOverlay(browser, application.overlayUrl),
  await openOverlay(browser, other.url),
];
for (let health = {}; !(health.emotes?.length === 3 && health.emotes.every(({ state }) => state === "ok")); ) {
  health = await application.api("GET", "health");
}

const set = (options) => application.api("PATCH", `overlays/${id}`, { options });

/** Waits until the page comes to this, and says what it came to where it does not. */
async function comesTo({ page }, read, argument, wanted, what) {
  let found;
  for (const until = Date.now() + 10_000; Date.now() < until; ) {
    found = await page.evaluate(read, argument);
    if (JSON.stringify(found) === JSON.stringify(wanted)) return;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.deepEqual(found, wanted, what);
}

/** Runs in the page: the ids of all messages. */
const ids = () => [...document.querySelectorAll("li.message")].map(({ dataset }) => dataset.id);
/** Runs in the page: the pictures of the text of this message, by their names. */
const pictures = (text) => {
  const read = (part) =>
    [...part.childNodes].map((node) => (node instanceof Element ? node.getAttribute("alt") ?? read(node) : node.data)).join("");
  const item = [...document.querySelectorAll("li.message .text")].findLast((part) => read(part) === text);
  return item ? [...item.querySelectorAll("img")].map(({ alt, className }) => `${className.split(" ")[0]} ${alt}`) : null;
};

test("each service's emotes are names where it is off on this overlay, and all others are pictures", async () => {
  const twitch = `Kappa ${Object.values(ADDED).join(" ")}`;
  await fake.command("twitch/line", { line: privmsg(twitch, { emotes: "25:0-4" }) });
  const emoji = { emojiId: "UCx/wave", isCustomEmoji: true, shortcuts: [":_wave:"], image: { thumbnails: [{ url: "https://yt3.ggpht.com/wave=w48-h48-c-k-nd", width: 48, height: 48 }] } };
  const message = { runs: [{ text: "hi " }, { emoji }, { text: ` ${ADDED.bttv}` }] };
  await fake.command("youtube/action", { video: VIDEO, action: addChatItem("", { renderer: { message } }) });
  const youtube = `hi :_wave: ${ADDED.bttv}`;
  const shown = {
    twitch: { twitch: ["Kappa"], "7tv": [ADDED["7tv"]], bttv: [ADDED.bttv], ffz: [ADDED.ffz] },
    youtube: { youtube: [":_wave:"], bttv: [ADDED.bttv] },
  };
  const without = (emotes, off) =>
    Object.entries(emotes).flatMap(([provider, names]) => (provider === off ? [] : names.map((name) => `emote ${name}`)));
  for (const off of [null, "twitch", "youtube", "7tv", "bttv", "ffz"]) {
    await set({ emotes: off && { [off]: false } });
    await comesTo(switched, pictures, twitch, without(shown.twitch, off), `${off} off, on Twitch`);
    await comesTo(switched, pictures, youtube, without(shown.youtube, off), `${off} off, on YouTube`);
    await comesTo(all, pictures, twitch, without(shown.twitch), "the other overlay keeps them");
    await comesTo(all, pictures, youtube, without(shown.youtube), "the other overlay keeps them");
    await set({ emotes: null });
  }
});

test("a GIF is its name where GIFs are off on this overlay", async () => {
  const text = "so good [wow] Kappa";
  await fake.command("twitch/line", { line: privmsg(text, { gifs: `8-12|abc|https://${GIF}`, emotes: "25:14-18" }) });
  await comesTo(switched, pictures, text, ["gif [wow]", "emote Kappa"]);
  await set({ gifs: false });
  await comesTo(switched, pictures, text, ["emote Kappa"], "GIFs are off");
  await comesTo(all, pictures, text, ["gif [wow]", "emote Kappa"], "the other overlay keeps it");
  await set({ gifs: null });
  await comesTo(switched, pictures, text, ["gif [wow]", "emote Kappa"], "and on again");
});

test("each kind's switch hides that kind and nothing else", async () => {
  const { answer: refused } = await application.call("PATCH", `overlays/${id}`, { options: { hidden: ["bogus"] } });
  const names = /Give any of (.*)\./.exec(refused.error.hint)[1].split(", ");
  const { answer: kinds } = await application.call("POST", "test-message", { kind: "bogus", platform: "twitch" });
  const sent = [];
  for (const kind of /Give one of (.*)\./.exec(kinds.error.hint)[1].split(", ")) {
    sent.push(await application.api("POST", "test-message", { kind, platform: kind === "superchat" ? "youtube" : "twitch" }));
  }
  // Text that came before is of other tests.
  const before = await all.page.evaluate(ids);
  const isSent = (id) => sent.some((message) => message.id === id);
  await comesTo(all, ids, null, [...before.filter((id) => !isSent(id)), ...sent.map((message) => message.id)]);
  const everything = await all.page.evaluate(ids);
  const others = everything.filter((id) => !isSent(id));

  /** Whether a switch of this name is about a message, by the API's word on it. */
  const isAbout = (name, message) => {
    if (name === "reply") return Boolean(message.reply_to);
    if (name === "shared") return (message.marks ?? []).includes("shared");
    if (name === "resub") return message.kind === "subscription" && message.event === "renewed";
    return message.kind === name;
  };
  const marked = () => [...document.querySelectorAll("[data-marks~=first]")].map(({ dataset }) => dataset.id);
  const first = sent.filter(({ marks }) => marks?.includes("first")).map((message) => message.id);
  assert.equal(first.length, 1);
  for (const name of names) {
    await set({ hidden: [name] });
    const left = sent.filter((message) => !isAbout(name, message)).map((message) => message.id);
    if (name === "first") {
      await comesTo(switched, marked, null, [], "the mark is gone, and the message is there");
    } else {
      assert.ok(left.length < sent.length, `a message of the kind ${name} was sent`);
      if (name !== "chat") await comesTo(switched, marked, null, first, `${name}: the mark stays`);
    }
    // The messages of other tests are chat.
    const kept = name === "chat" ? [] : others;
    await comesTo(switched, ids, null, [...kept, ...left], `${name} is hidden`);
  }
  await set({ hidden: null });
  await comesTo(switched, ids, null, everything, "and all of them are back");
  await comesTo(all, ids, null, everything, "the other overlay had them all the time");
});

test("nothing was said to the console", () => {
  assert.deepEqual([...switched.said, ...all.said], []);
});
