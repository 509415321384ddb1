//! Messages that Twitch's AutoMod holds: for the streamer to decide, and on no overlay before that.

use fake_platforms::identity::Refusal;
use serde_json::{Value, json};

use crate::own_channel::{sign_in, started};
use crate::support::{App, View, World, until};

const DECIDE: &str = "/twitch/helix/moderation/automod/message";

/// Reads `ada`'s channel, and may moderate it.
async fn moderated(world: &World) -> App {
    let app = started(world).await;
    app.add_live("twitch", "ada").await;
    sign_in(world, &app, &["moderate"]).await;
    world.identity.subscribed(2).await;
    app
}

/// What is held, once it is so many.
async fn held(app: &App, count: usize) -> Vec<Value> {
    until("it is held", async || {
        let held = app.get("/api/automod").await.is(200);
        let held = held.as_array().expect("a list").clone();
        (held.len() == count).then_some(held)
    })
    .await
}

fn has(view: &View, text: &str) -> bool {
    view.messages.iter().any(|message| message["text"] == text)
}

#[tokio::test]
async fn what_automod_holds_is_on_an_overlay_when_the_streamer_has_allowed_it() {
    let world = World::new().await;
    world.identity.repeat_events(2);
    let app = moderated(&world).await;
    let mut overlay = app.overlay().await;
    let mut owner = View::open(&app.ws(app.text("api_token"))).await;
    let (good, bad) =
        (world.identity.hold("ada", "Bob", "darn"), world.identity.hold("ada", "Eve", "worse"));
    let waits = held(&app, 2).await;
    let first = (&waits[0]["id"], &waits[0]["name"], &waits[0]["text"], &waits[0]["category"]);
    assert_eq!(first, (&json!(good), &json!("Bob"), &json!("darn"), &json!("swearing")));
    world.twitch.say("ada", "Ann", "all is well").await;
    overlay.message("all is well").await;
    owner.message("all is well").await;
    assert!(!has(&overlay, "darn") && !has(&owner, "darn"), "it is no part of the chat");
    assert_eq!(app.get("/api/messages?q=darn").await.is(200), json!([]));

    app.post(&format!("/api/automod/{good}/allow"), Value::Null).await.is(204);
    overlay.message("darn").await;
    app.post(&format!("/api/automod/{bad}/deny"), Value::Null).await.is(204);
    held(&app, 0).await;
    let again = app.post(&format!("/api/automod/{bad}/allow"), Value::Null).await.refused(409);
    assert_eq!(again["code"], "not_held");
    world.twitch.say("ada", "Ann", "still well").await;
    overlay.message("still well").await;
    assert!(!has(&overlay, "worse"));
    assert_eq!(world.identity.stats().requests[DECIDE], 2);
}

#[tokio::test]
async fn what_is_decided_elsewhere_waits_no_more_and_what_twitch_refuses_still_does() {
    let world = World::new().await;
    let app = moderated(&world).await;
    for status in ["approved", "denied", "expired"] {
        let id = world.identity.hold("ada", "Bob", "darn");
        held(&app, 1).await;
        assert!(world.identity.end_hold(&id, status));
        held(&app, 0).await;
    }
    let id = world.identity.hold("ada", "Bob", "darn");
    held(&app, 1).await;
    let refusal = Refusal::Twitch { status: 403, message: "not one of the moderators".into() };
    world.identity.refuse(DECIDE, refusal);
    let refused = app.post(&format!("/api/automod/{id}/allow"), Value::Null).await.refused(502);
    assert_eq!(refused["code"], "refused");
    held(&app, 1).await;
    // It was decided meanwhile, and nothing of that has come yet.
    let refusal = Refusal::Twitch { status: 404, message: "not found".into() };
    world.identity.refuse(DECIDE, refusal);
    app.post(&format!("/api/automod/{id}/allow"), Value::Null).await.refused(409);
    held(&app, 0).await;
}

#[tokio::test]
async fn nothing_is_kept_of_it_once_nobody_tells_what_becomes_of_it() {
    let world = World::new().await;
    let app = moderated(&world).await;
    world.identity.hold("ada", "Bob", "darn");
    held(&app, 1).await;
    world.identity.drop_event_sockets();
    held(&app, 0).await;
    world.identity.subscribed(2).await;
    world.identity.hold("ada", "Bob", "darn again");
    held(&app, 1).await;
    app.delete("/api/accounts/twitch").await.is(204);
    held(&app, 0).await;
}
