import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiError, call } from "./client";
import { FakeHost, FakeSocket, KEY, standIn } from "./fake-host";
import type { Frame } from "./frame";
import { keyIn, throughService } from "./service";
import { connect } from "./socket";
import { goBy, way } from "./way";

const directly = way;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  standIn();
  vi.stubGlobal("fetch", () => {
    throw new Error("the service is asked for nothing but its socket");
  });
  goBy(throughService(KEY));
});

afterEach(() => {
  goBy(directly);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a key is what a moderator's link has behind its #", () => {
  expect(keyIn(`#${KEY}`)).toBe(KEY);
  for (const other of ["", "#", KEY, `#${KEY}0`, `#${KEY.slice(1)}`, `#${KEY.slice(1)}g`, "#/x"])
    expect(keyIn(other), other).toBe(null);
});

test("a call is made and answered through it, and no key is said beside the sealing", async () => {
  const me = call("POST", "focus/suggestions", { message_id: "m", note: "n" });
  const host = await FakeHost.greet();
  const { head, body } = await host.hear();
  expect(head).toEqual({ call: 1, method: "POST", path: "/api/focus/suggestions" });
  expect(JSON.parse(body)).toEqual({ message_id: "m", note: "n" });
  await host.say({ call: 1, status: 200, type: "application/json" }, '{"queue":[]}');
  expect(await me).toEqual({ queue: [] });
});

test("an answer without a body is one, and a refusal is as it is directly", async () => {
  const done = call("DELETE", "focus/queue/m");
  const host = await FakeHost.greet();
  await host.say({ call: 1, status: 204, type: "" });
  expect(await done).toBe(null);
  const refused = call("GET", "me").catch((error: unknown) => error);
  const why = { error: { code: "unknown_key", message: "no such key", hint: "" } };
  await host.say({ call: 2, status: 401, type: "application/json" }, JSON.stringify(why));
  expect(await refused).toMatchObject({ status: 401, code: "unknown_key" });
});

test("where it breaks, a call is one that did not arrive", async () => {
  const failed = call("GET", "me").catch((error: unknown) => error);
  (await FakeHost.greet()).drop(4410);
  const error = await failed;
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 0, code: "unreachable" });
});

test("the page's socket goes on after the last change, over another connection", async () => {
  const frames: Frame["type"][] = [];
  let heard = () => {};
  let lost = (_failures: number, _code: number) => {};
  const next = () =>
    new Promise<void>((resolve) => {
      heard = resolve;
    });
  connect(KEY, {
    onFrame: ({ type }) => {
      frames.push(type);
      heard();
    },
    onLost: (failures, code) => lost(failures, code),
  });
  const first = await FakeHost.greet();
  expect((await first.hear()).head).toEqual({ listen: 1 });
  const snapshot = { type: "snapshot", epoch: "e", seq: 41, messages: [] };
  const change = (seq: number) => ({ seq, remove: { ids: [], reason: "deleted" } });
  let told = next();
  await first.say({ listen: 1 }, JSON.stringify(snapshot));
  await told;
  told = next();
  await first.say({ listen: 1 }, JSON.stringify({ type: "changes", changes: [change(42)] }));
  await told;

  const gone = new Promise<unknown[]>((resolve) => {
    lost = (...why) => resolve(why);
  });
  first.drop(1006);
  expect(await gone).toEqual([1, 1006]);
  vi.advanceTimersByTime(250);
  const second = await FakeHost.greet();
  expect((await second.hear()).head).toEqual({ listen: 1, epoch: "e", after: 42 });
  told = next();
  const resume = { type: "resume", epoch: "e", changes: [change(43)] };
  await second.say({ listen: 1 }, JSON.stringify(resume));
  await told;

  // A gap: the same connection is asked for everything.
  const behind = new Promise<unknown[]>((resolve) => {
    lost = (...why) => resolve(why);
  });
  await second.say({ listen: 1 }, JSON.stringify({ type: "changes", changes: [change(50)] }));
  expect(await behind).toEqual([1, 1000]);
  vi.advanceTimersByTime(250);
  expect((await second.hear()).head).toEqual({ listen: 2 });
  expect(frames).toEqual(["snapshot", "changes", "resume"]);
});

test("a picture opens no connection of its own, and comes by the one that is there", async () => {
  await expect(way.picture?.("/img/a?h=26&wait=0")).rejects.toThrow();
  expect(FakeSocket.opened.length).toBe(0);
  const me = call("GET", "me");
  const host = await FakeHost.greet();
  await host.hear();
  const picture = way.picture?.("/img/a?h=26&wait=0");
  expect((await host.hear()).head).toEqual({
    call: 2,
    method: "GET",
    path: "/img/a?h=26&wait=0",
  });
  await host.say({ call: 2, status: 200, type: "image/webp" }, new Uint8Array([255, 0, 7]));
  const blob = await picture;
  expect(blob?.type).toBe("image/webp");
  expect(new Uint8Array((await blob?.arrayBuffer()) ?? [])).toEqual(new Uint8Array([255, 0, 7]));
  await host.say({ call: 1, status: 200, type: "application/json" }, "{}");
  await me;
});

test.each([
  ["is not there yet", 204, ""],
  ["is not known", 404, "image/png"],
  ["is a page", 200, "text/html"],
  ["can have a script in it", 200, "image/svg+xml"],
])("what %s is no picture", async (_, status, type) => {
  void call("GET", "me").catch(() => {});
  const host = await FakeHost.greet();
  const none = expect(way.picture?.("/img/a")).rejects.toThrow();
  await host.say({ call: 2, status, type }, status === 204 ? "" : "<svg/>");
  await none;
});
