// The panel of OBS in the dashboard, by keyboard, with the real OBS; and what a person does without
// it: a source that is dragged, and a file that waits.
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import test, { after } from "node:test";
import { pathToFileURL } from "node:url";
import { WebSocketServer } from "ws";
import { startApplication } from "../browser/application.js";
import { connected, openPage, startChromium } from "../browser/chromium.js";
import { openDashboard } from "../browser/sections.js";
import { PASSWORD, prepareObs } from "./obs.js";
import { ask } from "./socket.js";

const obs = await prepareObs({ after });
const application = await startApplication(
  { after },
  { env: { MULTICHAT_OBS_URL: obs.url, DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" } },
);
const browser = await startChromium({ after });
const { page, said } = await openDashboard(browser, application, "overlays");
page.setDefaultTimeout(60_000);
const panel = page.getByRole("region", { name: "OBS", exact: true });
const button = (name) => panel.getByRole("button", { name, exact: true });
const toast = (text) => page.locator(".toast", { hasText: text });

/** Where pictures of the panel go, if somebody wants to look at it. */
async function picture(name) {
  const folder = process.env.OBS_PICTURES;
  if (!folder) return;
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await panel.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("it is off at first, and says what it would do", async () => {
  await panel.getByText("Not connected").waitFor();
  await picture("off");
  await button("Connect to OBS").press("Enter");
  await panel.getByText("Start OBS.").waitFor();
  await button("Stop looking").waitFor();
  await picture("not-running");
});

test("OBS that starts is found, and its password is taken by keyboard, once it has a place", async () => {
  await obs.start();
  await panel.getByText("Needs OBS' password").waitFor();
  await picture("password");
  const field = panel.getByLabel("WebSocket password of OBS");
  await field.fill("not this one");
  await field.press("Enter");
  await panel.getByRole("alert").filter({ hasText: "no place to be kept" }).waitFor();
  await panel.getByRole("button", { name: "Keep for this run only" }).press("Enter");
  await field.press("Enter");
  await panel.getByText("Wrong password").waitFor();
  await picture("wrong-password");
  await field.fill(PASSWORD);
  await field.press("Enter");
  // What it says depends on whether this OBS is a new one.
  await panel.getByText(/^(Connected to OBS|The browser of OBS) \d/).waitFor();
  assert.ok(!(await page.content()).includes(PASSWORD));
});

test("an overlay is added to the scene on air by one key, and taken out by Undo", async () => {
  assert.equal(await panel.getByRole("combobox", { name: "Scene" }).inputValue(), "Main");
  await panel.getByText("None of them is in a scene yet.").waitFor();
  await picture("connected");
  await button("Add Chat to the scene Main").press("Enter");
  await toast("Chat is in the scene “Main” now.").waitFor();
  await button("Take Chat out of the scene Main").waitFor();
  await panel.getByText("It is in this scene.").waitFor();
  await picture("added");
  await toast("“Main” now").getByRole("button", { name: "Undo" }).press("Enter");
  await panel.getByText("None of them is in a scene yet.").waitFor();
});

test("another scene is chosen, and what is taken out is put back by Undo", async () => {
  await panel.getByRole("combobox", { name: "Scene" }).selectOption("Break");
  await button("Add Chat to the scene Break").click();
  await button("Take Chat out of the scene Break").press("Enter");
  await toast("Chat is out of the scene “Break”.").getByRole("button", { name: "Undo" }).press("Enter");
  await button("Take Chat out of the scene Break").waitFor();
  await button("Reload the sources").press("Enter");
  await toast("1 source is loaded anew.").waitFor();
});

test("Undo puts it back where it stood", async () => {
  const inObs = await ask({ after }, obs);
  const item = async () => (await inObs("GetSceneItemList", { sceneName: "Break" })).sceneItems[0];
  const place = ({ positionX, positionY, scaleX, scaleY }) => [positionX, positionY, scaleX, scaleY];
  const { sceneItemId } = await item();
  const sceneItemTransform = { positionX: 640, positionY: 360, scaleX: 0.5, scaleY: 0.5 };
  await inObs("SetSceneItemTransform", { sceneName: "Break", sceneItemId, sceneItemTransform });
  await button("Take Chat out of the scene Break").press("Enter");
  const out = toast("Chat is out of the scene “Break”.");
  await out.getByRole("button", { name: "Undo" }).last().press("Enter");
  await button("Take Chat out of the scene Break").waitFor();
  assert.deepEqual(place((await item()).sceneItemTransform), [640, 360, 0.5, 0.5]);
});

test("what is hidden is said so and shown by a key; what is within another scene has nothing to press", async () => {
  const inObs = await ask({ after }, obs);
  const [{ sceneItemId }] = (await inObs("GetSceneItemList", { sceneName: "Break" })).sceneItems;
  await inObs("SetSceneItemEnabled", { sceneName: "Break", sceneItemId, sceneItemEnabled: false });
  await panel.getByText("It is there, but hidden.").waitFor();
  await panel.getByText("Break (hidden)").waitFor();
  await picture("hidden");
  await button("Show Chat in the scene Break").press("Enter");
  await toast("Chat can be seen in the scene “Break” now.").waitFor();
  await panel.getByText("It is in this scene.").waitFor();

  const inMain = await inObs("CreateSceneItem", { sceneName: "Main", sourceName: "Break" });
  const row = panel.getByRole("listitem").filter({ hasText: "Main, within Break" });
  await row.waitFor();
  assert.equal(await row.getByRole("button").count(), 0);
  assert.equal(await button("Take Chat out of the scene Break").count(), 1);
  await panel.getByRole("combobox", { name: "Scene" }).selectOption("Main");
  await panel.getByText("It is in this scene, within “Break”.").waitFor();
  await picture("within");
  await inObs("RemoveSceneItem", { sceneName: "Main", ...inMain });
  await row.waitFor({ state: "detached" });
});

test("a loader file with an old address is named, and saved again from there", async () => {
  const inObs = await ask({ after }, obs);
  const [{ id }] = await application.api("GET", "overlays");
  const { html } = await application.api("GET", `overlays/${id}/loader`);
  const file = join(application.dataDir, "Old.html");
  await writeFile(file, html.replaceAll(`:${application.port}`, ":9"));
  await inObs("CreateInput", {
    sceneName: "Main",
    inputName: "Old loader",
    inputKind: "browser_source",
    inputSettings: { is_local_file: true, local_file: file },
  });
  const row = panel.getByRole("listitem").filter({ hasText: "Old loader" });
  await row.waitFor();
  await picture("old-loader");
  const again = row.getByRole("button", { name: "Save the loader file of Chat again" });
  const [download] = await Promise.all([page.waitForEvent("download"), again.press("Enter")]);
  await download.saveAs(file);
  await button("Reload the sources").press("Enter");
  await row.waitFor({ state: "detached" });
  await inObs("RemoveInput", { inputName: "Old loader" });
});

test("what OBS' own user does is seen at once, and that OBS has ended too", async () => {
  await obs.stop();
  await panel.getByText("Looking for OBS…").waitFor();
  await button("Stop looking").press("Enter");
  await panel.getByText("Not connected").waitFor();
});

test("a source is dragged with its name and size, and its address is not on screen", async () => {
  await panel.getByText("Without connecting").click();
  await picture("by-hand");
  const dropped = await panel.locator(".drag-tile").evaluate((tile) => {
    const dataTransfer = new DataTransfer();
    tile.dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer }));
    return dataTransfer.getData("text/uri-list");
  });
  const { searchParams, pathname } = new URL(dropped);
  assert.equal(pathname, new URL(application.overlayUrl).pathname);
  assert.deepEqual([...searchParams], [
    ["layer-name", "MultiChat: Chat"],
    ["layer-width", "400"],
    ["layer-height", "700"],
  ]);
  assert.ok(!(await panel.innerHTML()).includes(pathname));
});

test("a loader waits for the application, and becomes the overlay when it runs", async () => {
  const [download] = await Promise.all([page.waitForEvent("download"), button("Save a loader file").press("Enter")]);
  assert.equal(download.suggestedFilename(), "Chat.html");
  // What was downloaded goes with the page's context.
  const file = join(application.dataDir, "Chat.html");
  await download.saveAs(file);
  assert.ok((await readFile(file, "utf8")).includes("/alive/"));
  await page.close();
  await application.kill("SIGTERM");
  const { page: source, said } = await openPage(browser, pathToFileURL(file).href);
  await source.waitForRequest(/\/alive\//);
  assert.ok(source.url().startsWith("file:"));
  // Whoever has the port meanwhile says yes to everything.
  const asked = [];
  const stranger = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(200, { "access-control-allow-origin": "*" }).end("ok");
  });
  stranger.listen(application.port, "127.0.0.1");
  await once(stranger, "listening");
  for (let times = 0; times < 2; times += 1) await source.waitForResponse(/\/alive\//);
  assert.ok(source.url().startsWith("file:"), "it is not taken for ours");
  assert.deepEqual(asked.filter((path) => !path.startsWith("/alive/")), [], "it does not get the key");
  stranger.closeAllConnections();
  stranger.close();
  await once(stranger, "close");
  await application.restart();
  await source.waitForURL(application.overlayUrl);
  await connected(source);
  assert.deepEqual(
    said.filter((line) => !line.includes("ERR_CONNECTION_REFUSED")),
    [],
  );
});

test("an OBS that is too old, and another program, are told apart", async () => {
  for (const [say, state] of [
    [(socket) => socket.close(4010, "unsupported"), "too_old"],
    [(socket) => socket.send("{}"), "not_running"],
  ]) {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    await once(server, "listening");
    server.on("connection", say);
    const url = `ws://127.0.0.1:${server.address().port}`;
    const other = await startApplication({ after }, { env: { MULTICHAT_OBS_URL: url } });
    assert.equal((await other.api("POST", "obs/connect")).state, state);
    server.close();
  }
});

test("nothing went wrong on the page", () => {
  assert.deepEqual(said.filter((line) => !/\b409\b/.test(line)), []);
});
