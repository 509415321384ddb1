// Where overlays are in the scenes of the real OBS: in a scene itself, within a group or another
// scene, hidden; taken out and put back as they were; and loader files whose address is old.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { after } from "node:test";
import { startApplication } from "../browser/application.js";
import { until } from "../faults/feed.js";
import { PASSWORD, prepareObs } from "./obs.js";
import { ask } from "./socket.js";

const PASSPHRASE = "long enough to seal";
const obs = await prepareObs({ after });
const application = await startApplication({ after }, { env: { MULTICHAT_OBS_URL: obs.url } });
const { api, call } = application;
await api("POST", "vault/keep", { how: "passphrase", passphrase: PASSPHRASE });
const [{ id: grouped, url }] = await api("GET", "overlays");
const { id } = await api("POST", "overlays", { name: "More" });
await obs.group("Group", "Grouped", url);
await obs.start();
await api("POST", "obs/connect", { password: PASSWORD });
const inObs = await ask({ after }, obs);

const sceneNow = async (name) => (await api("GET", "obs")).scenes.find((scene) => scene.name === name);
/** Waits until a scene is told of like this. */
const told = (name, wanted) =>
  until(`${name}: ${JSON.stringify(wanted)}`, async () => {
    const { name: _, ...rest } = await sceneNow(name);
    return JSON.stringify(rest) === JSON.stringify(wanted);
  });
const itemsOf = async (sceneName) => (await inObs("GetSceneItemList", { sceneName })).sceneItems;
const itemOf = async (sceneName, source) =>
  (await itemsOf(sceneName)).find(({ sourceName }) => sourceName === source);
const warned = async () => (await api("GET", "health")).warnings.filter(({ code }) => code === "obs_old_loader");

test("what is in a group is said to be within it, and is not taken out of the scene", async () => {
  await told("Main", { overlays: [grouped], within: { [grouped]: "Group" } });
  const { status, answer } = await call("DELETE", `obs/sources/${grouped}?scene=Main`);
  assert.equal(status, 409);
  assert.equal(answer.error.code, "obs_within");
  assert.match(answer.error.message, /within Group/);
  assert.equal((await call("DELETE", `obs/sources/${grouped}?scene=Break`)).status, 404);
});

test("a group whose eye is off hides what is in it, which is told, and left to the person", async () => {
  const { sceneItemId } = await itemOf("Main", "Group");
  const eye = (sceneItemEnabled) => inObs("SetSceneItemEnabled", { sceneName: "Main", sceneItemId, sceneItemEnabled });
  await eye(false);
  await told("Main", { overlays: [grouped], within: { [grouped]: "Group" }, hidden: [grouped] });
  const placed = await api("POST", "obs/sources", { overlay: grouped, scene: "Main" });
  assert.deepEqual(placed, { scene: "Main", source: "Grouped", added: false, hidden: true });
  assert.equal((await itemOf("Main", "Group")).sceneItemEnabled, false);
  await eye(true);
  await told("Main", { overlays: [grouped], within: { [grouped]: "Group" } });
});

test("what is in a scene within another one is taken out where it is", async () => {
  await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  const { sceneItemId } = await inObs("CreateSceneItem", { sceneName: "Main", sourceName: "Break" });
  await until("it is within Break", async () => (await sceneNow("Main")).within?.[id] === "Break");
  assert.equal((await call("DELETE", `obs/sources/${id}?scene=Main`)).answer.error.code, "obs_within");
  await api("DELETE", `obs/sources/${id}?scene=Break`);
  assert.ok(!(await sceneNow("Main")).overlays.includes(id));
  await inObs("RemoveSceneItem", { sceneName: "Main", sceneItemId });
});

test("an overlay that is there and hidden is told, and shown when it is asked for", async () => {
  await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  const { sceneItemId } = await itemOf("Break", "MultiChat: More");
  await inObs("SetSceneItemEnabled", { sceneName: "Break", sceneItemId, sceneItemEnabled: false });
  await told("Break", { overlays: [id], hidden: [id] });
  const placed = await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  assert.deepEqual(placed, { scene: "Break", source: "MultiChat: More", added: false, shown: true });
  await told("Break", { overlays: [id] });
  assert.equal((await itemOf("Break", "MultiChat: More")).sceneItemEnabled, true);
  assert.equal((await itemsOf("Break")).length, 1);
});

/** All that is known of a scene and of our source in it, but for the ids of items. */
async function everything(source) {
  const items = (await itemsOf("Break")).map(({ sceneItemId: _, ...rest }) => rest);
  const { inputSettings } = await inObs("GetInputSettings", { inputName: source });
  return { items, inputSettings, ...(await inObs("GetSourceFilterList", { sourceName: source })) };
}

test("undone, an overlay is back as it was: place, size, crop, order, lock, filters", async () => {
  const source = "MultiChat: More";
  for (const [name, color] of [["Above", 0xff00ff00], ["Higher", 0xffff0000]]) {
    await inObs("CreateInput", {
      sceneName: "Break",
      inputName: name,
      inputKind: "color_source_v3",
      inputSettings: { color, width: 100, height: 100 },
    });
  }
  for (const [filterName, filterKind, filterSettings] of [
    ["Key", "color_key_filter_v2", { similarity: 123 }],
    ["Soft", "color_filter_v2", { opacity: 0.5 }],
  ]) {
    await inObs("CreateSourceFilter", { sourceName: source, filterName, filterKind, filterSettings });
  }
  await inObs("SetSourceFilterEnabled", { sourceName: source, filterName: "Key", filterEnabled: false });
  await inObs("SetInputSettings", { inputName: source, inputSettings: { css: "body { zoom: 1.5 }", fps: 20 } });
  const item = { sceneName: "Break", sceneItemId: (await itemOf("Break", source)).sceneItemId };
  const sceneItemTransform = {
    positionX: 321.5,
    positionY: -12,
    rotation: 30,
    scaleX: 1.25,
    scaleY: 0.75,
    cropLeft: 7,
    cropBottom: 9,
  };
  await inObs("SetSceneItemTransform", { ...item, sceneItemTransform });
  await inObs("SetSceneItemBlendMode", { ...item, sceneItemBlendMode: "OBS_BLEND_ADDITIVE" });
  await inObs("SetSceneItemLocked", { ...item, sceneItemLocked: true });
  await inObs("SetSceneItemIndex", { ...item, sceneItemIndex: 1 });

  const before = await everything(source);
  assert.deepEqual(before.items.map(({ sourceName }) => sourceName), ["Above", source, "Higher"]);
  await api("DELETE", `obs/sources/${id}?scene=Break`);
  const { inputs } = await inObs("GetInputList");
  assert.ok(!inputs.some(({ inputName }) => inputName === source), "its source is gone with its last item");
  const placed = await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  assert.deepEqual(placed, { scene: "Break", source, added: true });
  assert.deepEqual(await everything(source), before);

  // And where another scene has the source still, that one is shown.
  await api("POST", "obs/sources", { overlay: id, scene: "Main" });
  await api("DELETE", `obs/sources/${id}?scene=Break`);
  await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  assert.deepEqual(await everything(source), before);
  await api("DELETE", `obs/sources/${id}?scene=Main`);
});

test("what was hidden when it was taken out comes back hidden, with bounds as they were", async () => {
  const source = "MultiChat: More";
  const item = { sceneName: "Break", sceneItemId: (await itemOf("Break", source)).sceneItemId };
  const sceneItemTransform = { boundsType: "OBS_BOUNDS_SCALE_INNER", boundsWidth: 300, boundsHeight: 200 };
  await inObs("SetSceneItemTransform", { ...item, sceneItemTransform });
  await inObs("SetSceneItemEnabled", { ...item, sceneItemEnabled: false });
  const before = await everything(source);
  await api("DELETE", `obs/sources/${id}?scene=Break`);
  const placed = await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  assert.deepEqual(placed, { scene: "Break", source, added: true, hidden: true });
  assert.deepEqual(await everything(source), before);
});

test("a key that was changed meanwhile is in the source that comes back", async () => {
  await api("DELETE", `obs/sources/${id}?scene=Break`);
  const { url: now } = await api("POST", `overlays/${id}/rotate-key`);
  const { source } = await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  const { inputSettings } = await inObs("GetInputSettings", { inputName: source });
  assert.equal(inputSettings.url, now);
  const opened = (await obs.said()).filter(({ what }) => what === "open").at(-1);
  assert.equal(opened.url, now, "the old address was never opened");
});

test("an overlay whose look was changed meanwhile goes where that one says", async () => {
  await api("DELETE", `obs/sources/${id}?scene=Break`);
  await api("PATCH", `overlays/${id}`, { options: { look: { width: 500, align: "right" } } });
  await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  const { sceneItemTransform } = await itemOf("Break", "MultiChat: More");
  assert.deepEqual([sceneItemTransform.positionX, sceneItemTransform.scaleX], [1920 - 540 - 20, 1]);
  await api("DELETE", `obs/sources/${id}?scene=Break`);
});

test("a loader whose server or key is old is told with its source, until it is saved again", async () => {
  const file = join(application.dataDir, "More.html");
  const save = async () => writeFile(file, (await api("GET", `overlays/${id}/loader`)).html);
  const old = () => api("GET", "obs").then(({ old_loaders }) => old_loaders);
  await save();
  await inObs("CreateInput", {
    sceneName: "Break",
    inputName: "Loader",
    inputKind: "browser_source",
    inputSettings: { is_local_file: true, local_file: file },
  });
  await until("it is in its scene", async () => (await sceneNow("Break")).overlays.includes(id));
  assert.equal(await old(), undefined);

  await application.kill("SIGTERM");
  await application.restart({ port: 0 });
  await api("POST", "vault/unlock", { passphrase: PASSPHRASE });
  await until("the port is old", async () => (await old())?.Loader === id);
  const [{ message, hint }] = await until("a warning", async () => {
    const warnings = await warned();
    return warnings.length > 0 && warnings;
  });
  assert.match(message, /Loader/);
  assert.match(hint, /save it again/);

  await save();
  assert.ok((await api("POST", "obs/refresh")).sources > 0);
  assert.equal(await old(), undefined);
  assert.deepEqual(await warned(), []);

  await api("POST", `overlays/${id}/rotate-key`);
  await until("the key is old", async () => (await old())?.Loader === id);
  assert.ok((await sceneNow("Break")).overlays.includes(id), "it is there, and not put there again");
  await save();
  await api("POST", "obs/refresh");
  assert.equal(await old(), undefined);
});
