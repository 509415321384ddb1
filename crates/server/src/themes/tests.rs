use super::*;

fn own(id: &str, file: &str, text: &str) -> (tempfile::TempDir, Themes) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join(id)).unwrap();
    fs::write(folder.path().join(id).join(file), text).unwrap();
    let themes = Themes::new(folder.path().to_owned());
    (folder, themes)
}

#[test]
fn the_two_that_come_with_the_application_are_always_there() {
    let ids: Vec<_> = Themes::new("nowhere".into()).list().into_iter().map(|t| t.id).collect();
    for id in ["dark-purple", "bright-green", OverlayKind::Focus.default_theme()] {
        assert!(ids.iter().any(|known| known == id), "{id} is missing in {ids:?}");
    }
    assert!(!ids.iter().any(|id| id.starts_with('_')), "the runtime is no theme");
}

#[test]
fn an_own_theme_of_the_same_name_comes_first() {
    let (_folder, themes) = own("dark-purple", "theme.css", ".overlay { color: red }");
    assert_eq!(&*themes.read("dark-purple", "theme.css").unwrap(), b".overlay { color: red }");
    assert!(themes.read("dark-purple", "theme.json").is_ok(), "the rest is as it came");
}

#[test]
fn a_broken_theme_is_named_with_what_is_wrong_and_breaks_nothing() {
    let fine = r#"{"name": "Mine"}"#;
    for (id, manifest, sheet, problem) in [
        ("mine", "{ not json", "", "In line 1 of theme.json something is wrong"),
        (
            "mine",
            "{\n\"name\": \"Mine\"\n\"id\": \"mine\"}",
            "",
            "In line 3 of theme.json something",
        ),
        ("mine", "{\"name\": \"Mine\"", "", "or its end is missing"),
        ("mine", "", "", "theme.json is empty"),
        ("mine", "[1]", "", "does not say what the theme is called"),
        (
            "mine",
            "{\n\"name\": \"Mine\",\n\"version\": 2}",
            "",
            "In line 3 of theme.json, version is no",
        ),
        ("mine", r#"{"id": "theirs", "name": "Mine"}"#, "", "Make them the same"),
        ("mine", r#"{"id": "mine"}"#, "", "does not say what the theme is called"),
        ("mine", r#"{"name": "Mine", "kind": "poster"}"#, "", "Write \"chat\" or \"focus\""),
        ("My Theme", fine, "", "letters, digits"),
        ("mine", fine, "a {}\nb { background: url(//evil.test) }", "Line 2 of theme.css"),
    ] {
        let (folder, themes) = own(id, "theme.json", manifest);
        fs::write(folder.path().join(id).join("theme.css"), sheet).unwrap();
        let listed = themes.list().into_iter().find(|theme| theme.id == id).unwrap();
        let said = listed.problem.clone().unwrap_or_default();
        assert!(said.contains(problem), "{said}");
        // A person reads what to do before any word of a parser.
        let (plain, _) = said.split_once(" For who writes themes: ").unwrap_or((&said, ""));
        let of_a_parser = ["expected", "missing field", "key must", "EOF", "column", "`"];
        assert!(!of_a_parser.iter().any(|word| plain.contains(word)), "{plain}");
        assert!(themes.problem("dark-purple").is_none());
    }
    let (_folder, themes) = own("mine", "theme.json", fine);
    assert_eq!(themes.problem("mine").unwrap(), "theme.css is missing in its folder.");
    assert_eq!(themes.worn("mine", OverlayKind::Chat).0, engine::DEFAULT_THEME);
    let gone = themes.problem("theirs").unwrap();
    assert!(gone.starts_with("There is no theme of this name."), "{gone}");
}

#[test]
fn a_theme_that_an_editor_marked_as_utf_8_is_whole_and_one_in_another_encoding_says_so() {
    let (folder, themes) = own("mine", "theme.json", "\u{feff}{\"name\": \"Mine\"}");
    let sheet = folder.path().join("mine/theme.css");
    fs::write(&sheet, "\u{feff}.text { color: red }").unwrap();
    assert_eq!(themes.problem("mine"), None);
    fs::write(&sheet, b".text::after { content: '\xe9' }").unwrap();
    let said = themes.problem("mine").unwrap();
    assert!(said.starts_with("theme.css is not in UTF-8. Open it in a text editor"), "{said}");
}

#[test]
fn what_came_with_the_application_stands_in_for_a_broken_one_of_its_name() {
    for (file, text) in [
        ("theme.css", "@import '//evil.test';"),
        ("theme.json", "{"),
        ("theme.json", r#"{"id": "ticker", "name": "Mine", "kind": "poster"}"#),
    ] {
        let (folder, themes) = own("ticker", file, text);
        let own_sheet = folder.path().join("ticker/theme.css");
        if file == "theme.json" {
            fs::write(own_sheet, ".message { color: red }").unwrap();
        }
        assert!(themes.problem("ticker").is_some());
        assert_eq!(themes.worn("ticker", OverlayKind::Chat).0, "ticker");
        assert_eq!(themes.worn_sheet("ticker"), bundled("ticker", "theme.css"), "{file}");
        assert_eq!(themes.refusal("ticker", OverlayKind::Chat), None, "it can be chosen");
        let listed = themes.list().into_iter().find(|theme| theme.id == "ticker").unwrap();
        assert_eq!((listed.name.as_str(), listed.problem), ("Ticker", None), "as it came");
    }
}

#[test]
fn a_theme_whose_manifest_broke_is_worn_by_nobody() {
    let (folder, themes) = own("mine", "theme.css", ".message { color: red }");
    let manifest = folder.path().join("mine/theme.json");
    for (kind, first) in [
        (OverlayKind::Chat, "dark-purple"),
        (OverlayKind::Focus, "lower-third"),
        (OverlayKind::Support, "dark-purple"),
    ] {
        fs::write(&manifest, r#"{"name": "Mine"}"#).unwrap();
        assert_eq!(themes.worn("mine", kind).0, "mine");
        fs::write(&manifest, "{").unwrap();
        assert_eq!(themes.worn("mine", kind).0, first);
        assert!(themes.file("mine", "theme.css").is_none());
    }
}

#[test]
fn a_theme_for_focus_is_for_nothing_else() {
    let (_folder, themes) = own("mine", "theme.css", "");
    for (theme, kind, fits) in [
        ("lower-third", OverlayKind::Focus, true),
        ("lower-third", OverlayKind::Chat, false),
        ("lower-third", OverlayKind::Support, false),
        ("ticker", OverlayKind::Focus, true),
        ("ticker", OverlayKind::Support, true),
    ] {
        assert_eq!(themes.refusal(theme, kind).is_none(), fits, "{theme}, {kind:?}");
    }
}

#[test]
fn what_a_folder_has_beside_themes_is_none() {
    let (folder, themes) = own(".git", "theme.json", "");
    fs::write(folder.path().join("notes.txt"), "").unwrap();
    assert!(themes.list().iter().all(|theme| theme.problem.is_none()));
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let (folder, themes) = own("mine", "theme.css", "");
    fs::write(folder.path().join("secret.css"), "secret").unwrap();
    for (id, name) in [
        ("..", "secret.css"),
        ("mine", "../secret.css"),
        ("mine/..", "theme.css"),
        ("", "theme.css"),
    ] {
        assert!(themes.read(id, name).is_err(), "{id}/{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let (folder, themes) = own("mine", "theme.json", "{}");
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("mine/theme.css")).unwrap();
    assert!(themes.read("mine", "theme.css").is_err_and(|said| said.contains("link")));
}
