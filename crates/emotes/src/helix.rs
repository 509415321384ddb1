//! What Twitch tells to accounts alone: the badges of every channel, what cheers there, what its
//! emotes are called, and the pictures of chatters (`avatars`).
//!
//! Shapes from <https://dev.twitch.tv/docs/api/reference/>: Get Global Chat Badges, Get Channel Chat
//! Badges, Get Cheermotes, Get Global Emotes, Get Channel Emotes.

use std::collections::HashMap;
use std::sync::Arc;

use chat::{Fragment, RemoteImage};
use futures_util::future::BoxFuture;
use serde_json::Value;

use crate::json::{self, Changed};

/// Asks Helix as the person who has signed in. Who implements it has their token; here it is never
/// seen.
pub trait Helix: std::fmt::Debug + Send + Sync {
    /// What a `GET` of this path answers. `None` while nobody is signed in.
    fn get(&self, path: &'static str, query: Vec<(&'static str, String)>) -> Answering;
}

/// An answer that is waited for.
pub type Answering = BoxFuture<'static, Result<Option<Value>, NoAnswer>>;

/// Why Helix gave no answer. No token and no address is in it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoAnswer(pub String);

/// Pictures and titles of badges, by Twitch's name and version: `subscriber/12`.
pub(crate) type Badges = HashMap<String, (RemoteImage, String), foldhash::fast::RandomState>;

/// What a channel has of its own, as far as it was told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Own {
    pub(crate) badges: Arc<Badges>,
    pub(crate) cheermotes: Arc<Cheermotes>,
    /// The names of its own emotes. Those in a message need none: Twitch says which they are.
    pub(crate) emotes: Arc<[String]>,
}

/// What cheers in a channel: the pictures of each name, in lower case, with the bits from which
/// each is, most first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Cheermotes(HashMap<String, Vec<(u64, RemoteImage)>>);

impl Cheermotes {
    /// Gives the words that cheer the pictures of their tiers.
    pub(crate) fn draw(&self, body: &mut [Fragment]) {
        if self.0.is_empty() {
            return;
        }
        for part in body {
            if let Fragment::Cheer { text, bits, image } = part
                && let Some(found) = self.picture(text, *bits)
            {
                *image = Some(found.clone());
            }
        }
    }

    fn picture(&self, word: &str, bits: u64) -> Option<&RemoteImage> {
        let name = word.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase();
        let tiers = self.0.get(&name)?;
        tiers.iter().find(|(from, _)| bits >= *from).map(|(_, image)| image)
    }
}

/// `GET chat/badges` and `chat/badges/global`.
pub(crate) fn badges(answer: &Value) -> Result<Badges, Changed> {
    let sets = json::entries(answer.get("data"), |set| {
        let name = json::text(set, "set_id")?;
        let versions = json::entries(set.get("versions"), |version| {
            let image = picture(version.get("image_url_2x").or(version.get("image_url_1x"))?)?;
            let id = json::text(version, "id")?;
            Some((format!("{name}/{id}"), (image, json::text(version, "title")?)))
        });
        versions.ok()
    })?;
    Ok(sets.into_iter().flatten().collect())
}

/// `GET bits/cheermotes`: those of the channel, and those that cheer everywhere.
pub(crate) fn cheermotes(answer: &Value) -> Result<Cheermotes, Changed> {
    let all = json::entries(answer.get("data"), |cheermote| {
        let name = json::text(cheermote, "prefix")?.to_ascii_lowercase();
        let mut tiers = json::entries(cheermote.get("tiers"), tier).ok()?;
        tiers.sort_by_key(|(from, _)| std::cmp::Reverse(*from));
        Some((name, tiers))
    })?;
    // Of two with one name, the channel's own comes last.
    Ok(Cheermotes(all.into_iter().collect()))
}

/// `GET chat/emotes` and `chat/emotes/global`: their names.
pub(crate) fn emotes(answer: &Value) -> Result<Vec<String>, Changed> {
    json::entries(answer.get("data"), |emote| json::word(json::text(emote, "name")))
}

/// Moving where it moves; for a dark page, as most games are dark.
fn tier(tier: &Value) -> Option<(u64, RemoteImage)> {
    let from = json::text(tier, "min_bits")?.parse().ok()?;
    let kinds = ["/images/dark/animated/2", "/images/dark/static/2", "/images/light/animated/2"];
    let image = kinds.into_iter().find_map(|kind| picture(tier.pointer(kind)?))?;
    Some((from, image))
}

fn picture(url: &Value) -> Option<RemoteImage> {
    let url = json::address(url.as_str()?);
    url.starts_with("https://").then(|| RemoteImage::new(url))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn version(id: &str, title: &str) -> Value {
        json!({"id": id, "title": title,
            "image_url_2x": format!("https://static-cdn.jtvnw.net/badges/v1/{title}/2")})
    }

    #[test]
    fn a_badge_that_can_not_be_read_costs_itself_alone() {
        let answer = json!({"data": [
            {"set_id": "subscriber", "versions": [version("0", "Fan"), {"id": "3"}, version("12", "Year")]},
            {"set_id": "bits", "versions": "many"}, 7,
        ]});
        let badges = badges(&answer).unwrap();
        assert_eq!(badges.len(), 2);
        let (image, title) = &badges["subscriber/12"];
        assert_eq!(
            (&**image.url(), title.as_str()),
            ("https://static-cdn.jtvnw.net/badges/v1/Year/2", "Year")
        );
        assert_eq!(super::badges(&json!({"data": []})), Ok(Badges::default()), "it has none");
        for changed in [json!({}), json!({"data": [{"set": "x"}]}), json!([])] {
            assert_eq!(super::badges(&changed), Err(Changed), "{changed}");
        }
    }

    #[test]
    fn an_emote_that_has_no_word_for_a_name_costs_itself_alone() {
        let answer = json!({"data": [
            {"id": "25", "name": "Kappa"}, {"id": "9", "name": "two words"}, {"id": "8"}, 7,
            {"id": "1", "name": ":)"},
        ]});
        assert_eq!(emotes(&answer), Ok(vec!["Kappa".to_owned(), ":)".to_owned()]));
        assert_eq!(emotes(&json!({"data": []})), Ok(Vec::new()));
        assert_eq!(emotes(&json!({"emotes": []})), Err(Changed));
    }

    #[test]
    fn a_cheer_has_the_picture_of_its_tier_whatever_its_case() {
        let tier = |from: u64| {
            let url = format!("https://d3aqoihi2n8ty8.cloudfront.net/partner-actions/1/{from}.gif");
            json!({"min_bits": from, "images": {"dark": {"animated": {"2": url}}}})
        };
        let answer = json!({"data": [
            {"prefix": "Cheer", "tiers": [tier(1), tier(10_000), tier(100), {"min_bits": 1_000}]},
            {"prefix": "Broken", "tiers": []}, {"tiers": [tier(1)]},
        ]});
        let cheermotes = cheermotes(&answer).unwrap();
        for (word, bits, expected) in [
            ("cheer99", 99, Some("1.gif")),
            ("CHEER100", 100, Some("100.gif")),
            ("Cheer1000", 1_000, Some("100.gif")),
            ("Cheer99999", 99_999, Some("10000.gif")),
            ("Broken5", 5, None),
            ("Other5", 5, None),
        ] {
            let cheer = Fragment::Cheer { text: word.to_owned(), bits, image: None };
            let mut body = [Fragment::plain("hi "), cheer];
            cheermotes.draw(&mut body);
            let found = body[1].image().map(|image| image.url().to_string());
            let found = found.as_ref().and_then(|url| url.rsplit('/').next());
            assert_eq!(found, expected, "{word}");
            assert_eq!(body[1].text(), word, "the text is kept letter for letter");
        }
    }
}
