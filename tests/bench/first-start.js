// From the first start to chat on an overlay, as somebody does it who has never seen the application:
// what they press, and how long the application takes for it. A person's own time comes on top.
//
//   cargo build --release -p app -p fake-platforms
//   MULTICHAT_BIN=target/release/multichat-headless FAKE_PLATFORMS_BIN=target/release/fake-platforms \
//     node tests/bench/first-start.js [--pictures FOLDER]
import { mkdir } from "node:fs/promises";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "../browser/application.js";
import { TWITCH, VIDEO, YOUTUBE, addChatItem, areRead, goLive, privmsg } from "../browser/chat.js";
import { shows, startChromium } from "../browser/chromium.js";
import { bench, context, option, table } from "./bench.js";

const PICTURES = option("pictures");
const SIZE = { width: 1100, height: 760 };
const CHANNELS = [
  ["Twitch", `https://www.twitch.tv/${TWITCH}`],
  ["YouTube", `https://www.youtube.com/${YOUTUBE.handle}`],
];

await bench(async () => {
  const fake = await startFakePlatforms(context);
  await goLive(fake);
  const browser = await startChromium(context);
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
  const rows = [["step", "clicks", "keys", "seconds since the start"]];
  const started = performance.now();
  const application = await startApplication(context, { env: fake.env });
  const user = await browser.newContext({ viewport: SIZE, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await user.newPage();

  async function done(step, clicks, keys) {
    rows.push([step, clicks, keys, ((performance.now() - started) / 1000).toFixed(2)]);
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${rows.length - 1}.png` });
  }

  await page.goto(application.dashboardUrl);
  await page.locator(".first-run").waitFor();
  await done("the dashboard is there, with its guide", 0, 0);

  for (const [platform, address] of CHANNELS) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), address);
    await page.locator("#pasted").click();
    await page.keyboard.press("Control+V");
    await page.keyboard.press("Enter");
    await page.locator(".source h3").nth(rows.length - 2).waitFor();
    await done(`the ${platform} channel is pasted and added`, 1, 2);
  }

  await areRead(fake);
  await fake.command("twitch/line", { line: privmsg("hello from Twitch") });
  await fake.command("youtube/action", { video: VIDEO, action: addChatItem("hello from YouTube") });
  for (const platform of ["Twitch", "YouTube"]) {
    await page.locator("li.message", { hasText: `hello from ${platform}` }).waitFor();
  }
  await done("both chats are in the window", 0, 0);

  await page.locator(".first-run").getByRole("button", { name: /copy/i }).click();
  await done("the overlay's address is copied", 1, 0);

  // Our own pages may not read what is copied.
  const overlay = await user.newPage();
  await overlay.goto(application.overlayUrl);
  await shows(overlay, "hello from Twitch");
  await shows(overlay, "hello from YouTube");
  await done("pasted as a browser source: both chats are on the overlay", 0, 1);
  if (PICTURES) await overlay.screenshot({ path: `${PICTURES}/overlay.png` });
  table(rows);
});
