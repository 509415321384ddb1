// What the server sends, as docs/protocol.md has it. What a frame cannot do without must be right;
// what only adds to a message, and is not what it should be, is left out.

/**
 * @typedef {object} Part
 * @property {string} type `text`, `mention`, `link`, `emote`, `modifier`, `cheer` or `gif`
 * @property {string} text
 * @property {string} [image]
 * @property {string} [provider]
 * @property {number} [ratio] width by height
 * @property {boolean} [overlay]
 * @property {boolean} [large]
 * @property {string[]} [effects]
 * @property {string[]} [effects_by] whose word does each of them
 * @property {Substitute[]} [instead] of other providers, for where `provider` is off
 * @property {number} [bits]
 * @property {string} [color]
 *
 * @typedef {{provider: string, image: string, ratio?: number, overlay?: boolean}} Substitute
 * @typedef {{name: string, title: string, icon: string | null, stand_in?: string, color?: string}} Badge
 * @typedef {{text: string, permille?: number}} Choice
 * @typedef {{question: string, choices: Choice[], votes?: number}} Poll
 *
 * @typedef {object} Author
 * @property {string} id
 * @property {string} name
 * @property {string[]} [roles]
 * @property {string} [color]
 * @property {string} [avatar]
 * @property {string} [pronouns]
 * @property {Badge[]} [badges]
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {string} platform
 * @property {string} kind
 * @property {string} [at] RFC 3339
 * @property {Author} [author]
 * @property {string} text
 * @property {Part[]} [body]
 * @property {string} [amount]
 * @property {string | null} [system]
 * @property {{id: string, author: string, text: string}} [reply_to]
 * @property {number} [tier]
 * @property {string[]} [marks]
 * @property {string} [shared_from]
 * @property {string} [event]
 * @property {string} [level]
 * @property {number} [count]
 * @property {number} [times]
 * @property {string[]} [recipients]
 * @property {string} [accent]
 * @property {Poll} [poll]
 * @property {string} [image]
 * @property {number} [rank]
 * @property {string} [effect]
 *
 * @typedef {object} Change
 * @property {number} seq
 * @property {Message} [add]
 * @property {Message} [replace]
 * @property {{message: Message, before: string | null}} [insert]
 * @property {{ids: string[], reason: string}} [remove]
 *
 * @typedef {{type: "snapshot", epoch: string, seq: number, curtain?: true, messages: Message[], ages?: number[]}} Snapshot
 * @typedef {{type: "resume", epoch: string, curtain?: true, changes: Change[]}} Resume
 * @typedef {{type: "changes", changes: Change[]}} Changes
 * @typedef {object} Look
 * @property {"look"} type
 * @property {string} theme
 * @property {string} theme_css
 * @property {string} custom_css
 * @property {unknown} [options] read by options.js
 * @typedef {{type: "curtain", drawn: boolean}} CurtainFrame
 * @typedef {{type: "focus", current: Message | null}} Focus
 * @typedef {{type: "samples", messages: Message[]}} Samples
 * @typedef {{type: "unknown"}} Unknown
 * @typedef {{type: "support", support: unknown}} SupportFrame read by support-parts.js
 * @typedef {Snapshot | Resume | Changes | Look | CurtainFrame | Focus | Samples | SupportFrame | Unknown} Frame
 */

/**
 * Reads one frame. A frame of a type that is not known is `unknown`, so that an old page in a
 * browser source outlives a newer server.
 *
 * @param {unknown} data what the socket gave
 * @returns {Frame | null} null where the frame is not what the protocol promises
 */
export function readFrame(data) {
  if (typeof data !== "string") return null;
  let frame;
  try {
    frame = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof frame?.type !== "string") return null;
  const sound = CHECKS.get(frame.type);
  if (!sound) return { type: "unknown" };
  return sound(frame) ? frame : null;
}

/** @type {Map<string, (frame: any) => boolean>} */
const CHECKS = new Map([
  ["snapshot", ({ epoch, seq, messages, ages }) =>
    isText(epoch) && Number.isSafeInteger(seq) && isListOf(messages, isMessage) &&
    isNoneOr(ages, (ages) => isListOf(ages, isCount))],
  ["resume", ({ epoch, changes }) => isText(epoch) && isListOf(changes, isChange)],
  ["changes", ({ changes }) => isListOf(changes, isChange)],
  ["samples", ({ messages }) => isListOf(messages, isMessage)],
  ["curtain", ({ drawn }) => isTruth(drawn)],
  ["focus", ({ current }) => current === null || isMessage(current)],
  ["support", ({ support }) => typeof support === "object" && support !== null],
  ["look", (look) => isText(look.theme) && isOwnAddress(look.theme_css) && isText(look.custom_css)],
]);

/** @type {[string, (value: any) => boolean][]} */
const OF_A_MESSAGE = [
  ["at", isText],
  ["marks", isListOfTexts],
  ["shared_from", isText],
  ["event", isText],
  ["level", isText],
  ["count", isCount],
  ["times", isCount],
  ["recipients", isListOfTexts],
  ["accent", isText],
  ["poll", (poll) => isText(poll?.question) && isListOf(poll.choices, (choice) => isText(choice?.text))],
  ["image", isOwnAddress],
  ["rank", isCount],
  ["effect", isText],
];

/** @type {[string, (value: any) => boolean][]} */
const OF_AN_AUTHOR = [
  ["avatar", isOwnAddress],
  ["pronouns", isText],
];

/** @type {[string, (value: any) => boolean][]} */
const OF_A_PART = [
  ["image", isOwnAddress],
  ["provider", isText],
  ["ratio", (ratio) => Number.isFinite(ratio) && ratio > 0],
  ["overlay", isTruth],
  ["large", isTruth],
  ["effects", isListOfTexts],
  ["effects_by", isListOfTexts],
  ["instead", (others) => isListOf(others, isSubstitute)],
  ["bits", isCount],
  ["color", isText],
];

/**
 * Whether an address is on this server. Any other would be stopped by the page's policy, and
 * written to OBS's log while it is.
 *
 * @param {unknown} address
 * @returns {address is string}
 */
export function isOwnAddress(address) {
  return typeof address === "string" && /^\/(?![/\\])/.test(address);
}

/** Whether it is `#rrggbb`. @param {unknown} color @returns {color is string} */
export function isColor(color) {
  return typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color);
}

/** @param {unknown} list @param {(item: any) => boolean} check */
function isListOf(list, check) {
  return Array.isArray(list) && list.every(check);
}

/** @param {any} change */
function isChange(change) {
  if (!Number.isSafeInteger(change?.seq)) return false;
  if (change.add) return isMessage(change.add);
  if (change.replace) return isMessage(change.replace);
  if (change.insert) {
    return isMessage(change.insert.message) && isTextOrNone(change.insert.before);
  }
  return isListOf(change.remove?.ids, isText);
}

/** @param {any} message */
function isMessage(message) {
  return (
    isText(message?.id) &&
    isText(message.platform) &&
    isText(message.kind) &&
    isText(message.text) &&
    isTextOrNone(message.amount) &&
    isTextOrNone(message.system) &&
    isNoneOr(message.tier, Number.isInteger) &&
    isNoneOr(message.author, isAuthor) &&
    isNoneOr(message.reply_to, (reply) => isText(reply.author) && isText(reply.text)) &&
    isNoneOr(message.body, (body) => isListOf(body, (part) => isText(part?.type) && isText(part.text))) &&
    tidied(message)
  );
}

/** Takes away the additions that are not what they should be. @param {any} message */
function tidied(message) {
  leaveOut(message, OF_A_MESSAGE);
  if (message.author) leaveOut(message.author, OF_AN_AUTHOR);
  for (const part of message.body ?? []) if (part.type !== "text") leaveOut(part, OF_A_PART);
  return true;
}

/** @param {any} holder @param {[string, (value: any) => boolean][]} checks */
function leaveOut(holder, checks) {
  for (const [name, sound] of checks) {
    if (holder[name] !== undefined && !sound(holder[name])) delete holder[name];
  }
}

/** @param {any} other */
function isSubstitute(other) {
  return (
    isText(other?.provider) &&
    isOwnAddress(other.image) &&
    (other.ratio === undefined || (Number.isFinite(other.ratio) && other.ratio > 0)) &&
    (other.overlay === undefined || isTruth(other.overlay))
  );
}

/** @param {any} author */
function isAuthor(author) {
  return (
    isText(author.id) &&
    isText(author.name) &&
    isNoneOr(author.roles, (roles) => isListOf(roles, isText)) &&
    isNoneOr(author.badges, (badges) => isListOf(badges, (badge) => isText(badge?.title)))
  );
}

/** @param {unknown} value @param {(value: any) => boolean} check */
function isNoneOr(value, check) {
  return value === undefined || value === null || check(value);
}

/** @param {unknown} value */
function isTextOrNone(value) {
  return isNoneOr(value, isText);
}

/** @param {unknown} list */
function isListOfTexts(list) {
  return isListOf(list, isText);
}

/** @param {unknown} value */
export function isCount(value) {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** @param {unknown} value */
function isTruth(value) {
  return typeof value === "boolean";
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string";
}
