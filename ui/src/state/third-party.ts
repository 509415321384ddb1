// What others made of the program, with the terms of each: a long list, fetched when somebody asks.

import { signal } from "@preact/signals";
import { thirdPartyList } from "../api/client";
import { report } from "./toasts";

/** The list, once it was asked for. */
export const thirdParty = signal<string | null>(null);

export async function showThirdParty(): Promise<void> {
  try {
    thirdParty.value = await thirdPartyList();
  } catch (error) {
    report(error);
  }
}

/** It is fetched again when it is wanted again, and takes no memory until then. */
export function hideThirdParty(): void {
  thirdParty.value = null;
}
