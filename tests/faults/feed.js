// What the application tells its clients, from the first moment on.
import { once } from "node:events";
import WebSocket from "ws";

const PATIENCE = 60_000;

/** Looks again and again until there is something to see, and gives it. */
export async function until(what, look, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`it never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Follows the overlay's socket and the owner's.
 *
 * - `added`: each message that came onto the overlay, in order, with when: `{message, came}`
 * - `removed`: the ids that were taken off it
 * - `states`: each state that a source was told to be in, in order: `{id, state, detail, since, came}`
 */
export async function follow(t, application) {
  const added = [];
  const removed = new Set();
  const states = [];
  const sources = new Map();
  const known = new Set();
  const feed = { added, removed, states, snapshots: 0, breaks: 0 };
  let ending = false;
  t.after(() => (ending = true));

  const add = (message) => {
    known.add(message.id);
    added.push({ message, came: Date.now() });
  };
  const onOverlay = (frame) => {
    if (frame.type === "snapshot") feed.snapshots += 1;
    // A snapshot in the middle brings what was not said one by one.
    for (const message of frame.messages ?? []) if (!known.has(message.id)) add(message);
    for (const change of frame.changes ?? []) {
      if (change.add) add(change.add);
      for (const id of change.remove?.ids ?? []) removed.add(id);
    }
  };
  const onOwners = (frame) => {
    for (const source of frame.status?.sources ?? []) {
      const before = sources.get(source.id);
      sources.set(source.id, source);
      const { id, state, detail } = source;
      const since = Date.parse(source.since);
      if (before?.state !== state || before?.detail !== detail) {
        states.push({ id, state, detail, since, came: Date.now() });
      }
    }
  };
  const listen = async (key, hear) => {
    const socket = new WebSocket(`${application.baseUrl.replace("http", "ws")}/ws/${key}`);
    t.after(() => socket.terminate());
    socket.on("message", (data) => hear(JSON.parse(data)));
    socket.on("close", () => (feed.breaks += ending ? 0 : 1));
    await once(socket, "message");
  };
  await listen(application.overlayUrl.split("/overlay/")[1], onOverlay);
  await listen(application.token, onOwners);

  return Object.assign(feed, {
    /** The source with this id, as it was told last. */
    source: (id) => sources.get(id),
    /** Waits until the source is in this state, and gives it. */
    is: (id, state, patience) =>
      until(
        `${id} is ${state}`,
        () => sources.get(id)?.state === state && sources.get(id),
        patience,
      ).catch((error) => {
        throw new Error(`${error.message}; it is ${JSON.stringify(sources.get(id))}`);
      }),
    /** Waits until it is in another. */
    isNot: (id, state, patience) =>
      until(
        `${id} is not ${state}`,
        () => sources.get(id)?.state !== state && sources.get(id),
        patience,
      ),
    /** Waits until a message with this text was shown, and gives when. */
    shows: async (text, patience) => {
      let from = 0;
      const seen = await until(`"${text}" is shown`, () => {
        for (; from < added.length; from += 1) if (added[from].message.text === text) return added[from];
        return null;
      }, patience);
      return seen.came;
    },
  });
}

/** What a new client of the overlay, or of the owner with `key`, is shown. */
export async function snapshot(application, key = application.overlayUrl.split("/overlay/")[1]) {
  const socket = new WebSocket(`${application.baseUrl.replace("http", "ws")}/ws/${key}`);
  const [data] = await once(socket, "message");
  socket.terminate();
  return JSON.parse(data).messages;
}

/** The history, oldest first. `query` narrows it down. */
export async function history(application, query = {}) {
  const found = [];
  let before;
  for (;;) {
    const params = new URLSearchParams({ limit: "1000", ...query, ...(before && { before }) });
    const page = await application.api("GET", `messages?${params}`);
    found.push(...page);
    if (page.length < 1000) return found.reverse();
    before = page.at(-1).id;
  }
}

/**
 * The times in which the history says that a source was not read: `{source, from, until}`, made
 * ours by `ours` where the application has a clock of its own.
 */
export async function gaps(application, ours = (time) => time) {
  const marks = await history(application, { kind: "gap" });
  return marks.map(({ source, at, system }) => {
    const seconds = Number(/(\d+) seconds?/.exec(system)[1]);
    const until = Date.parse(at);
    return { source, from: ours(until - seconds * 1000), until: ours(until) };
  });
}
