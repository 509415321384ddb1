// Makes all pictures of docs/images (the overlay, each theme for chat and for focus, the dashboard, what
// was paid, the support page, the moderators' page on a phone) and the themes' previews from the running
// application. Look at each of them before it is committed.
//
//   npm run build && cargo build --workspace --bin multichat-headless --bin fake-platforms
//   cd tests && npm run screenshots
import { mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { startFakePlatforms } from "./peers/fake-platforms.js";
import { startApplication } from "./browser/application.js";
import { TWITCH, VIDEO, YOUTUBE, addChatItem, privmsg, readBoth, usernotice } from "./browser/chat.js";
import { shows, startChromium } from "./browser/chromium.js";
import { context, end } from "./bench/bench.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const IMAGES = `${ROOT}docs/images`;

/** A game that is nobody's: hills under a sky, by day and by night. */
function scene(night) {
  const [sky, glow, far, near, ground] = night
    ? ["#070b1d", "#1c2a5e", "#101a3d", "#0b1229", "#060a17"]
    : ["#6fc3f5", "#e8f6ff", "#a9d8a2", "#6fb765", "#3f8f45"];
  const lights = Array.from({ length: 60 }, (_, n) => [(n * 397) % 1280, (n * 211) % 330, 0.6 + (n % 3) * 0.5]);
  const stars = lights.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="#dfe7ff" opacity=".8"/>`);
  const clouds = [[210, 130, 1], [640, 80, 0.7], [980, 170, 1.2]].map(
    ([x, y, size]) =>
      `<g transform="translate(${x} ${y}) scale(${size})" fill="#fff" opacity=".9"><ellipse rx="80" ry="22"/><ellipse cx="-25" cy="-16" rx="38" ry="26"/><ellipse cx="28" cy="-20" rx="44" ry="32"/></g>`,
  );
  const blocks = Array.from({ length: 9 }, (_, n) => {
    const [x, y] = [520 + n * 62, 500 - (n % 4) * 54];
    return `<rect x="${x}" y="${y}" width="54" height="20" rx="4" fill="${night ? "#2c3b78" : "#c98a4b"}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" preserveAspectRatio="xMidYMid slice">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="1" stop-color="${glow}"/></linearGradient></defs>
    <rect width="1280" height="720" fill="url(#sky)"/>
    <circle cx="1040" cy="140" r="56" fill="${night ? "#f3f1df" : "#fff3b0"}"/>
    ${(night ? stars : clouds).join("")}
    <path d="M0 470 Q180 330 400 440 T820 400 T1280 430 V720 H0Z" fill="${far}"/>
    <path d="M0 560 Q260 440 540 540 T1280 500 V720 H0Z" fill="${near}"/>
    ${blocks.join("")}
    <path d="M0 640 Q300 600 640 630 T1280 615 V720 H0Z" fill="${ground}"/>
    <g transform="translate(742 400)"><rect x="-17" y="-42" width="34" height="42" rx="10" fill="#ff7a59"/>
    <circle cy="-52" r="19" fill="#ffd9b8"/><circle cx="7" cy="-54" r="3" fill="#333"/></g>
  </svg>`;
}

const address = (night) => `data:image/svg+xml,${encodeURIComponent(scene(night))}`;

const said = (name, userId, color, badges = "", tags = {}) => (text) =>
  privmsg(text, { "display-name": name, "user-id": userId, color, badges, ...tags });
const saidOnYouTube = (name) => (text) => addChatItem(text, { name });
const resubscribed = (text) =>
  usernotice("resub", "Robin subscribed for 12 months!", text, {
    "display-name": "Robin",
    "user-id": 3,
    color: "#2E8B57",
    badges: "subscriber/12",
    "msg-param-cumulative-months": "12",
  });
const superChat = (text) =>
  addChatItem(text, {
    name: "Jonas",
    type: "PaidMessage",
    renderer: {
      purchaseAmountText: { simpleText: "$10.00" },
      headerBackgroundColor: 4294947584,
      bodyBackgroundColor: 4294953512,
    },
  });

const gifted = (text) =>
  usernotice("submysterygift", text, null, {
    "display-name": "Zoë",
    "user-id": 6,
    color: "#5F9EA0",
    badges: "subscriber/3",
    "msg-param-mass-gift-count": "5",
  });

/**
 * Emotes of everywhere, with pictures that come with the application: those that people know are
 * other people's.
 */
const EMOTES = { catNod: "demo-cat", soCozy: "demo-heart", partyTime: "demo-party", heyThere: "demo-wave" };

/** An evening's chat, oldest first. */
const CHAT = [
  ["twitch", "that jump was so clean catNod", said("PixelOtter", 1, "#FF7F50")],
  ["youtube", "hello from Lisbon heyThere soCozy", saidOnYouTube("Marta Kowalczyk")],
  ["twitch", "there is a secret behind the waterfall", said("nova_drift", 2, "#1E90FF", "vip/1")],
  ["youtube", "今日の配信も楽しみにしてた！", saidOnYouTube("さくらもち")],
  ["twitch", "a whole year, wow partyTime", resubscribed],
  ["twitch", "@PixelOtter agreed, and with no checkpoint either", said("Mira", 4, "#8A2BE2", "moderator/1,subscriber/6")],
  ["youtube", "Love the show, keep it up!", superChat],
  ["twitch", "cheer100 for the next boss", said("Ada", 5, "#DAA520", "", { bits: "100" })],
  ["youtube", "مرحبا، بث رائع اليوم", saidOnYouTube("نور")],
  ["twitch", "Zoë is gifting 5 Tier 1 Subs to the community!", gifted],
  ["twitch", "gg 🎉🎉", said("nova_drift", 2, "#1E90FF", "vip/1")],
];

const fake = await startFakePlatforms(context);
await fake.command("emotes/set_global", {
  provider: "bttv",
  emotes: Object.keys(EMOTES).map((name) => ({ name })),
});
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
const browser = await startChromium(context);
const [{ id: overlayId }] = await application.api("GET", "overlays");
await mkdir(IMAGES, { recursive: true });

async function open(url, viewport, { colorScheme = "dark", scale = 1 } = {}) {
  const browserContext = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: scale });
  const page = await browserContext.newPage();
  await page.route("**/img/**", picture);
  await page.goto(url);
  return page;
}

/** Waits until every picture is there, or what stands in for it, and nothing moves on its way in. */
async function settled(page) {
  const isStill = () => {
    const moves = document.getAnimations().some(({ playState, effect }) => playState === "running" && effect?.getTiming().iterations !== Infinity);
    return !moves && document.fonts.status === "loaded" && [...document.images].every(({ complete }) => complete);
  };
  await page.waitForFunction(isStill);
  // What a picture changes by its coming is drawn with the next frames.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.waitForFunction(isStill);
}

/** Which icon of the application is at each address of a message's picture. */
const icons = new Map();

/** Emotes and cheers as the application brings them; badges have what stands in for them. */
async function picture(route) {
  const { pathname } = new URL(route.request().url());
  if (!icons.has(pathname)) {
    for (const { body } of await application.api("GET", "messages?limit=50")) {
      for (const { type, text, image } of body) if (image) icons.set(image, type === "cheer" ? "demo-gem" : EMOTES[text]);
    }
  }
  const icon = icons.get(pathname);
  if (!icon) return route.fulfill({ status: 204 });
  // Emotes have a size of their own, and these icons none.
  const svg = await readFile(`${ROOT}overlay-themes/_runtime/icons/${icon}.svg`, "utf8");
  return route.fulfill({ body: svg.replace("<svg ", '<svg width="32" height="32" '), contentType: "image/svg+xml" });
}

/** The overlay as it is now, on nothing. */
async function overlay(theme, viewport, scale = 1) {
  await application.api("PATCH", `overlays/${overlayId}`, { theme });
  const page = await open(application.overlayUrl, viewport, { scale });
  await page.waitForSelector(`main[data-theme=${theme}]`);
  await shows(page, "gg 🎉🎉");
  await settled(page);
  const picture = await page.screenshot({ omitBackground: true });
  await page.context().close();
  return `data:image/png;base64,${picture.toString("base64")}`;
}

/** Pictures over each other and beside each other, as this HTML lays them out. */
async function compose(html, viewport, path, type = "png") {
  const page = await open("about:blank", viewport);
  await page.setContent(`<style>body{margin:0;overflow:hidden}img{position:absolute;display:block}</style>${html}`);
  await settled(page);
  await page.screenshot({ path, type, ...(type === "jpeg" && { quality: 55 }) });
  await page.context().close();
}

const shownOn = await open(application.overlayUrl, { width: 400, height: 700 });
for (const [platform, text, written] of CHAT) {
  if (platform === "twitch") await fake.command("twitch/line", { line: written(text) });
  else await fake.command("youtube/action", { video: VIDEO, action: written(text) });
  await shows(shownOn, text);
}

/** Every theme that comes with the application, and the sky of its preview. */
const SKIES = {
  "dark-purple": "#131c44",
  "bright-green": "#7cc4ec",
  "big-screen": "#1b2550",
  bubbles: "#3f8f45",
  "clear-text": "#4d88ad",
  compact: "#26324f",
  "high-contrast": "#7cc4ec",
  party: "#101a3d",
  ticker: "#26324f",
};
const tall = { width: 400, height: 560 };
const tiles = [];
for (const [theme, sky] of Object.entries(SKIES)) {
  const picture = await overlay(theme, tall);
  for (const night of [false, true]) {
    const scenery = `<img src="${address(night)}" style="width:996px;height:560px;left:-330px"><img src="${picture}">`;
    if (theme === "dark-purple" || theme === "bright-green") {
      await compose(scenery, tall, `${IMAGES}/${theme}-on-${night ? "dark" : "bright"}.png`);
    }
    tiles.push(`<figure>${scenery}<figcaption>${theme}</figcaption></figure>`);
  }
  const small = await overlay(theme, { width: 400, height: 267 }, 1.5);
  const html = `<body style="background:${sky}"><img src="${small}" style="width:600px">`;
  await compose(html, { width: 600, height: 400 }, `${ROOT}overlay-themes/${theme}/preview.png`);
}

// All of them side by side, over a bright and a dark game.
const tile = { width: 400, height: 590 };
const columns = 6;
const rows = Math.ceil(tiles.length / columns);
const css = `
  body { display: grid; grid-template-columns: repeat(${columns}, ${tile.width}px); background: #16181d }
  figure { position: relative; width: ${tile.width}px; height: ${tile.height}px; margin: 0; overflow: hidden }
  figcaption { position: absolute; bottom: 4px; left: 8px; color: #fff; font: 600 16px sans-serif }`;
const sheet = { width: columns * tile.width, height: rows * tile.height };
await compose(`<style>${css}</style>${tiles.join("")}`, sheet, `${IMAGES}/themes.jpg`, "jpeg");

const wide = { width: 1280, height: 640 };
const [left, right] = [await overlay("dark-purple", tall), await overlay("bright-green", tall)];
const half = (night, picture, side, other) =>
  `<div style="position:absolute;overflow:hidden;${side}:0;width:640px;height:640px"><img src="${address(night)}" style="width:1280px;height:720px;${side}:-${other}px;top:-60px"><img src="${picture}" style="${side}:24px;bottom:14px"></div>`;
await compose(half(true, left, "left", 540) + half(false, right, "right", 60), wide, `${IMAGES}/hero.png`);

// The themes for focus overlays, each with a message over a bright game and a Super Chat over a dark one.
const stage = await application.api("POST", "overlays", { name: "Focus", kind: "focus" });
const stored = await application.api("GET", "messages?limit=50");
const PICKED = { bright: "there is a secret behind the waterfall", dark: "Love the show, keep it up!" };

/** The focus overlay with this text on it, on nothing. */
async function focused(theme, text, viewport, scale = 1) {
  await application.api("PATCH", `overlays/${stage.id}`, { theme });
  await application.api("POST", "focus/show", { message_id: stored.find((message) => message.text === text).id });
  const page = await open(stage.url, viewport, { scale });
  await page.waitForSelector(`main[data-theme=${theme}]`);
  await page.waitForFunction((text) => document.querySelector("article.focus .text")?.textContent === text, text);
  await settled(page);
  const picture = await page.screenshot({ omitBackground: true });
  await page.context().close();
  return `data:image/png;base64,${picture.toString("base64")}`;
}

const canvas = { width: 1280, height: 720 };
const shots = [];
for (const theme of ["lower-third", "full-card", "side-card"]) {
  for (const [light, text] of Object.entries(PICKED)) {
    const picture = await focused(theme, text, canvas);
    shots.push(`<figure><img src="${address(light === "dark")}"><img src="${picture}"></figure>`);
  }
  const small = await focused(theme, PICKED.bright, { width: 600, height: 400 });
  const html = `<img src="${address(true)}" style="width:712px;height:400px;left:-112px"><img src="${small}">`;
  await compose(html, { width: 600, height: 400 }, `${ROOT}overlay-themes/${theme}/preview.png`);
}
const pairs = `
  body { display: grid; grid-template-columns: repeat(2, 640px) }
  figure { position: relative; width: 640px; height: 360px; margin: 0; overflow: hidden }
  figure img { width: 640px; height: 360px }`;
await compose(`<style>${pairs}</style>${shots.join("")}`, { width: 1280, height: 1080 }, `${IMAGES}/focus.jpg`, "jpeg");
await application.api("POST", "focus/clear");

await application.api("PATCH", `overlays/${overlayId}`, { theme: "dark-purple" });
for (const colorScheme of ["light", "dark"]) {
  const page = await open(`${application.dashboardUrl}#overlays`, { width: 1280, height: 860 }, { colorScheme });
  await page.locator("li.message", { hasText: "gg 🎉🎉" }).waitFor();
  const preview = await (await page.waitForSelector(".stage iframe")).contentFrame();
  await preview.waitForSelector("main[data-theme=dark-purple]");
  await shows(preview, "gg 🎉🎉");
  await settled(page);
  await page.screenshot({ path: `${IMAGES}/dashboard-${colorScheme}.png` });
  await page.context().close();
}

// The support page, and two cards of its overlay over a game.
const { url: supportUrl } = await application.api("PUT", "support", {
  name: "nightpilot",
  title: "Help the stream along",
  text: "Every stream is free and stays so. If you would like to help with what it takes, here is how.",
  thanks: "Thank you, {name}, for {amount}!",
  links: [
    { label: "Ko-fi", url: "https://ko-fi.com/nightpilot" },
    { label: "A monthly membership", url: "https://example.org/nightpilot/members" },
  ],
  goals: [{ title: "A new microphone", amount: "200", currency: "USD", since: null, start: "120" }],
  rates: [],
});
const column = { width: 480, height: 640 };
const viewers = await open(supportUrl, column);
await viewers.locator("body[data-theme=dark-purple]").waitFor();
await viewers.getByText("A new microphone").waitFor();
await settled(viewers);
const supportPage = (await viewers.screenshot()).toString("base64");
await viewers.context().close();
const cards = [];
for (const part of ["qr", "goal"]) {
  const { url } = await application.api("POST", "overlays", { name: "Support", kind: "support", options: { support: { show: [part], seconds: 600 } } });
  const page = await open(url, tall);
  await page.waitForSelector(`.support [data-part=${part}], .support[data-part=${part}]`);
  await settled(page);
  cards.push((await page.screenshot({ omitBackground: true })).toString("base64"));
  await page.context().close();
}
const beside = cards.map((card, at) => `<img src="data:image/png;base64,${card}" style="left:${column.width + 10 + at * 385}px;bottom:30px">`);
await compose(
  `<img src="${address(true)}" style="left:${column.width}px;width:1138px;height:640px"><img src="data:image/png;base64,${supportPage}">${beside.join("")}`,
  { width: 1280, height: column.height },
  `${IMAGES}/support.png`,
);

// What was paid, with two donations by a service beside the platforms.
const KOFI = "a-token-of-nobody";
await application.api("POST", "vault/keep", { how: "this_run" });
await application.api("PUT", "donations/kofi", { token: KOFI });
const { kofi_path } = await application.api("GET", "donations");
for (const [from_name, amount, message] of [
  ["Tomás", "5.00", "For the new microphone!"],
  ["Lena", "12.50", "Thank you for the quiet evenings."],
]) {
  const data = JSON.stringify({
    verification_token: KOFI,
    message_id: from_name,
    kofi_transaction_id: from_name,
    timestamp: new Date().toISOString(),
    type: "Donation",
    is_public: true,
    from_name,
    message,
    amount,
    currency: "EUR",
  });
  const told = await fetch(`${application.baseUrl}${kofi_path}`, { method: "POST", body: new URLSearchParams({ data }) });
  if (!told.ok) throw new Error(`a donation: ${told.status} ${await told.text()}`);
}
const paid = await open(`${application.dashboardUrl}#paid`, { width: 1280, height: 1320 });
await paid.locator(".paid-list").getByText("Thank you for the quiet evenings.").waitFor();
await settled(paid);
await paid.screenshot({ path: `${IMAGES}/donations.png` });
await paid.context().close();

// What a moderator sees on a phone: marked, on screen, and held back.
const moderator = await application.api("POST", "moderators", { name: "Mira", rights: ["suggest", "queue", "hide"] });
const key = moderator.url.split("/").at(-1);
await application.api("PATCH", `overlays/${overlayId}`, { options: { feed: { hold: 30, words: { blocked: ["spoiler"], then: "hold" } } } });
const phone = await open(moderator.url, { width: 360, height: 640 }, { colorScheme: "light", scale: 2 });
const lines = [
  ["what is the song that plays right now?", said("nova_drift", 2, "#1E90FF", "vip/1")],
  ["a spoiler for the end", said("Sly", 8, "#D00000")],
  ["@PixelOtter nobody has ever done this level before", said("Mira", 4, "#8A2BE2", "moderator/1,subscriber/6")],
];
for (const [text, written] of lines) {
  await fake.command("twitch/line", { line: written(text) });
  await phone.getByText(text, { exact: true }).first().waitFor();
}
const latest = await application.api("GET", "messages?limit=50");
const idOf = (text) => latest.find((message) => message.text === text).id;
await application.api("POST", "focus/show", { message_id: idOf("Thank you for the quiet evenings.") });
const marked = await fetch(`${application.baseUrl}/api/focus/suggestions`, {
  method: "POST",
  headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
  body: JSON.stringify({ message_id: idOf(lines[0][0]), note: "answer this one?" }),
});
if (!marked.ok) throw new Error(`marking: ${marked.status} ${await marked.text()}`);
await phone.locator(".messages").getByText("Suggested").waitFor();
await phone.locator(".messages").getByText("On screen").waitFor();
await settled(phone);
await phone.screenshot({ path: `${IMAGES}/moderate-phone.png` });
await phone.context().close();

await end();
