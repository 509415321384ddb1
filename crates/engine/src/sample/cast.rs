//! The people of made-up chat, and what they say.

use chat::{Author, AuthorId, Badge, Color, Emote, Fragment, RemoteImage, Role};

/// Name, colour, roles.
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

/// What they say. A word in colons is an emote.
const LINES: &[&str] = &[
    "that jump was so clean :cat:",
    "hello from Lisbon! love the stream :heart:",
    ":party: :party: :party:",
    "can you show the inventory for a second?",
    "今日の配信も楽しみにしてた！",
    "LETS GOOOOOO :party:",
    "try going left at the fountain, there is a chest behind the statue that everybody misses",
    "مرحبا، بث رائع اليوم",
    "gg :wave:",
    "what keyboard is that?",
    "😂😂😂",
    ":cat: :rain: it is fine",
];

/// Emotes that come with the application, so that they are there without a network: the word, the
/// picture, and whether it lies on the one before it.
const EMOTES: &[(&str, &str, bool)] = &[
    (":cat:", "demo-cat.svg", false),
    (":heart:", "demo-heart.svg", false),
    (":party:", "demo-party.svg", false),
    (":wave:", "demo-wave.svg", false),
    (":rain:", "demo-rain.svg", true),
];

/// What the platform calls the badge of a role.
fn title(role: Role) -> &'static str {
    match role {
        Role::Broadcaster => "Broadcaster",
        Role::Staff => "Staff",
        Role::Moderator => "Moderator",
        Role::Vip => "VIP",
        Role::Member => "Member",
        Role::Subscriber => "Subscriber",
        Role::Verified => "Verified",
    }
}

/// Somebody, another one each turn.
pub(super) fn author(turn: usize) -> Option<Author> {
    let (name, color, roles) = PEOPLE.get(turn % PEOPLE.len())?;
    let badge = |role: &Role| Badge {
        name: format!("{}/1", role.name()),
        title: title(*role).to_owned(),
        role: Some(*role),
        ..Badge::default()
    };
    Some(Author {
        id: AuthorId::new(format!("demo-{}", turn % PEOPLE.len())),
        name: (*name).to_owned(),
        login: None,
        color: Color::parse(color),
        roles: roles.to_vec(),
        badges: roles.iter().map(badge).collect(),
        avatar: Some(RemoteImage::own("demo-cat.svg")),
        pronouns: None,
    })
}

/// Names of some who receive a gift.
pub(super) fn names() -> impl Iterator<Item = String> {
    PEOPLE.iter().map(|(name, ..)| (*name).to_owned())
}

/// What somebody says, another line each turn.
pub(super) fn said(turn: usize) -> Vec<Fragment> {
    LINES.get(turn % LINES.len()).map(|line| body(line)).unwrap_or_default()
}

/// A text with its emotes.
pub(super) fn body(line: &str) -> Vec<Fragment> {
    let mut parts: Vec<Fragment> = Vec::new();
    for word in line.split_inclusive(' ') {
        let (bare, space) = word.strip_suffix(' ').map_or((word, ""), |bare| (bare, " "));
        let emote = EMOTES.iter().find(|(name, ..)| *name == bare);
        let text = match emote {
            Some((name, picture, overlay)) => {
                parts.push(emote_of(name, picture, *overlay));
                space
            }
            None => word,
        };
        match parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Fragment::Text { text: before }) => before.push_str(text),
            _ => parts.push(Fragment::plain(text)),
        }
    }
    parts
}

/// One emote that comes with the application.
pub(super) fn emote_of(name: &str, picture: &str, overlay: bool) -> Fragment {
    Fragment::Emote(Emote {
        text: name.to_owned(),
        id: picture.to_owned(),
        image: Some(RemoteImage::own(picture)),
        size: Some((1, 1)),
        overlay,
        ..Emote::default()
    })
}
