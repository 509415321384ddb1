//! Several overlays: copies, files to keep, and custom CSS that is off.

use serde_json::{Value, json};

use crate::support::{App, View, World, until};

/// The first overlay, as the API tells it.
async fn first(app: &App) -> Value {
    app.get("/api/overlays").await.is(200)[0].clone()
}

/// An overlay's path in the API.
fn path(overlay: &Value) -> String {
    format!("/api/overlays/{}", overlay["id"].as_str().expect("an id"))
}

/// An overlay's page.
async fn page(app: &App, overlay: &Value) -> View {
    let url = overlay["url"].as_str().expect("an address");
    View::open(&app.ws(url.rsplit('/').next().expect("a key"))).await
}

#[tokio::test]
async fn a_theme_that_breaks_is_told_with_its_overlay_until_it_is_mended() {
    let world = World::new().await;
    let app = world.start().await;
    let theme = world.data_dir().join("themes/mine");
    let write = |css: &str| std::fs::write(theme.join("theme.css"), css).expect("a file");
    std::fs::create_dir_all(&theme).expect("a folder");
    std::fs::write(theme.join("theme.json"), r#"{"name": "Mine"}"#).expect("a file");
    write(".message { color: #ffffff }");
    let change = json!({"name": "Main scene", "theme": "mine"});
    let path = path(&first(&app).await);
    app.patch(&path, change).await.is(200);

    write("a {}\n.message { background: url(https://evil.test/x) }");
    let warning = until("the warning", async || {
        let health = app.get("/api/health").await.is(200);
        health["warnings"].as_array().expect("a list").first().cloned()
    })
    .await;
    assert_eq!(warning["code"], "theme_broken");
    let said = warning["message"].as_str().expect("a sentence");
    for part in ["“Main scene”", "mine", "Line 2 of theme.css"] {
        assert!(said.contains(part), "{said}");
    }
    let is_over = async || {
        let health = app.get("/api/health").await.is(200);
        (health["warnings"] == json!([])).then_some(())
    };
    write(".message { color: #fffffe }");
    until("it is mended", is_over).await;

    std::fs::remove_dir_all(&theme).expect("it is gone");
    until("it is told again", async || is_over().await.is_none().then_some(())).await;
    app.patch(&path, json!({"theme": "compact"})).await.is(200);
    until("another one is worn", is_over).await;
}

#[tokio::test]
async fn a_copy_is_the_same_under_another_name_and_address() {
    let world = World::new().await;
    let app = world.start().await;
    let change = json!({
        "name": "Scène 1",
        "theme": "bright-green",
        "custom_css": ".text { color: red }",
        "options": {"look": {"size": 31}, "feed": {"platforms": ["twitch"]}}
    });
    let one = app.patch(&path(&first(&app).await), change).await.is(200);
    let copy = app.post(&format!("{}/duplicate", path(&one)), Value::Null).await.is(201);
    assert_eq!(copy["name"], "Scène 1 copy");
    assert!(copy["id"] != one["id"] && copy["url"] != one["url"], "an address of its own");
    for same in ["kind", "theme", "custom_css", "options"] {
        assert_eq!(copy[same], one[same], "{same}");
    }
    let mut shown = page(&app, &copy).await;
    shown.until("the look of the copy", |view| view.look.is_some()).await;
    let look = shown.look.expect("it came");
    assert_eq!(look["options"]["look"]["size"], 31);
    let at_first = json!(["twitch", "youtube"]);
    assert_eq!(look["options"]["feed"]["platforms"], at_first, "its rules are for the streamer");

    app.patch(&path(&copy), json!({"options": {"look": {"size": 12}}})).await.is(200);
    assert_eq!(first(&app).await, one, "the first is not touched");
    let long = app.patch(&path(&copy), json!({"name": "ß".repeat(80)})).await.is(200);
    let copy = app.post(&format!("{}/duplicate", path(&long)), Value::Null).await.is(201);
    assert_eq!(copy["name"], format!("{} copy", "ß".repeat(75)), "a name has its bounds");
    let more = app.post(&format!("{}/duplicate", path(&one)), Value::Null).await.is(201);
    assert_eq!(more["name"], "Scène 1 copy", "the first has another name by now");
    app.post("/api/overlays/ovl-none/duplicate", Value::Null).await.refused(404);
    let before = app.get("/api/overlays").await.is(200);
    assert_eq!(before.as_array().map(Vec::len), Some(4));
    app.stop().await;

    let app = world.start().await;
    let again = app.get("/api/overlays").await.is(200);
    let names = |all: &Value| -> Vec<Value> {
        all.as_array().expect("a list").iter().map(|each| each["name"].clone()).collect()
    };
    assert_eq!(names(&again), names(&before), "a restart changes nothing");
}

#[tokio::test]
async fn what_is_exported_can_be_imported_and_has_no_key() {
    let world = World::new().await;
    let app = world.start().await;
    let change = json!({
        "theme": "bright-green",
        "custom_css": ".text { color: red }",
        "options": {"hidden": ["raid"], "look": {"font": "inter"}, "feed": {"hold": 3}}
    });
    let one = app.patch(&path(&first(&app).await), change).await.is(200);
    let answer = app.get(&format!("{}/export", path(&one))).await;
    assert!(!answer.text.contains(app.overlay_key()), "a file is given to others");
    let file = answer.is(200);
    let fields: Vec<_> = file.as_object().expect("an object").keys().cloned().collect();
    assert_eq!(fields, ["custom_css", "format", "kind", "name", "options", "theme", "version"]);
    assert_eq!((&file["format"], &file["version"]), (&json!("multichat-overlay"), &json!(1)));

    let other = World::new().await;
    let there = other.start().await;
    let taken = there.post("/api/overlays/import", file.clone()).await.is(201);
    for same in ["theme", "custom_css", "options"] {
        assert_eq!(taken[same], one[same], "{same}");
    }
    assert_eq!((&one["name"], &taken["name"]), (&json!("Chat"), &json!("Chat 2")), "its own");
    let again = there.post("/api/overlays/import", file.clone()).await.is(201);
    assert_eq!(again["name"], "Chat 3");
    let mut numbered = file.clone();
    numbered["name"] = json!("Chat 2");
    let next = there.post("/api/overlays/import", numbered).await.is(201);
    assert_eq!(next["name"], "Chat 4", "it is counted on");
    let long = json!({"name": "ß".repeat(80)});
    there.patch(&path(&again), long.clone()).await.is(200);
    let mut file = file;
    file["name"] = long["name"].clone();
    let bounded = there.post("/api/overlays/import", file).await.is(201);
    assert_eq!(bounded["name"], format!("{} 2", "ß".repeat(78)));
    assert_ne!(taken["url"], one["url"]);
    app.get("/api/overlays/ovl-none/export").await.refused(404);
}

#[tokio::test]
async fn a_file_that_can_not_be_taken_is_refused_by_the_field() {
    let world = World::new().await;
    let app = world.start().await;
    let file = app.get(&format!("{}/export", path(&first(&app).await))).await.is(200);
    let before = app.get("/api/overlays").await.is(200);
    for (bad, field) in [
        (json!({"format": "something"}), "format"),
        (json!({"version": 2}), "version"),
        (json!({"theme": "../other"}), "theme"),
        (json!({"theme": "lower-third"}), "theme"),
        (json!({"kind": "support", "theme": "lower-third"}), "theme"),
        (json!({"name": ""}), "name"),
        (json!({"custom_css": "a{}\nb{background:url(//evil.test)}"}), "custom_css"),
        (json!({"options": {"look": {"size": 1_000}}}), "look.size"),
        (json!({"options": {"bogus": 1}}), "bogus"),
        (json!({"key": "0123456789abcdef"}), "key"),
    ] {
        let mut file = file.clone();
        for (name, value) in bad.as_object().expect("it is one") {
            file[name] = value.clone();
        }
        let error = app.post("/api/overlays/import", file).await.refused(422);
        assert_eq!(error["field"], field, "{error}");
    }
    app.post("/api/overlays/import", json!({"format": "multichat-overlay"})).await.refused(422);
    assert_eq!(app.get("/api/overlays").await.is(200), before, "a refusal changes nothing");
    let mut of_focus = file;
    of_focus["kind"] = json!("focus");
    of_focus["theme"] = json!("lower-third");
    assert_eq!(app.post("/api/overlays/import", of_focus).await.is(201)["theme"], "lower-third");
}

#[tokio::test]
async fn a_file_whose_theme_is_not_here_is_taken_and_wears_it_as_soon_as_it_is() {
    let world = World::new().await;
    let app = world.start().await;
    let mut file = app.get(&format!("{}/export", path(&first(&app).await))).await.is(200);
    file["theme"] = json!("paper");
    file["name"] = json!("Of a friend");
    let taken = app.post("/api/overlays/import", file.clone()).await.is(201);
    assert_eq!((&taken["theme"], &taken["name"]), (&json!("paper"), &json!("Of a friend")));
    let warning = until("the warning", async || {
        let health = app.get("/api/health").await.is(200);
        health["warnings"].as_array().expect("a list").first().cloned()
    })
    .await;
    assert_eq!(warning["code"], "theme_broken");
    let said = warning["message"].as_str().expect("a sentence");
    assert!(said.contains("“Of a friend”") && said.contains("paper"), "{said}");
    let mut shown = page(&app, &taken).await;
    let wears = |theme: &'static str| {
        move |view: &View| view.look.as_ref().is_some_and(|look| look["theme"] == theme)
    };
    shown.until("another theme", wears("dark-purple")).await;
    let theme = world.data_dir().join("themes/paper");
    std::fs::create_dir_all(&theme).expect("a folder");
    std::fs::write(theme.join("theme.css"), ".message { color: #fff }").expect("a file");
    std::fs::write(theme.join("theme.json"), r#"{"name": "Paper"}"#).expect("a file");
    shown.until("its own theme", wears("paper")).await;
    // All that is set, as well.
    let mut all = app.get("/api/settings/export").await.is(200);
    all["overlays"][0]["theme"] = json!("also-not-here");
    app.post("/api/settings/import", all).await.is(200);
    assert_eq!(first(&app).await["theme"], "also-not-here");
    let chosen = app.patch(&path(&taken), json!({"theme": "nobody-has-it"})).await;
    assert_eq!(chosen.refused(422)["field"], "theme", "what a person chooses is there");
}

#[tokio::test]
async fn a_theme_whose_manifest_breaks_is_taken_off_open_pages_until_it_is_mended() {
    let world = World::new().await;
    let app = world.start().await;
    let theme = world.data_dir().join("themes/mine");
    let describe = |text: &str| std::fs::write(theme.join("theme.json"), text).expect("a file");
    std::fs::create_dir_all(&theme).expect("a folder");
    std::fs::write(theme.join("theme.css"), ".message { color: #fff }").expect("a file");
    let chat = first(&app).await;
    let focus = app.post("/api/overlays", json!({"kind": "focus"})).await.is(201);
    let wears = |theme: &'static str| {
        move |view: &View| view.look.as_ref().is_some_and(|look| look["theme"] == theme)
    };
    for (overlay, whole, other) in [
        (&chat, r#"{"name": "Mine"}"#, "dark-purple"),
        (&focus, r#"{"name": "Mine", "kind": "focus"}"#, "lower-third"),
    ] {
        describe(whole);
        app.patch(&path(overlay), json!({"theme": "mine"})).await.is(200);
        let mut shown = page(&app, overlay).await;
        shown.until("its own theme", wears("mine")).await;
        describe("{");
        shown.until("another theme", wears(other)).await;
        page(&app, overlay).await.until("another theme", wears(other)).await;
        describe(whole);
        shown.until("its own theme again", wears("mine")).await;
    }
}

#[tokio::test]
async fn a_theme_that_an_overlay_can_not_wear_is_refused_by_the_field() {
    let world = World::new().await;
    let app = world.start().await;
    let chat = path(&first(&app).await);
    let error = app.patch(&chat, json!({"theme": "lower-third"})).await.refused(422);
    assert_eq!(error["field"], "theme", "it is for focus");
    let new = json!({"kind": "support", "theme": "lower-third"});
    assert_eq!(app.post("/api/overlays", new).await.refused(422)["field"], "theme");
    app.post("/api/overlays", json!({"kind": "focus", "theme": "ticker"})).await.is(201);
    let error = app.patch(&chat, json!({"theme": "nobody-has-it"})).await.refused(422);
    let hint = error["hint"].as_str().expect("what to do");
    assert!(hint.starts_with("There is no theme of this name."), "{hint}");
    // One that came with the application is always there.
    let own = world.data_dir().join("themes/dark-purple");
    std::fs::create_dir_all(&own).expect("a folder");
    std::fs::write(own.join("theme.css"), "@import '//evil.test';").expect("a file");
    app.patch(&chat, json!({"theme": "compact"})).await.is(200);
    app.patch(&chat, json!({"theme": "dark-purple"})).await.is(200);
    app.overlay()
        .await
        .until("as it came", |view| {
            view.look.as_ref().is_some_and(|look| look["theme"] == "dark-purple")
        })
        .await;
    let themes = app.get("/api/themes").await.is(200);
    let listed = themes.as_array().expect("a list").iter().find(|one| one["id"] == "dark-purple");
    assert_eq!(listed.expect("it is listed")["problem"], Value::Null);
}

#[tokio::test]
async fn custom_css_can_be_off_and_is_kept() {
    let world = World::new().await;
    let app = world.start().await;
    let overlay = path(&first(&app).await);
    let mut page = app.overlay().await;
    let worn = |css: &'static str| {
        move |view: &View| view.look.as_ref().is_some_and(|look| look["custom_css"] == css)
    };
    app.patch(&overlay, json!({"custom_css": "a { color: red }"})).await.is(200);
    page.until("it is worn", worn("a { color: red }")).await;
    let off = json!({"options": {"use_custom_css": false}});
    let kept = app.patch(&overlay, off).await.is(200);
    page.until("it is off", worn("")).await;
    assert_eq!(kept["custom_css"], "a { color: red }");
    app.patch(&overlay, json!({"options": {"use_custom_css": null}})).await.is(200);
    page.until("it is back", worn("a { color: red }")).await;

    let all = json!({"custom_css": null, "options": null, "theme": null});
    app.patch(&overlay, json!({"theme": "compact"})).await.is(200);
    let as_at_first = app.patch(&overlay, all).await.is(200);
    for (field, value) in [("custom_css", json!("")), ("theme", json!("dark-purple"))] {
        assert_eq!(as_at_first[field], value);
    }
    page.until("it is off for good", worn("")).await;
    let nameless = app.patch(&overlay, json!({"name": null})).await.refused(422);
    assert_eq!(nameless["field"], "name");

    let error = app.patch(&overlay, json!({"custom_css": "a{}\n@import '//evil.test'"})).await;
    assert_eq!(error.refused(422)["line"], 2, "the line, for an editor to go to");
}

#[tokio::test]
async fn a_page_is_told_how_it_looks_when_that_has_changed() {
    let world = World::new().await;
    let app = world.start().await;
    let one = first(&app).await;
    let two = app.post("/api/overlays", json!({"name": "Second"})).await.is(201);
    let mut page = page(&app, &one).await;
    page.until("its look", |view| view.look.is_some()).await;
    page.look = None;
    app.patch(&path(&two), json!({"theme": "compact"})).await.is(200);
    app.post("/api/test-message", json!({"kind": "chat", "platform": "twitch"})).await.is(200);
    page.until("what comes after it", |view| !view.messages.is_empty()).await;
    assert_eq!(page.look, None, "that was another one's");
    app.patch(&path(&one), json!({"theme": "compact"})).await.is(200);
    page.until("its look", |view| view.look.is_some()).await;
}

#[tokio::test]
async fn a_preview_does_not_count_as_an_open_overlay() {
    let world = World::new().await;
    let app = world.start().await;
    let open = async || {
        let health = app.get("/api/health").await.is(200);
        health["counters"]["overlays_connected"].clone()
    };
    let preview = View::open(&format!("{}?preview=true", app.ws(app.overlay_key()))).await;
    assert_eq!(open().await, 0);
    let page = app.overlay().await;
    assert_eq!(open().await, 1);
    drop((preview, page));
}

#[tokio::test]
async fn a_sample_is_in_the_previews_of_its_overlay_and_nowhere_else() {
    let world = World::new().await;
    let app = world.start().await;
    let one = first(&app).await;
    let other = app.post("/api/overlays", json!({"name": "Other"})).await.is(201);
    let preview_of = |overlay: &Value| {
        let url = overlay["url"].as_str().expect("an address");
        format!("{}?preview=true", app.ws(url.rsplit('/').next().expect("a key")))
    };
    let (mut preview, mut elsewhere) =
        (View::open(&preview_of(&one)).await, View::open(&preview_of(&other)).await);
    let (mut air, mut dashboard) =
        (page(&app, &one).await, View::open(&app.ws(app.text("api_token"))).await);

    let sample = format!("{}/sample", path(&one));
    let wanted = json!({"kind": "superchat", "platform": "youtube"});
    let judged = app.post(&sample, wanted.clone()).await.is(200);
    assert_eq!((&judged["outcome"], &judged["rule"]), (&json!("shown"), &Value::Null));
    let has = |count: usize| {
        move |view: &View| view.samples.as_ref().is_some_and(|samples| samples.len() == count)
    };
    preview.until("the sample", has(1)).await;
    assert_eq!(preview.samples.as_ref().expect("it came")[0], judged["message"]);

    // What comes after it on every other socket says that it did not.
    let real = app.post("/api/test-message", json!({"kind": "chat", "platform": "twitch"})).await;
    let id = real.is(200)["id"].clone();
    for view in [&mut air, &mut elsewhere, &mut dashboard] {
        view.until("a message", |view| view.messages.iter().any(|m| m["id"] == id)).await;
        let samples = view.messages.iter().filter(|m| m["id"] == judged["message"]["id"]);
        assert_eq!(samples.count(), 0, "the sample is no message");
        assert!(view.samples.as_ref().is_none_or(Vec::is_empty), "nor is it told elsewhere");
    }
    let history = app.get("/api/messages").await.is(200);
    let kept = history.as_array().expect("a list").iter();
    let kept: Vec<_> = kept.filter(|message| message["source"] == "test").collect();
    assert_eq!(kept.len(), 1, "and it is not kept");

    let off = json!({"options": {"feed": {"platforms": ["twitch"]}}});
    app.patch(&path(&one), off).await.is(200);
    preview.until("the rules hold for samples", has(0)).await;
    let judged = app.post(&sample, wanted).await.is(200);
    assert_eq!((&judged["outcome"], &judged["rule"]), (&json!("hidden"), &json!("platforms")));
    app.patch(&path(&one), json!({"options": {"feed": null}})).await.is(200);
    preview.until("both", has(2)).await;

    drop(preview);
    let forgotten = async || {
        let mut again = View::open(&preview_of(&one)).await;
        again.until("what there is", |view| view.samples.is_some()).await;
        again.samples.is_some_and(|samples| samples.is_empty()).then_some(())
    };
    until("the last preview has closed", forgotten).await;
    let bad = json!({"kind": "bogus", "platform": "twitch"});
    assert_eq!(app.post(&sample, bad).await.refused(422)["field"], "kind");
}

#[tokio::test]
async fn previews_of_other_kinds_of_overlays_have_their_samples() {
    let world = World::new().await;
    let app = world.start().await;
    let chat = json!({"kind": "chat", "platform": "twitch"});
    let paid = json!({"kind": "superchat", "platform": "youtube"});
    for (kind, wanted) in [("focus", &chat), ("support", &paid)] {
        let new = json!({"name": "One", "kind": kind});
        let overlay = app.post("/api/overlays", new).await.is(201);
        let url = overlay["url"].as_str().expect("an address");
        let socket = app.ws(url.rsplit('/').next().expect("a key"));
        let mut preview = View::open(&format!("{socket}?preview=true")).await;
        let sampled = app.post(&format!("{}/sample", path(&overlay)), wanted.clone()).await;
        let judged = sampled.is(200);
        assert_eq!(judged["outcome"], "shown");
        let id = &judged["message"]["id"];
        preview
            .until("the sample", |view| match kind {
                "focus" => view.focus.as_ref().is_some_and(|current| current["id"] == *id),
                _ => view.shown.as_ref().is_some_and(|shown| shown["thanks"]["id"] == *id),
            })
            .await;
        let mut air = View::open(&socket).await;
        air.until("what there is", |view| match kind {
            "focus" => view.focus == Some(Value::Null),
            _ => view.shown.as_ref().is_some_and(|shown| shown.get("thanks").is_none()),
        })
        .await;
    }
    let support = app.get("/api/overlays").await.is(200)[2].clone();
    let judged = app.post(&format!("{}/sample", path(&support)), chat).await.is(200);
    assert_eq!(judged["outcome"], "hidden", "nobody is thanked for a word");
}
