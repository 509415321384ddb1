//! What YouTube sends may change in any place: recorded JSON with fields removed, renamed and
//! retyped must cost nothing but what was changed.

use std::collections::HashSet;

use chat::{ChatEvent, Report, SourceId};
use fastrand::Rng;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{Decoder, answer, page::Page, stream};

const CASES: usize = 10_000;

macro_rules! fixture {
    ($path:literal) => {
        serde_json::from_str(include_str!(concat!("../../../tests/fixtures/youtube/", $path)))
            .unwrap_or_else(|error| panic!("{}: {error}", $path))
    };
}

/// Real actions, at least one of each kind.
pub(crate) fn recorded() -> Vec<Value> {
    let older: Vec<Value> = fixture!("responses/one-of-each-kind-2020.json");
    let newer: [Value; 15] = [
        fixture!("kinds/TextMessageWithLeaderboardRank_SinMikity.json"),
        fixture!("kinds/PaidStickerWithLowerBumper.json"),
        fixture!("kinds/NewMembershipWelcomeFromLog11.json"),
        fixture!("kinds/GiftMessageViewModelAction.json"),
        fixture!("kinds/ShowPanelActionNewPoll.json"),
        fixture!("kinds/UpdateLiveChatPollActionFromLog.json"),
        fixture!("kinds/AddBannerRedirectCommand.json"),
        fixture!("kinds/AddBannerPinnedMessage.json"),
        fixture!("kinds/AddBannerChatSummary.json"),
        fixture!("kinds/ReplaceChatItemWithText.json"),
        fixture!("kinds/CreatorGoalTickerChip.json"),
        fixture!("kinds/TickerGiftPurchaseFromLog.json"),
        fixture!("kinds/ViewerEngagementPollResult.json"),
        fixture!("kinds/ModeChangeMessageRenderer.json"),
        fixture!("kinds/RemoveChatItemByAuthor.json"),
    ];
    let answers: [Value; 3] = [
        fixture!("responses/super-chat.json"),
        fixture!("responses/membership-gift.trimmed.json"),
        fixture!("responses/custom-emoji.json"),
    ];
    let inside = answers.iter().flat_map(|answer| {
        crate::json::list_at(answer, "/continuationContents/liveChatContinuation/actions").to_vec()
    });
    older.into_iter().chain(newer).chain(inside).collect()
}

/// Removes, renames or retypes one value, anywhere but at the top.
fn mutate(document: &mut Value, rng: &mut Rng) {
    let mut before = rng.usize(..size(document).max(1));
    change(document, &mut before, rng);
}

/// How many values are in this one.
fn size(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.values().map(|inner| 1 + size(inner)).sum(),
        Value::Array(items) => items.iter().map(|inner| 1 + size(inner)).sum(),
        _ => 0,
    }
}

/// Changes the value with so many before it. True when it is done.
fn change(value: &mut Value, before: &mut usize, rng: &mut Rng) -> bool {
    match value {
        Value::Object(fields) => {
            let Some(key) = reached(fields, before, rng) else { return false };
            match rng.u8(0..8) {
                _ if key.is_empty() => {}
                0 | 1 => drop(fields.remove(&key)),
                2 => {
                    let inner = fields.remove(&key).unwrap_or_default();
                    fields.insert(format!("{key}V2"), inner);
                }
                kind => drop(fields.insert(key, other(kind, rng))),
            }
            true
        }
        Value::Array(items) => {
            for index in 0..items.len() {
                if *before == 0 {
                    match rng.u8(0..8) {
                        0..=2 => drop(items.remove(index)),
                        kind => items[index] = other(kind, rng),
                    }
                    return true;
                }
                *before -= 1;
                if change(&mut items[index], before, rng) {
                    return true;
                }
            }
            false
        }
        _ => false,
    }
}

/// The key of the value to change, if it is one of these; an empty one if it was deeper and is done.
fn reached(
    fields: &mut serde_json::Map<String, Value>,
    before: &mut usize,
    rng: &mut Rng,
) -> Option<String> {
    for (key, inner) in fields {
        if *before == 0 {
            return Some(key.clone());
        }
        *before -= 1;
        if change(inner, before, rng) {
            return Some(String::new());
        }
    }
    None
}

fn other(kind: u8, rng: &mut Rng) -> Value {
    match kind {
        3 => Value::Null,
        4 => json!(rng.i64(..)),
        5 => json!("名前 @ada 1,000,000 \u{202e}"),
        6 => json!([rng.bool(), null, {"a": []}]),
        _ => json!({"text": 5, "runs": {"text": "x"}}),
    }
}

fn answer_of(actions: &[Value]) -> Value {
    let continuations = json!([{"invalidationContinuationData":
        {"timeoutMs": 10_000, "continuation": "token"}}]);
    json!({"continuationContents": {"liveChatContinuation":
        {"continuations": continuations, "actions": actions}}})
}

fn decode(answer: &Value) -> Vec<Report> {
    Decoder::new(SourceId::new("src-test")).answer(answer, Timestamp::UNIX_EPOCH)
}

/// The messages of these reports: native id and text.
fn messages(reports: &[Report]) -> HashSet<(String, String)> {
    let message = |report: &Report| match report {
        Report::Event(ChatEvent::Message(message)) => {
            Some((message.native_id.clone(), message.text()))
        }
        _ => None,
    };
    reports.iter().filter_map(message).collect()
}

fn text_message(number: usize) -> Value {
    json!({"addChatItemAction": {"item": {"liveChatTextMessageRenderer": {
        "id": format!("untouched-{number}"), "timestampUsec": "1776006931294583",
        "authorName": {"simpleText": "@ada"}, "authorExternalChannelId": "UCada",
        "message": {"runs": [{"text": format!("hello {number}")}]},
    }}}})
}

#[test]
fn what_was_not_changed_is_kept_whatever_its_neighbours_became() {
    let recorded = recorded();
    let mut rng = Rng::with_seed(12);
    let (mut expected, mut kept) = (0, 0);
    for _ in 0..CASES {
        let mut actions = Vec::new();
        let untouched = rng.usize(1..5);
        for number in 0..untouched {
            actions.push(text_message(number));
            let mut neighbour = recorded[rng.usize(..recorded.len())].clone();
            for _ in 0..rng.usize(1..5) {
                mutate(&mut neighbour, &mut rng);
            }
            actions.push(neighbour);
        }
        let shown = messages(&decode(&answer_of(&actions)));
        expected += untouched;
        kept += (0..untouched)
            .filter(|n| shown.contains(&(format!("untouched-{n}"), format!("hello {n}"))))
            .count();
    }
    assert!(kept * 100 >= expected * 99, "{kept} of {expected} untouched messages were kept");
}

#[test]
fn an_answer_with_changes_anywhere_is_read_without_panic() {
    let originals: [Value; 4] = [
        fixture!("responses/normal.json"),
        fixture!("responses/super-chat.json"),
        fixture!("responses/no-chat.json"),
        fixture!("responses/from-owner.json"),
    ];
    let mut rng = Rng::with_seed(12);
    let mut goes_on = 0;
    for case in 0..CASES {
        let mut answer = originals[case % originals.len()].clone();
        for _ in 0..rng.usize(1..4) {
            mutate(&mut answer, &mut rng);
        }
        decode(&answer);
        let next = answer::next(&answer);
        goes_on += usize::from(matches!(next, answer::Next::Continue { .. }));
        drop(answer::all_messages(&answer).map(str::to_owned));
        answer::view(&answer);
    }
    assert!(goes_on * 2 > CASES, "most changes do not end a chat: {goes_on} of {CASES}");
}

#[test]
fn a_page_with_changes_anywhere_is_read_without_panic() {
    let pages: Vec<Page> = [
        include_str!("../../../tests/fixtures/youtube/pages/live.html"),
        include_str!("../../../tests/fixtures/youtube/pages/members-only.html"),
        include_str!("../../../tests/fixtures/youtube/pages/streams-tab-lockup.html"),
        include_str!("../../../tests/fixtures/youtube/pages/streams-tab-video-renderer.html"),
    ]
    .map(Page::read)
    .into();
    let mut rng = Rng::with_seed(12);
    let mut live = 0;
    for case in 0..CASES {
        let Page { video_id, data, player, innertube } = &pages[case % pages.len()];
        let mut page = Page {
            video_id: video_id.clone(),
            data: data.clone(),
            player: player.clone(),
            innertube: innertube.clone(),
        };
        for document in [&mut page.data, &mut page.player] {
            mutate(document, &mut rng);
        }
        stream::live_on_tab(&page);
        live += usize::from(matches!(stream::read(page), stream::Found::Live(_)));
    }
    assert!(live * 8 > CASES, "most changes do not hide a stream: {live} of {CASES}");
}
