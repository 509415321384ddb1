import { expect, test } from "vitest";
import type { Message, Part } from "../api/types";
import { complete, knownOf, turned, written } from "./completion";

const seen = { names: ["Marta", "Mads", "Ada"], emotes: ["KappaPride", "Kappa", "madge"] };

function message(name: string, ...body: Part[]): Message {
  return inSource("s", name, ...body);
}

function inSource(source: string, name: string, ...body: Part[]): Message {
  return {
    id: name,
    platform: "twitch",
    source,
    kind: "chat",
    at: "2026-01-01T00:00:00Z",
    author: { id: name, name, roles: [], color: null, badges: [] },
    text: "",
    body,
  };
}

test("names are those of chat, and emotes first those that were seen, the newest first and each once", () => {
  const kappa: Part = { type: "emote", text: "Kappa" };
  const messages = [message("Ada", kappa), message("@Marta"), message("Ada", kappa)];
  const known = knownOf(messages, ["s"], ["KEKW", "Kappa", "zzz"]);
  expect(known).toEqual({ names: ["Ada", "Marta"], emotes: ["Kappa", "KEKW", "zzz"] });
});

test("an emote that was seen elsewhere is none to write here, and a name is", () => {
  const wave: Part = { type: "emote", text: ":_wave:" };
  const lul: Part = { type: "emote", text: "LUL" };
  const messages = [inSource("a", "Ada", lul), inSource("b", "Bea", wave)];
  expect(knownOf(messages, ["a"], [])).toEqual({ names: ["Bea", "Ada"], emotes: ["LUL"] });
  expect(knownOf(messages, ["a", "b"], []).emotes).toEqual([":_wave:", "LUL"]);
});

test("an emote of YouTube's is found with and without the marks around its name", () => {
  const known = { names: [], emotes: [":_wave:", ":water:"] };
  for (const typed of ["wa", ":_wa", ":wa"]) {
    const expected = { wa: [":_wave:", ":water:"], ":_wa": [":_wave:"], ":wa": [":water:"] }[typed];
    expect(complete(typed, typed.length, known)?.words, typed).toEqual(expected);
  }
});

test("a word becomes each that begins with it, emotes first, and comes back to what was typed", () => {
  let completion = complete("hello ma", 8, seen);
  const texts = [];
  for (let turn = 0; turn < 4 && completion; turn += 1) {
    completion = turned(completion, 1);
    texts.push(written(completion).text);
  }
  expect(texts).toEqual(["hello madge ", "hello @Marta ", "hello @Mads ", "hello ma"]);
});

test("backwards begins with the last", () => {
  const completion = complete("k", 1, seen);
  expect(completion && written(turned(completion, -1)).text).toBe("Kappa ");
});

test("after @ come names alone", () => {
  expect(complete("@ma", 3, seen)?.words).toEqual(["@Marta", "@Mads"]);
  expect(complete("@", 1, seen)?.words).toEqual(["@Marta", "@Mads", "@Ada"]);
});

test("the word before the caret is completed, and what follows stays", () => {
  const completion = complete("hi ad how are you", 5, seen);
  const made = completion && written(turned(completion, 1));
  expect(made).toEqual({ text: "hi @Ada how are you", caret: 7 });
});

test("no word, and one that nothing begins with, leave Tab to the page", () => {
  expect(complete("", 0, seen)).toBeNull();
  expect(complete("hello ", 6, seen)).toBeNull();
  expect(complete("zzz", 3, seen)).toBeNull();
  expect(complete("Kappa", 5, { names: [], emotes: ["Kappa"] })).toBeNull();
});

test("a slash at the beginning becomes a command, and elsewhere or twice none", () => {
  const known = { ...seen, commands: ["timeout", "marker"] };
  const completion = complete("/Ti", 3, known);
  expect(completion && written(turned(completion, 1)).text).toBe("/timeout ");
  expect(complete("hello /ti", 9, known)).toBe(null);
  expect(complete("//ti", 4, known)).toBe(null);
});
