//! Who is thanked on the overlay, and in which words.

use std::time::Duration;

use chat::{Fragment, Message, Rules, Verdict};
use jiff::Timestamp;

use super::ThanksView;
use crate::Engine;
use crate::overlays::of_chat;

/// Letters of the quote.
const LONGEST_QUOTE: usize = 140;

impl Engine {
    /// The rules of the overlays of chat for people and for what these write, whatever each is to show
    /// of chat.
    pub(super) fn manners(&self) -> Vec<Rules> {
        let overlays = self.overlays().borrow().clone();
        of_chat(&overlays).map(|overlay| overlay.options.rules().of_manners()).collect()
    }

    /// For how long overlays of chat still hold this message back, if they do.
    pub(super) fn held_for(&self, message: &Message) -> Option<Duration> {
        let hold = Duration::from_secs(self.longest_hold().into());
        let left =
            hold.checked_sub(message.age(Timestamp::now())).filter(|left| !left.is_zero())?;
        (!self.0.feeds.passed().contains(&message.id)).then_some(left)
    }

    /// A message as these rules show it. `None`: one of them keeps it away, or it waits for a person.
    pub(super) fn shown(&self, mut message: Message, manners: &[Rules]) -> Option<Message> {
        for rules in manners {
            match rules.judge(&message) {
                Verdict::Show => {}
                Verdict::Change(changed, _) => message = *changed,
                Verdict::Hold(_) if self.0.feeds.passed().contains(&message.id) => {}
                Verdict::Hide(_) | Verdict::Hold(_) => return None,
            }
        }
        Some(message)
    }
}

/// What the overlay says of a message. `None`: nobody has written it.
pub(crate) fn thanks(message: &Message, words: &str) -> Option<ThanksView> {
    let name = message.author.as_ref()?.name.clone();
    let amount = message.amount.as_ref().map(|amount| amount.text.clone()).unwrap_or_default();
    let words = if words.is_empty() { "Thank you, {name}!" } else { words };
    // The name is put in last: what is in it is not looked at again.
    let words = words.replace("{amount}", &amount).replace("{name}", &name);
    let text: String = message.body.iter().map(Fragment::words).collect();
    let text = text.chars().take(LONGEST_QUOTE).collect();
    Some(ThanksView { id: message.id.to_string(), at: message.at, name, amount, words, text })
}
