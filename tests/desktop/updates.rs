//! Newer versions, from the server that announces them to the program that is replaced.

use std::fs;
use std::path::PathBuf;

use minisign::KeyPair;
use serde_json::{Value, json};

use crate::application::{Application, Desk, RuntimeFile};
use crate::until;
use crate::update_server::{Signed, UpdateServer};
use crate::webdriver::Session;

/// Greater than any that is built.
const NEW: &str = "99.1.0";

/// A program that can be put in the place of another. It ends as soon as it starts.
const PACKAGE: &str = "/bin/true";

/// A desk with a server, and the file that an update replaces.
struct Updated {
    server: UpdateServer,
    desk: Desk,
}

impl Updated {
    fn new() -> Self {
        let mut it = Self { server: UpdateServer::start(), desk: Desk::new() };
        fs::write(it.installed(), "the old one").unwrap();
        it.desk.told = vec![
            ("MULTICHAT_UPDATE_URL", it.server.url().into()),
            ("MULTICHAT_UPDATE_KEY", it.server.key().into()),
            ("APPIMAGE", it.installed().into()),
        ];
        it
    }

    /// What counts as the program's own file: an `AppImage` is told of it in this way.
    fn installed(&self) -> PathBuf {
        self.desk.data().with_file_name("MultiChat.AppImage")
    }

    fn start(&self) -> Application {
        self.desk.start(&[])
    }

    /// Announces a newer version as it should be, and gives its package.
    fn announce(&self) -> Vec<u8> {
        let package = fs::read(PACKAGE).unwrap();
        self.server.announce(NEW, &package, &well(&package));
        package
    }
}

fn updates(runtime: &RuntimeFile) -> Value {
    runtime.get("/api/health")["updates"].clone()
}

/// Waits until it has looked or installed, and gives what came of it.
fn outcome(runtime: &RuntimeFile) -> Value {
    until("it is known what came of it", || {
        let updates = updates(runtime);
        let under_way = ["looking", "installing"].contains(&updates["state"].as_str().unwrap());
        (!under_way).then_some(updates)
    })
}

fn looked(application: &Application) -> Value {
    application.runtime.post("/api/updates/look", &json!({}));
    outcome(&application.runtime)
}

fn failed(why: &str) -> Value {
    json!({"state": "failed", "why": why})
}

/// Signed by those who made it, as what it is.
fn well(bytes: &[u8]) -> Signed<'_> {
    Signed { bytes, as_version: Some(NEW), by: None }
}

#[test]
fn nothing_is_asked_before_somebody_asks_and_nothing_newer_is_said() {
    let updated = Updated::new();
    let application = updated.start();
    until("the desktop is up", || {
        let now = updates(&application.runtime);
        (now == json!({"state": "unknown"})).then_some(())
    });
    assert_eq!(updated.server.asked(), [""; 0], "it was not asked to look");
    assert_eq!(looked(&application), json!({"state": "newest"}));
    let package = fs::read(PACKAGE).unwrap();
    let old = Signed { as_version: Some("0.0.1"), ..well(&package) };
    updated.server.announce("0.0.1", &package, &old);
    assert_eq!(looked(&application), json!({"state": "newest"}), "an older one is none");
    assert_eq!(updated.server.asked(), ["/versions", "/versions"]);
}

#[test]
fn each_failure_is_told_apart_and_changes_nothing() {
    let updated = Updated::new();
    let application = updated.start();
    let package = fs::read(PACKAGE).unwrap();
    until("the desktop is up", || updates(&application.runtime).is_object().then_some(()));

    for (status, body) in [(500, "{}"), (200, "<html>"), (200, r#"{"version": "new"}"#)] {
        updated.server.answer(status, body);
        assert_eq!(looked(&application), failed("unreadable"), "{status} {body}");
    }
    let nowhere = json!({"version": NEW, "platforms": {}});
    updated.server.answer(200, &nowhere.to_string());
    assert_eq!(looked(&application), failed("not_for_this"));

    let stranger = KeyPair::generate_unencrypted_keypair().unwrap();
    for (what, signed) in [
        ("by another", Signed { by: Some(&stranger), ..well(&package) }),
        ("for other bytes", well(b"something else")),
        ("an old one passed off as new", Signed { as_version: Some("0.0.1"), ..well(&package) }),
        ("as no version at all", Signed { as_version: None, ..well(&package) }),
    ] {
        updated.server.announce(NEW, &package, &signed);
        assert_eq!(install(&application), failed("forged"), "{what}");
    }
    updated.server.announce(NEW, &package, &well(&package));
    updated.server.withhold(500);
    assert_eq!(install(&application), failed("unreadable"));
    let text = b"no program";
    updated.server.announce(NEW, text, &well(text));
    assert_eq!(install(&application), failed("not_installed"));
    assert_eq!(fs::read(updated.installed()).unwrap(), b"the old one");
}

#[test]
fn a_server_that_is_away_is_told() {
    let mut updated = Updated::new();
    updated.desk.told.push(("MULTICHAT_UPDATE_URL", "http://127.0.0.1:9/versions".into()));
    let application = updated.start();
    until("the desktop is up", || updates(&application.runtime).is_object().then_some(()));
    assert_eq!(looked(&application), failed("offline"));
}

#[test]
fn one_that_is_found_at_the_start_is_installed_when_a_person_says_so() {
    let updated = Updated::new();
    let package = updated.announce();
    // Where it looks for nothing.
    let mut application = updated.desk.start(&["--headless"]);
    application.runtime.patch("/api/settings", &json!({"updates": {"at_start": true}}));
    application.signal("TERM");
    application.ended();

    let mut application = updated.start();
    let found = until("it is found", || {
        let now = updates(&application.runtime);
        (now["state"] == "found").then_some(now)
    });
    assert_eq!(found, json!({"state": "found", "version": NEW, "notes": "Fewer faults."}));
    assert_eq!(updated.server.asked(), ["/versions"], "it is not fetched by itself");

    // With a channel that is live it asks once more.
    application.runtime.add_twitch("ada");
    until("it is live", || (application.runtime.state_of("ada")? == "live").then_some(()));
    let refused = application.runtime.post_refused("/api/updates/install", &json!({}));
    assert_eq!(refused, (409, "in_use".to_owned()));
    assert_eq!(updates(&application.runtime)["state"], "found");

    let surely = json!({"although_in_use": true});
    application.runtime.post("/api/updates/install", &surely);
    assert!(application.ended().success(), "it has ended in order");
    assert_eq!(fs::read(updated.installed()).unwrap(), package);
    assert!(!updated.desk.data().join("runtime.json").exists(), "it has ended in order");
}

#[test]
fn the_window_says_what_is_new_and_asks_before_it_starts_again() {
    let updated = Updated::new();
    let package = updated.announce();
    let page = Session::start(&updated.desk);
    page.shows("h1", "MultiChat Overlay");
    page.find("a[href='#about']").click();
    page.shows(".updates", "Nobody has looked for a newer version");
    page.find(".updates + .about-buttons button").click();
    page.shows(".updates", &format!("Version {NEW} is there."));
    page.shows(".updates-new", "Fewer faults.");
    page.find(".updates + .about-buttons .primary").click();
    page.shows("#question-text", "The application ends and starts again");
    page.find(".dialog[open] .danger").click();
    until("it is installed", || (fs::read(updated.installed()).ok()? == package).then_some(()));
    until("nothing runs", || (!updated.desk.data().join("runtime.json").exists()).then_some(()));
}

/// Looks, finds, and tries to install.
fn install(application: &Application) -> Value {
    assert_eq!(looked(application)["state"], "found");
    application.runtime.post("/api/updates/install", &json!({}));
    outcome(&application.runtime)
}
