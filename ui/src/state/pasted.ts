// Which platform a person means by what they paste.

/**
 * `either`: a plain name that both platforms could have. `elsewhere`: a link to neither of them.
 */
export type Guess = "twitch" | "youtube" | "either" | "elsewhere" | "nothing";

/** What nobody sees and what steers the direction of writing: web pages leave it in what is copied off them. */
const UNSEEN = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** What stands around a name in a sentence and is no part of it. */
const AROUND = /^[\s"'`‘’‚‛“”„‟«»‹›]+|[\s"'`‘’‚‛“”„‟«»‹›]+$/g;

/** The name or the link alone, without what came along when it was copied. */
export function bare(pasted: string): string {
  const seen = pasted.replace(UNSEEN, "").replace(AROUND, "");
  return seen.replace(/^view-source:\s*/i, "");
}

export function guessPlatform(pasted: string): Guess {
  const text = bare(pasted);
  if (text === "") return "nothing";

  const host = hostOf(text);
  if (host !== null) {
    if (isAt(host, "twitch.tv")) return "twitch";
    if (isAt(host, "youtube.com") || isAt(host, "youtu.be")) return "youtube";
    return "elsewhere";
  }

  if (text.startsWith("#")) return "twitch";
  if (text.startsWith("@") || /^UC[\w-]{22}$/.test(text)) return "youtube";
  // A Twitch login has nothing but these; anything else can only be a handle.
  return /^\w{1,25}$/.test(text) ? "either" : "youtube";
}

/** The host of a link, with or without its scheme; null for what is no link. */
function hostOf(text: string): string | null {
  const match = /^(?:[a-z]+:)?\/\/([^/?#\s]+)|^((?:[a-z\d-]+\.)+[a-z]{2,})(?=[/?#]|$)/i.exec(text);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined) return null;
  // `some.name` is a handle; only what leads somewhere is a link to elsewhere.
  const known = isAt(host, "twitch.tv") || isAt(host, "youtube.com") || isAt(host, "youtu.be");
  return known || text.includes("/") ? host.toLowerCase() : null;
}

function isAt(host: string, domain: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  return name === domain || name.endsWith(`.${domain}`);
}
