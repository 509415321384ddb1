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
fn a_hotkey_hides_chat_and_one_that_is_taken_is_said() {
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

    app.runtime.patch("/api/settings", &json!({"focus": {"seconds": null}}));
    app.runtime.patch(
        "/api/settings",
        &json!({"hotkeys": {
            "focus_next": "F5", "focus_previous": "ctrl+F6", "focus_clear": "F6",
        }}),
    );
    // So many that "next", pressed again and again until it is heard, never comes to the end.
    let many = until("there are messages", || {
        let found = app.runtime.get("/api/messages?limit=30");
        let ids: Vec<String> = found
            .as_array()?
            .iter()
            .filter_map(|each| each["id"].as_str().map(str::to_owned))
            .collect();
        (ids.len() >= 20).then_some(ids)
    });
    app.runtime.post("/api/focus/queue", &json!({"message_ids": many}));
    let is_shown = |keys: &[&str], wanted: bool| {
        let shown = !app.runtime.get("/api/focus")["current"].is_null();
        if shown != wanted {
            screen.press(keys);
        }
        (shown == wanted).then_some(())
    };
    until("what was picked is on screen", || is_shown(&["F5"], true));
    until("the screen is clear", || is_shown(&["F6"], false));
    until("what was there is back", || is_shown(&["Control_L", "F6"], true));

    let other = Screen::open();
    other.grab("F8");
    set(&app.runtime, "F8");
    let warned = || app.runtime.warnings().contains(&"hotkey_taken".into());
    until("it is said that another program has the keys", || warned().then_some(()));
    set(&app.runtime, "F7");
    until("nothing is wrong any more", || (!warned()).then_some(()));
}
