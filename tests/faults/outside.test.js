// Networks that lead nowhere, or to somebody else.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { once } from "node:events";
import { WebSocketServer } from "ws";
import { startApplication } from "../browser/application.js";
import { follow, until } from "./feed.js";
import { privmsg } from "./numbers.js";
import { CHANNEL, STREAM } from "./scene.js";

const run = promisify(execFile);

/** A key, and a certificate of its own for this name, made now. */
async function certificate(t, name) {
  const folder = await mkdtemp(join(tmpdir(), "multichat-certificate-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  await run("openssl", [
    ...["req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    ...["-keyout", key, "-out", cert, "-days", "2", "-subj", `/CN=${name}`],
    ...["-addext", `subjectAltName=DNS:${name}`, "-addext", "basicConstraints=critical,CA:FALSE"],
  ]);
  return { path: cert, key: await readFile(key), cert: await readFile(cert) };
}

/** A server with this certificate that says what it was asked for, were the certificate accepted. */
async function startServer(t, { key, cert }) {
  const asked = [];
  const joins = [];
  const server = createServer({ key, cert }, (request, response) => {
    asked.push(request.url);
    response.end("Please log in to this network.");
  });
  const tried = { count: 0 };
  server.on("connection", () => (tried.count += 1));
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket, request) => {
    asked.push(request.url);
    socket.on("message", (line) => {
      const channel = /^JOIN #(\S+)/.exec(line)?.[1];
      if (!channel) return;
      joins.push(channel);
      socket.send(`:a.tmi.twitch.tv 353 a = #${channel} :a\r\n:a.tmi.twitch.tv 366 a #${channel} :End\r\n`);
      socket.send(`@room-id=1 :tmi.twitch.tv ROOMSTATE #${channel}\r\n`);
      socket.send(`${privmsg(channel, "over TLS")}\r\n`);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  return { asked, joins, tried, port: server.address().port };
}

/** The application with both platforms there, and what becomes of their sources. */
async function start(t, twitch, youtube, env = {}) {
  const application = await startApplication(t, {
    env: { MULTICHAT_TWITCH_IRC_URL: twitch, MULTICHAT_YOUTUBE_URL: youtube, ...env },
  });
  const feed = await follow(t, application);
  const add = async (platform, channel) =>
    (await application.api("POST", "sources", { platform, channel })).id;
  return { feed, ids: [await add("twitch", CHANNEL), await add("youtube", STREAM.handles[0])] };
}

describe("networks that lead elsewhere", { concurrency: true, timeout: 60_000 }, () => {
  it("F5: a name that is not found is told as that", async (t) => {
    const { feed, ids } = await start(t, "wss://no-such-host.invalid", "https://no-such-host.invalid");
    for (const id of ids) {
      const { detail } = await feed.is(id, "backoff");
      assert.match(detail, /check the internet connection/i);
      assert.match(detail, /(tried|trying) again/i, "it is tried again by itself");
    }
  });

  it("F5: a certificate that nobody vouches for is refused, and the person told", async (t) => {
    const server = await startServer(t, await certificate(t, "localhost"));
    const { feed, ids } = await start(t, `wss://localhost:${server.port}`, `https://localhost:${server.port}`);
    for (const id of ids) {
      const { detail } = await feed.is(id, "backoff");
      assert.match(detail, /certificate/i);
      assert.match(detail, /log-in|network/i, "what to do");
    }
    await until("it was tried again", () => server.tried.count >= 4);
    assert.deepEqual(server.asked, [], "nothing was ever asked of it");
  });

  it("F5: one that is vouched for, for another name, is refused as well", async (t) => {
    const [right, wrong] = [await certificate(t, "localhost"), await certificate(t, "hotspot.test")];
    const both = `${wrong.path}-both.pem`;
    await writeFile(both, Buffer.concat([right.cert, wrong.cert]));
    const servers = [await startServer(t, right), await startServer(t, wrong)];
    // The same trust, so that the name alone makes the difference.
    const env = { SSL_CERT_FILE: both };
    const good = await start(t, `wss://localhost:${servers[0].port}`, `https://localhost:${servers[0].port}`, env);
    await good.feed.is(good.ids[0], "live");
    await good.feed.shows("over TLS");
    const bad = await start(t, `wss://localhost:${servers[1].port}`, `https://localhost:${servers[1].port}`, env);
    for (const id of bad.ids) assert.match((await bad.feed.is(id, "backoff")).detail, /certificate/i);
    assert.deepEqual(servers[1].asked, [], "nothing was ever asked of it");
    assert.ok(servers[0].asked.includes(`/${STREAM.handles[0]}/live?hl=en&persist_hl=1`), "YouTube's too");
  });
});
