// Starts the real application without a window, and talks to its API.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BINARY =
  process.env.MULTICHAT_BIN ??
  fileURLToPath(new URL("../../target/debug/multichat-headless", import.meta.url));

/** Where nobody listens: no test asks the services that add emotes unless it names a stand-in. */
const NOBODY = Object.fromEntries([
  ...["SEVENTV_API", "BTTV_API", "FFZ_API", "PRONOUNS_API", "IMAGE_PROXY"].map((name) => [
    `MULTICHAT_${name}_URL`,
    "http://127.0.0.1:9",
  ]),
  ...["SEVENTV_EVENTS", "BTTV_EVENTS"].map((name) => [`MULTICHAT_${name}_URL`, "ws://127.0.0.1:9"]),
]);

/**
 * Starts it, with new data that are thrown away at the end. `t` has the `after` whose end stops it:
 * a test, or node:test itself for a whole file.
 *
 * @param {{after: (end: () => unknown) => void}} t
 * @param {{env?: Record<string, string>, args?: string[]}} options
 */
export async function startApplication(t, { env = {}, args = [] } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), "multichat-"));
  const application = {
    command: BINARY,
    dataDir,
    /** Starts it again on the same data, and on the same port if no other is named. */
    restart: ({ port = application.port } = {}) => run(port),
    call,
    api,
  };
  t.after(async () => {
    await application.kill("SIGTERM");
    await rm(dataDir, { recursive: true, force: true });
  });

  async function run(port) {
    const command = ["--data-dir", dataDir, "--port", String(port), ...args];
    const child = spawn(BINARY, command, {
      stdio: ["ignore", "pipe", "inherit"],
      // Not in the language of this machine.
      env: { ...process.env, LANGUAGE: "en", ...NOBODY, ...env },
    });
    const exited = once(child, "exit");
    application.kill = async (signal = "SIGKILL") => {
      child.kill(signal);
      await exited;
    };
    await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      exited.then(([code]) => {
        throw new Error(`${BINARY} ended with ${code} before it was ready`);
      }),
    ]);
    const runtime = JSON.parse(await readFile(join(dataDir, "runtime.json"), "utf8"));
    application.pid = runtime.pid;
    application.port = runtime.port;
    application.baseUrl = runtime.base_url;
    application.overlayUrl = runtime.overlay_url;
    application.dashboardUrl = runtime.dashboard_url;
    application.token = runtime.api_token;
  }

  /** Calls the API as its owner, and gives the status and the answer. */
  async function call(method, path, body) {
    const response = await fetch(`${application.baseUrl}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${application.token}`,
        "content-type": "application/json",
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, answer: text && JSON.parse(text) };
  }

  /** The same, for calls that must succeed. */
  async function api(method, path, body) {
    const { status, answer } = await call(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }

  await run(0);
  return application;
}
