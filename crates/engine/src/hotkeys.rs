//! Combinations of keys that work in whatever program the person is in. The desktop listens for them;
//! which there are, and what they do, is the engine's.

use std::fmt;

use chat::{Act, By};
use serde::{Deserialize, Serialize};

use crate::{Engine, EngineError, Result};

/// What a combination of keys does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HotkeyAction {
    /// Draws the curtain before every overlay, or lifts it.
    HideChat,
    /// Shows the next message of the focus queue.
    FocusNext,
    /// Shows again the message before.
    FocusPrevious,
    /// Takes the message off the focus overlay.
    FocusClear,
    /// Takes back the last thing that a moderator did.
    UndoModerator,
}

/// The combinations that work in every program. None at first: each takes a key from others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Hotkeys {
    /// Hides chat on every overlay, and shows it again.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub hide_chat: Option<Combination>,
    /// Shows the next message of the focus queue.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub focus_next: Option<Combination>,
    /// Shows again the message before.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub focus_previous: Option<Combination>,
    /// Takes the message off the focus overlay; the queue stays.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub focus_clear: Option<Combination>,
    /// Takes back the last thing that a moderator did.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub undo_moderator: Option<Combination>,
}

impl Hotkeys {
    /// Every action, its setting's name and its combination. A new action is a line here.
    fn table(&self) -> [(HotkeyAction, &'static str, Option<&Combination>); 5] {
        use HotkeyAction::{FocusClear, FocusNext, FocusPrevious, HideChat, UndoModerator};
        [
            (HideChat, "hotkeys.hide_chat", self.hide_chat.as_ref()),
            (FocusNext, "hotkeys.focus_next", self.focus_next.as_ref()),
            (FocusPrevious, "hotkeys.focus_previous", self.focus_previous.as_ref()),
            (FocusClear, "hotkeys.focus_clear", self.focus_clear.as_ref()),
            (UndoModerator, "hotkeys.undo_moderator", self.undo_moderator.as_ref()),
        ]
    }

    /// Those that are set.
    pub fn set(&self) -> impl Iterator<Item = (HotkeyAction, &Combination)> {
        let table = self.table().into_iter();
        table.filter_map(|(action, _, combination)| Some((action, combination?)))
    }

    pub(crate) fn check(&self) -> Result<()> {
        let table = self.table();
        for (at, (_, name, combination)) in table.iter().enumerate() {
            let taken = table.iter().take(at).any(|(_, _, other)| other == combination);
            if combination.is_some() && taken {
                return Err(EngineError::invalid(*name, "another action has these keys already"));
            }
        }
        Ok(())
    }
}

/// Keys that are pressed together, such as `Ctrl+Alt+H`: always written in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Combination(String);

/// Modifiers in the order in which they are written, and their other names.
const MODIFIERS: [(&str, &[&str]); 4] = [
    ("Ctrl", &["ctrl", "control"]),
    ("Alt", &["alt", "option"]),
    ("Shift", &["shift"]),
    ("Super", &["super", "meta", "win", "cmd", "command"]),
];
/// Keys beside letters, digits and F1 to F24.
const OTHER_KEYS: [&str; 13] = [
    "Insert",
    "Delete",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Up",
    "Down",
    "Left",
    "Right",
    "Space",
    "Pause",
    "ScrollLock",
];
/// Those that nobody types with.
const ALONE: [&str; 2] = ["Pause", "ScrollLock"];

impl Combination {
    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Combination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Combination> for String {
    fn from(combination: Combination) -> Self {
        combination.0
    }
}

impl TryFrom<String> for Combination {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Self, String> {
        let (modifiers, key) = text.rsplit_once('+').unwrap_or(("", &text));
        let mut held = [false; MODIFIERS.len()];
        for word in modifiers.split('+').map(|word| word.trim().to_lowercase()) {
            let found = MODIFIERS.iter().position(|(_, names)| names.contains(&word.as_str()));
            match (found, word.as_str()) {
                (Some(at), _) => held[at] = true,
                (None, "") if modifiers.is_empty() => {}
                _ => return Err(format!("{word:?} is none of Ctrl, Alt, Shift and Super")),
            }
        }
        let key = known_key(key.trim())
            .ok_or_else(|| format!("{:?} is no key that can be used", key.trim()))?;
        let [ctrl, alt, _, super_key] = held;
        if !(ctrl || alt || super_key || is_alone(&key)) {
            return Err(format!("{key} is needed for writing: hold Ctrl, Alt or Super with it"));
        }
        let names =
            MODIFIERS.iter().zip(held).filter(|(_, held)| *held).map(|((name, _), _)| *name);
        Ok(Self(names.chain([key.as_str()]).collect::<Vec<_>>().join("+")))
    }
}

fn known_key(name: &str) -> Option<String> {
    let upper = name.to_ascii_uppercase();
    let mut letters = upper.chars();
    let one = letters.next().filter(char::is_ascii_alphanumeric);
    if (one.is_some() && letters.next().is_none()) || function_key(&upper) {
        return Some(upper);
    }
    let other = OTHER_KEYS.iter().find(|other| other.eq_ignore_ascii_case(name))?;
    Some((*other).to_owned())
}

fn function_key(name: &str) -> bool {
    let number = name.strip_prefix('F').filter(|digits| !digits.starts_with(['0', '+']));
    number
        .and_then(|digits| digits.parse().ok())
        .is_some_and(|number: u8| (1..=24).contains(&number))
}

fn is_alone(key: &str) -> bool {
    function_key(key) || ALONE.contains(&key)
}

impl Engine {
    /// Does what a combination of keys is for, as the streamer.
    ///
    /// # Errors
    ///
    /// As of the same act by a call: [`EngineError::NotFound`] where no moderator did anything.
    pub async fn press(&self, action: HotkeyAction) -> Result<()> {
        match action {
            HotkeyAction::HideChat => {
                let drawn = *self.0.curtain.borrow();
                self.draw_curtain(!drawn);
                Ok(())
            }
            HotkeyAction::FocusNext => self.act(Act::Next, By::Owner).await,
            HotkeyAction::FocusPrevious => self.act(Act::Previous, By::Owner).await,
            HotkeyAction::FocusClear => self.act(Act::Clear, By::Owner).await,
            HotkeyAction::UndoModerator => self.undo_last().await.map(drop),
        }
    }
}

#[cfg(test)]
mod pressed;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> std::result::Result<String, String> {
        Combination::try_from(text.to_owned()).map(|combination| combination.0)
    }

    #[test]
    fn a_combination_is_written_in_one_way() {
        for (typed, written) in [
            ("ctrl+alt+h", "Ctrl+Alt+H"),
            (" Alt + control + h ", "Ctrl+Alt+H"),
            ("cmd+shift+9", "Shift+Super+9"),
            ("F9", "F9"),
            ("shift+f24", "Shift+F24"),
            ("pause", "Pause"),
            ("super+pageup", "Super+PageUp"),
        ] {
            assert_eq!(read(typed), Ok(written.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_would_take_a_key_from_writing_or_is_none_is_refused() {
        for typed in [
            "", "+", "h", "shift+h", "space", "ctrl", "ctrl+", "ctrl+alt", "ctrl+hh", "ctrl+h+j",
            "hyper+h", "ctrl++h", "F0", "F25", "F+5", "ctrl+é",
        ] {
            assert!(read(typed).is_err(), "{typed:?} became {:?}", read(typed));
        }
    }
}
