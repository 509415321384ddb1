//! What decoding promises, whatever YouTube sends.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod gifts;
mod kinds;
mod removals;

use chat::{ChatEvent, Kind, Message, Passed, Report, SourceId};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use youtube::Decoder;

pub(crate) fn now() -> Timestamp {
    "2026-11-22T18:00:00Z".parse().expect("a time")
}

pub(crate) fn decoder() -> Decoder {
    Decoder::new(SourceId::new("src-test"))
}

pub(crate) fn add(renderer: &str, fields: Value) -> Value {
    let item: Value = [(renderer, fields)].into_iter().collect();
    json!({"addChatItemAction": {"item": item}})
}

pub(crate) fn text_message(id: &str, usec: i64) -> Value {
    add(
        "liveChatTextMessageRenderer",
        json!({"id": id, "timestampUsec": usec.to_string(), "authorName": {"simpleText": "@ada"},
               "authorExternalChannelId": "UCada", "message": {"runs": [{"text": "hi"}]}}),
    )
}

pub(crate) fn only_message(reports: &[Report]) -> &Message {
    match reports {
        [Report::Event(ChatEvent::Message(message))] => message,
        other => panic!("one message was expected: {other:?}"),
    }
}

#[test]
fn one_bad_item_does_not_cost_its_neighbours() {
    let actions = json!([
        text_message("a", 1_776_000_000_000_000),
        null,
        {"addChatItemAction": {}},
        add("liveChatTextMessageRenderer", json!({"message": 5})),
        text_message("b", 1_776_000_000_000_001),
    ]);
    let answer = json!({"continuationContents": {"liveChatContinuation": {"actions": actions}}});
    let reports = decoder().answer(&answer, now());
    let malformed = Report::Passed(Passed::Malformed);
    assert!(matches!(&reports[0], Report::Event(ChatEvent::Message(m)) if m.native_id == "a"));
    assert_eq!(reports[1..4], [malformed.clone(), malformed.clone(), malformed]);
    assert!(matches!(&reports[4], Report::Event(ChatEvent::Message(m)) if m.native_id == "b"));
}

#[test]
fn what_is_longer_than_anything_honest_is_passed_over() {
    let mut action = text_message("a", 1);
    action["addChatItemAction"]["item"]["liveChatTextMessageRenderer"]["message"]["runs"] =
        json!([{"text": "x".repeat(100_000)}]);
    assert_eq!(decoder().action(&action, now()), [Report::Passed(Passed::Oversized)]);
}

#[test]
fn what_youtube_sends_again_is_told_once() {
    let mut decoder = decoder();
    let greeting = |id: &str| {
        add(
            "liveChatViewerEngagementMessageRenderer",
            json!({"id": id, "icon": {"iconType": "YOUTUBE_ROUND"},
                   "message": {"runs": [{"text": "Welcome to live chat!"}]}}),
        )
    };
    assert_eq!(decoder.action(&text_message("a", 1), now()).len(), 1, "the first time");
    assert_eq!(decoder.action(&text_message("a", 1), now()), [], "after a new start");
    assert_eq!(decoder.action(&greeting("g1"), now()).len(), 1, "the first time");
    assert_eq!(decoder.action(&greeting("g2"), now()), [], "its id is new at every start");
}

#[test]
fn an_item_without_a_time_has_that_of_the_newest_message() {
    let mut decoder = decoder();
    let gift = |id: &str| {
        add(
            "giftMessageViewModel",
            json!({"id": id, "text": {"content": "sent Sparkles"},
                   "authorName": {"content": "@ada "}}),
        )
    };
    let reports = decoder.action(&gift("g1"), now());
    let message = only_message(&reports);
    assert_eq!(message.at, now(), "nothing before it");
    let author = message.author.as_ref().map(|author| author.id.as_str());
    assert_eq!(author, Some("@ada"), "whose channel nobody knows");
    let mut decoder = self::decoder();
    decoder.action(&text_message("a", 1_776_000_000_000_002), now());
    let newest = Timestamp::from_microsecond(1_776_000_000_000_002).expect("a time");
    let reports = decoder.action(&gift("g2"), now());
    let message = only_message(&reports);
    assert_eq!(message.at, newest, "Jewels come without a time");
    let author = message.author.as_ref().expect("an author");
    assert_eq!(author.name, "@ada");
    assert_eq!(author.id.as_str(), "UCada", "nor a channel: it is that of the handle");
}

#[test]
fn what_lies_beside_an_action_or_a_renderer_does_not_hide_it() {
    let mut action = text_message("a", 1);
    action["aNewThing"] = json!({});
    action["addChatItemAction"]["item"]["aNewThing"] = json!({});
    assert_eq!(only_message(&decoder().action(&action, now())).text(), "hi");
    let poll = json!({"aNewThing": {}, "pollRenderer": {"liveChatPollId": "p"}});
    let panel = json!({"showLiveChatActionPanelAction": {"panelToShow":
        {"liveChatActionPanelRenderer": {"contents": poll}}}});
    let reports = decoder().action(&panel, now());
    assert!(matches!(&reports[..], [Report::Event(ChatEvent::Poll { .. })]), "{reports:?}");
    let raid = json!({"aNewThing": {}, "liveChatBannerRedirectRenderer":
        {"bannerMessage": {"simpleText": "@ada and their viewers just joined."}}});
    let banner = json!({"addBannerToLiveChatCommand": {"bannerRenderer":
        {"liveChatBannerRenderer": {"actionId": "r", "contents": raid}}}});
    let reports = decoder().action(&banner, now());
    assert_eq!(only_message(&reports).kind, Kind::Raid { viewers: 0 });
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    let keys = prop_oneof![
        Just("runs"),
        Just("text"),
        Just("id"),
        Just("message"),
        Just("emoji"),
        Just("item"),
        Just("simpleText"),
        Just("timestampUsec"),
        Just("authorBadges"),
        Just("contents"),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::hash_map(keys.clone(), inner, 0..6)
                .prop_map(|map| map.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

fn action_of_any_kind() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "addChatItemAction",
        "replaceChatItemAction",
        "removeChatItemAction",
        "removeChatItemByAuthorAction",
        "addBannerToLiveChatCommand",
        "showLiveChatActionPanelAction",
        "updateLiveChatPollAction",
        "somethingNew",
    ]);
    (names, json_value()).prop_map(|(name, fields)| json!({name: fields}))
}

proptest! {
    #[test]
    fn any_json_is_decoded_without_panic(action in prop_oneof![json_value(), action_of_any_kind()]) {
        decoder().action(&action, now());
        decoder().answer(&action, now());
    }

    #[test]
    fn text_is_kept_letter_for_letter(runs in prop::collection::vec("[ -~@é名👍\u{200d}\n]{0,20}", 0..8)) {
        let json: Vec<Value> = runs.iter().map(|text| json!({"text": text})).collect();
        let action = add(
            "liveChatTextMessageRenderer",
            json!({"id": "a", "message": {"runs": json}}),
        );
        let reports = decoder().action(&action, now());
        prop_assert_eq!(only_message(&reports).text(), runs.concat(), "as it was sent");
    }
}

#[test]
fn a_text_in_a_form_that_is_not_known_is_told_and_not_shown_blank() {
    let text = |renderer: &str, message: Value| {
        let mut fields = json!({"id": "a", "purchaseAmountText": {"simpleText": "$5.00"}});
        fields["message"] = message;
        decoder().action(&add(renderer, fields), now())
    };
    let typed = "liveChatTextMessageRenderer";
    for message in [json!({"runsV2": [{"text": "hi"}]}), json!({"runs": [{"words": "hi"}]})] {
        let reports = text(typed, message.clone());
        let [Report::Passed(Passed::Unknown(unknown))] = &reports[..] else {
            panic!("a count was expected of {message}: {reports:?}");
        };
        assert_eq!(unknown.kind, typed);
        assert!(unknown.shape.contains("\"message\":{\"runs"), "as built: {}", unknown.shape);
        let reports = text("liveChatPaidMessageRenderer", message.clone());
        let [Report::Event(ChatEvent::Message(paid)), Report::Passed(_)] = &reports[..] else {
            panic!("a payment and a count were expected of {message}: {reports:?}");
        };
        assert!(paid.amount.is_some(), "what else it says is shown");
    }
    assert_eq!(only_message(&text(typed, json!({"content": "hi"}))).text(), "hi");
    for empty in [json!({"runs": []}), json!({}), Value::Null] {
        let reports = text("liveChatPaidMessageRenderer", empty);
        assert_eq!(only_message(&reports).text(), "", "many pay without a word");
    }
}

#[test]
fn two_items_with_one_id_never_both_come_out_and_two_purchases_do() {
    let said = |renderer: &str, id: &str| {
        add(renderer, json!({"id": id, "message": {"simpleText": "@ada bought a mug"}}))
    };
    let mut decoder = decoder();
    let greeting = "liveChatViewerEngagementMessageRenderer";
    let purchase = "liveChatPurchasedProductMessageRenderer";
    assert_eq!(decoder.action(&said(greeting, "a"), now()).len(), 1, "the first time");
    assert_eq!(decoder.action(&text_message("a", 1), now()), [], "under the same id");
    for id in ["b", "c"] {
        assert_eq!(decoder.action(&said(purchase, id), now()).len(), 1, "{id} is one more");
    }
}

#[test]
fn whatever_is_too_long_in_any_of_its_texts_is_passed_over() {
    let long = json!({"simpleText": "x".repeat(100_000)});
    for (renderer, field) in [
        ("liveChatPaidMessageRenderer", "purchaseAmountText"),
        ("liveChatMembershipItemRenderer", "headerSubtext"),
        ("liveChatModeChangeMessageRenderer", "subtext"),
        ("giftMessageViewModel", "text"),
    ] {
        let mut fields = json!({"id": "a"});
        fields[field] = long.clone();
        let reports = decoder().action(&add(renderer, fields), now());
        assert_eq!(reports, [Report::Passed(Passed::Oversized)], "{field} of {renderer}");
    }
}
