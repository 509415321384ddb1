//! What was paid for, and what for.

use crate::{GiftEvent, Kind, Message, SubscriptionEvent};

/// What was bought where the platform tells no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bought<'a> {
    /// How many: of a gift, those that are given.
    pub count: u32,
    /// `1000`, `2000`, `3000` or `Prime` on Twitch; the level's name on YouTube. Where it is told.
    pub plan: Option<&'a str>,
}

/// The names of the kinds that can be bought without an amount.
pub const BOUGHT_KINDS: [&str; 4] = ["subscription", "gift", "membership", "milestone"];

impl Message {
    /// Whether it was paid for, and on this channel: what the ledger keeps.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        let by_kind = matches!(
            self.kind,
            Kind::SuperChat { .. }
                | Kind::SuperSticker { .. }
                | Kind::Cheer { .. }
                | Kind::Jewels { .. }
                | Kind::Donation { .. }
        );
        // Channel points are an amount that nobody paid.
        let is_money = self.amount.is_some() && !matches!(self.kind, Kind::Redemption { .. });
        // A pin shows once more what was paid for once.
        let is_first = self.flags.repeats.is_none() && !self.is_from_elsewhere();
        (by_kind || is_money || self.bought().is_some()) && is_first
    }

    /// What was bought, where no amount is told of it: subscriptions, memberships, and gifts of both.
    #[must_use]
    pub fn bought(&self) -> Option<Bought<'_>> {
        let (count, plan) = match &self.kind {
            // The gift that is the answer is told by itself.
            Kind::Subscription { event: SubscriptionEvent::PayForward, .. } => return None,
            Kind::Subscription { plan, .. } => (1, plan),
            // Those who receive it, and what the platform adds, paid nothing.
            Kind::Gift { event: GiftEvent::Single | GiftEvent::Batch, count, plan, .. } => {
                (*count, plan)
            }
            Kind::Membership { level, .. } | Kind::Milestone { level, .. } => (1, level),
            _ => return None,
        };
        self.amount.is_none().then_some(Bought { count, plan: plan.as_deref() })
    }

    /// Whether it is an amount that was given to the streamer: what goals count, and thanks are for.
    #[must_use]
    pub fn is_given(&self) -> bool {
        self.is_paid() && self.bought().is_none() && !self.is_for_charity()
    }

    /// Whether it was given to a charity, and not to the streamer.
    #[must_use]
    pub fn is_for_charity(&self) -> bool {
        matches!(self.kind, Kind::Charity { .. })
    }
}
