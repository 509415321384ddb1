//! The pictures of the image hosts.

use std::io::Cursor;

use fake_platforms::FakeEmotes;
use fake_platforms::emotes::{Emote, Format, Image, Platform, Provider};

use crate::client::{CHANNEL, Viewer};

const KAPPA: &str = "static-cdn.jtvnw.net/emoticons/v2/25/default/dark/3.0";

fn png(bytes: Vec<u8>) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a picture");
    (info.width, info.height, pixels)
}

fn middle(width: u32, height: u32, pixels: &[u8]) -> &[u8] {
    let at = (4 * (height / 2 * width + width / 2)) as usize;
    pixels.get(at..at + 3).expect("the middle")
}

#[tokio::test]
async fn a_picture_has_its_own_colour() {
    let viewer = Viewer::new().await;
    let (kind, bytes) = viewer.image(KAPPA).await;
    let (width, height, pixels) = png(bytes.clone());
    assert_eq!((kind.as_str(), width, height), ("image/png", 112, 112));
    assert_eq!(middle(width, height, &pixels), FakeEmotes::colour(KAPPA));
    assert_eq!(pixels.first_chunk(), Some(&[0; 4]), "the border is clear");
    let other = viewer.image("static-cdn.jtvnw.net/emoticons/v2/26/default/dark/3.0").await;
    assert_ne!(bytes, other.1);
    assert_eq!(viewer.image(KAPPA).await.1, bytes, "always the same");
    let asked = viewer.emotes.stats().requests;
    assert_eq!(asked.get(KAPPA), Some(&2));
    let headers = viewer.emotes.headers(KAPPA).expect("a request");
    assert!(headers.contains_key("host") && !headers.contains_key("cookie"), "{headers:?}");
}

#[tokio::test]
async fn what_was_declared_to_move_moves() {
    let viewer = Viewer::new().await;
    let wide = Emote { id: "aa".to_owned(), width: 60, ..Emote::moving("wide") };
    let still = Emote { id: "bb".to_owned(), ..Emote::named("still") };
    viewer.emotes.set(Provider::SevenTv, Platform::Twitch, CHANNEL, &[wide, still]);
    for (file, size, frames) in [
        ("aa/2x.webp", (120, 64), 4),
        ("aa/2x_static.webp", (120, 64), 0),
        ("bb/4x.webp", (128, 128), 0),
    ] {
        let url = format!("cdn.7tv.app/emote/{file}");
        let (kind, bytes) = viewer.image(&url).await;
        assert_eq!(kind, "image/webp", "{file}");
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).expect("a WebP");
        assert_eq!((decoder.dimensions(), decoder.num_frames()), (size, frames), "{file}");
        let mut seen = Vec::new();
        for _ in 0..frames {
            let mut pixels = vec![0; decoder.output_buffer_size().expect("a size")];
            decoder.read_frame(&mut pixels).expect("a frame");
            assert!(!seen.contains(&pixels), "every frame differs, {file}");
            seen.push(pixels);
        }
        if let Some(first) = seen.first() {
            assert_eq!(middle(size.0, size.1, first), FakeEmotes::colour(&url));
        }
    }
    for (file, frames) in [("aa/1x.gif", 4), ("bb/1x.gif", 1)] {
        let (kind, bytes) = viewer.image(&format!("cdn.7tv.app/emote/{file}")).await;
        assert_eq!(kind, "image/gif");
        let mut decoder = gif::DecodeOptions::new().read_info(Cursor::new(bytes)).expect("a GIF");
        let mut count = 0;
        while let Some(frame) = decoder.read_next_frame().expect("a frame") {
            assert_eq!(frame.delay, 10, "a tenth of a second");
            count += 1;
        }
        assert_eq!(count, frames, "{file}");
    }
}

#[tokio::test]
async fn an_image_is_as_it_was_declared_whatever_its_address() {
    let viewer = Viewer::new().await;
    let image =
        Image { format: Some(Format::Gif), width: 50, height: 20, animated: true, frames: 7 };
    viewer.emotes.set_image(KAPPA, image);
    let (kind, bytes) = viewer.image(KAPPA).await;
    assert_eq!(kind, "image/gif");
    let mut decoder = gif::DecodeOptions::new().read_info(Cursor::new(bytes)).expect("a GIF");
    assert_eq!((decoder.width(), decoder.height()), (50, 20));
    let mut frames = 0;
    while decoder.next_frame_info().expect("a frame").is_some() {
        frames += 1;
    }
    assert_eq!(frames, 7);
}

#[tokio::test]
async fn a_photo_is_a_jpeg() {
    let viewer = Viewer::new().await;
    let (kind, bytes) = viewer.image("yt3.ggpht.com/ytc/abc=s64-c-k-c0x00ffffff-no-rj").await;
    assert_eq!(kind, "image/jpeg");
    assert!(bytes.starts_with(&[0xff, 0xd8]) && bytes.ends_with(&[0xff, 0xd9]));
    let frame = [0xff, 0xc0, 0, 17, 8, 0, 64, 0, 64, 3];
    assert!(bytes.windows(frame.len()).any(|part| part == frame), "64 × 64 in three parts");
    let (kind, emoji) = viewer.image("lh3.googleusercontent.com/abc=w48-h48-c-k-nd").await;
    assert_eq!(kind, "image/png");
    let (width, height, _) = png(emoji);
    assert_eq!((width, height), (48, 48));
}
