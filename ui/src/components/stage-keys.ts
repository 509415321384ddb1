// The keys of the stage, anywhere on the page outside of what takes letters.

import { useEffect } from "preact/hooks";
import { go, undoModerator } from "../state/focus";

export const KEYS = { next: "N", previous: "P", clear: "C", undo: "U" } as const;

const RUNS: Record<string, () => Promise<void>> = {
  n: () => go("next"),
  p: () => go("previous"),
  c: () => go("clear"),
  u: undoModerator,
};

/** Inputs that take no letters. */
const TAKES_NONE = ["checkbox", "radio", "range", "color", "button", "file", "submit"];

export function useStageKeys(): void {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

function onKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, repeat, target } = event;
  if (ctrlKey || metaKey || altKey || repeat || event.defaultPrevented) return;
  const run = RUNS[key.toLowerCase()];
  if (!run || takesLetters(target) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  void run();
}

function takesLetters(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !TAKES_NONE.includes(target.type);
  // A list of choices looks for what begins with the letter.
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
