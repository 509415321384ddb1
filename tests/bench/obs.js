// How long the person waits for OBS: from its start until an overlay is in a scene, and from the start of
// an application that comes after OBS until the source that stayed empty is loaded anew. With the real OBS
// on a display of its own; a script in it stands in for the browser source and says when it is told to load.
//
//   cargo build --release -p app
//   MULTICHAT_BIN=target/release/multichat-headless node tests/bench/obs.js [--rounds 5]
import { startApplication } from "../browser/application.js";
import { until } from "../faults/feed.js";
import { PASSWORD, prepareObs, stopwatch } from "../obs/obs.js";
import { bench, context, option, quantile, table } from "./bench.js";

const ROUNDS = Number(option("rounds", 5));
const PASSPHRASE = "long enough to seal";

await bench(async () => {
  const obs = await prepareObs(context);
  const application = await startApplication(context, { env: { MULTICHAT_OBS_URL: obs.url } });
  const { api } = application;
  await api("POST", "vault/keep", { how: "passphrase", passphrase: PASSPHRASE });
  const [{ id }] = await api("GET", "overlays");
  const refreshes = async () => (await obs.said()).filter(({ what }) => what === "refresh").length;

  // Once by hand, so that the password is kept.
  await obs.start();
  await api("POST", "obs/connect", { password: PASSWORD });

  const [listens, connected, added, refreshed] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await obs.stop();
    await until("OBS is away", async () => (await api("GET", "obs")).state === "not_running");

    let since = stopwatch();
    await obs.start();
    listens.push(since());
    await until("a connection", async () => (await api("GET", "obs")).state === "connected");
    connected.push(since());
    const placed = await api("POST", "obs/sources", { overlay: id, scene: "Main" });
    if (!placed.added) throw new Error("it was there already");
    added.push(since());

    await application.kill("SIGTERM");
    const before = await refreshes();
    since = stopwatch();
    await application.restart();
    // A keychain opens by itself; this machine may have none.
    await api("POST", "vault/unlock", { passphrase: PASSPHRASE });
    await until("a refresh", async () => (await refreshes()) > before);
    refreshed.push(since());
    await api("DELETE", `obs/sources/${id}?scene=Main`);
  }

  const row = (what, seconds) => [what, ...[0.5, 1].map((share) => quantile(seconds, share).toFixed(1))];
  table([
    [`${ROUNDS} rounds`, "median, s", "longest, s"],
    row("OBS' start, until its WebSocket server listens", listens),
    row("OBS' start, until the application is connected", connected),
    row("OBS' start, until the source is added", added),
    row("the application's start after OBS, until the empty source is loaded anew", refreshed),
  ]);
});
