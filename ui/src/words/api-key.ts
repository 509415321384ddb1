// The words of YouTube's plain API key.

import type { Account } from "../api/types";

const states: Record<NonNullable<Account["api_key"]>, string> = {
  none: "None is set.",
  set: "One is set.",
  locked: "One is kept, and can't be read now. See below what to do.",
};

export const words = {
  title: "Use an API key",
  help: "With one, public chat goes on by YouTube's official API while its page can't be read. A sign-in does the same, and finds your unlisted streams too.",
  states,
  guide: [
    "Open console.cloud.google.com, make a project, and enable the “YouTube Data API v3” under “APIs & Services”.",
    "Under “Credentials”, create an API key, and restrict it to that API.",
    "Copy it into the field below. It is checked at once, and kept as sign-ins are.",
  ] as readonly string[],
  key: "YouTube API key",
  save: "Check and keep",
  checking: "Checking…",
  forget: "Forget the API key",
  noPlace: "It has no place to be kept in yet. Choose one below, and send it again.",
  saved: "The API key is good, and kept.",
  forgotten: "The API key is forgotten.",
};
