// How long it takes until a change of an option, of custom CSS or of the theme is in the pixels of
// an open overlay.
//
//   cargo build --release -p app
//   MULTICHAT_BIN=target/release/multichat-headless node tests/bench/look.js [--runs 40]
import { startApplication } from "../browser/application.js";
import { openOverlay, startChromium } from "../browser/chromium.js";
import { bench, context, now, option, quantile, table } from "./bench.js";

const RUNS = Number(option("runs", 40));

/** When the newest message was first drawn with this, as the frame after the one that laid it out. */
function drawnWith(page, property, wanted) {
  return page.evaluate(
    ([property, wanted]) =>
      new Promise((resolve) => {
        const look = () => {
          const item = [...document.querySelectorAll("li.message")].at(-1);
          if (getComputedStyle(item)[property] !== wanted) return requestAnimationFrame(look);
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        look();
      }),
    [property, wanted],
  );
}

await bench(async () => {
  const application = await startApplication(context);
  const [{ id }] = await application.api("GET", "overlays");
  const browser = await startChromium(context);
  const { page } = await openOverlay(browser, application.overlayUrl);
  await application.api("POST", "test-message", { kind: "chat", platform: "twitch" });
  await page.waitForSelector("li.message");

  const changes = {
    "an option (size of letters)": (run) => [{ options: { look: { size: 20 + run } } }, "fontSize", `${20 + run}px`],
    "custom CSS": (run) => [{ custom_css: `.message { letter-spacing: ${run}px }` }, "letterSpacing", run ? `${run}px` : "normal"],
  };
  const rows = [["change", "p50 ms", "p95 ms", "most ms"]];
  for (const [name, change] of Object.entries(changes)) {
    const times = [];
    for (let run = 1; run <= RUNS; run += 1) {
      const [patch, property, wanted] = change(run);
      const drawn = drawnWith(page, property, wanted);
      const start = now();
      await application.api("PATCH", `overlays/${id}`, patch);
      times.push((await drawn) - start);
    }
    rows.push([name, ...[0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(1))]);
  }
  table(rows);
});
