// What is sealed: the length of a head, the head, and a body. docs/sync.md, “What goes over the wire”.

import type { Bytes } from "./sealing";

/** What the host says. */
export type Head =
  | { call: number; status: number; type?: string }
  /** With a code, it is over. */
  | { listen: number; code?: number };

const LENGTH_BYTES = 4;

export function pack(head: object, body: string): Bytes {
  const encoder = new TextEncoder();
  const first = encoder.encode(JSON.stringify(head));
  const second = encoder.encode(body);
  const packed = new Uint8Array(LENGTH_BYTES + first.length + second.length);
  new DataView(packed.buffer).setUint32(0, first.length);
  packed.set(first, LENGTH_BYTES);
  packed.set(second, LENGTH_BYTES + first.length);
  return packed;
}

export function joined(pieces: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Throws where it is none of what a host says. */
export function unpack(packed: Bytes): { head: Head; body: Bytes } {
  const { buffer, byteOffset, byteLength } = packed;
  const end = LENGTH_BYTES + new DataView(buffer, byteOffset, byteLength).getUint32(0);
  if (end > byteLength) throw new Error("the head is longer than its message");
  const head: unknown = JSON.parse(new TextDecoder().decode(packed.subarray(LENGTH_BYTES, end)));
  if (!isHead(head)) throw new Error("the head is none of a host's");
  return { head, body: packed.subarray(end) };
}

function isHead(head: unknown): head is Head {
  if (typeof head !== "object" || head === null) return false;
  const { call, status, type = "", listen, code = 0 } = head as Record<string, unknown>;
  if (call !== undefined) return [call, status].every(isNumber) && typeof type === "string";
  return isNumber(listen) && isNumber(code);
}

const isNumber = (value: unknown) => typeof value === "number";
