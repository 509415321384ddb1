import { beforeEach, expect, test, vi } from "vitest";
import { ApiError, api } from "../api/client";
import type { Account, Message, Platform, Sent, Source, Status } from "../api/types";
import type { Right } from "../api/writing";
import {
  answered,
  draft,
  failures,
  leaveReply,
  left,
  mayWrite,
  reply,
  send,
  targets,
  tick,
  writable,
  write,
} from "./composer";
import { limits } from "./letters";
import { recall } from "./said";
import { status } from "./status";

const sent = vi.spyOn(api, "send");

function source(id: string, platform: Platform, state: Source["state"] = "live"): Source {
  return { id, platform, channel: `#${id}`, state } as Source;
}

function account(platform: Platform, ...can: Right[]): Account {
  return { platform, state: "connected", scopes: [], can, detail: "" };
}

function message(platform: Platform, from: string): Message {
  const author = { id: "1", name: "Ada", roles: [], color: null, badges: [] };
  return { id: "m1", platform, source: from, kind: "chat", at: "", author, text: "", body: [] };
}

const names = () => targets.value.map(({ id }) => id);

beforeEach(() => {
  const sources = [
    source("t", "twitch"),
    source("y", "youtube"),
    source("off", "twitch", "off"),
    source("d", "demo"),
  ];
  const accounts = [account("twitch", "read", "send"), account("youtube", "read", "send")];
  status.value = { sources, accounts } as Partial<Status> as Status;
  write("");
  leaveReply();
  for (const id of ["t", "y"]) tick(id, true);
  limits.value = { twitch: 500, youtube: 200 };
  sent.mockReset();
});

test("the chats are those that are live and whose account may write", () => {
  expect(names()).toEqual(["t", "y"]);
  const accounts = [account("twitch", "read"), account("youtube", "read", "send")];
  status.value = { ...(status.value as Status), accounts };
  expect(writable.value.map(({ id }) => id)).toEqual(["y"]);
  status.value = { ...(status.value as Status), accounts: [account("twitch", "read")] };
  expect(mayWrite.value).toBe(false);
});

test("letters left are those of the shorter of the chats that are ticked", () => {
  write("hello");
  expect(left.value).toBe(195);
  tick("y", false);
  expect(left.value).toBe(495);
});

test("what is sent everywhere leaves the field, and Up brings it back", async () => {
  sent.mockResolvedValue([
    { source: "t", ok: true },
    { source: "y", ok: true },
  ]);
  write("hello\nthere");
  await send();
  expect(sent).toHaveBeenCalledWith({ text: "hello there", sources: ["t", "y"] });
  expect(draft.value).toBe("");
  expect(recall("", 1)).toBe("hello there");
  expect(recall("hello there", -1)).toBe("");
  expect(recall("something typed", 1)).toBeNull();
});

test("a failure names the chat and the reason, keeps the text, and is all that is sent again", async () => {
  sent.mockResolvedValueOnce([
    { source: "t", ok: false, code: "rate_limited", message: "Too fast.", retry_after: 12 },
    { source: "y", ok: true },
  ]);
  write("hello");
  await send();
  expect(failures.value).toEqual([
    { where: "#t on Twitch", why: "Too fast. Try again in 12 seconds." },
  ]);
  expect(draft.value).toBe("hello");
  expect(names()).toEqual(["t"]);
  sent.mockResolvedValueOnce([{ source: "t", ok: true }]);
  await send();
  expect(sent).toHaveBeenLastCalledWith({ text: "hello", sources: ["t"] });
  expect(draft.value).toBe("");
  expect(names()).toEqual(["t", "y"]);
});

test("what is too long or has nowhere to go is not sent, and says so", async () => {
  write("a".repeat(201));
  await send();
  expect(failures.value).toEqual([{ why: "There is one letter too many." }]);
  for (const id of ["t", "y"]) tick(id, false);
  await send();
  expect(failures.value).toEqual([{ why: "Tick at least one chat." }]);
  expect(sent).not.toHaveBeenCalled();
});

test("a reply goes to its own chat; on YouTube it begins with the name", async () => {
  sent.mockResolvedValue([{ source: "t", ok: true }]);
  reply(message("twitch", "t"));
  expect(names()).toEqual(["t"]);
  write("yes");
  await send();
  expect(sent).toHaveBeenCalledWith({ text: "yes", sources: ["t"], reply_to: "m1" });
  expect(answered.value).toBeNull();
  reply(message("youtube", "y"));
  expect(draft.value).toBe("@Ada ");
  write("@Ada no");
  await send();
  expect(sent).toHaveBeenLastCalledWith({ text: "@Ada no", sources: ["y"] });
});

test("a refusal of the whole is told, and the text stays", async () => {
  sent.mockRejectedValue(new ApiError(404, "not_found", "nothing here", "Look elsewhere."));
  write("hello");
  await send();
  expect(failures.value).toEqual([{ why: "Nothing here. Look elsewhere." }]);
  expect(draft.value).toBe("hello");
});

test("a space before a slash is sent with it, and a command is about the message answered", async () => {
  sent.mockResolvedValue([{ source: "y", ok: true }]);
  write("  /shrug ");
  tick("t", false);
  await send();
  expect(sent).toHaveBeenLastCalledWith({ text: "  /shrug", sources: ["y"] });
  reply(message("youtube", "y"));
  write("/delete");
  await send();
  expect(sent).toHaveBeenLastCalledWith({ text: "/delete", sources: ["y"], reply_to: "m1" });
});

test("whom one chose to answer while another message was under way is still answered", async () => {
  let answer = (_: Sent[]) => {};
  sent.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  const everywhere: Sent[] = ["t", "y"].map((source) => ({ source, ok: true }));
  write("hello");
  let sending = send();
  reply(message("twitch", "t"));
  write("yes, you");
  answer(everywhere);
  await sending;
  expect(answered.value?.id).toBe("m1");
  expect([draft.value, names()]).toEqual(["yes, you", ["t"]]);

  leaveReply();
  write("hello");
  sending = send();
  reply(message("youtube", "y"));
  expect(draft.value, "it may yet be refused").toBe("@Ada hello");
  answer(everywhere);
  await sending;
  expect([draft.value, names()]).toEqual(["@Ada ", ["y"]]);
});

test("a text that has nothing of the one that a chat refused goes to all of them", async () => {
  sent.mockResolvedValue([
    { source: "t", ok: false },
    { source: "y", ok: true },
  ]);
  write("hello there");
  await send();
  write("hello their");
  expect(names(), "the same, mended").toEqual(["t"]);
  write("good night");
  expect(names()).toEqual(["t", "y"]);
});
