//! Messages that AutoMod holds until a moderator decides. They are no part of the chat, and of
//! nothing that viewers see: one that is allowed comes by chat, as any other.
//!
//! <https://dev.twitch.tv/docs/eventsub/reference/automod/>

use jiff::Timestamp;
use serde_json::Value;

use super::Topic;

/// What AutoMod does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AutoMod {
    /// It holds a message.
    Holds(Box<HeldByAutoMod>),
    /// The message with this id waits no more: somebody has decided, or it is too old.
    Ends(String),
}

/// A message that waits for a moderator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldByAutoMod {
    /// Twitch's id of it.
    pub id: String,
    /// Who wrote it, by the name that is shown.
    pub name: String,
    /// What they wrote.
    pub text: String,
    /// Twitch's name of what AutoMod takes it for. `None`: a term that the channel has blocked is in
    /// it.
    pub category: Option<String>,
    /// When it was held.
    pub at: Timestamp,
}

/// What an event says of it. Nothing, where it can't be read.
pub(super) fn read(topic: Topic, event: &Value, at: Timestamp) -> Option<AutoMod> {
    let text = |at: &str| event.pointer(at).and_then(Value::as_str).filter(|text| !text.is_empty());
    let id = text("/message_id")?.to_owned();
    if topic == Topic::AutoModEnds {
        return Some(AutoMod::Ends(id));
    }
    let name = ["/user_name", "/user_login", "/user_id"].into_iter().find_map(text)?;
    Some(AutoMod::Holds(Box::new(HeldByAutoMod {
        id,
        name: name.to_owned(),
        text: text("/message/text").unwrap_or_default().to_owned(),
        category: text("/automod/category").map(str::to_owned),
        at: text("/held_at").and_then(|at| at.parse().ok()).unwrap_or(at),
    })))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_message_is_held_with_what_it_was_taken_for_until_it_is_over() {
        let mut event = json!({
            "broadcaster_user_id": "1", "user_id": "2", "user_login": "ada", "user_name": "Ada",
            "message_id": "m1", "message": {"text": "you fool", "fragments": []},
            "reason": "automod", "automod": {"category": "bullying", "level": 2, "boundaries": []},
            "blocked_term": null, "held_at": "2026-11-24T11:59:59Z",
        });
        let Some(AutoMod::Holds(held)) = read(Topic::AutoModHolds, &event, at()) else { panic!() };
        assert_eq!((&*held.id, &*held.name, &*held.text), ("m1", "Ada", "you fool"));
        assert_eq!(held.category.as_deref(), Some("bullying"));
        assert_eq!(held.at.to_string(), "2026-11-24T11:59:59Z");
        event["automod"] = Value::Null;
        event["user_name"] = "".into();
        let Some(AutoMod::Holds(held)) = read(Topic::AutoModHolds, &event, at()) else { panic!() };
        assert_eq!((&*held.name, held.category), ("ada", None));
        event["status"] = "approved".into();
        assert_eq!(read(Topic::AutoModEnds, &event, at()), Some(AutoMod::Ends("m1".into())));
    }

    #[test]
    fn what_can_not_be_read_is_nothing() {
        for event in [json!(null), json!([1]), json!({"message_id": 7}), json!({"message_id": ""})]
        {
            for topic in [Topic::AutoModHolds, Topic::AutoModEnds] {
                assert_eq!(read(topic, &event, at()), None, "{event}");
            }
        }
        assert_eq!(read(Topic::AutoModHolds, &json!({"message_id": "m1"}), at()), None);
    }
}
