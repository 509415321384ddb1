//! No secret is in anything that the application writes or says, whatever it does with it.

use fake_platforms::identity::Refusal;
use fake_platforms::twitch::room_id;
use fake_platforms::youtube::{Fault, Limits};
use serde_json::{Value, json};

use crate::accounts::{browser, found, in_state, written};
use crate::support::{App, CHANNEL, VIDEO, View, World, http, until};

const PASSPHRASE: &str = "a horse that is correct";
const REWARD: &str = "channel.channel_points_custom_reward_redemption.add";

/// The streamer signs in to both, with all rights.
async fn sign_in(world: &World, app: &App) {
    let keep = json!({"how": "passphrase", "passphrase": PASSPHRASE});
    app.post("/api/vault/keep", keep).await.is(200);
    let rights = json!({"rights": ["send", "moderate", "commands", "events", "followers"]});
    let begun = app.post("/api/accounts/twitch/connect", rights).await.is(200);
    assert!(world.identity.confirm(begun["code"].as_str().expect("a code"), "ada"));
    in_state(app, "twitch", "connected").await;
    let rights = json!({"rights": ["send", "moderate"]});
    let begun = app.post("/api/accounts/youtube/connect", rights).await.is(200);
    let page = http::client().get(begun["verification_url"].as_str().expect("a page"));
    assert_eq!(page.send().await.expect("it follows to the end").status(), 200);
    in_state(app, "youtube", "connected").await;
}

/// Has a viewer redeem a reward of this title, and waits until the overlay shows it.
async fn redeemed(world: &World, overlay: &mut View, title: &str) {
    let event = json!({
        "id": title, "broadcaster_user_id": room_id("ada"), "user_id": "7", "user_login": "ann",
        "user_name": "Ann", "user_input": "", "status": "unfulfilled",
        "reward": {"id": "w1", "title": title, "cost": 100, "prompt": ""},
        "redeemed_at": "2026-11-24T12:00:00Z",
    });
    world.identity.event(REWARD, "ada", &event);
    let system = format!("Ann redeemed {title}");
    let is_there = |view: &View| view.messages.iter().any(|message| message["system"] == *system);
    overlay.until("a reward", is_there).await;
}

/// What needs a token of each: sends, moderation, events, YouTube's official reading; and each of
/// them refused, and with a token that has ended.
#[tokio::test]
async fn invariant_6_sends_events_and_official_reading_leave_no_secret_anywhere() {
    let world = World::new().await;
    world.identity.write_to(&world.twitch, &world.youtube);
    world.identity.set_interval(1);
    world.identity.make_moderator("@ada", CHANNEL);
    world.youtube.set_limits(Limits::endless());
    world.live_on_youtube();
    let (program, _) = browser(&world);
    let command = |run: &str| {
        let mut command = world.command(&["--port", "0"]);
        command.env("MULTICHAT_BROWSER", &program).env("MULTICHAT_LOG", "trace");
        let said = std::fs::File::create(written(&world).join(run)).expect("a file");
        command.env("RUST_BACKTRACE", "full").stderr(said);
        command
    };
    let app = world.started(command("first")).await;
    let twitch = app.add_live("twitch", "ada").await;
    let youtube = app.add_live("youtube", "@grace").await;
    sign_in(&world, &app).await;
    app.stop().await;
    // A token that has just been given is not renewed: here it is one of an earlier run.
    let app = world.started(command("second")).await;
    app.post("/api/vault/unlock", json!({"passphrase": PASSPHRASE})).await.is(200);
    in_state(&app, "twitch", "connected").await;
    in_state(&app, "youtube", "connected").await;
    app.in_state(&twitch, "live").await;
    app.in_state(&youtube, "live").await;
    let mut overlay = app.overlay().await;
    let mut answers = Vec::new();

    // Sent, refused in the platform's words, and with tokens that have ended.
    let both = |text: &str| json!({"text": text, "sources": [twitch, youtube]});
    answers.push(app.post("/api/chat/send", both("with good tokens")).await.text);
    overlay.message("with good tokens").await;
    let twitch_refuses = Refusal::Twitch { status: 403, message: "not here".into() };
    world.identity.refuse("/twitch/helix/chat/messages", twitch_refuses);
    let youtube_refuses =
        Refusal::YouTube { status: 403, reason: "forbidden".into(), message: "not here".into() };
    world.identity.refuse("/youtube/v3/liveChat/messages", youtube_refuses);
    answers.push(app.post("/api/chat/send", both("refused")).await.text);
    world.identity.expire_access_tokens();
    answers.push(app.post("/api/chat/send", both("with tokens that have ended")).await.text);
    overlay.message("with tokens that have ended").await;
    world.twitch.say("ada", "Bob", "a rude one").await;
    let id = overlay.message("a rude one").await["id"].clone();
    let timeout = json!({"message_id": id, "seconds": 60});
    answers.push(app.post("/api/moderation/timeout", timeout).await.text);

    // Told of one's own channel, again over a new connection.
    world.identity.subscribed(11).await;
    redeemed(&world, &mut overlay, "Hydrate").await;
    let before = world.identity.stats().event_sockets;
    world.identity.drop_event_sockets();
    world.identity.until(|stats| stats.event_sockets > before).await;
    world.identity.subscribed(11).await;
    redeemed(&world, &mut overlay, "Stretch").await;

    // Read by the official API, with the sign-in.
    world.youtube.fail("/", Fault::Status(500), None);
    world.youtube.chat(VIDEO, "@bob", "by the api").expect("a chat");
    overlay.message("by the api").await;

    app.post("/api/diagnostics", Value::Null).await.is(200);
    for path in ["accounts", "health", "sources", "messages", "settings", "vault"] {
        answers.push(app.get(&format!("/api/{path}")).await.text);
    }
    answers.append(&mut overlay.frames);
    let mut secrets = world.identity.secrets();
    secrets.push(PASSPHRASE.to_owned());
    for answer in &answers {
        assert!(!secrets.iter().any(|secret| answer.contains(secret.as_str())), "{answer}");
    }
    let none: Vec<std::path::PathBuf> = Vec::new();
    assert_eq!(found(&world.data_dir(), &secrets), none, "while it runs");
    app.kill();
    assert_eq!(found(&world.data_dir(), &secrets), none, "after kill -9");
    assert_eq!(found(&written(&world), &secrets), none, "nor was it said");
    println!("secrets used: {}; answers: {}; found: 0", secrets.len(), answers.len());

    // A sign-out that nobody could be told of is kept for later, and sealed.
    let app = world.start().await;
    app.post("/api/vault/unlock", json!({"passphrase": PASSPHRASE})).await.is(200);
    in_state(&app, "twitch", "connected").await;
    world.identity.fail("/", fake_platforms::identity::IdentityFault::Down, None);
    app.delete("/api/accounts/twitch").await.is(204);
    let detail = in_state(&app, "twitch", "signed_out").await["detail"].clone();
    assert!(detail.as_str().expect("a sentence").contains("told again by itself"), "{detail}");
    app.stop().await;
    secrets.extend(world.identity.secrets());
    assert_eq!(found(&world.data_dir(), &secrets), none, "a sign-out that is still to be told");
    let app = world.start().await;
    world.identity.heal();
    let revoked = world.identity.stats().revoked;
    app.post("/api/vault/unlock", json!({"passphrase": PASSPHRASE})).await.is(200);
    until("Twitch is told", async || (world.identity.stats().revoked > revoked).then_some(()))
        .await;
    app.stop().await;
}
