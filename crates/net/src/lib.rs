//! How the outside world is asked: one TLS for everything, HTTP clients, bodies up to a bound,
//! WebSockets. Who is asked, what for and how often is not known here.

mod body;
mod cause;
mod client;
mod json;
mod loopback;
mod tls;
mod websocket;

pub use body::{Body, BodyError, body};
pub use cause::{causes, is_of_certificate};
pub use client::client;
pub use json::{json, whole_characters};
pub use loopback::is_loopback;
pub use websocket::{WebSocket, connector, limits, open};
