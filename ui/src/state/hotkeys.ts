// The keys that work in every program.

import { ApiError } from "../api/client";
import { told } from "../api/told";
import type { Hotkeys } from "../api/types";
import { sayChanged } from "./changed";
import { set, settings } from "./settings";
import { report } from "./toasts";

/** Sets the keys of a deed; null: it has none. Answers why not, where they can't be taken. */
export async function setHotkey(name: keyof Hotkeys, keys: string | null): Promise<string | null> {
  const before = settings.value?.hotkeys[name] ?? null;
  if (keys === before) return null;
  try {
    await put(name, keys);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return told(error);
  }
  sayChanged(`hotkeys.${name}`, keys, () => put(name, before).catch(report));
  return null;
}

function put(name: keyof Hotkeys, keys: string | null): Promise<void> {
  return set({ hotkeys: { [name]: keys } });
}
