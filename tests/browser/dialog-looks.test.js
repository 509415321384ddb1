// What the dock and the dashboard's dialogs look like, in both colour schemes: as in the pictures that
// are kept in looks/, part by part.
//
//   npm run page-looks     compares; what differs is in looks/failed/
//   UPDATE_LOOKS=1 npm run page-looks     keeps what is there now: look at each before it is committed
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { openPage, startChromium } from "./chromium.js";
import { compare, keep } from "./looks.js";
import { hold, parted } from "./page-sheet.js";
import { goTo, openDashboard } from "./sections.js";

const SET = "dialogs";
const RENEW = process.env.UPDATE_LOOKS === "1";
const HOW = "if it is meant to look so: UPDATE_LOOKS=1 npm run page-looks, and look at each picture";
/** As wide as OBS makes a dock at the side of its window. */
const DOCK = { width: 320, height: 640 };

const fake = await startFakePlatforms({ after });
// Without a keychain, as the machine that it was drawn on may have one.
const application = await startApplication(
  { after },
  { env: { ...fake.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" } },
);
const { api } = application;
await readBoth(application, fake);
for (const [text, tags] of [
  ["that jump was clean", { "display-name": "Marta", color: "#1E90FF", id: "first" }],
  ["see https://example.com, it is the second one, and it goes on for more than one line", { "display-name": "Kim", color: "#8A2BE2", badges: "moderator/1", id: "second" }],
  ["hello from the third", { "display-name": "Ibrahim", color: "#2E8B57", id: "third" }],
]) {
  await fake.command("twitch/line", { line: privmsg(text, { "user-id": tags.id, ...tags }) });
}
await api("POST", "moderators", { name: "Mira", rights: ["suggest", "queue"] });
const browser = await startChromium({ after });
const dock = await openPage(browser, (await api("GET", "dock")).url, DOCK);
const dashboard = await openDashboard(browser, application, "chat");
const { page } = dashboard;
for (const opened of [dock, dashboard]) {
  await opened.page.locator("li.message", { hasText: "the third" }).waitFor();
  await hold(opened.page);
}
const sheets = {};

/** Compares the element and its parts in both colour schemes, or keeps them. */
async function looks(page, name, selector, parts) {
  for (const colorScheme of ["light", "dark"]) {
    const sheet = `${name}.${colorScheme}`;
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    sheets[sheet] = await parted(page, selector, parts);
    if (!RENEW) assert.deepEqual(await compare(sheet, sheets[sheet], SET), [], HOW);
  }
}

/** A file of settings that changes something of every kind. */
async function changed() {
  const file = await api("GET", "settings/export");
  file.settings = { chat_speed: 30, moderators: { on_network: true, port: 0 }, youtube: { proxies: ["socks5://proxy.example:1080"] } };
  file.overlays[0].options.look.size = 40;
  file.sources.push({ ...file.sources[0], channel: "another" });
  return { name: "settings.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) };
}

/** How each dialog is opened, from its section. */
const DIALOGS = {
  question: ["moderators", () => page.locator(".invited .icon-button").first().click()],
  report: ["about", () => page.getByRole("button", { name: "Save a report", exact: true }).click()],
  import: [
    "settings",
    async () => {
      const chosen = page.waitForEvent("filechooser");
      await page.getByRole("button", { name: "Import…", exact: true }).click();
      await (await chosen).setFiles(await changed());
    },
  ],
  // Told by the window, which is not there.
  closing: ["chat", () => page.evaluate(() => window.sockets.at(-1).onmessage({ data: '{"type":"closing"}' }))],
};

test("the dock", () => looks(dock.page, "dock", ".dock", ".dock-head, .dock-sources li, li.message, .composer, .composer :is(textarea, button)"));

for (const [name, [section, open]] of Object.entries(DIALOGS)) {
  test(`the dialog ${name}`, async () => {
    await goTo(page, section);
    await open();
    await page.locator("dialog[open]").waitFor();
    await looks(page, `dialog.${name}`, "dialog[open]", "h2, h3, p, li, section, button");
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
  });
}

test("nothing went wrong on the pages", () => {
  assert.deepEqual([...dock.said, ...dashboard.said], []);
});

if (RENEW) test("they are kept", () => keep(sheets, SET));
