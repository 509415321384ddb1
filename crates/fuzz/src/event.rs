//! What must hold of every event.

use chat::{ChatEvent, Message, MessageView, Passed, Report};
use serde_json::Value;

/// Kinds are names: nothing longer than this is kept of one.
const LONGEST_NAME: usize = 64;

/// What must hold of a report.
pub(crate) fn check_report(report: &Report) {
    match report {
        Report::Event(event) => check(event),
        Report::Passed(passed) => check_passed(passed),
        _ => {}
    }
}

/// What must hold of an event.
pub(crate) fn check(event: &ChatEvent) {
    match event {
        ChatEvent::Message(message)
        | ChatEvent::Replaced { message, .. }
        | ChatEvent::Pinned { message } => check_message(message),
        _ => {}
    }
}

/// What must hold of input that is passed over.
pub(crate) fn check_passed(passed: &Passed) {
    if let Passed::Unknown(unknown) = passed {
        let length = unknown.kind.chars().count();
        assert!(length <= LONGEST_NAME, "{length} characters of an unknown name are kept");
    }
}

fn check_message(message: &Message) {
    for part in &message.body {
        assert!(!part.text().is_empty(), "an empty part: {:?}", message.body);
    }
    if let Some(author) = &message.author {
        assert!(!author.name.is_empty(), "an author without a name: {author:?}");
        let ascending = author.roles.windows(2).all(|pair| pair[0] < pair[1]);
        assert!(ascending, "roles out of order, or twice: {:?}", author.roles);
    }
    // The history keeps a message as JSON and gives it to clients from there.
    let kept = serde_json::to_string(message).expect("a message can be written");
    let read: Message = serde_json::from_str(&kept).expect("what was written can be read");
    assert_eq!(read, *message, "the history changes it");
    let view = serde_json::to_value(MessageView::new(message)).expect("a view can be written");
    check_view(&view);
}

/// What must hold of a message as clients get it.
pub(crate) fn check_view(view: &Value) {
    let parts = view["body"].as_array().expect("a list of parts");
    let joined: String = parts.iter().filter_map(|part| part["text"].as_str()).collect();
    assert_eq!(view["text"], joined.as_str(), "the parts, joined, are the text");
    let id = view["id"].as_str().expect("an id");
    assert!(chat::MessageId::parse(id).is_some(), "a client can send back the id {id:?}");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ID: &str = "73f6f53acdd85df1aa7e422c8b1eb044";

    #[test]
    fn what_is_right_passes() {
        let parts = json!([{"type": "text", "text": "a "}, {"type": "emote", "text": "b"}]);
        check_view(&json!({"id": ID, "text": "a b", "body": parts}));
    }

    #[test]
    #[should_panic(expected = "the parts, joined, are the text")]
    fn a_part_that_is_missing_is_noticed() {
        check_view(&json!({"id": ID, "text": "a b", "body": [{"type": "text", "text": "a "}]}));
    }
}
