// The words of YouTube's plain API key.

import type { Account } from "../api/types";
import { spoken, text } from "./fluent";

const states: Record<NonNullable<Account["api_key"]>, string> = spoken("api-key-states", {
  none: text,
  set: text,
  locked: text,
});

export const words = spoken("api-key", {
  title: text,
  help: text,
  states,
  guide: [text, text, text] as readonly string[],
  key: text,
  save: text,
  checking: text,
  forget: text,
  noPlace: text,
  saved: text,
  forgotten: text,
});
