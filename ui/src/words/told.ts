// What the server tells, by its code: the moderators' page goes by the language of its own device, and
// the server by the one that is set. A code whose sentence says more than the code does (which folder,
// what a platform answered) has no text here, and is shown as it came.

import type { CommandView, Source, Theme } from "../api/types";
import { maybe } from "./fluent";

interface Sentence {
  code: string;
  message: string;
  hint: string;
}

/** The same in the language that is spoken, where the page has it; English is the server's own. */
export function told<Told extends Sentence>(of: Told): Told {
  const message = maybe(`told-${of.code}`);
  return message === undefined ? of : { ...of, message, hint: maybe(`told-${of.code}-hint`) ?? "" };
}

/** How a source is. Where something is wrong, the server's sentence says what. */
export function toldOfSource({ state, health, detail }: Source): string {
  const plain = health === "ok" || state === "off" || state === "connecting";
  return (plain && maybe(`told-source-${state}`)) || detail;
}

/** A slash command, with how it is written and what it does in the language that is spoken. */
export function toldOfCommand(command: CommandView): CommandView {
  const { name, usage, does } = command;
  return {
    ...command,
    usage: maybe(`told-usage-${name}`) ?? usage,
    does: maybe(`told-command-${name}`) ?? does,
  };
}

/** Who made the themes that come with the application. */
const OURS = "MultiChat Overlay";

/** What a theme looks like. One that is not ours says it itself, also in the place of one that is. */
export function toldOfTheme({ id, author, description }: Theme): string {
  return (author === OURS && maybe(`told-theme-${id}`)) || description;
}
