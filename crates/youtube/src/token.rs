//! The continuation token: base64 of a protobuf message that names the video and the view.
//!
//! Since October 2025 the watch page gives a whole token for Top chat only, from which YouTube
//! leaves out what it holds to be of low value. The token of the other view, Live chat (all
//! messages), is in the header of the first answer; the one beside it in the page names no video.

use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Tag of field 119693434: a live chat continuation.
const LIVE_CHAT: [u8; 5] = [0xd2, 0x87, 0xcc, 0xc8, 0x03];
/// Field 3, the name of the video, of length 0.
const NO_VIDEO: [u8; 2] = [0x1a, 0x00];
/// Field 16 of length 8 that begins with field 1, the view; the view comes next.
const VIEW: [u8; 4] = [0x82, 0x01, 0x08, 0x08];
const TOP_CHAT: u8 = 4;
const ALL_MESSAGES: u8 = 1;

/// Whether a token names no video, so that nothing can be read with it.
pub(crate) fn is_stub(token: &str) -> bool {
    let Some(bytes) = decode(token) else {
        return false;
    };
    let Some(body) = bytes.strip_prefix(&LIVE_CHAT) else {
        return false;
    };
    body.get(1..).is_some_and(|body| body.starts_with(&NO_VIDEO))
}

/// The token of all messages made from one of Top chat. `None` where it has another shape than the
/// one known.
pub(crate) fn all_messages(top_chat: &str) -> Option<String> {
    let mut bytes = decode(top_chat)?;
    let mut views = bytes.windows(VIEW.len()).enumerate().filter(|(_, window)| *window == VIEW);
    let (at, _) = views.next()?;
    if views.next().is_some() {
        return None;
    }
    let view = bytes.get_mut(at + VIEW.len()).filter(|view| **view == TOP_CHAT)?;
    *view = ALL_MESSAGES;
    let padding = top_chat.get(top_chat.find(['=', '%']).unwrap_or(top_chat.len())..)?;
    Some(BASE64.encode(bytes) + padding)
}

fn decode(token: &str) -> Option<Vec<u8>> {
    BASE64.decode(token.replace("%3D", "=")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // From a watch page of 2026-02-17 (Agash/YTLiveChat, MIT).
    const TOP: &str = "0ofMyAOAARpeQ2lrcUp3b1lWVU5CYjNrMmNucG9VMlkwZVdSaldXcEtkek5YYjFabkVndGpNbXhpTjNSaU1WTkZRUm9UNnFqZHVRRU5DZ3RqTW14aU4zUmlNVk5GUVNBQk1BQSUzRDABggEICAQYAiAAKACIAQGgAcSg1afA4JIDqAEAsgEA";
    const STUB: &str = "0ofMyAMSGgAwAYIBCAgBGAAgACgBqAEB";

    #[test]
    fn a_stub_is_told_from_a_token() {
        assert!(is_stub(STUB), "it names no video");
        assert!(!is_stub(TOP), "it names one");
        assert!(!is_stub("test-continuation:01"), "another shape may be a token");
    }

    #[test]
    fn only_the_view_is_changed() {
        let all = all_messages(TOP).expect("the recorded shape");
        assert_eq!(all, TOP.replace("CAQYAiAA", "CAEYAiAA"), "one byte differs");
        assert_eq!(all_messages(&all), None, "this one is of all messages already");
        assert_eq!(all_messages("not a token"), None, "nothing is made up");
        let padded = format!("{TOP}%3D");
        assert_eq!(all_messages(&padded), None, "what is no base64 is left alone");
    }
}
