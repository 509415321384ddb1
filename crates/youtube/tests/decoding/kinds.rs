//! Every kind of action and item that was seen, and those that were not.

use chat::{ChatEvent, Kind, Passed, Report, RoomModes};
use serde_json::json;

use crate::{add, decoder, now, only_message, text_message};

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
    let Passed::Unknown(unknown) = passed else { panic!("{passed:?}") };
    assert_eq!(unknown.kind, "liveChatHologramRenderer");
    assert!(unknown.shape.contains("\"runs\":[{\"text\":\"…\"}]"), "as built: {}", unknown.shape);
}

#[test]
fn an_unknown_action_is_counted_by_a_name_of_sane_length() {
    let action = json!({"clickTrackingParams": "x", "z".repeat(500): {}});
    let reports = decoder().action(&action, now());
    let [Report::Passed(Passed::Unknown(unknown))] = &reports[..] else { panic!("{reports:?}") };
    assert_eq!(unknown.kind, "z".repeat(64));
}

#[test]
fn a_ticker_is_never_counted_as_a_second_payment() {
    let paid = |id: &str| {
        json!({"liveChatPaidMessageRenderer": {"id": id,
            "purchaseAmountText": {"simpleText": "$5.00"}, "authorExternalChannelId": "UCada"}})
    };
    let ticker = json!({"addLiveChatTickerItemAction": {"durationSec": "60", "item":
        {"liveChatTickerPaidMessageItemRenderer": {"id": "a", "showItemEndpoint":
            {"showLiveChatItemEndpoint": {"renderer": paid("a")}}}}}});
    let item = json!({"addChatItemAction": {"item": paid("a")}});
    for order in [[&item, &ticker], [&ticker, &item]] {
        let mut decoder = decoder();
        let reports: Vec<Report> =
            order.iter().flat_map(|action| decoder.action(action, now())).collect();
        assert_eq!(only_message(&reports).native_id, "a", "once, in either order");
    }
}

#[test]
fn a_goal_is_told_when_it_moves() {
    let goal = |progress: &str| {
        json!({"showCreatorGoalTickerChipCommand": {"creatorGoalTickerChip":
            {"liveChatTickerCreatorGoalViewModel": {"creatorGoalEntityKey": "g",
                "deep": [{"progressCountA11yLabel": progress}]}}}})
    };
    let mut decoder = decoder();
    let told = |reports: &[Report]| match reports {
        [Report::Event(ChatEvent::Goal { goal, .. })] => goal.progress.clone(),
        other => panic!("a goal was expected: {other:?}"),
    };
    assert_eq!(told(&decoder.action(&goal("$0 out of $1"), now())), "$0 out of $1");
    assert_eq!(decoder.action(&goal("$0 out of $1"), now()), [], "as it stood");
    assert_eq!(told(&decoder.action(&goal("$1 out of $1"), now())), "$1 out of $1");
}

#[test]
fn what_a_message_says_of_the_rules_is_told_as_a_rule_too() {
    let mode = |text: &str, subtext: &str| {
        add(
            "liveChatModeChangeMessageRenderer",
            json!({"id": text, "text": {"runs": [{"text": text}]},
                   "subtext": {"runs": [{"text": subtext}]}}),
        )
    };
    let notice = |text: &str| {
        add(
            "liveChatViewerEngagementMessageRenderer",
            json!({"id": "greeting", "icon": {"iconType": "YOUTUBE_ROUND"},
                   "message": {"runs": [{"text": text}]}}),
        )
    };
    let members = |on| RoomModes { subscribers_only: Some(on), ..RoomModes::default() };
    let slow = |seconds| RoomModes { slow_seconds: Some(seconds), ..RoomModes::default() };
    for (action, expected) in [
        (mode("@ada turned off subscribers-only mode", "Anyone can send"), Some(members(false))),
        (mode("Members-only mode is on", "Only members"), Some(members(true))),
        (mode("Slow mode is on", "Send a message every 60 seconds"), Some(slow(60))),
        (mode("Slow mode is off", ""), Some(slow(0))),
        (mode("Slow mode is on", "for some"), None),
        (
            notice("Subscribers-only mode. Messages that appear are from people"),
            Some(members(true)),
        ),
        (notice("Welcome to live chat! Slow mode"), None),
    ] {
        let reports = decoder().action(&action, now());
        let [Report::Event(ChatEvent::Message(_)), told @ ..] = &reports[..] else {
            panic!("a message was expected of {action}: {reports:?}");
        };
        let told = match told {
            [] => None,
            [Report::Event(ChatEvent::Room { modes, .. })] => Some(modes.clone()),
            other => panic!("rules were expected: {other:?}"),
        };
        assert_eq!(told, expected, "of {action}");
    }
}

#[test]
fn actions_of_an_archive_are_taken_out_of_their_wrapper() {
    let actions = [text_message("a", 1), text_message("b", 2)];
    let replay = json!({"replayChatItemAction": {"actions": actions, "videoOffsetTimeMsec": "1"}});
    assert_eq!(decoder().action(&replay, now()).len(), 2, "one after the other");
}

/// Every action that was seen until 2026.
const ACTIONS: [&str; 29] = [
    "addBannerToLiveChatCommand",
    "addChatItemAction",
    "addInteractivityWidgetAction",
    "addLiveChatTextMessageFromTemplateAction",
    "addLiveChatTickerItemAction",
    "changeEngagementPanelVisibilityAction",
    "closeLiveChatActionPanelAction",
    "dimChatItemAction",
    "liveChatAddToToastAction",
    "liveChatReportModerationStateCommand",
    "markChatItemAsDeletedAction",
    "markChatItemsByAuthorAsDeletedAction",
    "removeBannerForLiveChatCommand",
    "removeChatItemAction",
    "removeChatItemByAuthorAction",
    "removeFanzoneTickerChipCommand",
    "replaceChatItemAction",
    "replaceLiveChatAction",
    "replaceLiveChatRendererAction",
    "replayChatItemAction",
    "runAttestationCommand",
    "showCreatorGoalTickerChipCommand",
    "showFanzoneTickerChipCommand",
    "showLiveChatActionPanelAction",
    "showLiveChatDialogAction",
    "showLiveChatTooltipCommand",
    "signalAction",
    "updateLiveChatPollAction",
    "updateOrAddInteractivityWidgetAction",
];

/// Every item that was seen until 2026, and whether it is shown.
const RENDERERS: [(&str, bool); 16] = [
    ("giftMessageViewModel", true),
    ("liveChatAutoModMessageRenderer", false),
    ("liveChatDonationAnnouncementRenderer", true),
    ("liveChatGiftMessageRenderer", true),
    ("liveChatLegacyPaidMessageRenderer", true),
    ("liveChatMembershipItemRenderer", true),
    ("liveChatModeChangeMessageRenderer", true),
    ("liveChatModerationMessageRenderer", false),
    ("liveChatPaidMessageRenderer", true),
    ("liveChatPaidStickerRenderer", true),
    ("liveChatPlaceholderItemRenderer", false),
    ("liveChatPurchasedProductMessageRenderer", true),
    ("liveChatSponsorshipsGiftPurchaseAnnouncementRenderer", true),
    ("liveChatSponsorshipsGiftRedemptionAnnouncementRenderer", true),
    ("liveChatTextMessageRenderer", true),
    ("liveChatViewerEngagementMessageRenderer", true),
];

#[test]
fn every_kind_that_was_ever_seen_is_typed_or_knowingly_ignored() {
    for name in ACTIONS {
        let reports = decoder().action(&json!({name: {}}), now());
        let is_unknown = |r: &Report| matches!(r, Report::Passed(Passed::Unknown(_)));
        assert!(!reports.iter().any(is_unknown), "{name} is known");
    }
    for (name, is_shown) in RENDERERS {
        let item = add(
            name,
            json!({"id": "a", "authorExternalChannelId": "UCada",
            "text": {"runs": [{"text": "hi"}]}, "message": {"runs": [{"text": "hi"}]}}),
        );
        let reports = decoder().action(&item, now());
        assert_eq!(reports.len(), usize::from(is_shown), "{name} is shown: {reports:?}");
        assert!(reports.iter().all(|r| matches!(r, Report::Event(_))), "{name} is known");
    }
}

#[test]
fn a_sticker_whose_description_is_empty_has_a_name() {
    let sticker = json!({"accessibility": {"accessibilityData": {"label": ""}}});
    let action = add("liveChatPaidStickerRenderer", json!({"id": "s1", "sticker": sticker}));
    let reports = decoder().action(&action, now());
    assert_eq!(only_message(&reports).text(), "Super Sticker");
}
