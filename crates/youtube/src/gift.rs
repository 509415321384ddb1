//! What a gift is here, whether the page tells of it or the official API.

use chat::{Amount, Author, GiftEvent, Kind};

/// So many memberships that somebody has bought for others.
pub(crate) fn bought(count: u32) -> Kind {
    gift(if count > 1 { GiftEvent::Batch } else { GiftEvent::Single }, count, Vec::new())
}

/// The membership that its author was given.
pub(crate) fn received(by: Option<&Author>) -> Kind {
    gift(GiftEvent::Received, 1, by.map(|author| author.name.clone()).into_iter().collect())
}

fn gift(event: GiftEvent, count: u32, recipients: Vec<String>) -> Kind {
    Kind::Gift { event, count, plan: None, recipients, batch: None, anonymous: false }
}

/// So many Jewels, YouTube's own money.
pub(crate) fn jewels(count: i64) -> Amount {
    Amount {
        text: if count == 1 { "1 Jewel".to_owned() } else { format!("{count} Jewels") },
        micros: count.checked_mul(1_000_000),
        currency: Some("JEWELS".to_owned()),
    }
}
