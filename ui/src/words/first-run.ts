// The words of the guide for who starts for the first time.

import { spoken, t, text } from "./fluent";
import { list } from "./formats";

export const words = spoken("first-run", {
  title: text,
  leave: text,
  call: text,
  done: text,
  paste: text,
  pasteHelp: text,
  pasteDone: (channels: readonly string[]) =>
    t("first-run-pasteDone", { channels: list(channels) }),
  toField: text,
  see: text,
  seeHelp: text,
  seeWaits: text,
  seeStopped: text,
  seeRead: text,
  seeDone: text,
  put: text,
  putHelp: text,
  putInto: (scene: string) => t("first-run-putInto", { scene }),
  putDone: (scene: string) => t("first-run-putDone", { scene }),
  putOpened: text,
  copy: text,
  copiedSay: text,
  notCopied: text,
  more: text,
});
