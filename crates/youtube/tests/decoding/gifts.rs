//! Gifted memberships and who has got them.

use chat::{ChatEvent, Kind, Message, Report};
use serde_json::Value;

use crate::{decoder, now};

fn bomb() -> Vec<Value> {
    let text = include_str!("../../../../tests/fixtures/youtube/made-up/gift-bomb.json");
    serde_json::from_str(text).expect("JSON")
}

/// Which message it is, and who is said to have got a gift.
fn told(message: &Message) -> (&str, Vec<&str>) {
    let Kind::Gift { recipients, .. } = &message.kind else { panic!("no gift: {message:?}") };
    (&message.native_id, recipients.iter().map(String::as_str).collect())
}

#[test]
fn who_got_a_gift_joins_its_purchase_until_all_are_known() {
    let mut decoder = decoder();
    let reports: Vec<Report> =
        bomb().iter().flat_map(|action| decoder.action(action, now())).collect();
    let told: Vec<_> = reports
        .iter()
        .map(|report| match report {
            Report::Event(ChatEvent::Message(message)) => ("new", told(message)),
            Report::Event(ChatEvent::Replaced { target, message }) => {
                assert_eq!(*target, message.id, "it stays the same message");
                ("replaced", told(message))
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            ("new", ("bought-1", vec![])),
            ("replaced", ("bought-1", vec!["@jonas"])),
            ("new", ("got-by-nobody-known", vec!["@paula"])),
            ("new", ("bought-2", vec![])),
            ("replaced", ("bought-1", vec!["@jonas", "@marta"])),
            // It was sent twice.
            ("replaced", ("bought-1", vec!["@jonas", "@marta", "@robin"])),
            ("new", ("got-one-too-many", vec!["@ada"])),
            ("replaced", ("bought-2", vec!["@grace"])),
        ]
    );
}
