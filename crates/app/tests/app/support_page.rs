//! The support page and its overlay, through the whole application.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, World, privmsg, sent, until};

fn page() -> Value {
    json!({
        "name": "ada", "title": "Help me out", "text": "", "thanks": "Thanks, {name}!",
        "links": [{"label": "Ko-fi", "url": "https://ko-fi.com/ada"}],
        "goals": [{"title": "Mic", "amount": "20", "currency": "USD", "start": "1.50"}],
        "rates": [{"from": "BITS", "to": "USD", "rate": "0.01"}],
    })
}

async fn put(app: &App, page: Value) -> crate::support::Answer {
    app.call(Method::PUT, "/api/support", page).await
}

async fn seen(app: &App, path: &str) -> crate::support::Answer {
    sent(app.request(Method::GET, path)).await
}

#[tokio::test]
async fn everybody_sees_what_the_streamer_put_there_and_no_more() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    for path in ["/support/ada", "/support/", "/support/ada/page.json"] {
        seen(&app, path).await.refused(404);
    }
    put(&app, page()).await.is(200);
    assert!(seen(&app, "/support/ada").await.text.contains("support-page.js"));
    seen(&app, "/support/bob").await.refused(404);

    let line = format!(
        "@bits=500;display-name=ann;id=c1;room-id=1;tmi-sent-ts={};user-id=u-ann \
         :ann!ann@ann.tmi.twitch.tv PRIVMSG #ada :Cheer500 go",
        crate::support::millis()
    );
    world.twitch.send_lines(&[line]).await;
    let shown = until("the goal has moved", async || {
        let shown = seen(&app, "/support/ada/page.json").await.is(200);
        (shown["goals"][0]["value"] == "6.50").then_some(shown)
    })
    .await;
    assert_eq!(shown["goals"][0]["permille"], 325);
    assert!(shown.get("thanks").is_none(), "nothing that a viewer wrote: {shown}");
    assert_eq!(shown["theme"], "dark-purple", "where none is chosen");
    let qr = seen(&app, shown["links"][0]["qr"].as_str().expect("a path")).await;
    assert_eq!(qr.header("content-type"), Some("image/svg+xml"));
    assert!(qr.text.contains("<svg"));
    seen(&app, &format!("/support/ada/qr/{}.svg", "0".repeat(32))).await.refused(404);

    let mut bad = page();
    bad["links"][0]["url"] = json!("http://ko-fi.com");
    assert_eq!(put(&app, bad).await.refused(422)["field"], "links[0].url");
    app.stop().await;
    let app = world.start().await;
    let kept = app.get("/api/support").await.is(200);
    assert_eq!(kept["support"]["links"], page()["links"], "it is there after a restart");
}

#[tokio::test]
async fn what_goes_to_a_charity_moves_no_goal_and_is_not_thanked_for() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    put(&app, page()).await.is(200);
    let charity = format!(
        "@badges=;color=;display-name=ann;emotes=;flags=;id=d1;login=ann;mod=0;msg-id=charitydonation;\
         msg-param-charity-name=Sea\\sRescue;msg-param-donation-amount=5000;\
         msg-param-donation-currency=USD;msg-param-exponent=2;room-id=1;subscriber=0;\
         system-msg=ann:\\sDonated\\sUSD\\s50;tmi-sent-ts={};user-id=u-ann :tmi.twitch.tv USERNOTICE #ada",
        crate::support::millis()
    );
    let cheer = format!(
        "@bits=100;display-name=bob;id=c1;room-id=1;tmi-sent-ts={};user-id=u-bob \
         :bob!bob@bob.tmi.twitch.tv PRIVMSG #ada :Cheer100 go",
        crate::support::millis()
    );
    world.twitch.send_lines(&[cheer, charity]).await;
    let ledger = until("both are in the ledger", async || {
        let ledger = app.get("/api/ledger?platform=twitch").await.is(200);
        (ledger["entries"].as_array()?.len() == 2).then_some(ledger)
    })
    .await;
    assert_eq!(ledger["entries"][0]["message"]["kind"], "charity");
    let totals = ledger["totals"].as_array().expect("a list");
    assert!(totals.iter().any(|total| total["charity"] == true && total["value"] == "50.00"));
    let view = until("the cheer has moved the goal", async || {
        let view = app.get("/api/support").await.is(200)["view"].clone();
        (view["goals"][0]["value"] == "2.50").then_some(view)
    })
    .await;
    assert_eq!(view["thanks"]["name"], "bob", "the last one who gave to the streamer");
    let talk: Vec<_> =
        (0..200).map(|at| privmsg("ada", "ann", &format!("t{at}"), "talk")).collect();
    world.twitch.send_lines(&talk).await;
    world.twitch.send_line("@login=bob;target-msg-id=c1 :tmi.twitch.tv CLEARMSG #ada :go").await;
    until("what its platform deletes is thanked for no more, also in a busy chat", async || {
        let view = app.get("/api/support").await.is(200)["view"].clone();
        (view.get("thanks").is_none()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn nobody_is_thanked_before_the_longest_hold_is_over() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    put(&app, page()).await.is(200);
    let overlay = app.get("/api/overlays").await.is(200)[0]["id"].clone();
    let path = format!("/api/overlays/{}", overlay.as_str().expect("an id"));
    let hold = async |seconds: u8| {
        app.patch(&path, json!({"options": {"feed": {"hold": seconds}}})).await.is(200);
    };
    let view = async || app.get("/api/support").await.is(200)["view"].clone();
    let counted = async |sum: &str| {
        until("it counts", async || (view().await["goals"][0]["value"] == sum).then_some(())).await;
    };
    hold(30).await;
    world.twitch.send_line(&cheer("c1", "Bob", "held")).await;
    counted("2.50").await;
    assert!(view().await.get("thanks").is_none(), "it can still be stopped");
    let id = app.history().await[0]["id"].as_str().expect("an id").to_owned();
    app.post(&format!("/api/messages/{id}/pass"), Value::Null).await.is(204);
    until("a person let it pass", async || view().await.get("thanks").map(|_| ())).await;

    hold(1).await;
    world.twitch.send_line(&cheer("c2", "Eve", "next")).await;
    until("its hold is over", async || (view().await["thanks"]["name"] == "Eve").then_some(()))
        .await;
}

fn cheer(id: &str, name: &str, text: &str) -> String {
    format!(
        "@bits=100;display-name={name};id={id};room-id=1;tmi-sent-ts={};user-id=u-{id} \
         :{id}!{id}@{id}.tmi.twitch.tv PRIVMSG #ada :Cheer100 {text}",
        crate::support::millis()
    )
}

#[tokio::test]
async fn what_no_chat_overlay_shows_is_not_thanked_for_by_name() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    put(&app, page()).await.is(200);
    let overlay = app.get("/api/overlays").await.is(200)[0]["id"].clone();
    let path = format!("/api/overlays/{}", overlay.as_str().expect("an id"));
    let words = async |then: &str| {
        // Kinds and platforms are chosen for chat alone.
        let feed = json!({"platforms": ["youtube"], "words": {"blocked": ["idiot"], "then": then}});
        app.patch(&path, json!({"options": {"feed": feed, "hidden": ["cheer"]}})).await.is(200);
    };
    words("hide").await;
    let thanked = async |what: &str, name: &str, text: &str| {
        until(what, async || {
            let view = app.get("/api/support").await.is(200)["view"].clone();
            let thanks = &view["thanks"];
            let said = thanks["text"].as_str()?;
            (thanks["name"] == name && said.ends_with(text)).then_some(())
        })
        .await;
    };
    let lines = [cheer("c1", "Bob", "well played"), cheer("c2", "Eve", "you idiot")];
    world.twitch.send_lines(&lines).await;
    until("both count", async || {
        let view = app.get("/api/support").await.is(200)["view"].clone();
        (view["goals"][0]["value"] == "3.50").then_some(())
    })
    .await;
    thanked("the one before", "Bob", "well played").await;
    words("mask").await;
    thanked("its text with dots", "Eve", "you •••••").await;
    words("hold").await;
    thanked("not while it is held", "Bob", "well played").await;
    // Held on an overlay that shows Twitch and cheers.
    app.patch(&path, json!({"options": {"feed": {"platforms": ["twitch"]}, "hidden": []}}))
        .await
        .is(200);
    let held = until("it is held", async || {
        let held = app.get("/api/held").await.is(200);
        held[0]["message"]["id"].as_str().map(str::to_owned)
    })
    .await;
    app.post(&format!("/api/messages/{held}/pass"), Value::Null).await.is(204);
    thanked("once a person let it pass", "Eve", "you idiot").await;
}

#[tokio::test]
async fn the_page_wears_what_the_streamer_chose_and_they_hear_when_it_cannot() {
    let world = World::new().await;
    let app = world.start().await;
    let with = |theme: &str| {
        let mut page = page();
        page["theme"] = json!(theme);
        page
    };
    let worn = async || {
        let shown = seen(&app, "/support/ada/page.json").await.is(200);
        (shown["theme"].clone(), shown["theme_css"].as_str().unwrap_or_default().to_owned())
    };
    put(&app, with("ticker")).await.is(200);
    let (theme, css) = worn().await;
    assert_eq!(theme, "ticker");
    assert!(seen(&app, &css).await.text.contains("Ticker"), "{css}");
    assert_eq!(put(&app, with("no-such")).await.refused(422)["field"], "theme");
    assert_eq!(worn().await.0, "ticker", "what was refused has changed nothing");

    let mine = world.data_dir().join("themes/mine");
    std::fs::create_dir_all(&mine).expect("a folder");
    std::fs::write(mine.join("theme.json"), r#"{"name": "Mine"}"#).expect("a file");
    std::fs::write(mine.join("theme.css"), ".overlay {}").expect("a file");
    put(&app, with("mine")).await.is(200);
    let (_, before) = worn().await;
    std::fs::write(mine.join("theme.css"), ".overlay { --radius: 0 }").expect("a file");
    assert_ne!(worn().await.1, before, "a sheet that is written on has another address");
    std::fs::write(mine.join("theme.css"), "@import 'https://evil.test';").expect("a file");
    assert_eq!(worn().await.0, "dark-purple");
    until("the streamer is told", async || {
        let health = app.get("/api/health").await.is(200);
        health.to_string().contains("The support page can't wear its theme mine").then_some(())
    })
    .await;
    put(&app, with("")).await.is(200);
    assert_eq!(worn().await, (json!(""), String::new()));
}

#[tokio::test]
async fn a_support_overlay_gets_no_chat() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    put(&app, page()).await.is(200);
    let made = app.post("/api/overlays", json!({"kind": "support"})).await.is(201);
    assert_eq!((&made["kind"], &made["name"]), (&json!("support"), &json!("Support")));
    let key =
        made["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key").to_owned();
    let html = seen(&app, &format!("/overlay/{key}")).await;
    assert!(html.text.contains("support-overlay.js"), "{}", html.text);
    let mut view = crate::support::View::open(&app.ws(&key)).await;
    world.twitch.say("ada", "bob", "just talk").await;
    let test = json!({"kind": "donation", "platform": "donations"});
    app.post("/api/test-message", test).await.is(200);
    view.until("it is thanked", |view| {
        view.shown.as_ref().is_some_and(|shown| shown.get("thanks").is_some())
    })
    .await;
    let thanks = view.shown.as_ref().map(|shown| shown["thanks"]["id"].clone()).expect("thanks");
    let thanked = thanks.as_str().expect("an id").to_owned();
    for (what, is_thanked) in [("hide", false), ("unhide", true)] {
        app.post(&format!("/api/messages/{thanked}/{what}"), json!({})).await.is(204);
        view.until("it goes with its message, and comes back with it", |view| {
            view.shown.as_ref().is_some_and(|shown| shown.get("thanks").is_some() == is_thanked)
        })
        .await;
    }
    assert!(view.ever.is_empty(), "no chat: {:?}", view.ever);
    assert!(!view.frames.iter().any(|frame| frame == "changes"), "{:?}", view.frames);
    let path = format!("/api/overlays/{}", made["id"].as_str().expect("an id"));
    app.patch(&path, json!({"options": {"support": {"seconds": 2}}})).await.refused(422);
    app.patch(&path, json!({"kind": "chat"})).await.refused(422);
    app.post("/api/overlays", json!({"kind": "bogus"})).await.refused(422);
}
