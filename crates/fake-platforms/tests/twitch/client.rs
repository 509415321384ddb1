//! A plain WebSocket client.

use std::collections::VecDeque;
use std::time::Duration;

use fake_platforms::FakeTwitch;
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, client_async, connect_async};

pub(crate) const SOON: Duration = Duration::from_secs(10);
/// How long silence is listened to.
pub(crate) const SILENCE: Duration = Duration::from_millis(200);

pub(crate) struct Client {
    pub(crate) socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    lines: VecDeque<String>,
}

impl Client {
    pub(crate) async fn connect(twitch: &FakeTwitch) -> Self {
        let (socket, _) = connect_async(twitch.irc_url()).await.expect("a WebSocket");
        Self { socket, lines: VecDeque::new() }
    }

    pub(crate) async fn joined(twitch: &FakeTwitch, channel: &str, count: usize) -> Self {
        Self::connect(twitch).await.join(twitch, channel, count).await
    }

    /// A client whose socket holds a few lines; what it does not read waits at the stand-in.
    pub(crate) async fn joined_narrowly(twitch: &FakeTwitch, channel: &str) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(4096).expect("a small one");
        let url = twitch.irc_url();
        let address = url.trim_start_matches("ws://").parse().expect("an address");
        let stream = MaybeTlsStream::Plain(socket.connect(address).await.expect("a connection"));
        let (socket, _) = client_async(&url, stream).await.expect("a WebSocket");
        Self { socket, lines: VecDeque::new() }.join(twitch, channel, 1).await
    }

    async fn join(self, twitch: &FakeTwitch, channel: &str, count: usize) -> Self {
        let mut client = self;
        client.send("CAP REQ :twitch.tv/tags twitch.tv/commands").await;
        client.send("NICK justinfan7").await;
        client.send(&format!("JOIN {channel}")).await;
        timeout(SOON, twitch.joined(channel, count)).await.expect("joined");
        while !client.line().await.contains("ROOMSTATE") {}
        client
    }

    pub(crate) async fn send(&mut self, line: &str) {
        self.socket.send(Message::text(format!("{line}\r\n"))).await.expect("sent");
    }

    /// The next text frame; `None` if the connection ended.
    pub(crate) async fn frame(&mut self) -> Option<String> {
        loop {
            return match timeout(SOON, self.socket.next()).await.expect("an answer in time")? {
                Ok(Message::Text(text)) => Some(text.to_string()),
                Ok(Message::Close(_)) | Err(_) => None,
                Ok(_) => continue,
            };
        }
    }

    pub(crate) async fn line(&mut self) -> String {
        while self.lines.is_empty() {
            let frame = self.frame().await.expect("the connection is open");
            assert!(frame.ends_with("\r\n"), "a frame holds whole lines: {frame:?}");
            self.lines
                .extend(frame.split("\r\n").filter(|line| !line.is_empty()).map(str::to_owned));
        }
        self.lines.pop_front().expect("not empty")
    }

    pub(crate) async fn lines(&mut self, count: usize) -> Vec<String> {
        let mut lines = Vec::new();
        while lines.len() < count {
            lines.push(self.line().await);
        }
        lines
    }
}
