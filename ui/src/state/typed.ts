// What is typed into a field of an overlay that is sent when the field is left. It stays in the field until
// the application has it, so that nothing is lost that was refused or could not be sent.

import { batch, type Signal, signal } from "@preact/signals";
import { ApiError } from "../api/client";
import { told } from "../api/told";
import { words } from "../words";
import { draftOf } from "./drafts";
import { names, type OverlayPatch } from "./patch";

interface Refusal {
  /** Why, and what to do. */
  says: string;
  /** Whether the same text would be refused again. What was only not answered is tried once more. */
  isFinal: boolean;
}

/** What is sent: over which saved text, in which form, and how. */
export interface Leaving {
  saved: string;
  /** The text as it is kept: without what only stands around it. */
  tidy: (text: string) => string;
  send: (text: string) => Promise<void>;
}

export class Typed {
  /** Null: the field shows what is saved. */
  readonly text: Signal<string | null>;
  readonly refusal = signal<Refusal | null>(null);
  #onWay: string | null = null;

  constructor(name: string) {
    this.text = draftOf(name);
  }

  /** What is typed mends what was refused, until it is sent. */
  write(text: string): void {
    batch(() => {
      this.text.value = text;
      this.refusal.value = null;
    });
  }

  /** The field shows what is saved again. */
  takeBack(): void {
    batch(() => {
      this.text.value = null;
      this.refusal.value = null;
    });
  }

  /** Sends what was typed, if the application has not got it yet. Gives why that was refused, else null. */
  async leave({ saved, tidy, send }: Leaving): Promise<unknown> {
    if (this.text.value === null || this.refusal.value?.isFinal) return null;
    const text = tidy(this.text.value);
    if (text === this.#onWay) return null;
    if (text === saved) {
      this.takeBack();
      return null;
    }
    this.text.value = text;
    this.#onWay = text;
    try {
      await send(text);
      // What was typed meanwhile stays, and is sent when it is left.
      if (this.text.value === text) this.takeBack();
      return null;
    } catch (error) {
      if (this.text.value === text) this.refusal.value = refusalOf(error);
      return error;
    } finally {
      if (this.#onWay === text) this.#onWay = null;
    }
  }
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ApiError)) return { says: words.errors.unexpected, isFinal: false };
  return { says: told(error), isFinal: error.status === 422 };
}

const all = new Map<string, Typed>();

/** What is typed into this field of an overlay. The field goes by its place in a patch: `options.look.size`. */
export function typedIn(overlay: string, field: string): Typed {
  const name = `overlay ${overlay} ${field}`;
  const typed = all.get(name) ?? new Typed(name);
  all.set(name, typed);
  return typed;
}

/** Takes back what was refused of the fields that this patch has. Whether there was any. */
export function takeBackRefused(overlay: string, patch: OverlayPatch): boolean {
  const refused = names(patch)
    .map((field) => typedIn(overlay, field))
    .filter(({ refusal }) => refusal.value !== null);
  for (const typed of refused) typed.takeBack();
  return refused.length > 0;
}
