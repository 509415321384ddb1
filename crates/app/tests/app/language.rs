//! The language that is set: what a person reads is in it, and the log is not.

use serde_json::{Value, json};

use crate::faults::logs;
use crate::support::{App, View, World, raw};

/// The sentence of the first source.
async fn detail(app: &App) -> String {
    let health = app.get("/api/health").await.is(200);
    health["sources"][0]["detail"].as_str().unwrap_or_default().to_owned()
}

async fn speak(app: &App, language: &str) {
    app.patch("/api/settings", json!({ "language": language })).await.is(200);
}

#[tokio::test]
async fn a_source_and_a_refusal_speak_the_language_that_is_set() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    assert_eq!(detail(&app).await, "Reading the chat of ada.", "the system's, in this test");

    speak(&app, "de").await;
    assert_eq!(detail(&app).await, "Liest den Chat von ada.");
    let sources = app.get("/api/sources").await.is(200);
    assert_eq!(sources[0]["detail"], "Liest den Chat von ada.");
    let accounts = app.get("/api/accounts").await.is(200);
    assert!(
        accounts[0]["detail"].as_str().is_some_and(
            |detail| detail.contains("Client-ID") || detail.starts_with("Nicht angemeldet")
        ),
        "{accounts}"
    );
    let obs = app.get("/api/obs").await.is(200);
    let off = "Die Verbindung zu OBS ist aus. Schalte sie im Dashboard ein, unter „OBS“.";
    assert_eq!(obs["detail"], off, "it is told anew in another language");

    let again = app.post("/api/sources", json!({"platform": "twitch", "channel": "ada"})).await;
    let refusal = again.refused(409);
    assert_eq!(refusal["code"], "already_added", "the code is of no language");
    assert_eq!(refusal["message"], "dieser Kanal steht schon in der Liste");
    assert_eq!(refusal["hint"], "Such ihn in der Liste der Kanäle.");
    let refusal = app.patch("/api/settings", json!({"chat_speed": 0})).await.refused(422);
    assert_eq!(refusal["field"], "chat_speed");
    assert_eq!(
        refusal["message"], "chat_speed: 0 würde den Chat anhalten; null schaltet es aus",
        "a field's name is the API's"
    );

    speak(&app, "es").await;
    assert_eq!(detail(&app).await, "Leyendo el chat de ada.");
    speak(&app, "en").await;
    assert_eq!(detail(&app).await, "Reading the chat of ada.");
    assert!(logs(&world).contains("Reading the chat of ada."), "the log is English");
    assert!(!logs(&world).contains("Liest den Chat"), "and nothing else");
    app.stop().await;
}

#[tokio::test]
async fn a_refusal_that_knows_no_settings_speaks_it_too() {
    let world = World::new().await;
    let app = world.start().await;
    speak(&app, "de").await;
    // Before any key is looked at, and with a length that is the German one's.
    let host = "Host: evil.test\r\nConnection: close\r\n";
    let (status, answer) =
        raw(app.port(), &format!("GET /api/health HTTP/1.1\r\n{host}\r\n")).await;
    assert_eq!(status, 403);
    assert!(answer.contains("diese Anfrage kommt nicht von den eigenen Seiten"), "{answer}");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    let head = head.to_ascii_lowercase();
    assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{answer}");
    assert!(head.contains("content-type: application/json\r\n"), "{answer}");
    let refusal =
        app.post("/api/sources", json!({"platform": "twitch", "channel": "foo.com"})).await;
    let refusal = refusal.refused(422);
    assert_eq!(refusal["message"], "channel: foo.com ist nicht Twitch");
    let hint = "Füge den Namen oder die Adresse des Kanals ein, etwa twitch.tv/name.";
    assert_eq!(refusal["hint"], hint);
    let refusal: Value = app.get("/api/nothing").await.refused(404);
    assert_eq!(refusal["message"], "unter dieser Adresse ist nichts");
    app.stop().await;
}

#[tokio::test]
async fn open_pages_are_told_anew_in_another_language() {
    let world = World::new().await;
    let app = world.start().await;
    app.add_live("twitch", "ada").await;
    let mut view = View::open(&app.ws(app.text("api_token"))).await;
    let says = |view: &View, words: &str| {
        view.status.as_ref().is_some_and(|status| status["sources"][0]["detail"] == words)
    };
    view.until("English", |view| says(view, "Reading the chat of ada.")).await;
    let of_obs = |view: &View| view.frames.iter().filter(|kind| *kind == "obs").count();
    let before = of_obs(&view);
    speak(&app, "de").await;
    view.until("German", |view| says(view, "Liest den Chat von ada.") && of_obs(view) > before)
        .await;
    app.stop().await;
}
