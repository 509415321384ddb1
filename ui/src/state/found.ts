// The search in the settings.

/** Whether each word that was typed begins a word of this text, whatever its case and accents. */
export function isFound(typed: string, text: string): boolean {
  const has = wordsOf(text);
  return wordsOf(typed).every((word) => has.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}
