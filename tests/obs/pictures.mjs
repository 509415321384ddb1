// Makes the pictures of the guide to OBS: windows of the real OBS, and our panel beside them.
//
//   cargo build -p app -p fake-platforms
//   node tests/obs/pictures.mjs
import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { context, end } from "../bench/bench.js";
import { startApplication } from "../browser/application.js";
import { startChromium } from "../browser/chromium.js";
import { openDashboard } from "../browser/sections.js";
import { prepareObs } from "./obs.js";

const IMAGES = fileURLToPath(new URL("../../docs/images", import.meta.url));
/** OBS' own, which a streamer sees there. */
const PORT = 4455;
/** What OBS takes to draw a window or a menu. Nothing tells when it has. */
const DRAWN_MS = 1_500;

const obs = await prepareObs(context, { port: PORT });
const x = (program, ...options) =>
  execFileSync(program, options, { env: { ...process.env, DISPLAY: obs.display }, encoding: "utf8" });
const windowNamed = (name) => x("xdotool", "search", "--sync", "--onlyvisible", "--name", name).trim().split("\n").at(-1);
const key = async (...keys) => {
  x("xdotool", "key", ...keys);
  await pause(DRAWN_MS);
};
/** @param {string} part as ImageMagick says it: width x height + left + top */
const picture = (name, part) => x("import", "-window", "root", "-crop", part, "+repage", `${IMAGES}/${name}.png`);

await obs.start();
const main = windowNamed("^OBS ");
await pause(DRAWN_MS);
const focus = () => x("xdotool", "windowfocus", "--sync", main);

// The last entry of the menu.
focus();
await key("alt+t");
await key("Up");
picture("obs-tools", "620x210+0+0");
await key("Return");
picture("obs-websocket", "675x360+0+0");
x("xdotool", "windowclose", windowNamed("WebSocket Server Settings"));
await pause(DRAWN_MS);

// The button below the sources.
focus();
x("xdotool", "mousemove", "236", "685", "click", "1");
await pause(DRAWN_MS);
// Browser is the third.
await key("Down");
await key("Down");
await key("Down");
picture("obs-add-browser", "530x460+0+260");

const application = await startApplication(context, { env: { MULTICHAT_OBS_URL: obs.url } });
const { page } = await openDashboard(await startChromium(context), application, "overlays");
const panel = page.getByRole("region", { name: "OBS", exact: true });
await panel.getByText("Not connected").waitFor();
await panel.screenshot({ path: `${IMAGES}/obs-panel.png` });
await panel.getByText("Without connecting").click();
await panel.screenshot({ path: `${IMAGES}/obs-without-connecting.png` });
await end();
