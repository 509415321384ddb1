//! Rules tried on what was written before.

use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use super::{Because, Feed, Rules, Tempo, Verdict};
use crate::{Change, Message, MessageId};

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Outcome {
    /// It was shown as written.
    Shown,
    /// It was shown with other words.
    Changed,
    /// A rule kept it away.
    Hidden,
    /// It would wait for a person.
    Held,
    /// Another one with the same text stood for it.
    Repeated,
    /// Chat was faster than the pace.
    Skipped,
}

/// A message with what became of it, and by which rule.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The message as it was written.
    pub message: Arc<Message>,
    /// What became of it.
    pub outcome: Outcome,
    /// By which rule.
    pub because: Option<Because>,
}

impl Trial {
    /// What these rules make of one message.
    #[must_use]
    pub fn of(rules: &Rules, message: Arc<Message>) -> Self {
        let (outcome, because) = match rules.judge(&message) {
            Verdict::Show => (Outcome::Shown, None),
            Verdict::Change(_, because) => (Outcome::Changed, Some(because)),
            Verdict::Hide(because) => (Outcome::Hidden, Some(because)),
            Verdict::Hold(because) => (Outcome::Held, Some(because)),
        };
        Self { message, outcome, because }
    }
}

impl Feed {
    /// What these rules would have made of `messages`, oldest first, at the times they were written.
    #[must_use]
    pub fn try_on(rules: Rules, tempo: Tempo, messages: Vec<Arc<Message>>) -> Vec<Trial> {
        let mut feed = Self::new(String::new(), rules, tempo);
        let first = messages.first().map(|message| message.at);
        let mut now = Duration::ZERO;
        let mut trials: Vec<Trial> = Vec::with_capacity(messages.len());
        for message in messages {
            let since = first.map_or(0, |first| message.at.duration_since(first).as_millis());
            // Two platforms' clocks: time never goes back.
            now = now.max(Duration::from_millis(u64::try_from(since).unwrap_or_default()));
            feed.let_pass_until(now);
            let mut trial = Trial::of(&feed.rules, message);
            let repeated = feed.counts.repeated;
            feed.take(&Change::Add(Arc::clone(&trial.message)), now);
            if feed.counts.repeated > repeated {
                trial.outcome = Outcome::Repeated;
            }
            trials.push(trial);
        }
        feed.let_pass_until(Duration::MAX);
        for trial in trials.iter_mut().filter(|trial| trial.outcome != Outcome::Repeated) {
            if feed.has_skipped(&trial.message.id) {
                trial.outcome = Outcome::Skipped;
            }
        }
        trials
    }

    /// Lets the time go by, up to a moment.
    fn let_pass_until(&mut self, end: Duration) {
        while let Some(next) = self.next().filter(|next| *next <= end) {
            self.tick(next);
        }
    }

    fn has_skipped(&self, id: &MessageId) -> bool {
        self.unshown.contains(id)
    }
}
