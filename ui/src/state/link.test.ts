import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket, standIn } from "../api/fake-host";
import { closedWith, link, start } from "./link";

const asked = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  standIn();
  vi.stubGlobal("fetch", async (path: string) => {
    asked(path);
    return new Response("{}", { status: 401 });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function closed(code: number): Promise<void> {
  (await FakeSocket.opened.next()).onclose?.({ code });
  await vi.advanceTimersByTimeAsync(500);
}

test("what a service has said is taken as said; else an ordinary call tells why", async () => {
  start("key");
  await closed(4404);
  expect(link.value, "once is not worth a word").toBe("connecting");
  await closed(4404);
  expect([link.value, closedWith.value]).toEqual(["lost", 4404]);
  expect(asked).not.toHaveBeenCalled();
  await closed(1006);
  expect(asked).toHaveBeenCalledWith("/api/health");
  expect([link.value, closedWith.value]).toEqual(["refused", 1006]);
});
