// What people write into chat to break the pages that show it: one payload for each way in. Together
// they stand for the lists of OWASP and PortSwigger, and for what chatters really do.
import { CODE } from "./payloads/code.js";
import { LETTERS, LINES } from "./payloads/letters.js";
import { MARKUP } from "./payloads/markup.js";

/** Families of payloads on one line, which every platform lets through. */
export const FAMILIES = { ...MARKUP, ...CODE, ...LETTERS };

/** All payloads on one line. */
export const PAYLOADS = Object.values(FAMILIES).flat();

/** Those with line breaks and nulls. */
export const MULTILINE = Object.values(LINES).flat();

/** Payloads that could be an emote's name: one word, of up to 200 bytes. */
export const WORDS = PAYLOADS.filter((payload) => /^\P{White_Space}+$/u.test(payload) && Buffer.byteLength(payload) <= 200);

/** One of each family, for what is too slow or too rare to try all. */
export const SAMPLES = Object.values(FAMILIES).map((family) => family.at(-1));
