//! A message while it is read: which emote lies on another, and which one a modifier changes.

use chat::{Effect, Emote, Fragment, Provider};

/// Whose words change the emote before them.
const AFTER: Provider = Provider::Ffz;

/// Whose words change the emote after them.
const BEFORE: Provider = Provider::Bttv;

/// A message as it is read, from its beginning.
pub(super) struct Reading {
    done: Vec<Fragment>,
    /// What words before an emote that may follow would do to it. Each is a modifier in `done`.
    waiting: Vec<Effect>,
    pub(super) placed: usize,
}

impl Reading {
    pub(super) fn new(parts: usize) -> Self {
        Self { done: Vec::with_capacity(parts), waiting: Vec::new(), placed: 0 }
    }

    /// All of it, at its end.
    pub(super) fn done(mut self) -> Vec<Fragment> {
        self.give_up();
        self.done
    }

    /// Text belongs to the text before it. What is more than white space parts what is around it.
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.waiting.is_empty() && !text.chars().all(char::is_whitespace) {
            self.give_up();
        }
        match self.done.last_mut() {
            Some(Fragment::Text { text: before }) => before.push_str(text),
            _ => self.done.push(Fragment::plain(text)),
        }
    }

    pub(super) fn other(&mut self, part: Fragment) {
        self.give_up();
        self.done.push(part);
    }

    pub(super) fn emote(&mut self, mut emote: Emote) {
        // Nothing to lie on: it is drawn like any other.
        if !self.waiting.is_empty() || self.last_emote().is_none() {
            emote.overlay = false;
            emote.instead.iter_mut().for_each(|other| other.overlay = false);
        }
        for effect in self.waiting.drain(..) {
            emote.affect(effect, BEFORE);
        }
        self.done.push(Fragment::Emote(emote));
    }

    /// A word that changes the emote before it.
    pub(super) fn after(&mut self, word: &str, effects: &[Effect]) {
        let may_follow = self.waiting.is_empty();
        match self.last_emote() {
            Some(emote) if may_follow => {
                for effect in effects {
                    emote.affect(*effect, AFTER);
                }
                self.done.push(Fragment::Modifier { text: word.to_owned(), provider: AFTER });
            }
            _ => self.text(word),
        }
    }

    /// A word that changes the emote after it, if one comes.
    pub(super) fn before(&mut self, word: &str, effect: Effect) {
        self.waiting.push(effect);
        self.done.push(Fragment::Modifier { text: word.to_owned(), provider: BEFORE });
    }

    /// No emote came: the words that waited for one are words.
    fn give_up(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let mut left = self.waiting.len();
        self.waiting.clear();
        let mut tail = String::new();
        while left > 0
            && let Some(part) = self.done.pop()
        {
            left -= usize::from(matches!(part, Fragment::Modifier { .. }));
            tail.insert_str(0, part.text());
        }
        self.text(&tail);
    }

    /// The emote before this place, with nothing but white space and its modifiers between.
    fn last_emote(&mut self) -> Option<&mut Emote> {
        let is_between = |part: &Fragment| match part {
            Fragment::Modifier { .. } => true,
            Fragment::Text { text } => text.chars().all(char::is_whitespace),
            _ => false,
        };
        match self.done.iter_mut().rev().find(|part| !is_between(part)) {
            Some(Fragment::Emote(emote)) => Some(emote),
            _ => None,
        }
    }
}
