// The guest's half of a connection through a sync service: docs/sync.md, “What goes over the wire”. It is
// opened when something is asked for, all that a page asks shares it, and after it broke the next one to
// ask opens another.

import { type Head, joined, pack, unpack } from "./packed";
import { type Bytes, greeting, hello, roomOf, type Sealing, sealing, TAG_BYTES } from "./sealing";
import type { Hears, Position } from "./way";

/** A page waits so long for an answer, and for a greeting. */
export const PATIENCE_MS = 20_000;

/** No answer takes longer, whatever else comes meanwhile. */
const LONGEST_MS = 60_000;

/** Nothing tells a browser that a phone's line died while it slept: after so long a silence it asks. */
export const SILENCE_MS = 45_000;

/** More the service takes of no guest. */
const LARGEST_BYTES = 64 * 1024;

/** What a piece begins with after which no more follow. */
const LAST = 0;

/** A WebSocket's own code of a connection that broke. */
const BROKEN = 1006;

export interface Answer {
  status: number;
  type: string;
  bytes: Bytes;
}

export interface Channel {
  /** Rejects where no answer comes. */
  call(method: string, path: string, body?: string): Promise<Answer>;
  /** What was listened to before is over. What is answered ends it. */
  listen(after: Position | null, hears: Hears): () => void;
  /** Whether it is open, or about to be. */
  isThere(): boolean;
}

/** `service` is the address of its sockets, `wss://sync.example.org`. */
export function channelTo(service: string, key: string): Channel {
  let line: Line | null = null;

  function current(): Line {
    line ??= open(service, key, () => {
      line = null;
    });
    return line;
  }

  return {
    call: (method, path, body = "") => current().call(method, path, body),
    listen: (after, hears) => current().listen(after, hears),
    isThere: () => line !== null,
  };
}

type Line = Pick<Channel, "listen"> & {
  call(method: string, path: string, body: string): Promise<Answer>;
};

interface Waiting {
  take(answer: Answer): void;
  fail(): void;
}

/** One connection. `onEnd` is told before those who wait. */
function open(service: string, key: string, onEnd: () => void): Line {
  const waiting = new Map<number, Waiting>();
  let listener: (Hears & { number: number }) | null = null;
  let calls = 0;
  let listens = 0;
  /** What has come of what the host is saying: long things come in pieces. */
  let begun: Bytes[] = [];
  /** Pieces that were heard: who is not answered sees whether anything comes at all. */
  let heard = 0;
  let quiet: ReturnType<typeof setTimeout>;
  let isGreeted = false;
  let isOver = false;
  let socket: WebSocket | null = null;

  const tooLate = setTimeout(() => end(BROKEN), PATIENCE_MS);
  const sealed = greet();
  // Each waits for the one before: sealing takes its time, and a message's place is its number.
  let sending: Promise<void> = sealed.then(() => {
    clearTimeout(tooLate);
    listenForSilence();
  }, broken);
  let hearing: Promise<void> = sending;

  async function greet(): Promise<Sealing> {
    const [room, mine] = await Promise.all([roomOf(key), greeting()]);
    const ours = await hello(mine);
    const theirs = await new Promise<ArrayBuffer>((resolve, reject) => {
      if (isOver) return;
      socket = new WebSocket(`${service}/guest/${room}`);
      socket.binaryType = "arraybuffer";
      socket.onopen = () => socket?.send(ours);
      socket.onclose = ({ code }) => {
        // What came before it is heard first.
        if (isGreeted) hearing = hearing.then(() => end(code));
        else end(code);
      };
      socket.onmessage = ({ data }) => {
        isGreeted = true;
        if (socket) socket.onmessage = hear;
        if (data instanceof ArrayBuffer) resolve(data);
        else reject(new Error("the greeting is none"));
      };
    });
    return sealing(key, mine, theirs);
  }

  function listenForSilence(): void {
    clearTimeout(quiet);
    if (isOver) return;
    // Whether somebody is there: where nobody answers, that ends it.
    quiet = setTimeout(() => void call("GET", "/api/me", "").catch(() => {}), SILENCE_MS);
  }

  function hear({ data }: MessageEvent<unknown>): void {
    hearing = hearing
      .then(async () => {
        if (isOver) return;
        const piece = await (await sealed).open(data as ArrayBuffer);
        heard += 1;
        listenForSilence();
        begun.push(piece.subarray(1));
        if (isOver || piece[0] !== LAST) return;
        const { head, body } = unpack(joined(begun));
        begun = [];
        take(head, body);
      })
      .catch(broken);
  }

  function take(head: Head, body: Bytes): void {
    if ("call" in head) {
      waiting.get(head.call)?.take({ status: head.status, type: head.type ?? "", bytes: body });
    } else if (head.listen === listener?.number) {
      if (head.code === undefined) tell(listener, new TextDecoder().decode(body));
      else hush(head.code);
    }
  }

  /** A mistake of who listens is not the line's: it is told as a socket's handlers tell theirs. */
  function tell({ onText }: Hears, text: string): void {
    try {
      onText(text);
    } catch (error) {
      reportError(error);
    }
  }

  /** Nobody listens any more. */
  function hush(code: number): void {
    const ended = listener;
    listener = null;
    ended?.onEnd(code);
  }

  function send(packed: Bytes): void {
    sending = sending
      .then(async () => {
        if (isOver) return;
        const message = await (await sealed).seal(packed);
        if (!isOver) socket?.send(message);
      })
      .catch(broken);
  }

  function broken(): void {
    end(BROKEN);
  }

  function end(code: number): void {
    if (isOver) return;
    isOver = true;
    clearTimeout(tooLate);
    clearTimeout(quiet);
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    onEnd();
    for (const each of waiting.values()) each.fail();
    hush(code);
  }

  function call(method: string, path: string, body: string): Promise<Answer> {
    calls += 1;
    const number = calls;
    const packed = pack({ call: number, method, path }, body);
    // As a server says it that takes no more.
    if (packed.length + TAG_BYTES > LARGEST_BYTES)
      return Promise.resolve({ status: 413, type: "", bytes: new Uint8Array() });
    return new Promise((resolve, reject) => {
      let before = heard;
      let waited = 0;
      let timer = setTimeout(late, PATIENCE_MS);
      function late(): void {
        waited += PATIENCE_MS;
        // The line is dead, though nobody said so; or it is slow, and others are before this.
        if (heard === before) end(BROKEN);
        else if (waited >= LONGEST_MS) each.fail();
        else timer = setTimeout(late, PATIENCE_MS);
        before = heard;
      }
      const done = () => {
        clearTimeout(timer);
        waiting.delete(number);
      };
      const each: Waiting = {
        take(answer) {
          done();
          resolve(answer);
        },
        fail() {
          done();
          reject(new Error("no answer came"));
        },
      };
      waiting.set(number, each);
      send(packed);
    });
  }

  function listen(after: Position | null, hears: Hears): () => void {
    hush(1000);
    listens += 1;
    const number = listens;
    listener = { ...hears, number };
    send(pack({ listen: number, ...(after && { epoch: after.epoch, after: after.seq }) }, ""));
    return () => {
      if (listener?.number === number) hush(1000);
    };
  }

  return { call, listen };
}
