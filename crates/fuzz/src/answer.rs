//! InnerTube's answers.

use std::collections::HashSet;

use chat::{ChatEvent, Report, SourceId};
use serde_json::{Value, json};
use youtube::{Decoder, fuzzing};

use crate::{NOW, event};

/// An answer, an action, or an item, as the recordings have them.
pub(crate) fn answer(input: &[u8]) {
    let Ok(value) = serde_json::from_slice::<Value>(input) else { return };
    fuzzing::answer(&value);
    let actions = json!([value, {"addChatItemAction": {"item": value}}]);
    let wrapped = json!({"continuationContents": {"liveChatContinuation": {"actions": actions}}});
    for answer in [&value, &wrapped] {
        let mut decoder = Decoder::new(SourceId::new("youtube"));
        let mut ids = HashSet::new();
        for report in decoder.answer(answer, NOW) {
            event::check_report(&report);
            if let Report::Event(ChatEvent::Message(message)) = report {
                assert!(ids.insert(message.id), "the same message twice");
            }
        }
        // What YouTube sends again after a new start is not handed out again.
        for report in decoder.answer(answer, NOW) {
            let again = matches!(report, Report::Event(ChatEvent::Message(_)));
            assert!(!again, "a message that is sent again comes again: {report:?}");
        }
    }
}
