//! The dashboard window as a person uses it.

use std::fs;

use serde_json::{Value, json};

use crate::application::{Desk, signal};
use crate::panel::Panel;
use crate::screen::Screen;
use crate::until;
use crate::webdriver::Session;

/// More colours than an empty window has.
const DRAWN: usize = 50;

#[test]
fn a_channel_is_added_in_the_window_and_the_window_is_closed() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let page = Session::start(&desk);
    let icon = panel.icon();
    let app = desk.running();

    page.shows("h1", "MultiChat Overlay");
    page.shows(".source h3", "Demo chat");
    page.find("#pasted").type_in("https://www.twitch.tv/ada");
    page.find(".add-source button[type=submit]").click();
    page.shows(".source h3", "ada");
    until("its chat is read", || (app.state_of("ada")? == "live").then_some(()));
    page.shows(".source-state", "Reading");

    let screen = Screen::open();
    screen.close(screen.window_of(app.pid()).unwrap());
    until("the web view is gone", || (app.web_views().is_empty()).then_some(()));
    until("the tray has the channel", || {
        icon.labels().contains(&"Twitch ada — live".into()).then_some(())
    });
    icon.click("Quit");
    until("nothing runs", || (!desk.data().join("runtime.json").exists()).then_some(()));
}

#[test]
fn the_page_reaches_neither_the_desktop_nor_other_sites() {
    let desk = Desk::new();
    let _panel = Panel::open(&desk.bus);
    let page = Session::start(&desk);
    page.shows("h1", "MultiChat Overlay");
    assert_eq!(
        page.script("return window.__TAURI__ === undefined"),
        json!(true),
        "Tauri's API is not on the page"
    );
    let refused = page.script(
        "return window.__TAURI_INTERNALS__.invoke('plugin:window|close').then(() => 'done', String)",
    );
    assert!(
        refused.as_str().unwrap().contains("not allowed"),
        "no command is open to the page: {refused}"
    );
    let here = page.script("return location.href");
    page.script("location.href = 'http://127.0.0.2:9/'");
    page.shows("h1", "MultiChat Overlay");
    assert_eq!(page.script("return location.href"), here, "the window stays with us");
}

#[test]
fn an_overlay_is_exported_into_the_downloads() {
    let desk = Desk::new();
    let home = desk.data().parent().unwrap().to_owned();
    let (downloads, config) = (home.join("Downloads"), home.join(".config"));
    fs::create_dir_all(&downloads).unwrap();
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n").unwrap();
    let _panel = Panel::open(&desk.bus);
    let page = Session::start(&desk);
    page.find(".section-nav a[href='#overlays']").click();
    page.shows(".overlay-tools", "Export");
    page.find(".overlay-tools button:nth-of-type(2)").click();
    page.shows(".toast", "Chat.json");
    let file: Value = until("the file is whole", || {
        let text = fs::read(downloads.join("Chat.json")).ok()?;
        serde_json::from_slice(&text).ok()
    });
    assert_eq!(file["format"], "multichat-overlay");
}

#[test]
fn without_a_tray_closing_the_window_asks_first() {
    let desk = Desk::new();
    let page = Session::start(&desk);
    let app = desk.running();
    page.shows("h1", "MultiChat Overlay");
    until("there is no tray", || app.warnings().contains(&"no_tray".into()).then_some(()));
    let screen = Screen::open();
    let window = until("the window is seen", || screen.window_of(app.pid()));
    screen.close(window);
    page.shows("dialog[open] h2", "");
    page.find("dialog[open] button.danger").click();
    until("the application has ended", || {
        (!desk.data().join("runtime.json").exists()).then_some(())
    });
}

#[test]
fn the_window_comes_back_where_it_was() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let screen = Screen::open();
    let place = [40, 30, 700, 520];
    {
        let mut first = desk.start(&["--demo"]);
        let pid = first.runtime.pid();
        // Without a tray, closing the window would end it.
        let _icon = panel.icon();
        first.runtime.post("/api/window/show", &json!({}));
        let window = until("the window is seen", || screen.window_of(pid));
        screen.put(window, place);
        until("it is there", || (screen.place_of(window) == place).then_some(()));
        screen.close(window);
        until("the window is gone", || screen.window_of(pid).is_none().then_some(()));
        first.runtime.post("/api/window/show", &json!({}));
        until("it is there again", || {
            (screen.place_of(screen.window_of(pid)?) == place).then_some(())
        });
        first.signal("TERM");
        assert!(first.ended().success());
    }
    // Its screen is gone: the desktop chooses.
    let gone = json!({"x": 90_000, "y": 0, "width": 700, "height": 520, "maximised": false});
    fs::write(desk.data().join("window.json"), gone.to_string()).unwrap();
    let second = desk.start(&["--demo"]);
    second.runtime.post("/api/window/show", &json!({}));
    until("it is on the screen", || {
        let [x, ..] = screen.place_of(screen.window_of(second.runtime.pid())?);
        (x < 2000).then_some(())
    });
}

#[test]
fn a_page_whose_process_ends_is_drawn_again() {
    let desk = Desk::new();
    let panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    // Without a tray, closing the window would end it.
    let _icon = panel.icon();
    let screen = Screen::open();
    let pid = app.runtime.pid();
    app.runtime.post("/api/window/show", &json!({}));
    let window = until("the window is seen", || screen.window_of(pid));
    until("its page is drawn", || (screen.colours(window) > DRAWN).then_some(()));
    let page = || app.runtime.web_views().first().copied();
    let first = page().unwrap();
    signal(first, "KILL");
    until("it has another process", || page().filter(|&page| page != first));
    assert_eq!(screen.window_of(pid), Some(window), "the window stayed");
}
