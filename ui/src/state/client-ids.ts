// The application's ids at the platforms, where a person brings their own.

import { ApiError } from "../api/client";
import { told } from "../api/told";
import type { AccountSettings, Platform } from "../api/types";
import { words } from "../words/accounts";
import { refused } from "./accounts";
import { set, settings } from "./settings";
import { showToast } from "./toasts";

export function clientId(platform: Platform): string {
  const set = settings.value?.accounts;
  return (platform === "twitch" ? set?.twitch_client_id : set?.google_client_id) ?? "";
}

/** Whether Google's id has its secret, which is never shown again. */
export function hasSecret(): boolean {
  return Boolean(settings.value?.accounts.google_client_secret);
}

/** Stores them; an empty id takes both out, an empty secret leaves the one that is there. */
export async function setClient(
  platform: Platform,
  id: string,
  secret: string,
): Promise<string | null> {
  let accounts: Partial<AccountSettings>;
  if (platform === "twitch") accounts = { twitch_client_id: id || null };
  else if (!id) accounts = { google_client_id: null, google_client_secret: null };
  else if (secret) accounts = { google_client_id: id, google_client_secret: secret };
  else accounts = { google_client_id: id };
  try {
    await set({ accounts });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return told(error);
  }
  // What the old one was refused for is over.
  refused.value = null;
  showToast({ tone: "plain", text: id ? words.client.saved : words.client.cleared });
  return null;
}
