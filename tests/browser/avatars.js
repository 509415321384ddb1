// Signing in to Twitch over the API, so that it tells where its chatters' pictures are.
import { randomUUID } from "node:crypto";
import { until } from "../faults/feed.js";
import { TWITCH, privmsg } from "./chat.js";

/** Signs in, for this run, and waits until it is known who that is. */
export async function signInToTwitch(application, fake) {
  const { api } = application;
  await fake.command("identity/set_interval", { seconds: 1 });
  await api("POST", "vault/keep", { how: "this_run" });
  const { code } = await api("POST", "accounts/twitch/connect", { rights: [] });
  await fake.command("identity/confirm", { user_code: code, login: TWITCH });
  await until("who signed in", async () => (await api("GET", "accounts")).some(({ user_id: id }) => id));
}

/** Waits until messages name the pictures of those who write. Gives the last one that was asked about. */
export async function named(application, fake) {
  let last;
  await until("a picture that is named", async () => {
    const text = `is there a picture? ${randomUUID()}`;
    await fake.command("twitch/line", { line: privmsg(text, { "user-id": 4711 }) });
    await until(text, async () => {
      [last] = await application.api("GET", "messages?limit=1");
      return last.text === text;
    });
    return last.author.avatar !== undefined;
  });
  return last.id;
}
