// Five minutes of everything at once, in half a minute. `tests/bench/soak.js` is the long version.
import assert from "node:assert/strict";
import { it } from "node:test";
import { assertWeathered, storm } from "./storm.js";

it("every message is shown once and in order, or lies in a marked gap, whatever happens", { timeout: 120_000 }, async (t) => {
  const seed = Number(process.env.STORM_SEED ?? 1);
  const account = await storm(t, {
    count: 3000,
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
