// F21: the password of OBS is changed while it is connected. The real OBS is behind a line that counts
// who comes: each failed login is a note on the screen of the one who streams.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startApplication } from "../browser/application.js";
import { until } from "../faults/feed.js";
import { startProxy } from "../faults/proxy.js";
import { PASSWORD, prepareObs } from "./obs.js";

const PASSPHRASE = "long enough to seal";
const NEXT = "the next password of OBS";
/** Longer than any pause between two looks for OBS, in seconds. */
const LONGEST_PAUSE = 2;

const obs = await prepareObs({ after });
const line = await startProxy({ after }, obs.url);
const application = await startApplication({ after }, { env: { MULTICHAT_OBS_URL: line.url } });
const { api, call } = application;
await api("POST", "vault/keep", { how: "passphrase", passphrase: PASSPHRASE });

const inState = (state) =>
  until(state, async () => {
    const now = await api("GET", "obs");
    return now.state === state && now;
  });
/** In seconds. */
const uptime = async () => (await api("GET", "health")).uptime;
/** Whether a person is told of the password, wherever they look. */
const warned = async () => (await api("GET", "health")).warnings.some(({ code }) => code === "obs_wrong_password");

test("F21: a password that was changed is asked for once, and OBS is left in peace until it is there", async () => {
  await obs.start();
  assert.equal((await api("POST", "obs/connect", { password: PASSWORD })).state, "connected");
  const before = line.stats.accepted;
  // As the dialog of OBS does it: its server ends, and begins anew with the other password.
  line.refuse(true);
  await obs.stop();
  await inState("not_running");
  await obs.setPassword(NEXT);
  await obs.start();
  line.refuse(false);
  const { detail, has_password } = await inState("wrong_password");
  assert.match(detail, /not the WebSocket password/);
  assert.ok(has_password, "the one of before is not thrown away: it may be OBS that is wrong");
  assert.ok(await warned());
  assert.equal(line.stats.accepted, before + 1, "one login");

  // Neither time nor what else is done is a reason to try it again.
  const then = await uptime();
  await api("PATCH", "settings", { chat_speed: 40 });
  assert.equal((await call("POST", "obs/refresh")).answer.error.code, "obs_wrong_password");
  await until("time has gone by", async () => (await uptime()) > then + LONGEST_PAUSE);
  assert.equal((await api("GET", "obs")).state, "wrong_password");
  assert.equal(line.stats.accepted, before + 1, "still one login");
});

test("F21: with the new one it goes on, over restarts of OBS and of the application too", async () => {
  assert.equal((await api("POST", "obs/connect", { password: NEXT })).state, "connected");
  assert.ok(!(await warned()));
  await obs.stop();
  await inState("not_running");
  await obs.start();
  await inState("connected");

  await application.kill("SIGTERM");
  await application.restart();
  await api("POST", "vault/unlock", { passphrase: PASSPHRASE });
  await inState("connected");
});
