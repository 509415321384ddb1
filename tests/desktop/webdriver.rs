//! The window, driven by WebKit's own driver as a person drives it by hand.

use std::net::TcpListener;
use std::process::Child;
use std::time::Duration;

use serde_json::{Value, json};

use crate::application::{Desk, PROGRAM};
use crate::until;

/// The name under which the driver hands over an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What the driver gets to answer. It waits for ever for the window of an application that has none.
const ANSWERS_WITHIN: Duration = Duration::from_secs(90);

/// A session in which the driver has started the application.
pub(crate) struct Session {
    driver: Child,
    address: String,
    agent: ureq::Agent,
}

impl Session {
    pub(crate) fn start(desk: &Desk) -> Self {
        let port = TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .unwrap()
            .port();
        let driver = desk
            .command("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .spawn()
            .expect("WebKitWebDriver starts; `cargo xtask test` installs what is missing");
        let address = format!("http://127.0.0.1:{port}");
        let within = ureq::Agent::config_builder().timeout_global(Some(ANSWERS_WITHIN));
        let mut session = Self { driver, address, agent: within.build().new_agent() };
        until("the driver is ready", || session.ask("GET", "/status", None));
        let application = json!({"binary": PROGRAM, "args": desk.arguments()});
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "webkitgtk:browserOptions": application,
        }}});
        let made = session.ask("POST", "/session", Some(&wanted));
        let made = made.expect("the driver starts the application and finds its window");
        session.address += "/session/";
        session.address += made["sessionId"].as_str().unwrap();
        session
    }

    /// The first element that a CSS selector names, when it is there.
    pub(crate) fn find(&self, selector: &str) -> Element<'_> {
        let wanted = json!({"using": "css selector", "value": selector});
        let found = until(&format!("{selector} is on the page"), || {
            self.ask("POST", "/element", Some(&wanted))
        });
        Element { session: self, path: format!("/element/{}", found[ELEMENT].as_str().unwrap()) }
    }

    /// Waits until an element's text is, or holds, this.
    pub(crate) fn shows(&self, selector: &str, text: &str) {
        until(&format!("{selector} shows {text:?}"), || {
            let shown = self.find(selector).text()?;
            shown.contains(text).then_some(())
        });
    }

    /// What the page's own script gives back.
    pub(crate) fn script(&self, script: &str) -> Value {
        let script = json!({"script": script, "args": []});
        self.ask("POST", "/execute/sync", Some(&script)).unwrap()
    }

    /// The answer's value; nothing where the driver reports an error.
    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Value> {
        let url = format!("{}{path}", self.address);
        let answer = match body {
            None if method == "GET" => self.agent.get(url).call(),
            None => self.agent.delete(url).call(),
            Some(body) => self.agent.post(url).send_json(body),
        };
        let answer: Value = answer.ok()?.body_mut().read_json().ok()?;
        Some(answer["value"].clone())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Ends the application too, if the test did not.
        self.ask("DELETE", "", None);
        self.driver.kill().unwrap();
        self.driver.wait().unwrap();
    }
}

/// An element of the page.
pub(crate) struct Element<'a> {
    session: &'a Session,
    path: String,
}

impl Element<'_> {
    /// Its text as a person reads it; none when it has left the page meanwhile.
    pub(crate) fn text(&self) -> Option<String> {
        let text = self.session.ask("GET", &format!("{}/text", self.path), None)?;
        Some(text.as_str()?.to_owned())
    }

    pub(crate) fn type_in(&self, text: &str) {
        let keys = json!({"text": text});
        let typed = self.session.ask("POST", &format!("{}/value", self.path), Some(&keys));
        typed.expect("it takes text");
    }

    /// A click that ends the application is never answered: what it did shows elsewhere.
    pub(crate) fn click(&self) {
        self.session.ask("POST", &format!("{}/click", self.path), Some(&json!({})));
    }
}
