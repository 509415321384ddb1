import { expect, test } from "vitest";
import { endOf } from "./invitation";

const at = (text: string) => new Date(text);

test("an invitation is without an end, or ends in four hours", () => {
  expect(endOf("never", "", at("2026-11-28T20:00:00"))).toBeNull();
  expect(endOf("hours", "", at("2026-11-28T22:30:00"))).toBe(
    at("2026-11-29T02:30:00").toISOString(),
  );
});

test("tonight ends at four in the morning, also after midnight", () => {
  const morning = at("2026-11-29T04:00:00").toISOString();
  expect(endOf("tonight", "", at("2026-11-28T20:00:00"))).toBe(morning);
  expect(endOf("tonight", "", at("2026-11-29T01:00:00"))).toBe(morning);
  const next = at("2026-11-30T04:00:00").toISOString();
  expect(endOf("tonight", "", at("2026-11-29T04:00:00"))).toBe(next);
});

test("a date must be one, and be still to come", () => {
  const now = at("2026-11-28T20:00:00");
  expect(endOf("date", "2026-12-01T18:00", now)).toBe(at("2026-12-01T18:00:00").toISOString());
  expect(endOf("date", "2026-11-28T19:59", now)).toBeUndefined();
  expect(endOf("date", "", now)).toBeUndefined();
});
