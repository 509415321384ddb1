// What our own pages look like, panel by panel in both colour schemes: as in the pictures that are kept
// in looks/. What is another at each start, as times and addresses, leaves its place empty.
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
import { drawn, hold } from "./page-sheet.js";
import { SECTIONS, goTo, openDashboard } from "./sections.js";

const SET = "pages";
const RENEW = process.env.UPDATE_LOOKS === "1";
const HOW = "if it is meant to look so: UPDATE_LOOKS=1 npm run page-looks, and look at each picture";
const SIZE = { width: 1280, height: 900 };
/** What a page's parts may move by themselves, as the share of the window and of its height: below 0.1
 * is what https://web.dev/articles/cls calls good, for a whole visit. */
const STEADY = 0.02;
/** High enough for all of any section. */
const WHOLE = { width: 1280, height: 3200 };
const fake = await startFakePlatforms({ after });
// Without a keychain, as the machine that it was drawn on may have one.
const application = await startApplication(
  { after },
  { env: { ...fake.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" } },
);
await readBoth(application, fake);
for (const [text, tags] of [
  ["that jump was clean", { "display-name": "Marta", color: "#1E90FF", id: "first" }],
  ["see https://example.com, it is the second one", { "display-name": "Kim", color: "#8A2BE2", badges: "moderator/1", id: "second" }],
]) {
  await fake.command("twitch/line", { line: privmsg(text, { "user-id": tags.id, ...tags }) });
}
await application.api("POST", "moderators", { name: "Mira", rights: ["suggest", "queue"] });
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "chat", SIZE);
await page.locator("li.message", { hasText: "the second one" }).waitFor();
await hold(page);
const sheets = {};

/** What is in this element, and where its panels are. */
async function sheet(page, selector) {
  await drawn(page);
  const { clip, places } = await page.$eval(selector, (whole) => {
    const panels = [...whole.querySelectorAll(".section-nav, .panel")].map((panel) => [
      panel.querySelector("h2")?.textContent ?? panel.className,
      panel.getBoundingClientRect(),
    ]);
    const { x, y, width } = whole.getBoundingClientRect();
    const bottom = Math.max(...panels.map(([, { bottom }]) => bottom));
    return {
      clip: { x, y, width, height: Math.ceil(bottom - y) },
      places: panels.map(([name, { left, top, width, height }]) => [
        name,
        { left: Math.floor(left - x), top: Math.floor(top - y), width: Math.floor(width), height: Math.floor(height) },
      ]),
    };
  });
  return { picture: await page.screenshot({ clip }), places: Object.fromEntries(places) };
}

for (const section of SECTIONS) {
  for (const colorScheme of ["light", "dark"]) {
    const name = `page.${section}.${colorScheme}`;
    test(name, async () => {
      await goTo(page, section);
      // Some of it is there once it was asked for.
      await page.locator(".workbench .panel").first().waitFor();
      await page.setViewportSize(section === "chat" ? SIZE : WHOLE);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Chat is beside every section, and drawn once.
      sheets[name] = await sheet(page, section === "chat" ? "body" : ".workbench");
      if (!RENEW) assert.deepEqual(await compare(name, sheets[name], SET), [], HOW);
    });
  }
}

/** From the smallest window to a large screen. */
for (const size of [{ width: 900, height: 600 }, SIZE, { width: 3840, height: 2160 }]) {
  test(`no section is larger than a window of ${size.width} by ${size.height}`, async () => {
    await page.setViewportSize(size);
    for (const section of SECTIONS) {
      await goTo(page, section);
      const found = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        const panels = [...document.querySelectorAll(".section-nav, .panel")].filter((panel) => panel.checkVisibility());
        const wide = panels.filter((panel) => panel.scrollWidth > panel.clientWidth + 1 || panel.getBoundingClientRect().right > innerWidth + 1);
        return { wide: wide.map((panel) => panel.className), length: scrollHeight - innerHeight, width: scrollWidth - innerWidth };
      });
      assert.deepEqual(found, { wide: [], length: Math.min(found.length, 0), width: Math.min(found.width, 0) }, section);
    }
  });
}

test("nothing jumps: neither while a section comes, nor while chat goes on beside it", async () => {
  await page.setViewportSize(SIZE);
  await page.evaluate(() => {
    window.jumps = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        if (!hadRecentInput) window.jumps.push([value, sources.map(({ node }) => node?.className ?? node?.nodeName)]);
      }
    }).observe({ type: "layout-shift", buffered: false });
  });
  for (const section of SECTIONS) {
    // By the address, as a click would excuse what jumps for half a second.
    await page.evaluate((section) => {
      location.hash = section;
    }, section);
    await page.locator(`.workbench[data-section=${section}]`).waitFor();
    await fake.command("twitch/line", { line: privmsg(`beside ${section}`, { id: `beside-${section}` }) });
    await page.locator("li.message", { hasText: `beside ${section}` }).waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  const jumps = await page.evaluate(() => window.jumps);
  const sum = jumps.reduce((all, [value]) => all + value, 0);
  assert.ok(sum < STEADY, `${sum}: ${JSON.stringify(jumps)}`);
});

test("nothing went wrong on the page", () => {
  assert.deepEqual(said, []);
});

if (RENEW) test("they are kept", () => keep(sheets, SET));
