//! What a person is told, in the language that is set.
//!
//! Sentences are made in English, and so they are logged. Here they are put into the person's
//! language, once, where a view leaves the engine.

use words::Words;

use crate::{AccountView, DonationView, Engine, ObsView, Sent, SourceView, VaultView, Warning};

impl Engine {
    /// The words of the language that is set.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        Words::of(self.0.settings.borrow().language)
    }
}

/// An error's text as a sentence: errors begin small, and have no full stop.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// Something with sentences in it.
pub(crate) trait Spoken: Sized {
    /// Its sentences.
    fn sentences(&mut self) -> impl Iterator<Item = &mut String>;

    /// The same, with its sentences in the language of these words.
    fn spoken(mut self, words: &Words) -> Self {
        self.sentences().for_each(|sentence| words.put_in(sentence));
        self
    }
}

impl Spoken for SourceView {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        let trouble = self.trouble.as_mut().map(|trouble| [&mut trouble.does, &mut trouble.hint]);
        std::iter::once(&mut self.detail).chain(trouble.into_iter().flatten())
    }
}

impl Spoken for Warning {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.message, &mut self.hint].into_iter()
    }
}

impl Spoken for AccountView {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.detail).chain(&mut self.events)
    }
}

impl Spoken for VaultView {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        self.detail.iter_mut()
    }
}

impl Spoken for DonationView {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.detail)
    }
}

impl Spoken for ObsView {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.detail)
    }
}

impl Spoken for Sent {
    fn sentences(&mut self) -> impl Iterator<Item = &mut String> {
        self.message.iter_mut().chain(&mut self.hint)
    }
}
