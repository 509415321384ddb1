import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../api/client";
import type { Status, Vault } from "../api/types";
import { refused } from "./accounts";
import { keyRefused } from "./api-key";
import { status } from "./status";
import { followVault, isWholeButShut, trouble, wayOut } from "./vault";

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

describe("a sign-in that had no place to be kept in", () => {
  const slow = { code: "keychain_slow", why: "The keychain has not answered yet." };
  const connect = vi.spyOn(api, "connectAccount");
  let end: () => void;

  function vaultIs(vault: Vault): void {
    status.value = { accounts: [], vault } as unknown as Status;
  }

  function refuse(minutesAgo = 0): void {
    const at = Date.now() - minutesAgo * 60_000;
    refused.value = { platform: "twitch", rights: ["send"], at, again: false, ...slow };
  }

  beforeEach(() => {
    connect.mockReset();
    connect.mockReturnValue(new Promise(() => undefined));
    vaultIs({ state: "shut", code: slow.code, detail: slow.why });
    refused.value = null;
    keyRefused.value = null;
    end = followVault();
  });
  afterEach(() => end());

  test("goes on when the vault opens by itself", () => {
    refuse();
    expect(trouble.value?.code).toBe("keychain_slow");
    expect(connect).not.toHaveBeenCalled();
    keyRefused.value = slow;
    vaultIs({ state: "keychain" });
    expect(trouble.value).toBeNull();
    expect(refused.value).toBeNull();
    expect(keyRefused.value).toBeNull();
    expect(connect).toHaveBeenCalledExactlyOnceWith("twitch", ["send"]);
  });

  test("is not begun under somebody who has long turned to something else", () => {
    refuse(6);
    vaultIs({ state: "keychain" });
    expect(refused.value).toBeNull();
    expect(connect).not.toHaveBeenCalled();
  });

  test("is still refused where the disk is at fault and not the vault", () => {
    vaultIs({ state: "keychain" });
    keyRefused.value = { code: "sign_ins_not_written", why: "The disk is full." };
    expect(trouble.value?.code).toBe("sign_ins_not_written");
  });
});

test("a sign-in that can't be read can be forgotten, unless nothing is known of its file", () => {
  const shut = (code: string) => {
    status.value = { accounts: [], vault: { state: "shut", code } } as unknown as Status;
    return isWholeButShut.value;
  };
  expect(["keychain_locked", "passphrase_needed", "keychain_key_lost"].map(shut)).toEqual([
    true,
    true,
    true,
  ]);
  expect(["sign_ins_damaged", "sign_ins_newer"].map(shut)).toEqual([false, false]);
});
