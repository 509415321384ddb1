//! Recorded chat, decoded: one snapshot a recording.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::PathBuf};

use chat::{ChatEvent, Passed, Report, SourceId};
use jiff::Timestamp;
use serde_json::{Value, json};
use youtube::Decoder;

/// A time after all of the recordings, for items that have none.
fn now() -> Timestamp {
    "2027-01-01T00:00:00Z".parse().expect("a time")
}

fn recordings(folder: &str) -> Vec<(String, Value)> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/youtube").join(folder);
    let files = fs::read_dir(&folder).expect("the folder of fixtures");
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    assert!(!files.is_empty(), "fixtures in {}", folder.display());
    let read = |file: PathBuf| {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let json = fs::read_to_string(&file).expect("a readable file");
        (name, serde_json::from_str(&json).expect("JSON"))
    };
    files.into_iter().map(read).collect()
}

fn wrapped(name: &str, renderer: &Value) -> Value {
    let renderers = [
        ("GiftPurchase", "liveChatSponsorshipsGiftPurchaseAnnouncementRenderer"),
        ("GiftRedemption", "liveChatSponsorshipsGiftRedemptionAnnouncementRenderer"),
        ("MembershipMilestone", "liveChatMembershipItemRenderer"),
        ("NewMember", "liveChatMembershipItemRenderer"),
        ("RealUpgrade", "liveChatMembershipItemRenderer"),
        ("SimpleText", "liveChatTextMessageRenderer"),
        ("SuperChat", "liveChatPaidMessageRenderer"),
        ("TextMessage", "liveChatTextMessageRenderer"),
        ("Comment2019", "liveChatTextMessageRenderer"),
    ];
    let (_, kind) = renderers.iter().find(|(start, _)| name.starts_with(start)).expect(name);
    json!({"addChatItemAction": {"item": {*kind: renderer}}})
}

/// The events as they would be stored, and what was passed over.
fn shown(reports: &[Report]) -> Vec<Value> {
    let show = |report: &Report| match report {
        Report::Event(ChatEvent::Message(message)) => json!({"message": message}),
        Report::Event(event) => serde_json::to_value(event).expect("events are JSON"),
        Report::Passed(Passed::Unknown(unknown)) => json!({"unknown": unknown.kind}),
        Report::Passed(passed) => json!({"passed": format!("{passed:?}")}),
        other => unreachable!("a decoder has no state to tell: {other:?}"),
    };
    reports.iter().map(show).collect()
}

fn decode(recording: &Value) -> Vec<Report> {
    let mut decoder = Decoder::new(SourceId::new("src-golden"));
    match recording {
        Value::Array(actions) => {
            actions.iter().flat_map(|action| decoder.action(action, now())).collect()
        }
        answer if answer.get("continuationContents").is_some() => decoder.answer(answer, now()),
        action => decoder.action(action, now()),
    }
}

#[test]
fn every_recorded_action_is_decoded() {
    for (name, action) in recordings("kinds") {
        insta::assert_json_snapshot!(format!("action-{name}"), shown(&decode(&action)));
    }
}

#[test]
fn every_recorded_renderer_is_decoded() {
    for (name, renderer) in recordings("renderers") {
        let action = wrapped(&name, &renderer);
        insta::assert_json_snapshot!(format!("renderer-{name}"), shown(&decode(&action)));
    }
}

#[test]
fn every_recorded_answer_is_decoded() {
    for (name, answer) in recordings("responses") {
        insta::assert_json_snapshot!(format!("answer-{name}"), shown(&decode(&answer)));
    }
}
