import { expect, test } from "vitest";
import { wayOut } from "./vault";

test("without a keychain there is a choice, and it can be asked again", () => {
  const way = { passphrase: false, retry: true, keep: ["passphrase", "this_run"] };
  expect(wayOut("keychain_absent")).toEqual(way);
  expect(wayOut("keychain_locked")).toEqual(way);
});

test("a passphrase opens what it seals", () => {
  expect(wayOut("passphrase_needed").passphrase).toBe(true);
  expect(wayOut("wrong_passphrase").passphrase).toBe(true);
});

test("what another version wrote is never written over", () => {
  expect(wayOut("sign_ins_newer").keep).toEqual([]);
  expect(wayOut("something new")).toEqual({ passphrase: false, retry: true, keep: [] });
});
