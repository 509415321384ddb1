// Two dashboards at once: what is done in one is seen in the other, and neither takes back the other's.
import test, { after } from "node:test";
import { startApplication } from "./application.js";
import { startChromium } from "./chromium.js";
import { goTo, openDashboard } from "./sections.js";

const application = await startApplication({ after });
const browser = await startChromium({ after });
const { page: one } = await openDashboard(browser, application, "overlays");
const { page: other } = await openDashboard(browser, application, "overlays");
const [{ id }] = await application.api("GET", "overlays");
const nameIn = (page) => page.locator(".panel.overlay").getByLabel("Name", { exact: true });

test("an overlay that is renamed, made or deleted in the one is so in the other", async () => {
  const listed = (name) => other.getByRole("radio", { name, exact: true });
  await nameIn(one).fill("Just chatting");
  await nameIn(one).press("Tab");
  await listed("Just chatting").waitFor({ state: "attached" });
  const made = await application.api("POST", "overlays", { name: "Second scene" });
  await listed("Second scene").waitFor({ state: "attached" });
  await application.api("DELETE", `overlays/${made.id}`);
  await listed("Second scene").waitFor({ state: "detached" });
});

test("a new address is the one that the other copies", async () => {
  const { url } = await application.api("POST", `overlays/${id}/rotate-key`);
  await other.waitForFunction((url) => [...document.querySelectorAll("iframe")].some(({ src }) => src.startsWith(url)), url);
});

test("a number that is typed in the one stays there, whatever is set in the other", async () => {
  for (const page of [one, other]) {
    await goTo(page, "paid");
    await page.locator(".highlights-more summary").click();
  }
  const seconds = (page) => page.getByLabel("A message stays for");
  await seconds(one).fill("20");
  await other.getByLabel("Questions").click();
  await one.waitForFunction(() => document.querySelector(".tick-grid input:checked"));
  await seconds(one).press("Tab");
  await other.waitForFunction((id) => document.getElementById(id).value === "20", await seconds(other).getAttribute("id"));
});
