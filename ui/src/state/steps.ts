// What can be undone, and what can be done again.

import { computed, type Signal, signal } from "@preact/signals";
import { merged, type OverlayPatch, ofTheSame } from "./patch";

/** What is to change in an overlay, or in what the editor sets for all of them. */
export type StepPatch = OverlayPatch & { chat_speed?: number | null };

/** One change of an overlay, or of all, and the way back. */
export interface Step {
  /** The overlay's id; `null`: the application's settings. */
  overlay: string | null;
  /** What it was, in a word for the person. */
  what: string;
  back: StepPatch;
  forth: StepPatch;
}

/** Changes of the same field within this are one step: a slider that is drawn is not a hundred. */
const ONE_STEP_MS = 1000;
const MOST = 200;

export class Steps {
  readonly #done = signal<Step[]>([]);
  readonly #undone = signal<Step[]>([]);
  #lastAt = Number.NEGATIVE_INFINITY;
  /** What the last step was before the last change became part of it. */
  #before: Step | null = null;

  /** What `undo` would take back, and `redo` do again. */
  readonly next = computed(() => ({
    undo: this.#done.value.at(-1) ?? null,
    redo: this.#undone.value.at(-1) ?? null,
  }));

  /** Notes a change that was made at `now`, in milliseconds. What was undone is gone then. */
  note(step: Step, now: number): void {
    const last = this.#done.value.at(-1);
    const goesOn =
      last?.overlay === step.overlay &&
      ofTheSame(last.forth, step.forth) &&
      now - this.#lastAt < ONE_STEP_MS;
    const before = goesOn ? this.#done.value.slice(0, -1) : this.#done.value;
    const whole = goesOn
      ? { ...step, back: last.back, forth: merged(last.forth, step.forth) }
      : step;
    this.#done.value = [...before, whole].slice(-MOST);
    this.#undone.value = [];
    this.#lastAt = now;
    this.#before = goesOn ? last : null;
  }

  undo(): Step | null {
    return this.#move(this.#done, this.#undone);
  }

  redo(): Step | null {
    return this.#move(this.#undone, this.#done);
  }

  /** The last change with this way forth was refused: there is nothing of it to take back. */
  forget(overlay: string | null, forth: StepPatch): void {
    const others = (step: Step) => step.overlay !== overlay || !ofTheSame(step.forth, forth);
    const last = this.#done.value.at(-1);
    if (!last || others(last)) return;
    const before = this.#before ? [this.#before] : [];
    this.#done.value = [...this.#done.value.slice(0, -1), ...before];
    this.#before = null;
  }

  /** The overlay is gone. */
  forgetOverlay(id: string): void {
    const others = ({ overlay }: Step) => overlay !== id;
    this.#done.value = this.#done.value.filter(others);
    this.#undone.value = this.#undone.value.filter(others);
    this.#before = null;
  }

  #move(from: Signal<Step[]>, to: Signal<Step[]>): Step | null {
    const step = from.value.at(-1);
    if (!step) return null;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, step];
    // What comes next is a step of its own.
    this.#lastAt = Number.NEGATIVE_INFINITY;
    this.#before = null;
    return step;
  }
}
