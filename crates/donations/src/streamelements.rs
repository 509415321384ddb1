//! What StreamElements tells: `["event", {"type": "tip", "data": {…}}]` and `["event:test", …]`
//! (<https://dev.streamelements.com/docs/websockets>), and the same tips as its API lists them.
//!
//! An event is a thing of its own with an `_id` of its own; the tip that it tells of is `tipId`, and
//! that is the `_id` in the list. So a tip that comes both ways is one.

use chat::Message;
use jiff::Timestamp;
use serde_json::Value;

use crate::Provider;
use crate::donation::{Donation, amount, text};

/// The donation in an event; none in any other.
pub(crate) fn donation(event: &Value, now: Timestamp) -> Option<Message> {
    if event.get("type").and_then(Value::as_str) != Some("tip") {
        return None;
    }
    let data = event.get("data")?;
    let created = text(event, "createdAt").and_then(|created| created.parse().ok());
    let donation = Donation {
        provider: Provider::StreamElements,
        id: text(data, "tipId").or_else(|| text(event, "_id"))?,
        from: text(data, "displayName").or_else(|| text(data, "username")).unwrap_or_default(),
        text: text(data, "message").unwrap_or_default(),
        amount: amount(data)?,
        at: created.unwrap_or(now),
        did: "tipped",
        is_test: event.get("isMock").and_then(Value::as_bool).unwrap_or_default(),
    };
    Some(donation.into_message())
}

/// A tip of the list.
#[derive(Debug)]
pub(crate) enum Tip {
    /// One that was given.
    Given(Box<Message>),
    /// One that was deleted, waits for the streamer's word, was not paid, or of nothing.
    None,
    /// The list has another shape than it had.
    Unreadable,
}

impl Tip {
    pub(crate) fn into_message(self) -> Option<Message> {
        match self {
            Self::Given(message) => Some(*message),
            Self::None | Self::Unreadable => None,
        }
    }
}

/// What is in the list: `{"_id", "donation": {"user": {"username"}, "message", "amount", "currency"},
/// "status", "approved", "deleted", "createdAt"}`.
pub(crate) fn tip(told: &Value) -> Tip {
    let is_or_unsaid = |field: &str, wanted: &str| {
        told.get(field).and_then(Value::as_str).is_none_or(|said| said == wanted)
    };
    let is_deleted = told.get("deleted").and_then(Value::as_bool).unwrap_or_default();
    if is_deleted || !is_or_unsaid("status", "success") || !is_or_unsaid("approved", "allowed") {
        return Tip::None;
    }
    let given = told.get("donation").unwrap_or(&Value::Null);
    let at = text(told, "createdAt").and_then(|created| created.parse().ok());
    let (Some(id), Some(at), Some(_)) = (text(told, "_id"), at, text(given, "amount")) else {
        return Tip::Unreadable;
    };
    let Some(amount) = amount(given) else {
        return Tip::None;
    };
    let donation = Donation {
        provider: Provider::StreamElements,
        id,
        from: given.get("user").and_then(|user| text(user, "username")).unwrap_or_default(),
        text: text(given, "message").unwrap_or_default(),
        amount,
        at,
        did: "tipped",
        is_test: false,
    };
    Tip::Given(Box::new(donation.into_message()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_tip_is_a_message_with_its_amount() {
        let event = json!({
            "_id": "5d967959cd89a10ce12818ad", "channel": "5afb", "type": "tip", "provider": "twitch",
            "createdAt": "2026-11-22T18:00:00.023Z",
            "data": {"tipId": "5d967959531876d2589dd772", "username": "ada", "amount": 12.3,
                "currency": "NOK", "message": "hei", "items": [], "avatar": "https://x/y.png"},
        });
        let message = donation(&event, Timestamp::UNIX_EPOCH).expect("a tip");
        let amount = message.amount.unwrap();
        assert_eq!((amount.text.as_str(), amount.micros), ("12.30 NOK", Some(12_300_000)));
        assert_eq!(message.native_id, "streamelements 5d967959531876d2589dd772");
        assert_eq!(message.at.to_string(), "2026-11-22T18:00:00.023Z");
    }

    #[test]
    fn what_is_none_is_passed_over() {
        for event in [
            json!({"type": "follow", "data": {"username": "ada"}}),
            json!({"type": "tip"}),
            json!({"type": "tip", "data": {"tipId": "x", "amount": -5, "currency": "USD"}}),
            json!([]),
        ] {
            assert!(donation(&event, Timestamp::UNIX_EPOCH).is_none(), "{event}");
        }
    }

    fn listed() -> Value {
        json!({
            "_id": "5d967959531876d2589dd772", "channel": "5afb", "provider": "paypal",
            "createdAt": "2026-11-22T17:59:59.000Z", "updatedAt": "2026-11-22T18:00:00.000Z",
            "status": "success", "approved": "allowed", "deleted": false, "transactionId": "t-1",
            "donation": {"user": {"username": "ada", "geo": null, "email": "ada@example.com"},
                "message": "hei", "amount": 12.3, "currency": "NOK"},
        })
    }

    #[test]
    fn a_tip_of_the_list_is_the_one_that_the_socket_tells() {
        let event = json!({
            "_id": "5d967959cd89a10ce12818ad", "type": "tip",
            "data": {"tipId": "5d967959531876d2589dd772", "username": "ada", "amount": 12.3,
                "currency": "NOK", "message": "hei"},
        });
        let told = donation(&event, Timestamp::UNIX_EPOCH).expect("a tip");
        let listed = tip(&listed()).into_message().expect("a tip");
        assert_eq!(listed.at.to_string(), "2026-11-22T17:59:59Z", "its own time");
        assert_eq!(Message { at: told.at, ..listed.clone() }, told, "but for the time the same");
        assert!(!serde_json::to_string(&listed).unwrap().contains("example.com"));
    }

    #[test]
    fn a_tip_that_was_not_given_is_passed_over_and_another_shape_is_noticed() {
        for (field, value) in [
            ("deleted", json!(true)),
            ("status", json!("pending")),
            ("approved", json!("pending")),
            ("donation", json!({"amount": 0, "currency": "NOK"})),
        ] {
            let mut told = listed();
            told[field] = value;
            assert!(matches!(tip(&told), Tip::None), "{field}");
        }
        for field in ["_id", "createdAt", "donation"] {
            let mut told = listed();
            told[field] = json!({"other": 1});
            assert!(matches!(tip(&told), Tip::Unreadable), "{field}");
        }
        assert!(matches!(tip(&json!([])), Tip::Unreadable));
    }
}
