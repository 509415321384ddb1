// The invitation that is being written, until it is made.

import { signal } from "@preact/signals";
import type { ModRight } from "../api/types";
import type { Ends } from "./invitation";

interface InvitationDraft {
  name: string;
  rights: readonly ModRight[];
  ends: Ends;
  date: string;
}

/** At first it allows what is harmless, until the streamer says more. */
export const draft = signal<InvitationDraft>({
  name: "",
  rights: ["suggest"],
  ends: "never",
  date: "",
});

export function write(change: Partial<InvitationDraft>): void {
  draft.value = { ...draft.value, ...change };
}
