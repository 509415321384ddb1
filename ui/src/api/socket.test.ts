import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Frame } from "./frame";
import { connect } from "./socket";
import type { Change } from "./types";

/** Stands in for the browser's: a test says what the server would. */
class Socket {
  static opened: Socket[] = [];
  static get last(): Socket {
    const last = Socket.opened.at(-1);
    if (!last) throw new Error("no socket was opened");
    return last;
  }

  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly address: string) {
    Socket.opened.push(this);
  }

  close(code = 1006): void {
    this.onclose?.({ code });
  }

  say(frame: Frame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const ADDRESS = "ws://127.0.0.1/ws/key";
const onFrame = vi.fn();
const onLost = vi.fn();

const removal = (seq: number): Change => ({ seq, remove: { ids: [], reason: "deleted" } });
const snapshot = (seq: number): Frame => ({ type: "snapshot", epoch: "e", seq, messages: [] });
const changes = (...seqs: number[]): Frame => ({ type: "changes", changes: seqs.map(removal) });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  vi.stubGlobal("location", { protocol: "http:", host: "127.0.0.1" });
  Socket.opened = [];
  connect("key", { onFrame, onLost });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

test("a lost connection goes on after the last change", () => {
  Socket.last.say(snapshot(41));
  Socket.last.say(changes(42, 43));
  Socket.last.close();
  vi.advanceTimersByTime(250);
  expect(Socket.last.address).toBe(`${ADDRESS}?epoch=e&after=43`);

  Socket.last.say({ type: "resume", epoch: "e", changes: [removal(44)] });
  expect(onFrame, "snapshot, changes, resume").toHaveBeenCalledTimes(3);
});

test("a gap is not shown, and asks for everything anew", () => {
  Socket.last.say(snapshot(1));
  Socket.last.say(changes(3));
  expect(onFrame, "the snapshot alone").toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  expect(Socket.last.address).toBe(ADDRESS);
});

test("what is no JSON asks for everything anew", () => {
  Socket.last.say(snapshot(1));
  Socket.last.onmessage?.({ data: "{" });
  vi.advanceTimersByTime(250);
  expect(Socket.last.address).toBe(ADDRESS);
});

test("a later snapshot on the same socket starts afresh", () => {
  Socket.last.say(snapshot(1));
  Socket.last.say(snapshot(900));
  Socket.last.say(changes(901));
  expect(onFrame).toHaveBeenCalledTimes(3);
});

test("tries again, slower up to two seconds, and says how often it failed", () => {
  for (const wait of [250, 500, 1000, 2000, 2000]) {
    const before = Socket.opened.length;
    Socket.last.close();
    vi.advanceTimersByTime(wait * 0.75 - 1);
    expect(Socket.opened, "not sooner").toHaveLength(before);
    vi.advanceTimersByTime(wait * 0.25 + 1);
    expect(Socket.opened, "not later").toHaveLength(before + 1);
  }
  expect(onLost).toHaveBeenLastCalledWith(5, 1006);
});

test("where a service says that nobody is there, it is asked less and less, up to ten seconds", () => {
  for (const wait of [250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]) {
    const before = Socket.opened.length;
    Socket.last.close(4404);
    vi.advanceTimersByTime(wait * 0.75 - 1);
    expect(Socket.opened, "not sooner").toHaveLength(before);
    vi.advanceTimersByTime(wait * 0.25 + 1);
    expect(Socket.opened, "not later").toHaveLength(before + 1);
  }
  expect(onLost).toHaveBeenLastCalledWith(8, 4404);
});

test("a connection that worked starts the count again", () => {
  Socket.last.close();
  vi.advanceTimersByTime(250);
  Socket.last.say(snapshot(1));
  Socket.last.close();
  expect(onLost).toHaveBeenLastCalledWith(1, 1006);
});

test("where its key is none, it does not come back", () => {
  const isOver = vi.fn(() => false);
  connect("key", { onFrame, onLost, isOver });
  Socket.last.close();
  vi.advanceTimersByTime(250);
  const before = Socket.opened.length;
  isOver.mockReturnValue(true);
  Socket.last.close();
  vi.advanceTimersByTime(10_000);
  expect(Socket.opened).toHaveLength(before);
});
