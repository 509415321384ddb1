import { expect, test } from "vitest";
import type { CommandView } from "../api/types";
import { fitting, isCommand } from "./commands";

const all = ["timeout", "unban", "untimeout"].map(
  (name): CommandView => ({ name, usage: `/${name} name`, does: "", youtube: true }),
);
const names = (text: string) => fitting(text, all).map(({ name }) => name);

test("a slash offers all, letters those that begin so, a space the one that it is", () => {
  expect(names("/")).toEqual(["timeout", "unban", "untimeout"]);
  expect(names("/UN")).toEqual(["unban", "untimeout"]);
  expect(names("/unban ada")).toEqual(["unban"]);
  expect(names("/un ada")).toEqual([]);
});

test("what is a message offers nothing", () => {
  for (const text of ["", "hello /unban", "//unban", " /unban"]) {
    expect(isCommand(text)).toBe(false);
    expect(names(text)).toEqual([]);
  }
});
