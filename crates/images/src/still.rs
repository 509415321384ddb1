//! A picture that does not move: the file up to the end of its first frame.
//!
//! Nothing is decoded: each of these formats is a row of blocks that say how long they are, and a
//! file that was checked has whole ones. Its host's own still would be a second request, and not
//! every host has one.

use bytes::Bytes;

use crate::picture::{Kind, Picture};

impl Picture {
    /// The same picture, standing still. One that can't be read to the end of its first frame is
    /// given as it is.
    #[must_use]
    pub fn still(self) -> Self {
        let still = match self.kind {
            Kind::Gif => gif(&self.bytes),
            Kind::WebP => webp(&self.bytes),
            Kind::Png => png(&self.bytes),
            Kind::Jpeg => None,
        };
        match still {
            Some(bytes) => Self { kind: self.kind, bytes: bytes.into() },
            None => self,
        }
    }
}

/// Up to the end of the first image, and the file's last byte (`GIF89a`, §18 to §27).
fn gif(bytes: &Bytes) -> Option<Vec<u8>> {
    const EXTENSION: u8 = 0x21;
    const IMAGE: u8 = 0x2c;
    const TRAILER: u8 = 0x3b;
    let mut at = 13 + colors(*bytes.get(10)?);
    loop {
        match *bytes.get(at)? {
            EXTENSION => at = end_of_blocks(bytes, at + 2)?,
            IMAGE => {
                // The descriptor, its colours, and how many bits the codes begin with.
                let codes = at + 10 + colors(*bytes.get(at + 9)?) + 1;
                let end = end_of_blocks(bytes, codes)?;
                return Some([bytes.get(..end)?, &[TRAILER]].concat());
            }
            _ => return None,
        }
    }
}

/// How long the table of colours is that these flags announce.
fn colors(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The end of a row of blocks; an empty one is its last.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// All chunks but the frames after the first: an animation of one frame.
fn webp(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut still = bytes.get(..12)?.to_vec();
    let (mut rest, mut frames) = (bytes.get(12..)?, 0);
    while let Some((length, _)) = rest.get(4..).and_then(<[u8]>::split_first_chunk) {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        // A chunk of an odd length is followed by one byte more.
        let length = length.checked_next_multiple_of(2)?.checked_add(8)?;
        let (chunk, next) = rest.split_at_checked(length)?;
        frames += usize::from(chunk.starts_with(b"ANMF"));
        if frames < 2 || !chunk.starts_with(b"ANMF") {
            still.extend_from_slice(chunk);
        }
        rest = next;
    }
    let length = u32::try_from(still.len() - 8).ok()?;
    still.get_mut(4..8)?.copy_from_slice(&length.to_le_bytes());
    Some(still)
}

/// All chunks but those that make it move: the picture for readers that know of no animation (PNG,
/// third edition, §11.3.6).
fn png(bytes: &Bytes) -> Option<Vec<u8>> {
    let mut still = bytes.get(..8)?.to_vec();
    let mut rest = bytes.get(8..)?;
    while let Some((length, _)) = rest.split_first_chunk() {
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (chunk, next) = rest.split_at_checked(length.checked_add(12)?)?;
        if ![b"acTL", b"fcTL", b"fdAT"].contains(&chunk.get(4..8)?.try_into().ok()?) {
            still.extend_from_slice(chunk);
        }
        rest = next;
    }
    Some(still)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Limits;
    use crate::check::{check, tests as files};

    fn is_fine(bytes: &[u8], frames: u32) -> bool {
        check(bytes, &Limits { frames, ..Limits::default() }).is_ok()
    }

    fn still(bytes: &[u8]) -> Option<Bytes> {
        let kind = check(bytes, &Limits::default()).ok()?;
        Some(Picture { kind, bytes: bytes.to_vec().into() }.still().bytes)
    }

    #[test]
    fn what_moves_is_one_frame() {
        for moving in [
            files::gif_with((8, 8), (8, 8), 3),
            files::moving_webp(8, 8, 3),
            files::png_with(8, 8, &[files::animation(2), files::frame_control(0)]),
        ] {
            assert!(is_fine(&moving, 3) && !is_fine(&moving, 1), "it moves");
            let still = still(&moving).unwrap();
            assert!(is_fine(&still, 1), "{still:?}");
        }
    }

    #[test]
    fn what_stands_still_stays_as_it_is() {
        for picture in [
            files::gif_with((8, 8), (8, 8), 1),
            files::still_webp(8, 8),
            files::png_with(8, 8, &[]),
            files::jpeg_with(8, 8, 1),
        ] {
            assert_eq!(still(&picture).unwrap(), picture);
        }
    }

    proptest! {
        #[test]
        fn a_damaged_file_is_given_in_some_way(at in 0..200_usize, byte: u8, kind in 0..3_u8) {
            let (kind, mut bytes) = match kind {
                0 => (Kind::Gif, files::gif_with((8, 8), (8, 8), 3)),
                1 => (Kind::WebP, files::moving_webp(8, 8, 3)),
                _ => (Kind::Png, files::png_with(8, 8, &[files::frame_control(0)])),
            };
            let at = at % bytes.len();
            bytes[at] = byte;
            let length = bytes.len();
            let still = Picture { kind, bytes: bytes.into() }.still();
            prop_assert!(still.bytes.len() <= length + 1);
        }
    }
}
