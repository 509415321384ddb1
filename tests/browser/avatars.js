// Signing in to Twitch over the API, so that it tells where its chatters' pictures are.
import { randomUUID } from "node:crypto";
import { TWITCH, privmsg } from "./chat.js";

/** Signs in, for this run, and waits until it is known who that is. */
export async function signInToTwitch(application, fake) {
  const { api } = application;
  await fake.command("identity/set_interval", { seconds: 1 });
  await api("POST", "vault/keep", { how: "this_run" });
  const { code } = await api("POST", "accounts/twitch/connect", { rights: [] });
  await fake.command("identity/confirm", { user_code: code, login: TWITCH });
  await until(async () => (await api("GET", "accounts")).some(({ user_id: id }) => id));
}

/** Waits until messages name the pictures of those who write. Gives the last one that was asked about. */
export async function named(application, fake) {
  let last;
  await until(async () => {
    const text = `is there a picture? ${randomUUID()}`;
    await fake.command("twitch/line", { line: privmsg(text, { "user-id": 4711 }) });
    await until(async () => {
      [last] = await application.api("GET", "messages?limit=1");
      return last.text === text;
    });
    return last.author.avatar !== undefined;
  });
  return last.id;
}

async function until(is) {
  for (const end = Date.now() + 10_000; Date.now() < end; ) if (await is()) return;
  throw new Error("it never came");
}
