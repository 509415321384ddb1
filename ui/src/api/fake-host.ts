// For tests: the service and the host behind it, in memory. It does what docs/sync.md says by itself, and
// shares nothing with the half that is tested.

import { vi } from "vitest";

export const KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

type Bytes = Uint8Array<ArrayBuffer>;

/** What is waited for, in order. */
class Queue<Of> {
  private readonly ready: Of[] = [];
  private readonly wanted: ((each: Of) => void)[] = [];

  get length(): number {
    return this.ready.length;
  }

  put(each: Of): void {
    const take = this.wanted.shift();
    if (take) take(each);
    else this.ready.push(each);
  }

  next(): Promise<Of> {
    const each = this.ready.shift();
    return each ? Promise.resolve(each) : new Promise((resolve) => this.wanted.push(resolve));
  }
}

/** Stands in for the browser's WebSocket. */
export class FakeSocket {
  static opened = new Queue<FakeSocket>();

  binaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  isClosed = false;
  readonly sent = new Queue<Bytes>();

  constructor(readonly address: string) {
    FakeSocket.opened.put(this);
  }

  send(message: BufferSource): void {
    const { buffer, byteOffset, byteLength } = ArrayBuffer.isView(message)
      ? message
      : new Uint8Array(message);
    this.sent.put(new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer));
  }

  close(): void {
    this.isClosed = true;
  }

  bring(message: Bytes): void {
    this.onmessage?.({ data: message.buffer });
  }
}

/** Each test has sockets of its own. */
export function standIn(): void {
  FakeSocket.opened = new Queue();
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("location", { protocol: "https:", host: "sync.example.org" });
}

export interface Said {
  head: Record<string, unknown>;
  body: string;
}

export class FakeHost {
  private got = 0;
  private sent = 0;

  private constructor(
    readonly socket: FakeSocket,
    private readonly back: CryptoKey,
    private readonly out: CryptoKey,
  ) {}

  /** Greets the next guest. */
  static async greet(key = KEY): Promise<FakeHost> {
    const socket = await FakeSocket.opened.next();
    socket.onopen?.();
    const guests = await socket.sent.next();
    const { subtle } = crypto;
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const pair = await subtle.generateKey(curve, true, ["deriveBits"]);
    const hosts = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
    const theirs = await subtle.importKey("raw", guests, curve, true, []);
    const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
    const secret = new Uint8Array([...new Uint8Array(shared), ...ascii(key)]);
    const salt = await subtle.digest("SHA-256", new Uint8Array([...guests, ...hosts]));
    const base = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
    const direction = (info: string) =>
      subtle.deriveKey(
        { name: "HKDF", hash: "SHA-256", salt, info: ascii(info) },
        base,
        { name: "AES-GCM", length: 256 },
        false,
        ["encrypt", "decrypt"],
      );
    const back = await direction("multichat guest to host 1");
    const out = await direction("multichat host to guest 1");
    socket.bring(hosts);
    return new FakeHost(socket, back, out);
  }

  /** What the guest says next. */
  async hear(): Promise<Said> {
    const sealed = await this.socket.sent.next();
    const how = { name: "AES-GCM", iv: nonce(this.got++) };
    const plain = new Uint8Array(await crypto.subtle.decrypt(how, this.back, sealed));
    const [a = 0, b = 0, c = 0, d = 0] = plain;
    const end = 4 + ((a << 24) | (b << 16) | (c << 8) | d);
    const text = (bytes: Bytes) => new TextDecoder().decode(bytes);
    return { head: JSON.parse(text(plain.slice(4, end))), body: text(plain.slice(end)) };
  }

  async say(head: object, body: string | Bytes = ""): Promise<void> {
    this.socket.bring(await this.seal(head, body));
  }

  async seal(head: object, body: string | Bytes = ""): Promise<Bytes> {
    return this.sealPiece([0, ...said(head, body)]);
  }

  /** Says it in pieces of so many bytes. */
  async sayInPieces(length: number, head: object, body: string): Promise<void> {
    const whole = said(head, body);
    for (let at = 0; at < whole.length; at += length) {
      const isLast = at + length >= whole.length;
      const piece = [isLast ? 0 : 1, ...whole.slice(at, at + length)];
      this.socket.bring(await this.sealPiece(piece));
    }
  }

  private async sealPiece(piece: number[]): Promise<Bytes> {
    const how = { name: "AES-GCM", iv: nonce(this.sent++) };
    return new Uint8Array(await crypto.subtle.encrypt(how, this.out, new Uint8Array(piece)));
  }

  /** The service ends it. */
  drop(code: number): void {
    this.socket.onclose?.({ code });
  }
}

function said(head: object, body: string | Bytes): number[] {
  const first = new TextEncoder().encode(JSON.stringify(head));
  const second = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const length = [24, 16, 8, 0].map((by) => (first.length >> by) & 255);
  return [...length, ...first, ...second];
}

const ascii = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));

const nonce = (number: number) =>
  new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number >> 8, number & 255]);
