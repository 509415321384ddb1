//! How an overlay looks, over what its theme says.

use serde::{Deserialize, Serialize};

use crate::{EngineError, Result};

/// How an overlay looks. What is `null` is as its theme has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, as in the JSON")]
pub struct LookOptions {
    /// The font: the id of one that comes with the application, or a name of the system's.
    pub font: Option<String>,
    /// Height of the letters, in CSS pixels.
    pub size: Option<u16>,
    /// Weight of the letters, 100 to 900.
    pub weight: Option<u16>,
    /// Colour of the text, `#rrggbb`.
    pub text_color: Option<String>,
    /// Colour behind a message, `#rrggbb`.
    pub plate_color: Option<String>,
    /// How much of the picture the plate covers, in percent.
    pub plate_opacity: Option<u16>,
    /// Colour of what matters more, `#rrggbb`.
    pub accent_color: Option<String>,
    /// Width of the line around letters, in tenths of a pixel.
    pub outline: Option<u16>,
    /// How strong the shadow behind letters is, in percent.
    pub shadow: Option<u16>,
    /// Space between two messages, in CSS pixels.
    pub spacing: Option<u16>,
    /// Where new messages come.
    pub direction: Option<Direction>,
    /// To which side text stands.
    pub align: Option<Align>,
    /// The widest a message gets, in CSS pixels.
    pub width: Option<u16>,
    /// How a message comes.
    pub enter: Option<Enter>,
    /// How a message goes that has been there for [`Self::fade_after`].
    pub exit: Option<Exit>,
    /// After how many seconds a message goes; `null`: it stays until others push it out.
    pub fade_after: Option<u16>,
    /// The most messages on screen at once.
    pub limit: Option<u16>,
    /// The one colour of all names, `#rrggbb`; `null`: each chatter's own. Both are made readable.
    pub name_color: Option<String>,
    /// Whether each message says by an icon from where it comes.
    pub platform_icon: bool,
    /// Whether authors have their badges.
    pub badges: bool,
    /// Whether each message says when it was written.
    pub timestamps: bool,
    /// Height of emotes, in percent of the theme's.
    pub emote_size: Option<u16>,
    /// Whether emotes stand still.
    pub static_emotes: bool,
}

/// Where new messages come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Direction {
    /// At the bottom: older ones move up.
    Up,
    /// At the top: older ones move down.
    Down,
}

/// To which side text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Align {
    /// Left.
    Left,
    /// In the middle.
    Center,
    /// Right.
    Right,
}

/// How a message comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Enter {
    /// It is there.
    None,
    /// It appears.
    Fade,
    /// It moves in from the side.
    Slide,
    /// It grows.
    Pop,
}

/// How a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Exit {
    /// It is gone.
    None,
    /// It disappears.
    Fade,
    /// It moves out to the side.
    Slide,
}

impl Default for LookOptions {
    fn default() -> Self {
        Self {
            font: None,
            size: None,
            weight: None,
            text_color: None,
            plate_color: None,
            plate_opacity: None,
            accent_color: None,
            outline: None,
            shadow: None,
            spacing: None,
            direction: None,
            align: None,
            width: None,
            enter: None,
            exit: None,
            fade_after: None,
            limit: None,
            name_color: None,
            platform_icon: true,
            badges: true,
            timestamps: false,
            emote_size: None,
            static_emotes: false,
        }
    }
}

/// The longest name of a font.
const LONGEST_FONT: usize = 80;

impl LookOptions {
    /// Refuses what no overlay could show, by the field's name.
    pub(super) fn check(&self) -> Result<()> {
        for (field, value, least, most) in [
            ("size", self.size, 8, 160),
            ("weight", self.weight, 100, 900),
            ("plate_opacity", self.plate_opacity, 0, 100),
            ("outline", self.outline, 0, 80),
            ("shadow", self.shadow, 0, 100),
            ("spacing", self.spacing, 0, 100),
            ("width", self.width, 120, 3_840),
            ("fade_after", self.fade_after, 2, 3_600),
            ("limit", self.limit, 1, 60),
            ("emote_size", self.emote_size, 50, 400),
        ] {
            if value.is_some_and(|value| !(least..=most).contains(&value)) {
                let message = format!("it goes from {least} to {most}; null is the theme's own");
                return Err(EngineError::invalid(format!("look.{field}"), message));
            }
        }
        for (field, color) in [
            ("text_color", &self.text_color),
            ("plate_color", &self.plate_color),
            ("accent_color", &self.accent_color),
            ("name_color", &self.name_color),
        ] {
            if color.as_deref().is_some_and(|color| !is_color(color)) {
                let message = "a colour is written #rrggbb; null is the theme's own";
                return Err(EngineError::invalid(format!("look.{field}"), message));
            }
        }
        if self.font.as_deref().is_some_and(|name| !is_font_name(name)) {
            let message = format!(
                "a font's name has letters, digits, spaces and dashes, {LONGEST_FONT} at most; \
                 null is the theme's own"
            );
            return Err(EngineError::invalid("look.font", message));
        }
        Ok(())
    }
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// Whether [`LookOptions::font`] may have this name: nothing in it means something to CSS, for the
/// page writes it into a style.
#[must_use]
pub fn is_font_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    !name.trim().is_empty() && name.chars().count() <= LONGEST_FONT && name.chars().all(fits)
}
