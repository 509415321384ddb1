// The application with the real OBS: found, unlocked, overlays put into scenes, and blank sources
// brought to life. Debian's OBS has no browser source, so a stand-in says what one would do.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startApplication } from "../browser/application.js";
import { until } from "../faults/feed.js";
import { PASSWORD, prepareObs, stopwatch } from "./obs.js";

const obs = await prepareObs({ after });
const application = await startApplication({ after }, { env: { MULTICHAT_OBS_URL: obs.url } });
const { api, call } = application;
await api("POST", "vault/keep", { how: "passphrase", passphrase: "long enough to seal" });
const [{ id, url }] = await api("GET", "overlays");

const inState = (state) =>
  until(state, async () => {
    const now = await api("GET", "obs");
    return now.state === state && now;
  });
const holding = async () => {
  const { scenes } = await api("GET", "obs");
  return Object.fromEntries(scenes.map(({ name, overlays }) => [name, overlays]));
};
const refreshes = async () => (await obs.said()).filter(({ what }) => what === "refresh").length;
const shown = async () => (await obs.said()).filter(({ what }) => what === "open").at(-1)?.url;

test("nothing is looked for until the person wants it, and that OBS does not run is no fault", async () => {
  assert.equal((await api("GET", "obs")).state, "off");
  const { state, detail } = await api("POST", "obs/connect");
  assert.equal(state, "not_running");
  assert.match(detail, /Start OBS/);
  assert.deepEqual((await api("GET", "health")).warnings, []);
});

test("OBS is found when it starts; its password is asked for, and a wrong one is said so", async () => {
  await obs.start();
  const listened = stopwatch();
  await inState("password_needed");
  console.log(`OBS was found ${listened().toFixed(1)} s after it listened`);
  const wrong = await api("POST", "obs/connect", { password: "not this one" });
  assert.equal(wrong.state, "wrong_password");
  assert.ok(wrong.has_password);
  const { state, version, scenes } = await api("POST", "obs/connect", { password: PASSWORD });
  assert.equal(state, "connected");
  assert.match(version, /^\d+\.\d+/);
  assert.deepEqual(scenes.map(({ name }) => name), ["Main", "Break"]);
});

test("an overlay is put into the current scene once, however often it is asked for", async () => {
  const begun = performance.now();
  const all = await Promise.all(Array.from({ length: 5 }, () => call("POST", "obs/sources", { overlay: id })));
  console.log(`five calls took ${(performance.now() - begun).toFixed(0)} ms`);
  assert.deepEqual(all.map(({ status }) => status).sort(), [200, 200, 200, 200, 201]);
  assert.ok(all.every(({ answer }) => answer.scene === "Main" && answer.source === "MultiChat: Chat"));
  assert.deepEqual(await holding(), { Main: [id], Break: [] });
  assert.equal(await shown(), url);
});

test("another scene shows the same source, and it is taken out of one at a time", async () => {
  const { added } = await api("POST", "obs/sources", { overlay: id, scene: "Break" });
  assert.ok(added);
  assert.deepEqual(await holding(), { Main: [id], Break: [id] });
  assert.equal((await obs.said()).filter(({ what }) => what === "open").length, 1, "one browser for both");
  await api("DELETE", `obs/sources/${id}?scene=Break`);
  assert.deepEqual(await holding(), { Main: [id], Break: [] });
  assert.equal((await call("DELETE", `obs/sources/${id}?scene=Break`)).status, 404);
  assert.equal((await call("POST", "obs/sources", { overlay: id, scene: "Gone" })).status, 404);
});

test("a new key is written into OBS at once", async () => {
  const { url: rotated } = await api("POST", `overlays/${id}/rotate-key`);
  await until("the new address", async () => (await shown()) === rotated);
});

test("an application that starts after OBS brings the blank source to life", async () => {
  await application.kill("SIGTERM");
  const before = await refreshes();
  const started = stopwatch();
  await application.restart();
  await api("POST", "vault/unlock", { passphrase: "long enough to seal" });
  const opened = stopwatch();
  await until("a refresh", async () => (await refreshes()) > before);
  console.log(`refreshed ${started().toFixed(1)} s after the start, ${opened().toFixed(1)} s after the vault opened`);
  assert.equal(await refreshes(), before + 1);
});

test("another port, and a key that was changed while OBS was away, are put right at the next start", async () => {
  await obs.stop();
  await inState("not_running");
  await api("POST", `overlays/${id}/rotate-key`);
  await application.kill("SIGTERM");
  await application.restart({ port: 0 });
  await api("POST", "vault/unlock", { passphrase: "long enough to seal" });
  const [{ url: now }] = await api("GET", "overlays");
  assert.notEqual(new URL(now).port, new URL(url).port);
  await obs.start();
  await until("the address of now", async () => (await shown()) === now);
  await inState("connected");
  // OBS was not asked to save, so the other scene may have it again.
  assert.deepEqual((await holding()).Main, [id]);
});

test("OBS is found again after it was killed", async () => {
  await obs.stop("SIGKILL");
  await inState("not_running");
  await obs.start();
  const listened = stopwatch();
  await inState("connected");
  const seconds = listened();
  console.log(`connected again ${seconds.toFixed(1)} s after OBS listened`);
  assert.ok(seconds < 5);
});

test("undone, nothing of ours is left in OBS", async () => {
  for (const [scene, overlays] of Object.entries(await holding())) {
    if (overlays.length > 0) await api("DELETE", `obs/sources/${id}?scene=${scene}`);
  }
  assert.deepEqual(await holding(), { Main: [], Break: [] });
  const placed = await api("POST", "obs/sources", { overlay: id, scene: "Main" });
  assert.equal(placed.source, "MultiChat: Chat", "its name is free again");
});

test("an OBS without a browser source says so, and is told nothing to do", async () => {
  const plain = await prepareObs({ after }, { browser: false });
  await plain.start();
  const other = await startApplication({ after }, { env: { MULTICHAT_OBS_URL: plain.url } });
  await other.api("POST", "vault/keep", { how: "this_run" });
  const { state, detail } = await other.api("POST", "obs/connect", { password: PASSWORD });
  assert.equal(state, "no_browser_plugin");
  assert.match(detail, /no browser source/);
  const [{ id }] = await other.api("GET", "overlays");
  const { status, answer } = await other.call("POST", "obs/sources", { overlay: id });
  assert.equal(status, 409);
  assert.equal(answer.error.code, "obs_no_browser_plugin");
});
