//! What decoding promises, whatever YouTube sends.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use chat::{ChatEvent, Kind, Message, Passed, Reason, Report, SourceId, Target};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use youtube::Decoder;

fn now() -> Timestamp {
    "2026-11-22T18:00:00Z".parse().expect("a time")
}

fn decoder() -> Decoder {
    Decoder::new(SourceId::new("src-test"))
}

fn add(renderer: &str, fields: Value) -> Value {
    let item: Value = [(renderer, fields)].into_iter().collect();
    json!({"addChatItemAction": {"item": item}})
}

fn text_message(id: &str, usec: i64) -> Value {
    add(
        "liveChatTextMessageRenderer",
        json!({"id": id, "timestampUsec": usec.to_string(), "authorName": {"simpleText": "@ada"},
               "authorExternalChannelId": "UCada", "message": {"runs": [{"text": "hi"}]}}),
    )
}

fn only_message(reports: &[Report]) -> &Message {
    match reports {
        [Report::Event(ChatEvent::Message(message))] => message,
        other => panic!("one message was expected: {other:?}"),
    }
}

#[test]
fn an_unknown_renderer_is_shown_by_its_text_and_counted() {
    let action = add(
        "liveChatHologramRenderer",
        json!({"id": "h1", "authorName": {"simpleText": "@ada"}, "authorExternalChannelId": "UCada",
               "text": {"runs": [{"text": "waves"}]}}),
    );
    let reports = decoder().action(&action, now());
    let [Report::Event(ChatEvent::Message(message)), Report::Passed(passed)] = &reports[..] else {
        panic!("a message and a count were expected: {reports:?}");
    };
    assert!(message.flags.unknown_kind, "it is marked as not understood");
    assert_eq!(message.kind, Kind::Notice { code: "liveChatHologramRenderer".to_owned() });
    assert_eq!(message.system.as_deref(), Some("waves"), "its words are shown");
    assert_eq!(*passed, Passed::Unknown("liveChatHologramRenderer".to_owned()));
}

#[test]
fn an_unknown_action_is_counted_by_a_name_of_sane_length() {
    let action = json!({"clickTrackingParams": "x", "z".repeat(500): {}});
    let reports = decoder().action(&action, now());
    assert_eq!(reports, [Report::Passed(Passed::Unknown("z".repeat(64)))]);
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
fn a_removal_of_an_author_reaches_to_the_newest_message() {
    let mut decoder = decoder();
    let ban = json!({"removeChatItemByAuthorAction": {"externalChannelId": "UCada"}});
    let until = |reports: Vec<Report>| match &reports[..] {
        [Report::Event(ChatEvent::Removed(removal))] => {
            assert_eq!(removal.reason, Reason::Ban);
            assert!(matches!(&removal.target, Target::Author { author, .. }
                if author.as_str() == "UCada"));
            removal.at
        }
        other => panic!("one removal was expected: {other:?}"),
    };
    assert_eq!(until(decoder.action(&ban, now())), now(), "before any message: now");
    decoder.action(&text_message("b", 1_776_000_000_000_002), now());
    decoder.action(&text_message("a", 1_776_000_000_000_001), now());
    let newest = Timestamp::from_microsecond(1_776_000_000_000_002).expect("a time");
    assert_eq!(until(decoder.action(&ban, now())), newest, "not the last that came");
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
    assert_eq!(only_message(&decoder.action(&gift("g1"), now())).at, now(), "nothing before it");
    let mut decoder = self::decoder();
    decoder.action(&text_message("a", 1_776_000_000_000_002), now());
    let newest = Timestamp::from_microsecond(1_776_000_000_000_002).expect("a time");
    let reports = decoder.action(&gift("g2"), now());
    let message = only_message(&reports);
    assert_eq!(message.at, newest, "Jewels come without a time");
    let author = message.author.as_ref().expect("an author");
    assert_eq!((author.id.as_str(), author.name.as_str()), ("@ada", "@ada"), "nor a channel");
}

#[test]
fn a_message_that_turns_into_a_placeholder_leaves() {
    let action = json!({"replaceChatItemAction": {"targetItemId": "a", "replacementItem":
        {"liveChatPlaceholderItemRenderer": {"id": "a"}}}});
    let reports = decoder().action(&action, now());
    let [Report::Event(ChatEvent::Removed(removal))] = &reports[..] else {
        panic!("a removal was expected: {reports:?}");
    };
    assert_eq!(removal.reason, Reason::Deleted, "it is under review");
}

#[test]
fn only_the_pinned_banner_unpins() {
    let mut decoder = decoder();
    let text = text_message("a", 1)["addChatItemAction"]["item"].clone();
    let pin = json!({"addBannerToLiveChatCommand": {"bannerRenderer": {"liveChatBannerRenderer":
        {"actionId": "pin", "contents": text}}}});
    let remove = |id: &str| json!({"removeBannerForLiveChatCommand": {"targetActionId": id}});
    let reports = decoder.action(&pin, now());
    assert!(matches!(&reports[..], [Report::Event(ChatEvent::Pinned { .. })]));
    assert_eq!(decoder.action(&remove("summary"), now()), [], "the message stays pinned");
    let reports = decoder.action(&remove("pin"), now());
    assert!(matches!(&reports[..], [Report::Event(ChatEvent::Unpinned { .. })]));
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

/// The real actions, one of each kind.
fn recorded() -> Vec<Value> {
    let file = include_str!("../../../tests/fixtures/youtube/responses/one-of-each-kind-2020.json");
    let older: Vec<Value> = serde_json::from_str(file).expect("recorded actions");
    let newer = [
        include_str!("../../../tests/fixtures/youtube/kinds/PaidStickerWithLowerBumper.json"),
        include_str!("../../../tests/fixtures/youtube/kinds/ShowPanelActionNewPoll.json"),
        include_str!("../../../tests/fixtures/youtube/kinds/AddBannerRedirectCommand.json"),
        include_str!("../../../tests/fixtures/youtube/kinds/ReplaceChatItemWithText.json"),
    ];
    let newer = newer.iter().map(|json| serde_json::from_str(json).expect("a recorded action"));
    older.into_iter().chain(newer).collect()
}

/// Every value in a document, by its path.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                paths(inner, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                paths(inner, &format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[derive(Debug, Clone)]
enum Mutation {
    Remove,
    Rename,
    Put(Value),
}

fn mutate(action: &mut Value, at: usize, mutation: &Mutation) {
    let mut all = Vec::new();
    paths(action, "", &mut all);
    let path = all[at % all.len()].clone();
    if let Mutation::Put(value) = mutation {
        *action.pointer_mut(&path).expect("a path of this document") = value.clone();
        return;
    }
    let Some((parent, key)) = path.rsplit_once('/') else {
        return;
    };
    if let Some(Value::Object(fields)) = action.pointer_mut(parent)
        && let Some(value) = fields.remove(key)
        && matches!(mutation, Mutation::Rename)
    {
        fields.insert(format!("{key}V2"), value);
    }
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        Just(Mutation::Remove),
        Just(Mutation::Rename),
        json_value().prop_map(Mutation::Put),
    ]
}

proptest! {
    #[test]
    fn any_json_is_decoded_without_panic(action in prop_oneof![json_value(), action_of_any_kind()]) {
        decoder().action(&action, now());
        decoder().answer(&action, now());
    }

    #[test]
    fn a_mutated_action_is_decoded_without_panic(
        which in any::<prop::sample::Index>(),
        mutations in prop::collection::vec((any::<usize>(), mutation()), 1..6),
    ) {
        let recorded = recorded();
        let mut action = which.get(&recorded).clone();
        for (at, mutation) in &mutations {
            mutate(&mut action, *at, mutation);
        }
        decoder().action(&action, now());
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
