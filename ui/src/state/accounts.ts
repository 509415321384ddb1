// The accounts that a person signs in to. How they are comes with the status.

import { computed, signal } from "@preact/signals";
import { ApiError, api } from "../api/client";
import { told } from "../api/told";
import type { Account, Platform } from "../api/types";
import type { Right } from "../api/writing";
import { words } from "../words/accounts";
import { question } from "./question";
import { status } from "./status";
import { report, showToast } from "./toasts";

export const accounts = computed(() => status.value?.accounts ?? []);

/** Whether the account of this platform may do that. */
export function may(platform: Platform, right: Right): boolean {
  return accounts.value.some((each) => each.platform === platform && each.can.includes(right));
}

/** What the answer to a sign-in said and the status does not repeat. */
export interface Begun {
  platform: Platform;
  rights: Right[];
  /** Of which sign-in it is. */
  url: string | undefined;
  qr: string | undefined;
  opened: boolean;
}

/** The sign-in that this page began last. */
export const begun = signal<Begun | null>(null);

/** The platform that is being asked to begin one. */
export const beginning = signal<Platform | null>(null);

/** A sign-in that did not begin. */
export interface Refused {
  platform: Platform;
  rights: Right[];
  code: string;
  /** Why, and what to do. */
  why: string;
  /** When, on this page's clock. */
  at: number;
  /** Whether it had gone on by itself before it was refused once more. */
  again: boolean;
}

/** The last one. */
export const refused = signal<Refused | null>(null);

/**
 * Begins a sign-in, or opens the page again of one that is under way for the same rights. `again` is
 * one that goes on by itself.
 */
export async function signIn(platform: Platform, rights: Right[], again = false): Promise<void> {
  if (beginning.value) return;
  beginning.value = platform;
  refused.value = null;
  try {
    const { qr, opened, ...account } = await api.connectAccount(platform, rights);
    begun.value = { platform, rights, url: account.verification_url, qr, opened };
    show(account);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refused.value = {
      platform,
      rights,
      code: error.code,
      why: told(error),
      at: Date.now(),
      again,
    };
  } finally {
    beginning.value = null;
  }
}

export async function cancelSignIn(platform: Platform): Promise<void> {
  begun.value = null;
  await api.cancelSignIn(platform).catch(report);
}

export function askToSignOut({ platform, name, state }: Account): void {
  question.value = {
    title: words.askSignOut.title(platform),
    text:
      state === "locked"
        ? words.askSignOut.unread(platform)
        : words.askSignOut.text(name, platform),
    yes: words.askSignOut.yes,
    run: () => void signOut(platform),
  };
}

async function signOut(platform: Platform): Promise<void> {
  try {
    await api.disconnectAccount(platform);
    showToast({ tone: "plain", text: words.signedOut(platform) });
  } catch (error) {
    report(error);
  }
}

/** Shows what a call answered, where the status that has it too is still on its way. */
function show(account: Account): void {
  const current = status.value;
  if (!current) return;
  const others = current.accounts.map((each) =>
    each.platform === account.platform ? account : each,
  );
  status.value = { ...current, accounts: others };
}
