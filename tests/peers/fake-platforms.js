// Starts the `fake-platforms` program and talks to its control endpoint.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BINARY =
  process.env.FAKE_PLATFORMS_BIN ??
  fileURLToPath(new URL("../../target/debug/fake-platforms", import.meta.url));

/** Starts it with these arguments. `t` is the node:test context, whose end stops it. */
export async function startFakePlatforms(t, ...args) {
  const child = spawn(BINARY, args, { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill());
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, "line"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${BINARY} ended with ${code} before it was ready`);
    }),
  ]);
  const ready = JSON.parse(line);

  /** Sends a command such as `twitch/say` with its fields and returns the answer. */
  async function command(path, fields = {}) {
    const response = await fetch(`${ready.control}/${path}`, {
      method: "POST",
      body: JSON.stringify(fields),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${answer.error}`);
    return answer;
  }

  async function stats() {
    return (await fetch(`${ready.control}/stats`)).json();
  }

  return { ...ready, command, stats };
}

/** Collects what `emitter` emits, and waits until there is so much of it. */
export function collect(emitter, event, pick) {
  const items = [];
  let arrived = () => {};
  emitter.on(event, (...values) => {
    items.push(pick(...values));
    arrived();
  });
  return {
    items,
    async reaches(count) {
      while (items.length < count) await new Promise((resolve) => (arrived = resolve));
    },
  };
}
