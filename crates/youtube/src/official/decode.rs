//! What the official API tells, decoded into the events that the page's items become.
//!
//! <https://developers.google.com/youtube/v3/live/docs/liveChatMessages>. In a stream, names may
//! come as protobuf writes them (`super_chat_details`, `SUPER_CHAT_EVENT`): both are read.

use chat::{
    Amount, Author, AuthorId, Badge, ChatEvent, Emote, Flags, Fragment, Kind, Message, MessageId,
    ModeChange, Passed, Platform, Poll, PollChoice, Reason, Report, Role, SourceId, Target, Tier,
    youtube_item_id,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::names::in_camel_case;
use crate::{
    Decoder,
    decode::{event, malformed},
    gift, item,
    json::{self, str_at},
    poll::{CHOICES, short},
    text,
};

/// The items of an answer.
pub(crate) fn items(answer: &Value) -> Vec<Value> {
    json::list_at(answer, "/items").iter().map(in_camel_case).collect()
}

/// Whether an answer says that the chat is over.
pub(crate) fn is_over(answer: &Value, items: &[Value]) -> bool {
    str_at(answer, "/offlineAt").or_else(|| str_at(answer, "/offline_at")).is_some()
        || items.iter().any(|item| str_at(item, "/snippet/type") == Some("chatEndedEvent"))
}

/// Our name of a message of the API's: the page's, where it has one.
fn native_id(id: &str) -> String {
    youtube_item_id(id).unwrap_or_else(|| id.to_owned())
}

impl Decoder {
    /// Whether one of these was handed out before. `None` where there is none, now or before, that
    /// could tell.
    pub(crate) fn knows_any(&self, items: &[Value]) -> Option<bool> {
        if !self.has_begun {
            return None;
        }
        let ids = items.iter().filter_map(|item| str_at(item, "/id")).map(native_id);
        ids.map(|id| self.seen.contains(&id)).reduce(|any, one| any || one)
    }

    /// Decodes one item of the official API. `now` stands in for a time that it does not tell.
    pub(crate) fn official(&mut self, item: &Value, now: Timestamp) -> Vec<Report> {
        let Some(kind) = str_at(item, "/snippet/type") else {
            return malformed();
        };
        let at = str_at(item, "/snippet/publishedAt").and_then(|at| at.parse().ok());
        let at: Timestamp = at.or(self.newest).unwrap_or(now);
        match kind {
            "messageDeletedEvent" => {
                let id = str_at(item, "/snippet/messageDeletedDetails/deletedMessageId");
                self.taken_off(id, at)
            }
            "messageRetractedEvent" => {
                let id = str_at(item, "/snippet/messageRetractedDetails/retractedMessageId");
                self.taken_off(id, at)
            }
            // What had this name is not there any more.
            "tombstone" => self.taken_off(str_at(item, "/id"), at),
            "userBannedEvent" => self.banned(item, at),
            "pollEvent" => self.official_poll(item, at),
            "chatEndedEvent" => Vec::new(),
            kind => {
                let (message, passed) = match message(item, kind, self.source(), at) {
                    Read::Known(message) => (Some(message), None),
                    Read::Unknown(message) => {
                        (message, Some(item::passed(kind, item.get("snippet").unwrap_or(item))))
                    }
                    Read::Malformed => (None, Some(Passed::Malformed)),
                    Read::Oversized => (None, Some(Passed::Oversized)),
                };
                self.has_begun |= message.is_some();
                let message = message.map(|message| self.message(message, None, now));
                let mut reports = message.unwrap_or_default();
                reports.extend(passed.map(Report::Passed));
                reports
            }
        }
    }

    fn taken_off(&self, id: Option<&str>, at: Timestamp) -> Vec<Report> {
        let Some(id) = id else { return malformed() };
        let id = native_id(id);
        let id = MessageId::of(Platform::YouTube, self.first_name(&id));
        self.removal(Target::Message { id }, Reason::Deleted, at)
    }

    fn banned(&self, item: &Value, at: Timestamp) -> Vec<Report> {
        let details = json::at(item, "/snippet/userBannedDetails");
        let author = details.and_then(|details| str_at(details, "/bannedUserDetails/channelId"));
        let Some(author) = author.filter(|author| !author.is_empty()) else {
            return malformed();
        };
        let is_temporary = details.and_then(|details| str_at(details, "/banType"));
        let reason = match is_temporary {
            Some("temporary") => Reason::Timeout,
            _ => Reason::Ban,
        };
        let author = AuthorId::new(author);
        self.removal(Target::Author { source: self.source().clone(), author }, reason, at)
    }

    fn official_poll(&mut self, item: &Value, at: Timestamp) -> Vec<Report> {
        let details = json::at(item, "/snippet/pollDetails");
        let (Some(id), Some(details)) = (str_at(item, "/id").map(native_id), details) else {
            return malformed();
        };
        let platform = Platform::YouTube;
        if str_at(details, "/status").is_some_and(|status| status == "closed") {
            self.above.close(&id);
            return event(ChatEvent::PollClosed { platform, at, id });
        }
        self.above.poll(&id);
        let poll = poll(id, details);
        event(ChatEvent::Poll { source: self.source().clone(), platform, at, poll })
    }
}

/// What an item is.
enum Read {
    Known(Box<Message>),
    /// Of a kind that we don't know, by whatever text it has.
    Unknown(Option<Box<Message>>),
    Malformed,
    Oversized,
}

/// A message, or an event that is shown as one.
fn message(item: &Value, kind: &str, source: &SourceId, at: Timestamp) -> Read {
    let Some(id) = str_at(item, "/id").filter(|id| !id.is_empty()) else {
        return Read::Malformed;
    };
    let native_id = native_id(id);
    let mut message = Message {
        id: MessageId::of(Platform::YouTube, &native_id),
        native_id,
        platform: Platform::YouTube,
        source: source.clone(),
        at,
        author: item.get("authorDetails").and_then(author),
        kind: Kind::Chat,
        body: Vec::new(),
        system: None,
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    };
    let snippet = item.get("snippet").unwrap_or(&Value::Null);
    let fill = KINDS.iter().find(|(known, ..)| *known == kind);
    let is_known = match fill {
        Some((_, details, fill)) => {
            let details = snippet.get(*details).unwrap_or(&Value::Null);
            fill(&mut message, details, snippet);
            true
        }
        None => {
            message.system = str_at(snippet, "/displayMessage").map(str::to_owned);
            message.kind = Kind::Notice { code: kind.chars().take(64).collect() };
            message.flags.unknown_kind = true;
            false
        }
    };
    match is_known {
        _ if item::is_oversized(&message) => Read::Oversized,
        // What somebody typed always has a text.
        true if message.kind == Kind::Chat && message.body.is_empty() => Read::Unknown(None),
        true => Read::Known(Box::new(message)),
        false => Read::Unknown(message.system.is_some().then(|| Box::new(message))),
    }
}

/// What only this kind has, from its details and all of its snippet.
type Fill = fn(&mut Message, &Value, &Value);
/// Each kind, where its details are, and what is made of them.
const KINDS: [(&str, &str, Fill); 10] = [
    ("textMessageEvent", "textMessageDetails", written),
    ("superChatEvent", "superChatDetails", super_chat),
    ("superStickerEvent", "superStickerDetails", super_sticker),
    ("newSponsorEvent", "newSponsorDetails", membership),
    ("memberMilestoneChatEvent", "memberMilestoneChatDetails", milestone),
    ("membershipGiftingEvent", "membershipGiftingDetails", gift_purchase),
    ("giftMembershipReceivedEvent", "giftMembershipReceivedDetails", gift_redemption),
    ("giftEvent", "giftDetails", jewels),
    ("sponsorOnlyModeStartedEvent", "", |message, _, _| members_only(message, true)),
    ("sponsorOnlyModeEndedEvent", "", |message, _, _| members_only(message, false)),
];

fn author(details: &Value) -> Option<Author> {
    let id = str_at(details, "/channelId").filter(|id| !id.is_empty());
    let name = str_at(details, "/displayName").map(str::trim).filter(|name| !name.is_empty());
    let name = name.or(id)?.to_owned();
    // The page's names of the badges; only it has the pictures of members'.
    let badges = [
        ("isChatOwner", "owner", "Owner", Role::Broadcaster),
        ("isVerified", "verified", "Verified", Role::Verified),
        ("isChatModerator", "moderator", "Moderator", Role::Moderator),
        ("isChatSponsor", "member", "Member", Role::Member),
    ];
    let has = |flag: &str| details.get(flag).and_then(Value::as_bool).unwrap_or(false);
    let badges: Vec<Badge> = badges
        .into_iter()
        .filter(|(flag, ..)| has(flag))
        .map(|(_, name, title, role)| Badge {
            name: name.to_owned(),
            title: title.to_owned(),
            role: Some(role),
            ..Badge::default()
        })
        .collect();
    let mut roles: Vec<Role> = badges.iter().filter_map(|badge| badge.role).collect();
    roles.sort_unstable();
    Some(Author {
        id: AuthorId::new(id.unwrap_or(&name)),
        name,
        login: None,
        color: None,
        roles,
        badges,
        avatar: json::image(details, "/profileImageUrl"),
        pronouns: None,
    })
}

/// A text with its mentions; emoji of channels come as their names.
fn body(words: Option<&str>) -> Vec<Fragment> {
    let words = words.filter(|words| !words.is_empty());
    words.map(|words| text::body(&json!({"simpleText": words}))).unwrap_or_default()
}

fn written(message: &mut Message, details: &Value, snippet: &Value) {
    let words = str_at(details, "/messageText").or_else(|| str_at(snippet, "/displayMessage"));
    message.body = body(words);
}

fn super_chat(message: &mut Message, details: &Value, _: &Value) {
    message.kind = Kind::SuperChat { tier: tier(details) };
    message.body = body(str_at(details, "/userComment"));
    message.amount = amount(details);
}

fn super_sticker(message: &mut Message, details: &Value, _: &Value) {
    message.kind = Kind::SuperSticker { tier: tier(details) };
    let label = str_at(details, "/superStickerMetadata/altText").filter(|label| !label.is_empty());
    message.body = vec![Fragment::Emote(Emote {
        text: label.unwrap_or("Super Sticker").to_owned(),
        id: "sticker".into(),
        ..Emote::default()
    })];
    message.amount = amount(details);
}

/// The API has a tier for each length of time on screen: those of the dearest colour are one here.
fn tier(details: &Value) -> Option<Tier> {
    let number = u8::try_from(json::number_at(details, "/tier")?).ok()?;
    Tier::new(number.min(7))
}

fn amount(details: &Value) -> Option<Amount> {
    let text = str_at(details, "/amountDisplayString").filter(|text| !text.is_empty())?;
    Some(Amount {
        text: text.to_owned(),
        micros: json::number_at(details, "/amountMicros"),
        currency: str_at(details, "/currency").map(str::to_owned),
    })
}

fn level(details: &Value) -> Option<String> {
    let level = str_at(details, "/memberLevelName").filter(|level| !level.is_empty());
    level.map(str::to_owned)
}

/// In the words that the page has for it.
fn membership(message: &mut Message, details: &Value, _: &Value) {
    let (level, upgraded) = (level(details), json::flag_at(details, "/isUpgrade"));
    message.system = Some(match (&level, upgraded) {
        (Some(level), true) => format!("Upgraded membership to {level}!"),
        (Some(level), false) => format!("Welcome to {level}!"),
        (None, true) => "Upgraded membership".to_owned(),
        (None, false) => "New member".to_owned(),
    });
    message.kind = Kind::Membership { level, upgraded };
}

fn milestone(message: &mut Message, details: &Value, _: &Value) {
    let months = json::number_at(details, "/memberMonth").and_then(|n| u32::try_from(n).ok());
    message.system = Some(match months {
        Some(1) => "Member for 1 month".to_owned(),
        Some(months) => format!("Member for {months} months"),
        None => "Member milestone".to_owned(),
    });
    message.body = body(str_at(details, "/userComment"));
    message.kind = Kind::Milestone { months, level: level(details) };
}

fn gift_purchase(message: &mut Message, details: &Value, _: &Value) {
    let count = json::number_at(details, "/giftMembershipsCount");
    let count = count.and_then(|count| u32::try_from(count).ok()).unwrap_or(1).max(1);
    let what = if count > 1 { "memberships" } else { "membership" };
    message.system = Some(format!("Gifted {count} {what}"));
    message.kind = gift::bought(count);
}

fn gift_redemption(message: &mut Message, _: &Value, _: &Value) {
    message.system = Some("received a gift membership".to_owned());
    message.kind = gift::received(message.author.as_ref());
}

fn jewels(message: &mut Message, details: &Value, _: &Value) {
    let name = str_at(details, "/giftName").or_else(|| str_at(details, "/altText"));
    let name = name.unwrap_or("a gift").to_owned();
    let count = json::number_at(details, "/jewelsAmount")
        .or_else(|| json::number_at(details, "/jewelsCount"))
        .filter(|count| *count > 0);
    message.amount = count.map(gift::jewels);
    message.system = Some(match &message.amount {
        Some(amount) => format!("sent {name} for {}", amount.text),
        None => format!("sent {name}"),
    });
    message.kind = Kind::Jewels { gift: name, image: json::image(details, "/giftUrl") };
}

fn members_only(message: &mut Message, on: bool) {
    let turned = if on { "on" } else { "off" };
    message.system = Some(format!("Members-only mode is {turned}"));
    message.kind = Kind::Mode { change: ModeChange { mode: "members_only".to_owned(), on } };
}

fn poll(id: String, details: &Value) -> Poll {
    let options = json::list_at(details, "/metadata/options");
    let tally = |option: &Value| {
        json::number_at(option, "/tally").and_then(|tally| u64::try_from(tally).ok())
    };
    let add = |sum: u64, option| sum.checked_add(tally(option)?);
    let votes = options.iter().take(CHOICES).try_fold(0, add);
    let permille = |tally: u64| {
        let votes = votes.filter(|votes| *votes > 0)?;
        u16::try_from(tally.min(votes).saturating_mul(1000) / votes).ok()
    };
    let choice = |option: &Value| PollChoice {
        text: short(str_at(option, "/optionText").unwrap_or_default()),
        permille: tally(option).and_then(permille),
    };
    Poll {
        id,
        question: short(str_at(details, "/metadata/questionText").unwrap_or_default()),
        choices: options.iter().take(CHOICES).map(choice).collect(),
        votes,
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
