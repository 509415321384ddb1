//! What all services tell of a donation, and the message that it becomes.

use chat::{
    Amount, Author, AuthorId, Flags, Fragment, Kind, Message, MessageId, Platform, SourceId,
};
use jiff::Timestamp;
use serde_json::Value;

use crate::Provider;

/// Letters of a name or a text that are taken; services allow fewer.
const LONGEST_NAME: usize = 80;
const LONGEST_TEXT: usize = 1_000;
/// Signs and letters of an amount as a service writes it.
pub(crate) const LONGEST_AMOUNT: usize = 32;
/// Who does not say who they are.
const NOBODY: &str = "Anonymous";

/// A donation, as a service told it.
#[derive(Debug)]
pub(crate) struct Donation {
    pub(crate) provider: Provider,
    /// The service's id of it.
    pub(crate) id: String,
    pub(crate) from: String,
    pub(crate) text: String,
    pub(crate) amount: Amount,
    pub(crate) at: Timestamp,
    /// What they did: `donated`, `subscribed`.
    pub(crate) did: &'static str,
    /// The service's own test.
    pub(crate) is_test: bool,
}

impl Donation {
    pub(crate) fn into_message(self) -> Message {
        let Self { provider, id, from, text, amount, at, did, is_test } = self;
        let native_id = format!("{} {id}", provider.name());
        let name = match from.trim() {
            "" => NOBODY.to_owned(),
            name => name.chars().take(LONGEST_NAME).collect(),
        };
        let text: String = text.trim().chars().take(LONGEST_TEXT).collect();
        let source = if is_test { SourceId::TEST } else { provider.name() };
        Message {
            id: MessageId::of(Platform::Donations, &native_id),
            native_id,
            platform: Platform::Donations,
            source: SourceId::new(source),
            at,
            system: Some(format!("{name} {did} through {}", provider.spoken())),
            author: Some(Author {
                // A service gives no ids of people. The same name is the same person, as far as
                // anybody can tell.
                id: AuthorId::new(format!("{} {}", provider.name(), name.to_lowercase())),
                name,
                login: None,
                color: None,
                roles: Vec::new(),
                badges: Vec::new(),
                avatar: None,
                pronouns: None,
            }),
            kind: Kind::Donation { provider: provider.name().to_owned() },
            body: if text.is_empty() { Vec::new() } else { vec![Fragment::plain(text)] },
            amount: Some(amount),
            reply_to: None,
            flags: Flags::default(),
        }
    }
}

/// What was paid, by the fields `amount` and `currency`. What is no number, or no currency's code, is
/// kept as it is written, for a person to read. `None` where nothing was paid.
pub(crate) fn amount(told: &Value) -> Option<Amount> {
    let number = text(told, "amount")?;
    let currency = text(told, "currency").unwrap_or_default();
    if number.starts_with('-') || chat::money::micros(&number) == Some(0) {
        return None;
    }
    Some(Amount::of(&number, &currency).unwrap_or_else(|| {
        let written = format!("{number} {currency}");
        let text = written.trim().chars().take(LONGEST_AMOUNT).collect();
        Amount { text, micros: None, currency: None }
    }))
}

/// A field's text, also of a number: services write ids and amounts as either.
pub(crate) fn text(value: &Value, field: &str) -> Option<String> {
    match value.get(field)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
