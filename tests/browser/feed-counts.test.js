// What an overlay's rules and speed have kept away is asked for while somebody sees it, and then alone.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startApplication } from "./application.js";
import { startChromium } from "./chromium.js";

const application = await startApplication({ after });
const browser = await startChromium({ after });
/** Long enough for several questions. */
const WHILE = 10_000;

test("nobody asks while the group is closed or the window hidden", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.clock.install();
  await page.addInitScript(() => {
    const { fetch } = window;
    window.asked = 0;
    window.fetch = (request, ...rest) => {
      if (/\/api\/overlays\/[\w-]+\/feed$/.test(String(request?.url ?? request))) window.asked += 1;
      return fetch(request, ...rest);
    };
    // A window of a test is never hidden by itself.
    let isSeen = true;
    Object.defineProperty(document, "visibilityState", { get: () => (isSeen ? "visible" : "hidden") });
    window.show = (shown) => {
      isSeen = shown;
      document.dispatchEvent(new Event("visibilitychange"));
    };
  });
  await page.goto(`${application.dashboardUrl}#overlays`);
  const group = page.locator("details.editor-group", { hasText: "Chat speed" });
  await group.waitFor();
  // It goes on by our word alone.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  const counts = group.locator("p.field-row.wide.quiet");
  const asked = () => page.evaluate(() => window.asked);
  /** How often it is asked for meanwhile. */
  async function meanwhile() {
    const before = await asked();
    await page.clock.runFor(WHILE);
    return (await asked()) - before;
  }

  assert.equal(await meanwhile(), 0, "it is closed at first");
  await group.locator("summary").click();
  await counts.getByText(/\d/).waitFor();
  assert.equal(await asked(), 1, "at once when it is opened");
  assert.ok((await meanwhile()) >= 4, "and again while it is open");

  await page.evaluate(() => window.show(false));
  assert.equal(await meanwhile(), 0, "the window is hidden");
  const hidden = await asked();
  await page.evaluate(() => window.show(true));
  assert.equal(await asked(), hidden + 1, "at once when it is seen again");
  assert.ok((await meanwhile()) >= 4);

  await group.locator("summary").click();
  await page.waitForFunction(() => !document.querySelector("p.field-row.wide.quiet").checkVisibility());
  assert.equal(await meanwhile(), 0, "it is closed again");
});
