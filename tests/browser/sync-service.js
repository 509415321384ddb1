// The real sync service, beside an application.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const BINARY =
  process.env.MULTICHAT_SYNC_BIN ??
  fileURLToPath(new URL("../../target/debug/multichat-sync", import.meta.url));

/**
 * Starts it, with new data that are thrown away at the end.
 *
 * @param {{after: (end: () => unknown) => void}} t
 */
export async function startSyncService(t) {
  const folder = await mkdtemp(join(tmpdir(), "multichat-sync-"));
  const service = { origin: "", pid: 0, start, kill: async () => {}, link, revoke };
  t.after(async () => {
    await service.kill("SIGTERM");
    await rm(folder, { recursive: true, force: true });
  });
  let port = 0;

  /** Starts it, where it was before. */
  async function start() {
    const command = ["--data-dir", folder, "--listen", `127.0.0.1:${port}`];
    const child = spawn(BINARY, command, { stdio: ["ignore", "pipe", "ignore"] });
    service.pid = child.pid;
    const exited = once(child, "exit");
    service.kill = async (signal = "SIGKILL") => {
      child.kill(signal);
      await exited;
    };
    const ended = exited.then(([code]) => {
      throw new Error(`${BINARY} ended with ${code} before it was ready`);
    });
    const [ready] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
    service.origin = ready.replace("listening on ", "");
    port = Number(new URL(service.origin).port);
  }

  const run = async (...args) => (await promisify(execFile)(BINARY, ["--data-dir", folder, ...args])).stdout.trim();

  /** Lets somebody in, and gives the link that connects them. */
  function link(name) {
    return run("allow", name, service.origin);
  }

  function revoke(name) {
    return run("revoke", name);
  }

  await start();
  return service;
}
