// F35: five minutes of everything at once, in half a minute; with THOROUGH=1 an hour of it, in six.
// `tests/bench/soak.js` has the figures of such an hour.
import assert from "node:assert/strict";
import { it } from "node:test";
import { assertWeathered, storm } from "./storm.js";

const COUNT = process.env.THOROUGH === "1" ? 36_000 : 3000;

it("F35: every message is shown once and in order, or lies in a marked gap, whatever happens", { timeout: 1_200_000 }, async (t) => {
  const seed = Number(process.env.STORM_SEED ?? 1);
  t.diagnostic(`STORM_SEED=${seed}`);
  const account = await storm(t, {
    count: COUNT,
    perSecond: 10,
    every: 10,
    speed: 10,
    seed,
    say: (what) => t.diagnostic(what),
  });
  t.diagnostic(JSON.stringify({ seed, accounts: account.accounts, removed: account.removed, memory: account.memory }));
  assertWeathered(account);
  assert.ok(account.happened.size > 15, "most kinds of fault had their turn");
  assert.ok(account.removed > 0, "something was removed");
});
