import { afterEach, beforeEach, expect, test, vi } from "vitest";

let holdPicture: typeof import("./pictures").holdPicture;
let KEPT_BYTES: number;

/** What is asked for and not answered yet. */
let asked: { path: string; give: (blob: Blob) => void; refuse: () => void }[] = [];
let revoked: string[] = [];

const paths = () => asked.map(({ path }) => path);
/** All that follows from an answer has happened: none of it waits for anything else. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
const picture = (bytes = 10) => new Blob([new Uint8Array(bytes)], { type: "image/png" });

beforeEach(async () => {
  // Each test begins with nothing.
  vi.resetModules();
  ({ holdPicture, KEPT_BYTES } = await import("./pictures"));
  const { goBy, way } = await import("./way");
  asked = [];
  revoked = [];
  let made = 0;
  vi.spyOn(URL, "createObjectURL").mockImplementation(() => `blob:${++made}`);
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((address) => void revoked.push(address));
  goBy({
    ...way,
    picture: (path) =>
      new Promise((give, refuse) => asked.push({ path, give, refuse: () => refuse(new Error()) })),
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

function hold(path: string) {
  const take = vi.fn();
  const fail = vi.fn();
  return { take, fail, letGo: holdPicture(path, { take, fail }) };
}

async function answer(blob: Blob | null): Promise<void> {
  const each = asked.shift();
  if (blob) each?.give(blob);
  else each?.refuse();
  await settled();
}

test("the same one is asked for once, however many show it, and whenever they do", async () => {
  const [first, second] = [hold("/img/once"), hold("/img/once")];
  await settled();
  expect(paths()).toEqual(["/img/once"]);
  await answer(picture());
  const third = hold("/img/once");
  for (const { take } of [first, second, third]) expect(take).toHaveBeenCalledWith("blob:1");
  for (const { letGo } of [first, second, third]) letGo();
  expect(hold("/img/once").take, "it may be written again").toHaveBeenCalledWith("blob:1");
  await settled();
  expect(paths()).toEqual([]);
  expect(revoked).toEqual([]);
});

test("all are told that it is not there, and who asks again asks anew", async () => {
  const all = [hold("/img/late"), hold("/img/late")];
  await settled();
  await answer(null);
  for (const { fail } of all) expect(fail).toHaveBeenCalledTimes(1);
  for (const { letGo } of all) letGo();
  const again = hold("/img/late");
  await settled();
  expect(paths()).toEqual(["/img/late"]);
  await answer(picture());
  expect(again.take).toHaveBeenCalledWith("blob:1");
  for (const { take } of all) expect(take).not.toHaveBeenCalled();
});

test("who has let it go is told nothing", async () => {
  const { take, letGo } = hold("/img/gone");
  await settled();
  letGo();
  await answer(picture());
  expect(take).not.toHaveBeenCalled();
});

test("only so many are asked for at once, and none that nobody waits for any more", async () => {
  const all = Array.from({ length: 8 }, (_, at) => hold(`/img/many-${at}`));
  await settled();
  expect(asked).toHaveLength(6);
  all[6]?.letGo();
  await answer(picture());
  expect(paths().at(-1)).toBe("/img/many-7");
  while (asked.length > 0) await answer(picture());
  expect(all.filter(({ take }) => take.mock.calls.length > 0)).toHaveLength(7);
});

test("of those that nobody shows, the first that was let go is given back, and no other", async () => {
  const half = KEPT_BYTES / 2;
  const held = hold("/img/held");
  const all = ["/img/a", "/img/b", "/img/c"].map(hold);
  await settled();
  for (let each = 0; each < 4; each += 1) await answer(picture(half));
  const [a, b, c] = all;
  b?.letGo();
  a?.letGo();
  expect(revoked, "there is room for two").toEqual([]);
  c?.letGo();
  expect(revoked).toEqual([b?.take.mock.calls[0]?.[0]]);
  expect(held.take).toHaveBeenCalledTimes(1);
});
