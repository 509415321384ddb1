//! How a picture is written: a head that says what follows, then the picture.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `MCOI` |
//! | 1 | the version of this format |
//! | 1 | the kind of the picture |
//! | 32 | the name of the file, so that one that was renamed is not taken for another |
//! | 4 | the length of the picture, little-endian |
//! | 4 | CRC-32 of all but these four bytes, little-endian |

use bytes::Bytes;
use chat::ImageId;

use crate::picture::{Kind, Picture};

const MAGIC: [u8; 4] = *b"MCOI";
/// Another one makes every file a damaged one, which is fetched again: for a change of the format,
/// or of what is passed on.
const VERSION: u8 = 1;
const CHECKED: usize = 42;
/// How long the head is.
pub(super) const HEAD: usize = CHECKED + 4;

/// The name of the file of `key`.
pub(super) fn name(key: ImageId) -> String {
    format!("{key}.img")
}

/// The name of the file that is one day renamed to [`name`]. `number` makes it the only one.
pub(super) fn unfinished_name(key: ImageId, number: u64) -> String {
    format!("{key}.{number}.part")
}

/// What a file in our folder is, by its name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    Picture(ImageId),
    Unfinished,
    /// Not ours.
    Foreign,
}

/// Reads a file's name. Whatever we did not name ourselves is not ours to remove.
pub(super) fn named(name: &str) -> Named {
    let (key, ending) = name.split_once('.').unwrap_or((name, ""));
    let Some(key) = ImageId::parse(key) else {
        return Named::Foreign;
    };
    if ending == "img" {
        return Named::Picture(key);
    }
    let number = ending.strip_suffix(".part").unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Named::Unfinished } else { Named::Foreign }
}

/// What is written before the picture. `None` if the picture is longer than can be said.
pub(super) fn head(key: ImageId, picture: &Picture) -> Option<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    head.extend_from_slice(&MAGIC);
    head.extend_from_slice(&[VERSION, letter(picture.kind)]);
    head.extend_from_slice(key.to_string().as_bytes());
    head.extend_from_slice(&u32::try_from(picture.bytes.len()).ok()?.to_le_bytes());
    let sum = sum(&head, &picture.bytes);
    head.extend_from_slice(&sum.to_le_bytes());
    Some(head)
}

/// The picture in a file. `None` if it is not wholly as it was written.
pub(super) fn read(key: ImageId, file: Vec<u8>) -> Option<Picture> {
    let file = Bytes::from(file);
    let (checked, rest) = file.split_at_checked(CHECKED)?;
    let (told, picture) = rest.split_first_chunk()?;
    if u32::from_le_bytes(*told) != sum(checked, picture) {
        return None;
    }
    let (magic, rest) = checked.split_first_chunk()?;
    let ([version, letter], rest) = rest.split_first_chunk()?;
    let (name, length) = rest.split_at_checked(32)?;
    let kind = kind(*letter)?;
    let is_ours = *magic == MAGIC
        && *version == VERSION
        && name == key.to_string().as_bytes()
        && length == u32::try_from(picture.len()).ok()?.to_le_bytes();
    is_ours.then(|| Picture { kind, bytes: file.slice(HEAD..) })
}

fn sum(checked: &[u8], picture: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(checked);
    hasher.update(picture);
    hasher.finalize()
}

fn letter(kind: Kind) -> u8 {
    match kind {
        Kind::Png => b'p',
        Kind::Gif => b'g',
        Kind::WebP => b'w',
        Kind::Jpeg => b'j',
    }
}

fn kind(letter: u8) -> Option<Kind> {
    match letter {
        b'p' => Some(Kind::Png),
        b'g' => Some(Kind::Gif),
        b'w' => Some(Kind::WebP),
        b'j' => Some(Kind::Jpeg),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_ours() {
        let key = ImageId::of("a");
        assert_eq!(named(&name(key)), Named::Picture(key));
        assert_eq!(named(&unfinished_name(key, 12)), Named::Unfinished);
        for name in [
            "holiday.img",
            "notes.part",
            "",
            ".img",
            &format!("{key}"),
            &format!("{key}.png"),
            &format!("{key}.part"),
            &format!("{key}..part"),
            &format!("{key}.x.part"),
            &format!("{key}.img.bak"),
            &format!("{}.img", key.to_string().to_uppercase()),
            &format!("0{key}.img"),
        ] {
            assert_eq!(named(name), Named::Foreign, "{name}");
        }
    }
}
