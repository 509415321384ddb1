// What axe-core finds on each of our pages, in both colour schemes: nothing.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import axe from "axe-core";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { clearmsg, privmsg, readBoth } from "./chat.js";
import { openPage, startChromium } from "./chromium.js";
import { SECTIONS, goTo, openDashboard } from "./sections.js";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCHEMES = ["light", "dark"];
/** Names in every colour that a chatter may choose, and some that nobody can read as they are. */
const COLOURS = ["#000000", "#FFFFFF", "#0000FF", "#FF0000", "#9ACD32", "#8A2BE2", "#777777", "#FFFF00"];

const context = { after };
const fake = await startFakePlatforms(context);
const application = await startApplication(context, { env: fake.env });
await readBoth(application, fake);
for (const [number, color] of COLOURS.entries()) {
  const tags = { id: `name-${number}`, color, "display-name": `Name${number}`, "user-id": 100 + number };
  await fake.command("twitch/line", { line: privmsg(`in ${color}`, tags) });
}
await fake.command("twitch/line", { line: clearmsg("name-1") });
await fake.command("twitch/line", { line: privmsg("Kappa ffzX", { emotes: "25:0-4", id: "modified" }) });
// One that waits for the streamer's word.
const [{ id: overlayId }] = await application.api("GET", "overlays");
await application.api("PATCH", `overlays/${overlayId}`, { options: { feed: { words: { blocked: ["spoiler"], then: "hold" } } } });
await fake.command("twitch/line", { line: privmsg("a spoiler", { id: "held" }) });
// Each kind that has a ground of its own.
for (const [kind, platform] of [["announcement", "twitch"], ["cheer", "twitch"], ["subscription", "twitch"], ["raid", "twitch"], ["superchat", "youtube"], ["membership", "youtube"]]) {
  await application.api("POST", "test-message", { kind, platform });
}
for (const color of ["#2E8B57", "#1E90FF"]) {
  await fake.command("twitch/line", { line: privmsg(`cheer100 in ${color}`, { bits: 100, color, "display-name": "Cheers", "user-id": 99 }) });
}
const { url: supportUrl } = await application.api("PUT", "support", {
  name: "ada",
  title: "Help the stream along",
  text: "Every stream is free.",
  thanks: "Thank you, {name}, for {amount}!",
  links: [{ label: "Ko-fi", url: "https://ko-fi.com/ada" }],
  goals: [{ title: "A microphone", amount: "200", currency: "USD", since: null, start: "120" }],
  rates: [],
});
const moderator = await application.api("POST", "moderators", { name: "Mira", rights: ["suggest", "queue", "hide"] });
const browser = await startChromium(context);

/** Fails with each thing that is wrong, and where. */
async function isClean(page, what) {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
    await page.evaluate(axe.source);
    const found = await page.evaluate(
      // The overlay in the preview is a picture of what viewers see; its contrast has tests of its own.
      (values) => window.axe.run({ exclude: ["iframe"] }, { runOnly: { type: "tag", values }, rules: { "label-content-name-mismatch": { enabled: true } }, resultTypes: ["violations"] }),
      RULES,
    );
    const wrong = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`).join("\n")}`);
    assert.deepEqual(wrong, [], `${what}, ${colorScheme}`);
  }
}

const { page: dashboard } = await openDashboard(browser, application, "chat");
await dashboard.locator(".part-modifier").waitFor();
await dashboard.getByText("a spoiler").first().waitFor();
for (const section of SECTIONS) {
  test(`the dashboard: ${section}`, async () => {
    await goTo(dashboard, section);
    await isClean(dashboard, section);
  });
}

test("the dashboard as it is at first, with the guide and nothing in any list", async () => {
  const untouched = await startApplication(context, { env: { ...fake.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" } });
  const { page } = await openDashboard(browser, untouched, "chat");
  await page.locator(".first-run").waitFor();
  for (const section of ["chat", "paid", "history", "moderators"]) {
    await goTo(page, section);
    await isClean(page, `${section}, at first`);
  }
});

test("a question that is asked over the page", async () => {
  await goTo(dashboard, "moderators");
  await dashboard.locator(".invited .icon-button").first().click();
  await dashboard.locator("dialog[open]").waitFor();
  await isClean(dashboard, "a question");
  await dashboard.keyboard.press("Escape");
  await dashboard.locator("dialog[open]").waitFor({ state: "hidden" });
  await goTo(dashboard, "chat");
});

for (const [what, url, shown] of [
  ["the dock", (await application.api("GET", "dock")).url, "in #777777"],
  ["the moderators' page", moderator.url, "in #777777"],
  ["the support page", supportUrl, "A microphone"],
]) {
  test(what, async () => {
    const { page } = await openPage(browser, url, { width: 400, height: 800 });
    await page.getByText(shown).first().waitFor();
    await isClean(page, what);
  });
}
