//! What goes wrong.

use std::io::Cursor;
use std::time::Instant;

use fake_platforms::emotes::{Fault, Shape};
use futures_util::StreamExt;
use reqwest::Response;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::client::{SILENCE, Viewer, at, soon};

const IMAGE: &str = "cdn.7tv.app/emote/aa/1x.png";

/// The answer to the next request of the image, with this fault.
async fn spoiled(viewer: &Viewer, fault: Fault) -> Response {
    viewer.emotes.fail(IMAGE, fault, Some(1));
    viewer.get(&viewer.image_url(IMAGE)).await
}

async fn bytes(answer: Response) -> Vec<u8> {
    soon(answer.bytes()).await.expect("a body").to_vec()
}

fn kind(answer: &Response) -> &str {
    answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).expect("a kind")
}

#[tokio::test]
async fn faults_hit_what_they_are_meant_for_and_take_turns() {
    let viewer = Viewer::new().await;
    let other = viewer.image_url("cdn.betterttv.net/emote/bb/1x.webp");
    let global = format!("{}/cached/emotes/global", viewer.emotes.bttv_url());
    viewer.emotes.fail("cdn.7tv.app", Fault::Status(503), Some(2));
    viewer.emotes.fail(IMAGE, Fault::Status(404), None);
    viewer.emotes.fail("/bttv/3", Fault::RetryAfter(7), None);
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(viewer.status(&viewer.image_url(IMAGE)).await);
    }
    assert_eq!(seen, [503, 503, 404, 404]);
    assert_eq!(viewer.status(&other).await, 200, "another host");
    let limited = viewer.get(&global).await;
    assert_eq!(limited.status(), 429);
    assert_eq!(limited.headers().get("retry-after").expect("a time"), "7");
    viewer.emotes.heal(Some("/bttv/3"));
    assert_eq!(viewer.status(&global).await, 200);
    assert_eq!(viewer.status(&viewer.image_url(IMAGE)).await, 404, "that one stays");
    viewer.emotes.heal(None);
    assert_eq!(viewer.status(&viewer.image_url(IMAGE)).await, 200);
}

#[tokio::test]
async fn the_line_fails_in_every_way() {
    let viewer = Viewer::new().await;
    let right = bytes(viewer.get(&viewer.image_url(IMAGE)).await).await;
    viewer.emotes.fail(IMAGE, Fault::Down, Some(1));
    let down = soon(viewer.client.get(viewer.image_url(IMAGE)).send()).await;
    assert!(down.is_err(), "{down:?}");
    let begun = Instant::now();
    let slow = spoiled(&viewer, Fault::Slow(150)).await;
    assert!(begun.elapsed().as_millis() >= 150, "{:?}", begun.elapsed());
    assert_eq!(bytes(slow).await, right);
    let stalled = spoiled(&viewer, Fault::Stall).await;
    assert_eq!(stalled.content_length(), Some(right.len() as u64));
    assert!(timeout(SILENCE, stalled.bytes()).await.is_err(), "headers, and then nothing");
    let begun = Instant::now();
    let rate = 4 * right.len() as u64;
    assert_eq!(bytes(spoiled(&viewer, Fault::SlowBody(rate)).await).await, right);
    assert!(begun.elapsed().as_millis() >= 200, "{:?}", begun.elapsed());
    let truncated = bytes(spoiled(&viewer, Fault::Truncated).await).await;
    assert_eq!(truncated, right.get(..right.len() / 2).expect("half"));
    let cut = spoiled(&viewer, Fault::Cut).await;
    assert_eq!(cut.content_length(), Some(right.len() as u64));
    assert!(soon(cut.bytes()).await.is_err(), "half, and then a reset");
    assert_eq!(bytes(spoiled(&viewer, Fault::Empty).await).await, b"");
    assert_eq!(viewer.status(&viewer.image_url(IMAGE)).await, 200, "all of that is over");
}

#[tokio::test]
async fn wrong_answers_say_that_they_are_images() {
    let viewer = Viewer::new().await;
    for (fault, expected, part) in [
        (Fault::WrongBytes, "image/png", "\u{13}7"),
        (Fault::Html, "text/html; charset=utf-8", "<!DOCTYPE html>"),
        (Fault::Svg, "image/svg+xml", "<script>"),
        (Fault::SvgAsPng, "image/png", "<script>"),
    ] {
        let answer = spoiled(&viewer, fault.clone()).await;
        assert_eq!(kind(&answer), expected, "{fault:?}");
        let body = bytes(answer).await;
        assert!(String::from_utf8_lossy(&body).contains(part), "{fault:?}");
    }
    for to in ["http://127.0.0.1:1/", "https://[::ffff:127.0.0.1]/", "https://evil.test/x"] {
        let answer = spoiled(&viewer, Fault::Redirect(to.to_owned())).await;
        assert_eq!(answer.status(), 302);
        assert_eq!(answer.headers().get("location").expect("a place"), to);
    }
}

#[tokio::test]
async fn too_much_never_ends() {
    let viewer = Viewer::new().await;
    for (fault, length) in [(Fault::Huge, Some(50 << 20)), (Fault::Endless, None)] {
        let answer = spoiled(&viewer, fault.clone()).await;
        assert_eq!(answer.content_length(), length, "{fault:?}");
        let mut body = answer.bytes_stream();
        let mut read = 0;
        let enough = if length.is_some() { 50 << 20 } else { 60 << 20 };
        while read < enough {
            read += soon(body.next()).await.expect("more").expect("bytes").len();
        }
    }
}

#[tokio::test]
async fn bombs_are_small_and_say_that_they_are_large() {
    let viewer = Viewer::new().await;
    let png = bytes(spoiled(&viewer, Fault::PngBomb).await).await;
    assert!(png.len() < 1000, "{}", png.len());
    let mut limited = png::Decoder::new(Cursor::new(png));
    limited.set_limits(png::Limits { bytes: usize::MAX });
    let header = limited.read_header_info().expect("a header whose sum is right");
    assert_eq!((header.width, header.height), (50_000, 50_000));
    let gif = bytes(spoiled(&viewer, Fault::GifBomb).await).await;
    assert!(gif.len() < 4 << 20, "{}", gif.len());
    let mut decoder = gif::DecodeOptions::new().read_info(Cursor::new(gif)).expect("a GIF");
    assert_eq!((decoder.width(), decoder.height()), (4000, 4000));
    let mut frames = 0;
    while decoder.next_frame_info().expect("a frame").is_some() {
        frames += 1;
    }
    assert_eq!(frames, 100_000);
    // The client was built to unpack what is packed, as the application's is.
    let gzip = spoiled(&viewer, Fault::GzipBomb).await;
    let mut unpacked = gzip.bytes_stream();
    let mut read = 0;
    while read < 64 << 20 {
        read += soon(unpacked.next()).await.expect("more").expect("bytes").len();
    }
    let webp = bytes(spoiled(&viewer, Fault::WebpBomb).await).await;
    assert!(webp.len() < 1000, "{}", webp.len());
    let decoder = image_webp::WebPDecoder::new(Cursor::new(webp)).expect("a header");
    assert_eq!(decoder.dimensions(), (16_383, 16_383));
    let webp = bytes(spoiled(&viewer, Fault::WebpFrames).await).await;
    assert!(webp.len() < 1 << 20, "{}", webp.len());
    let decoder = image_webp::WebPDecoder::new(Cursor::new(webp)).expect("a header");
    assert_eq!((decoder.dimensions(), decoder.num_frames()), ((4000, 4000), 10_000));
}

#[tokio::test]
async fn images_asked_for_at_once_are_counted() {
    let viewer = Viewer::new().await;
    viewer.get(&viewer.image_url(IMAGE)).await;
    assert_eq!(viewer.emotes.stats().images_at_once, 1);
    viewer.emotes.fail("cdn.7tv.app", Fault::Slow(60_000), None);
    let asking = [1, 2, 3].map(|size| {
        let url = viewer.image_url(&format!("cdn.7tv.app/emote/aa/{size}x.webp"));
        tokio::spawn(viewer.client.get(url).send())
    });
    for size in 1..=3 {
        soon(viewer.emotes.requested(&format!("cdn.7tv.app/emote/aa/{size}x.webp"), 1)).await;
    }
    assert_eq!(viewer.emotes.stats().images_at_once, 3);
    asking.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn services_answer_nonsense() {
    let viewer = Viewer::new().await;
    let url = format!("{}/emote-sets/global", viewer.emotes.seventv_url());
    viewer.emotes.fail("/7tv/v3", Fault::Garbage, Some(1));
    let garbage = viewer.get(&url).await;
    assert_eq!(kind(&garbage), "application/json");
    assert!(serde_json::from_slice::<Value>(&bytes(garbage).await).is_err());
    for (shape, pointer, expected) in [
        (Shape::Renamed, "/emotes_v4/0/name_v4", json!("FeelsStrongMan")),
        (Shape::Nulls, "/emotes/0/name", Value::Null),
        (Shape::Objects, "/emotes/0/data/host/files/0/width", json!(32)),
        (Shape::Texts, "/emotes/0/data/host/files/0/width", json!("32")),
    ] {
        viewer.emotes.fail("/7tv/v3", Fault::Changed(shape), Some(1));
        let changed = viewer.json(&url).await;
        assert_eq!(at(&changed, pointer), &expected, "{shape:?}");
    }
    viewer.emotes.fail("/7tv/v3", Fault::Changed(Shape::Arrays), Some(1));
    assert!(viewer.json(&url).await.is_array());
    viewer.emotes.fail("/7tv/events", Fault::Status(503), Some(1));
    let refused = tokio_tungstenite::connect_async(viewer.emotes.seventv_events_url()).await;
    assert!(refused.is_err(), "no socket");
    assert_eq!(viewer.emotes.stats().seventv.accepted, 0);
}
