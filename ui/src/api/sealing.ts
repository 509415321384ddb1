// What the sync service can't read: docs/sync.md, “What goes over the wire”. This is the guest's half.

/** Bytes of our own, which no other thread writes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Both directions of one connection. Each call is the next message: they must come in order. */
export interface Sealing {
  seal(plain: Bytes): Promise<ArrayBuffer>;
  /** Throws where it was changed, sent again or left out before it. */
  open(sealed: BufferSource): Promise<Bytes>;
}

/** What GCM adds to a message. */
export const TAG_BYTES = 16;

const CURVE = { name: "ECDH", namedCurve: "P-256" };

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** The name under which the service knows the two who have this key. */
export async function roomOf(key: string): Promise<string> {
  const none = new Uint8Array(32);
  return hex(await hkdf(utf8(key), none, "multichat room 1", 16));
}

/** A greeting, which is good for one connection. */
export async function greeting(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
}

/** The public key of a greeting, as it is sent. */
export async function hello({ publicKey }: CryptoKeyPair): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
}

/** What two greetings and the moderator's key come to. Throws where the host's is none. */
export async function sealing(
  key: string,
  mine: CryptoKeyPair,
  theirs: ArrayBuffer,
): Promise<Sealing> {
  const host = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const { privateKey } = mine;
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: host }, privateKey, 256);
  const secret = joined(new Uint8Array(shared), utf8(key));
  const hellos = joined(await hello(mine), new Uint8Array(theirs));
  const salt = new Uint8Array(await crypto.subtle.digest("SHA-256", hellos));
  const keyFor = async (direction: string, use: "encrypt" | "decrypt") =>
    crypto.subtle.importKey("raw", await hkdf(secret, salt, direction, 32), "AES-GCM", false, [
      use,
    ]);
  const [out, back] = await Promise.all([
    keyFor("multichat guest to host 1", "encrypt"),
    keyFor("multichat host to guest 1", "decrypt"),
  ]);
  let sent = 0;
  let got = 0;
  return {
    seal: (plain) => crypto.subtle.encrypt(gcm(sent++), out, plain),
    open: async (sealed) => new Uint8Array(await crypto.subtle.decrypt(gcm(got++), back, sealed)),
  };
}

/** The nonce is the message's number. */
function gcm(number: number): AesGcmParams {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setBigUint64(4, BigInt(number));
  return { name: "AES-GCM", iv };
}

async function hkdf(secret: Bytes, salt: Bytes, info: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}

function joined(first: Bytes, second: Bytes): Bytes {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

const hex = (bytes: Bytes): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
