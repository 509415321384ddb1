//! Files that are small on the line and too large to hold.

use std::io::{self, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::images::Format;
use super::pictures::{Picture, animation, header_alone};

/// Side of the canvas that many small frames are on.
const CANVAS: u16 = 4000;

/// A PNG that says it is 50,000 × 50,000, and has a row of it at most.
pub(super) fn png() -> io::Result<Vec<u8>> {
    /// A zlib stream without a byte in it.
    const NOTHING: [u8; 11] = [0x78, 0x01, 0x01, 0, 0, 0xff, 0xff, 0, 0, 0, 1];
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 50_000, 50_000);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().map_err(io::Error::other)?;
    writer.write_chunk(png::chunk::IDAT, &NOTHING).map_err(io::Error::other)?;
    drop(writer);
    Ok(file)
}

/// A GIF of 100,000 frames of one pixel.
pub(super) fn gif() -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    let palette = [0, 0, 0, 255, 0, 255];
    let mut encoder =
        gif::Encoder::new(&mut file, CANVAS, CANVAS, &palette).map_err(io::Error::other)?;
    encoder.set_repeat(gif::Repeat::Infinite).map_err(io::Error::other)?;
    let head = encoder.get_ref().len();
    let frame = gif::Frame {
        delay: 2,
        width: 1,
        height: 1,
        buffer: [1].as_slice().into(),
        ..gif::Frame::default()
    };
    encoder.write_frame(&frame).map_err(io::Error::other)?;
    // The rest are the same bytes again.
    let frame = encoder.get_ref().get(head..).unwrap_or_default().to_vec();
    encoder.get_mut().extend(frame.repeat(99_999));
    encoder.into_inner().map_err(io::Error::other)?;
    Ok(file)
}

/// A WebP that says it is 16,383 × 16,383.
pub(super) fn webp() -> Vec<u8> {
    header_alone(16_383, 16_383)
}

/// A WebP of 10,000 frames of one pixel.
pub(super) fn webp_frames() -> io::Result<Vec<u8>> {
    let dot =
        Picture { format: Format::Webp, width: 1, height: 1, frames: 1, colour: [255, 0, 255] };
    Ok(animation(CANVAS.into(), CANVAS.into(), &vec![dot.file()?; 10_000]))
}

/// A gzip file of a megabyte that is a gigabyte of spaces, and whose sum is wrong.
pub(super) fn gzip() -> io::Result<Vec<u8>> {
    const MEGABYTE: usize = 1 << 20;
    let spaces = vec![b' '; MEGABYTE];
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&spaces)?;
    encoder.flush()?;
    let head = encoder.get_ref().len();
    encoder.write_all(&spaces)?;
    encoder.flush()?;
    // What comes after a flush begins at a whole byte, and looks back at spaces alone.
    let more = encoder.get_ref().get(head..).unwrap_or_default().repeat(1022);
    encoder.get_mut().extend(more);
    encoder.finish()
}
