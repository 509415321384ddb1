//! Small pictures: one colour inside a clear border, which changes from frame to frame.

use std::io;

use image_webp::{ColorType, WebPEncoder};

use super::images::Format;
use super::jpeg;

/// How long a frame is shown, in milliseconds.
const FRAME: u16 = 100;

/// What a picture is to be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) format: Format,
    pub(super) width: u16,
    pub(super) height: u16,
    /// One stands still.
    pub(super) frames: u16,
    pub(super) colour: [u8; 3],
}

impl Picture {
    /// The file.
    pub(super) fn file(self) -> io::Result<Vec<u8>> {
        match self.format {
            Format::Png => self.png(),
            Format::Gif => self.gif(),
            Format::Webp if self.frames > 1 => self.moving_webp(),
            Format::Webp => self.webp(0),
            Format::Jpeg => Ok(jpeg::plain(self.width, self.height, self.colour)),
            Format::Svg => Ok(self.svg()),
        }
    }

    /// The colour of a frame; the first has that of the picture.
    fn colour_at(self, frame: u16) -> [u8; 3] {
        let step = u8::try_from(frame % 4 * 60).unwrap_or_default();
        self.colour.map(|part| part.wrapping_add(step))
    }

    /// Row by row, whether a pixel is inside the border.
    fn inside(self) -> impl Iterator<Item = bool> {
        let border = self.width.min(self.height) / 8;
        let (right, bottom) = (self.width - border, self.height - border);
        (0..self.height).flat_map(move |y| {
            (0..self.width).map(move |x| x >= border && x < right && y >= border && y < bottom)
        })
    }

    fn pixels(self, frame: u16) -> Vec<u8> {
        let [red, green, blue] = self.colour_at(frame);
        let pixel = |inside| if inside { [red, green, blue, 255] } else { [0; 4] };
        self.inside().flat_map(pixel).collect()
    }

    fn png(self) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width.into(), self.height.into());
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(io::Error::other)?;
        writer.write_image_data(&self.pixels(0)).map_err(io::Error::other)?;
        writer.finish().map_err(io::Error::other)?;
        Ok(file)
    }

    fn gif(self) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder =
            gif::Encoder::new(&mut file, self.width, self.height, &[]).map_err(io::Error::other)?;
        if self.frames > 1 {
            encoder.set_repeat(gif::Repeat::Infinite).map_err(io::Error::other)?;
        }
        for frame in 0..self.frames.max(1) {
            let palette = [[0; 3], self.colour_at(frame)].concat();
            let frame = gif::Frame {
                delay: FRAME / 10,
                dispose: gif::DisposalMethod::Background,
                transparent: Some(0),
                width: self.width,
                height: self.height,
                palette: Some(palette),
                buffer: self.inside().map(u8::from).collect::<Vec<_>>().into(),
                ..gif::Frame::default()
            };
            encoder.write_frame(&frame).map_err(io::Error::other)?;
        }
        encoder.into_inner().map_err(io::Error::other)?;
        Ok(file)
    }

    fn webp(self, frame: u16) -> io::Result<Vec<u8>> {
        let mut file = Vec::new();
        WebPEncoder::new(&mut file)
            .encode(&self.pixels(frame), self.width.into(), self.height.into(), ColorType::Rgba8)
            .map_err(io::Error::other)?;
        Ok(file)
    }

    fn moving_webp(self) -> io::Result<Vec<u8>> {
        let mut frames = Vec::new();
        for frame in 0..self.frames {
            frames.push(self.webp(frame)?);
        }
        Ok(animation(self.width.into(), self.height.into(), &frames))
    }

    fn svg(self) -> Vec<u8> {
        let Self { width, height, colour: [red, green, blue], .. } = self;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="100%" height="100%" fill="rgb({red},{green},{blue})"/></svg>"#
        )
        .into_bytes()
    }
}

/// A chunk of a RIFF file.
fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    let mut chunk = [name.as_slice(), &length.to_le_bytes(), content].concat();
    if chunk.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}

/// A WebP file of these chunks.
pub(super) fn riff(chunks: &[u8]) -> Vec<u8> {
    chunk(*b"RIFF", &[b"WEBP", chunks].concat())
}

fn three_bytes(number: u32) -> [u8; 3] {
    let [low, middle, high, _] = number.to_le_bytes();
    [low, middle, high]
}

/// An animated WebP with a canvas of this size, of WebP files that stand still; of each, the size
/// that it says it has is believed.
pub(super) fn animation(width: u32, height: u32, frames: &[Vec<u8>]) -> Vec<u8> {
    const ANIMATED_WITH_ALPHA: u32 = 0x12;
    const RIFF_HEADER: usize = 12;
    const VP8L_HEADER: usize = 9;
    /// Each frame stands in place of the last one.
    const ALONE: u8 = 3;
    let size = [three_bytes(width - 1), three_bytes(height - 1)].concat();
    let head = [ANIMATED_WITH_ALPHA.to_le_bytes().as_slice(), &size].concat();
    let mut chunks = [chunk(*b"VP8X", &head), chunk(*b"ANIM", &[0; 6])].concat();
    for frame in frames {
        let image = frame.get(RIFF_HEADER..).unwrap_or_default();
        let bits = image.get(VP8L_HEADER..VP8L_HEADER + 4).unwrap_or_default();
        let bits = bits.try_into().map(u32::from_le_bytes).unwrap_or_default();
        let own = [three_bytes(bits & 0x3fff), three_bytes((bits >> 14) & 0x3fff)].concat();
        let place = [[0; 6].as_slice(), &own, &three_bytes(FRAME.into()), &[ALONE]].concat();
        chunks.extend(chunk(*b"ANMF", &[place.as_slice(), image].concat()));
    }
    riff(&chunks)
}

/// A WebP that is a header and nothing else, with this width and height.
pub(super) fn header_alone(width: u32, height: u32) -> Vec<u8> {
    const SIGNATURE: u8 = 0x2f;
    let size = (width - 1) | ((height - 1) << 14);
    let content = [[SIGNATURE].as_slice(), &size.to_le_bytes(), &[0; 16]].concat();
    riff(&chunk(*b"VP8L", &content))
}
