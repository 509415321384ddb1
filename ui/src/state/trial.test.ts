import { expect, test } from "vitest";
import type { Judged, Message, Outcome } from "../api/types";
import { sorted } from "./trial";

const judged = (id: string, outcome: Outcome, rule?: string): Judged => ({
  message: { id } as Message,
  outcome,
  ...(rule && { rule }),
});

test("what became of messages is sorted by rule, the most first and the newest first", () => {
  const { tried, outcomes, rules } = sorted([
    judged("1", "shown"),
    judged("2", "hidden", "links"),
    judged("3", "changed", "words"),
    judged("4", "hidden", "words"),
    judged("5", "repeated", "words"),
    judged("6", "skipped"),
    judged("7", "held", "words"),
  ]);
  expect(tried).toBe(7);
  expect(outcomes.map(({ outcome, count }) => `${count} ${outcome}`)).toEqual([
    "1 shown",
    "1 changed",
    "2 hidden",
    "1 held",
    "1 repeated",
    "1 skipped",
  ]);
  expect(
    rules.map(({ rule, judged }) => [rule, ...judged.map(({ message }) => message.id)]),
  ).toEqual([
    ["words", "7", "4", "3"],
    ["links", "2"],
    ["repeated", "5"],
    ["skipped", "6"],
  ]);
});

test("nothing written, nothing met", () => {
  expect(sorted([])).toEqual({ tried: 0, outcomes: [], rules: [] });
});
