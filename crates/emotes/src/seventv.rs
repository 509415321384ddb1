//! What 7TV answers: version 3 of its interface.

use chat::{Badge, Emote, Provider, RemoteImage};
use serde_json::Value;

use crate::entry::Named;
use crate::json::{self, Changed};

/// Since August 2026 a user's answer has the set by its id alone, for those who say that they know
/// (<https://github.com/night/betterttv/commit/fbd2b785>).
pub(crate) const AWARE: (&str, &str) = ("X-7tv-Missing-EmoteSet-Aware", "1");

/// Lies on the emote before it: as the set has it, and as the emote has it.
const ZERO_WIDTH_IN_SET: u64 = 1;
const ZERO_WIDTH: u64 = 1 << 8;

/// A channel, as 7TV knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Channel {
    /// 7TV's own id of the user.
    pub(crate) user: Option<String>,
    /// The name to show.
    pub(crate) name: Option<String>,
    /// The set that the channel uses; none: it uses none.
    pub(crate) set: Option<String>,
}

/// `GET users/{platform}/{id}`.
pub(crate) fn channel(answer: &Value) -> Result<Channel, Changed> {
    if !answer.is_object() || answer.get("id").is_none() {
        return Err(Changed);
    }
    let set =
        json::text(answer, "emote_set_id").or_else(|| json::text(answer.get("emote_set")?, "id"));
    let user = answer.get("user").and_then(|user| json::text(user, "id"));
    let name = json::text(answer, "display_name").or_else(|| json::text(answer, "username"));
    Ok(Channel { user, name, set })
}

/// `GET emote-sets/{id}`.
pub(crate) fn set(answer: &Value) -> Result<Vec<Named>, Changed> {
    match answer.get("emotes") {
        // How an empty set is told.
        Some(Value::Null) => Ok(Vec::new()),
        emotes => json::entries(emotes, emote),
    }
}

/// One emote of a set, under the name that it has in it.
pub(crate) fn emote(active: &Value) -> Option<Named> {
    let id = json::text(active, "id")?;
    let text = json::word(json::text(active, "name"))?;
    let data = active.get("data")?;
    let host = data.get("host")?;
    let overlay = json::bits(active, "flags") & ZERO_WIDTH_IN_SET != 0
        || json::bits(data, "flags") & ZERO_WIDTH != 0;
    let (image, size) = picture(host)?;
    Some(Named::emote(Emote {
        text,
        id,
        provider: Provider::SevenTv,
        image: Some(image),
        size,
        overlay,
        ..Emote::default()
    }))
}

/// The WebP of twice the usual size, or the largest below it. `host.url` has no scheme.
fn picture(host: &Value) -> Option<(RemoteImage, Option<(u16, u16)>)> {
    let base = json::address(host.get("url")?.as_str()?);
    let files = host.get("files").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_webp = |file: &&Value| {
        let name = file.get("name").and_then(Value::as_str);
        name.and_then(|name| name.rsplit_once('.')).is_some_and(|(_, ending)| ending == "webp")
    };
    let mut webp = files.iter().filter(is_webp);
    let twice = webp.clone().find(|file| file.get("name").is_some_and(|name| name == "2x.webp"));
    match twice.or_else(|| webp.next_back()) {
        Some(file) => {
            let name = file.get("name")?.as_str()?;
            Some((RemoteImage::new(format!("{base}/{name}")), json::size(file)))
        }
        // The files are not told: every emote has this one.
        None => Some((RemoteImage::new(format!("{base}/2x.webp")), None)),
    }
}

/// A badge that `cosmetic.create` tells of, with its id.
pub(crate) fn badge(cosmetic: &Value) -> Option<(String, Badge)> {
    if json::text(cosmetic, "kind")? != "BADGE" {
        return None;
    }
    let data = cosmetic.get("data")?;
    let id = json::text(data, "id").or_else(|| json::text(cosmetic, "id"))?;
    let title = json::text(data, "tooltip").or_else(|| json::text(data, "name"))?;
    let (image, _) = picture(data.get("host")?)?;
    let badge = Badge { name: format!("7tv/{id}"), title, image: Some(image), ..Badge::default() };
    Some((id, badge))
}

/// Who wears which badge: what `entitlement.create` and `.delete` tell. The ids of the wearer on
/// Twitch, and that of the badge.
pub(crate) fn entitlement(object: &Value) -> Option<(Vec<String>, String)> {
    if json::text(object, "kind")? != "BADGE" {
        return None;
    }
    let badge = json::text(object, "ref_id")?;
    let connections = object.get("user")?.get("connections")?.as_array()?;
    let on_twitch = connections
        .iter()
        .filter(|connection| connection.get("platform").and_then(Value::as_str) == Some("TWITCH"));
    Some((on_twitch.filter_map(|connection| json::text(connection, "id")).collect(), badge))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_channel_names_its_set_in_either_way() {
        for (answer, set) in [
            (json!({"id": "1", "emote_set_id": "s", "emote_set": null}), Some("s")),
            (json!({"id": "1", "emote_set_id": null, "emote_set": {"id": "old"}}), Some("old")),
            (json!({"id": "1", "emote_set_id": null, "emote_set": null}), None),
        ] {
            assert_eq!(channel(&answer).unwrap().set.as_deref(), set, "{answer}");
        }
        for answer in [json!([]), json!("x"), json!({"error": "x"})] {
            assert_eq!(channel(&answer), Err(Changed), "{answer}");
        }
    }

    #[test]
    fn an_emote_without_its_data_costs_itself_alone() {
        let sound = json!({"id": "1", "name": "A", "flags": 0,
            "data": {"flags": 256, "host": {"url": "//cdn.7tv.app/emote/1", "files": []}}});
        let set = set(&json!({"emotes": [null, {"id": "2", "name": "B", "data": null}, sound]}));
        let set = set.unwrap();
        let [Named { entry: crate::entry::Entry::Emote(emote), .. }] = &set[..] else {
            panic!("one is left: {set:?}")
        };
        assert!(emote.overlay, "it says so itself");
        let image = emote.image.as_ref().unwrap();
        assert_eq!(image.url().as_ref(), "https://cdn.7tv.app/emote/1/2x.webp");
        assert_eq!(super::set(&json!({"emotes": [{"new": 1}]})), Err(Changed));
        assert_eq!(super::set(&json!({"emotes": null})), Ok(vec![]), "an empty set");
    }
}
