// No words are cut, in any language, on the smallest window and on an ordinary one, and in a narrow dock.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { privmsg, readBoth } from "./chat.js";
import { openPage, startChromium } from "./chromium.js";
import { SECTIONS, goTo, openDashboard } from "./sections.js";

const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: { ...fake.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" } });
await readBoth(application, fake);
for (const id of ["one", "two", "three"]) await fake.command("twitch/line", { line: privmsg(`message ${id}`, { id }) });
await application.api("POST", "moderators", { name: "Mira", rights: ["suggest", "queue", "hide"] });
for (const [kind, platform] of [["superchat", "youtube"], ["cheer", "twitch"], ["donation", "donations"]]) {
  await application.api("POST", "test-message", { kind, platform });
}
const browser = await startChromium({ after });

/** What has words that are wider than it is, or than what they are in. */
function cut() {
  /** What a list of choices keeps free for its arrow, in CSS pixels. */
  const ARROW = 20;
  const pen = document.createElement("canvas").getContext("2d");
  const found = [];
  for (const each of document.querySelectorAll("body :not(option, svg *)")) {
    if (!each.checkVisibility({ visibilityProperty: true }) || each.closest(".unseen, iframe, .pick")) continue;
    const { display, font, paddingLeft, paddingRight } = getComputedStyle(each);
    const hasWords = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    if (each.textContent.trim() === "" || (!hasWords && !each.matches("button, a, select"))) continue;
    const { right, width } = each.getBoundingClientRect();
    // For who hears the page.
    if (width <= 1) continue;
    const around = each.parentElement.closest("button, a, summary, li, .panel, .stage-panel, .dock-head, body").getBoundingClientRect().right;
    const room = each.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    pen.font = font;
    const isCut = each.matches("select")
      ? pen.measureText(each.selectedOptions[0]?.text ?? "").width > room - ARROW + 1
      : (display !== "inline" && each.scrollWidth > each.clientWidth + 1) || right > around + 1;
    if (isCut) found.push(`${each.localName}.${each.className}: ${each.textContent.slice(0, 60)}`);
  }
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth ? [...found, `the page is ${scrollWidth} wide`] : found;
}

for (const language of ["en", "de", "es"]) {
  for (const size of [{ width: 900, height: 600 }, { width: 1280, height: 900 }]) {
    test(`the dashboard: ${language}, ${size.width}`, async () => {
      await application.api("PATCH", "settings", { language });
      const { page } = await openDashboard(browser, application, "chat", size);
      await page.locator("li.message").last().waitFor();
      for (const section of SECTIONS) {
        await goTo(page, section);
        await page.evaluate(() => document.querySelectorAll(".workbench details").forEach((part) => part.toggleAttribute("open", true)));
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        assert.deepEqual(await page.evaluate(cut), [], section);
      }
      await page.context().close();
    });
  }

  test(`the dock: ${language}`, async () => {
    const { url } = await application.api("GET", "dock");
    const { page } = await openPage(browser, url, { width: 280, height: 640 });
    await page.locator("li.message").last().waitFor();
    for (const width of [280, 300, 320]) {
      await page.setViewportSize({ width, height: 640 });
      assert.deepEqual(await page.evaluate(cut), [], `${width}, with nothing in focus`);
    }
    await page.setViewportSize({ width: 280, height: 640 });
    await page.locator("li.message", { hasText: "message one" }).locator(".message-text").click();
    await page.locator("li.message", { hasText: "message two" }).locator(".message-text").click();
    await page.locator(".stage-item").nth(1).waitFor();
    await page.keyboard.press("n");
    await page.locator(".stage-now").waitFor();
    assert.deepEqual(await page.evaluate(cut), [], "with a queue");
    await page.keyboard.press("c");
    await page.locator(".stage-now").waitFor({ state: "detached" });
    for (const { id } of (await application.api("GET", "focus")).queue) await application.api("DELETE", `focus/queue/${id}`);
    await page.context().close();
  });
}
