// Chromium without Playwright, which keeps every page seen: here a page can be hidden by another, and
// frozen, as OBS hides a source's page and a browser puts one to sleep.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import WebSocket from "ws";
import { engine } from "./engines.js";

/** Chromium itself can take that long to start on a machine that is busy. */
const PATIENCE_MS = 60_000;

/** Starts Debian's Chromium with a new profile, and gives what opens a page in it. */
export async function startWindows(t) {
  const { executable, flags } = await engine("debian");
  const profile = await mkdtemp(join(tmpdir(), "multichat-chromium-"));
  const child = spawn(
    executable,
    ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", `--user-data-dir=${profile}`, ...flags],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const exited = once(child, "exit");
  let socket;
  t.after(async () => {
    socket?.terminate();
    child.kill("SIGKILL");
    await exited;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: child.stderr }).on("line", (line) => {
      const found = /listening on (ws:\S+)/.exec(line);
      if (found) resolve(found[1]);
    });
    exited.then(([code]) => reject(new Error(`${executable} ended with ${code} before it listened`)));
  });
  socket = new WebSocket(address);
  await once(socket, "open");
  const send = speaker(socket);
  return { open: (url) => openWindow(send, url) };
}

/** Sends commands of the DevTools protocol, and waits for what they give. */
function speaker(socket) {
  const waiting = new Map();
  socket.on("message", (data) => {
    const { id, error, result } = JSON.parse(data);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`${asked.method}: ${error.message}`));
    else asked?.resolve(result);
  });
  let asked = 0;
  return (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { method, resolve, reject });
      socket.send(JSON.stringify({ id: asked, method, params, sessionId }));
    });
}

async function openWindow(send, url) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const ask = (method, params) => send(method, params, sessionId);
  // Answered once the page is there, so that nothing is asked of one that goes.
  if (url !== "about:blank") await ask("Page.navigate", { url });

  /** What this function gives in the page, to which `args` go. */
  async function evaluate(look, ...args) {
    const expression = `(${look})(...${JSON.stringify(args)})`;
    const { result, exceptionDetails } = await ask("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  return {
    evaluate,
    /** Looks from here, as a page that is hidden or frozen looks at nothing by itself. */
    async until(what, look, ...args) {
      const end = Date.now() + PATIENCE_MS;
      for (;;) {
        const seen = await evaluate(look, ...args);
        if (seen) return seen;
        if (Date.now() > end) throw new Error(`it never came: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    /** Puts it before all others, which are hidden by it. */
    show: () => send("Target.activateTarget", { targetId }),
    /** While it is hidden: stops all that runs in it, or lets it go on. */
    freeze: (on) => ask("Page.setWebLifecycleState", { state: on ? "frozen" : "active" }),
    /** The bytes that its scripts hold, and how many nodes there are, once what is not used is thrown away. */
    async held() {
      await ask("HeapProfiler.collectGarbage");
      const { usedSize } = await ask("Runtime.getHeapUsage");
      const { nodes } = await ask("Memory.getDOMCounters");
      return { bytes: usedSize, nodes };
    },
  };
}
