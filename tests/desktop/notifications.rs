//! Notifications over D-Bus, as a desktop shows them.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use serde_json::json;
use zbus::blocking::{Connection, connection};
use zbus::zvariant::OwnedValue;

use crate::application::Desk;
use crate::bus::Bus;
use crate::panel::Panel;
use crate::screen::Screen;
use crate::{PATIENCE, until};

const PATH: &str = "/org/freedesktop/Notifications";
const NAME: &str = "org.freedesktop.Notifications";

/// A notification as it arrived.
struct Shown {
    title: String,
    text: String,
    actions: Vec<String>,
}

/// The interface that shows them; each gets the next number.
struct Server {
    shown: SyncSender<Shown>,
    count: u32,
}

#[expect(clippy::unused_self, reason = "the interface asks for it")]
#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    #[expect(
        clippy::needless_pass_by_value,
        clippy::too_many_arguments,
        unused_variables,
        reason = "the interface has so many"
    )]
    fn notify(
        &mut self,
        app: String,
        replaces: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        self.shown.send(Shown { title: summary, text: body, actions }).unwrap();
        self.count += 1;
        self.count
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".into(), "body".into()]
    }

    #[expect(unused_variables, reason = "none is shown, so none is closed")]
    fn close_notification(&self, id: u32) {}

    fn get_server_information(&self) -> (String, String, String, String) {
        ("test".into(), "test".into(), "1".into(), "1.2".into())
    }
}

struct Notifications {
    connection: Connection,
    shown: Receiver<Shown>,
}

impl Notifications {
    fn open(bus: &Bus) -> Self {
        let (send, shown) = sync_channel(8);
        let server = Server { shown: send, count: 0 };
        let connection = connection::Builder::address(bus.address.as_str())
            .and_then(|builder| builder.serve_at(PATH, server))
            .and_then(|builder| builder.name(NAME))
            .and_then(connection::Builder::build)
            .unwrap();
        Self { connection, shown }
    }

    fn next(&self) -> Shown {
        self.shown.recv_timeout(PATIENCE).expect("a notification is shown")
    }

    fn click(&self, id: u32) {
        let signal = ("ActionInvoked", &(id, "default"));
        self.connection.emit_signal(None::<&str>, PATH, NAME, signal.0, signal.1).unwrap();
    }
}

#[test]
fn what_needs_a_person_is_told_once_and_a_click_opens_the_window() {
    let desk = Desk::new();
    let notifications = Notifications::open(&desk.bus);
    let panel = Panel::open(&desk.bus);
    let app = desk.start(&["--demo"]);
    let icon = panel.icon();

    // Such a channel there is not: somebody must look at it.
    app.runtime.post("/api/sources", &json!({"platform": "youtube", "channel": "@nobody"}));
    until("it is seen", || (app.runtime.state_of("@nobody")? == "failed").then_some(()));
    let shown = notifications.next();
    assert_eq!(shown.title, "YouTube @nobody");
    assert!(!shown.text.is_empty(), "what to do is said");
    assert_eq!(shown.actions.first().map(String::as_str), Some("default"), "it can be clicked");

    // Turned off, the next one is not told; turned on again, the one after it is.
    app.runtime.patch("/api/settings", &json!({"notifications": {"enabled": false}}));
    app.runtime.post("/api/sources", &json!({"platform": "youtube", "channel": "@second"}));
    // What the tray says, notifications know.
    until("it is seen", || {
        icon.labels().contains(&"YouTube @second — failed, see the dashboard".into()).then_some(())
    });
    app.runtime.patch("/api/settings", &json!({"notifications": {"enabled": true}}));
    app.runtime.post("/api/sources", &json!({"platform": "youtube", "channel": "@third"}));
    assert_eq!(notifications.next().title, "YouTube @third", "none of the second");

    notifications.click(1);
    let screen = Screen::open();
    until("the window is seen", || screen.window_of(app.runtime.pid()));
}
