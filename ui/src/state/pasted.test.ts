import { expect, test } from "vitest";
import { bare, guessPlatform } from "./pasted";

test.each([
  ["", "nothing"],
  ["   ", "nothing"],
  ["forsen", "either"],
  ["  forsen ", "either"],
  ["#forsen", "twitch"],
  ["https://www.twitch.tv/forsen", "twitch"],
  ["twitch.tv/forsen", "twitch"],
  ["https://m.twitch.tv/forsen?sr=a", "twitch"],
  ["https://dashboard.twitch.tv/u/forsen/stream-manager", "twitch"],
  ["@LofiGirl", "youtube"],
  ["@qanat.games-1", "youtube"],
  ["UCSJ4gkVC6NrvII8umztf0Ow", "youtube"],
  ["https://www.youtube.com/@LofiGirl/live", "youtube"],
  ["YouTube.com/watch?v=jfKfPfyJRdk", "youtube"],
  ["https://youtu.be/jfKfPfyJRdk", "youtube"],
  ["https://studio.youtube.com/video/jfKfPfyJRdk/livestreaming", "youtube"],
  ["some.handle", "youtube"],
  ["قناة", "youtube"],
  ["https://kick.com/someone", "elsewhere"],
  ["https://twitch.tv.example/forsen", "elsewhere"],
  ["https://nottwitch.tv/forsen", "elsewhere"],
  ["\u200Bforsen\uFEFF", "either"],
  ["“https://www.twitch.tv/forsen”", "twitch"],
  ["view-source:https://www.twitch.tv/forsen", "twitch"],
])("%s is %s", (pasted, guess) => {
  expect(guessPlatform(pasted)).toBe(guess);
});

test.each([
  ["\u200Bfor\u200Bsen\uFEFF", "forsen"],
  ["\u202Aforsen\u202C", "forsen"],
  ["\u2068@LofiGirl\u2069\u200E", "@LofiGirl"],
  [' "forsen" ', "forsen"],
  ["„forsen“", "forsen"],
  ["« forsen »", "forsen"],
  ["'@LofiGirl'", "@LofiGirl"],
  ["view-source:https://www.youtube.com/@LofiGirl", "https://www.youtube.com/@LofiGirl"],
  ["می\u200Cخوانم", "می\u200Cخوانم"],
])("%j is sent as %s", (pasted, sent) => {
  expect(bare(pasted)).toBe(sent);
});
