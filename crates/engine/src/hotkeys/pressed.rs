//! Each action does what it says.

use chat::{MessageId, Platform};
use serde_json::Value;

use super::*;
use crate::testing::engine;

async fn said(engine: &Engine) -> MessageId {
    engine.test_message("chat", Platform::Twitch).await.expect("a test message").id
}

/// What is on screen, and whether something waits.
fn stage(engine: &Engine) -> (Option<String>, usize) {
    let view: Value = serde_json::from_str(engine.focus().borrow().view()).expect("JSON");
    let queue = view["queue"].as_array().expect("a list");
    (view["current"]["id"].as_str().map(str::to_owned), queue.len())
}

#[tokio::test]
async fn every_hotkey_does_what_it_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = engine(folder.path()).await;
    let press = async |action| engine.press(action).await.expect("it does it");
    let curtain = engine.curtain();
    for drawn in [true, false] {
        press(HotkeyAction::HideChat).await;
        assert_eq!(*curtain.borrow(), drawn);
    }

    let (one, two, three) = (said(&engine).await, said(&engine).await, said(&engine).await);
    engine.queue(vec![one, two], By::Owner).await.expect("they are there");
    let on = |id: MessageId, waiting| (Some(id.to_string()), waiting);
    press(HotkeyAction::FocusNext).await;
    assert_eq!(stage(&engine), on(one, 1));
    press(HotkeyAction::FocusNext).await;
    assert_eq!(stage(&engine), on(two, 0));
    press(HotkeyAction::FocusPrevious).await;
    assert_eq!(stage(&engine), on(one, 0));
    press(HotkeyAction::FocusClear).await;
    assert_eq!(stage(&engine), (None, 0));

    let nothing = engine.press(HotkeyAction::UndoModerator).await;
    assert!(matches!(nothing, Err(EngineError::NotFound(_))), "no moderator did anything");
    let moderator = By::Moderator { id: "mod-1".into(), name: "Mo".into() };
    engine.queue(vec![three], moderator).await.expect("it is there");
    assert_eq!(stage(&engine), (None, 1));
    press(HotkeyAction::UndoModerator).await;
    assert_eq!(stage(&engine), (None, 0));
    engine.stop().await;
}
