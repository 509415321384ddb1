//! What an overlay shows and how.

mod feed;
mod look;
mod support;

use chat::{Rules, Tempo};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::feed::{
    Capitals, EmoteWalls, FeedOptions, LinkAction, LinkOptions, LinksFrom, WordAction, WordOptions,
};
pub use self::look::{Align, Direction, Enter, Exit, LookOptions, is_font_name};
pub use self::support::{SupportOptions, SupportPart};
use crate::{EngineError, Result, patch};

/// What an overlay shows and how. `docs/protocol.md` says what each means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OverlayOptions {
    /// Whose emotes are drawn. Those of the others are shown by their names.
    pub emotes: EmoteOptions,
    /// Whether GIFs are drawn that subscribers put into chat (Twitch).
    pub gifs: bool,
    /// Whether authors have their picture, where the platform gives one.
    pub avatars: bool,
    /// Whether authors have their pronouns, where they are looked up.
    pub pronouns: bool,
    /// Whether the streamer's own CSS is on. Off, it is kept and not worn.
    pub use_custom_css: bool,
    /// The names of what this overlay does not get.
    pub hidden: Vec<String>,
    /// How it looks, over what its theme says.
    pub look: LookOptions,
    /// What of chat it gets, and how fast.
    pub feed: FeedOptions,
    /// What a support overlay shows.
    pub support: SupportOptions,
}

/// What an overlay's rules are made of.
pub(crate) type RuleOptions = (Vec<String>, FeedOptions);

/// Whose emotes are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EmoteOptions {
    /// Twitch's own.
    pub twitch: bool,
    /// YouTube's own.
    pub youtube: bool,
    /// 7tv.app
    #[serde(rename = "7tv")]
    pub seventv: bool,
    /// betterttv.com
    pub bttv: bool,
    /// frankerfacez.com
    pub ffz: bool,
}

impl Default for OverlayOptions {
    fn default() -> Self {
        Self {
            emotes: EmoteOptions::default(),
            gifs: true,
            avatars: false,
            pronouns: true,
            use_custom_css: true,
            hidden: Vec::new(),
            look: LookOptions::default(),
            feed: FeedOptions::default(),
            support: SupportOptions::default(),
        }
    }
}

impl Default for EmoteOptions {
    fn default() -> Self {
        Self { twitch: true, youtube: true, seventv: true, bttv: true, ffz: true }
    }
}

impl OverlayOptions {
    /// These with `patch` merged in.
    pub(crate) fn patched(&self, patch: &Value) -> Result<Self> {
        if patch.is_null() {
            return Ok(Self::default());
        }
        let mut options: Self = patch::patched(self, patch, "options")?;
        options.hidden.sort_unstable();
        options.hidden.dedup();
        options.look.check()?;
        options.support.check()?;
        let unknown = |name: &&String| !Rules::names().any(|known| known == name.as_str());
        if let Some(name) = options.hidden.iter().find(unknown) {
            return Err(EngineError::Invalid {
                field: "hidden".into(),
                message: format!("there is nothing to hide that is called {name:?}"),
                hint: format!("Give any of {}.", Rules::names().collect::<Vec<_>>().join(", ")),
            });
        }
        options.feed.rules()?;
        Ok(options)
    }

    /// What of chat the overlay gets.
    #[must_use]
    pub fn rules(&self) -> Rules {
        // They were checked when they were set or read.
        let rules = self.feed.rules().unwrap_or_default();
        Rules { hidden: self.hidden.iter().cloned().collect(), ..rules }
    }

    /// How fast it comes, at the application's chat speed.
    #[must_use]
    pub fn tempo(&self, speed: Option<u16>) -> Tempo {
        self.feed.tempo(speed)
    }

    /// What the rules are made of: as long as it is the same, so are they.
    pub(crate) fn rule_options(&self) -> RuleOptions {
        (self.hidden.clone(), self.feed.without_tempo())
    }

    /// The stored options. What this version does not know (a newer one wrote it) costs itself
    /// alone: what is hidden stays hidden.
    pub(crate) fn stored(json: &str) -> Self {
        let mut options = Self::default();
        let mut stored: serde_json::Map<String, Value> =
            serde_json::from_str(json).unwrap_or_default();
        if let Some(hidden) = stored.get_mut("hidden").and_then(Value::as_array_mut) {
            hidden.retain(|hidden| Rules::names().any(|known| hidden == known));
        }
        let mut lost = |place: &[&str], _: &Value, error: &EngineError| {
            tracing::warn!(name = place.join("."), %error, "an overlay's option can't be read");
        };
        patch::take_up(&mut options, &Self::patched, &[], &Value::Object(stored), &mut lost);
        options
    }

    /// As they are stored.
    pub(crate) fn to_json(&self) -> Result<String> {
        Ok(patch::to_value(self)?.to_string())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_newer_version_stored_costs_itself_alone() {
        let stored =
            r#"{"hidden": ["raid", "tomorrow"], "gifs": "loud", "new": 1, "avatars": true}"#;
        let options = OverlayOptions::stored(stored);
        assert_eq!(options.hidden, ["raid"]);
        assert!(options.avatars && options.gifs);
        let stored =
            r#"{"feed": {"hold": 9, "tomorrow": 1, "words": {"blocked": ["x"], "then": "sing"}}}"#;
        let feed = OverlayOptions::stored(stored).feed;
        assert_eq!((feed.hold, feed.words.blocked), (9, vec!["x".to_owned()]), "filters hold");
        assert_eq!(OverlayOptions::stored("nonsense"), OverlayOptions::default());
    }

    #[test]
    fn a_patch_changes_what_it_names_and_a_refusal_names_the_field() {
        let options = OverlayOptions::default()
            .patched(&json!({"emotes": {"7tv": false}, "hidden": ["raid", "notice", "raid"]}))
            .unwrap();
        assert!(!options.emotes.seventv && options.emotes.bttv && options.gifs);
        assert_eq!(options.hidden, ["notice", "raid"]);
        assert_eq!(OverlayOptions::stored(&options.to_json().unwrap()), options);
        assert_eq!(
            options.patched(&json!({"emotes": null})).unwrap().emotes,
            EmoteOptions::default()
        );
        for (patch, field) in [
            (json!({"bogus": 1}), "bogus"),
            (json!({"emotes": {"bogus": true}}), "emotes.bogus"),
            (json!({"gifs": 3}), "gifs"),
            (json!({"hidden": ["bogus"]}), "hidden"),
            (json!({"look": {"size": 1_000}}), "look.size"),
            (json!({"look": {"text_color": "red"}}), "look.text_color"),
            (json!({"look": {"font": "x; } body {"}}), "look.font"),
            (json!({"look": {"direction": "sideways"}}), "look.direction"),
            (json!({"feed": {"capitals": "loud"}}), "feed.capitals"),
            (json!({"support": {"seconds": 1}}), "support.seconds"),
            (json!({"support": {"show": ["x"]}}), "support.show[0]"),
        ] {
            match options.patched(&patch) {
                Err(EngineError::Invalid { field: named, .. }) => assert_eq!(named, field),
                other => panic!("{patch} gave {other:?}"),
            }
        }
    }
}
