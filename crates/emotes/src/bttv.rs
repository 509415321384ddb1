//! What BetterTTV answers: version 3 of its interface.

use chat::{Badge, Effect, Emote, Provider, RemoteImage};
use serde_json::Value;

use crate::entry::{Entry, Named};
use crate::json::{self, Changed};

/// Emotes that lie on the one before them. BetterTTV knows them by name.
const OVERLAYS: [&str; 8] =
    ["SoSnowy", "IceCold", "SantaHat", "TopHat", "ReinDeer", "CandyCane", "cvMask", "cvHazmat"];

/// Words that change the emote after them.
const MODIFIERS: [(&str, Effect); 9] = [
    ("w!", Effect::Wide),
    ("h!", Effect::FlipX),
    ("v!", Effect::FlipY),
    ("z!", Effect::NoSpace),
    ("c!", Effect::Cursed),
    ("l!", Effect::RotateLeft),
    ("r!", Effect::RotateRight),
    ("p!", Effect::Party),
    ("s!", Effect::Shake),
];

/// `GET cached/emotes/global`.
pub(crate) fn global(answer: &Value) -> Result<Vec<Named>, Changed> {
    let modifiers = MODIFIERS.map(|(name, effect)| Named {
        name: name.to_owned(),
        id: name.to_owned(),
        entry: Entry::Before(effect),
    });
    Ok(json::entries(Some(answer), emote)?.into_iter().chain(modifiers).collect())
}

/// `GET cached/users/{platform}/{id}`: the channel's own emotes, and those that it took over.
pub(crate) fn channel(answer: &Value) -> Result<Vec<Named>, Changed> {
    let own = json::entries(answer.get("channelEmotes"), emote)?;
    let shared = json::entries(answer.get("sharedEmotes"), emote)?;
    Ok(own.into_iter().chain(shared).collect())
}

/// One emote.
pub(crate) fn emote(emote: &Value) -> Option<Named> {
    let id = json::text(emote, "id")?;
    let text = json::word(json::text(emote, "code"))?;
    if json::flag(emote, "modifier") {
        return None;
    }
    Some(Named::emote(Emote {
        image: Some(RemoteImage::new(format!("https://cdn.betterttv.net/emote/{id}/2x.webp"))),
        // Told for those that are not square.
        size: json::size(emote),
        overlay: OVERLAYS.contains(&text.as_str()),
        provider: Provider::Bttv,
        text,
        id,
        ..Emote::default()
    }))
}

/// `GET cached/badges`: who wears one, by their id on Twitch. BetterTTV's pictures are SVG, which is
/// not passed on: the badge has one of ours.
pub(crate) fn badges(answer: &Value) -> Result<Vec<(String, Badge)>, Changed> {
    json::entries(Some(answer), |worn| {
        let wearer = json::text(worn, "providerId")?;
        let title = json::text(worn.get("badge")?, "description")?;
        let image = Some(RemoteImage::own("bttv.svg"));
        Some((wearer, Badge { name: "bttv/badge".into(), title, image, ..Badge::default() }))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_lies_on_others_is_known_by_name_and_what_is_no_emote_is_passed_over() {
        let answer = json!([{"id": "1", "code": "SoSnowy"}, {"id": "2", "code": "two words"},
            {"id": "3"}, 7]);
        let global = global(&answer).unwrap();
        let Some(Named { entry: Entry::Emote(snow), .. }) = global.first() else { panic!() };
        assert!(snow.overlay);
        assert_eq!(global.len(), 1 + MODIFIERS.len());
        assert_eq!(super::global(&json!({"message": "gone"})), Err(Changed));
    }
}
