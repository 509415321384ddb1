// The one question that the page asks before it does what can't be undone.

import { signal } from "@preact/signals";

export interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  yes: string;
  run: () => void;
}

export const question = signal<Question | null>(null);
