//! A box that says why the application could not start or end: who starts it from a menu, or has it
//! start with the computer, sees neither a terminal nor the log.

use engine::{Language, Words, sentence};

const TITLE: &str = "MultiChat Overlay";
/// Nobody is there who could read it.
#[cfg(target_os = "linux")]
const PATIENCE: std::time::Duration = std::time::Duration::from_mins(10);
/// What asks a program to end: SIGINT and SIGTERM. The runtime has heard them, and is gone.
#[cfg(target_os = "linux")]
const ENDING: [i32; 2] = [2, 15];

/// Says it, in the system's language, and returns when it was read, or nobody came to read it. Where
/// there is no display, does nothing.
pub(crate) fn show(error: &str) {
    show_box(&Words::of(Language::System).put(&sentence(error)));
}

#[cfg(target_os = "linux")]
fn show_box(sentence: &str) {
    use gtk::glib::{ControlFlow, timeout_add_local_once, unix_signal_add_local};
    use gtk::prelude::{DialogExt as _, GtkWindowExt as _};
    use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, ResponseType, Window};

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
    for signal in ENDING {
        let shown = shown.clone();
        unix_signal_add_local(signal, move || {
            shown.response(ResponseType::Close);
            ControlFlow::Break
        });
    }
    let left = shown.clone();
    timeout_add_local_once(PATIENCE, move || left.response(ResponseType::Close));
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
