//! Pronouns, as `pronouns.alejo.io` tells them.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::FakeEmotes;
use super::routes::Shared;

/// Id, subject, object, and whether there is one form alone.
const KNOWN: [(&str, &str, &str, bool); 8] = [
    ("hehim", "He", "Him", false),
    ("sheher", "She", "Her", false),
    ("theythem", "They", "Them", false),
    ("itits", "It", "Its", false),
    ("xexem", "Xe", "Xem", false),
    ("faefaer", "Fae", "Faer", false),
    ("any", "Any", "Any", true),
    ("other", "Other", "Other", true),
];

impl FakeEmotes {
    /// Declares a Twitch user's pronouns by id: `hehim`, `sheher`, `theythem`, `itits`, `xexem`,
    /// `faefaer`, `any`, `other`. With `alternative`, a second one: "She/They".
    pub fn set_pronouns(&self, login: &str, id: &str, alternative: Option<&str>) {
        let pronouns = (id.to_owned(), alternative.map(str::to_owned));
        self.world.send_modify(|world| {
            world.pronouns.insert(login.to_lowercase(), pronouns);
        });
    }
}

pub(super) async fn known() -> Json<Value> {
    let all: Map<String, Value> = KNOWN
        .into_iter()
        .map(|(id, subject, object, singular)| {
            let shape =
                json!({"name": id, "subject": subject, "object": object, "singular": singular});
            (id.to_owned(), shape)
        })
        .collect();
    Json(all.into())
}

pub(super) async fn user(State(shared): State<Shared>, Path(login): Path<String>) -> Response {
    let world = shared.world.borrow();
    match world.pronouns.get(&login.to_lowercase()) {
        Some((id, alternative)) => Json(json!({
            "channel_id": super::emote::small_number(&login).to_string(),
            "channel_login": login.to_lowercase(),
            "pronoun_id": id,
            "alt_pronoun_id": alternative,
        }))
        .into_response(),
        None => {
            let body =
                json!({"statusCode": 404, "error": "Not Found", "message": "User not found"});
            (StatusCode::NOT_FOUND, Json(body)).into_response()
        }
    }
}
