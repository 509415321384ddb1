// Where sign-ins are kept, and what a person can do where that is shut.

import { computed, effect } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import type { Vault } from "../api/types";
import type { KeepIn } from "../api/writing";
import { refused, signIn } from "./accounts";
import { keyRefused } from "./api-key";
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

const without: readonly KeepIn[] = ["passphrase", "this_run"];
const anew: readonly KeepIn[] = ["keychain", "passphrase", "this_run"];

/** By the reason's fixed name. */
const ways: Record<string, WayOut> = {
  keychain_locked: { passphrase: false, retry: true, keep: without },
  keychain_denied: { passphrase: false, retry: true, keep: without },
  keychain_absent: { passphrase: false, retry: true, keep: without },
  keychain_slow: { passphrase: false, retry: true, keep: without },
  passphrase_needed: { passphrase: true, retry: false, keep: anew },
  wrong_passphrase: { passphrase: true, retry: false, keep: anew },
  keychain_key_lost: { passphrase: false, retry: true, keep: anew },
  sign_ins_damaged: { passphrase: false, retry: true, keep: anew },
  sign_ins_newer: { passphrase: false, retry: true, keep: [] },
  sign_ins_not_written: { passphrase: false, retry: true, keep: [] },
  no_randomness: { passphrase: false, retry: true, keep: [] },
};

export interface Trouble {
  code: string;
  /** Why, and what to do. */
  why: string;
  way: WayOut;
}

/** Whether sign-ins can be read and kept. */
const isOpen = computed(() =>
  ["keychain", "passphrase", "this_run"].includes(vault.value?.state ?? ""),
);

/** Of these, nothing is known of what is in the file. */
const unread = ["sign_ins_damaged", "sign_ins_newer", "sign_ins_not_written"];

/** Whether it is shut and its file is whole: then a sign-in can be forgotten without being read. */
export const isWholeButShut = computed(() => {
  const { state, code = "" } = vault.value ?? {};
  return state === "shut" && !unread.includes(code);
});

/** Why a secret may be refused while others can be read and kept. */
const inAnOpenOne = ["sign_ins_not_written", "no_randomness"];

/** Whether something was refused for want of a place that is there by now. */
function isOver(code: string): boolean {
  return isOpen.value && code in ways && !inAnOpenOne.includes(code);
}

/**
 * Why sign-ins can't be kept or read. It is the vault that says so; where that is not shut, a sign-in
 * or the API key may have been refused for it.
 */
export const trouble = computed((): Trouble | null => {
  const { state, code = "", detail = "" } = vault.value ?? {};
  if (state === "shut") return { code, why: detail, way: wayOut(code) };
  const refusal = [refused.value, keyRefused.value].find(
    (each) => each && each.code in ways && !isOver(each.code),
  );
  if (!refusal) return null;
  return { code: refusal.code, why: refusal.why, way: wayOut(refusal.code) };
});

/** So long after a person has asked for it, a sign-in may open its page by itself. */
const STILL_WANTED = 5 * 60_000;

/**
 * Goes on where the vault opens by itself, as a slow keychain's does. Ends when called. Whoever has
 * long turned to something else begins anew: the page of a platform is not to come up over that.
 */
export function followVault(): () => void {
  return effect(() => {
    const [refusal, key] = [refused.value, keyRefused.value];
    if (key && isOver(key.code)) keyRefused.value = null;
    if (!refusal || !isOver(refusal.code)) return;
    refused.value = null;
    if (refusal.again || Date.now() - refusal.at > STILL_WANTED) return;
    void signIn(refusal.platform, refusal.rights, true);
  });
}

/** A reason that this page does not know can be asked again. */
export function wayOut(code: string): WayOut {
  return ways[code] ?? { passphrase: false, retry: true, keep: [] };
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
    goOn();
    if (status.value) status.value = { ...status.value, vault };
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return told(error);
  }
}

/** The sign-in that had no place to be kept in goes on. */
function goOn(): void {
  // The key is still in its field, for the person to send again.
  keyRefused.value = null;
  const refusal = refused.value;
  if (!refusal || !(refusal.code in ways)) return;
  refused.value = null;
  void signIn(refusal.platform, refusal.rights);
}
