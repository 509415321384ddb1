//! The catalogue: that each language says all of it, and that each sentence is found.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::Entry;
use fluent_syntax::parser::parse;
use proptest::prelude::*;

use super::*;
use crate::forms::{Form, Part, forms};

fn german() -> &'static Words {
    Words::of(Language::De)
}

fn texts(locale: &Locale) -> impl Iterator<Item = &'static str> {
    std::iter::once(locale.tray).chain(locale.sentences)
}

/// The names of a form's holes.
fn holes(form: &Form) -> BTreeSet<&str> {
    let names = form.parts.iter().filter_map(|part| match part {
        Part::Hole(name) => Some(name.as_str()),
        Part::Text(_) => None,
    });
    names.collect()
}

/// The sentence of this form with these words in its holes, in English.
fn sentence(form: &Form, words: &BTreeMap<String, String>) -> String {
    let said = form.parts.iter().map(|part| match part {
        Part::Text(text) => text.as_str(),
        Part::Hole(name) => words.get(name).map_or("", String::as_str),
    });
    said.collect()
}

#[test]
fn every_language_has_the_same_texts_and_all_of_them_can_be_read() {
    let ids = |locale: &Locale| {
        let mut ids = Vec::new();
        for text in texts(locale) {
            for entry in parse(text).expect("it is Fluent").body {
                match entry {
                    Entry::Message(message) => ids.push(message.id.name),
                    Entry::Junk { content } => panic!("this is no message: {content}"),
                    _ => {}
                }
            }
        }
        ids.sort_unstable();
        ids
    };
    let english = ids(&locales::ENGLISH);
    assert_eq!(ids(&locales::GERMAN), english);
    assert_eq!(ids(&locales::SPANISH), english);
    let distinct: BTreeSet<_> = english.iter().collect();
    assert_eq!(distinct.len(), english.len(), "an id is used once");
}

#[test]
fn every_language_has_the_same_holes_in_a_sentence() {
    let english: Vec<_> = locales::ENGLISH.sentences.into_iter().flat_map(forms).collect();
    for other in [&locales::GERMAN, &locales::SPANISH] {
        let other: Vec<_> = other.sentences.into_iter().flat_map(forms).collect();
        assert_eq!(english.len(), other.len(), "a sentence is text and holes, and nothing else");
        for form in &english {
            let same = other.iter().find(|same| same.id == form.id).expect("it has all ids");
            assert_eq!(holes(same), holes(form), "{}", form.id);
        }
    }
}

#[test]
fn no_two_sentences_have_one_form_and_each_has_words() {
    let mut known = BTreeMap::new();
    for form in FORMS.all() {
        let shape: Vec<_> = form
            .parts
            .iter()
            .map(|part| if let Part::Text(text) = part { Some(text.as_str()) } else { None })
            .collect();
        let has_words = shape.iter().flatten().any(|text| text.chars().any(char::is_alphabetic));
        assert!(has_words, "{} would be every sentence", form.id);
        if let Some(other) = known.insert(shape, &form.id) {
            panic!("{} and {other} have one form", form.id);
        }
    }
}

proptest! {
    #[test]
    fn each_sentence_is_known_whatever_is_in_its_holes(
        at in 0..FORMS.all().len(),
        // Small words and numbers, of which no sentence of ours is made.
        words in proptest::collection::vec("[qxz]{1,8}[0-9]{0,3}", 8),
    ) {
        let form = FORMS.all().get(at).expect("there are so many");
        let words: BTreeMap<_, _> =
            holes(form).into_iter().map(str::to_owned).zip(words).collect();
        let english = sentence(form, &words);
        let of_id: Vec<_> =
            words.iter().map(|(name, words)| (name.as_str(), FluentValue::from(words.as_str()))).collect();
        let said = german().say_with(&form.id, &of_id);
        // Where two holes stand side by side, what is in both is in the second.
        let side_by_side = form.parts.windows(2).any(|two| {
            matches!(two, [Part::Hole(_), Part::Hole(_)])
        });
        if !side_by_side {
            prop_assert_eq!(german().put(&english), said.as_str());
        }
        for words in words.values() {
            prop_assert!(german().put(&english).contains(words.as_str()), "{}", words);
        }
        prop_assert_eq!(Words::of(Language::En).put(&english), english.as_str());
    }

    #[test]
    fn no_text_breaks_it(text in ".{0,80}", known in 0..FORMS.all().len()) {
        let form = FORMS.all().get(known).expect("there are so many");
        let words = holes(form).into_iter().map(|name| (name.to_owned(), text.clone())).collect();
        for text in [text.clone(), sentence(form, &words), format!("{text}. {text}: {text}")] {
            prop_assert!(!german().put(&text).is_empty() || text.is_empty());
        }
    }
}

#[test]
fn what_stands_in_a_hole_is_put_as_well() {
    assert_eq!(
        german().put("Reading all chat of “Art: live” through the proxy number 2"),
        "Liest den ganzen Chat von „Art: live“ über den Proxy Nummer 2"
    );
    assert_eq!(
        german().put(
            "YouTube's page can't be reached, and its official API can't be reached either. Check \
             the internet connection; both are tried again by themselves."
        ),
        "YouTubes Seite ist nicht erreichbar, und auch seine offizielle API ist nicht erreichbar. \
         Prüfe die Internetverbindung; beides wird von selbst noch einmal versucht."
    );
}

#[test]
fn somebodys_own_words_stay() {
    let title = "the stream is private";
    assert!(german().put(title).starts_with("der Stream"), "it reads like one of ours");
    assert_eq!(
        german().put(&format!("Reading all chat of “{title}”")),
        format!("Liest den ganzen Chat von „{title}“")
    );
    assert_eq!(
        german().put("Zosia: hello there. How are you?"),
        "Zosia: hello there. How are you?"
    );
}

#[test]
fn an_error_that_was_made_a_sentence_is_known_and_so_is_its_hint() {
    assert_eq!(
        german().put("Nobody is signed in to Twitch. Sign in under Accounts."),
        "Niemand ist bei Twitch angemeldet. Melde dich unter „Konten“ an."
    );
    assert_eq!(german().put("Twitch has ended the sign-in."), "Twitch hat die Anmeldung beendet.");
}

#[test]
fn sentences_in_a_row_are_put_one_by_one() {
    assert_eq!(
        german().put(
            "YouTube can't be reached. Check the internet connection; it is tried again by itself. \
             YouTube's official API can't stand in: the stream is private."
        ),
        "YouTube ist nicht erreichbar. Prüfe die Internetverbindung; es wird von selbst noch \
         einmal versucht. YouTubes offizielle API kann nicht einspringen: der Stream ist privat."
    );
    assert_eq!(
        german().put(
            "Reading all chat of “art” by YouTube's official API, without pictures of emoji: the \
             stream is private. It is asked every 45 seconds, so that its quota lasts. Reading by \
             the page goes on by itself when that works again."
        ),
        "Liest den ganzen Chat von „art“ über YouTubes offizielle API, ohne Bilder von Emojis: der \
         Stream ist privat. Alle 45 Sekunden wird gefragt, damit ihr Kontingent reicht. Über die \
         Seite geht es von selbst weiter, sobald das wieder geht."
    );
}

#[test]
fn the_refusal_of_a_value_keeps_its_field() {
    assert_eq!(
        german().put("focus.auto.keywords: a list has 50 lines at most"),
        "focus.auto.keywords: eine Liste hat höchstens 50 Zeilen"
    );
}

#[test]
fn what_is_no_known_sentence_stays() {
    for text in ["", "Die Welt ist alles", "a: b", "It rained. It was cold."] {
        assert!(matches!(german().put(text), Cow::Borrowed(same) if same == text), "{text}");
    }
}

#[test]
fn words_that_nest_without_end_cost_little() {
    let nested = "this message was taken off: ".repeat(60);
    let said = german().put(&nested).into_owned();
    assert!(said.starts_with("diese Nachricht wurde weggenommen: "), "{said}");
    assert!(said.ends_with("this message was taken off: "), "not all of it is looked into");
    let row = "Signed in. ".repeat(50);
    assert_eq!(german().put(row.trim()), "Angemeldet. ".repeat(50).trim(), "a row is no nest");
    let quoted = "Signed in. ".repeat(50_000);
    assert_eq!(german().put(&quoted), quoted, "what quotes a whole request stays as it is");
}

#[test]
fn a_trouble_of_several_sentences_is_put_behind_a_colon() {
    let trouble = "The password of OBS is kept, and can't be read: the keychain is locked, so \
                   sign-ins can't be read or kept. Unlock it, or log in to your desktop again: the \
                   application notices by itself. Chat is read without a sign-in meanwhile.";
    let said = german().put(trouble);
    for english in ["password", "keychain", "Unlock", "Chat is read"] {
        assert!(!said.contains(english), "{english} in {said}");
    }
}

#[test]
fn a_refused_field_keeps_its_name_and_its_reason_is_said() {
    assert_eq!(
        german().put("name: small letters, digits and hyphens, 40 at most"),
        "name: kleine Buchstaben, Ziffern und Bindestriche, höchstens 40",
        "no form that begins with a hole takes it"
    );
    assert_eq!(german().put("goals[0].links: 12 at most"), "goals[0].links: höchstens 12");
}
