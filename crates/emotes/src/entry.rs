//! What a word may stand for.

use chat::{Effect, Emote};

/// What a provider's word stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A picture. What lies on the emote before it says so.
    Emote(Emote),
    /// Something that happens to the emote before it (FrankerFaceZ).
    After(Vec<Effect>),
    /// Something that happens to the emote after it (BetterTTV).
    Before(Effect),
}

/// A word of a provider's, with its id of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// The word, as people write it.
    pub(crate) name: String,
    /// The provider's id.
    pub(crate) id: String,
    pub(crate) entry: Entry,
}

impl Named {
    /// A word that stands for a picture.
    pub(crate) fn emote(emote: Emote) -> Self {
        Self { name: emote.text.clone(), id: emote.id.clone(), entry: Entry::Emote(emote) }
    }

    /// The same under another name.
    pub(crate) fn renamed(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        if let Entry::Emote(emote) = &mut self.entry {
            name.clone_into(&mut emote.text);
        }
        self
    }
}
