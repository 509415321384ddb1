//! What leaves the screen.

use chat::{AuthorId, ChatEvent, MessageId, Platform, Reason, Report, SourceId, Target};
use jiff::Timestamp;
use serde_json::json;

use crate::{add, decoder, now, text_message};

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
    let [Report::Event(ChatEvent::Unpinned { id, .. })] = &reports[..] else {
        panic!("it is not pinned any more: {reports:?}");
    };
    assert_eq!(*id, MessageId::of(Platform::YouTube, "a"), "it says which");
}

#[test]
fn a_removal_that_names_what_replaced_a_message_is_of_that_message() {
    let mut decoder = decoder();
    let text = text_message("b", 1)["addChatItemAction"]["item"].clone();
    let replace = json!({"replaceChatItemAction": {"targetItemId": "a", "replacementItem": text}});
    decoder.action(&replace, now());
    assert_eq!(decoder.action(&text_message("b", 1), now()), [], "it was shown in another's place");
    let remove = json!({"removeChatItemAction": {"targetItemId": "b"}});
    let reports = decoder.action(&remove, now());
    let [Report::Event(ChatEvent::Removed(removal))] = &reports[..] else {
        panic!("one removal was expected: {reports:?}");
    };
    let id = MessageId::of(Platform::YouTube, "a");
    assert_eq!(removal.target, Target::Message { id }, "under the name that the hub knows");
}

#[test]
fn a_message_leaves_in_every_form_that_youtube_says_it_in() {
    let message = |id: &str| Target::Message { id: MessageId::of(Platform::YouTube, id) };
    let author =
        Target::Author { source: SourceId::new("src-test"), author: AuthorId::new("UCada") };
    let placeholder = json!({"liveChatPlaceholderItemRenderer": {"id": "a"}});
    for (action, target, reason) in [
        (json!({"removeChatItemAction": {"targetItemId": "a"}}), message("a"), Reason::Deleted),
        (
            json!({"markChatItemAsDeletedAction": {"targetItemId": "a", "deletedStateMessage":
                {"runs": [{"text": "[message retracted]"}]}, "showOriginalContentMessage": {}}}),
            message("a"),
            Reason::Deleted,
        ),
        (
            json!({"replaceChatItemAction": {"targetItemId": "a", "replacementItem": placeholder}}),
            message("a"),
            Reason::Deleted,
        ),
        (
            json!({"removeChatItemByAuthorAction": {"externalChannelId": "UCada"}}),
            author.clone(),
            Reason::Ban,
        ),
        (
            json!({"markChatItemsByAuthorAsDeletedAction": {"externalChannelId": "UCada"}}),
            author,
            Reason::Ban,
        ),
    ] {
        let mut decoder = decoder();
        decoder.action(
            &add(
                "liveChatPaidMessageRenderer",
                json!({"id": "a", "purchaseAmountText": {"simpleText": "$5.00"},
                       "authorExternalChannelId": "UCada"}),
            ),
            now(),
        );
        let reports = decoder.action(&action, now());
        let [Report::Event(ChatEvent::Removed(removal))] = &reports[..] else {
            panic!("one removal was expected of {action}: {reports:?}");
        };
        assert_eq!((&removal.target, removal.reason), (&target, reason), "of {action}");
    }
}

#[test]
fn what_cannot_take_a_messages_place_removes_it_all_the_same() {
    let long = json!({"liveChatTextMessageRenderer": {"id": "a",
        "message": {"simpleText": "x".repeat(100_000)}}});
    for replacement in [
        json!({"liveChatNewPlaceholderRenderer": {"id": "a"}}),
        json!({"liveChatTextMessageRenderer": {"message": {"simpleText": "no id"}}}),
        json!({"liveChatTextMessageRenderer": {"id": "a", "message": {"runsV2": [{}]}}}),
        json!(5),
        long,
    ] {
        let action = json!({"replaceChatItemAction": {"targetItemId": "a",
            "replacementItem": replacement}});
        let reports = decoder().action(&action, now());
        let [Report::Event(ChatEvent::Removed(removal)), Report::Passed(_)] = &reports[..] else {
            panic!("a removal and a count were expected of {action}: {reports:?}");
        };
        let id = MessageId::of(Platform::YouTube, "a");
        assert_eq!(removal.target, Target::Message { id }, "of {action}");
    }
}

#[test]
fn what_replaces_a_replacement_is_of_the_first_message() {
    let mut decoder = decoder();
    let replace = |target: &str, id: &str| {
        let item = text_message(id, 1)["addChatItemAction"]["item"].clone();
        json!({"replaceChatItemAction": {"targetItemId": target, "replacementItem": item}})
    };
    let first = MessageId::of(Platform::YouTube, "a");
    for action in [replace("a", "b"), replace("b", "c")] {
        let reports = decoder.action(&action, now());
        let [Report::Event(ChatEvent::Replaced { target, .. })] = &reports[..] else {
            panic!("a replacement was expected: {reports:?}");
        };
        assert_eq!(*target, first, "under the name that the hub knows");
    }
    let remove = json!({"removeChatItemAction": {"targetItemId": "c"}});
    let reports = decoder.action(&remove, now());
    let [Report::Event(ChatEvent::Removed(removal))] = &reports[..] else {
        panic!("one removal was expected: {reports:?}");
    };
    assert_eq!(removal.target, Target::Message { id: first });
}

#[test]
fn a_message_from_the_future_does_not_move_what_is_removed_there() {
    let mut decoder = decoder();
    decoder.action(&text_message("a", now().as_microsecond() + 86_400_000_000), now());
    let ban = json!({"removeChatItemByAuthorAction": {"externalChannelId": "UCada"}});
    let reports = decoder.action(&ban, now());
    let [Report::Event(ChatEvent::Removed(removal))] = &reports[..] else {
        panic!("one removal was expected: {reports:?}");
    };
    assert_eq!(removal.at, now() + jiff::SignedDuration::from_mins(1), "clocks differ by less");
}
