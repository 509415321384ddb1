// What this browser keeps of its own. Storage may be forbidden or full: then it lasts as long as the page.

import { type ReadonlySignal, signal } from "@preact/signals";

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function keep(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    return;
  }
}

/** Something that has happened or not, and is kept. */
export interface Fact {
  is: ReadonlySignal<boolean>;
  set: (is: boolean) => void;
}

export function fact(name: string): Fact {
  const is = signal(kept(name) !== null);
  return {
    is,
    set: (now) => {
      if (now === is.value) return;
      is.value = now;
      keep(name, now ? "yes" : null);
    },
  };
}
