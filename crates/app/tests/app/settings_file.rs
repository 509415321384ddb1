//! Everything that is set as one file, and read again.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, World, sent};

async fn filled(app: &App) -> Value {
    app.add("twitch", "ada").await;
    let patch = json!({
        "chat_speed": 33,
        "hotkeys": {"hide_chat": "ctrl+alt+h"},
        "accounts": {"google_client_secret": "not-to-be-seen"},
    });
    app.patch("/api/settings", patch).await.is(200);
    let new = json!({"name": "Second", "custom_css": ".text { color: red }", "options": {"look": {"size": 31}}});
    app.post("/api/overlays", new).await.is(201);
    let page = json!({
        "name": "ada", "title": "Help", "text": "Thank you.", "thanks": "Thanks, {name}!",
        "links": [{"label": "Tip", "url": "https://tips.test/ada"}],
        "goals": [{"title": "Camera", "amount": "100", "currency": "EUR"}],
        "rates": [{"from": "USD", "to": "EUR", "rate": "0.9"}],
    });
    app.call(Method::PUT, "/api/support", page).await.is(200);
    app.post("/api/moderators", json!({"name": "Mo", "rights": ["hide", "queue"]})).await.is(201);
    app.get("/api/settings/export").await.is(200)
}

#[tokio::test]
async fn on_another_computer_it_is_all_there_and_no_secret_was_in_the_file() {
    let world = World::new().await;
    let app = world.start().await;
    let file = filled(&app).await;
    let overlays = app.get("/api/overlays").await.is(200);
    for overlay in overlays.as_array().expect("a list") {
        let key = overlay["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
        assert!(!file.to_string().contains(key), "no overlay's key");
    }
    let invited = app.get("/api/moderators").await.is(200);
    let key = invited[0]["url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a key");
    assert!(!file.to_string().contains(key), "no moderator's key");
    assert!(!file.to_string().contains("not-to-be-seen"));
    app.stop().await;

    let world = World::new().await;
    let other = world.start().await;
    let before = other.get("/api/settings/export").await.is(200);
    let change = other.post("/api/settings/import?preview=true", file.clone()).await.is(200);
    assert_eq!(change["sources_added"], json!(["twitch ada"]));
    let added = change["overlays_added"].as_array().expect("a list");
    assert!(added.contains(&json!("Second")), "{change}");
    let settings = change["settings"].as_array().expect("a list");
    let speed = json!({"name": "chat_speed", "from": null, "to": 33});
    let of_support = settings.iter().filter_map(|change| change["name"].as_str());
    let of_support = of_support.filter(|name| name.starts_with("support.")).count();
    assert_eq!(of_support, 7, "{change}");
    assert!(settings.contains(&speed) && settings.len() == 2 + of_support, "{change}");
    assert_eq!(change["moderators_added"], json!(["Mo"]));
    assert_eq!(change.get("kept"), None);
    let now = other.get("/api/settings/export").await.is(200);
    assert_eq!(now, before, "a preview changes nothing");

    let done = other.post("/api/settings/import", file.clone()).await.is(200);
    assert_eq!(done["overlays_added"], change["overlays_added"]);
    let settings = other.get("/api/settings").await.is(200);
    assert_eq!(settings["hotkeys"]["hide_chat"], "Ctrl+Alt+H");
    let overlays = other.get("/api/overlays").await.is(200);
    let second = overlays.as_array().expect("a list").iter().find(|o| o["name"] == "Second");
    assert_eq!(second.expect("it is there")["options"]["look"]["size"], 31);

    assert_eq!(other.get("/api/settings/export").await.is(200)["support"], file["support"]);
    let there = other.get("/api/moderators").await.is(200);
    assert_eq!(there[0]["rights"], invited[0]["rights"]);
    assert_ne!(there[0]["url"], invited[0]["url"], "with a key of their own");

    let kept = std::fs::read(done["kept"].as_str().expect("it was kept")).expect("it is there");
    let kept: Value = serde_json::from_slice(&kept).expect("it is whole");
    assert_eq!(kept, before, "what was set before can be read in the same way");
    let back = other.post("/api/settings/import", kept).await.is(200);
    assert_ne!(back["kept"], done["kept"], "each import has a file of its own");
    assert_eq!(other.get("/api/settings").await.is(200)["chat_speed"], json!(null), "{back}");
}

#[tokio::test]
async fn on_the_same_computer_overlays_keep_their_addresses() {
    let world = World::new().await;
    let app = world.start().await;
    let file = filled(&app).await;
    let before = app.get("/api/overlays").await.is(200);
    let nothing = app.post("/api/settings/import?preview=true", file.clone()).await.is(200);
    let empty = json!({
        "settings": [], "sources_added": [], "overlays_added": [], "overlays_changed": [],
        "moderators_added": [],
    });
    assert_eq!(nothing, empty);

    let id = before[1]["id"].as_str().expect("an id");
    let patch = json!({"name": "Other", "options": {"look": {"size": 12, "font": "inter"}}});
    app.patch(&format!("/api/overlays/{id}"), patch).await.is(200);
    app.patch("/api/settings", json!({"chat_speed": null})).await.is(200);
    let change = app.post("/api/settings/import", file).await.is(200);
    assert_eq!(change["overlays_changed"], json!(["Other"]));
    assert_eq!(app.get("/api/overlays").await.is(200), before, "the address is in it");
    let secret = &app.get("/api/settings").await.is(200)["accounts"]["google_client_secret"];
    assert_eq!(secret, "not-to-be-seen", "what is not in the file stays");
}

#[tokio::test]
async fn a_file_that_can_not_be_taken_names_what_is_wrong_and_changes_nothing() {
    let world = World::new().await;
    let app = world.start().await;
    let file = filled(&app).await;
    for (at, bad, field) in [
        ("/format", json!("other"), "format"),
        ("/version", json!(2), "version"),
        ("/settings", json!({"chat_speed": 0}), "chat_speed"),
        ("/settings", json!({"bogus": 1}), "bogus"),
        ("/sources/0/platform", json!("myspace"), "sources[0].platform"),
        ("/sources/0/channel", json!("no channel!"), "sources[0].channel"),
        ("/overlays/1/name", json!(""), "overlays[1].name"),
        ("/overlays/1/options", json!({"look": {"size": 1_000}}), "overlays[1].look.size"),
        ("/overlays/0/theme", json!("../other"), "overlays[0].theme"),
        ("/overlays/0/theme", json!("lower-third"), "overlays[0].theme"),
        ("/support/links/0/url", json!("http://tips.test"), "support.links[0].url"),
        ("/moderators/0/rights", json!(["rule"]), "moderators[0].rights"),
        (
            "/overlays/0/custom_css",
            json!("a { background: url(//x.test) }"),
            "overlays[0].custom_css",
        ),
    ] {
        let mut broken = file.clone();
        *broken.pointer_mut("/settings/chat_speed").expect("it is there") = json!(99);
        *broken.pointer_mut(at).expect("it is there") = bad;
        for how in ["?preview=true", ""] {
            let path = format!("/api/settings/import{how}");
            let error = app.post(&path, broken.clone()).await.refused(422);
            assert_eq!(error["field"], field, "{error}");
        }
        assert_eq!(app.get("/api/settings/export").await.is(200), file, "{field}");
    }
}

/// The refusal of what was chosen, whatever its bytes are.
async fn choose(app: &App, path: &str, file: &str) -> Value {
    let request = app.request(Method::POST, path).bearer_auth(app.text("api_token"));
    let request = request.header("content-type", "application/json");
    let answer = sent(request.body(file.to_owned())).await;
    let status = if answer.status == 400 { 400 } else { 422 };
    answer.refused(status)
}

#[tokio::test]
async fn a_file_that_is_no_export_is_refused_in_words_and_one_of_the_other_kind_is_sent_there() {
    let world = World::new().await;
    let app = world.start().await;
    let settings = app.get("/api/settings/export").await.is(200);
    let overlay = app.get("/api/overlays").await.is(200)[0]["id"].clone();
    let overlay = overlay.as_str().expect("an id");
    let overlay = app.get(&format!("/api/overlays/{overlay}/export")).await.is(200);
    let before = settings.clone();
    let with = |file: &Value, field: &str, value: Value| {
        let mut file = file.clone();
        file[field] = value;
        file.to_string()
    };
    let without = |file: &Value, field: &str| {
        let mut file = file.clone();
        file.as_object_mut().expect("an object").remove(field);
        file.to_string()
    };
    let none = "this file was not exported from MultiChat Overlay";
    let damaged = "this file is damaged, or was changed by hand: ";
    for (import, own, other, elsewhere, to) in [
        (
            "/api/settings/import",
            &settings,
            &overlay,
            "this file is one overlay, and not all settings",
            "Overlays",
        ),
        (
            "/api/overlays/import",
            &overlay,
            &settings,
            "this file has all settings, and not one overlay",
            "in the settings",
        ),
    ] {
        let cut = own.to_string().chars().take(40).collect::<String>();
        for (file, says, hint) in [
            (String::new(), none, "Export"),
            ("not even JSON".into(), none, "Export"),
            ("\u{0}PNG".into(), none, "Export"),
            (cut, none, "Export"),
            ("null".into(), none, "Export"),
            ("[1, 2]".into(), none, "Export"),
            ("\"text\"".into(), none, "Export"),
            (r#"{"name": "package", "version": "1.0.0"}"#.into(), none, "Export"),
            (with(own, "format", json!(7)), none, "Export"),
            (with(own, "format", json!("other")), none, "Export"),
            (other.to_string(), elsewhere, to),
            (
                with(own, "version", json!(2)),
                "a newer version of MultiChat Overlay wrote",
                "Update",
            ),
            (with(own, "version", json!("1")), damaged, "again"),
            (without(own, "version"), damaged, "again"),
            (with(own, "bogus", json!(1)), damaged, "again"),
            (with(own, "overlays", json!(1)), damaged, "again"),
            (with(own, "name", json!(1)), damaged, "again"),
        ] {
            let error = choose(&app, import, &file).await;
            let said = error["message"].as_str().expect("a sentence");
            let todo = error["hint"].as_str().expect("what to do");
            assert!(said.starts_with(says), "{import} of {file}: {said}");
            assert!(todo.contains(hint) && todo.contains("Nothing was changed."), "{todo}");
            let of_a_parser =
                ["expected", "missing field", "unknown field", "line 1", "column", "`"];
            assert!(!of_a_parser.iter().any(|word| said.contains(word)), "{said}");
        }
    }
    let error = choose(&app, "/api/settings/import", &without(&settings, "sources")).await;
    assert_eq!(error["field"], "sources");
    assert_eq!(error["message"], format!("{damaged}sources is missing in it"));
    let one = json!([{"id": "x", "name": 1, "theme": "ticker", "custom_css": "", "options": {}}]);
    let error = choose(&app, "/api/settings/import", &with(&settings, "overlays", one)).await;
    assert_eq!(error["message"], format!("{damaged}at overlays[0].name, a text is meant here"));
    app.patch("/api/settings", json!({"language": "de"})).await.is(200);
    let error = choose(&app, "/api/settings/import", &with(&settings, "bogus", json!(1))).await;
    let german = "diese Datei ist beschädigt oder wurde von Hand geändert: bogus gibt es in keiner \
                  solchen Datei";
    assert_eq!(error["message"], german);
    app.patch("/api/settings", json!({"language": before["settings"]["language"]})).await.is(200);
    assert_eq!(app.get("/api/settings/export").await.is(200), before, "nothing is changed");
}

#[tokio::test]
async fn all_that_is_kept_is_in_the_file_or_is_a_secret_or_this_computers_own() {
    let world = World::new().await;
    let app = world.start().await;
    let file = filled(&app).await;
    let kept = std::fs::read(world.data_dir().join("multichat.settings.json")).expect("a copy");
    let kept: Value = serde_json::from_slice(&kept).expect("it is whole");
    for table in kept["tables"].as_array().expect("a list") {
        let part = match table["name"].as_str().expect("a name") {
            "setting" => "settings",
            "source" => "sources",
            "overlay" => "overlays",
            "support" => "support",
            "moderator" => "moderators",
            // Keys, and what sources in this computer's OBS are called.
            "page_key" | "obs_source" => continue,
            other => panic!("{other} is kept: put it into the file, or name it here"),
        };
        let part = &file[part];
        assert!(part.as_array().is_none_or(|all| !all.is_empty()) && !part.is_null(), "{table}");
    }
    let mut older = file.clone();
    let fields = older.as_object_mut().expect("an object");
    fields.remove("support");
    fields.remove("moderators");
    app.post("/api/settings/import", older).await.is(200);
    assert_eq!(app.get("/api/settings/export").await.is(200), file, "an older file takes nothing");
}
