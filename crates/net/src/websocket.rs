//! WebSockets to others.

use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{self, protocol::WebSocketConfig};
use tokio_tungstenite::{
    Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config,
};
use url::Url;

use crate::tls;

/// One that we opened.
pub type WebSocket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What an address is connected to with. Reads the system's certificates if it wants them.
pub fn connector(url: &Url) -> Result<Connector, rustls::Error> {
    Ok(match url.scheme() {
        "ws" => Connector::Plain,
        _ => Connector::Rustls(Arc::new(tls::config()?)),
    })
}

/// No frame that is larger is taken, and no message in several of them.
#[must_use]
pub fn limits(largest: usize) -> WebSocketConfig {
    WebSocketConfig::default().max_message_size(Some(largest)).max_frame_size(Some(largest))
}

/// Opens one, with the address' [`connector`] and these [`limits`]. Without Nagle: what is said is
/// small, and waited for.
pub async fn open(
    url: &Url,
    connector: Connector,
    limits: WebSocketConfig,
) -> tungstenite::Result<WebSocket> {
    let opening = connect_async_tls_with_config(url.as_str(), Some(limits), true, Some(connector));
    // Large, and held by whoever waits for it.
    let (socket, _) = Box::pin(opening).await?;
    Ok(socket)
}
