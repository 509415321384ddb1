// How the focus queue goes on by itself, and what is queued by itself.

import { computed } from "@preact/signals";
import type { FocusPatch } from "../api/client";
import { sayChanged } from "./changed";
import { set, settings } from "./settings";
import { report } from "./toasts";

/** Null until it has come. */
export const focusSettings = computed(() => settings.value?.focus ?? null);

/** Whether it was taken. */
export async function changeFocus(patch: FocusPatch): Promise<boolean> {
  try {
    await set({ focus: patch });
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

/** The same for what is typed, with a way back. `name`: its dotted one. */
export async function changeTyped<Value>(
  name: string,
  from: Value,
  to: Value,
  patch: (value: Value) => FocusPatch,
): Promise<boolean> {
  if (!(await changeFocus(patch(to)))) return false;
  sayChanged(name, to, () => changeFocus(patch(from)));
  return true;
}

let last: Promise<unknown> = Promise.resolve();

/** Changes the list as it is once what was changed before is answered. Whether that was taken. */
export function changeKeywords(change: (known: string[]) => string[]): Promise<boolean> {
  const turn = last.then(async () => {
    const known = focusSettings.value?.auto.keywords ?? [];
    const wanted = change(known);
    if (wanted.length === known.length) return true;
    return changeTyped("focus.auto.keywords", known, wanted, (keywords) => ({
      auto: { keywords },
    }));
  });
  last = turn;
  return turn;
}
