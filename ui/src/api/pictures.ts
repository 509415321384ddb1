// Pictures that the page asks for itself, where the browser can't: each once, however many rows have it.

import { way } from "./way";

/** So many are asked for at once: between them there is room for what somebody does. */
const AT_ONCE = 6;

/** So much is kept of what is on the page no more: it may be written again. */
export const KEPT_BYTES = 16 * 1024 * 1024;

interface Holder {
  /** It is there, under this address of the page's own. */
  take(address: string): void;
  /** It is not to be had now. */
  fail(): void;
}

interface Picture {
  holders: Set<Holder>;
  /** Null until it is there. */
  made: { address: string; bytes: number } | null;
}

/** By their paths. Those that nobody holds are in the order in which they were let go. */
const pictures = new Map<string, Picture>();

/** Gets a picture for somebody who shows it. Lets it go when called. */
export function holdPicture(path: string, holder: Holder): () => void {
  const picture = pictures.get(path) ?? begin(path);
  picture.holders.add(holder);
  if (picture.made) holder.take(picture.made.address);
  return () => {
    picture.holders.delete(holder);
    if (picture.holders.size > 0 || pictures.get(path) !== picture) return;
    pictures.delete(path);
    pictures.set(path, picture);
    forget();
  };
}

function begin(path: string): Picture {
  const picture: Picture = { holders: new Set(), made: null };
  pictures.set(path, picture);
  turns.push(() => get(path, picture));
  // Whoever asks first is to hold it by then.
  queueMicrotask(takeTurns);
  return picture;
}

async function get(path: string, picture: Picture): Promise<void> {
  const { holders } = picture;
  const blob = holders.size > 0 ? await way.picture?.(path).catch(() => null) : null;
  if (!blob) {
    // Whoever asks again asks anew.
    pictures.delete(path);
    for (const { fail } of [...holders]) fail();
    return;
  }
  const address = URL.createObjectURL(blob);
  picture.made = { address, bytes: blob.size };
  for (const { take } of [...holders]) take(address);
  forget();
}

/** Of what nobody holds, what was let go first goes first. */
function forget(): void {
  const idle = [...pictures].filter(([, { holders }]) => holders.size === 0);
  let kept = idle.reduce((sum, [, { made }]) => sum + (made?.bytes ?? 0), 0);
  for (const [path, { made }] of idle) {
    if (kept <= KEPT_BYTES) return;
    if (!made) continue;
    kept -= made.bytes;
    pictures.delete(path);
    URL.revokeObjectURL(made.address);
  }
}

const turns: (() => Promise<void>)[] = [];
let running = 0;

function takeTurns(): void {
  while (running < AT_ONCE) {
    const turn = turns.shift();
    if (!turn) return;
    running += 1;
    void turn().finally(() => {
      running -= 1;
      takeTurns();
    });
  }
}
