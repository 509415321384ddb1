//! Made-up messages, one of each kind: for demo chat and for a streamer's own tests.

mod cast;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use chat::{
    Amount, AnnouncementColor, Flags, Fragment, GiftEvent, Kind, Message, MessageId, ModeChange,
    Platform, Poll, PollChoice, RemoteImage, Reply, Shared, SourceId, SubscriptionEvent, Tier,
};
use jiff::Timestamp;

use crate::{EngineError, Result};

/// What can be made beside the kinds.
const BESIDE_KINDS: [&str; 8] =
    ["reply", "first", "returning", "mention", "resub", "gift_bomb", "shared", "gigantified"];

/// The colours of announcements, the one that most have first.
const COLORS: [AnnouncementColor; 5] = {
    use AnnouncementColor::{Blue, Green, Orange, Primary, Purple};
    [Purple, Blue, Green, Orange, Primary]
};

/// The classes of Super Chats, each with an amount that has it. What a streamer is paid most often
/// comes first.
const TIERS: [(u8, &str, i64); 7] = [
    (4, "$10.00", 10_000_000),
    (5, "$20.00", 20_000_000),
    (6, "$50.00", 50_000_000),
    (7, "$100.00", 100_000_000),
    (1, "$1.00", 1_000_000),
    (2, "$2.00", 2_000_000),
    (3, "$5.00", 5_000_000),
];

/// The order in which demo chat plays them; `chat` in between.
const SCRIPT: [&str; 28] = [
    "first",
    "superchat",
    "reply",
    "subscription",
    "cheer",
    "membership",
    "action",
    "gift_bomb",
    "highlighted",
    "returning",
    "raid",
    "supersticker",
    "announcement",
    "milestone",
    "mention",
    "redemption",
    "gift",
    "resub",
    "watch_streak",
    "gigantified",
    "jewels",
    "shared",
    "poll",
    "charity",
    "donation",
    "pin",
    "mode",
    "notice",
];

/// Everything that can be made.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    Kind::NAMES.into_iter().chain(BESIDE_KINDS)
}

/// Demo chat, without end.
pub(crate) fn demo_script() -> impl Iterator<Item = Message> + Send {
    let script = SCRIPT.iter().flat_map(|kind| ["chat", kind, "chat"]);
    script
        .collect::<Vec<_>>()
        .into_iter()
        .cycle()
        .filter_map(|kind| of_kind(kind, Platform::Demo, Timestamp::now()))
}

/// A new message of this kind, for whoever asks for one by its name.
pub(crate) fn wanted(kind: &str, platform: Platform) -> Result<Message> {
    of_kind(kind, platform, Timestamp::now()).ok_or_else(|| EngineError::Invalid {
        field: "kind".into(),
        message: format!("there is no kind {kind:?}"),
        hint: format!("Give one of {}.", kinds().collect::<Vec<_>>().join(", ")),
    })
}

/// A new message of this kind. `None` if there is no such kind.
pub(crate) fn of_kind(kind: &str, platform: Platform, at: Timestamp) -> Option<Message> {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let turn = usize::try_from(number).unwrap_or_default();
    let author = cast::author(turn)?;
    let native_id = format!("sample {} {number}", at.as_nanosecond());
    let mut message = Message {
        id: MessageId::of(platform, &native_id),
        native_id,
        platform,
        source: SourceId::new(SourceId::TEST),
        at,
        author: None,
        kind: Kind::Chat,
        body: Vec::new(),
        system: None,
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    };
    fill(&mut message, kind, &author.name, cast::said(turn))?;
    let by_platform =
        matches!(message.kind, Kind::Notice { .. } | Kind::Mode { .. } | Kind::Poll { .. });
    message.author = (!by_platform).then_some(author);
    Some(message)
}

/// What becomes of a message, a moment each, where it is one that counts: a large gift, a poll.
pub(crate) fn growth(message: &Message) -> impl Iterator<Item = Message> + use<> {
    std::iter::successors(grown(message), grown)
}

/// The message a moment later.
fn grown(message: &Message) -> Option<Message> {
    let mut grown = message.clone();
    match &mut grown.kind {
        Kind::Gift { count, recipients, .. } => {
            let next = cast::names().nth(recipients.len());
            recipients.push(next.filter(|_| recipients.len() < *count as usize)?);
        }
        Kind::Poll { poll } => {
            poll.votes = poll.votes.map(|votes| votes + 40).filter(|votes| *votes < 400);
            poll.votes?;
            let first = poll.choices.first_mut()?.permille.as_mut()?;
            *first += 30;
            let share = 1_000 - *first;
            poll.choices.last_mut()?.permille = Some(share);
        }
        _ => return None,
    }
    Some(grown)
}

/// Gives a message what only this kind has. `None` if there is no such kind.
fn fill(message: &mut Message, kind: &str, name: &str, said: Vec<Fragment>) -> Option<()> {
    let says = |words: String| (Vec::new(), Some(words));
    let (of_kind, (body, system)) = match kind {
        "chat" | "first" | "returning" | "mention" | "reply" | "shared" | "gigantified" => {
            (Kind::Chat, (said, None))
        }
        "action" => (Kind::Action, (said, None)),
        "highlighted" => (Kind::Highlighted, (said, None)),
        "announcement" => {
            static TURN: AtomicUsize = AtomicUsize::new(0);
            (Kind::Announcement { color: *in_turn(&COLORS, &TURN)? }, (said, None))
        }
        "cheer" => (Kind::Cheer { bits: 500 }, (cheer(said), None)),
        "subscription" => {
            (subscription(SubscriptionEvent::New, 1), says(format!("{name} subscribed at Tier 1.")))
        }
        "resub" => (
            subscription(SubscriptionEvent::Renewed, 12),
            (said, Some(format!("{name} subscribed for 12 months!"))),
        ),
        "gift" | "gift_bomb" => {
            let count = if kind == "gift" { 1 } else { 5 };
            let to = cast::names().find(|other| other != name)?;
            (gift(count, &to), says(gift_words(message.platform, name, count, &to)))
        }
        "raid" => {
            (Kind::Raid { viewers: 128 }, says(format!("{name} is raiding with a party of 128")))
        }
        "superchat" => {
            static TURN: AtomicUsize = AtomicUsize::new(0);
            let (tier, ..) = in_turn(&TIERS, &TURN)?;
            (Kind::SuperChat { tier: Tier::new(*tier) }, (said, None))
        }
        "supersticker" => {
            let sticker = cast::emote_of("A cat that waves", "demo-cat.svg", false);
            (Kind::SuperSticker { tier: Tier::new(3) }, (vec![sticker], None))
        }
        "membership" => (
            Kind::Membership { level: Some("Crew".into()), upgraded: false },
            says("Welcome to Crew!".into()),
        ),
        "milestone" => (
            Kind::Milestone { months: Some(24), level: Some("Crew".into()) },
            (said, Some("Member for 24 months".into())),
        ),
        "redemption" => (Kind::Redemption { reward: "sample".into() }, (said, None)),
        "notice" => (
            Kind::Notice { code: "sample".into() },
            says("Welcome to live chat! Be kind to each other.".into()),
        ),
        "jewels" => {
            let image = Some(RemoteImage::own("demo-heart.svg"));
            let words = "sent Sparkles for 10 Jewels".to_owned();
            (Kind::Jewels { gift: "Sparkles".into(), image }, says(words))
        }
        "watch_streak" => (
            Kind::WatchStreak { streams: 10 },
            (said, Some(format!("{name} watched 10 streams in a row"))),
        ),
        "charity" => (
            Kind::Charity { charity: "Sea Rescue".into() },
            says(format!("{name} donated $5.00 to support Sea Rescue")),
        ),
        "donation" => (
            Kind::Donation { provider: "kofi".into() },
            (said, Some(format!("{name} donated through Ko-fi"))),
        ),
        "poll" => (Kind::Poll { poll: poll() }, says("Left or right?".into())),
        "pin" => {
            (Kind::Pin, (cast::body("Tonight: the last boss. Be nice to each other :heart:"), None))
        }
        "mode" => (
            Kind::Mode { change: ModeChange { mode: "slow".into(), on: true } },
            says("Slow mode is on".into()),
        ),
        _ => return None,
    };
    message.amount = amount(&of_kind);
    (message.kind, message.body, message.system) = (of_kind, body, system);
    set_apart(message, kind);
    Some(())
}

/// Gives a message what sets it apart from others of its kind.
fn set_apart(message: &mut Message, kind: &str) {
    match kind {
        "first" => message.flags.first = true,
        "returning" => message.flags.returning = true,
        "mention" => {
            message.flags.mention = true;
            let streamer = Fragment::Mention { text: "@streamer".into() };
            message.body.splice(0..0, [streamer, Fragment::plain(" ")]);
        }
        "reply" => {
            let text = "which way is the chest?".to_owned();
            message.reply_to =
                Some(Reply { author: "oldmanriver".into(), text, ..Reply::default() });
        }
        "shared" => {
            message.flags.shared = Some(Shared {
                origin: message.id,
                room: Some("another".into()),
                name: Some("NovaHarbor".into()),
                copies: Vec::new(),
            });
        }
        "gigantified" => {
            message.flags.gigantified = true;
            message.body = cast::body("look at this :cat:");
            if let Some(Fragment::Emote(emote)) = message.body.last_mut() {
                emote.large = true;
            }
        }
        _ => {}
    }
}

fn subscription(event: SubscriptionEvent, months: u32) -> Kind {
    let streak = (months > 1).then_some(3);
    Kind::Subscription { event, plan: Some("1000".into()), months: Some(months), streak }
}

/// The next one, from call to call.
fn in_turn<'a, T>(all: &'a [T], turn: &AtomicUsize) -> Option<&'a T> {
    all.get(turn.fetch_add(1, Ordering::Relaxed) % all.len())
}

/// A large gift gets its recipients as it [grows](growth).
fn gift(count: u32, to: &str) -> Kind {
    let is_large = count > 1;
    Kind::Gift {
        event: if is_large { GiftEvent::Batch } else { GiftEvent::Single },
        count,
        plan: Some("1000".into()),
        recipients: if is_large { Vec::new() } else { vec![to.to_owned()] },
        batch: None,
        anonymous: false,
    }
}

fn gift_words(platform: Platform, name: &str, count: u32, to: &str) -> String {
    match (platform, count) {
        (Platform::YouTube, 1) => "Gifted 1 membership".into(),
        (Platform::YouTube, _) => format!("Gifted {count} memberships"),
        (_, 1) => format!("{name} gifted a Tier 1 sub to {to}!"),
        _ => format!("{name} is giving {count} subscriptions to the community!"),
    }
}

/// A message with what was cheered before it.
fn cheer(said: Vec<Fragment>) -> Vec<Fragment> {
    let image = Some(RemoteImage::own("demo-gem.svg"));
    let cheer = Fragment::Cheer { text: "Cheer500".into(), bits: 500, image };
    [cheer, Fragment::plain(" ")].into_iter().chain(said).collect()
}

fn amount(kind: &Kind) -> Option<Amount> {
    let (text, micros, currency) = match kind {
        Kind::Cheer { .. } => ("500 bits", 500_000_000, "BITS"),
        Kind::SuperChat { tier } => {
            let (_, text, micros) = TIERS.iter().find(|(class, ..)| Tier::new(*class) == *tier)?;
            (*text, *micros, "USD")
        }
        Kind::SuperSticker { .. } => ("€5.00", 5_000_000, "EUR"),
        Kind::Jewels { .. } => ("10 Jewels", 10_000_000, "JEWELS"),
        Kind::Charity { .. } => ("$5.00", 5_000_000, "USD"),
        Kind::Donation { .. } => ("$25.00", 25_000_000, "USD"),
        _ => return None,
    };
    Some(Amount { text: text.into(), micros: Some(micros), currency: Some(currency.into()) })
}

fn poll() -> Poll {
    let choice = |text: &str, permille| PollChoice { text: text.into(), permille: Some(permille) };
    Poll {
        id: "sample".into(),
        question: "Left or right?".into(),
        choices: vec![choice("Left", 420), choice("Right", 580)],
        votes: Some(240),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_of_every_kind_on_every_platform_and_no_other() {
        for platform in [Platform::Twitch, Platform::YouTube, Platform::Demo, Platform::Donations] {
            for kind in kinds() {
                let message = of_kind(kind, platform, Timestamp::UNIX_EPOCH).expect(kind);
                assert!(
                    message.kind.name() == kind || BESIDE_KINDS.contains(&kind),
                    "{kind} is {}",
                    message.kind.name()
                );
            }
        }
        assert!(of_kind("bogus", Platform::Twitch, Timestamp::UNIX_EPOCH).is_none());
    }

    #[test]
    fn demo_chat_plays_everything() {
        let round = 3 * SCRIPT.len();
        let played: std::collections::HashSet<_> =
            demo_script().take(round).map(|message| message.kind.name()).collect();
        let all: std::collections::HashSet<_> = Kind::NAMES.into_iter().collect();
        assert_eq!(played, all);
        assert!(BESIDE_KINDS.iter().all(|kind| SCRIPT.contains(kind)));
    }

    #[test]
    fn a_large_gift_counts_to_its_end() {
        let single = of_kind("gift", Platform::Demo, Timestamp::UNIX_EPOCH).expect("a kind");
        assert!(
            matches!(&single.kind, Kind::Gift { count: 1, recipients, .. } if recipients.len() == 1)
        );
        assert_eq!(growth(&single).next(), None, "it is whole");
        let gift = of_kind("gift_bomb", Platform::Demo, Timestamp::UNIX_EPOCH).expect("a kind");
        assert_eq!(growth(&gift).count(), 5, "each of the five is named");
    }

    #[test]
    fn what_comes_in_several_colours_comes_in_each() {
        let made = |kind| of_kind(kind, Platform::YouTube, Timestamp::UNIX_EPOCH).expect("a kind");
        let mut colors = std::collections::BTreeSet::new();
        let mut paid = std::collections::BTreeMap::new();
        for _ in 0..7 {
            if let Kind::Announcement { color } = made("announcement").kind {
                colors.insert(color.name());
            }
            let message = made("superchat");
            if let (Kind::SuperChat { tier: Some(tier) }, Some(amount)) =
                (message.kind, message.amount)
            {
                paid.insert(tier.number(), amount.micros);
            }
        }
        assert_eq!((colors.len(), paid.len()), (COLORS.len(), TIERS.len()));
        assert!(paid.values().is_sorted(), "more is of a higher class: {paid:?}");
    }

    #[test]
    fn who_is_back_and_who_speaks_to_the_streamer_are_marked() {
        let flags =
            |kind| of_kind(kind, Platform::Twitch, Timestamp::UNIX_EPOCH).expect("a kind").flags;
        assert!(flags("returning").returning && !flags("chat").returning);
        assert!(flags("mention").mention && !flags("chat").mention);
    }
}
