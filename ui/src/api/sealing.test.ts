import { expect, test } from "vitest";
import { pack, unpack } from "./packed";
import { type Bytes, hello, roomOf, sealing } from "./sealing";

// Made with OpenSSL from what docs/sync.md says, for this key and the private keys 11…11 (guest) and 22…22
// (host): whoever speaks it comes to the same.
const KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const ROOM = "c86483a979410bce69068a9dffcc6cf4";
const GUEST =
  "040217e617f0b6443928278f96999e69a23a4f2c152bdf6d6cdf66e5b80282d4ed194a7debcb97712d2dda3ca85aa8765a56f45fc758599652f2897c65306e5794";
const HOST =
  "04d65a93977caa3d1b081852ff57a79e465f1660577304baead505dd3a48589cf350185e895372df6221ea3a137557e473fddb6755f05bd507c3c533fce9c91285";
const TO_HOST = [
  "e3b45af9220b6ff7989788934b9d95e2f86bffac24dadb7aa6933937049207f02d77295b38ccc3ffbd9ec5601baaa7349d4752c7cc1631e504e54f5ef5d6",
  "e1c8eb4f22099534bfe86644b8f6a70797d8a38bbc66c2baae708e2a6ce6d1b5",
];
const TO_GUEST = [
  "06f5ea63490fa64d1f9a4febaa88445178d833ce5d457b89e5b916798751675b65d857b3be712838804952526fa39c78c18d0b8f1b3a3bbad9160719947b05bddb6eaa805a2fc7507c89b12936734f180c1df1",
  "7246eb2de670fa840dd269d677818e4dac817ce01498903086e4f114ac5d092d4516597b14c6940de4d5c46e",
];

const hex = (bytes: ArrayBuffer | Bytes) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const bytes = (hex: string) =>
  Uint8Array.from(hex.match(/../g) ?? [], (each) => Number.parseInt(each, 16));

/** The guest's greeting of which the answers above are. */
async function guest(): Promise<CryptoKeyPair> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: "AhfmF_C2RDkoJ4-WmZ5pojpPLBUr321s32bluAKC1O0",
    y: "GUp968uXcS0t2jyoWqh2Wlb0X8dYWZZS8ol8ZTBuV5Q",
  };
  const secret = { ...jwk, d: "ERERERERERERERERERERERERERERERERERERERERERE" };
  return {
    publicKey: await crypto.subtle.importKey("jwk", jwk, curve, true, []),
    privateKey: await crypto.subtle.importKey("jwk", secret, curve, false, ["deriveBits"]),
  };
}

const begin = async (key = KEY) => sealing(key, await guest(), bytes(HOST).buffer);

test("the room of a key is what the application makes of it", async () => {
  expect(await roomOf(KEY)).toBe(ROOM);
});

test("what is said is sealed as the application seals and opens it", async () => {
  expect(hex(await hello(await guest()))).toBe(GUEST);
  const mine = await begin();
  const call = pack({ call: 1, method: "GET", path: "/api/me" }, "");
  expect(hex(await mine.seal(call))).toBe(TO_HOST[0]);
  expect(hex(await mine.seal(pack({ listen: 1 }, "")))).toBe(TO_HOST[1]);
  const [first = "", second = ""] = TO_GUEST;
  const { head, body } = unpack(await mine.open(bytes(first)));
  expect(head).toEqual({ call: 1, status: 200, type: "application/json" });
  expect(new TextDecoder().decode(body)).toBe('{"name":"Ada"}');
  expect(unpack(await mine.open(bytes(second)))).toEqual({
    head: { listen: 1, code: 1008 },
    body: new Uint8Array(),
  });
});

test("without the moderator's key nothing can be opened, whoever passes on the greetings", async () => {
  const other = await begin(KEY.replace("0", "1"));
  await expect(other.open(bytes(TO_GUEST[0] ?? ""))).rejects.toThrow();
});

test("what is no point of the curve is no greeting", async () => {
  const off = bytes(HOST.replace(/85$/, "86")).buffer;
  await expect(sealing(KEY, await guest(), off)).rejects.toThrow();
});

function longer(said: Bytes): Bytes {
  said[3] = 99;
  return said;
}

test.each([
  ["a head that is longer than all of it", longer(pack({ listen: 1 }, ""))],
  ["no length", new Uint8Array([0, 0])],
  ["no JSON", new Uint8Array([0, 0, 0, 1, 123])],
  ["another head", pack({ shout: 1 }, "")],
  ["a call without a status", pack({ call: 1 }, "")],
])("%s is none of what a host says", (_, said) => {
  expect(() => unpack(said)).toThrow();
});
