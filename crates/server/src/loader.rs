//! The loader: a small file in the place of an overlay, which waits until the application runs.
//!
//! OBS shows nothing of a page whose server was not there, and does not try again. A file is always
//! there. It goes over to the overlay as soon as it gets an answer, as a page of its own: an overlay
//! lets no page of another origin have it in a frame.

use engine::{Key, Overlay};
use sha2::{Digest, Sha256};

const PAGE: &str = include_str!("loader.html");

/// The file, for this overlay at this server.
pub(crate) fn page(server: &str, overlay: &Overlay) -> String {
    // Both are ours: digits and letters, nothing that HTML would read otherwise.
    PAGE.replace("SERVER", server)
        .replace("KEY", overlay.key.reveal())
        .replace("SIGN", &sign(&overlay.key))
        .replace("PROOF", &proof(&overlay.key))
}

/// What stands for a key where it may be read by others: nobody finds the key by it.
pub(crate) fn sign(key: &Key) -> String {
    digits(Sha256::digest(key.reveal()).as_slice())
}

/// What nobody can say who has the sign alone.
pub(crate) fn proof(key: &Key) -> String {
    digits(Sha256::digest(format!("alive {}", key.reveal())).as_slice())
}

fn digits(digest: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for byte in digest.iter().take(16) {
        // Writing into a string does not fail.
        write!(text, "{byte:02x}").unwrap_or_default();
    }
    text
}

/// The file's name, of letters that every system takes.
pub(crate) fn file_name(overlay: &str) -> String {
    let kept: String =
        overlay.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')).collect();
    let name = kept.trim();
    format!("{}.html", if name.is_empty() { "overlay" } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_s_name_leads_nowhere() {
        for (overlay, name) in [
            ("Chat", "Chat.html"),
            ("../../é x", "é x.html"),
            ("…", "overlay.html"),
            ("a:b\\c", "abc.html"),
        ] {
            assert_eq!(file_name(overlay), name);
        }
    }
}
