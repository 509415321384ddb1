//! `PRIVMSG`: somebody wrote something.

use chat::{
    AuthorId, ChatEvent, Flags, Fragment, Kind, Message, MessageId, Passed, Platform, Reply,
};

use super::{Decoded, amount, author, line::Line, tags::Tag, text};

/// The `msg-id`s of messages that are bought or set apart. Any other is news to us and is counted;
/// the message is chat like any other.
const KNOWN: [&str; 5] = [
    "animated-message",
    "gigantified-emote-message",
    "highlighted-message",
    "skip-subs-mode-message",
    "user-intro",
];

/// Malformed if nobody wrote it or nothing was written.
pub(super) fn decode(line: &Line<'_>) -> Decoded {
    let Some(event) = event(line) else {
        return Decoded::Passed(Passed::Malformed);
    };
    match line.tag(Tag::MsgId) {
        Some(code) if !KNOWN.contains(&code) => Decoded::Unknown(event, line.unknown(code)),
        _ => Decoded::Event(event),
    }
}

fn event(line: &Line<'_>) -> Option<ChatEvent> {
    let author = author::decode(line)?;
    let said = text::said(line.param(1)?);
    let bits = line.number::<u64>(Tag::Bits).filter(|bits| *bits > 0);
    let message = line.message(kind(line, bits, said.action));
    let flags = Flags {
        // Who introduces themselves has never written here.
        first: line.flag(Tag::FirstMsg) || line.tag(Tag::MsgId) == Some("user-intro"),
        returning: line.flag(Tag::ReturningChatter),
        gigantified: line.tag(Tag::MsgId) == Some("gigantified-emote-message"),
        effect: effect(line),
        ..message.flags
    };
    let mut body = text::fragments(said.text, line, bits);
    if flags.gigantified {
        enlarge(&mut body);
    }
    Some(ChatEvent::Message(Box::new(Message {
        author: Some(author),
        body,
        amount: bits.map(amount::bits).or_else(|| hype_chat(line)),
        reply_to: reply(line),
        flags,
        ..message
    })))
}

/// The last emote is the one that was bought to be large.
fn enlarge(body: &mut [Fragment]) {
    let emotes = body.iter_mut().filter_map(|part| match part {
        Fragment::Emote(emote) => Some(emote),
        _ => None,
    });
    if let Some(last) = emotes.last() {
        last.large = true;
    }
}

/// What was paid for says more than how it was said.
fn kind(line: &Line<'_>, bits: Option<u64>, action: bool) -> Kind {
    if let Some(bits) = bits {
        return Kind::Cheer { bits };
    }
    if let Some(reward) = line.tag(Tag::CustomRewardId) {
        return Kind::Redemption { reward: reward.to_owned() };
    }
    match line.tag(Tag::MsgId) {
        Some("highlighted-message") => Kind::Highlighted,
        // A built-in reward: channel points let it through while only subscribers may write.
        Some(reward @ "skip-subs-mode-message") => Kind::Redemption { reward: reward.to_owned() },
        _ if action => Kind::Action,
        _ => Kind::Chat,
    }
}

fn effect(line: &Line<'_>) -> Option<String> {
    let bought = line.tag(Tag::MsgId) == Some("animated-message");
    bought.then(|| line.tag(Tag::AnimationId)).flatten().map(str::to_owned)
}

fn reply(line: &Line<'_>) -> Option<Reply> {
    let id = line.tag(Tag::ReplyParentMsgId)?;
    let author = line.tag(Tag::ReplyParentDisplayName).map(str::trim).filter(|n| !n.is_empty());
    let login = line.tag(Tag::ReplyParentUserLogin);
    Some(Reply {
        id: Some(MessageId::of(Platform::Twitch, id)),
        author_id: line.tag(Tag::ReplyParentUserId).map(AuthorId::new),
        author: author.or(login).unwrap_or_default().to_owned(),
        login: login.map(str::to_owned),
        text: line.tag(Tag::ReplyParentMsgBody).unwrap_or_default().to_owned(),
        is_gone: false,
    })
}

/// Hype Chat was retired in 2024; recordings and third-party histories still hold it.
fn hype_chat(line: &Line<'_>) -> Option<chat::Amount> {
    let minor = line.number(Tag::PaidAmount)?;
    let exponent = line.number(Tag::PaidExponent)?;
    amount::money(minor, exponent, line.tag(Tag::PaidCurrency)?)
}
