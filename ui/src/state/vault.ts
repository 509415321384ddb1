// Where sign-ins are kept, and what a person can do where that is shut.

import { computed } from "@preact/signals";
import { ApiError, api } from "../api/client";
import type { Vault } from "../api/types";
import type { KeepIn } from "../api/writing";
import { status } from "./status";

export const vault = computed(() => status.value?.vault ?? null);

/** What helps where the vault is shut. */
export interface WayOut {
  /** A passphrase opens it. */
  passphrase: boolean;
  /** Asking again may open it. */
  retry: boolean;
  /** Other ways to keep sign-ins from now on. */
  keep: readonly KeepIn[];
}

const NEW_START: readonly KeepIn[] = ["keychain", "passphrase", "this_run"];
const WITHOUT_KEYCHAIN: readonly KeepIn[] = ["passphrase", "this_run"];

/** By the reason's fixed name. One that this page does not know can be asked again. */
export function wayOut(code: string | undefined): WayOut {
  switch (code) {
    case "keychain_locked":
    case "keychain_denied":
    case "keychain_absent":
    case "keychain_slow":
      return { passphrase: false, retry: true, keep: WITHOUT_KEYCHAIN };
    case "passphrase_needed":
    case "wrong_passphrase":
      return { passphrase: true, retry: false, keep: NEW_START };
    case "keychain_key_lost":
    case "sign_ins_damaged":
      return { passphrase: false, retry: true, keep: NEW_START };
    default:
      return { passphrase: false, retry: true, keep: [] };
  }
}

/** What was refused, in words; null where it was done. */
type Refusal = string | null;

export function unlock(passphrase?: string): Promise<Refusal> {
  return tried(api.unlockVault(passphrase));
}

export function keep(how: KeepIn, passphrase?: string): Promise<Refusal> {
  return tried(api.keepSignIns(how, passphrase));
}

async function tried(call: Promise<Vault>): Promise<Refusal> {
  try {
    const vault = await call;
    if (status.value) status.value = { ...status.value, vault };
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return [error.message, error.hint].filter(Boolean).join(" ");
  }
}
