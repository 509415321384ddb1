// What is done about a message on the platform itself.

import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import type { Message } from "../api/types";
import type { Action } from "../api/writing";
import { words } from "../words";
import { writing } from "../words/writing";
import { accounts } from "./accounts";
import { report, showToast } from "./toasts";

/** As one text: it changes with them alone, so that no row is drawn for another reason. */
const platforms = computed(() =>
  accounts.value
    .filter(({ can }) => can.includes("moderate"))
    .map(({ platform }) => platform)
    .join(" "),
);

/** Whether this message can be moderated: somebody wrote it, and the account may. */
export function canModerate({ platform, author }: Message): boolean {
  return author != null && platforms.value.split(" ").includes(platform);
}

/** The message whose menu is open, and where on the page its button is. */
export const moderating = signal<{ message: Message; beside: DOMRect } | null>(null);

export interface Deed {
  action: Action;
  seconds?: number;
}

export async function moderate(message: Message, { action, seconds }: Deed): Promise<void> {
  if (action === "unban") {
    await unban(message);
    return;
  }
  try {
    await api.moderate(action, message.id, seconds);
  } catch (error) {
    report(error);
    return;
  }
  const { platform } = message;
  const name = message.author?.name ?? "";
  if (action === "delete") {
    showToast({ tone: "plain", text: writing.deleted(name, platform) });
    return;
  }
  const text =
    action === "ban"
      ? writing.banned(name, platform)
      : writing.timedOut(name, platform, seconds ?? 0);
  showToast({
    tone: "plain",
    text,
    action: { label: words.undo, run: () => void unban(message) },
  });
}

async function unban(message: Message): Promise<void> {
  try {
    await api.moderate("unban", message.id);
    showToast({
      tone: "plain",
      text: writing.unbanned(message.author?.name ?? "", message.platform),
    });
  } catch (error) {
    report(error);
  }
}
