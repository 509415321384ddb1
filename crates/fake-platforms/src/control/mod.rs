//! An HTTP endpoint that drives all stand-ins, for tests in other languages.
//!
//! `POST /twitch/{command}`, `POST /youtube/{command}`, `POST /emotes/{command}`,
//! `POST /identity/{command}` and `POST /donations/{command}` take a JSON object with the fields of
//! the [`TwitchCommand`], [`YouTubeCommand`], [`EmoteCommand`], [`IdentityCommand`] or
//! [`DonationCommand`] of that name in `snake_case`, and
//! answer with a JSON object. `GET /stats` tells what has happened: `{"twitch": TwitchStats,
//! "youtube": YouTubeStats, "emotes": EmoteStats, "identity": IdentityStats}` (see
//! [`crate::twitch::TwitchStats`], [`crate::youtube::YouTubeStats`],
//! [`crate::emotes::EmoteStats`] and [`crate::identity::IdentityStats`]).
//!
//! For a test that must know every message: `twitch/stream` and `youtube/numbered` say `#1`, `#2`
//! and so on, and the stats hold as ranges which of them reached somebody, under
//! `twitch.numbered["#channel"].sent` and `youtube.polls[video].handed_out`. What is in there and
//! was not shown was lost by the reader.

mod donations;
mod emotes;
mod identity;
mod twitch;
mod youtube;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{Error, FakeDonations, FakeEmotes, FakeIdentity, FakeTwitch, FakeYouTube};

pub use donations::DonationCommand;
pub use emotes::EmoteCommand;
pub use identity::IdentityCommand;
pub use twitch::TwitchCommand;
pub use youtube::YouTubeCommand;

/// A running control endpoint; dropped, it stops.
pub struct Control {
    address: SocketAddr,
    donations: FakeDonations,
    _running: DropGuard,
}

fn somebody() -> String {
    "Somebody".to_owned()
}

#[derive(Clone)]
struct Platforms {
    twitch: FakeTwitch,
    youtube: FakeYouTube,
    emotes: FakeEmotes,
    identity: FakeIdentity,
    donations: FakeDonations,
    /// Ends what commands have started and nobody waits for.
    stop: CancellationToken,
}

impl Control {
    /// Starts on this port of 127.0.0.1; 0 is any free one.
    pub async fn start(
        port: u16,
        twitch: FakeTwitch,
        youtube: FakeYouTube,
        emotes: FakeEmotes,
        identity: FakeIdentity,
    ) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let stop = CancellationToken::new();
        let donations = FakeDonations::start().await?;
        let platforms = Platforms {
            twitch,
            youtube,
            emotes,
            identity,
            donations: donations.clone(),
            stop: stop.clone(),
        };
        let routes = Router::new()
            .route("/twitch/{command}", post(twitch::obey))
            .route("/youtube/{command}", post(youtube::obey))
            .route("/emotes/{command}", post(emotes::obey))
            .route("/identity/{command}", post(identity::obey))
            .route("/donations/{command}", post(donations::obey))
            .route("/stats", get(stats))
            .with_state(Arc::new(platforms));
        crate::serve(listener, routes, stop.clone());
        Ok(Self { address, donations, _running: stop.drop_guard() })
    }

    /// The stand-in of the services that take donations, which is started with it.
    #[must_use]
    pub fn donations(&self) -> &FakeDonations {
        &self.donations
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

async fn stats(State(platforms): State<Arc<Platforms>>) -> Json<Value> {
    Json(json!({
        "twitch": platforms.twitch.stats(),
        "youtube": platforms.youtube.stats(),
        "emotes": platforms.emotes.stats(),
        "identity": platforms.identity.stats(),
    }))
}

/// The command of this name with the fields of the body; an empty body has none.
fn read<C: DeserializeOwned>(name: &str, body: &[u8]) -> Result<C, String> {
    let fields = if body.is_empty() { b"{}" } else { body };
    let fields: Value = serde_json::from_slice(fields).map_err(|error| error.to_string())?;
    serde_json::from_value(json!({ name: fields })).map_err(|error| error.to_string())
}

fn refuse(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({"error": reason}))).into_response()
}
