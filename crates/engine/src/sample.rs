//! Made-up messages, one of each kind: for demo chat and for a streamer's own tests.

use std::sync::atomic::{AtomicU64, Ordering};

use chat::{
    Amount, AnnouncementColor, Author, AuthorId, Badge, Color, Flags, Fragment, GiftEvent, Kind,
    Message, MessageId, ModeChange, Platform, Poll, PollChoice, Role, SourceId, SubscriptionEvent,
    Tier,
};
use jiff::Timestamp;

/// Every kind that can be made.
pub(crate) const KINDS: &str = "chat, action, highlighted, announcement, cheer, subscription, \
    gift, raid, superchat, supersticker, membership, milestone, redemption, notice, jewels, \
    watch_streak, charity, poll, mode";

/// The people of demo chat: name, colour, roles.
const PEOPLE: &[(&str, &str, &[Role])] = &[
    ("pixel_otter", "#ff7f50", &[]),
    ("Mira", "#1e90ff", &[Role::Moderator, Role::Subscriber]),
    ("DJ_Quietstorm", "#8a2be2", &[Role::Subscriber]),
    ("さくらもち", "#ff69b4", &[Role::Member]),
    ("oldmanriver", "#2e8b57", &[]),
    ("Zoë", "#daa520", &[Role::Vip]),
    ("نور", "#5f9ea0", &[]),
    ("a_remarkably_long_name_99", "#b22222", &[Role::Verified]),
];

/// What they say.
const LINES: &[&str] = &[
    "that jump was so clean",
    "hello from Lisbon! first time here, love the stream",
    "Kappa",
    "can you show the inventory for a second?",
    "今日の配信も楽しみにしてた！",
    "LETS GOOOOOO",
    "try going left at the fountain, there is a chest behind the statue that everybody misses",
    "مرحبا، بث رائع اليوم",
    "gg",
    "what keyboard is that?",
    "😂😂😂",
    "I was here before the boss fight and I will be here after it",
];

/// The order in which demo chat plays the kinds; `chat` in between.
const SCRIPT: &[&str] = &[
    "chat",
    "chat",
    "superchat",
    "chat",
    "chat",
    "subscription",
    "chat",
    "cheer",
    "chat",
    "chat",
    "membership",
    "chat",
    "action",
    "chat",
    "gift",
    "chat",
    "highlighted",
    "chat",
    "raid",
    "chat",
    "supersticker",
    "chat",
    "announcement",
    "chat",
    "milestone",
    "chat",
    "redemption",
    "notice",
];

/// Demo chat, without end.
pub(crate) fn demo_script() -> impl Iterator<Item = Message> + Send {
    SCRIPT.iter().cycle().filter_map(|kind| of_kind(kind, Platform::Demo, Timestamp::now()))
}

/// A new message of this kind. `None` if there is no such kind.
pub(crate) fn of_kind(kind: &str, platform: Platform, at: Timestamp) -> Option<Message> {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let turn = usize::try_from(number).unwrap_or_default();
    let author = author(turn)?;
    let said = LINES.get(turn % LINES.len())?;
    let sample = sample(kind, &author.name, said)?;
    let native_id = format!("sample {} {number}", at.as_nanosecond());
    let body = match (&sample.kind, sample.text) {
        (Kind::SuperSticker { .. }, _) => vec![sticker()],
        (_, text) => text.map(Fragment::plain).into_iter().collect(),
    };
    let by_platform = matches!(sample.kind, Kind::Notice { .. } | Kind::Mode { .. });
    Some(Message {
        id: MessageId::of(platform, &native_id),
        native_id,
        platform,
        source: SourceId::new("test"),
        at,
        author: (!by_platform).then_some(author),
        kind: sample.kind,
        body,
        system: sample.system,
        amount: sample.amount,
        reply_to: None,
        flags: Flags::default(),
    })
}

fn author(turn: usize) -> Option<Author> {
    let (name, color, roles) = PEOPLE.get(turn % PEOPLE.len())?;
    let badge = |role: &Role| Badge {
        name: format!("{}/1", role.name()),
        title: role.name().to_owned(),
        role: Some(*role),
        image: None,
    };
    Some(Author {
        id: AuthorId::new(format!("demo-{}", turn % PEOPLE.len())),
        name: (*name).to_owned(),
        login: None,
        color: Color::parse(color),
        roles: roles.to_vec(),
        badges: roles.iter().map(badge).collect(),
        avatar: None,
    })
}

/// What only this kind of message has.
struct Sample {
    kind: Kind,
    text: Option<String>,
    system: Option<String>,
    amount: Option<Amount>,
}

fn sample(kind: &str, name: &str, said: &str) -> Option<Sample> {
    let said_as = |kind| Sample { kind, text: Some(said.to_owned()), system: None, amount: None };
    let event = |kind, system: String| Sample { system: Some(system), text: None, ..said_as(kind) };
    let paid = |kind, text: &str, micros, currency: &str| Sample {
        amount: Some(Amount {
            text: text.to_owned(),
            micros: Some(micros),
            currency: Some(currency.to_owned()),
        }),
        ..said_as(kind)
    };
    Some(match kind {
        "chat" => said_as(Kind::Chat),
        "action" => said_as(Kind::Action),
        "highlighted" => said_as(Kind::Highlighted),
        "announcement" => said_as(Kind::Announcement { color: AnnouncementColor::Purple }),
        "cheer" => paid(Kind::Cheer { bits: 500 }, "500 bits", 500_000_000, "BITS"),
        "subscription" => Sample {
            system: Some(format!("{name} subscribed for 12 months!")),
            ..said_as(Kind::Subscription {
                event: SubscriptionEvent::Renewed,
                plan: Some("1000".into()),
                months: Some(12),
                streak: Some(3),
            })
        },
        "gift" => event(
            Kind::Gift {
                event: GiftEvent::Batch,
                count: 5,
                plan: Some("1000".into()),
                recipients: Vec::new(),
                batch: None,
                anonymous: false,
            },
            format!("{name} is giving 5 subscriptions to the community!"),
        ),
        "raid" => {
            event(Kind::Raid { viewers: 128 }, format!("{name} is raiding with a party of 128"))
        }
        "superchat" => paid(Kind::SuperChat { tier: Tier::new(4) }, "$10.00", 10_000_000, "USD"),
        "supersticker" => {
            paid(Kind::SuperSticker { tier: Tier::new(3) }, "€5.00", 5_000_000, "EUR")
        }
        "membership" => event(
            Kind::Membership { level: Some("Crew".into()), upgraded: false },
            "Welcome to Crew!".into(),
        ),
        "milestone" => Sample {
            system: Some("Member for 24 months".into()),
            ..said_as(Kind::Milestone { months: Some(24), level: Some("Crew".into()) })
        },
        "redemption" => said_as(Kind::Redemption { reward: "sample".into() }),
        "notice" => event(
            Kind::Notice { code: "sample".into() },
            "Welcome to live chat! Be kind to each other.".into(),
        ),
        "jewels" => event(
            Kind::Jewels { gift: "Sparkles".into(), image: None },
            "sent Sparkles for 10 Jewels".into(),
        ),
        "watch_streak" => Sample {
            system: Some(format!("{name} watched 10 streams in a row")),
            ..said_as(Kind::WatchStreak { streams: 10 })
        },
        "charity" => event(
            Kind::Charity { charity: "Sea Rescue".into() },
            format!("{name} donated $5.00 to support Sea Rescue"),
        ),
        "poll" => event(Kind::Poll { poll: poll() }, "Left or right? Left won with 62 %".into()),
        "mode" => event(
            Kind::Mode { change: ModeChange { mode: "slow".into(), on: true } },
            "Slow mode is on".into(),
        ),
        _ => return None,
    })
}

fn sticker() -> Fragment {
    Fragment::Emote { text: "A cat that waves".into(), id: "sticker".into(), image: None }
}

fn poll() -> Poll {
    let choice = |text: &str, permille| PollChoice { text: text.into(), permille: Some(permille) };
    Poll {
        id: "sample".into(),
        question: "Left or right?".into(),
        choices: vec![choice("Left", 620), choice("Right", 380)],
        votes: Some(240),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_one_of_every_kind_and_no_other() {
        for kind in KINDS.split(", ") {
            let message = of_kind(kind, Platform::Twitch, Timestamp::UNIX_EPOCH).expect(kind);
            assert_eq!(message.kind.name(), kind);
        }
        assert!(of_kind("bogus", Platform::Twitch, Timestamp::UNIX_EPOCH).is_none());
    }
}
