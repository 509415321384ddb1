//! Pictures of messages, from their hosts to the pages.

use fake_platforms::emotes::{Emote, Fault, Platform, Provider};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, CHANNEL, VIDEO, View, World, privmsg, sent, until};

/// Where the picture of `Kappa` is.
const KAPPA: &str = "static-cdn.jtvnw.net/emoticons/v2/25/default/dark/2.0";

/// A line with `Kappa` at its beginning.
fn kappa(id: &str, text: &str) -> String {
    privmsg("ada", "ann", id, &format!("Kappa {text}")).replacen("emotes=;", "emotes=25:0-4;", 1)
}

/// The address of the first picture in a message's text.
fn picture(message: &Value) -> String {
    let parts = message["body"].as_array().expect("it has a body");
    let found = parts.iter().find_map(|part| part["image"].as_str());
    found.unwrap_or_else(|| panic!("a part with a picture in {message}")).to_owned()
}

/// What anybody gets, without a key.
async fn ask(app: &App, path: &str) -> Answer {
    sent(app.request(Method::GET, path)).await
}

/// The application that reads `#ada`, and its overlay.
async fn reading(world: &World) -> (App, View) {
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let overlay = app.overlay().await;
    (app, overlay)
}

async fn say_kappa(world: &World, overlay: &mut View, id: &str) -> String {
    world.twitch.send_line(&kappa(id, id)).await;
    picture(&overlay.message(&format!("Kappa {id}")).await)
}

#[tokio::test]
async fn a_picture_comes_from_its_host_once_and_may_be_kept_for_ever() {
    let world = World::new().await;
    let (app, mut overlay) = reading(&world).await;
    let path = say_kappa(&world, &mut overlay, "one").await;
    assert!(path.starts_with("/img/"), "{path}");
    for _ in 0..3 {
        let answer = ask(&app, &path).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("content-type"), Some("image/png"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        let kept = answer.header("cache-control").expect("it says how long");
        assert!(kept.contains("immutable") && kept.contains("max-age=31536000"), "{kept}");
    }
    assert_eq!(say_kappa(&world, &mut overlay, "two").await, path, "one picture, one address");
    let asked = world.emotes.stats().requests;
    assert_eq!(asked.get(KAPPA), Some(&1), "{asked:?}");
}

#[tokio::test]
async fn a_page_that_does_not_wait_is_told_at_once_and_gets_it_later() {
    let world = World::new().await;
    world.emotes.fail("static-cdn.jtvnw.net", Fault::Slow(300), None);
    let (app, mut overlay) = reading(&world).await;
    let path = say_kappa(&world, &mut overlay, "one").await;
    let path = format!("{path}?h=28&wait=0");
    let first = ask(&app, &path).await;
    assert_eq!((first.status, first.header("cache-control")), (204, Some("no-store")));
    until("it is there", async || (ask(&app, &path).await.status == 200).then_some(())).await;
    let asked = world.emotes.stats().requests;
    let small = KAPPA.replace("2.0", "1.0");
    assert_eq!(asked.get(&small), Some(&1), "the size that is drawn, once: {asked:?}");
}

#[tokio::test]
async fn only_what_a_message_had_can_be_asked_for() {
    let world = World::new().await;
    let (app, _overlay) = reading(&world).await;
    for id in [
        "00000000000000000000000000000000",
        "https%3A%2F%2Fstatic-cdn.jtvnw.net%2Fx",
        "..%2f..%2fetc%2fpasswd",
        "x",
    ] {
        let answer = ask(&app, &format!("/img/{id}")).await;
        assert_eq!(answer.status, 404, "{id}");
        assert_eq!(ask(&app, &format!("/img/{id}?wait=0")).await.status, 404, "{id}");
    }
    for query in ["h=x", "h=-1", "h=99999999", "wait=x"] {
        let answer = ask(&app, &format!("/img/00000000000000000000000000000000?{query}")).await;
        assert!((400..500).contains(&answer.status), "{query}: {}", answer.status);
    }
    assert_eq!(world.emotes.stats().images_at_once, 0);
}

#[tokio::test]
async fn what_is_no_picture_is_not_passed_on_and_says_so() {
    let hosts = |to: &str| Fault::Redirect(to.to_owned());
    for (fault, status, code) in [
        (Fault::Svg, 404, "image_refused"),
        (Fault::SvgAsPng, 404, "image_refused"),
        (Fault::Html, 404, "image_refused"),
        (Fault::WrongBytes, 404, "image_refused"),
        (Fault::Truncated, 404, "image_refused"),
        (Fault::Huge, 404, "image_refused"),
        (Fault::Endless, 404, "image_refused"),
        (Fault::PngBomb, 404, "image_refused"),
        (Fault::GifBomb, 404, "image_refused"),
        (Fault::WebpBomb, 404, "image_refused"),
        (Fault::WebpFrames, 404, "image_refused"),
        (hosts("http://127.0.0.1:1/x.png"), 404, "image_refused"),
        (hosts("https://10.0.0.1/x.png"), 404, "image_refused"),
        (hosts("https://[::ffff:127.0.0.1]/x.png"), 404, "image_refused"),
        (hosts("https://evil.test/x.png"), 404, "image_refused"),
        (Fault::Down, 502, "image_unavailable"),
        (Fault::Status(500), 502, "image_unavailable"),
    ] {
        let world = World::new().await;
        world.emotes.fail("static-cdn.jtvnw.net", fault.clone(), None);
        let (app, mut overlay) = reading(&world).await;
        let path = say_kappa(&world, &mut overlay, "one").await;
        let answer = ask(&app, &path).await;
        let refusal = answer.refused(status);
        assert_eq!(refusal["code"], code, "{fault:?}: {refusal}");
        assert_eq!(
            ask(&app, &format!("{path}?wait=0")).await.status,
            204,
            "a page is told nothing"
        );
    }
}

#[tokio::test]
async fn pictures_are_there_after_a_restart_though_their_host_is_not() {
    let world = World::new().await;
    let (app, mut overlay) = reading(&world).await;
    let path = say_kappa(&world, &mut overlay, "one").await;
    assert_eq!(ask(&app, &path).await.status, 200);
    app.stop().await;
    world.emotes.fail("static-cdn.jtvnw.net", Fault::Down, None);
    let app = world.start().await;
    assert_eq!(ask(&app, &path).await.status, 200, "it was kept");
    assert_eq!(world.emotes.stats().requests.get(KAPPA), Some(&1));
}

#[tokio::test]
async fn emotes_that_others_add_are_drawn_on_both_platforms() {
    let world = World::new().await;
    world.live_on_youtube();
    world.emotes.set(Provider::Bttv, Platform::YouTube, CHANNEL, &[Emote::named("better")]);
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    app.add_live("youtube", "@grace").await;
    let mut overlay = app.overlay().await;
    until("all providers have answered", async || {
        let health = app.get("/api/health").await.is(200);
        let emotes = health["emotes"].as_array().expect("a list").clone();
        (emotes.len() == 3 && emotes.iter().all(|each| each["state"] == "ok")).then_some(())
    })
    .await;
    world.twitch.send_line(&privmsg("ada", "ann", "t", "x RainTime")).await;
    let message = overlay.message("x RainTime").await;
    assert_eq!(message["body"][1]["provider"], "7tv", "{message}");
    assert_eq!(ask(&app, &picture(&message)).await.header("content-type"), Some("image/webp"));
    world.youtube.chat(VIDEO, "Grace", "y better").expect("it is live");
    let message = overlay.message("y better").await;
    assert_eq!(message["body"][1]["provider"], "bttv", "{message}");
    assert_eq!(ask(&app, &picture(&message)).await.status, 200);
}

#[tokio::test]
async fn an_overlay_gets_what_it_is_to_show_and_its_snapshot_is_full_of_it() {
    let world = World::new().await;
    let (app, mut overlay) = reading(&world).await;
    let overlays = app.get("/api/overlays").await.is(200);
    let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
    let raid = || app.post("/api/test-message", json!({"kind": "raid", "platform": "twitch"}));
    raid().await.is(200);
    for number in 0..70 {
        world.twitch.send_line(&privmsg("ada", "ann", &format!("m{number}"), "chatter")).await;
    }
    overlay.until("all of it", |view| view.messages.len() == 71).await;

    let changed = app.patch(&path, json!({"options": {"hidden": ["chat"]}})).await.is(200);
    assert_eq!(changed["options"]["hidden"], json!(["chat"]));
    let only_raids = |view: &View| view.messages.iter().all(|message| message["kind"] == "raid");
    overlay.until("the raid alone", |view| only_raids(view) && view.messages.len() == 1).await;
    let is_told = |view: &View| {
        view.look.as_ref().is_some_and(|look| look["options"]["hidden"] == json!(["chat"]))
    };
    overlay.until("it is told the options", is_told).await;

    world.twitch.send_line(&privmsg("ada", "ann", "hidden", "hidden chatter")).await;
    raid().await.is(200);
    overlay.until("the next raid", |view| view.messages.len() == 2).await;
    assert!(only_raids(&overlay), "chat does not reach it: {:?}", overlay.messages);
    assert!(!app.overlay().await.texts().contains(&"hidden chatter".to_owned()));
    let history = app.history().await;
    assert!(history.iter().any(|message| message["text"] == "hidden chatter"), "it is kept");

    app.patch(&path, json!({"options": {"hidden": []}})).await.is(200);
    overlay.message("hidden chatter").await;
}

#[tokio::test]
async fn options_that_are_none_are_refused_and_change_nothing() {
    let world = World::new().await;
    let app = world.start().await;
    let overlays = app.get("/api/overlays").await.is(200);
    let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
    for (options, field) in [
        (json!({"bogus": true}), "bogus"),
        (json!({"emotes": {"bogus": true}}), "emotes.bogus"),
        (json!({"hidden": ["bogus"]}), "hidden"),
        (json!({"gifs": "yes"}), "gifs"),
        (json!([1]), "options"),
    ] {
        let refusal =
            app.patch(&path, json!({"name": "new", "options": options})).await.refused(422);
        assert!(refusal["message"].as_str().expect("words").contains(field), "{refusal}");
    }
    assert_eq!(app.get("/api/overlays").await.is(200), overlays);
    app.patch(&path, json!({"options": {"emotes": {"7tv": false}}})).await.is(200);
    let app = {
        app.kill();
        world.start().await
    };
    let kept = app.get("/api/overlays").await.is(200);
    assert_eq!(kept[0]["options"]["emotes"]["7tv"], false, "it is there after a kill");
}

#[tokio::test]
async fn an_overlay_that_was_away_while_its_rules_changed_begins_anew() {
    let world = World::new().await;
    let (app, mut overlay) = reading(&world).await;
    let overlays = app.get("/api/overlays").await.is(200);
    let path = format!("/api/overlays/{}", overlays[0]["id"].as_str().expect("an id"));
    let hide = |names: Value| app.patch(&path, json!({"options": {"hidden": names}}));
    let url = app.ws(app.overlay_key());
    world.twitch.send_line(&privmsg("ada", "ann", "m1", "chatter")).await;
    overlay.message("chatter").await;

    hide(json!(["chat", "raid"])).await.is(200);
    let mut away = app.overlay().await;
    assert_eq!(away.texts(), [""; 0], "it gets no chat");
    world.twitch.send_line(&privmsg("ada", "ann", "m2", "more")).await;
    away.resume(&url).await;
    assert_eq!(away.frames.last().map(String::as_str), Some("resume"), "by the same rules");

    hide(json!([])).await.is(200);
    away.resume(&url).await;
    away.message("chatter").await;
    hide(json!(["chat"])).await.is(200);
    away.resume(&url).await;
    away.gone("chatter").await;
}
