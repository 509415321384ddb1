// Signing in to Twitch over the API, so that it tells where its chatters' pictures are.
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
    await fake.command("twitch/line", { line: privmsg("is there a picture?", { "user-id": 4711 }) });
    [last] = await application.api("GET", "messages?limit=1");
    return last.author?.avatar !== undefined;
  });
  return last.id;
}

async function until(is) {
  for (const end = Date.now() + 10_000; Date.now() < end; ) if (await is()) return;
  throw new Error("it never came");
}
