//! What stays when the application does not.

use std::{env, fs, path::Path, process::Stdio};

use images::{Images, Limits, Trouble};

use crate::host::{Host, get, gif, images, images_with, know, ok, status, until};

const EMOTE: &str = "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/2.0";

/// Nothing in memory, so that each answer comes from the disk.
fn no_memory() -> Limits {
    Limits { memory: 0, ..Limits::default() }
}

async fn kept(images: &Images, pictures: usize) {
    until(|| images.stats().kept == pictures).await;
}

#[tokio::test]
async fn a_picture_is_fetched_once_and_shown_when_its_host_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::start(|path| ok(&gif(path))).await;
    let first = images(&host.url, folder.path());
    let picture = get(&first, EMOTE).await.expect("a picture");
    kept(&first, 1).await;
    drop(first);
    let gone = Host::start(|_| status(503)).await;
    let second = images(&gone.url, folder.path());
    let id = know(&second, EMOTE);
    assert_eq!(second.get(id, None, false).await, Ok(Some(picture)), "without waiting");
    assert_eq!(gone.times(), 0);
    assert!(second.get(id, Some(112), true).await.is_err(), "another size is another picture");
}

#[tokio::test]
async fn a_picture_in_memory_is_not_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::start(|path| ok(&gif(path))).await;
    let images = images(&host.url, folder.path());
    let picture = get(&images, EMOTE).await;
    kept(&images, 1).await;
    fs::remove_dir_all(folder.path().join("images")).expect("it goes");
    assert_eq!(get(&images, EMOTE).await, picture);
    assert_eq!(host.times(), 1);
}

#[tokio::test]
async fn a_damaged_file_is_fetched_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::start(|path| ok(&gif(path))).await;
    let images = images_with(&host.url, folder.path(), no_memory());
    let picture = get(&images, EMOTE).await;
    kept(&images, 1).await;
    assert_eq!(get(&images, EMOTE).await, picture);
    assert_eq!(host.times(), 1, "from the disk");
    let file = fs::read_dir(folder.path().join("images")).expect("a folder").next();
    let file = file.expect("a file").expect("an entry").path();
    let mut bytes = fs::read(&file).expect("a file");
    let middle = bytes.len() - 10;
    bytes[middle] ^= 4;
    fs::write(&file, bytes).expect("a file");
    assert_eq!(get(&images, EMOTE).await, picture);
    assert_eq!(host.times(), 2);
    kept(&images, 1).await;
    assert_eq!(get(&images, EMOTE).await, picture);
    assert_eq!(host.times(), 2, "and kept again");
}

#[tokio::test]
async fn without_a_disk_pictures_are_shown_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("images"), "in the way").expect("a file");
    let host = Host::start(|path| ok(&gif(path))).await;
    let images = images(&host.url, folder.path());
    assert!(!images.stats().is_unwritable, "not tried yet");
    for number in 0..50 {
        let url = format!("https://yt3.ggpht.com/{number}");
        get(&images, &url).await.expect("a picture");
    }
    until(|| images.stats().is_unwritable).await;
    assert_eq!(images.stats().kept, 0);
    for number in 0..50 {
        let url = format!("https://yt3.ggpht.com/{number}");
        get(&images, &url).await.expect("a picture");
    }
    assert_eq!(host.times(), 50, "from memory");
}

#[tokio::test]
async fn a_failure_is_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let host = Host::start(|_| status(500)).await;
    let images = images(&host.url, folder.path());
    assert_eq!(get(&images, EMOTE).await, Err(Trouble::Status(500).into()));
    let left = fs::read_dir(folder.path().join("images")).expect("a folder").count();
    assert_eq!((left, images.stats().kept), (0, 0));
}

/// What a host has there: a picture of its own for each address, some of them large.
fn picture_of(path: &str) -> Vec<u8> {
    gif(&path.repeat(1 + path.len() * 997 % 3000))
}

/// Not a test of its own: what is killed in the one below. Fetches without end.
#[tokio::test]
async fn fetches_until_it_is_killed() {
    let (Ok(url), Ok(folder)) = (env::var("IMAGES_HOST"), env::var("IMAGES_FOLDER")) else {
        return;
    };
    let limits = Limits { disk: 2_000_000, ..no_memory() };
    let images = images_with(&url.parse().expect("an address"), Path::new(&folder), limits);
    for number in 0_u64.. {
        let url = format!("https://yt3.ggpht.com/{}", number % 300);
        drop(get(&images, &url).await);
    }
}

#[tokio::test]
async fn a_process_that_is_killed_leaves_pictures_and_no_halves() {
    for round in 0..8 {
        let folder = tempfile::tempdir().expect("a folder");
        let host = Host::start(|path| ok(&picture_of(path))).await;
        let mut child = tokio::process::Command::new(env::current_exe().expect("this program"))
            .args(["--exact", "keeping::fetches_until_it_is_killed"])
            .env("IMAGES_HOST", host.url.as_str())
            .env("IMAGES_FOLDER", folder.path())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("it starts");
        host.asked(fastrand::usize(1..400)).await;
        child.kill().await.expect("it is killed");
        // As a kill at the worst moment leaves it, whether or not this one did.
        let at = folder.path().join("images");
        let id = chat::ImageId::of("https://yt3.ggpht.com/0");
        fs::write(at.join(format!("{id}.999.part")), b"MCOI\x01g").expect("a file");
        let images = images_with(&host.url, folder.path(), no_memory());
        let names = fs::read_dir(&at).expect("a folder");
        let names = names.map(|entry| entry.expect("an entry").file_name().into_string());
        let names: Vec<String> = names.map(|name| name.expect("text")).collect();
        assert!(names.iter().all(|name| !name.contains("part")), "round {round}: {names:?}");
        assert_eq!(images.stats().kept, names.len());
        let (before, there) = (host.times(), names.len());
        for number in 0..300 {
            let url = format!("https://yt3.ggpht.com/{number}");
            let path = format!("/yt3.ggpht.com/{number}");
            let picture = get(&images, &url).await.expect("a picture");
            assert!(picture.bytes == picture_of(&path), "round {round}: not {path}");
        }
        assert!(host.times() - before <= 300 - there, "round {round}: what was whole is used");
    }
}
