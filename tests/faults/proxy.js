// A bad line: stands between the application and a server, and breaks what passes through it.
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/**
 * Stands in front of `target`, a URL. `url` is the same address through the line. `t` has the
 * `after` whose end closes it.
 *
 * A line starts out good. What is set on `weather` holds for all connections, old and new:
 *
 * - `latency`: milliseconds that every byte takes longer, each way
 * - `jitter`: up to so many more, by chance; the order stays
 * - `piece`: no more bytes than this go on at once
 * - `perSecond`: no more bytes than this go on in a second, each way
 */
export async function startProxy(t, target, random = Math.random) {
  const { hostname, port, protocol, pathname } = new URL(target);
  const lines = new Set();
  const weather = { latency: 0, jitter: 0, piece: Infinity, perSecond: Infinity, random };
  const stats = { accepted: 0, refused: 0 };
  let stalled = false;
  let refusing = false;

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    client.on("error", () => {});
    if (refusing) {
      stats.refused += 1;
      cut(client);
      return;
    }
    stats.accepted += 1;
    const upstream = connect({ host: hostname, port: Number(port), allowHalfOpen: true, noDelay: true });
    const line = { client, upstream, dead: false };
    line.gate = gate(() => (stalled || line.dead) && !client.destroyed);
    lines.add(line);
    client.on("error", () => cut(upstream));
    upstream.on("error", async () => {
      await line.gate.pass();
      cut(client);
    });
    const ways = [pump(client, upstream, weather, line.gate), pump(upstream, client, weather, line.gate)];
    Promise.all(ways).then(() => {
      client.destroy();
      upstream.destroy();
      lines.delete(line);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.close();
    reset();
  });

  function reset() {
    for (const line of lines) {
      cut(line.client);
      cut(line.upstream);
      line.gate.open();
    }
  }

  return {
    url: `${protocol}//127.0.0.1:${server.address().port}${pathname === "/" ? "" : pathname}`,
    port: server.address().port,
    weather,
    /** Connections let through, and refused, since the start. */
    stats,
    /** Resets every connection, as a crashed server or a router does. */
    reset,
    /** While on, nothing passes either way and nobody is told: the line is half open. */
    stall(on) {
      stalled = on;
      if (!on) for (const line of lines) line.gate.open();
    },
    /** The connections there are now are dead, and neither end is told. New ones work. */
    strand() {
      for (const line of lines) line.dead = true;
    },
    /** Ends what the server sends, on every connection; what the application sends still passes. */
    halfClose() {
      for (const { client } of lines) client.end();
    },
    /** While on, new connections are reset at once. Those there are go on. */
    refuse(on) {
      refusing = on;
    },
    /** As `weather` was at the start, and nothing else wrong with it. */
    heal() {
      Object.assign(weather, { latency: 0, jitter: 0, piece: Infinity, perSecond: Infinity });
      refusing = false;
      this.stall(false);
    },
  };
}

/** Resets a connection. After its end was sent Node can't, and would keep it for ever. */
function cut(socket) {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}

/** Lets nobody pass while `closed()`. */
function gate(closed) {
  const waiting = [];
  return {
    async pass() {
      while (closed()) await new Promise((resolve) => waiting.push(resolve));
    },
    /** Has those who wait look again. */
    open() {
      for (const look of waiting.splice(0)) look();
    },
  };
}

/** Takes what comes on one side to the other, through the weather, to the end. */
async function pump(from, to, weather, gate) {
  const due = [];
  let arrived = () => {};
  let last = 0;
  const note = (chunk) => {
    last = Math.max(last, Date.now() + weather.latency + weather.jitter * weather.random());
    due.push({ chunk, at: last });
    arrived();
  };
  from.on("data", note);
  from.on("end", () => note(null));
  from.on("close", () => note(null));
  to.on("close", () => arrived());
  while (!to.destroyed) {
    if (due.length === 0) {
      await new Promise((resolve) => (arrived = resolve));
      continue;
    }
    const { chunk, at } = due.shift();
    if (at > Date.now()) await wait(at - Date.now());
    await gate.pass();
    if (chunk === null) {
      to.end();
      return;
    }
    for (const piece of pieces(chunk, Math.min(weather.piece, Math.ceil(weather.perSecond / 10)))) {
      await gate.pass();
      if (to.writable) to.write(piece);
      // Each piece goes in a packet of its own.
      if (weather.piece < Infinity) await new Promise(setImmediate);
      if (weather.perSecond < Infinity) await wait((1000 * piece.length) / weather.perSecond);
    }
  }
}

function* pieces(chunk, size) {
  for (let at = 0; at < chunk.length; at += size) yield chunk.subarray(at, at + size);
}
