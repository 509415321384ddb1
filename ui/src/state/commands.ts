// Slash commands, to choose from.

import { signal } from "@preact/signals";
import { api } from "../api/client";
import type { CommandView } from "../api/types";
import { report } from "./toasts";

/** Those that one may use here; none until they are known. */
export const commands = signal<readonly CommandView[]>([]);

export async function loadCommands(): Promise<void> {
  try {
    commands.value = await api.commands();
  } catch (error) {
    report(error);
  }
}

/** Whether a text is a command. `//` and a space before it make it a message. */
export function isCommand(text: string): boolean {
  return /^\/(?!\/)/.test(text);
}

/** The commands that a text can become; behind its name, the one that it is. */
export function fitting(text: string, all: readonly CommandView[]): readonly CommandView[] {
  const [, typed = "", behind] = /^\/([a-z0-9]*)(\s?)/i.exec(text) ?? [];
  if (!isCommand(text)) return [];
  const start = typed.toLowerCase();
  return all.filter(({ name }) => (behind ? name === start : name.startsWith(start)));
}
