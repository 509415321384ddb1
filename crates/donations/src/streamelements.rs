//! What StreamElements tells: `["event", {"type": "tip", "data": {…}}]` and `["event:test", …]`
//! (<https://dev.streamelements.com/docs/websockets>).

use chat::{Amount, Message};
use jiff::Timestamp;
use serde_json::Value;

use crate::Provider;
use crate::donation::{Donation, text};

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
        amount: Amount::of(&text(data, "amount")?, &text(data, "currency")?)?,
        at: created.unwrap_or(now),
        did: "tipped",
        is_test: event.get("isMock").and_then(Value::as_bool).unwrap_or_default(),
    };
    Some(donation.into_message())
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
            json!({"type": "tip", "data": {"tipId": "x", "amount": 1e30, "currency": "USD"}}),
            json!([]),
        ] {
            assert!(donation(&event, Timestamp::UNIX_EPOCH).is_none(), "{event}");
        }
    }
}
