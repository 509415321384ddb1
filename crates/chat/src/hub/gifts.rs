//! Gifts to many, which are told in parts: all parts are on one card, also those that come after a
//! source, or the application, has begun anew.

use crate::{GiftEvent, Kind, Message};

/// Whether it is a part of a gift that its platform names, which is then the id of its card.
pub(super) fn is_of_batch(message: &Message) -> bool {
    matches!(message.kind, Kind::Gift { batch: Some(_), .. })
}

/// Whether a card has all that is new of its gift already. Puts to the new what the card has beside.
pub(super) fn is_known(card: &Message, new: &mut Message) -> bool {
    let is_told_in_parts = is_of_batch(card);
    let (
        Kind::Gift { event: was, count: before, recipients: known, .. },
        Kind::Gift { event, count, recipients, .. },
    ) = (&card.kind, &mut new.kind)
    else {
        return false;
    };
    if !is_told_in_parts {
        // A source that begins anew is told who got it once more, one after the other.
        return recipients.len() < known.len();
    }
    let names = std::mem::replace(recipients, known.clone());
    recipients.extend(names.into_iter().filter(|name| !known.contains(name)));
    if *count < *before {
        new.system.clone_from(&card.system);
    }
    let at_least = u32::try_from(recipients.len()).unwrap_or(u32::MAX);
    *count = (*count).max(*before).max(at_least);
    if *was == GiftEvent::Batch || *count > 1 {
        *event = GiftEvent::Batch;
    }
    *new = Message { kind: new.kind.clone(), system: new.system.take(), ..card.clone() };
    new == card
}
