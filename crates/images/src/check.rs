//! Whether a file is a picture that can be passed on.
//!
//! Only headers are read: how many pixels a picture has is known before anybody makes room for
//! them. Its kind is what its bytes say; what its host calls it counts for nothing.

mod jpeg;

use std::io::Cursor;

use gif::DecodeOptions as GifOptions;
use image_webp::WebPDecoder;
use png::{Decoded, StreamingDecoder, chunk};

use crate::{Limits, error::Refusal, picture::Kind};

/// What a picture's header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Extent {
    width: u32,
    height: u32,
    /// One of a picture that does not move.
    frames: u32,
}

/// The kind of the picture that `bytes` are.
pub(crate) fn check(bytes: &[u8], limits: &Limits) -> Result<Kind, Refusal> {
    let kind = kind(bytes).ok_or(Refusal::Kind)?;
    let extent = match kind {
        Kind::Png => png(bytes, limits.frames)?,
        Kind::Gif => gif(bytes, limits.frames)?,
        Kind::WebP => webp(bytes)?,
        Kind::Jpeg => jpeg::extent(bytes)?,
    };
    if extent.width == 0 || extent.height == 0 {
        return Err(Refusal::Damaged);
    }
    if extent.width > limits.side || extent.height > limits.side {
        return Err(Refusal::Side);
    }
    if extent.frames > limits.frames {
        return Err(Refusal::Frames);
    }
    let pixels = u64::from(extent.width) * u64::from(extent.height);
    if pixels.saturating_mul(u64::from(extent.frames)) > limits.pixels {
        return Err(Refusal::Pixels);
    }
    Ok(kind)
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Kind::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Kind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Kind::WebP),
        [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
        _ => None,
    }
}

/// Walks to the end, so a cut-off file is noticed, and checks each chunk. Pixels stay packed.
fn png(mut bytes: &[u8], most_frames: u32) -> Result<Extent, Refusal> {
    let mut reader = StreamingDecoder::new();
    // Text and colour profiles are packed: unpacking them would be somebody else's memory bomb.
    reader.set_ignore_text_chunk(true);
    reader.set_ignore_iccp_chunk(true);
    let (mut controls, mut has_data) = (0_u32, false);
    loop {
        // What is left to read is never empty before the end.
        let (length, decoded) = reader.update(bytes, None).map_err(|_| Refusal::Damaged)?;
        bytes = bytes.get(length..).unwrap_or_default();
        match decoded {
            Decoded::ChunkBegin(_, chunk::fcTL) => controls = controls.saturating_add(1),
            Decoded::ChunkBegin(_, chunk::IDAT) => has_data = true,
            Decoded::ChunkComplete(chunk::IEND) => break,
            _ if bytes.is_empty() => return Err(Refusal::Damaged),
            _ => {}
        }
        if controls > most_frames {
            return Err(Refusal::Frames);
        }
    }
    let info = reader.info().filter(|_| has_data).ok_or(Refusal::Damaged)?;
    // A file may say less than it has.
    let told = info.animation_control.map_or(1, |control| control.num_frames);
    Ok(Extent { width: info.width, height: info.height, frames: told.max(controls).max(1) })
}

fn gif(bytes: &[u8], most_frames: u32) -> Result<Extent, Refusal> {
    let mut options = GifOptions::new();
    options.skip_frame_decoding(true);
    let mut decoder = options.read_info(bytes).map_err(|_| Refusal::Damaged)?;
    let (mut width, mut height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    let mut frames = 0_u32;
    while let Some(frame) = decoder.next_frame_info().map_err(|_| Refusal::Damaged)? {
        // Browsers show a frame that is larger than its picture, each in its own way.
        width = width.max(u32::from(frame.left) + u32::from(frame.width));
        height = height.max(u32::from(frame.top) + u32::from(frame.height));
        frames = frames.saturating_add(1);
        if frames > most_frames {
            return Err(Refusal::Frames);
        }
    }
    if frames == 0 { Err(Refusal::Damaged) } else { Ok(Extent { width, height, frames }) }
}

fn webp(bytes: &[u8]) -> Result<Extent, Refusal> {
    // The decoder stops quietly where a file ends too soon. Its first words say how long it is.
    let length = bytes.get(4..8).and_then(|length| length.try_into().ok()).map(u32::from_le_bytes);
    let length = length.and_then(|length| usize::try_from(length).ok()?.checked_add(8));
    if length.is_none_or(|length| length > bytes.len()) {
        return Err(Refusal::Damaged);
    }
    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let (width, height) = decoder.dimensions();
    Ok(Extent { width, height, frames: decoder.num_frames().max(1) })
}

#[cfg(test)]
pub(crate) mod tests;
