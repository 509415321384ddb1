// What a person does in OBS, by its own WebSocket: no way of ours.
import { createHash } from "node:crypto";
import { once } from "node:events";
import WebSocket from "ws";
import { PASSWORD } from "./obs.js";

const hash = (text) => createHash("sha256").update(text).digest("base64");

/**
 * Connects to an OBS that runs, and gives what asks it.
 *
 * @param {{after: (end: () => unknown) => void}} t
 * @param {{url: string}} obs
 * @returns {Promise<(request: string, data?: object) => Promise<any>>}
 */
export async function ask(t, obs) {
  const socket = new WebSocket(obs.url);
  t.after(() => socket.close());
  const waiting = new Map();
  const [hello] = await once(socket, "message");
  const { challenge, salt } = JSON.parse(hello).d.authentication;
  const authentication = hash(hash(PASSWORD + salt) + challenge);
  socket.send(JSON.stringify({ op: 1, d: { rpcVersion: 1, eventSubscriptions: 0, authentication } }));
  await once(socket, "message");
  socket.on("message", (text) => {
    const { op, d } = JSON.parse(text);
    if (op === 7) waiting.get(d.requestId)?.(d);
  });
  let asked = 0;
  return async (requestType, requestData = {}) => {
    asked += 1;
    const requestId = String(asked);
    const answered = new Promise((resolve) => waiting.set(requestId, resolve));
    socket.send(JSON.stringify({ op: 6, d: { requestType, requestId, requestData } }));
    const { requestStatus, responseData } = await answered;
    if (!requestStatus.result) throw new Error(`${requestType}: ${requestStatus.code} ${requestStatus.comment}`);
    return responseData;
  };
}
