//! Keys that work in every program, pressed as a keyboard presses them.

use serde_json::json;

use crate::application::{Desk, RuntimeFile};
use crate::panel::Panel;
use crate::screen::Screen;
use crate::until;

fn set(app: &RuntimeFile, keys: &str) {
    app.patch("/api/settings", &json!({"hotkeys": {"hide_chat": keys}}));
}

fn is_hidden(app: &RuntimeFile) -> bool {
    app.get("/api/health")["curtain"] == true
}

/// One test: the display, and so its keyboard, is everybody's.
#[test]
fn a_hotkey_hides_chat_and_shows_it_again() {
    let desk = Desk::new();
    let _panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    let screen = Screen::open();
    set(&app.runtime, "ctrl+F9");
    // The keys are pressed again and again until they are heard.
    until("chat is hidden", || {
        screen.press(&["Control_L", "F9"]);
        is_hidden(&app.runtime).then_some(())
    });
    until("chat is shown again", || {
        screen.press(&["Control_L", "F9"]);
        (!is_hidden(&app.runtime)).then_some(())
    });
}
