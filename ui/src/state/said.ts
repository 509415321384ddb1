// What was sent, for Up to bring back.

const MOST = 50;

/** The newest first. */
let said: string[] = [];

/** Which of them is in the field; -1 is none. */
let at = -1;

export function remember(text: string): void {
  said = [text, ...said.filter((each) => each !== text)].slice(0, MOST);
  at = -1;
}

/**
 * The text that Up (1) or Down (-1) brings into a field with this text; null where the key is the
 * field's own: what was typed or changed is never replaced.
 */
export function recall(current: string, by: 1 | -1): string | null {
  if (current === "") at = -1;
  else if (current !== said[at]) return null;
  const next = at + by;
  if (next < -1 || next >= said.length) return null;
  at = next;
  return said[at] ?? "";
}
