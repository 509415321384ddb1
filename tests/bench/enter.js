// From the Enter key in the dashboard's composer to the message in its chat, on each platform. The
// stand-ins answer at once: what is measured is ours.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless \
//   FAKE_PLATFORMS_BIN=target/release/fake-platforms node tests/bench/enter.js [--count 100] [--engine debian]
//
// In the chat is when the page's main thread is done with the frame that has the message.
import { startApplication } from "../browser/application.js";
import { TWITCH, readBoth } from "../browser/chat.js";
import { openDashboard } from "../browser/sections.js";
import { until } from "../faults/feed.js";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { bench, context, option, quantile, table } from "./bench.js";
import { NAMES, start } from "./engine.js";

const COUNT = Number(option("count", 100));
/** Milliseconds from one message to the next: no more than the application sends to YouTube, twenty in
 * half a minute. */
const APART = 1_600;

/** Signs in to both platforms, to write. */
async function signIn(application, fake) {
  await fake.command("identity/set_interval", { seconds: 1 });
  await application.api("POST", "vault/keep", { how: "this_run" });
  const twitch = await application.api("POST", "accounts/twitch/connect", { rights: ["send"] });
  await fake.command("identity/confirm", { user_code: twitch.code, login: TWITCH });
  const youtube = await application.api("POST", "accounts/youtube/connect", { rights: ["send"] });
  await fetch(youtube.verification_url);
  await until("both are signed in", async () => {
    const accounts = await application.api("GET", "accounts");
    return accounts.every(({ state, can }) => state === "connected" && can.includes("send"));
  });
}

/** Runs in the page: notes when Enter is pressed, and when a message of ours is first drawn. */
function watch() {
  window.entered = [];
  window.drawn = { twitch: [], youtube: [] };
  addEventListener("keydown", ({ key }) => key === "Enter" && window.entered.push(performance.now()), true);
  const known = new Set();
  new MutationObserver(() => {
    for (const item of document.querySelectorAll("li.message")) {
      if (known.has(item.dataset.id) || !item.textContent.includes("entered here")) continue;
      known.add(item.dataset.id);
      const platform = item.querySelector("[data-platform]").dataset.platform;
      requestAnimationFrame(() => setTimeout(() => window.drawn[platform].push(performance.now())));
    }
  }).observe(document.body, { childList: true, subtree: true });
}

async function measure(browser) {
  const fake = await startFakePlatforms(context);
  const application = await startApplication(context, {
    env: { ...fake.env, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent", MULTICHAT_BROWSER: "true" },
  });
  await readBoth(application, fake);
  await signIn(application, fake);
  const { page } = await openDashboard(browser, application, "chat");
  const field = page.getByRole("textbox", { name: "Message", exact: true });
  await field.waitFor();
  await page.evaluate(watch);
  for (let number = 0; number < COUNT; number += 1) {
    const next = new Promise((resolve) => setTimeout(resolve, APART));
    await field.fill(`entered here as number ${number}`);
    await field.press("Enter");
    await page.waitForFunction(
      (count) => Object.values(window.drawn).every(({ length }) => length === count),
      number + 1,
    );
    await next;
  }
  const { entered, drawn } = await page.evaluate(() => ({ entered: window.entered, drawn: window.drawn }));
  await application.kill("SIGTERM");
  return Object.entries(drawn).map(([platform, times]) => {
    const took = times.map((time, at) => time - entered[at]);
    return [platform, took.length, ...[0.5, 0.99, 1].map((share) => quantile(took, share).toFixed(1))];
  });
}

await bench(async () => {
  for (const name of NAMES) {
    const { browser, what } = await start(context, name);
    console.log(`\n${what}\n`);
    const rows = await measure(browser);
    await browser.close();
    table([["", "messages", "p50 ms", "p99 ms", "most ms"], ...rows]);
  }
});
