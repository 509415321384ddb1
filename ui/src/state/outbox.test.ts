import { beforeEach, expect, test } from "vitest";
import { ApiError } from "../api/client";
import type { Overlay } from "../api/types";
import { Outbox } from "./outbox";
import { applied, type OverlayPatch } from "./patch";

const refusal = (status: number) => new ApiError(status, "invalid", "no", "");

/** The application: a test says when it answers, and what. */
let asked: { patch: OverlayPatch; answer: (error?: ApiError) => Promise<void> }[];
let has: Overlay;
let shown: { name: string; theme: string }[];
let outbox: Outbox;

beforeEach(() => {
  asked = [];
  shown = [];
  has = { id: "one", name: "a", theme: "x" } as Overlay;
  outbox = new Outbox(
    has,
    (patch) =>
      new Promise((resolve, reject) => {
        const answer = async (error?: ApiError) => {
          if (error) reject(error);
          else {
            has = applied(has, patch);
            resolve(has);
          }
          // What follows an answer is a few turns of the queue away.
          for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
        };
        asked.push({ patch, answer });
      }),
    ({ name, theme }) => shown.push({ name, theme }),
  );
});

test("changes that come while one is under way are sent as one, and never flicker", async () => {
  const all = ["b", "c", "d"].map((name) => outbox.add({ name }));
  expect(asked.map(({ patch }) => patch)).toEqual([{ name: "b" }]);
  await asked[0]?.answer();
  expect(asked.map(({ patch }) => patch)).toEqual([{ name: "b" }, { name: "d" }]);
  await asked[1]?.answer();
  await Promise.all(all);
  expect(shown.map(({ name }) => name)).toEqual(["b", "c", "d", "d", "d"]);
});

test("what is refused goes back to what the application has", async () => {
  const change = outbox.add({ name: "b" });
  const refused = expect(change).rejects.toThrow("no");
  await asked[0]?.answer(refusal(422));
  await refused;
  expect(shown.map(({ name }) => name)).toEqual(["b", "a"]);
});

test("of changes sent as one, the one at fault alone goes back", async () => {
  const first = outbox.add({ name: "b" });
  const good = outbox.add({ theme: "y" });
  const bad = outbox.add({ name: "" });
  const refused = expect(bad).rejects.toThrow("no");
  await asked[0]?.answer();
  await asked[1]?.answer(refusal(422));
  await asked[2]?.answer();
  await asked[3]?.answer(refusal(422));
  await Promise.all([first, good, refused]);
  expect(asked.map(({ patch }) => patch).slice(1)).toEqual([
    { theme: "y", name: "" },
    { theme: "y" },
    { name: "" },
  ]);
  expect(shown.at(-1)).toEqual({ name: "b", theme: "y" });
});

test("where there is no answer, nothing is tried twice", async () => {
  void outbox.add({ name: "b" });
  const lost = [outbox.add({ name: "c" }), outbox.add({ theme: "y" })].map((change) =>
    expect(change).rejects.toThrow("no"),
  );
  await asked[0]?.answer();
  await asked[1]?.answer(refusal(0));
  await Promise.all(lost);
  expect(asked).toHaveLength(2);
  expect(shown.at(-1)).toEqual({ name: "b", theme: "x" });
});
