// The dashboard's sections, and the way to each.
import { openPage } from "./chromium.js";

/** Every section, in the order of the side bar. */
export const SECTIONS = ["chat", "overlays", "paid", "history", "moderators", "accounts", "settings", "health", "about"];

/** Opens the dashboard at one of its sections, as a link to it does. */
export function openDashboard(browser, application, section, viewport = { width: 1280, height: 900 }) {
  return openPage(browser, `${application.dashboardUrl}#${section}`, viewport);
}

/** Goes to a section by the side bar. */
export async function goTo(page, section) {
  await page.locator(`.section-nav a[href="#${section}"]`).click();
  await page.locator(`.workbench[data-section=${section}]`).waitFor();
}
