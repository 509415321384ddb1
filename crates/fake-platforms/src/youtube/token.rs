//! Continuation tokens: base64url of a small protobuf message, with the fields seen in the tokens
//! of real 2026 pages. The position in the chat is ours, in a field of its own; real clients never
//! look, and those that make tokens themselves leave it out.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};

/// The outermost field of every live chat token.
const LIVE_CHAT: u32 = 119_693_434;
/// A field of the header that holds the video id a second time.
const VIDEO_AGAIN: u32 = 48_687_757;
/// The position. Nothing of YouTube's was seen in this field.
const POSITION: u32 = 100;

/// Which of the two chats of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chat {
    /// "Top chat": without what YouTube takes for spam or of low value.
    Top,
    /// "Live chat": every message.
    All,
}

impl Chat {
    /// Field 16.1 of the token.
    const fn number(self) -> u64 {
        match self {
            Self::Top => 4,
            Self::All => 1,
        }
    }
}

/// What a continuation token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The channel id, `UC…`.
    pub channel: String,
    /// The video id.
    pub video: String,
    /// Top chat or all of it.
    pub chat: Chat,
    /// The next action of the stream's log to send; `None` asks for the recent history.
    pub position: Option<u64>,
}

impl Token {
    /// The token as pages and answers carry it, its padding percent-encoded.
    #[must_use]
    pub fn encode(&self) -> String {
        let ids = [bytes(1, self.channel.as_bytes()), bytes(2, self.video.as_bytes())].concat();
        let again = bytes(VIDEO_AGAIN, &bytes(1, self.video.as_bytes()));
        let header = [bytes(1, &bytes(5, &ids)), bytes(3, &again), varint(4, 1), varint(6, 0)];
        let header = STANDARD.encode(header.concat()).replace('=', "%3D");
        let stamp = u64::try_from(crate::since_epoch().as_micros()).unwrap_or_default();
        let mut fields = bytes(3, header.as_bytes());
        if let Some(position) = self.position {
            fields.extend(varint(POSITION, position));
        }
        let chat = [varint(1, self.chat.number()), varint(3, 2), varint(4, 0), varint(5, 0)];
        fields.extend(varint(6, 1));
        fields.extend(bytes(16, &chat.concat()));
        fields.extend(varint(17, 1));
        fields.extend(varint(20, stamp));
        fields.extend(varint(21, 0));
        fields.extend(bytes(22, b""));
        URL_SAFE.encode(bytes(LIVE_CHAT, &fields)).replace('=', "%3D")
    }

    /// Reads a token back; `None` if it is malformed or names no video, as a stub does.
    #[must_use]
    pub fn decode(token: &str) -> Option<Self> {
        let token = token.replace("%3D", "");
        let token = URL_SAFE_NO_PAD.decode(token.trim_end_matches('=')).ok()?;
        let outer = Fields::of(&token)?;
        let fields = Fields::of(outer.bytes(LIVE_CHAT)?)?;
        let header = std::str::from_utf8(fields.bytes(3)?).ok()?.replace("%3D", "=");
        // pytchat writes it in the other alphabet.
        let header = STANDARD.decode(&header).or_else(|_| URL_SAFE.decode(&header)).ok()?;
        let ids = Fields::of(&header)?;
        let ids = Fields::of(Fields::of(ids.bytes(1)?)?.bytes(5)?)?;
        let text = |field| String::from_utf8(ids.bytes(field)?.to_vec()).ok();
        let chat = match Fields::of(fields.bytes(16)?)?.varint(1)? {
            1 => Chat::All,
            _ => Chat::Top,
        };
        Some(Self { channel: text(1)?, video: text(2)?, chat, position: fields.varint(POSITION) })
    }
}

/// When a token was made, in microseconds since 1970.
pub(super) fn made_at(token: &str) -> Option<u64> {
    let token = token.replace("%3D", "");
    let token = URL_SAFE_NO_PAD.decode(token.trim_end_matches('=')).ok()?;
    let outer = Fields::of(&token)?;
    Fields::of(outer.bytes(LIVE_CHAT)?)?.varint(20)
}

/// What a watch page's menu carries since October 2025: a token that names no video.
#[must_use]
pub fn stub(chat: Chat) -> String {
    let kind = [varint(1, chat.number()), varint(3, 0), varint(4, 0), varint(5, 1)];
    let fields = [bytes(3, b""), varint(6, 1), bytes(16, &kind.concat()), varint(21, 1)].concat();
    URL_SAFE.encode(bytes(LIVE_CHAT, &fields)).replace('=', "%3D")
}

/// An item id as chat messages have it: base64 of two nested messages around a short text.
#[must_use]
pub(super) fn item_id() -> String {
    let name: String = std::iter::repeat_with(fastrand::alphanumeric).take(24).collect();
    let inner = bytes(1, format!("CO{name}").as_bytes());
    STANDARD.encode(bytes(1, &inner))
}

/// Appends the number in the base-128 form of protobuf.
fn push_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

fn varint(field: u32, number: u64) -> Vec<u8> {
    let mut out = Vec::new();
    push_number(&mut out, u64::from(field) << 3);
    push_number(&mut out, number);
    out
}

pub(super) fn bytes(field: u32, content: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_number(&mut out, u64::from(field) << 3 | 2);
    push_number(&mut out, content.len() as u64);
    out.extend_from_slice(content);
    out
}

enum Wire<'a> {
    Varint(u64),
    Bytes(&'a [u8]),
}

struct Fields<'a>(Vec<(u64, Wire<'a>)>);

impl<'a> Fields<'a> {
    fn of(mut message: &'a [u8]) -> Option<Self> {
        let mut fields = Vec::new();
        while !message.is_empty() {
            let tag = take_number(&mut message)?;
            let number = take_number(&mut message)?;
            let value = match tag & 7 {
                0 => Wire::Varint(number),
                2 => {
                    let (content, rest) =
                        message.split_at_checked(usize::try_from(number).ok()?)?;
                    message = rest;
                    Wire::Bytes(content)
                }
                _ => return None,
            };
            fields.push((tag >> 3, value));
        }
        Some(Self(fields))
    }

    fn bytes(&self, field: u32) -> Option<&'a [u8]> {
        self.0.iter().find_map(|(number, value)| match value {
            Wire::Bytes(content) if *number == u64::from(field) => Some(*content),
            _ => None,
        })
    }

    fn varint(&self, field: u32) -> Option<u64> {
        self.0.iter().find_map(|(number, value)| match value {
            Wire::Varint(content) if *number == u64::from(field) => Some(*content),
            _ => None,
        })
    }
}

fn take_number(message: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = message.split_first()?;
        *message = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From a recorded page of 2026-02-17 (Agash/YTLiveChat, MIT).
    const RECORDED: &str = "0ofMyAOAARpeQ2lrcUp3b1lWVU5CYjNrMmNucG9VMlkwZVdSaldXcEtkek5YYjFabkVn\
        dGpNbXhpTjNSaU1WTkZRUm9UNnFqZHVRRU5DZ3RqTW14aU4zUmlNVk5GUVNBQk1BQSUzRDABggEICAQYAiAAKACI\
        AQGgAcSg1afA4JIDqAEAsgEA";

    const PYTCHAT: &str = "0ofMyAPFARpsQ2pnYURRb0xkbll0TFY4dFgxOHRYemdxSndvWVZVTkJiM2syY25wb1UyWTBlV1JqV1dw\
        S2R6TlhiMVpuRWd0MmRpMHRYeTFmWHkxZk9Cb1Q2cWpkdVFFTkNndDJkaTB0WHkxZlh5MWZPQ0FCKKed\
        ydK_nZgDMAA4AEABShsIABAAGAAgADoAQABKAFCRq4zTv52YA1gDeABQkLXr0b-dmANYte-l6LidmANo\
        AYIBAggBiAEAmgECCACgAdSy9tK_nZgD";

    #[test]
    fn a_recorded_token_is_understood_and_ours_have_the_same_shape() {
        let token = Token::decode(RECORDED).expect("a real token");
        let expected = Token {
            channel: "UCAoy6rzhSf4ydcYjJw3WoVg".into(),
            video: "c2lb7tb1SEA".into(),
            chat: Chat::Top,
            position: None,
        };
        assert_eq!(token, expected);
        let ours = token.encode();
        assert_eq!(ours.len(), RECORDED.len(), "only the time stamp differs");
        assert_eq!(ours.get(..150), RECORDED.get(..150), "all before the time stamp");
    }

    #[test]
    fn the_stubs_are_the_recorded_ones_and_name_no_video() {
        assert_eq!(stub(Chat::Top), "0ofMyAMSGgAwAYIBCAgEGAAgACgBqAEB");
        assert_eq!(stub(Chat::All), "0ofMyAMSGgAwAYIBCAgBGAAgACgBqAEB");
        assert_eq!(Token::decode(&stub(Chat::All)), None, "what a stub asks for is nothing");
    }

    #[test]
    fn a_token_that_a_client_made_itself_is_understood() {
        // By pytchat 0.5.5 (MIT), `liveparam.getparam("vv--_-__-_8", "UCAoy6rzhSf4ydcYjJw3WoVg", 3)`.
        let made = PYTCHAT;
        let expected = Token {
            channel: "UCAoy6rzhSf4ydcYjJw3WoVg".into(),
            video: "vv--_-__-_8".into(),
            chat: Chat::All,
            position: None,
        };
        assert_eq!(Token::decode(made), Some(expected));
    }

    #[test]
    fn a_token_survives_the_round_trip_and_garbage_does_not() {
        for (position, video) in [(None, "c2lb7tb1SEA"), (Some(300), "x"), (Some(u64::MAX), "yz")] {
            let token =
                Token { channel: "UCx".into(), video: video.into(), chat: Chat::All, position };
            assert_eq!(Token::decode(&token.encode()), Some(token));
        }
        for garbage in ["", "hello", "%%%", "gA", "0ofMyAP_"] {
            assert_eq!(Token::decode(garbage), None, "{garbage}");
        }
    }
}
