//! `PRIVMSG`: somebody wrote something.

use chat::{ChatEvent, Flags, Kind, Message, MessageId, Platform, Reply};

use super::{amount, author, line::Line, text};

/// `None` if nobody wrote it or nothing was written.
pub(super) fn decode(line: &Line<'_>) -> Option<ChatEvent> {
    let author = author::decode(line)?;
    let said = text::said(line.param(1)?);
    let bits = line.number::<u64>("bits").filter(|bits| *bits > 0);
    let message = line.message(kind(line, bits, said.action));
    let flags = Flags {
        first: line.flag("first-msg"),
        returning: line.flag("returning-chatter"),
        gigantified: line.tag("msg-id") == Some("gigantified-emote-message"),
        effect: effect(line),
        ..message.flags
    };
    Some(ChatEvent::Message(Box::new(Message {
        author: Some(author),
        body: text::fragments(said.text, line.tag("emotes"), bits),
        amount: bits.map(amount::bits).or_else(|| hype_chat(line)),
        reply_to: reply(line),
        flags,
        ..message
    })))
}

/// What was paid for says more than how it was said.
fn kind(line: &Line<'_>, bits: Option<u64>, action: bool) -> Kind {
    if let Some(bits) = bits {
        return Kind::Cheer { bits };
    }
    if let Some(reward) = line.tag("custom-reward-id") {
        return Kind::Redemption { reward: reward.to_owned() };
    }
    match line.tag("msg-id") {
        Some("highlighted-message") => Kind::Highlighted,
        _ if action => Kind::Action,
        _ => Kind::Chat,
    }
}

fn effect(line: &Line<'_>) -> Option<String> {
    let bought = line.tag("msg-id") == Some("animated-message");
    bought.then(|| line.tag("animation-id")).flatten().map(str::to_owned)
}

fn reply(line: &Line<'_>) -> Option<Reply> {
    let id = line.tag("reply-parent-msg-id")?;
    let author = line.tag("reply-parent-display-name").map(str::trim).filter(|n| !n.is_empty());
    Some(Reply {
        id: Some(MessageId::of(Platform::Twitch, id)),
        author: author.or(line.tag("reply-parent-user-login")).unwrap_or_default().to_owned(),
        text: line.tag("reply-parent-msg-body").unwrap_or_default().to_owned(),
    })
}

/// Hype Chat was retired in 2024; recordings and third-party histories still hold it.
fn hype_chat(line: &Line<'_>) -> Option<chat::Amount> {
    let minor = line.number("pinned-chat-paid-amount")?;
    let exponent = line.number("pinned-chat-paid-exponent")?;
    amount::money(minor, exponent, line.tag("pinned-chat-paid-currency")?)
}
