//! Who wrote an item.

use chat::{Author, AuthorId, Badge, Role};
use serde_json::Value;

use crate::{
    json::{self, str_at},
    text,
};

/// The author of an item whose `id` is their channel. `fields` is where their name, picture and
/// badges are: the item itself, or the header of a gift. `None` where nobody is named.
pub(crate) fn read(fields: &Value, id: Option<&str>) -> Option<Author> {
    let name = text::words(fields.get("authorName")).map(|name| name.trim().to_owned());
    let name = name.or_else(|| id.map(str::to_owned))?;
    let badges: Vec<Badge> =
        json::list_at(fields, "/authorBadges").iter().filter_map(badge).collect();
    let mut roles: Vec<Role> = badges.iter().filter_map(|badge| badge.role).collect();
    roles.sort_unstable();
    roles.dedup();
    Some(Author {
        // Gifts of Jewels come without the channel's id; the handle is as unique.
        id: AuthorId::new(id.unwrap_or(&name)),
        name,
        login: None,
        color: None,
        roles,
        badges,
        avatar: json::image_at(fields, "/authorPhoto/thumbnails")
            .or_else(|| json::image_at(fields, "/authorAvatar/avatarViewModel/image/sources")),
        pronouns: None,
    })
}

fn badge(badge: &Value) -> Option<Badge> {
    let badge = badge.get("liveChatAuthorBadgeRenderer")?;
    let title = str_at(badge, "/tooltip").unwrap_or_default().to_owned();
    // A picture of the channel's own is a member's badge, in every language.
    if badge.get("customThumbnail").is_some() {
        let name = match tenure(&title) {
            Some(months) => format!("member/{months}"),
            None => "member".to_owned(),
        };
        let image = json::image_at(badge, "/customThumbnail/thumbnails");
        return Some(Badge { name, title, role: Some(Role::Member), image, color: None });
    }
    let icon = str_at(badge, "/icon/iconType")?;
    let role = match icon {
        "OWNER" => Some(Role::Broadcaster),
        "MODERATOR" => Some(Role::Moderator),
        "VERIFIED" => Some(Role::Verified),
        _ => None,
    };
    Some(Badge { name: icon.to_ascii_lowercase(), title, role, ..Badge::default() })
}

/// The months in a member badge's title.
fn tenure(title: &str) -> Option<u32> {
    if title == "New member" { Some(0) } else { months(title) }
}

/// The months in an English text: `Member for 27 months`, `Member (2 years)`.
pub(crate) fn months(text: &str) -> Option<u32> {
    let count = first_number(text)?;
    let unit = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let unit = unit.trim_start_matches(|c: char| !c.is_alphabetic());
    match unit.get(..4)? {
        "year" => count.checked_mul(12),
        "mont" => Some(count),
        _ => None,
    }
}

/// The first number in a text.
pub(crate) fn first_number(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_from_english_words_only() {
        for (text, expected) in [
            ("Member (1 month)", Some(1)),
            ("Member (2 years)", Some(24)),
            ("Member for 27 months", Some(27)),
            ("Member", None),
            ("メンバー（6 か月）", None),
            ("Member (99999999999 years)", None),
        ] {
            assert_eq!(months(text), expected, "{text:?}");
        }
        assert_eq!(tenure("New member"), Some(0), "a member from today has no month yet");
    }
}
