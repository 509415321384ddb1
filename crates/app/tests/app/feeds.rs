//! What an overlay gets and how fast, decided in the server.

use serde_json::{Value, json};

use crate::support::{App, View, World, privmsg, until};

struct Stage {
    world: World,
    app: App,
    overlay: View,
    /// The overlay's path in the API.
    path: String,
}

impl Stage {
    /// An application that reads Ada's chat, with an overlay of these options.
    async fn with(feed: Value) -> Self {
        let world = World::new().await;
        let app = world.start().await;
        app.add_live("twitch", "ada").await;
        let overlays = app.get("/api/overlays").await.is(200);
        let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
        app.patch(&path, json!({"options": {"feed": feed}})).await.is(200);
        let overlay = app.overlay().await;
        Self { world, app, overlay, path }
    }

    async fn say(&self, id: &str, text: &str) {
        self.world.twitch.send_line(&privmsg("ada", "ann", id, text)).await;
    }

    /// Waits until the application has read a message, shown or not, and says its id.
    async fn read(&self, text: &str) -> String {
        let address = format!("/api/messages?q={text}");
        until(text, async || {
            let found = self.app.get(&address).await.is(200);
            found[0]["id"].as_str().map(str::to_owned)
        })
        .await
    }
}

#[tokio::test]
async fn a_blocked_word_is_hidden_masked_or_held_and_a_person_lets_it_pass() {
    let mut stage = Stage::with(json!({"words": {"blocked": ["idiot"]}})).await;
    stage.say("1", "such an 1d1ot").await;
    stage.say("2", "fine").await;
    stage.overlay.message("fine").await;
    assert_eq!(stage.overlay.texts(), ["fine"]);

    let words = |then: &str| json!({"options": {"feed": {"words": {"then": then}}}});
    stage.app.patch(&stage.path, words("mask")).await.is(200);
    stage.overlay.message("such an •••••").await;

    stage.app.patch(&stage.path, words("hold")).await.is(200);
    stage.overlay.gone("such an •••••").await;
    let feed = stage.app.get(&format!("{}/feed", stage.path)).await.is(200);
    assert_eq!(feed["held"][0]["met"], "idiot");
    let id = feed["held"][0]["message"]["id"].as_str().expect("an id").to_owned();
    stage.app.post(&format!("/api/messages/{id}/pass"), json!(null)).await.is(204);
    stage.overlay.message("such an 1d1ot").await;
    let again = stage.app.post(&format!("/api/messages/{id}/pass"), json!(null)).await.is(409);
    assert_eq!(again["error"]["code"], "not_held");
}

#[tokio::test]
async fn what_is_deleted_in_the_hold_is_never_sent_to_an_overlay() {
    let mut stage = Stage::with(json!({"hold": 30})).await;
    stage.say("11111111-1111-1111-1111-111111111111", "doomed").await;
    stage.say("22222222-2222-2222-2222-222222222222", "kept").await;
    stage.read("kept").await;
    let doomed = stage.read("doomed").await;
    stage.app.post(&format!("/api/messages/{doomed}/hide"), json!(null)).await.is(204);
    let counts = format!("{}/feed", stage.path);
    until("the feed stops it", async || {
        let feed = stage.app.get(&counts).await.is(200);
        (feed["counts"]["stopped"] == 1).then_some(())
    })
    .await;
    stage.app.patch(&stage.path, json!({"options": {"feed": {"hold": 0}}})).await.is(200);
    stage.overlay.message("kept").await;
    assert_eq!(stage.overlay.texts(), ["kept"]);
}

/// More lines than the hub remembers.
const MORE_THAN_THE_HUB_HAS: usize = 1_100;

#[tokio::test]
async fn what_is_deleted_leaves_an_overlay_that_has_it_longer_than_the_hub() {
    let mut stage = Stage::with(json!({"command_prefixes": ["!"]})).await;
    stage.say("first", "doomed").await;
    stage.overlay.message("doomed").await;
    for number in 0..MORE_THAN_THE_HUB_HAS {
        stage.say(&format!("m{number}"), &format!("!say {number}")).await;
    }
    stage.read(&(MORE_THAN_THE_HUB_HAS - 1).to_string()).await;
    assert_eq!(stage.overlay.texts(), ["doomed"]);
    let deletion = "@login=ann;target-msg-id=first :tmi.twitch.tv CLEARMSG #ada :doomed";
    stage.world.twitch.send_line(deletion).await;
    stage.overlay.gone("doomed").await;
}

#[tokio::test]
async fn rules_that_change_while_chat_runs_show_nothing_before_its_hold_is_over() {
    let stage = Stage::with(json!({"hold": 30})).await;
    for number in 0..40 {
        stage.say(&number.to_string(), &format!("early {number}")).await;
        let words = json!({"options": {"feed": {"words": {"blocked": [format!("no{number}")]}}}});
        stage.app.patch(&stage.path, words).await.is(200);
    }
    stage.read("39").await;
    let new = stage.app.post(&format!("{}/duplicate", stage.path), json!({})).await.is(201);
    for shown in [stage.app.shown().await, shown_by(&stage.app, &new).await] {
        assert_eq!(shown, Vec::<String>::new());
    }
}

/// What an overlay shows that is opened now.
async fn shown_by(app: &App, overlay: &Value) -> Vec<String> {
    let key = overlay["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    View::open(&app.ws(key)).await.texts()
}

#[tokio::test]
async fn chat_speed_is_one_setting_and_an_overlay_may_be_free_of_it() {
    let mut stage = Stage::with(json!({})).await;
    stage.app.patch("/api/settings", json!({"chat_speed": 1})).await.is(200);
    for number in 0..5 {
        stage.say(&number.to_string(), &format!("m{number}")).await;
    }
    stage.overlay.message("m0").await;
    stage.read("m4").await;
    assert_eq!(stage.overlay.texts(), ["m0"], "the others wait for their turn");
    stage.app.patch(&stage.path, json!({"options": {"feed": {"paced": false}}})).await.is(200);
    stage.overlay.message("m4").await;
    assert_eq!(stage.overlay.texts(), ["m0", "m1", "m2", "m3", "m4"]);
}

#[tokio::test]
async fn the_same_again_and_again_is_one_message_with_its_count() {
    let mut stage = Stage::with(json!({"collapse_repeats": true})).await;
    for number in 0..5 {
        stage.say(&number.to_string(), "copy this and paste it").await;
    }
    stage.say("9", "end").await;
    stage.overlay.message("end").await;
    assert_eq!(stage.overlay.texts(), ["copy this and paste it", "end"]);
    assert_eq!(stage.overlay.message("copy this and paste it").await["times"], 5);
}

#[tokio::test]
async fn two_overlays_get_what_is_theirs() {
    let stage = Stage::with(json!({"platforms": ["youtube"]})).await;
    let new = json!({"name": "All", "options": {"feed": {"command_prefixes": ["!"]}}});
    let other = stage.app.post("/api/overlays", new).await.is(201);
    let url = other["url"].as_str().expect("an address");
    let key = url.rsplit('/').next().expect("a key");
    let mut all = View::open(&stage.app.ws(key)).await;
    stage.say("1", "!command").await;
    stage.say("2", "said").await;
    all.message("said").await;
    assert_eq!(all.texts(), ["said"]);
    let fresh = stage.app.overlay().await;
    assert_eq!(fresh.texts(), [""; 0], "nothing from Twitch");
}

#[tokio::test]
async fn rules_are_tried_on_the_history_and_say_which_hid_what() {
    let stage = Stage::with(json!({})).await;
    stage.say("1", "!command").await;
    stage.say("2", "last").await;
    stage.read("last").await;
    let tried = json!({"options": {"feed": {"command_prefixes": ["!"]}}});
    let judged = stage.app.post(&format!("{}/try", stage.path), tried).await.is(200);
    let of = |text: &str| {
        let found = judged.as_array().expect("a list").iter();
        let mut found = found.filter(|one| one["message"]["text"] == text);
        found.next().expect("it was tried").clone()
    };
    let command = of("!command");
    assert_eq!((&command["outcome"], &command["met"]), (&json!("hidden"), &json!("!")), "{judged}");
    assert_eq!(command["rule"], "command_prefixes");
    assert_eq!(of("last")["outcome"], "shown");
    for no_word in ["...", &"long".repeat(126)] {
        let wrong = json!({"options": {"feed": {"words": {"blocked": [no_word]}}}});
        let refused = stage.app.post(&format!("{}/try", stage.path), wrong).await.is(422);
        assert_eq!(refused["error"]["field"], "feed.words.blocked");
    }
}
