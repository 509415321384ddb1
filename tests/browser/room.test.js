// What is to be read is not cut: what a search says while it is empty, days and times, names of themes.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startApplication } from "./application.js";
import { startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const application = await startApplication({ after });
const browser = await startChromium({ after });
const { page } = await openDashboard(browser, application, "chat");
page.setDefaultTimeout(15_000);

/** What is cut on the page as it is now. */
const cut = () =>
  page.evaluate(() => {
    const brush = document.createElement("canvas").getContext("2d");
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility());
    const room = (field) => {
      const { paddingLeft, paddingRight } = getComputedStyle(field);
      return field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    };
    const long = seen(":is(.paid-search, .history, .invite) input[placeholder]").filter((field) => {
      const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(field);
      brush.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
      return brush.measureText(field.placeholder).width > room(field) + 1;
    });
    const days = seen(".workbench :is([type=date], [type=datetime-local])").filter((field) => {
      const has = field.offsetWidth;
      field.style.cssText = "width: max-content; min-width: 0";
      const needs = field.offsetWidth;
      field.style.cssText = "";
      return needs > has;
    });
    const names = seen(".theme-words bdi").filter((name) => {
      const [inner, outer] = [name, name.closest(".theme-face")].map((each) => each.getBoundingClientRect());
      return inner.bottom > outer.bottom || inner.right > outer.right;
    });
    return [...long.map((field) => field.placeholder), ...days.map((field) => field.type), ...names.map((name) => name.textContent)];
  });

for (const language of ["en", "de", "es"]) {
  for (const size of [{ width: 900, height: 600 }, { width: 1280, height: 900 }]) {
    test(`${language}, in a window of ${size.width} by ${size.height}`, async () => {
      await page.setViewportSize(size);
      await application.api("PATCH", "settings", { language });
      await page.waitForFunction((language) => document.documentElement.lang === language, language);
      for (const [section, there] of [
        ["overlays", ".theme-words bdi"],
        ["paid", ".paid-search input"],
        ["history", ".history-filters [type=date]"],
        ["moderators", ".invite [type=datetime-local]"],
      ]) {
        await goTo(page, section);
        if (section === "moderators") await page.locator(".invite select").selectOption("date");
        await page.locator(there).first().waitFor();
        assert.deepEqual(await cut(), [], section);
      }
    });
  }
}
