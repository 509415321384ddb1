//! What a person is told of damage that was found at the start.

use store::Damage;

use crate::{Warning, shown_path};

pub(crate) fn told(damage: &Damage) -> Warning {
    const BACK: &str = "Your channels, overlays and settings are back as they were last";
    let (message, hint) = match damage {
        Damage::PutAside { aside, restored: true } => (
            format!(
                "The file with settings and history was damaged. {BACK}; the history begins anew. \
                 The damaged file was put aside as {}.",
                shown_path(aside)
            ),
            "There is nothing to do. If the history matters to you, keep that file.",
        ),
        Damage::PutAside { aside, restored: false } => (
            format!(
                "The file with settings and history was damaged. It was put aside as {}.",
                shown_path(aside)
            ),
            "Add your channels again. If the file matters to you, keep it: nothing was deleted.",
        ),
        Damage::Gone => (
            format!("The file with settings and history was gone or empty. {BACK}."),
            "There is nothing to do. If you have a copy of multichat.db, quit and put it back.",
        ),
        Damage::Settings { restored: true } => (
            format!("Some of what is set was damaged. {BACK}. The history is whole."),
            "There is nothing to do.",
        ),
        Damage::Settings { restored: false } => (
            "Some of what is set may be damaged, and there is no copy of it.".to_owned(),
            "Look through your channels, overlays and settings, and set right what is not.",
        ),
    };
    let hint = hint.to_owned();
    Warning { code: "database_damaged", message, hint }
}
