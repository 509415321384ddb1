//! The two names of one message on YouTube.
//!
//! Its page and its API name the same message by the same bytes, in two fields of protobuf: the
//! page's name has them in field 1 (`ChwKG…`), the API's in field 2, after `LCC.` (`LCC.EhwKG…`),
//! as both were seen for the same messages. Ours is made of the page's.

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const LENIENT: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
const READ: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
const WRITE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);

const API: &str = "LCC.";
/// Protobuf's tags of the two fields.
const PAGE_FIELD: u8 = 0x0a;
const API_FIELD: u8 = 0x12;

/// The API's name of a message that the page calls `item`. `None` where that is no message of
/// YouTube's.
#[must_use]
pub fn youtube_api_id(item: &str) -> Option<String> {
    let renamed = renamed(item, PAGE_FIELD, API_FIELD)?;
    Some(format!("{API}{}", renamed.trim_end_matches('=')))
}

/// The page's name of a message that the API calls `id`. `None` where it has none that we know.
#[must_use]
pub fn youtube_item_id(id: &str) -> Option<String> {
    let renamed = renamed(id.strip_prefix(API)?, API_FIELD, PAGE_FIELD)?;
    // As the page writes it.
    Some(renamed.replace('=', "%3D"))
}

fn renamed(name: &str, from: u8, to: u8) -> Option<String> {
    let text = name.replace("%3D", "=").replace('-', "+").replace('_', "/");
    let mut bytes = READ.decode(text).ok()?;
    let tag = bytes.first_mut().filter(|tag| **tag == from)?;
    *tag = to;
    Some(WRITE.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_one_id_in_the_page_and_another_in_the_api() {
        // Seen for the same message in both.
        let page = "ChwKGkNMdnAyS191a0pRREZRZmVQd1FkN0tNbGVR";
        let api = "LCC.EhwKGkNMdnAyS191a0pRREZRZmVQd1FkN0tNbGVR";
        assert_eq!(youtube_api_id(page).as_deref(), Some(api));
        assert_eq!(youtube_item_id(api).as_deref(), Some(page));
        for other in ["", "poll 1", "gap src-1 1", "EhwKGkNMdnAy"] {
            assert_eq!(youtube_api_id(other), None, "{other:?} is no message of YouTube's");
            assert_eq!(youtube_item_id(other), None, "{other:?} is no message of its API's");
        }
        assert_eq!(youtube_item_id("LCC.CjgKDQoL"), None, "another field is another name");
    }

    #[test]
    fn there_and_back_is_the_same_letter_for_letter() {
        // Recorded, with padding as the page writes it.
        for page in [
            "CjkKGkNLbnE1dHl4MHUwQ0ZSREhnZ29kU2pFTmN3EhtDTERINGZhdjB1MENGUXEwV0FvZDN2QU53UTA%3D",
            "Ci8KLUNOU0p6SlhmeTVJREZXdjFsQWtkcjdnMTN3LUxveU1lc0lELTM1NDI0NzU5Nw%3D%3D",
        ] {
            let api = youtube_api_id(page).expect("a message's");
            assert_eq!(youtube_item_id(&api).as_deref(), Some(page));
        }
    }
}
