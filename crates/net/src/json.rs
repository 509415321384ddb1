//! JSON as others write it.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

/// Reads JSON of somebody else's. A half of a character, `\ud83d` alone, is read as `U+FFFD`: who cuts a
/// text in the middle of an emoji and escapes it then says such a thing (RFC 8259, section 8.2), and
/// `serde_json` gives up all that it stands in.
///
/// # Errors
/// It is no JSON, or not of that shape.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(bytes).or_else(|error| match whole_characters(bytes) {
        Cow::Borrowed(_) => Err(error),
        Cow::Owned(mended) => serde_json::from_slice(&mended),
    })
}

/// JSON in which each escaped half of a character that stands alone is `\ufffd`.
#[must_use]
pub fn whole_characters(json: &[u8]) -> Cow<'_, [u8]> {
    let mut mended = Cow::Borrowed(json);
    let mut at = 0;
    while let Some(escape) = json.get(at..).and_then(|rest| rest.iter().position(|b| *b == b'\\')) {
        at += escape;
        at += match (unit(json, at), unit(json, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                if let Some(place) = mended.to_mut().get_mut(at..at + 6) {
                    place.copy_from_slice(br"\ufffd");
                }
                6
            }
            _ => 2,
        };
    }
    mended
}

/// The unit of UTF-16 that is escaped at this place.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(br"\u")?;
    // A sign is no digit, though a number may have one.
    let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn half_a_character_costs_itself_alone() {
        for (written, read) in [
            (r#"["a\ud83d"]"#, json!(["a\u{FFFD}"])),
            (r#"["\ud83d\ud83d\ude00\ude00"]"#, json!(["\u{FFFD}😀\u{FFFD}"])),
            (r#"{"\uDC00": "\uD800\n\\ud83d"}"#, json!({"\u{FFFD}": "\u{FFFD}\n\\ud83d"})),
            (r#"["\ud83d\u0041\\"]"#, json!(["\u{FFFD}A\\"])),
        ] {
            assert_eq!(super::json::<Value>(written.as_bytes()).expect(written), read);
        }
    }

    #[test]
    fn what_is_whole_is_not_copied_and_what_is_no_json_is_none() {
        let whole = br#"["\ud83d\ude00 \\ud83d \u00e9"]"#;
        assert!(matches!(whole_characters(whole), Cow::Borrowed(_)));
        for wrong in [r#"["\ud83d"#, r#"["\u+d83"]"#, r#"["\ud8"]"#, "\\", r"\u"] {
            assert!(super::json::<Value>(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
