//! One item of the chat: a message, an event card, a notice.

use chat::{
    Amount, Emote, Flags, Fragment, Kind, Message, MessageId, Passed, Platform, Reply, SourceId,
    Tier, Unknown,
};
use jiff::Timestamp;
use serde_json::Value;

use crate::{
    amount, author, gift,
    json::{self, str_at},
    mode, poll, shape, text,
};

/// What an item is to us.
pub(crate) enum Item {
    Known(Box<Message>),
    /// A kind that we don't know, shown by its text where it has any.
    Unknown(Option<Box<Message>>, Passed),
    /// Nothing that is shown.
    Nothing,
    Passed(Passed),
}

/// Bytes of text beyond which no item is honest: YouTube's own limit is 200 letters a message.
const LONGEST: usize = 16 * 1024;

/// A placeholder holds a place for a message under review; what may follow replaces it. The other
/// two are for moderators.
const IGNORED: [&str; 3] = [
    "liveChatPlaceholderItemRenderer",
    "liveChatModerationMessageRenderer",
    "liveChatAutoModMessageRenderer",
];

/// Reads an `item`: one renderer in its wrapper. `newest` is the time of an item without one.
pub(crate) fn read(item: &Value, source: &SourceId, newest: Timestamp) -> Item {
    let Some((renderer, fields)) = renderer(item) else {
        return Item::Passed(Passed::Malformed);
    };
    if IGNORED.contains(&renderer) {
        return Item::Nothing;
    }
    let draft = draft(fields, source, newest);
    if draft.as_ref().is_some_and(is_oversized) {
        return Item::Passed(Passed::Oversized);
    }
    let known = KINDS.iter().find(|(name, _)| *name == renderer);
    match (known, draft) {
        (Some((_, fill)), Some(mut message)) => {
            let is_unreadable = message.body.is_empty() && !is_blank(renderer, fields);
            fill(&mut message, fields);
            if is_oversized(&message) {
                Item::Passed(Passed::Oversized)
            } else if is_unreadable {
                // What else there is, such as an amount, is shown.
                let rest = (renderer != TEXT).then(|| Box::new(message));
                Item::Unknown(rest, passed(renderer, fields))
            } else {
                Item::Known(Box::new(message))
            }
        }
        (Some(_), None) => Item::Passed(Passed::Malformed),
        (None, draft) => Item::Unknown(
            draft.and_then(|m| unknown(m, renderer, fields)).filter(|m| !is_oversized(m)),
            passed(renderer, fields),
        ),
    }
}

/// The renderer of an item, and its name.
pub(crate) fn renderer(item: &Value) -> Option<(&str, &Value)> {
    let is_known = |name: &str| IGNORED.contains(&name) || KINDS.iter().any(|(n, _)| *n == name);
    json::entry(item, is_known)
}

/// Whether it is no wonder that an item has no text. What somebody typed always has one.
fn is_blank(renderer: &str, fields: &Value) -> bool {
    fields.get("message").map_or(renderer != TEXT, text::is_blank)
}

/// Something of a kind that we don't know: its name, cut to a sane length, and how it is built.
pub(crate) fn passed(name: &str, fields: &Value) -> Passed {
    Passed::Unknown(Unknown { kind: name.chars().take(64).collect(), shape: shape::of(fields) })
}

/// What people type.
const TEXT: &str = "liveChatTextMessageRenderer";
/// What YouTube says itself: its greeting, the result of a poll.
pub(crate) const ENGAGEMENT: &str = "liveChatViewerEngagementMessageRenderer";

/// What only this kind has, by the renderer's name.
type Fill = fn(&mut Message, &Value);
const KINDS: [(&str, Fill); 13] = [
    (TEXT, |_, _| ()),
    ("liveChatPaidMessageRenderer", super_chat),
    ("liveChatPaidStickerRenderer", super_sticker),
    ("liveChatMembershipItemRenderer", membership),
    ("liveChatSponsorshipsGiftPurchaseAnnouncementRenderer", gift_purchase),
    ("liveChatSponsorshipsGiftRedemptionAnnouncementRenderer", gift_redemption),
    ("giftMessageViewModel", jewels),
    // Named by another project's fixture, and never seen by us.
    ("liveChatGiftMessageRenderer", jewels),
    (ENGAGEMENT, engagement),
    ("liveChatModeChangeMessageRenderer", mode::change),
    ("liveChatDonationAnnouncementRenderer", donation),
    ("liveChatLegacyPaidMessageRenderer", legacy_membership),
    ("liveChatPurchasedProductMessageRenderer", purchase),
];

/// What all items have. `None` without an id: nothing could be done with it.
fn draft(fields: &Value, source: &SourceId, newest: Timestamp) -> Option<Message> {
    let native_id = str_at(fields, "/id").filter(|id| !id.is_empty())?;
    let channel = str_at(fields, "/authorExternalChannelId").filter(|id| !id.is_empty());
    let named = json::at(fields, "/header/liveChatSponsorshipsHeaderRenderer").unwrap_or(fields);
    Some(Message {
        id: MessageId::of(Platform::YouTube, native_id),
        native_id: native_id.to_owned(),
        platform: Platform::YouTube,
        source: source.clone(),
        at: written_at(fields).unwrap_or(newest),
        author: author::read(named, channel),
        kind: Kind::Chat,
        body: fields.get("message").map(text::body).unwrap_or_default(),
        system: None,
        amount: None,
        reply_to: reply(fields),
        flags: Flags { rank: rank(fields), ..Flags::default() },
    })
}

/// When an item was written, where it says.
pub(crate) fn written_at(fields: &Value) -> Option<Timestamp> {
    Timestamp::from_microsecond(json::number_at(fields, "/timestampUsec")?).ok()
}

pub(crate) fn is_oversized(message: &Message) -> bool {
    let author = message.author.as_ref().map_or(0, |author| {
        let badges = author.badges.iter().map(|badge| badge.title.len() + badge.name.len());
        author.name.len() + author.id.as_str().len() + badges.sum::<usize>()
    });
    let body: usize = message.body.iter().map(|part| part.text().len()).sum();
    let level = match &message.kind {
        Kind::Milestone { level, .. } => level.as_ref(),
        // What other kinds tell is in the platform's words.
        _ => None,
    };
    let texts = [
        message.system.as_ref(),
        message.amount.as_ref().map(|amount| &amount.text),
        message.reply_to.as_ref().map(|reply| &reply.author),
        level,
    ];
    let texts: usize = texts.into_iter().flatten().map(String::len).sum();
    message.native_id.len() + author + body + texts > LONGEST
}

/// The tag of the button that opens the list of top fans. Another tag opens a thread of replies.
const TOP_FANS: &str = "PAlive_viewer_leaderboard";

/// The titles of the buttons before the text, with whether they open the list of top fans.
fn buttons(fields: &Value) -> impl Iterator<Item = (&str, bool)> {
    json::list_at(fields, "/beforeContentButtons").iter().filter_map(|button| {
        let tag = "/onTap/innertubeCommand/showEngagementPanelEndpoint/identifier/tag";
        let button = button.get("buttonViewModel")?;
        Some((str_at(button, "/title")?, str_at(button, tag)? == TOP_FANS))
    })
}

fn rank(fields: &Value) -> Option<u32> {
    let (title, _) = buttons(fields).find(|(_, top_fans)| *top_fans)?;
    title.strip_prefix('#')?.parse().ok()
}

fn reply(fields: &Value) -> Option<Reply> {
    let (name, _) = buttons(fields).find(|(name, top_fans)| !top_fans && name.starts_with('@'))?;
    Some(Reply { author: name.to_owned(), ..Reply::default() })
}

fn super_chat(message: &mut Message, fields: &Value) {
    message.kind = Kind::SuperChat { tier: tier(fields, "/bodyBackgroundColor") };
    message.amount = purchase_amount(fields);
}

fn super_sticker(message: &mut Message, fields: &Value) {
    message.kind = Kind::SuperSticker { tier: tier(fields, "/backgroundColor") };
    let label = str_at(fields, "/sticker/accessibility/accessibilityData/label");
    message.body = vec![Fragment::Emote(Emote {
        text: label.filter(|label| !label.is_empty()).unwrap_or("Super Sticker").to_owned(),
        id: "sticker".into(),
        image: json::image_at(fields, "/sticker/thumbnails"),
        ..Emote::default()
    })];
    message.amount = purchase_amount(fields);
}

fn purchase_amount(fields: &Value) -> Option<Amount> {
    text::words(fields.get("purchaseAmountText")).map(|text| amount::read(&text))
}

/// The colour class: a message tells it by its body, a sticker by body or header.
fn tier(fields: &Value, color: &str) -> Option<Tier> {
    let number = match json::number_at(fields, color)? & 0x00ff_ffff {
        0x1e_88e5 | 0x15_65c0 => 1,
        0x00_e5ff | 0x00_b8d4 => 2,
        0x1d_e9b6 | 0x00_bfa5 => 3,
        0xff_ca28 | 0xff_b300 => 4,
        0xf5_7c00 | 0xe6_5100 => 5,
        0xe9_1e63 | 0xc2_185b => 6,
        0xe6_2117 | 0xd0_0000 => 7,
        _ => return None,
    };
    Tier::new(number)
}

fn membership(message: &mut Message, fields: &Value) {
    let headline = text::words(fields.get("headerPrimaryText"));
    let subtext = text::words(fields.get("headerSubtext"));
    if let Some(headline) = headline {
        message.kind = Kind::Milestone { months: author::months(&headline), level: subtext };
        message.system = Some(headline);
        return;
    }
    let words = subtext.as_deref().unwrap_or_default();
    let joined = words.strip_prefix("Welcome to ");
    let upgraded = words.strip_prefix("Upgraded membership to ");
    message.kind = Kind::Membership {
        level: joined.or(upgraded).map(|level| level.strip_suffix('!').unwrap_or(level).to_owned()),
        upgraded: upgraded.is_some(),
    };
    message.system = subtext;
}

fn gift_purchase(message: &mut Message, fields: &Value) {
    let header = json::at(fields, "/header/liveChatSponsorshipsHeaderRenderer");
    message.system = header.and_then(|header| text::words(header.get("primaryText")));
    // "Gifted 5 Channel memberships"; in other languages too the first number is the count.
    let count = message.system.as_deref().and_then(author::first_number).unwrap_or(1);
    message.kind = gift::bought(count);
}

fn gift_redemption(message: &mut Message, _: &Value) {
    message.kind = gift::received(message.author.as_ref());
    message.system = said_by_platform(message);
}

/// "sent Gold coin for 10 Jewels", or just "sent Sparkles".
fn jewels(message: &mut Message, fields: &Value) {
    let words = text::words(fields.get("text")).or_else(|| said_by_platform(message));
    let words = words.unwrap_or_default();
    let sent = words.strip_prefix("sent ").unwrap_or(&words);
    let (name, count) = match sent.rsplit_once(" for ") {
        Some((name, price)) if price.contains("Jewel") => (name, author::first_number(price)),
        _ => (sent, None),
    };
    message.amount = count.map(|count| gift::jewels(count.into()));
    let image = json::image_at(fields, "/giftImage/sources");
    message.kind = Kind::Jewels { gift: name.to_owned(), image };
    message.system = Some(words).filter(|words| !words.is_empty());
}

fn engagement(message: &mut Message, fields: &Value) {
    message.system = said_by_platform(message);
    let words = message.system.as_deref().unwrap_or_default();
    message.kind = match str_at(fields, "/icon/iconType") {
        Some("POLL") => Kind::Poll { poll: poll::result(&message.native_id, words) },
        _ => Kind::Notice { code: ENGAGEMENT.to_owned() },
    };
}

/// Takes the body of an item in which the platform speaks: nobody wrote it.
fn said_by_platform(message: &mut Message) -> Option<String> {
    let words: String = std::mem::take(&mut message.body).iter().map(Fragment::text).collect();
    (!words.is_empty()).then_some(words)
}

/// `Anonymous donated $50.00`, `to UN Foundation (UNF)`. The author's picture is a donation's.
fn donation(message: &mut Message, fields: &Value) {
    let charity = text::words(fields.get("subtext")).unwrap_or_default();
    let charity = charity.strip_prefix("to ").unwrap_or(&charity).to_owned();
    let words = text::words(fields.get("text"));
    let paid = words.as_deref().and_then(|words| words.rsplit_once(" donated "));
    message.amount = paid.map(|(_, amount)| amount::read(amount));
    message.system = sentences([words, text::words(fields.get("subtext"))], " ");
    message.kind = Kind::Charity { charity };
}

/// What announced a new member before 2019: `NEW MEMBER!`, `Welcome, Ada!`.
fn legacy_membership(message: &mut Message, fields: &Value) {
    message.kind = Kind::Membership { level: None, upgraded: false };
    let words = ["eventText", "detailText"].map(|name| text::words(fields.get(name)));
    message.system = sentences(words, " ");
}

/// Something that is sold beside the stream was bought.
fn purchase(message: &mut Message, fields: &Value) {
    message.system = text::words(fields.get("text"))
        .or_else(|| text::words(fields.get("detailText")))
        .or_else(|| said_by_platform(message));
    message.kind = Kind::Notice { code: "liveChatPurchasedProductMessageRenderer".to_owned() };
}

/// What there is of these, one after the other.
pub(crate) fn sentences<const N: usize>(words: [Option<String>; N], joint: &str) -> Option<String> {
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(joint))
}

/// An item of a kind that we don't know, by whatever text it has.
fn unknown(mut message: Message, renderer: &str, fields: &Value) -> Option<Box<Message>> {
    if message.body.is_empty() {
        let words = ["text", "headerPrimaryText", "headerSubtext", "subtext", "detailText"];
        message.system = Some(words.iter().find_map(|name| text::words(fields.get(name)))?);
    }
    message.kind = Kind::Notice { code: renderer.chars().take(64).collect() };
    message.flags.unknown_kind = true;
    Some(Box::new(message))
}
