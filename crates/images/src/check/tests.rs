use super::*;

fn judged(bytes: &[u8]) -> Result<Kind, Refusal> {
    check(bytes, &Limits::default())
}

/// A chunk of a PNG.
fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(content.len()).expect("short").to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(content);
    chunk.extend(crc32fast::hash(&chunk[4..]).to_be_bytes());
    chunk
}

/// A PNG of so many pixels with these chunks between its header and its data.
pub(crate) fn png_with(width: u32, height: u32, chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 6, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(*b"IHDR", &header));
    bytes.extend(chunks.concat());
    bytes.extend(chunk(*b"IDAT", b"packed pixels, which nobody unpacks"));
    bytes.extend(chunk(*b"IEND", b""));
    bytes
}

/// What says of a PNG that it moves, in so many frames.
pub(crate) fn animation(frames: u32) -> Vec<u8> {
    chunk(*b"acTL", &[frames.to_be_bytes(), [0; 4]].concat())
}

pub(crate) fn frame_control(number: u32) -> Vec<u8> {
    let mut content = [number, 8, 8, 0, 0].map(u32::to_be_bytes).concat();
    content.extend([0, 1, 0, 10, 0, 0]);
    chunk(*b"fcTL", &content)
}

/// A GIF of so many pixels, with frames of so many.
pub(crate) fn gif_with(screen: (u16, u16), frame: (u16, u16), frames: usize) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend([screen.0.to_le_bytes(), screen.1.to_le_bytes()].concat());
    bytes.extend([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    let mut one = vec![b',', 0, 0, 0, 0];
    one.extend([frame.0.to_le_bytes(), frame.1.to_le_bytes()].concat());
    one.extend([0, 2, 2, 0x4c, 1, 0]);
    bytes.extend(one.repeat(frames));
    bytes.push(b';');
    bytes
}

fn riff(chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut content = b"WEBP".to_vec();
    for (name, chunk) in chunks {
        content.extend(*name);
        content.extend(u32::try_from(chunk.len()).expect("short").to_le_bytes());
        content.extend(chunk);
        content.extend(std::iter::repeat_n(0, chunk.len() % 2));
    }
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(u32::try_from(content.len()).expect("short").to_le_bytes());
    bytes.extend(content);
    bytes
}

pub(crate) fn moving_webp(width: u32, height: u32, frames: usize) -> Vec<u8> {
    let mut extended = vec![2, 0, 0, 0];
    extended.extend(&(width - 1).to_le_bytes()[..3]);
    extended.extend(&(height - 1).to_le_bytes()[..3]);
    let mut frame = vec![0; 16];
    frame.extend(*b"VP8L\x04\0\0\0\x2f\0\0\0");
    let mut chunks = vec![(b"VP8X", extended), (b"ANIM", vec![0; 6])];
    chunks.extend(std::iter::repeat_n((b"ANMF", frame), frames));
    riff(&chunks)
}

pub(crate) fn still_webp(width: u32, height: u32) -> Vec<u8> {
    let mut content = vec![0x2f];
    content.extend(((width - 1) | ((height - 1) << 14)).to_le_bytes());
    content.push(0);
    riff(&[(b"VP8L", content)])
}

/// A JPEG of so many pixels and scans.
pub(crate) fn jpeg_with(width: u16, height: u16, scans: usize) -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let mut segment = vec![0xff, marker];
        segment.extend(u16::try_from(content.len() + 2).expect("short").to_be_bytes());
        segment.extend(content);
        segment
    };
    let mut bytes = vec![0xff, 0xd8];
    // A preview of another size, as cameras put in, is not the picture.
    let preview =
        [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0, 0xff, 0xd9];
    bytes.extend(segment(0xe1, &preview));
    let [[h1, h2], [w1, w2]] = [height.to_be_bytes(), width.to_be_bytes()];
    bytes.extend(segment(0xc0, &[8, h1, h2, w1, w2, 1, 1, 0x11, 0]));
    for _ in 0..scans {
        bytes.extend(segment(0xda, &[1, 1, 0, 0, 63, 0]));
        bytes.extend([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
    }
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// A picture as an encoder writes it.
fn encoded_png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 3, 2);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_animated(2, 0).expect("it may move");
    encoder.add_text_chunk("author".to_owned(), "us".to_owned()).expect("text");
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&[1; 24]).expect("a frame");
    writer.write_image_data(&[2; 24]).expect("a frame");
    writer.finish().expect("an end");
    bytes
}

fn encoded_gif() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = gif::Encoder::new(&mut bytes, 2, 2, &[0, 0, 0, 9, 9, 9]).expect("a header");
    encoder.set_repeat(gif::Repeat::Infinite).expect("it repeats");
    for _ in 0..3 {
        let frame = gif::Frame::from_indexed_pixels(2, 2, [0, 1, 1, 0], None);
        encoder.write_frame(&frame).expect("a frame");
    }
    drop(encoder);
    bytes
}

fn encoded_webp() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut bytes);
    encoder.encode(&[7; 16], 2, 2, image_webp::ColorType::Rgba8).expect("a picture");
    bytes
}

fn each_kind() -> [(Kind, Vec<u8>); 8] {
    [
        (Kind::Png, encoded_png()),
        (Kind::Png, png_with(4096, 4096, &[])),
        (Kind::Gif, encoded_gif()),
        (Kind::Gif, gif_with((100, 100), (100, 100), 1000)),
        (Kind::WebP, encoded_webp()),
        (Kind::WebP, still_webp(4096, 4096)),
        (Kind::WebP, moving_webp(100, 100, 1000)),
        (Kind::Jpeg, jpeg_with(4096, 4096, 10)),
    ]
}

#[test]
fn a_picture_is_what_its_bytes_say() {
    for (kind, bytes) in each_kind() {
        assert_eq!(judged(&bytes), Ok(kind));
    }
}

#[test]
fn a_picture_that_is_cut_off_anywhere_is_refused() {
    for (kind, bytes) in each_kind() {
        let step = (bytes.len() / 500).max(1);
        for length in (0..bytes.len()).step_by(step).chain([bytes.len() - 1]) {
            let cut = judged(&bytes[..length]);
            assert!(
                matches!(cut, Err(Refusal::Damaged | Refusal::Kind)),
                "{kind:?} of {} bytes cut to {length}: {cut:?}",
                bytes.len()
            );
        }
    }
}

#[test]
fn what_is_no_picture_is_refused() {
    for text in [
        "",
        " ",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "<?xml version=\"1.0\"?><svg/>",
        "<!DOCTYPE html><title>log in</title>",
        "{\"error\":\"not found\"}",
        "GIF88a",
        "BM",
        "II*\0",
        "\0\0\0\x1cftypavif",
        "RIFF\0\0\0\0WAVE",
        "RIFF",
        "\u{feff}GIF89a",
        "%PDF-1.7",
    ] {
        assert_eq!(judged(text.as_bytes()), Err(Refusal::Kind), "{text}");
    }
    for bytes in [&b"\0\0\x01\0\x01\0"[..], &[0xff, 0xd8], &[0; 100], &[0xff; 2]] {
        assert_eq!(judged(bytes), Err(Refusal::Kind), "{bytes:?}");
    }
}

#[test]
fn what_is_too_large_to_show_is_refused_by_its_header() {
    assert_eq!(judged(&png_with(50_000, 50_000, &[])), Err(Refusal::Side));
    assert_eq!(judged(&png_with(4097, 1, &[])), Err(Refusal::Side));
    assert_eq!(judged(&gif_with((1, 4097), (1, 1), 1)), Err(Refusal::Side));
    for frame in [(65_535, 1), (1, 65_535)] {
        assert_eq!(judged(&gif_with((1, 1), frame, 1)), Err(Refusal::Side), "by a frame");
    }
    assert_eq!(judged(&still_webp(16_383, 16_383)), Err(Refusal::Side));
    assert_eq!(judged(&moving_webp(5000, 10, 2)), Err(Refusal::Side));
    assert_eq!(judged(&jpeg_with(65_535, 65_535, 1)), Err(Refusal::Side));
    for bytes in [gif_with((0, 5), (0, 5), 1), jpeg_with(0, 5, 1), png_with(0, 5, &[])] {
        assert_eq!(judged(&bytes), Err(Refusal::Damaged), "no pixels");
    }
}

#[test]
fn what_moves_for_too_long_is_refused() {
    assert_eq!(judged(&gif_with((1, 1), (1, 1), 100_000)), Err(Refusal::Frames));
    assert_eq!(judged(&gif_with((1, 1), (1, 1), 1001)), Err(Refusal::Frames));
    assert_eq!(judged(&moving_webp(1, 1, 100_000)), Err(Refusal::Frames));
    assert_eq!(judged(&moving_webp(1, 1, 1001)), Err(Refusal::Frames));
    assert_eq!(judged(&jpeg_with(8, 8, 101)), Err(Refusal::Frames));
    let told = png_with(8, 8, &[animation(100_000)]);
    assert_eq!(judged(&told), Err(Refusal::Frames), "it says so");
    let mut chunks = vec![animation(1)];
    chunks.extend((0..2000).map(frame_control));
    let more = judged(&png_with(8, 8, &chunks));
    assert!(more.is_err(), "it has more than it says: {more:?}");
}

#[test]
fn what_has_too_many_pixels_in_all_is_refused() {
    assert_eq!(judged(&gif_with((500, 500), (500, 500), 400)), Ok(Kind::Gif));
    assert_eq!(judged(&gif_with((500, 500), (500, 500), 401)), Err(Refusal::Pixels));
    assert_eq!(judged(&moving_webp(1000, 1000, 101)), Err(Refusal::Pixels));
    let frames = [animation(101)];
    assert_eq!(judged(&png_with(1000, 1000, &frames)), Err(Refusal::Pixels));
}

#[test]
fn a_png_whose_chunks_are_not_whole_is_refused() {
    let mut bytes = encoded_png();
    let at = bytes.windows(4).position(|name| name == b"IDAT").expect("data");
    bytes[at + 6] ^= 1;
    assert_eq!(judged(&bytes), Err(Refusal::Damaged));
}

proptest::proptest! {
    #[test]
    fn nothing_breaks_the_check(
        kind in 0_usize..8,
        places in proptest::collection::vec((0_usize..400, proptest::num::u8::ANY), 0..20),
        tail in proptest::collection::vec(proptest::num::u8::ANY, 0..50),
    ) {
        let mut bytes = each_kind()[kind].1.clone();
        for (place, byte) in places {
            let place = place % bytes.len();
            bytes[place] = byte;
        }
        bytes.extend(tail);
        let _ = judged(&bytes);
    }
}
