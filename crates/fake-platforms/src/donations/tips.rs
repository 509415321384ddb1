//! StreamElements' list of tips: `GET /tips/{channel}`.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::http::header::{AUTHORIZATION, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Json, Response};
use serde_json::{Value, json};

use super::{CHANNEL, DonationService, FakeDonations, Shared, TOKEN, World};

/// Tips in one answer where nobody says how many.
const PAGE: usize = 25;

/// What goes wrong with one question for tips.
#[derive(Debug, Clone)]
pub enum TipsFault {
    /// It is answered with this status.
    Status(u16),
    /// It is answered with 429 and so many seconds to wait.
    Busy(u64),
    /// It is answered with 200 and this text.
    Text(String),
}

impl World {
    pub(super) fn list(&mut self, id: &str, amount: &str, from: &str, text: &str) {
        // Told again, it is the same tip.
        if self.tips.iter().any(|tip| tip["_id"] == id) {
            return;
        }
        let now = jiff::Timestamp::now().to_string();
        self.tips.push(json!({
            "_id": id, "channel": CHANNEL, "provider": "paypal", "createdAt": now,
            "updatedAt": now, "status": "success", "approved": "allowed", "deleted": false,
            "transactionId": format!("t-{id}"),
            "donation": {
                "user": {"username": from, "geo": null, "email": "somebody@example.com"},
                "message": text, "amount": amount.parse::<f64>().unwrap_or_default(),
                "currency": "EUR",
            },
        }));
    }
}

impl FakeDonations {
    /// Changes a tip that StreamElements lists.
    pub fn change_tip(&self, id: &str, change: impl FnOnce(&mut Value)) {
        self.world.send_modify(|world| {
            if let Some(tip) = world.tips.iter_mut().find(|tip| tip["_id"] == id) {
                change(tip);
            }
        });
    }

    /// What the next questions for StreamElements' tips are answered with.
    pub fn fail_tips(&self, faults: impl IntoIterator<Item = TipsFault>) {
        self.world.send_modify(|world| world.faults.extend(faults));
    }

    /// Whose socket StreamElements says it is.
    pub fn set_channel(&self, channel: Option<&str>) {
        self.world.send_modify(|world| world.channel = channel.map(str::to_owned));
    }

    /// Ends StreamElements' sockets, and lets nobody connect until it is up again.
    pub fn set_down(&self, is_down: bool) {
        self.world.send_modify(|world| world.is_down = is_down);
        if is_down {
            self.cut(DonationService::StreamElements);
        }
    }
}

pub(super) async fn list(
    State(shared): State<Shared>,
    Path(channel): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let mut fault = None;
    shared.world.send_modify(|world| {
        world.stats.entry(DonationService::StreamElements).or_default().asked += 1;
        fault = world.faults.pop_front();
    });
    match fault {
        None => {}
        Some(TipsFault::Status(status)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
            return (status, Json(json!({"statusCode": status.as_u16()}))).into_response();
        }
        Some(TipsFault::Busy(seconds)) => {
            let after = [(RETRY_AFTER, seconds.to_string())];
            return (StatusCode::TOO_MANY_REQUESTS, after).into_response();
        }
        Some(TipsFault::Text(text)) => return text.into_response(),
    }
    let token = headers.get(AUTHORIZATION).and_then(|header| header.to_str().ok());
    if token != Some(&format!("Bearer {TOKEN}")) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let world = shared.world.borrow();
    let number = |field: &str| query.get(field).and_then(|number| number.parse::<i64>().ok());
    let at_most = |field: &str, default: usize| {
        number(field).and_then(|number| usize::try_from(number).ok()).unwrap_or(default)
    };
    let (offset, limit) = (at_most("offset", 0), at_most("limit", PAGE).min(100));
    let after = number("after").unwrap_or(i64::MIN);
    let is_after = |tip: &&Value| {
        let created = tip["createdAt"].as_str().and_then(|at| at.parse::<jiff::Timestamp>().ok());
        tip["channel"] == channel.as_str()
            && created.is_none_or(|created| created.as_millisecond() > after)
    };
    let mut found: Vec<_> = world.tips.iter().filter(is_after).collect();
    if query.get("sort").is_none_or(|sort| sort.starts_with('-')) {
        found.reverse();
    }
    let docs: Vec<_> = found.iter().skip(offset).take(limit).collect();
    let answer = json!({"docs": docs, "total": found.len(), "limit": limit, "offset": offset});
    Json(answer).into_response()
}
