//! One client of the stand-in.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, watch};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{WebSocketStream, accept_async};
use tokio_util::sync::CancellationToken;

use super::SLOW;
use super::world::{ObsFault, World};

const SALT: &str = "c2FsdCBvZiB0aGUgc3RhbmQtaW4=";
const CHALLENGE: &str = "Y2hhbGxlbmdlIG9mIHRoZSBzdGFuZC1pbg==";
const NOT_IDENTIFIED: u16 = 4007;
const WRONG_PASSWORD: u16 = 4009;
const OTHER_VERSION: u16 = 4010;

/// Serves until `stop`, and then lets no connection live on.
pub(super) async fn serve(
    listener: TcpListener,
    world: watch::Sender<World>,
    events: broadcast::Sender<String>,
    stop: CancellationToken,
) {
    while let Some(Ok((stream, _))) = stop.run_until_cancelled(listener.accept()).await {
        let session = Session { world: world.clone(), events: events.subscribe() };
        let (events, world) = (events.clone(), world.subscribe());
        let ends = stop.clone();
        tokio::spawn(async move {
            let epoch = world.borrow().epoch;
            let mut world = world;
            tokio::select! {
                () = ends.cancelled() => {}
                _ = world.wait_for(|world| world.epoch != epoch) => {}
                () = session.run(stream, events) => {}
            }
        });
    }
}

struct Session {
    world: watch::Sender<World>,
    events: broadcast::Receiver<String>,
}

type Socket = WebSocketStream<TcpStream>;

impl Session {
    async fn run(mut self, stream: TcpStream, events: broadcast::Sender<String>) {
        let Ok(mut socket) = accept_async(stream).await else {
            return;
        };
        let fault = self.world.borrow().fault;
        match fault {
            Some(ObsFault::Silent) => std::future::pending().await,
            Some(ObsFault::VersionFour) => return version_four(socket).await,
            Some(ObsFault::Nonsense) => return send(&mut socket, json!({"hello": "world"})).await,
            _ => {}
        }
        let password = self.world.borrow().password.clone();
        let challenge = password.is_some().then(|| json!({"challenge": CHALLENGE, "salt": SALT}));
        let mut hello = json!({"obsWebSocketVersion": "5.1.0", "rpcVersion": 1});
        if let Some(challenge) = challenge {
            hello["authentication"] = challenge;
        }
        send(&mut socket, json!({"op": 0, "d": hello})).await;
        let mut identified = false;
        loop {
            let text = tokio::select! {
                heard = socket.next() => match heard {
                    Some(Ok(Message::Text(text))) => text,
                    Some(Ok(_)) => continue,
                    Some(Err(_)) | None => return,
                },
                Ok(event) = self.events.recv(), if identified => {
                    let data = json!({"eventType": event, "eventIntent": 1, "eventData": {}});
                    send(&mut socket, json!({"op": 5, "d": data})).await;
                    continue;
                }
            };
            let frame: Value = serde_json::from_str(text.as_str()).unwrap_or_default();
            match (frame["op"].as_i64(), identified) {
                (Some(1), false) => {
                    if let Err(code) = self.judge(&frame["d"], password.as_deref()) {
                        return close(socket, code).await;
                    }
                    identified = true;
                    let data = json!({"negotiatedRpcVersion": 1});
                    send(&mut socket, json!({"op": 2, "d": data})).await;
                }
                (Some(6), true) => {
                    let Some(answer) = self.answer(&frame["d"], &events).await else {
                        return;
                    };
                    send(&mut socket, answer).await;
                }
                _ => return close(socket, NOT_IDENTIFIED).await,
            }
        }
    }

    fn judge(&self, said: &Value, password: Option<&str>) -> Result<(), u16> {
        if self.world.borrow().fault == Some(ObsFault::OtherVersion) || said["rpcVersion"] != 1 {
            return Err(OTHER_VERSION);
        }
        let hash = |text: String| BASE64.encode(Sha256::digest(text));
        let proof = password.map(|password| hash(hash(format!("{password}{SALT}")) + CHALLENGE));
        let proved = proof.is_none_or(|proof| said["authentication"] == proof);
        self.world.send_modify(|world| {
            if proved {
                world.let_in += 1;
            } else {
                world.kept_out += 1;
            }
        });
        if proved { Ok(()) } else { Err(WRONG_PASSWORD) }
    }

    /// `None`: the connection ends.
    async fn answer(&self, asked: &Value, events: &broadcast::Sender<String>) -> Option<Value> {
        let fault = self.world.borrow().fault;
        match fault {
            Some(ObsFault::Drops) => return None,
            Some(ObsFault::Slow) => tokio::time::sleep(SLOW).await,
            _ => {}
        }
        let name = asked["requestType"].as_str().unwrap_or_default();
        let mut outcome = None;
        self.world.send_modify(|world| outcome = Some(world.answer(name, &asked["requestData"])));
        let mut answer = json!({"requestType": name, "requestId": asked["requestId"]});
        match outcome? {
            Ok((data, happened)) => {
                answer["requestStatus"] = json!({"result": true, "code": 100});
                if !data.is_null() {
                    answer["responseData"] = data;
                }
                for event in happened {
                    // Nobody may be listening.
                    events.send(event.to_owned()).unwrap_or_default();
                }
            }
            Err((code, comment)) => {
                answer["requestStatus"] =
                    json!({"result": false, "code": code, "comment": comment});
            }
        }
        Some(json!({"op": 7, "d": answer}))
    }
}

/// obs-websocket 4 says nothing by itself.
async fn version_four(mut socket: Socket) {
    while let Some(Ok(message)) = socket.next().await {
        let asked: Value =
            serde_json::from_str(message.to_text().unwrap_or_default()).unwrap_or_default();
        if asked["request-type"] == "GetVersion" {
            let answer = json!({
                "message-id": asked["message-id"], "status": "ok",
                "obs-websocket-version": "4.9.1", "obs-studio-version": "27.2.4",
            });
            send(&mut socket, answer).await;
        }
    }
}

async fn send(socket: &mut Socket, value: Value) {
    // A client that is gone is noticed by the next read.
    socket.send(Message::text(value.to_string())).await.unwrap_or_default();
}

async fn close(mut socket: Socket, code: u16) {
    let frame = CloseFrame { code: code.into(), reason: "said by the stand-in".into() };
    socket.close(Some(frame)).await.unwrap_or_default();
    // Until the client has heard it.
    let heard = async { while let Some(Ok(_)) = socket.next().await {} };
    drop(tokio::time::timeout(Duration::from_secs(1), heard).await);
}
