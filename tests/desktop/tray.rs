//! The tray icon over D-Bus.

use std::process::Child;
use std::time::{Duration, Instant};

use crate::application::Desk;
use crate::panel::Panel;
use crate::screen::Screen;
use crate::{until, within};

/// How soon the tray shows what is.
const SOON: Duration = Duration::from_secs(1);

#[test]
fn the_menu_follows_the_sources() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    let icon = panel.icon();
    within(SOON, "demo chat has its line", || {
        icon.labels().contains(&"Demo chat — live".into()).then_some(())
    });

    app.runtime.add_twitch("ada");
    within(SOON, "the new channel has a line", || {
        let labels = icon.labels();
        labels.iter().any(|label| label.starts_with("Twitch ada")).then_some(())
    });
    until("chat is read", || (app.runtime.state_of("ada")? == "live").then_some(()));
    within(SOON, "its line says so", || {
        icon.labels().contains(&"Twitch ada — live".into()).then_some(())
    });
    assert_eq!(icon.tooltip(), "MultiChat Overlay: 2 of 2 channels live");
}

#[test]
fn the_menu_starts_and_stops_the_listeners() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    let icon = panel.icon();
    within(SOON, "there is something to stop and nothing to start", || {
        let start = icon.line("Start listeners").enabled;
        (icon.line("Stop listeners").enabled && !start).then_some(())
    });
    let live = icon.picture();

    icon.click("Stop listeners");
    within(SOON, "the menu says that nothing is listened to", || {
        icon.labels().contains(&"Demo chat — off".into()).then_some(())
    });
    assert_eq!(app.runtime.state_of("demo").as_deref(), Some("off"));
    within(SOON, "the icon has another face", || (icon.picture() != live).then_some(()));
    assert!(!icon.line("Stop listeners").enabled, "none is left to stop");

    icon.click("Start listeners");
    within(SOON, "it is as before", || {
        let listening = icon.labels().contains(&"Demo chat — live".into());
        (listening && icon.picture() == live).then_some(())
    });
}

#[test]
fn a_left_click_opens_the_window_and_closing_it_leaves_the_tray() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    let icon = panel.icon();
    let screen = Screen::open();
    assert_eq!(app.runtime.web_views(), [0; 0], "nobody has asked for a window");

    for click in ["the first", "the second", "the third"] {
        icon.activate();
        let window = until("the window is seen", || screen.window_of(app.runtime.pid()));
        until("the dashboard is drawn", || (app.runtime.web_views().len() == 1).then_some(()));
        screen.close(window);
        until("the web view is gone", || {
            let gone = screen.window_of(app.runtime.pid()).is_none();
            (gone && app.runtime.web_views().is_empty()).then_some(())
        });
        assert!(icon.line("Quit").enabled, "the tray stays after {click} window");
    }
}

#[test]
fn a_second_start_shows_the_window_of_the_first() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    let _icon = panel.icon();
    let second = desk.program().status().unwrap();
    assert!(second.success(), "the second has done what was wanted: {second}");
    let screen = Screen::open();
    until("the first one's window is seen", || screen.window_of(app.runtime.pid()));
}

#[test]
fn of_fifty_starts_at_once_one_stays() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let mut starts =
        Starts((0..50).map(|_| desk.program().arg("--demo").spawn().unwrap()).collect());
    let stays = desk.running().pid();
    let _icon = panel.icon();
    let others = starts.0.iter_mut().filter(|start| start.id() != stays);
    let mut ended = 0;
    for other in others {
        let status = until("the others end", || other.try_wait().unwrap());
        assert!(status.success(), "each has done what was wanted: {status}");
        ended += 1;
    }
    assert_eq!(ended, 49, "the one that stays is one of them");
    let screen = Screen::open();
    until("its window is seen", || screen.window_of(stays));
    let one = starts.0.iter_mut().find(|start| start.id() == stays).unwrap();
    assert_eq!(one.try_wait().unwrap(), None, "it goes on");
}

/// Programs that are killed when this is dropped.
struct Starts(Vec<Child>);

impl Drop for Starts {
    fn drop(&mut self) {
        for start in &mut self.0 {
            start.kill().unwrap();
            start.wait().unwrap();
        }
    }
}

#[test]
fn the_overlay_url_lands_on_the_clipboard() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    panel.icon().click("Copy overlay URL");
    let mut clipboard = arboard::Clipboard::new().unwrap();
    until("the address is on the clipboard", || {
        let text = clipboard.get_text().ok()?;
        (text == app.runtime.text("overlay_url")).then_some(())
    });
}

#[test]
fn quit_ends_the_application() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let mut app = desk.start(&["--demo"]);
    panel.icon().click("Quit");
    let start = Instant::now();
    let status = app.ended();
    assert!(status.success(), "it was asked to end: {status}");
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "a person waits for it: {:?}",
        start.elapsed()
    );
    assert!(!desk.data().join("runtime.json").exists(), "nothing runs");
}

#[test]
fn invariant_7_without_a_tray_the_window_takes_its_place() {
    let desk = Desk::new();
    let app = desk.start(&["--demo"]);
    let screen = Screen::open();
    until("the window is seen", || screen.window_of(app.runtime.pid()));
    until("health names what is missing", || {
        app.runtime.warnings().contains(&"no_tray".into()).then_some(())
    });

    let panel = Panel::open(&desk.bus);
    let icon = panel.icon();
    until("health is content", || app.runtime.warnings().is_empty().then_some(()));
    assert!(icon.line("Quit").enabled, "a panel that came late has the whole tray");
}

#[test]
fn invariant_7_without_a_display_the_rest_works() {
    let desk = Desk::new();
    // Nothing listens there.
    let mut app = desk.start_by(desk.program().arg("--demo").env("DISPLAY", ":4242"));
    until("health names what is missing", || {
        app.runtime.warnings().contains(&"no_display".into()).then_some(())
    });
    app.signal("TERM");
    let status = app.ended();
    assert!(status.success(), "a signal is a clean end: {status}");
}
