//! `USERNOTICE`: something was celebrated, given or announced.

use chat::{
    AnnouncementColor, Author, ChatEvent, GiftEvent, Kind, Message, Passed, SubscriptionEvent,
};

use super::{Decoded, amount, author, line::Line, short, tags::Tag, text};

/// The account that gives for people who do not want to be named.
const ANONYMOUS: &str = "274598607";

/// What older lines have as the batch of every gift that was given alone: the hash of nothing.
const NO_BATCH: &str = "da 39 a3 ee 5e 6b 4b 0d 32 55 bf ef 95 60 18 90 af d8 07 09";

/// Notices that need no kind of their own: their words say all.
const WORDS_SAY_ALL: [&str; 7] = [
    "bitsbadgetier",
    "modiversary",
    "onetapgiftredeemed",
    "primecommunitygiftreceived",
    "ritual",
    "socialsharingbadge",
    "unraid",
];

/// A notice of an unknown kind is shown by its words. One without words or text is passed over, or
/// nothing if its kind is known.
pub(super) fn decode(line: &Line<'_>) -> Decoded {
    let code = match line.tag(Tag::MsgId) {
        Some(mirrored @ "sharedchatnotice") => line.tag(Tag::SourceMsgId).or(Some(mirrored)),
        code => code,
    };
    let Some(code) = code else {
        return Decoded::Passed(Passed::Malformed);
    };
    let known = kind(line, code);
    let unknown_kind = known.is_none() && !WORDS_SAY_ALL.contains(&code);
    let mut message = line.message(known.unwrap_or_else(|| Kind::Notice { code: short(code) }));
    message.flags.unknown_kind = unknown_kind;

    let said = text::said(line.param(1).unwrap_or_default());
    let author = author::decode(line);
    let words = line.tag(Tag::SystemMsg).map(one_line);
    let message = Message {
        system: words.or_else(|| our_words(code, author.as_ref())),
        author,
        body: text::fragments(said.text, line, None),
        amount: donation(line),
        ..message
    };
    let silent = message.system.is_none() && message.body.is_empty();
    let silent = silent && matches!(message.kind, Kind::Notice { .. });
    let event = || ChatEvent::Message(Box::new(message));
    match (unknown_kind, silent) {
        (false, false) => Decoded::Event(event()),
        (true, false) => Decoded::Unknown(event(), line.unknown(code)),
        (true, true) => Decoded::Passed(Passed::Unknown(line.unknown(code))),
        (false, true) => Decoded::Nothing,
    }
}

/// For what Twitch sends without a word.
fn our_words(code: &str, author: Option<&Author>) -> Option<String> {
    let name = &author?.name;
    (code == "onetapgiftredeemed").then(|| format!("{name} redeemed a One-Tap gift."))
}

fn kind(line: &Line<'_>, code: &str) -> Option<Kind> {
    use SubscriptionEvent::{Extended, GiftUpgrade, New, PayForward, PrimeUpgrade, Renewed};
    Some(match code {
        "announcement" => Kind::Announcement { color: color(line) },
        "sub" => subscription(line, New),
        "resub" => subscription(line, Renewed),
        "extendsub" => subscription(line, Extended),
        "giftpaidupgrade" | "anongiftpaidupgrade" => subscription(line, GiftUpgrade),
        "primepaidupgrade" => subscription(line, PrimeUpgrade),
        "standardpayforward" | "communitypayforward" => subscription(line, PayForward),
        "subgift" | "anonsubgift" => gift(line, code, GiftEvent::Single, 1),
        "submysterygift" | "anonsubmysterygift" => {
            let count = line.number(Tag::MassGiftCount).unwrap_or(1);
            gift(line, code, GiftEvent::Batch, count)
        }
        "rewardgift" => {
            let count = line.number(Tag::TotalRewardCount);
            let count = count.or(line.number(Tag::SelectedCount)).unwrap_or(1);
            gift(line, code, GiftEvent::Reward, count)
        }
        "raid" => Kind::Raid { viewers: line.number(Tag::ViewerCount).unwrap_or(0) },
        "viewermilestone" if line.tag(Tag::MilestoneCategory) == Some("watch-streak") => {
            Kind::WatchStreak { streams: line.number(Tag::MilestoneValue)? }
        }
        "charitydonation" => Kind::Charity { charity: line.tag(Tag::CharityName)?.to_owned() },
        _ => return None,
    })
}

fn subscription(line: &Line<'_>, event: SubscriptionEvent) -> Kind {
    let months = |name| line.number(name).filter(|months| *months > 0);
    Kind::Subscription {
        event,
        plan: plan(line),
        // `msg-param-months` holds the months in all on lines of 2018 and before, and 0 since.
        months: months(Tag::CumulativeMonths).or_else(|| months(Tag::Months)),
        streak: months(Tag::StreakMonths),
    }
}

fn gift(line: &Line<'_>, code: &str, event: GiftEvent, count: u32) -> Kind {
    let recipient = line.tag(Tag::RecipientDisplayName).map(str::trim);
    let recipient = recipient.filter(|name| !name.is_empty());
    let batch = line.tag(Tag::CommunityGiftId).or(line.tag(Tag::OriginId));
    Kind::Gift {
        event,
        count,
        plan: plan(line),
        recipients: recipient
            .or(line.tag(Tag::RecipientUserName))
            .map(str::to_owned)
            .into_iter()
            .collect(),
        batch: batch.filter(|id| *id != NO_BATCH).map(str::to_owned),
        anonymous: code.starts_with("anon") || line.tag(Tag::UserId) == Some(ANONYMOUS),
    }
}

/// Some words of Twitch come with a line break in them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plan(line: &Line<'_>) -> Option<String> {
    line.tag(Tag::SubPlan).map(str::to_owned)
}

fn color(line: &Line<'_>) -> AnnouncementColor {
    match line.tag(Tag::MsgColor) {
        Some("BLUE") => AnnouncementColor::Blue,
        Some("GREEN") => AnnouncementColor::Green,
        Some("ORANGE") => AnnouncementColor::Orange,
        Some("PURPLE") => AnnouncementColor::Purple,
        _ => AnnouncementColor::Primary,
    }
}

fn donation(line: &Line<'_>) -> Option<chat::Amount> {
    let minor = line.number(Tag::DonationAmount)?;
    let exponent = line.number(Tag::DonationExponent)?;
    amount::money(minor, exponent, line.tag(Tag::DonationCurrency)?)
}
