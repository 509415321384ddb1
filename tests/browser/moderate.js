// The moderators' page as a test works it.

export const PHONE = { width: 360, height: 640 };

/** The message with this text in a page's chat: the moderators', the dashboard's or an overlay's. */
export const row = (page, text) => page.locator(".messages li.message", { hasText: text });

/** Opens what there is to do about a message. */
export const tap = (page, text) => row(page, text).locator(".moderate-open").click();

/** What is open there. */
export const sheet = (page) => page.getByRole("dialog");

/** One of the page's views. */
export const tab = (page, name) => page.getByRole("tab", { name });
