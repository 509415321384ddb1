//! The system gives a process so many open files and connections, and no more.

use std::net::TcpStream;
use std::process::Command;

use tokio_tungstenite::connect_async;

use crate::support::{View, World, privmsg, until};

/// Few, but enough for the application itself.
const MOST: usize = 64;
/// The code of the warning.
const FULL: &str = "connections_full";

/// The same command, under the limit.
fn limited(command: &Command) -> Command {
    let mut limited = Command::new("sh");
    limited.arg("-c").arg(format!("ulimit -n {MOST}; exec \"$0\" \"$@\""));
    limited.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited
}

#[tokio::test]
async fn with_no_connection_left_what_is_open_goes_on_and_it_listens_again_when_there_is_one() {
    let world = World::new().await;
    let app = world.started(limited(&world.command(&["--port", "0"]))).await;
    app.add_live("twitch", "ada").await;
    let mut overlay = app.overlay().await;
    // This one is kept open, and so it is heard when no other is.
    let key = app.text("api_token");
    let warned = async || {
        let health = app.http.get(format!("{}/api/health", app.text("base_url")));
        let health = health.bearer_auth(key).send().await.expect("it answers").text().await;
        health.expect("text").contains(FULL)
    };
    assert!(!warned().await);

    // The system takes them whether or not the application does.
    let open = |_| TcpStream::connect(("127.0.0.1", app.port())).expect("there is room to wait");
    let full: Vec<_> = (0..2 * MOST).map(open).collect();
    until("it is said", async || warned().await.then_some(())).await;
    let new = tokio::spawn(connect_async(app.ws(app.overlay_key())));
    for number in 0..20 {
        let text = format!("{number} through it");
        world.twitch.send_lines(&[privmsg("ada", "ann", &number.to_string(), &text)]).await;
        overlay.until(&text, |page| page.ever.contains(&text)).await;
    }
    assert!(!new.is_finished(), "there is no room for another page");

    drop(full);
    let (_page, _) = new.await.expect("no panic").expect("it is taken when there is room");
    until("it is taken back", async || (!warned().await).then_some(())).await;
    let page = View::open(&app.ws(app.overlay_key())).await;
    assert!(page.texts().iter().any(|text| text == "19 through it"));
    app.patch("/api/settings", serde_json::json!({"chat_speed": 31})).await.is(200);
    app.stop().await;
}
