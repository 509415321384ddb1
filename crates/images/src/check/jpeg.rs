//! JPEG's markers: enough of ITU T.81, annex B, to know a picture's size and that it is whole.

use super::Extent;
use crate::error::Refusal;

/// How often a picture may be gone over. Honest progressive files have some ten scans; thousands
/// of tiny ones keep a decoder busy for minutes.
const MOST_SCANS: u32 = 100;

/// Reads from the first marker to the last.
pub(super) fn extent(bytes: &[u8]) -> Result<Extent, Refusal> {
    let (mut rest, mut extent, mut scans) = (bytes.get(2..).unwrap_or_default(), None, 0_u32);
    loop {
        let (marker, after) = next_marker(rest).ok_or(Refusal::Damaged)?;
        rest = after;
        match marker {
            // The end, and what comes before it: sizes first, then at least one scan.
            0xd9 => return extent.filter(|_| scans > 0).ok_or(Refusal::Damaged),
            // Has no content.
            0x01 => continue,
            // A second beginning.
            0xd8 => return Err(Refusal::Damaged),
            _ => {}
        }
        let length = rest.first_chunk().map(|length| usize::from(u16::from_be_bytes(*length)));
        let segment = length.and_then(|length| rest.get(2..length)).ok_or(Refusal::Damaged)?;
        rest = rest.get(segment.len() + 2..).unwrap_or_default();
        match marker {
            // Frame headers; between them are tables (C4, CC) and an extension (C8).
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let [_, h1, h2, w1, w2, ..] = *segment else { return Err(Refusal::Damaged) };
                let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
                // A second one would be a second size.
                if extent.is_some() {
                    return Err(Refusal::Damaged);
                }
                extent = Some(Extent { width: side(w1, w2), height: side(h1, h2), frames: 1 });
            }
            0xda => {
                scans += 1;
                if scans > MOST_SCANS {
                    return Err(Refusal::Frames);
                }
            }
            _ => {}
        }
    }
}

/// The next marker and what follows it. What is before it is a scan's packed pixels: there an `FF`
/// is followed by a zero, or by a mark to start anew.
fn next_marker(mut bytes: &[u8]) -> Option<(u8, &[u8])> {
    loop {
        let at = bytes.iter().position(|byte| *byte == 0xff)?;
        bytes = bytes.get(at + 1..)?;
        match *bytes.first()? {
            // Before a marker it may be there as often as it likes.
            0x00 | 0xd0..=0xd7 | 0xff => {}
            marker => return Some((marker, bytes.get(1..)?)),
        }
    }
}
