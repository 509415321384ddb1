//! Everything that goes wrong with identity services.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::FakeIdentity;
use crate::socket::Reset;

/// One way to answer wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityFault {
    /// The connection is reset, and nothing was done.
    Down,
    /// This status, and nothing was done.
    Status(u16),
    /// The work is done, and the connection is reset before the answer.
    Lost,
    /// The work is done, and the answer never comes.
    Stall,
    /// The right answer after so many milliseconds.
    Slow(u64),
    /// 200 with a page.
    Html,
}

/// A fault for some requests.
#[derive(Debug)]
pub(super) struct Rule {
    on: String,
    fault: IdentityFault,
    /// How many requests it still has to spoil; `None` is all of them.
    left: Option<u32>,
}

impl FakeIdentity {
    /// Spoils the next `times` requests whose path starts with `on` (`/twitch/oauth2/token`,
    /// `/google`), or all of them. Faults take turns in the order they were asked for.
    pub fn fail(&self, on: &str, fault: IdentityFault, times: Option<u32>) {
        let rule = Rule { on: on.to_owned(), fault, left: times };
        self.changed(|world| world.faults.push(rule));
    }

    /// Ends all faults.
    pub fn heal(&self) {
        self.changed(|world| world.faults.clear());
    }
}

/// The next fault for a request of this path, if one is due.
pub(super) fn take(rules: &mut Vec<Rule>, path: &str) -> Option<IdentityFault> {
    let index = rules.iter().position(|rule| path.starts_with(&rule.on))?;
    let rule = rules.get_mut(index)?;
    let fault = rule.fault;
    if let Some(left) = &mut rule.left {
        *left = left.saturating_sub(1);
        if *left == 0 {
            rules.remove(index);
        }
    }
    Some(fault)
}

impl IdentityFault {
    /// Answers with the fault; `right` does the work and makes the right answer, `held` is told
    /// when the work is done and the answer does not go out.
    pub(super) async fn answer(
        self,
        right: impl AsyncFnOnce() -> Response,
        held: impl FnOnce(),
        socket: &Reset,
    ) -> Response {
        match self {
            Self::Down => reset(socket),
            Self::Status(code) => {
                let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_REQUEST);
                (status, Json(json!({"status": code, "message": "asked for"}))).into_response()
            }
            Self::Lost => {
                drop(right().await);
                held();
                reset(socket)
            }
            Self::Stall => {
                drop(right().await);
                held();
                std::future::pending().await
            }
            Self::Slow(milliseconds) => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                right().await
            }
            Self::Html => {
                ([(header::CONTENT_TYPE, "text/html")], "<!DOCTYPE html><p>Oops").into_response()
            }
        }
    }
}

fn reset(socket: &Reset) -> Response {
    socket.ask();
    let broken = std::io::Error::other("a broken connection was asked for");
    Response::new(Body::from_stream(stream::iter([Err::<Bytes, _>(broken)])))
}
