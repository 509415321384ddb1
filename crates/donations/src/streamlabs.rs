//! What Streamlabs tells: `["event", {"type": "donation", "message": [{…}]}]`
//! (<https://dev.streamlabs.com/docs/socket-api>).

use chat::{Amount, Message};
use jiff::Timestamp;
use serde_json::Value;

use crate::Provider;
use crate::donation::{Donation, LONGEST_AMOUNT, amount, text};

/// The donations in an event; none in any other.
pub(crate) fn donations(event: &Value, now: Timestamp) -> Vec<Message> {
    let kind = event.get("type").and_then(Value::as_str).unwrap_or_default();
    // Charities' are `justgivingdonation`, `tiltifydonation` and the like.
    if !kind.ends_with("donation") {
        return Vec::new();
    }
    let told = match event.get("message") {
        Some(Value::Array(told)) => told.as_slice(),
        Some(one @ Value::Object(_)) => std::slice::from_ref(one),
        _ => &[],
    };
    told.iter().filter_map(|told| donation(told, now)).map(Donation::into_message).collect()
}

fn donation(told: &Value, now: Timestamp) -> Option<Donation> {
    let amount = amount(told)?;
    let written = text(told, "formatted_amount").or_else(|| text(told, "formattedAmount"));
    let written = written.filter(|written| {
        written.len() <= LONGEST_AMOUNT && written.contains(|c: char| c.is_ascii_digit())
    });
    let amount = Amount { text: written.unwrap_or(amount.text), ..amount };
    Some(Donation {
        provider: Provider::Streamlabs,
        // A real one has an `id`; `_id` is of its telling. A test has the latter alone.
        id: text(told, "id").or_else(|| text(told, "_id"))?,
        from: text(told, "name").or_else(|| text(told, "from")).unwrap_or_default(),
        text: text(told, "message").unwrap_or_default(),
        amount,
        at: now,
        did: "donated",
        is_test: told.get("isTest").and_then(Value::as_bool).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn one(told: &Value) -> Option<Message> {
        let event = json!({"type": "donation", "for": "streamlabs", "message": [told]});
        donations(&event, Timestamp::UNIX_EPOCH).pop()
    }

    #[test]
    fn a_donation_is_a_message_with_its_amount() {
        let told = json!({
            "id": 96_164_121, "name": "Ada", "amount": "13.37", "formatted_amount": "$13.37",
            "formattedAmount": "$13.37", "message": "well played", "currency": "USD",
            "emotes": null, "_id": "0820c9d3bafd768c9843f", "event_id": "evt_1",
        });
        let message = one(&told).expect("a donation");
        let amount = message.amount.as_ref().unwrap();
        assert_eq!((amount.text.as_str(), amount.micros), ("$13.37", Some(13_370_000)));
        assert_eq!(message.text(), "well played");
        assert_eq!(message.system.as_deref(), Some("Ada donated through Streamlabs"));
        assert!(message.is_paid() && !message.is_made_up());
        let mut again = told;
        again["_id"] = json!("another");
        assert_eq!(one(&again).unwrap().id, message.id, "told again, it is the same one");
    }

    #[test]
    fn a_test_is_marked_as_one() {
        let told =
            json!({"_id": "x", "isTest": true, "from": "Bob", "amount": 5, "currency": "EUR"});
        let message = one(&told).expect("a donation");
        assert!(message.is_made_up());
        assert_eq!(message.amount.unwrap().text, "€5.00");
    }

    #[test]
    fn what_is_none_is_passed_over() {
        for told in [
            json!({"id": 1, "currency": "USD"}),
            json!({"id": 1, "amount": "0", "currency": "USD"}),
            json!({"amount": "5", "currency": "USD"}),
            json!(null),
        ] {
            assert!(one(&told).is_none(), "{told}");
        }
        let other = json!({"type": "follow", "message": [{"id": 1, "name": "Ada"}]});
        assert!(donations(&other, Timestamp::UNIX_EPOCH).is_empty());
    }
}
