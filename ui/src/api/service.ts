// The way of a moderator's page through a sync service, which serves the page and reads nothing of it.

import { type Answer, channelTo } from "./channel";
import type { Way } from "./way";

/** What a moderator's key looks like. */
const KEY = /^[0-9a-f]{64}$/;

/** The key behind the # of a link; null where there is none. */
export function keyIn(hash: string): string | null {
  const key = hash.slice(1);
  return KEY.test(key) ? key : null;
}

/** The service is the page's own host. */
export function throughService(key: string): Way {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const channel = channelTo(`${scheme}://${location.host}`, key);
  return {
    async ask(path, { method = "GET", body }) {
      return responseOf(await channel.call(method, path, body));
    },
    listen: (_key, after, hears) => channel.listen(after, hears),
    async picture(path) {
      // Hundreds of them would knock at a service in vain: what is listened to opens it again.
      if (!channel.isThere()) throw new Error("the service is not connected");
      const { status, type, bytes } = await channel.call("GET", path);
      // What else there is could run, opened by itself.
      if (status !== 200 || !DRAWN.test(type)) throw new Error("no picture came");
      return new Blob([bytes], { type });
    },
  };
}

const DRAWN = /^image\/(?!svg)/;

function responseOf({ status, type, bytes }: Answer): Response {
  const headers = type === "" ? {} : { "Content-Type": type };
  // Of some, a `Response` refuses a body.
  return new Response(bytes.length > 0 ? bytes : null, { status, headers });
}
