// Who may call what: every call of the API with every kind of key. What is not listed here is refused.
import assert from "node:assert/strict";
import test, { after } from "node:test";
import { startFakePlatforms } from "../peers/fake-platforms.js";
import { startApplication } from "./application.js";
import { calls } from "./calls.js";

/** What a key without any right reads. */
const ANYBODY = ["GET me", "GET health", "GET messages", "GET sources", "GET focus"];
/** What each right of a moderator opens beside. */
const RIGHTS = {
  suggest: ["POST focus/suggestions"],
  queue: ["POST focus/queue", "DELETE focus/queue/{}"],
  hide: ["POST messages/{}/hide", "POST messages/{}/unhide", "POST messages/{}/pass", "GET held"],
  send: ["GET chat/limits", "GET chat/commands", "GET chat/emotes", "POST chat/send"],
  delete: ["POST moderation/delete"],
  timeout: ["POST moderation/timeout"],
};
/** What the streamer's own dock does beyond all of those. */
const OF_THE_DOCK = [
  "POST sources/{}/start",
  "POST sources/{}/stop",
  "POST listeners/start",
  "POST listeners/stop",
  "POST curtain",
  "POST moderation/ban",
  "POST moderation/unban",
  "PUT focus/queue",
  "DELETE focus/queue",
  "POST focus/queue/restore",
  "POST focus/queue/{}/pin",
  "POST focus/show",
  "POST focus/next",
  "POST focus/previous",
  "POST focus/clear",
  "POST focus/suggestions/{}/accept",
  "POST focus/suggestions/{}/reject",
  "GET audit",
  "POST audit/undo",
  "POST audit/{}/undo",
  "GET automod",
  "POST automod/{}/allow",
  "POST automod/{}/deny",
];

const api = [...calls()].filter((call) => call.includes(" /api/")).map((call) => call.replace("/api/", ""));
const fake = await startFakePlatforms({ after });
const application = await startApplication({ after }, { env: fake.env });
await application.api("POST", "listeners/stop");

const keyOf = ({ url }) => url.split("/").at(-1);
const invite = async (rights) => keyOf(await application.api("POST", "moderators", { name: "Mo", rights }));
const [overlay] = await application.api("GET", "overlays");

/** Each kind of key, and what it may call. */
const keys = [
  { who: "no key", key: null, may: [], no: 401 },
  { who: "a wrong key", key: "0".repeat(64), may: [], no: 401 },
  { who: "an overlay's key", key: keyOf(overlay), may: [], no: 403 },
  { who: "the dock's key", key: keyOf(await application.api("GET", "dock")), may: [...ANYBODY, ...Object.values(RIGHTS).flat(), ...OF_THE_DOCK], no: 403 },
  { who: "a moderator without rights", key: await invite([]), may: ANYBODY, no: 403 },
];
for (const [right, opened] of Object.entries(RIGHTS)) {
  keys.push({ who: `a moderator who may ${right}`, key: await invite([right]), may: [...ANYBODY, ...opened], no: 403 });
}
keys.push({ who: "a moderator with all rights", key: await invite(Object.keys(RIGHTS)), may: [...ANYBODY, ...Object.values(RIGHTS).flat()], no: 403 });

/** The status of a call that names nothing there is, so that it does nothing. */
async function status(call, key) {
  const [method, path] = call.split(" ");
  const response = await fetch(`${application.baseUrl}/api/${path.replaceAll("{}", "0")}`, {
    method,
    headers: { ...(key && { authorization: `Bearer ${key}` }), "content-type": "application/json" },
    body: method === "GET" || method === "DELETE" ? undefined : "{}",
  });
  await response.arrayBuffer();
  return response.status;
}

test("every call that a key may make is one of the server's", () => {
  assert.ok(api.length > 80, `${api.length} calls were found`);
  const listed = new Set(keys.flatMap(({ may }) => may));
  assert.deepEqual([...listed].filter((call) => !api.includes(call)), []);
});

for (const { who, key, may, no } of keys) {
  test(`${who} opens what it is for, and nothing else`, async () => {
    const wrong = [];
    for (const call of api) {
      const got = await status(call, key);
      const isOpen = got !== 401 && got !== 403;
      if (isOpen !== may.includes(call) || (!isOpen && got !== no)) wrong.push(`${call}: ${got}`);
    }
    assert.deepEqual(wrong, []);
  });
}
