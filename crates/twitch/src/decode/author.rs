//! Who wrote a line.

use chat::{Author, AuthorId, Badge, Color, Role};

use super::{line::Line, tags::Tag};

/// The author of a line. Without a `user-id`, the login stands for it. `None` if neither is told.
pub(super) fn decode(line: &Line<'_>) -> Option<Author> {
    let login = line.login();
    let id = line.tag(Tag::UserId).or(login)?;
    let shown = line.tag(Tag::DisplayName).map(str::trim).filter(|name| !name.is_empty());
    let name = shown.or(login).unwrap_or(id);
    let badges = badges(line.tag(Tag::Badges), line.tag(Tag::BadgeInfo));
    let roles = roles(line, &badges);
    Some(Author {
        id: AuthorId::new(id),
        name: name.to_owned(),
        login: login.filter(|login| !login.eq_ignore_ascii_case(name)).map(str::to_owned),
        color: line.tag(Tag::Color).and_then(Color::parse),
        roles,
        // A guest from another room wears the badges of that room. Rights in ours are by ours.
        badges: match line.other_room() {
            Some(_) => self::badges(line.tag(Tag::SourceBadges), line.tag(Tag::SourceBadgeInfo)),
            None => badges,
        },
        avatar: None,
        pronouns: None,
    })
}

/// From the badges, and from the older tags that some kinds of lines have instead.
fn roles(line: &Line<'_>, badges: &[Badge]) -> Vec<Role> {
    let mut roles: Vec<_> = badges.iter().filter_map(|badge| badge.role).collect();
    roles.extend(line.flag(Tag::Mod).then_some(Role::Moderator));
    roles.extend(line.flag(Tag::Vip).then_some(Role::Vip));
    roles.extend(line.flag(Tag::Subscriber).then_some(Role::Subscriber));
    roles.sort_unstable();
    roles.dedup();
    roles
}

fn badges(list: Option<&str>, details: Option<&str>) -> Vec<Badge> {
    let details = details.unwrap_or_default();
    let list = pairs(list.unwrap_or_default());
    list.map(|(set, version)| badge(set, version, detail(details, set))).collect()
}

/// `set/version,set/version`.
fn pairs(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(',').filter_map(|pair| pair.split_once('/')).filter(|(set, _)| !set.is_empty())
}

fn detail<'a>(details: &'a str, set: &str) -> Option<&'a str> {
    pairs(details).find(|(name, _)| *name == set).map(|(_, detail)| detail)
}

fn badge(set: &str, version: &str, detail: Option<&str>) -> Badge {
    let (title, role) = match set {
        "broadcaster" => ("Broadcaster".to_owned(), Some(Role::Broadcaster)),
        "staff" => ("Staff".to_owned(), Some(Role::Staff)),
        "admin" => ("Admin".to_owned(), Some(Role::Staff)),
        "global_mod" => ("Global Moderator".to_owned(), Some(Role::Staff)),
        "moderator" => ("Moderator".to_owned(), Some(Role::Moderator)),
        "lead_moderator" => ("Lead Moderator".to_owned(), Some(Role::Moderator)),
        "vip" => ("VIP".to_owned(), Some(Role::Vip)),
        "subscriber" => (with_months("Subscriber", detail), Some(Role::Subscriber)),
        "founder" => (with_months("Founder", detail), Some(Role::Subscriber)),
        "partner" => ("Verified".to_owned(), Some(Role::Verified)),
        "premium" => ("Prime Gaming".to_owned(), None),
        "bits" => (format!("Cheer {version}"), None),
        "sub-gifter" => (format!("Sub Gifter ({version})"), None),
        "predictions" => (prediction(detail), None),
        other => (in_words(other), None),
    };
    Badge { name: format!("{set}/{version}"), title, role, ..Badge::default() }
}

fn with_months(title: &str, months: Option<&str>) -> String {
    match months.and_then(|months| months.parse::<u32>().ok()) {
        None | Some(0) => title.to_owned(),
        Some(1) => format!("{title} (1 month)"),
        Some(months) => format!("{title} ({months} months)"),
    }
}

/// Commas, which part badges, are sent as U+2E1D in what was predicted.
fn prediction(outcome: Option<&str>) -> String {
    outcome.map_or_else(
        || "Prediction".to_owned(),
        |outcome| format!("Predicted {}", outcome.replace('\u{2e1d}', ",")),
    )
}

/// `glhf-pledge` → `Glhf Pledge`.
fn in_words(name: &str) -> String {
    let capitalised = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    let words: Vec<_> = name.split(['-', '_']).map(capitalised).collect();
    words.join(" ")
}
