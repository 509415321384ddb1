//! A box that says why the application could not start or end: who starts it from a menu, or has it
//! start with the computer, sees neither a terminal nor the log.

use app::AppError;
use engine::{Language, Words};

const TITLE: &str = "MultiChat Overlay";

/// Says it, in the system's language, and returns when it was read. Where there is no display, does
/// nothing.
pub(crate) fn show(error: &AppError) {
    let sentence = error.to_string();
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let sentence: String = first.chain(letters).collect();
    show_box(&Words::of(Language::System).put(&sentence));
}

#[cfg(target_os = "linux")]
fn show_box(sentence: &str) {
    use gtk::prelude::{DialogExt as _, GtkWindowExt as _};
    use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, Window};

    if gtk::init().is_err() {
        return;
    }
    let shown = MessageDialog::new(
        None::<&Window>,
        DialogFlags::empty(),
        MessageType::Error,
        ButtonsType::Close,
        sentence,
    );
    shown.set_title(TITLE);
    shown.run();
}

#[cfg(not(target_os = "linux"))]
fn show_box(sentence: &str) {
    use rfd::{MessageDialog, MessageLevel};

    MessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title(TITLE)
        .set_description(sentence)
        .show();
}
