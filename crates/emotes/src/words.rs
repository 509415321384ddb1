//! Finding emotes in what people wrote. Pure.
//!
//! A word is what stands between white space, in any script, and must be the emote's name letter
//! for letter. What a platform has already read as something else is left alone. The parts, joined,
//! are the message letter for letter before and after.

mod reading;

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;

use chat::{Emote, Fragment};

use self::reading::Reading;
use crate::entry::{Entry, Named};

/// More emotes than this in one message are left as words. Twitch's own limit of 500 letters allows
/// some 250.
const MOST: usize = 300;

/// The words that stand for something in one room.
#[derive(Debug, Default)]
pub(crate) struct Words(HashMap<Box<str>, Entry, foldhash::fast::RandomState>);

impl Words {
    /// The words of these lists. Of two with one name, the one that comes first counts, and an emote
    /// knows those that come after it.
    pub(crate) fn new<'a>(lists: impl IntoIterator<Item = &'a [Named]>) -> Self {
        let mut words = HashMap::default();
        for named in lists.into_iter().flatten() {
            match words.entry(named.name.as_str().into()) {
                MapEntry::Vacant(place) => drop(place.insert(named.entry.clone())),
                MapEntry::Occupied(mut known) => {
                    if let (Entry::Emote(first), Entry::Emote(next)) =
                        (known.get_mut(), &named.entry)
                    {
                        first.or_instead(next);
                    }
                }
            }
        }
        Self(words)
    }

    /// The words that stand for a picture.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let pictures = self.0.iter().filter(|(_, entry)| matches!(entry, Entry::Emote(_)));
        pictures.map(|(word, _)| &**word)
    }

    /// Puts emotes in the place of their names.
    pub(crate) fn read(&self, body: &mut Vec<Fragment>) {
        let texts = body.iter().filter_map(|part| match part {
            Fragment::Text { text } => Some(text),
            _ => None,
        });
        if self.0.is_empty()
            || !texts.flat_map(|text| text.split_whitespace()).any(|word| self.has(word))
        {
            return;
        }
        let mut reading = Reading::new(body.len() + 4);
        body.retain(|part| !part.text().is_empty());
        let mut parts = std::mem::take(body).into_iter().peekable();
        let mut follows = false;
        while let Some(part) = parts.next() {
            let joins = Joins { before: follows, after: parts.peek().is_some_and(is_of_a_word) };
            follows = is_of_a_word(&part);
            match part {
                Fragment::Text { text } => self.read_text(&text, joins, &mut reading),
                Fragment::Emote(emote) => reading.emote(emote),
                other => reading.other(other),
            }
        }
        *body = reading.done();
    }

    fn read_text(&self, text: &str, joins: Joins, reading: &mut Reading) {
        // From here on, text that is nothing but text so far.
        let mut plain = 0;
        for (at, word) in placed_words(text) {
            let is_cut = joins.before && at == 0 || joins.after && at + word.len() == text.len();
            let Some(entry) = self.entry(word).filter(|_| !is_cut && reading.placed < MOST) else {
                continue;
            };
            reading.text(text.get(plain..at).unwrap_or_default());
            match entry {
                Entry::Emote(emote) => {
                    reading.placed += 1;
                    reading.emote(under_name(emote, word));
                }
                Entry::After(effects) => reading.after(word, effects),
                Entry::Before(effect) => reading.before(word, *effect),
            }
            plain = at + word.len();
        }
        reading.text(text.get(plain..).unwrap_or_default());
    }

    fn has(&self, word: &str) -> bool {
        self.entry(word).is_some()
    }

    fn entry(&self, word: &str) -> Option<&Entry> {
        self.0.get(word).or_else(|| {
            // Most words have none: nothing is copied for them.
            if !word.contains(is_padding) {
                return None;
            }
            let bare: String = word.chars().filter(|c| !is_padding(*c)).collect();
            self.0.get(bare.as_str())
        })
    }
}

/// Whether the word at an end of a text goes on in the part beside it: then it is no whole word.
#[derive(Debug, Clone, Copy)]
struct Joins {
    before: bool,
    after: bool,
}

/// Whether a platform may have cut this out of the middle of a word.
fn is_of_a_word(part: &Fragment) -> bool {
    matches!(part, Fragment::Mention { .. } | Fragment::Link { .. })
}

/// What chat clients append to get past the rule that nothing is said twice. It is not seen.
fn is_padding(c: char) -> bool {
    matches!(c, '\u{e0000}' | '\u{34f}')
}

/// The words of a text, and where each begins.
fn placed_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let pieces = text.split_inclusive(char::is_whitespace).scan(0, |next, piece| {
        let at = *next;
        *next += piece.len();
        Some((at, piece.trim_end_matches(char::is_whitespace)))
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

/// An emote as it was written.
fn under_name(emote: &Emote, word: &str) -> Emote {
    Emote {
        text: word.to_owned(),
        id: emote.id.clone(),
        provider: emote.provider,
        image: emote.image.clone(),
        size: emote.size,
        overlay: emote.overlay,
        instead: emote.instead.clone(),
        ..Emote::default()
    }
}

#[cfg(test)]
mod tests {
    use chat::{Effect, Provider, RemoteImage};
    use proptest::prelude::*;

    use super::*;

    fn emote(name: &str, overlay: bool) -> Named {
        let (text, id) = (name.to_owned(), format!("id of {name}"));
        Named::emote(Emote { text, id, provider: Provider::SevenTv, overlay, ..Emote::default() })
    }

    fn known() -> Words {
        let named = |name: &str, entry| Named { name: name.into(), id: name.into(), entry };
        Words::new([&[
            emote("catJAM", false),
            emote("猫", false),
            emote("привет", false),
            emote("D:", false),
            emote("Rain", true),
            named("ffzW", Entry::After(vec![Effect::Wide])),
            named("h!", Entry::Before(Effect::FlipX)),
            named("w!", Entry::Before(Effect::Wide)),
        ][..]])
    }

    /// What became of a text, an emote as `[name]` with `^` where it lies on another and its
    /// effects, a modifier as `{word}`.
    fn read(body: Vec<Fragment>) -> String {
        let mut body = body;
        known().read(&mut body);
        body.iter().map(shown).collect()
    }

    fn shown(part: &Fragment) -> String {
        match part {
            Fragment::Emote(Emote { text, overlay, effects, .. }) => {
                let mark = if *overlay { "^" } else { "" };
                let effects: Vec<_> = effects.iter().map(|effect| format!(" {effect:?}")).collect();
                format!("[{mark}{text}{}]", effects.concat())
            }
            Fragment::Modifier { text, .. } => format!("{{{text}}}"),
            other => other.text().to_owned(),
        }
    }

    #[test]
    fn whole_words_alone_are_emotes_in_any_script() {
        for (text, expected) in [
            ("catJAM", "[catJAM]"),
            ("a catJAM  b", "a [catJAM]  b"),
            ("catJAMs xcatJAM catjam (catJAM) catJAM.", "catJAMs xcatJAM catjam (catJAM) catJAM."),
            ("D: D:x", "[D:] D:x"),
            ("猫 猫猫 a猫", "[猫] 猫猫 a猫"),
            ("один привет\u{3000}猫", "один [привет]\u{3000}[猫]"),
            ("\tcatJAM\u{a0}catJAM ", "\t[catJAM]\u{a0}[catJAM] "),
            ("", ""),
        ] {
            assert_eq!(read(vec![Fragment::plain(text)]), expected);
        }
    }

    #[test]
    fn what_is_left_of_a_word_with_a_name_or_an_address_in_it_is_no_word() {
        let ada = || Fragment::Mention { text: "@ada".into() };
        let link = || Fragment::Link { text: "a.com".into(), url: "https://a.com".into() };
        let text = Fragment::plain;
        for (body, expected) in [
            (vec![ada(), text("D: D:")], "@adaD: [D:]"),
            (vec![ada(), text(" D:")], "@ada [D:]"),
            (vec![ada(), text(""), text("D:")], "@adaD:"),
            (vec![text("猫 猫"), link(), text("猫 猫")], "[猫] 猫a.com猫 [猫]"),
            (vec![text("猫 "), link(), text("猫"), link()], "[猫] a.com猫a.com"),
            (vec![text("catJAM w!"), ada()], "[catJAM] w!@ada"),
        ] {
            assert_eq!(read(body), expected);
        }
    }

    #[test]
    fn what_gets_past_the_rule_against_repeats_is_not_in_the_way() {
        let text = "catJAM \u{e0000}";
        assert_eq!(read(vec![Fragment::plain(text)]), "[catJAM] \u{e0000}");
        assert_eq!(read(vec![Fragment::plain("catJAM\u{e0000}")]), "[catJAM\u{e0000}]");
        assert_eq!(read(vec![Fragment::plain("cat\u{34f}JAM")]), "[cat\u{34f}JAM]");
    }

    #[test]
    fn an_overlay_lies_on_the_emote_before_it_whosever_it_is() {
        let kappa = || Fragment::Emote(Emote { text: "Kappa".into(), ..Emote::default() });
        for (body, expected) in [
            (vec![Fragment::plain("catJAM Rain Rain")], "[catJAM] [^Rain] [^Rain]"),
            (vec![kappa(), Fragment::plain("  Rain")], "[Kappa]  [^Rain]"),
            (vec![Fragment::plain("Rain catJAM a Rain")], "[Rain] [catJAM] a [Rain]"),
            (
                vec![kappa(), Fragment::Mention { text: "@a".into() }, Fragment::plain(" Rain")],
                "[Kappa]@a [Rain]",
            ),
        ] {
            assert_eq!(read(body), expected);
        }
    }

    #[test]
    fn modifiers_change_the_emote_beside_them_and_are_words_without_one() {
        let kappa = || Fragment::Emote(Emote { text: "Kappa".into(), ..Emote::default() });
        for (body, expected) in [
            (vec![Fragment::plain("catJAM ffzW ffzW")], "[catJAM Wide] {ffzW} {ffzW}"),
            (vec![Fragment::plain("ffzW catJAM a ffzW")], "ffzW [catJAM] a ffzW"),
            (vec![Fragment::plain("w! h! catJAM")], "{w!} {h!} [catJAM Wide FlipX]"),
            (vec![Fragment::plain("w! "), kappa()], "{w!} [Kappa Wide]"),
            (vec![Fragment::plain("a w! h! b catJAM w!")], "a w! h! b [catJAM] w!"),
            (vec![Fragment::plain("catJAM w! ffzW")], "[catJAM] w! ffzW"),
            (vec![Fragment::plain("catJAM ffzW Rain")], "[catJAM Wide] {ffzW} [^Rain]"),
        ] {
            assert_eq!(read(body), expected);
        }
    }

    #[test]
    fn a_modifier_and_what_it_does_are_its_provider_s() {
        let mut body = vec![Fragment::plain("w! catJAM ffzW ffzW")];
        known().read(&mut body);
        let mut whose = Vec::new();
        for part in &body {
            match part {
                Fragment::Modifier { provider, .. } => whose.push(*provider),
                Fragment::Emote(Emote { effects, effects_by, .. }) => {
                    assert_eq!(effects, &[Effect::Wide, Effect::Wide], "each can be off");
                    assert_eq!(effects_by, &[Provider::Bttv, Provider::Ffz]);
                }
                _ => {}
            }
        }
        assert_eq!(whose, [Provider::Bttv, Provider::Ffz, Provider::Ffz]);
    }

    #[test]
    fn of_two_with_one_name_the_first_counts() {
        let of = |provider, overlay| {
            let image = RemoteImage::new(format!("https://a.test/{provider:?}"));
            let emote = emote("A", overlay).entry;
            let Entry::Emote(emote) = emote else { unreachable!("it is one") };
            Named::emote(Emote { provider, image: Some(image), ..emote })
        };
        let lists = [
            vec![of(Provider::Ffz, false)],
            vec![of(Provider::Bttv, true)],
            vec![of(Provider::SevenTv, false), of(Provider::Bttv, false)],
            vec![emote("A", false), emote("B", false)],
        ];
        let mut body = vec![Fragment::plain("A"), Fragment::plain(" A B")];
        Words::new(lists.iter().map(Vec::as_slice)).read(&mut body);
        let found: Vec<_> = body
            .iter()
            .filter_map(|part| match part {
                Fragment::Emote(emote) => Some((
                    emote.provider,
                    emote.instead.iter().map(|o| (o.provider, o.overlay)).collect::<Vec<_>>(),
                )),
                _ => None,
            })
            .collect();
        let others = |overlay| vec![(Provider::Bttv, overlay), (Provider::SevenTv, false)];
        let expected = [
            // Nothing to lie on.
            (Provider::Ffz, others(false)),
            (Provider::Ffz, others(true)),
            (Provider::SevenTv, vec![]),
        ];
        assert_eq!(found, expected, "each other provider has one place, in the order of the lists");
    }

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("catJAM"),
            Just("猫"),
            Just("Rain"),
            Just("ffzW"),
            Just("w!"),
            Just("h!"),
            Just("x"),
            Just(" "),
            Just("  "),
            Just("\u{3000}"),
            Just("catJAM\u{e0000}"),
            Just("\n"),
        ]
        .prop_map(str::to_owned)
    }

    fn part() -> impl Strategy<Value = Fragment> {
        prop_oneof![
            4 => prop::collection::vec(piece(), 1..8).prop_map(|words| Fragment::plain(words.concat())),
            1 => Just(Fragment::Emote(Emote { text: "Kappa".into(), ..Emote::default() })),
            1 => Just(Fragment::Mention { text: "@ada".into() }),
            1 => Just(Fragment::Link { text: "a.com".into(), url: "https://a.com".into() }),
            1 => any::<String>().prop_map(Fragment::plain),
        ]
    }

    proptest! {
        #[test]
        fn the_message_is_kept_letter_for_letter_and_reading_it_again_changes_nothing(
            body in prop::collection::vec(part(), 0..6),
        ) {
            let text = |body: &[Fragment]| body.iter().map(Fragment::text).collect::<String>();
            let mut read = body.clone();
            known().read(&mut read);
            prop_assert_eq!(text(&read), text(&body));
            for part in &read {
                if let Fragment::Emote(Emote { provider: Provider::SevenTv, text, .. }) = part {
                    prop_assert!(!text.contains(char::is_whitespace), "an emote is one word");
                }
            }
            let is_ours = |part: &Fragment| match part {
                Fragment::Emote(emote) => emote.provider != Provider::Platform,
                other => matches!(other, Fragment::Modifier { .. }),
            };
            for pair in read.windows(2) {
                let (one, other) = (&pair[0], &pair[1]);
                let is_cut = is_ours(one) && is_of_a_word(other) || is_of_a_word(one) && is_ours(other);
                prop_assert!(!is_cut, "a word beside a name or an address is whole: {:?}", read);
            }
            let kept: Vec<_> = body.iter().filter(|p| !matches!(p, Fragment::Text { .. })).collect();
            let still: Vec<_> = read.iter().filter(|part| match part {
                Fragment::Text { .. } | Fragment::Modifier { .. } => false,
                Fragment::Emote(emote) => emote.provider == Provider::Platform,
                _ => true,
            }).collect();
            prop_assert_eq!(still.len(), kept.len(), "the platform's own parts stay");
            let mut again = read.clone();
            known().read(&mut again);
            prop_assert_eq!(text(&again), text(&body));
        }
    }
}
