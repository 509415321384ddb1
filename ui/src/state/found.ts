// The search in the settings.

/**
 * Whether each word that was typed begins a word of this text, whatever its case and accents. All is found
 * as long as nothing is typed; signs that make no word find nothing.
 */
export function isFound(typed: string, text: string): boolean {
  const sought = wordsOf(typed);
  if (sought.length === 0) return typed.trim() === "";
  const has = wordsOf(text);
  return sought.every((word) => has.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
