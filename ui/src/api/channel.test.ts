import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Answer, type Channel, channelTo, PATIENCE_MS, SILENCE_MS } from "./channel";
import { FakeHost, FakeSocket, KEY, standIn } from "./fake-host";
import type { Position } from "./way";

const SERVICE = "wss://sync.example.org";
const JSON_TYPE = "application/json";

let channel: Channel;

beforeEach(() => {
  // Sealing goes on while the clock stands still.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  standIn();
  channel = channelTo(SERVICE, KEY);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const text = ({ bytes }: Answer) => new TextDecoder().decode(bytes);

/** Somebody who listens: what they heard, and what can be waited for. */
function listen(after: Position | null = null) {
  const heard: string[] = [];
  const wanted = new Map<string, () => void>();
  let stop = () => {};
  const ended = new Promise<number>((resolve) => {
    stop = channel.listen(after, {
      onText: (said) => {
        heard.push(String(said));
        wanted.get(String(said))?.();
      },
      onEnd: resolve,
    });
  });
  /** Once this was heard. */
  const until = (said: string) => new Promise<void>((resolve) => wanted.set(said, resolve));
  return { heard, ended, until, stop };
}

test("it opens nothing before something is asked for, and greets in the room of its key", async () => {
  expect(channel.isThere()).toBe(false);
  expect(FakeSocket.opened.length).toBe(0);
  const answer = channel.call("GET", "/api/me");
  expect(channel.isThere()).toBe(true);
  const host = await FakeHost.greet();
  expect(host.socket.address).toBe(`${SERVICE}/guest/c86483a979410bce69068a9dffcc6cf4`);
  expect(host.socket.binaryType).toBe("arraybuffer");
  expect(await host.hear()).toEqual({
    head: { call: 1, method: "GET", path: "/api/me" },
    body: "",
  });
  await host.say({ call: 1, status: 200, type: JSON_TYPE }, '{"name":"Zoë"}');
  const { status, type } = await answer;
  expect([status, type, text(await answer)]).toEqual([200, JSON_TYPE, '{"name":"Zoë"}']);
});

test("calls and what is listened to share it, and answers come in any order", async () => {
  const { heard, until } = listen();
  const host = await FakeHost.greet();
  const answers = ["one", "two", "three"].map((each) => channel.call("POST", `/api/${each}`, each));
  expect((await host.hear()).head).toEqual({ listen: 1 });
  for (const each of ["one", "two", "three"]) {
    expect(await host.hear(), "in the order in which they were made").toMatchObject({
      head: { method: "POST", path: `/api/${each}` },
      body: each,
    });
  }
  for (const call of [3, 1, 2]) await host.say({ call, status: 200 + call, type: "" });
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([201, 202, 203]);
  await host.say({ listen: 1 }, "hello");
  await until("hello");
  expect(heard).toEqual(["hello"]);
  expect(FakeSocket.opened.length, "no other one").toBe(0);
});

test("what is said at once is heard in its order, however large each part is", async () => {
  const { heard, until } = listen();
  const host = await FakeHost.greet();
  await host.hear();
  const said = Array.from({ length: 40 }, (_, at) => `${at} ${"x".repeat((40 - at) * 5000)}`);
  const sealed = [];
  for (const each of said) sealed.push(await host.seal({ listen: 1 }, each));
  const last = until(said.at(-1) ?? "");
  for (const each of sealed) host.socket.bring(each);
  await last;
  expect(heard).toEqual(said);

  const bodies = Array.from({ length: 40 }, (_, at) => "y".repeat((40 - at) * 1000));
  for (const body of bodies) channel.call("POST", "/api/it", body).catch(() => {});
  for (const body of bodies) expect((await host.hear()).body).toBe(body);
});

test("what comes in pieces is heard once it is whole, and calls are answered the same way", async () => {
  const { heard, until } = listen();
  const answer = channel.call("GET", "/api/me");
  const host = await FakeHost.greet();
  const long = "ü".repeat(700);
  const last = until("short");
  await host.sayInPieces(100, { listen: 1 }, long);
  await host.sayInPieces(7, { call: 1, status: 200, type: "" }, long);
  await host.say({ listen: 1 }, "short");
  await last;
  expect(heard).toEqual([long, "short"]);
  expect(text(await answer)).toBe(long);
});

test("a mistake of who listens is told, and ends nothing", async () => {
  const told = vi.fn();
  vi.stubGlobal("reportError", told);
  const mistake = new Error("a mistake");
  channel.listen(null, {
    onText: () => {
      throw mistake;
    },
    onEnd: () => {},
  });
  const answer = channel.call("GET", "/api/me");
  const host = await FakeHost.greet();
  await host.say({ listen: 1 }, "hello");
  await host.say({ call: 1, status: 200, type: "" });
  expect((await answer).status).toBe(200);
  expect(told).toHaveBeenCalledExactlyOnceWith(mistake);
});

describe("what can't be opened ends it", () => {
  const tricks: [string, (host: FakeHost) => Promise<void>][] = [
    [
      "changed",
      async (host) => {
        const sealed = await host.seal({ call: 1, status: 200, type: "" });
        sealed[9] = (sealed[9] ?? 0) ^ 1;
        host.socket.bring(sealed);
      },
    ],
    [
      "sent again",
      async (host) => {
        const sealed = await host.seal({ listen: 1 }, "once");
        host.socket.bring(sealed);
        host.socket.bring(sealed);
      },
    ],
    [
      "left out before it",
      async (host) => {
        await host.seal({ listen: 1 }, "nobody gets this");
        await host.say({ call: 1, status: 200, type: "" });
      },
    ],
    [
      "of another host",
      async (host) => {
        host.socket.bring(new Uint8Array(64));
      },
    ],
    [
      "sealed, and none of what a host says",
      async (host) => {
        await host.say({ call: 1, status: "200" });
      },
    ],
    [
      "text",
      async (host) => {
        host.socket.onmessage?.({ data: '{"call":1,"status":200}' });
      },
    ],
  ];

  test.each(tricks)("%s", async (_, play) => {
    const { heard, ended } = listen();
    const answer = channel.call("GET", "/api/me");
    const fails = expect(answer).rejects.toThrow();
    const host = await FakeHost.greet();
    await play(host);
    expect(await ended).toBe(1006);
    await fails;
    expect(host.socket.isClosed).toBe(true);
    expect(channel.isThere()).toBe(false);
    expect(heard.filter((each) => each !== "once")).toEqual([]);
    expect(heard.length).toBeLessThan(2);
  });

  test.each([
    ["a greeting that is none", new Uint8Array(65)],
    ["a greeting of another length", new Uint8Array([4, 1, 2])],
  ])("%s", async (_, greeting) => {
    const fails = expect(channel.call("GET", "/api/me")).rejects.toThrow();
    const socket = await FakeSocket.opened.next();
    socket.onopen?.();
    socket.bring(greeting);
    await fails;
    expect(socket.isClosed).toBe(true);
  });
});

test("what is pending fails when it breaks, and the next call opens another one", async () => {
  const { ended } = listen();
  const fails = [1, 2].map(() => expect(channel.call("GET", "/api/me")).rejects.toThrow());
  const first = await FakeHost.greet();
  first.drop(1006);
  expect(await ended).toBe(1006);
  await Promise.all(fails);
  const answer = channel.call("GET", "/api/me");
  const second = await FakeHost.greet();
  expect(second.socket).not.toBe(first.socket);
  expect((await second.hear()).head, "numbered anew").toMatchObject({ call: 1 });
  await second.say({ call: 1, status: 204, type: "" });
  expect((await answer).status).toBe(204);
});

test("it tells with what code the service closed it, also before anybody has greeted", async () => {
  const { ended } = listen();
  const socket = await FakeSocket.opened.next();
  socket.onclose?.({ code: 4404 });
  expect(await ended).toBe(4404);
});

test("what came before the end is heard before it", async () => {
  const { heard, ended } = listen();
  const host = await FakeHost.greet();
  await host.say({ listen: 1 }, "the last words");
  host.drop(1001);
  expect(await ended).toBe(1001);
  expect(heard).toEqual(["the last words"]);
});

describe("listening", () => {
  test("goes on where it stopped", async () => {
    listen({ epoch: "e", seq: 17 });
    const host = await FakeHost.greet();
    expect((await host.hear()).head).toEqual({ listen: 1, epoch: "e", after: 17 });
  });

  test("ends with the code that the host gives, and the channel stays", async () => {
    const { ended } = listen();
    const host = await FakeHost.greet();
    await host.hear();
    await host.say({ listen: 1, code: 1008 });
    expect(await ended).toBe(1008);
    const again = listen();
    expect((await host.hear()).head).toEqual({ listen: 2 });
    await host.say({ listen: 2 }, "again");
    await again.until("again");
  });

  test.each([
    ["anew ends the one before", () => {}],
    ["hears nothing more once it is stopped", (stop: () => void) => stop()],
  ])("%s", async (_, end) => {
    const before = listen();
    const host = await FakeHost.greet();
    end(before.stop);
    const after = listen();
    expect(await before.ended).toBe(1000);
    const late = after.until("new");
    await host.say({ listen: 1 }, "old");
    await host.say({ listen: 2 }, "new");
    await late;
    expect([before.heard, after.heard]).toEqual([[], ["new"]]);
  });
});

test("more than the service takes is not sent, and refused as a server does", async () => {
  const { status } = await channel.call("POST", "/api/it", "x".repeat(64 * 1024));
  expect(status).toBe(413);
  expect(channel.isThere(), "opened for it, and kept").toBe(true);
  const answer = channel.call("POST", "/api/it", "x".repeat(60_000));
  const host = await FakeHost.greet();
  const { head, body } = await host.hear();
  expect([head.call, body.length]).toEqual([2, 60_000]);
  await host.say({ call: 2, status: 200, type: "" });
  expect((await answer).status).toBe(200);
});

describe("patience", () => {
  test("has an end where nobody greets", async () => {
    const fails = expect(channel.call("GET", "/api/me")).rejects.toThrow();
    const socket = await FakeSocket.opened.next();
    vi.advanceTimersByTime(PATIENCE_MS);
    await fails;
    expect(socket.isClosed).toBe(true);
  });

  test("has an end where nothing is heard any more: the line is dead", async () => {
    const { ended } = listen();
    const host = await FakeHost.greet();
    await host.hear();
    const fails = expect(channel.call("GET", "/api/me")).rejects.toThrow();
    await host.hear();
    vi.advanceTimersByTime(PATIENCE_MS - 1);
    expect(channel.isThere()).toBe(true);
    vi.advanceTimersByTime(1);
    await fails;
    expect(await ended).toBe(1006);
    expect(host.socket.isClosed).toBe(true);
  });

  test("with silence has an end: then it asks whether anybody is there", async () => {
    const { ended } = listen();
    const host = await FakeHost.greet();
    await host.hear();
    // The greeting has been opened once what follows it is heard.
    const answer = channel.call("GET", "/api/first");
    await host.hear();
    await host.say({ call: 1, status: 204, type: "" });
    await answer;
    vi.advanceTimersByTime(SILENCE_MS);
    expect((await host.hear()).head).toEqual({ call: 2, method: "GET", path: "/api/me" });
    vi.advanceTimersByTime(PATIENCE_MS);
    expect(await ended).toBe(1006);
    expect(host.socket.isClosed).toBe(true);
  });

  test("of one call ends alone where others are heard", async () => {
    const { until } = listen();
    const host = await FakeHost.greet();
    const fails = expect(channel.call("GET", "/api/slow")).rejects.toThrow();
    let gaveUp = false;
    fails.then(() => {
      gaveUp = true;
    });
    for (const at of ["20 s", "40 s", "60 s"]) {
      expect(gaveUp, `before ${at}: a slow line is not a dead one`).toBe(false);
      const alive = until(at);
      await host.say({ listen: 1 }, at);
      await alive;
      vi.advanceTimersByTime(PATIENCE_MS);
    }
    await fails;
    expect(channel.isThere()).toBe(true);
    const late = until("late");
    await host.say({ call: 1, status: 200, type: "" });
    await host.say({ listen: 1 }, "late");
    await late;
  });
});
