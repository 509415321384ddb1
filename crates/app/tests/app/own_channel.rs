//! What a sign-in adds to reading.

use serde_json::{Value, json};

use crate::support::{App, World, privmsg, sent, until};

/// An application that forgets its sign-ins when it ends.
pub(crate) async fn started(world: &World) -> App {
    world.identity.write_to(&world.twitch, &world.youtube);
    world.identity.set_interval(1);
    let mut command = world.command(&["--port", "0"]);
    command.env("MULTICHAT_BROWSER", "true");
    let app = world.started(command).await;
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    app
}

/// `ada` signs in to Twitch for these rights.
pub(crate) async fn sign_in(world: &World, app: &App, rights: &[&str]) {
    let begun = app.post("/api/accounts/twitch/connect", json!({ "rights": rights })).await.is(200);
    assert!(world.identity.confirm(begun["code"].as_str().expect("a code"), "ada"));
    known(app, 0).await;
}

/// The account at this place of the list, once it is known whose it is.
async fn known(app: &App, place: usize) -> Value {
    until("it is known who has signed in", async || {
        let accounts = app.get("/api/accounts").await.is(200);
        let account = accounts[place].clone();
        (account["state"] == "connected" && account["user_id"].is_string()).then_some(account)
    })
    .await
}

#[tokio::test]
async fn one_s_own_channel_is_offered_until_it_is_a_source() {
    let world = World::new().await;
    let app = started(&world).await;
    assert_eq!(app.get("/api/accounts").await.is(200)[0].get("own_channel"), None);
    sign_in(&world, &app, &[]).await;
    let begun = app.post("/api/accounts/youtube/connect", Value::Null).await.is(200);
    let page = begun["verification_url"].as_str().expect("a page");
    assert_eq!(sent(app.http.get(page)).await.status, 200, "the browser's part");

    let offered = [known(&app, 0).await, known(&app, 1).await];
    assert_eq!(offered[0]["own_channel"], "ada");
    assert_eq!(offered[1]["own_channel"], offered[1]["user_id"], "a handle can change");
    for (place, account) in offered.iter().enumerate() {
        let new = json!({"platform": account["platform"], "channel": account["own_channel"]});
        let source = app.post("/api/sources", new).await.is(201);
        assert_eq!(known(&app, place).await.get("own_channel"), None, "it is a source now");
        app.delete(&format!("/api/sources/{}", source["id"].as_str().expect("an id")))
            .await
            .is(204);
        assert_eq!(known(&app, place).await["own_channel"], account["own_channel"]);
    }
    // By another name it is the same channel.
    app.add("youtube", "@ADA").await;
    assert_eq!(known(&app, 1).await.get("own_channel"), None);
}

#[tokio::test]
async fn badges_and_cheermotes_are_the_channel_s_while_somebody_is_signed_in() {
    let world = World::new().await;
    let room = fake_platforms::twitch::room_id("grace");
    world.identity.set_badge(&room, "subscriber", "0", "Friend of Grace", "friend");
    world.identity.set_cheermote(&room, "Grace", &[1, 100]);
    let app = started(&world).await;
    app.add_live("twitch", "grace").await;
    let line = |id: u32| {
        format!(
            "@badge-info=subscriber/2;badges=subscriber/0;bits=100;display-name=Ann;emotes=;\
             id=cheer-{id};room-id={room};tmi-sent-ts=1764000000000;user-id=7 \
             :ann!ann@ann.tmi.twitch.tv PRIVMSG #grace :Grace100 number {id}"
        )
    };
    let mut overlay = app.overlay().await;
    world.twitch.send_line(&line(0)).await;
    let before = overlay.message("Grace100 number 0").await;
    assert_eq!(before["author"]["badges"][0]["title"], "Subscriber (2 months)");

    sign_in(&world, &app, &[]).await;
    let mut number = 0;
    let after = until("they are the channel's", async || {
        number += 1;
        world.twitch.send_line(&line(number)).await;
        let message = overlay.message(&format!("Grace100 number {number}")).await;
        (message["author"]["badges"][0]["title"] == "Friend of Grace").then_some(message)
    })
    .await;
    assert_ne!(after["author"]["badges"][0]["icon"], before["author"]["badges"][0]["icon"]);
    let is_cheer = |part: &&Value| part["text"] == "Grace100";
    let picture = |message: &Value| {
        let parts = message["body"].as_array().expect("parts").clone();
        parts.iter().find(is_cheer).expect("a cheer").clone()
    };
    until("the cheermote too", async || {
        number += 1;
        world.twitch.send_line(&line(number)).await;
        let message = overlay.message(&format!("Grace100 number {number}")).await;
        (picture(&message) != picture(&before)).then_some(())
    })
    .await;

    app.delete("/api/accounts/twitch").await.is(204);
    until("all is as it was", async || {
        number += 1;
        world.twitch.send_line(&line(number)).await;
        let message = overlay.message(&format!("Grace100 number {number}")).await;
        let badges = &message["author"]["badges"];
        (badges == &before["author"]["badges"] && picture(&message) == picture(&before))
            .then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_chatter_s_picture_comes_after_the_message_where_an_overlay_shows_it() {
    let world = World::new().await;
    let app = started(&world).await;
    app.add_live("twitch", "grace").await;
    let mut overlay = app.overlay().await;
    let say = |text: &str| {
        let id = text.replace(' ', "-");
        privmsg("grace", "ann", &id, text).replace("u-ann", "7007")
    };
    sign_in(&world, &app, &[]).await;
    world.twitch.send_line(&say("one")).await;
    let before = overlay.message("one").await;
    assert_eq!(before["author"].get("avatar"), None, "nobody shows it");
    assert_eq!(world.identity.stats().users_asked, [0; 0], "nor asks for it");

    let overlays = app.get("/api/overlays").await.is(200);
    let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
    app.patch(&path, json!({"options": {"avatars": true}})).await.is(200);
    let mut number = 0;
    let avatar = until("it is named", async || {
        number += 1;
        let text = format!("again {number}");
        world.twitch.send_line(&say(&text)).await;
        let message = overlay.message(&text).await;
        message["author"]["avatar"].as_str().map(str::to_owned)
    })
    .await;
    let ask =
        async || sent(app.request(reqwest::Method::GET, &format!("{avatar}?h=30&wait=0"))).await;
    until("it is there", async || (ask().await.status == 200).then_some(())).await;
    assert_eq!(world.identity.stats().users_asked, [1], "once");
    let asked = world.emotes.stats().requests;
    assert!(asked.keys().any(|url| url.contains("-profile_image-50x50.png")), "{asked:?}");
}
