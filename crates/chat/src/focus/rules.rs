//! What is queued by itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::feed::{Rules, Verdict, Words};
use crate::{Fragment, GiftEvent, Kind, Message, Role};

/// The name under which a least number of gifts is set.
pub const GIFTS: &str = "GIFTS";
/// Marks that make a sentence a question, in the scripts that have their own.
const QUESTION: [char; 4] = ['?', '？', '؟', '⸮'];

/// Which messages are queued by themselves. None, at first.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a rule of its own")]
pub struct HighlightRules {
    /// Super Chats.
    pub superchats: bool,
    /// Super Stickers and Jewels.
    pub stickers: bool,
    /// Cheers.
    pub cheers: bool,
    /// Donations.
    pub donations: bool,
    /// Gifts of subscriptions and memberships, told of by who gives.
    pub gifts: bool,
    /// New members and subscribers, and those who say for how long they have been.
    pub memberships: bool,
    /// What must be paid at least, in whole units of a currency (`USD`, `BITS`) or in [`GIFTS`].
    /// Of a currency that is not named, all is enough.
    pub least: BTreeMap<String, u32>,
    /// First messages.
    pub first_messages: bool,
    /// Messages that ask.
    pub questions: bool,
    /// Messages with one of these words.
    pub keywords: Words,
    /// What VIPs write.
    pub vips: bool,
    /// What members and subscribers write.
    pub members: bool,
    /// Rules of the overlays for people and what they write: what one of these keeps from viewers is
    /// not picked, and what is picked says there what they let it say.
    pub overlays: Vec<Rules>,
}

impl HighlightRules {
    /// Why this message is picked, in words; `None` where it is not.
    #[must_use]
    pub fn pick(&self, message: &Message) -> Option<String> {
        let why = self.by_kind(message).map(str::to_owned).or_else(|| self.by_words(message))?;
        let is_shown = !self.is_unwanted(message) && self.as_shown(message).is_some();
        is_shown.then_some(why)
    }

    /// A message as the overlays show what it says: with their marks in the place of links, and their
    /// letters. `None`: one of them does not show it.
    pub(super) fn as_shown<'a>(&self, message: &'a Message) -> Option<Cow<'a, Message>> {
        let mut shown = Cow::Borrowed(message);
        for rules in &self.overlays {
            match rules.judge(&shown) {
                Verdict::Show => {}
                Verdict::Change(changed, _) => shown = Cow::Owned(*changed),
                Verdict::Hide(_) | Verdict::Hold(_) => return None,
            }
        }
        Some(shown)
    }

    /// Whether an overlay keeps it from viewers for its words, or for who wrote it.
    pub(super) fn is_unwanted(&self, message: &Message) -> bool {
        self.overlays.iter().any(|rules| rules.is_unwanted(message))
    }

    fn by_kind(&self, message: &Message) -> Option<&'static str> {
        let (is_on, why) = match &message.kind {
            Kind::SuperChat { .. } => (self.superchats, "Super Chat"),
            Kind::SuperSticker { .. } => (self.stickers, "Super Sticker"),
            Kind::Jewels { .. } => (self.stickers, "Jewels"),
            Kind::Cheer { .. } => (self.cheers, "Cheer"),
            Kind::Donation { .. } => (self.donations, "Donation"),
            // Who receives a gift is told of one by one.
            Kind::Gift { event: GiftEvent::Received, .. } => return None,
            Kind::Gift { count, .. } => {
                let is_enough = self.least.get(GIFTS).is_none_or(|least| count >= least);
                (self.gifts && is_enough, "Gift")
            }
            Kind::Subscription { .. } => (self.memberships, "Subscription"),
            Kind::Membership { .. } | Kind::Milestone { .. } => (self.memberships, "Membership"),
            _ => return None,
        };
        (is_on && self.is_enough(message)).then_some(why)
    }

    /// Whether what was paid is as much as is wanted. What could not be read is.
    fn is_enough(&self, message: &Message) -> bool {
        let Some(amount) = &message.amount else { return true };
        let (Some(micros), Some(currency)) = (amount.micros, &amount.currency) else { return true };
        let least = self.least.get(currency).copied().unwrap_or_default();
        micros >= i64::from(least).saturating_mul(1_000_000)
    }

    fn by_words(&self, message: &Message) -> Option<String> {
        let author = message.author.as_ref().filter(|_| !message.body.is_empty())?;
        let is_one_of = |roles: &[Role]| author.roles.iter().any(|role| roles.contains(role));
        if self.first_messages && message.flags.first {
            return Some("First message".into());
        }
        if let Some(word) = self.keyword(message) {
            return Some(format!("“{word}”"));
        }
        let is_text = |part: &&Fragment| matches!(part, Fragment::Text { .. });
        let mut texts = message.body.iter().filter(is_text).map(Fragment::text);
        if self.questions && texts.any(|text| text.contains(QUESTION)) {
            return Some("Question".into());
        }
        if self.vips && is_one_of(&[Role::Vip]) {
            return Some("VIP".into());
        }
        let is_member = self.members && is_one_of(&[Role::Member, Role::Subscriber]);
        is_member.then(|| "Member".into())
    }

    fn keyword(&self, message: &Message) -> Option<&str> {
        if self.keywords.is_empty() {
            return None;
        }
        let hits = self.keywords.find(&message.text());
        hits.first().map(|hit| self.keywords.word(hit.word))
    }
}
