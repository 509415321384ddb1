use serde_json::json;

use super::*;

const API: &str = "LCC.EhwKGkNPckNpTExONkpNREZXWEJ3Z1FkN01RcHVR";
const PAGE: &str = "ChwKGkNPckNpTExONkpNREZXWEJ3Z1FkN01RcHVR";

fn now() -> Timestamp {
    "2026-11-28T19:00:00Z".parse().expect("a time")
}

fn decoder() -> Decoder {
    Decoder::new(SourceId::new("src-test"))
}

/// An item as the documentation has them.
fn item(kind: &str, details: &str, content: &Value) -> Value {
    json!({
        "kind": "youtube#liveChatMessage",
        "id": API,
        "snippet": {
            "type": kind,
            "liveChatId": "Cg0K",
            "authorChannelId": "UCada",
            "publishedAt": "2026-11-28T18:59:30.123456Z",
            "hasDisplayContent": true,
            "displayMessage": "as YouTube would say it",
            details: content,
        },
        "authorDetails": {
            "channelId": "UCada",
            "displayName": "@ada",
            "profileImageUrl": "https://yt3.ggpht.com/x=s88",
            "isVerified": false,
            "isChatOwner": false,
            "isChatSponsor": true,
            "isChatModerator": true,
        },
    })
}

fn events(item: &Value) -> Vec<Report> {
    let answer = json!({"items": [item]});
    let items = items(&answer);
    items.iter().flat_map(|item| decoder().official(item, now())).collect()
}

fn one(kind: &str, details: &str, content: &Value) -> Message {
    let reports = events(&item(kind, details, content));
    match reports.into_iter().next() {
        Some(Report::Event(ChatEvent::Message(message))) => *message,
        other => panic!("a message was expected: {other:?}"),
    }
}

/// What the page tells of the same.
fn of_page(renderer: &str, fields: &Value) -> Message {
    let mut fields = fields.clone();
    let all = fields.as_object_mut().expect("fields");
    all.insert("id".into(), PAGE.into());
    all.insert("timestampUsec".into(), "1795892370123456".into());
    all.insert("authorExternalChannelId".into(), "UCada".into());
    let action = json!({"addChatItemAction": {"item": {renderer: fields}}});
    match decoder().action(&action, now()).into_iter().next() {
        Some(Report::Event(ChatEvent::Message(message))) => *message,
        other => panic!("a message was expected: {other:?}"),
    }
}

/// Without what only the page knows: who wrote it is told of in another test.
fn bare(message: Message) -> Message {
    Message { author: None, ..message }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one list, read from top to bottom")]
fn each_kind_is_the_same_event_as_from_the_page() {
    let name = json!({"simpleText": "@ada"});
    for (official, page) in [
        (
            one("textMessageEvent", "textMessageDetails", &json!({"messageText": "hi @grace ok"})),
            of_page(
                "liveChatTextMessageRenderer",
                &json!({"authorName": name, "message": {"runs": [{"text": "hi @grace ok"}]}}),
            ),
        ),
        (
            one(
                "superChatEvent",
                "superChatDetails",
                &json!({"amountMicros": "5000000", "currency": "USD",
                    "amountDisplayString": "$5.00", "userComment": "for you", "tier": 2}),
            ),
            of_page(
                "liveChatPaidMessageRenderer",
                &json!({"authorName": name, "purchaseAmountText": {"simpleText": "$5.00"},
                    "bodyBackgroundColor": 4_278_248_959_u32,
                    "message": {"runs": [{"text": "for you"}]}}),
            ),
        ),
        (
            one(
                "superStickerEvent",
                "superStickerDetails",
                &json!({"superStickerMetadata": {"stickerId": "x", "altText": "A bear waves"},
                    "amountMicros": 2_000_000, "currency": "EUR",
                    "amountDisplayString": "€2.00", "tier": 1}),
            ),
            of_page(
                "liveChatPaidStickerRenderer",
                &json!({"authorName": name, "purchaseAmountText": {"simpleText": "€2.00"},
                    "backgroundColor": 4_280_191_205_u32,
                    "sticker": {"accessibility": {"accessibilityData": {"label": "A bear waves"}}}}),
            ),
        ),
        (
            one(
                "newSponsorEvent",
                "newSponsorDetails",
                &json!({"memberLevelName": "Archer", "isUpgrade": false}),
            ),
            of_page(
                "liveChatMembershipItemRenderer",
                &json!({"authorName": name,
                    "headerSubtext": {"runs": [{"text": "Welcome to Archer!"}]}}),
            ),
        ),
        (
            one(
                "newSponsorEvent",
                "newSponsorDetails",
                &json!({"memberLevelName": "Archer", "isUpgrade": true}),
            ),
            of_page(
                "liveChatMembershipItemRenderer",
                &json!({"authorName": name,
                    "headerSubtext": {"runs": [{"text": "Upgraded membership to Archer!"}]}}),
            ),
        ),
        (
            one(
                "memberMilestoneChatEvent",
                "memberMilestoneChatDetails",
                &json!({"memberLevelName": "Archer", "memberMonth": 27, "userComment": "hooray"}),
            ),
            of_page(
                "liveChatMembershipItemRenderer",
                &json!({"authorName": name,
                    "headerPrimaryText": {"runs": [{"text": "Member for 27 months"}]},
                    "headerSubtext": {"simpleText": "Archer"},
                    "message": {"runs": [{"text": "hooray"}]}}),
            ),
        ),
        (
            one(
                "membershipGiftingEvent",
                "membershipGiftingDetails",
                &json!({"giftMembershipsCount": 5, "giftMembershipsLevelName": "Archer"}),
            ),
            of_page(
                "liveChatSponsorshipsGiftPurchaseAnnouncementRenderer",
                &json!({"header": {"liveChatSponsorshipsHeaderRenderer": {"authorName": name,
                    "primaryText": {"runs": [{"text": "Gifted 5 memberships"}]}}}}),
            ),
        ),
        (
            one(
                "giftMembershipReceivedEvent",
                "giftMembershipReceivedDetails",
                &json!({"memberLevelName": "Archer", "gifterChannelId": "UCgrace"}),
            ),
            of_page(
                "liveChatSponsorshipsGiftRedemptionAnnouncementRenderer",
                &json!({"authorName": name,
                    "message": {"runs": [{"text": "received a gift membership"}]}}),
            ),
        ),
        (
            one("giftEvent", "giftDetails", &json!({"giftName": "Gold coin", "jewelsAmount": 10})),
            of_page(
                "giftMessageViewModel",
                &json!({"authorName": {"content": "@ada"},
                    "text": {"content": "sent Gold coin for 10 Jewels"}}),
            ),
        ),
    ] {
        assert_eq!(official.native_id, PAGE, "what both tell has one name");
        assert_eq!(bare(official), bare(page));
    }
}

#[test]
fn the_dearest_tiers_are_of_one_colour() {
    let paid = |tier| json!({"amountDisplayString": "$500.00", "tier": tier});
    let tier = |tier| one("superChatEvent", "superChatDetails", &paid(tier)).kind.tier();
    assert_eq!(tier(11), Tier::new(7));
    assert_eq!(tier(7), Tier::new(7));
    assert_eq!(tier(1), Tier::new(1));
    assert_eq!(tier(0), None);
}

#[test]
fn who_wrote_it_has_roles_and_a_picture() {
    let author = one("textMessageEvent", "textMessageDetails", &json!({"messageText": "hi"}));
    let author = author.author.expect("an author");
    assert_eq!((author.name.as_str(), author.id.as_str()), ("@ada", "UCada"));
    assert_eq!(author.roles, [Role::Moderator, Role::Member]);
    let badges: Vec<_> = author.badges.iter().map(|badge| badge.name.as_str()).collect();
    assert_eq!(badges, ["moderator", "member"]);
    assert!(author.avatar.is_some());
}

#[test]
fn what_is_taken_off_and_who_is_banned_is_named_as_by_the_page() {
    let removed =
        |kind: &str, details: &str, content: Value| match events(&item(kind, details, &content))
            .into_iter()
            .next()
        {
            Some(Report::Event(ChatEvent::Removed(removal))) => (removal.target, removal.reason),
            other => panic!("a removal was expected: {other:?}"),
        };
    let message = Target::Message { id: MessageId::of(Platform::YouTube, PAGE) };
    let author =
        Target::Author { source: SourceId::new("src-test"), author: AuthorId::new("UCeve") };
    for (kind, details, content, expected) in [
        (
            "messageDeletedEvent",
            "messageDeletedDetails",
            json!({"deletedMessageId": API}),
            (message.clone(), Reason::Deleted),
        ),
        (
            "messageRetractedEvent",
            "messageRetractedDetails",
            json!({"retractedMessageId": API}),
            (message.clone(), Reason::Deleted),
        ),
        ("tombstone", "x", json!({}), (message, Reason::Deleted)),
        (
            "userBannedEvent",
            "userBannedDetails",
            json!({"bannedUserDetails": {"channelId": "UCeve"}, "banType": "permanent"}),
            (author.clone(), Reason::Ban),
        ),
        (
            "userBannedEvent",
            "userBannedDetails",
            json!({"bannedUserDetails": {"channelId": "UCeve"}, "banType": "temporary",
                "banDurationSeconds": "300"}),
            (author, Reason::Timeout),
        ),
    ] {
        assert_eq!(removed(kind, details, content), expected, "{kind}");
    }
}

#[test]
fn names_as_protobuf_writes_them_are_read_too() {
    let spelled = json!({
        "id": API,
        "snippet": {
            "type": "SUPER_CHAT_EVENT",
            "published_at": "2026-11-28T18:59:30.123456Z",
            "super_chat_details": {"amount_micros": "5000000", "currency": "USD",
                "amount_display_string": "$5.00", "user_comment": "for_you YES", "tier": 2},
        },
        "author_details": {"channel_id": "UCada", "display_name": "@ada"},
    });
    let usual = one(
        "superChatEvent",
        "superChatDetails",
        &json!({"amountMicros": "5000000", "currency": "USD",
            "amountDisplayString": "$5.00", "userComment": "for_you YES", "tier": 2}),
    );
    let reports = events(&spelled);
    let Some(Report::Event(ChatEvent::Message(message))) = reports.into_iter().next() else {
        panic!("a message was expected")
    };
    assert_eq!(bare(*message), bare(usual));
}

#[test]
fn what_the_page_told_is_not_told_again() {
    let mut decoder = decoder();
    let text = json!({"addChatItemAction": {"item": {"liveChatTextMessageRenderer": {"id": PAGE,
        "authorName": {"simpleText": "@ada"}, "message": {"runs": [{"text": "hi"}]}}}}});
    assert_eq!(decoder.action(&text, now()).len(), 1);
    let same = item("textMessageEvent", "textMessageDetails", &json!({"messageText": "hi"}));
    assert_eq!(decoder.knows_any(std::slice::from_ref(&same)), Some(true));
    assert_eq!(decoder.official(&same, now()), []);
    let mut other = same.clone();
    other["id"] = "LCC.EhwKGkNPckNpTExONkpNREZXWEJ3Z1FkN01RcHVS".into();
    assert_eq!(decoder.knows_any(std::slice::from_ref(&other)), Some(false));
    assert_eq!(decoder.official(&other, now()).len(), 1);
    assert_eq!(decoder.official(&other, now()), [], "nor what it told itself");
}

#[test]
fn a_poll_is_told_and_closed() {
    let options = json!([{"optionText": "yes", "tally": "3"}, {"optionText": "no", "tally": "1"}]);
    let details = json!({"metadata": {"questionText": "well?", "options": options},
        "status": "active"});
    let reports = events(&item("pollEvent", "pollDetails", &details));
    let [Report::Event(ChatEvent::Poll { poll, .. })] = reports.as_slice() else {
        panic!("a poll was expected: {reports:?}")
    };
    assert_eq!((poll.question.as_str(), poll.votes), ("well?", Some(4)));
    let shares: Vec<_> = poll.choices.iter().map(|choice| choice.permille).collect();
    assert_eq!(shares, [Some(750), Some(250)]);
    let closed = events(&item("pollEvent", "pollDetails", &json!({"status": "CLOSED"})));
    assert!(matches!(closed.as_slice(), [Report::Event(ChatEvent::PollClosed { .. })]));
}

#[test]
fn what_is_not_known_is_shown_by_its_text_and_counted() {
    let reports = events(&item("confettiEvent", "confettiDetails", &json!({"color": "red"})));
    let [Report::Event(ChatEvent::Message(message)), Report::Passed(Passed::Unknown(unknown))] =
        reports.as_slice()
    else {
        panic!("a notice and a count were expected: {reports:?}")
    };
    assert_eq!(message.system.as_deref(), Some("as YouTube would say it"));
    assert_eq!(unknown.kind, "confettiEvent");
    assert!(!unknown.shape.contains("red"), "nothing that anybody wrote: {}", unknown.shape);
}

#[test]
fn nothing_that_may_come_is_too_strange() {
    for strange in [
        json!(null),
        json!({}),
        json!({"snippet": {"type": 7}}),
        json!({"snippet": {"type": "textMessageEvent"}}),
        json!({"id": "x", "snippet": {"type": "textMessageEvent"}}),
        json!({"id": "x", "snippet": {"type": "superChatEvent", "superChatDetails": []}}),
        json!({"snippet": {"type": "messageDeletedEvent"}}),
        json!({"snippet": {"type": "userBannedEvent", "userBannedDetails": {}}}),
        json!({"snippet": {"type": "pollEvent", "pollDetails": null}}),
    ] {
        drop(events(&strange));
    }
    let long = json!({"messageText": "x".repeat(20_000)});
    let reports = events(&item("textMessageEvent", "textMessageDetails", &long));
    assert_eq!(reports, [Report::Passed(Passed::Oversized)]);
}

#[test]
fn an_end_is_told() {
    let end = json!({"snippet": {"type": "CHAT_ENDED_EVENT"}});
    let answer = json!({"items": [end]});
    assert!(is_over(&answer, &items(&answer)));
    assert!(is_over(&json!({"offlineAt": "2026-11-28T19:00:00Z"}), &[]));
    assert!(!is_over(&json!({"items": []}), &[]));
}
