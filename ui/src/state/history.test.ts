import { expect, test } from "vitest";
import { query, wanted } from "./history";

test("days are whole days of the person's calendar, the last one too", () => {
  const { from, to } = query({ ...wanted.value, from: "2026-11-22", to: "2026-12-31" });
  expect(from).toBe(new Date(2026, 10, 22).toISOString());
  expect(to).toBe(new Date(2027, 0, 1).toISOString());
});

test("what is half written or left open asks for nothing", () => {
  const asked = query({ ...wanted.value, author: " ada ", from: "2026-11" });
  expect(asked).toEqual({
    q: "",
    author: "ada",
    platform: "",
    source: "",
    kind: "",
    from: "",
    to: "",
    removed: "",
  });
});
