import { expect, test } from "vitest";
import protocol from "../../../docs/protocol.md?raw";
import { kinds } from "./kinds";

test("whatever can be made up beside the kinds is in the list of test messages", () => {
  const [, told = ""] = /`POST \/api\/test-message` takes as `kind` ([^.]*)\./.exec(protocol) ?? [];
  const names = [...told.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(names).toContain("gift_bomb");
  expect(kinds.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});
