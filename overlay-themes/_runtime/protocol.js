// What the server sends, as docs/protocol.md has it.

/**
 * @typedef {"text" | "emote" | "mention" | "link" | "cheer"} PartType
 * @typedef {{type: PartType, text: string, image?: string}} Part
 * @typedef {{name: string, title: string, icon: string | null}} Badge
 * @typedef {{id: string, name: string, roles?: string[], color?: string, badges?: Badge[]}} Author
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {string} platform
 * @property {string} kind
 * @property {Author} [author]
 * @property {string} text
 * @property {Part[]} [body]
 * @property {string} [amount]
 * @property {string | null} [system]
 * @property {{id: string, author: string, text: string}} [reply_to]
 * @property {number} [tier]
 *
 * @typedef {object} Change
 * @property {number} seq
 * @property {Message} [add]
 * @property {Message} [replace]
 * @property {{message: Message, before: string | null}} [insert]
 * @property {{ids: string[], reason: string}} [remove]
 *
 * @typedef {{type: "snapshot", epoch: string, seq: number, messages: Message[]}} Snapshot
 * @typedef {{type: "resume", epoch: string, changes: Change[]}} Resume
 * @typedef {{type: "changes", changes: Change[]}} Changes
 * @typedef {{type: "look", theme: string, theme_css: string, custom_css: string}} Look
 * @typedef {{type: "unknown"}} Unknown
 * @typedef {Snapshot | Resume | Changes | Look | Unknown} Frame
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
  ["snapshot", ({ epoch, seq, messages }) =>
    isText(epoch) && Number.isSafeInteger(seq) && isListOf(messages, isMessage)],
  ["resume", ({ epoch, changes }) => isText(epoch) && isListOf(changes, isChange)],
  ["changes", ({ changes }) => isListOf(changes, isChange)],
  ["look", (look) => isText(look.theme) && isOwnAddress(look.theme_css) && isText(look.custom_css)],
]);

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
    isNoneOr(message.body, (body) => isListOf(body, (part) => isText(part?.type) && isText(part.text)))
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

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string";
}
