//! What is taken from a host, and what is not.

use images::{ImageError, Kind, Limits, Refusal, Trouble};

use crate::host::{Answer, Host, get, gif, images, images_with, know, ok, raw, redirect, status};

const EMOTE: &str = "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/1.0";
const OTHER: &str = "https://cdn.7tv.app/emote/a/1x.webp";

/// What becomes of a picture whose host answers so.
async fn fetched(answer: Answer) -> Result<Kind, ImageError> {
    let host = Host::start(move |_| answer.clone()).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    get(&images, EMOTE).await.map(|picture| picture.kind)
}

fn refused<T>(refusal: Refusal) -> Result<T, ImageError> {
    Err(ImageError::Refused(refusal))
}

fn unavailable<T>(trouble: Trouble) -> Result<T, ImageError> {
    Err(ImageError::Unavailable(trouble))
}

#[tokio::test]
async fn the_size_that_fits_is_asked_for_and_nothing_of_us_is_told() {
    let host = Host::start(|path| ok(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let id = know(&images, EMOTE);
    for height in [None, Some(28), Some(500)] {
        let picture = images.get(id, height, true).await.expect("a picture").expect("there");
        assert_eq!(picture.kind, Kind::Gif);
    }
    let path = |size| format!("/static-cdn.jtvnw.net/emoticons/v2/25/default/dark/{size}");
    assert_eq!(host.seen.paths(), [path("2.0"), path("1.0"), path("3.0")]);
    for head in host.seen.heads() {
        let head = head.to_lowercase();
        assert!(head.contains("accept: image/webp,image/png,image/gif,image/jpeg\r\n"), "{head}");
        for word in ["cookie", "referer", "accept-encoding", "authorization", "avif"] {
            assert!(!head.contains(word), "{word} in {head}");
        }
    }
}

#[tokio::test]
async fn a_size_that_is_not_there_is_replaced_by_the_picture_s_own() {
    let host = Host::start(|path| match path.ends_with("/1.0") {
        true => ok(&gif("own")),
        false => status(404),
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    for _ in 0..2 {
        assert_eq!(get(&images, EMOTE).await.map(|picture| picture.bytes.to_vec()), Ok(gif("own")));
    }
    assert_eq!(host.times(), 2, "the second time it is there");
}

#[tokio::test]
async fn an_address_without_a_scheme_is_https() {
    let host = Host::start(|path| ok(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    get(&images, "//cdn.7tv.app/emote/a/1x.webp").await.expect("a picture");
    assert_eq!(host.seen.paths(), ["/cdn.7tv.app/emote/a/2x.webp"]);
}

#[tokio::test]
async fn what_may_not_be_fetched_is_not_asked_for() {
    let host = Host::start(|path| ok(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    for (url, refusal) in [
        ("https://static-cdn.jtvnw.net.evil.test/a.png", Refusal::Host),
        ("//evil.test/a.png", Refusal::Host),
        ("http://static-cdn.jtvnw.net/a.png", Refusal::Address),
        ("https://127.0.0.1/a.png", Refusal::Address),
        ("https://2130706433/a.png", Refusal::Address),
        ("https://me@static-cdn.jtvnw.net/a.png", Refusal::Address),
        ("javascript:alert(1)", Refusal::Address),
        ("a.png", Refusal::Address),
        ("", Refusal::Address),
    ] {
        assert_eq!(get(&images, url).await, refused(refusal), "{url}");
    }
    let long = format!("https://static-cdn.jtvnw.net/{}", "a".repeat(3000));
    assert_eq!(get(&images, &long).await, Err(ImageError::Unknown), "not even known");
    assert_eq!(host.times(), 0);
}

#[tokio::test]
async fn a_redirect_is_judged_as_any_address() {
    for (to, expected) in [
        (OTHER, Ok(Kind::Gif)),
        ("//cdn.7tv.app/emote/a/1x.webp", Ok(Kind::Gif)),
        ("/there", Ok(Kind::Gif)),
        ("there?x=1", Ok(Kind::Gif)),
        ("http://cdn.7tv.app/emote/a/1x.webp", refused(Refusal::Address)),
        ("https://127.0.0.1/a.png", refused(Refusal::Address)),
        ("https://[::1]/a.png", refused(Refusal::Address)),
        ("https://169.254.169.254/latest/meta-data/", refused(Refusal::Address)),
        ("https://0x7f.1/a.png", refused(Refusal::Address)),
        ("file:///etc/passwd", refused(Refusal::Address)),
        ("https://me:word@cdn.7tv.app/a.png", refused(Refusal::Address)),
        ("https://cdn.7tv.app:8443/a.png", refused(Refusal::Address)),
        ("https://evil.test/a.png", refused(Refusal::Host)),
        ("https://localhost/a.png", refused(Refusal::Host)),
        ("https://cdn.7tv.app.evil.test/a.png", refused(Refusal::Host)),
    ] {
        let host = Host::start(move |path| match path.ends_with("2.0") {
            true => redirect(to),
            false => ok(&gif(path)),
        })
        .await;
        let folder = tempfile::tempdir().expect("a folder");
        let images = images(&host.url, folder.path());
        let kind = get(&images, EMOTE).await.map(|picture| picture.kind);
        assert_eq!(kind, expected, "{to}");
        assert_eq!(host.times(), 1 + usize::from(expected.is_ok()), "{to}");
    }
}

#[tokio::test]
async fn where_a_redirect_leads_is_asked_for_through_what_stands_in() {
    let host = Host::start(|path| match path {
        "/cdn.7tv.app/b" => ok(&gif("b")),
        "/cdn.7tv.app/x/a" => redirect("../b"),
        _ => redirect("https://cdn.7tv.app/x/a"),
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    get(&images, "https://yt3.ggpht.com/a").await.expect("a picture");
    let paths = host.seen.paths();
    assert_eq!(paths, ["/yt3.ggpht.com/a", "/cdn.7tv.app/x/a", "/cdn.7tv.app/b"]);
}

#[tokio::test]
async fn a_host_may_redirect_three_times() {
    for (times, expected) in [(3, Ok(())), (4, refused(Refusal::Redirects))] {
        let host =
            Host::start(move |path| match path.rsplit_once('/').map(|(_, at)| at.parse::<u32>()) {
                Some(Ok(at)) if at < times => redirect(&format!("/{}", at + 1)),
                _ => ok(&gif("at last")),
            })
            .await;
        let folder = tempfile::tempdir().expect("a folder");
        let images = images(&host.url, folder.path());
        let picture = get(&images, "https://yt3.ggpht.com/0").await;
        assert_eq!(picture.map(drop), expected, "{times}");
    }
    let answer = fetched(redirect(EMOTE)).await;
    assert_eq!(answer, refused(Refusal::Redirects), "in a circle");
    assert_eq!(
        fetched(raw("HTTP/1.1 302 x\r\ncontent-length: 0\r\n\r\n", b"")).await,
        refused(Refusal::Address),
        "to nowhere"
    );
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_read() {
    let most = Limits::default().body;
    let told = |length: usize| format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    assert_eq!(fetched(raw(&told(most + 1), b"GIF89a")).await, refused(Refusal::Length));
    let head = b"HTTP/1.1 200 OK\r\n\r\nGIF89a".to_vec();
    assert_eq!(fetched(Answer::Endless(head)).await, refused(Refusal::Length), "not told");
    let endless = Answer::Endless(told(usize::MAX / 2).into_bytes());
    assert_eq!(fetched(endless).await, refused(Refusal::Length), "told and endless");
    let padded = |length: usize| {
        let mut bytes = gif("");
        bytes.resize(length, 0);
        bytes
    };
    assert_eq!(fetched(ok(&padded(most))).await, Ok(Kind::Gif), "what is after the end is no harm");
    let chunked = |length: usize| {
        let mut bytes = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
        bytes.extend(format!("{length:x}\r\n").into_bytes());
        bytes.extend(padded(length));
        bytes.extend(b"\r\n0\r\n\r\n");
        Answer::Raw(bytes)
    };
    assert_eq!(fetched(chunked(most)).await, Ok(Kind::Gif));
    assert_eq!(fetched(chunked(most + 1)).await, refused(Refusal::Length));
}

#[tokio::test]
async fn the_bytes_say_what_it_is_and_not_the_header() {
    let called = |name: &str, body: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: {name}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        raw(&head, body)
    };
    assert_eq!(fetched(called("text/html", &gif("a"))).await, Ok(Kind::Gif));
    for body in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"<!DOCTYPE html>", b"", b"\0"]
    {
        assert_eq!(fetched(called("image/png", body)).await, refused(Refusal::Kind));
    }
    let cut = &gif("a")[..20];
    assert_eq!(fetched(called("image/gif", cut)).await, refused(Refusal::Damaged));
    let bomb =
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]].concat();
    assert_eq!(fetched(called("image/png", &bomb)).await, refused(Refusal::Damaged));
    let packed = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 12\r\n\r\n";
    assert_eq!(fetched(raw(packed, b"\x1f\x8b0123456789")).await, refused(Refusal::Kind));
}

#[tokio::test]
async fn what_a_host_says_else_is_told() {
    for code in [204, 206, 304, 400, 401, 429, 500, 503] {
        assert_eq!(fetched(status(code)).await, unavailable(Trouble::Status(code)), "{code}");
    }
    assert_eq!(fetched(status(404)).await, unavailable(Trouble::Status(404)));
    assert_eq!(fetched(Answer::Raw(Vec::new())).await, unavailable(Trouble::Broken));
    assert_eq!(fetched(raw("not HTTP at all\r\n\r\n", b"")).await, unavailable(Trouble::Broken));
    let whole = gif("the end of it is missing");
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", whole.len());
    let broken = fetched(raw(&head, &whole[..30])).await;
    assert_eq!(broken, unavailable(Trouble::Broken), "it broke off");
}

#[tokio::test]
async fn nobody_there_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    drop(listener);
    let images = images_with(&url.parse().expect("one"), folder.path(), Limits::default());
    assert_eq!(get(&images, EMOTE).await, unavailable(Trouble::Unreachable));
    assert_eq!(images.stats().failed, 1);
}
