//! What a person should know: said once, and standing until it is taken back.

mod known;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use words::Words;

use self::known::Known;

use crate::spoken::Spoken;
use crate::{Engine, EngineError, Result, WarningView, shown_path};

pub use self::known::Section;

/// Something that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Its fixed name.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What can be done.
    pub hint: String,
}

/// The warning that the data folder can't be written.
const NOTHING_KEPT: &str = "nothing_kept";
/// What to do about a fault of ours.
const REPORT: &str = "If it happens again, report it on the project's page at GitHub, under “Issues”, \
                      with the newest file of the log folder.";

/// The warnings that were said, and since when each one that stands does.
#[derive(Debug, Default)]
pub(crate) struct Warnings {
    said: Mutex<Vec<Warning>>,
    since: Mutex<HashMap<&'static str, Timestamp>>,
}

impl Warnings {
    pub(crate) fn said(&self) -> MutexGuard<'_, Vec<Warning>> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What stands now, with since when, in this language. What does not stand any more is forgotten.
    /// `standing` is asked one call after the other: no older answer takes back a newer one.
    fn stand(
        &self,
        standing: impl FnOnce() -> Vec<Warning>,
        now: Timestamp,
        words: &Words,
    ) -> Vec<WarningView> {
        let mut since = self.since.lock().unwrap_or_else(PoisonError::into_inner);
        let warnings = standing();
        since.retain(|code, _| warnings.iter().any(|warning| warning.code == *code));
        let view = |warning: Warning| {
            let since = *since.entry(warning.code).or_insert(now);
            let Warning { code, message, hint } = warning.spoken(words);
            let Known { does, section, passed, logged, .. } = Known::of(code);
            let does = words.put(does).into_owned();
            WarningView { code, message, since, does, hint, section, passed, logged }
        };
        warnings.into_iter().map(view).collect()
    }
}

impl Engine {
    /// Says something that a person should know. One of the same code replaces the last.
    pub fn warn(&self, warning: Warning) {
        let mut warnings = self.0.warnings.said();
        if warnings.contains(&warning) {
            return;
        }
        tracing::warn!(code = warning.code, "{}", warning.message);
        warnings.retain(|known| known.code != warning.code);
        warnings.push(warning);
        drop(warnings);
        self.0.changed.notify_one();
    }

    /// Takes it back.
    pub fn clear_warning(&self, code: &str) {
        let mut warnings = self.0.warnings.said();
        let before = warnings.len();
        warnings.retain(|warning| warning.code != code);
        if warnings.len() != before {
            self.0.changed.notify_one();
        }
    }

    /// Takes back a warning of something that has passed: a person has taken note of it.
    pub fn take_note(&self, code: &str) -> Result<()> {
        let stands = self.0.warnings.said().iter().any(|warning| warning.code == code);
        if !stands || !Known::of(code).passed {
            return Err(EngineError::NotFound("warning that could be dismissed"));
        }
        self.clear_warning(code);
        Ok(())
    }

    /// Says each time that the hub failed.
    pub(crate) async fn follow_falls(self) {
        let mut falls = self.0.hub.falls();
        while falls.changed().await.is_ok() {
            self.warn_of_fall();
        }
    }

    /// Says that the hub or a feed failed, and went on.
    pub(crate) fn warn_of_fall(&self) {
        self.warn(Warning {
            code: "chat_fell",
            message: "Taking chat failed, and was begun again. Some messages may be missing."
                .into(),
            hint: REPORT.into(),
        });
    }

    /// All that a person should know now: what was said, and what follows from how things are.
    pub(crate) fn standing_warnings(&self, words: &Words) -> Vec<WarningView> {
        self.0.warnings.stand(|| self.all_warnings(), Timestamp::now(), words)
    }

    /// Whether the data folder can't be written, and all that is new is gone at the end.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        self.0.store.keeps_nothing()
    }

    fn all_warnings(&self) -> Vec<Warning> {
        if self.0.store.take_fall() {
            self.warn(Warning {
                code: "history_fell",
                message: "Writing the history failed, and was begun again. Some of it may be \
                          missing."
                    .into(),
                hint: REPORT.into(),
            });
        }
        let mut warnings = self.0.warnings.said().clone();
        if self.keeps_nothing() {
            let folder = shown_path(&self.0.data_dir);
            warnings.push(Warning {
                code: NOTHING_KEPT,
                message: format!(
                    "Chat goes on, but {folder} can't be written: nothing that comes or is set now \
                     is kept."
                ),
                hint:
                    "Quit, see to it that the folder is yours to write and its disk has room, and \
                       start again."
                        .into(),
            });
        }
        let hint = "Check that the disk is not full and can be written. It goes on by itself.";
        if self.0.store.is_damaged() {
            warnings.push(Warning {
                code: "history_damaged",
                message: "Chat goes on, but the file with its history is damaged.".into(),
                hint: "Quit and start again: the file is put aside then, and what is set stays."
                    .into(),
            });
        } else if self.0.store.in_trouble() {
            warnings.push(Warning {
                code: "history_not_written",
                message: "Chat goes on, but its history can't be written.".into(),
                hint: hint.into(),
            });
        }
        if self.0.images.stats().is_unwritable && !self.keeps_nothing() {
            warnings.push(Warning {
                code: "pictures_not_kept",
                message: "Emotes are shown, but can't be kept on the disk.".into(),
                hint: hint.into(),
            });
        }
        warnings.extend(self.account_warnings());
        warnings.extend(self.donation_warnings());
        warnings.extend(self.obs_warning());
        warnings.extend(self.sync_warning());
        warnings
    }
}

#[cfg(test)]
mod tests {
    use words::Language;

    use super::*;

    #[test]
    fn a_warning_stands_since_it_was_first_said_and_anew_after_it_was_taken_back() {
        let warnings = Warnings::default();
        let of = |code| Warning { code, message: "it stands".into(), hint: String::new() };
        let stand = |codes: &[&'static str], second| {
            let now = Timestamp::from_second(second).expect("a time");
            let said = || codes.iter().map(|code| of(code)).collect();
            let views = warnings.stand(said, now, Words::of(Language::En));
            views.iter().map(|view| view.since.as_second()).collect::<Vec<_>>()
        };
        assert_eq!(stand(&["one"], 10), [10]);
        assert_eq!(stand(&["one", "two"], 20), [10, 20], "what stood before goes on");
        assert_eq!(stand(&["two"], 30), [20]);
        assert_eq!(stand(&["one", "two"], 40), [40, 20], "what came back stands anew");
    }
}
