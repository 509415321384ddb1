// What of a style sheet a browser would skip in silence: told with its line, so that nobody wonders
// why nothing changes. It stops nothing, and reads no more than it needs to.

import { isYoutubes, youtubeWords } from "./youtube-css";

/** What is wrong with a line. */
export type Fault =
  | "open"
  | "stray"
  | "quote"
  | "comment"
  | "property"
  | "value"
  | "unread"
  | "youtube";

export interface Mistake {
  /** From 1. */
  line: number;
  fault: Fault;
  /** The word that is wrong, where there is one. */
  word: string;
}

/** Whether the browser knows such a declaration: `CSS.supports`. */
export type Supports = (property: string, value: string) => boolean;

/** At-rules whose blocks have descriptors of their own, which are no properties. */
const DESCRIBING = /^@(-\w+-)?(font-|counter-style|property|page|color-profile|view-transition)/i;
/** More would not be read. */
const MOST = 20;

interface Block {
  line: number;
  describes: boolean;
}

/** The mistakes of a style sheet, in the order of its lines. */
export function mistakesIn(css: string, supports: Supports): Mistake[] {
  const found: Mistake[] = [];
  const blocks: Block[] = [];
  const note = (line: number, fault: Fault, word = "") => found.push({ line, fault, word });
  const foreign = new Set<string>();
  // Generators write the same words again and again.
  const noteYoutubes = (line: number, word: string) => {
    if (!foreign.has(word)) note(line, "youtube", word);
    foreign.add(word);
  };
  const end = (part: Part) => {
    const describes = blocks.some((block) => block.describes);
    if (blocks.length > 0 && !describes) judge(part, supports, note);
    else if (blocks.length === 0 && part.text && !part.text.startsWith("@"))
      note(part.line, "unread", short(part.text));
    // It becomes a part of the next selector, and the whole rule is skipped.
    else if (blocks.length === 0 && part.ends === ";" && !part.text)
      note(part.endLine, "unread", ";");
  };
  for (const part of partsOf(css, note)) {
    if (part.ends === "{") {
      if (!part.text.startsWith("@"))
        for (const word of youtubeWords(part.text)) noteYoutubes(part.line, word);
      blocks.push({ line: part.line, describes: DESCRIBING.test(part.text) });
    } else {
      const [property = ""] = part.text.split(":");
      if (blocks.length > 0 && isYoutubes(property)) noteYoutubes(part.line, property.trim());
      end(part);
      if (part.ends === "}" && !blocks.pop()) note(part.endLine, "stray", "}");
    }
  }
  for (const { line } of blocks) note(line, "open", "{");
  return found.sort((one, other) => one.line - other.line).slice(0, MOST);
}

/** A declaration within a block. */
function judge(
  { text, line }: Part,
  supports: Supports,
  note: (line: number, fault: Fault, word: string) => void,
) {
  // Rules within rules may be no more than a statement.
  if (text === "" || text.startsWith("@")) return;
  const colon = text.indexOf(":");
  const property = text.slice(0, Math.max(colon, 0)).trim();
  const value = text
    .slice(colon + 1)
    .replace(/!\s*important\s*$/i, "")
    .trim();
  if (!/^-{0,2}[\w-]+$/.test(property)) note(line, "unread", short(text));
  else if (property.startsWith("--")) return;
  else if (!supports(property, "initial")) note(line, "property", property);
  else if (!supports(property, value)) note(line, "value", short(value));
}

interface Part {
  /** Without comments, trimmed. */
  text: string;
  /** Where it begins, and where it ends. */
  line: number;
  endLine: number;
  ends: "{" | "}" | ";" | "";
}

/** What stands between braces and semicolons. */
function* partsOf(css: string, note: (line: number, fault: Fault) => void): Generator<Part> {
  let [text, line, start, depth] = ["", 1, 1, 0];
  const part = (ends: Part["ends"]): Part => {
    const made = { text: text.trim(), line: start, endLine: line, ends };
    text = "";
    return made;
  };
  for (let at = 0; at < css.length; at += 1) {
    const letter = css.charAt(at);
    if (css.startsWith("/*", at)) {
      const close = css.indexOf("*/", at + 2);
      if (close < 0) note(line, "comment");
      const skipped = css.slice(at, close < 0 ? css.length : close + 2);
      line += skipped.split("\n").length - 1;
      at += skipped.length - 1;
      text += " ";
      continue;
    }
    if (letter === '"' || letter === "'") {
      const word = quoted(css, at, letter);
      if (word.isOpen) note(line, "quote");
      if (text.trim() === "") start = line;
      text += word.text;
      line += word.text.split("\n").length - 1;
      at += word.text.length - 1;
      continue;
    }
    if (letter === "\\") {
      text += css.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (letter === "(" || letter === "[") depth += 1;
    if (letter === ")" || letter === "]") depth = Math.max(0, depth - 1);
    // An address without quotes may have a semicolon; one that is never closed ends with its line's block.
    const ends = (letter === ";" && depth === 0) || letter === "{" || letter === "}";
    if (ends) {
      depth = 0;
      yield part(letter as Part["ends"]);
    } else {
      if (text.trim() === "" && letter.trim() !== "") start = line;
      text += letter;
    }
    if (letter === "\n") line += 1;
  }
  if (text.trim() !== "") yield part("");
}

/** A text in quotes, which ends with its line where it is not closed. */
function quoted(css: string, from: number, quote: string): { text: string; isOpen: boolean } {
  for (let at = from + 1; at < css.length; at += 1) {
    const letter = css.charAt(at);
    if (letter === "\\") at += 1;
    else if (letter === quote) return { text: css.slice(from, at + 1), isOpen: false };
    else if (letter === "\n") return { text: css.slice(from, at), isOpen: true };
  }
  return { text: css.slice(from), isOpen: true };
}

/** No longer than what is read at a glance. */
export function short(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
}
