//! Who asks, when, and how often a host is asked for it.

use std::time::Duration;

use images::{ImageError, Limits, Refusal, Trouble};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::host::{
    Answer, Host, get, gif, held, images, images_until, images_with, know, ok, status, until,
};

const EMOTE: &str = "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/2.0";

/// Lets time pass at once.
async fn pass(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

#[tokio::test]
async fn only_a_picture_that_a_message_had_can_be_asked_for() {
    let host = Host::start(|path| ok(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let id = chat::ImageId::of(EMOTE);
    for wait in [true, false] {
        assert_eq!(images.get(id, None, wait).await, Err(ImageError::Unknown));
    }
    assert_eq!(host.times(), 0);
    know(&images, EMOTE);
    assert!(images.get(id, None, true).await.is_ok_and(|picture| picture.is_some()));
}

#[tokio::test]
async fn so_many_ids_are_known_and_the_one_that_was_known_last_goes_last() {
    let host = Host::start(|path| ok(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images_with(&host.url, folder.path(), Limits { known: 3, ..Limits::default() });
    let url = |number: u32| format!("https://yt3.ggpht.com/{number}");
    let ids: Vec<_> = [0, 1, 2, 0, 3].map(|number| know(&images, &url(number))).to_vec();
    assert!(images.get(ids[0], None, true).await.is_ok(), "it was known again");
    assert_eq!(images.get(ids[1], None, true).await, Err(ImageError::Unknown));
    assert!(images.get(ids[4], None, true).await.is_ok());
}

#[tokio::test]
async fn who_does_not_wait_gets_nothing_at_first_and_the_picture_later() {
    let host = Host::start(|path| held(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let id = know(&images, EMOTE);
    assert_eq!(images.get(id, None, false).await, Ok(None));
    host.asked(1).await;
    assert_eq!(images.get(id, None, false).await, Ok(None));
    host.let_go();
    until(|| images.stats().fetched == 1).await;
    assert!(images.get(id, None, false).await.is_ok_and(|picture| picture.is_some()));
    assert_eq!(host.times(), 1);
}

#[tokio::test]
async fn many_who_ask_for_the_same_are_one_request() {
    let host = Host::start(|path| held(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let id = know(&images, EMOTE);
    let mut askers = JoinSet::new();
    for number in 0..200 {
        let images = images.clone();
        askers.spawn(async move { images.get(id, Some(40 + number % 10), true).await });
    }
    host.asked(1).await;
    host.let_go();
    let first = askers.join_next().await.expect("one").expect("it ends");
    assert!(matches!(&first, Ok(Some(_))));
    for other in askers.join_all().await {
        assert_eq!(other, first);
    }
    assert_eq!((host.times(), images.stats().fetched), (1, 1));
}

#[tokio::test]
async fn a_request_goes_on_when_its_asker_is_gone() {
    let host = Host::start(|path| held(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let id = know(&images, EMOTE);
    let asker = tokio::spawn({
        let images = images.clone();
        async move { images.get(id, None, true).await }
    });
    host.asked(1).await;
    asker.abort();
    assert!(asker.await.is_err_and(|error| error.is_cancelled()));
    host.let_go();
    until(|| images.stats().fetched == 1).await;
    assert!(images.get(id, None, false).await.is_ok_and(|picture| picture.is_some()));
}

#[tokio::test]
async fn requests_end_with_the_last_who_could_ask() {
    let host = Host::start(|_| Answer::Silence).await;
    let folder = tempfile::tempdir().expect("a folder");
    let patient = Limits { time: Duration::from_hours(1), ..Limits::default() };
    let images = images_with(&host.url, folder.path(), patient);
    let id = know(&images, EMOTE);
    assert_eq!(images.get(id, None, false).await, Ok(None));
    host.asked(1).await;
    let tasks = || tokio::runtime::Handle::current().metrics().num_alive_tasks();
    let with = tasks();
    drop(images);
    until(|| tasks() < with).await;
}

#[tokio::test]
async fn a_host_that_is_slow_costs_whoever_waits_ten_seconds() {
    let host = Host::start(|_| Answer::Silence).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let id = know(&images, EMOTE);
    let asker = tokio::spawn({
        let images = images.clone();
        async move { images.get(id, None, true).await }
    });
    host.asked(1).await;
    pass(Duration::from_secs(9)).await;
    assert!(!asker.is_finished());
    pass(Duration::from_secs(1)).await;
    assert_eq!(asker.await.expect("it ends"), Err(Trouble::Slow.into()));
    until(|| images.stats().failed == 1).await;
}

#[tokio::test]
async fn an_address_that_failed_is_left_alone_and_longer_each_time() {
    let host = Host::start(|_| status(503)).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let id = know(&images, EMOTE);
    for (times, rest) in [(1, 10), (2, 20), (3, 40)] {
        for _ in 0..5 {
            assert_eq!(get(&images, EMOTE).await, Err(Trouble::Status(503).into()));
            assert_eq!(images.get(id, None, false).await, Ok(None), "its name is shown");
        }
        assert_eq!(host.times(), times);
        pass(Duration::from_secs(rest)).await;
    }
    assert_eq!(images.stats().failed, 3);
}

#[tokio::test]
async fn a_refused_picture_is_left_alone_for_an_hour() {
    let host = Host::start(|_| ok(b"<svg/>")).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    assert_eq!(get(&images, EMOTE).await, Err(Refusal::Kind.into()));
    pass(Duration::from_mins(59)).await;
    assert_eq!(get(&images, EMOTE).await, Err(Refusal::Kind.into()));
    assert_eq!(host.times(), 1);
    pass(Duration::from_mins(1)).await;
    assert_eq!(get(&images, EMOTE).await, Err(Refusal::Kind.into()));
    assert_eq!((host.times(), images.stats().refused), (2, 2));
}

#[tokio::test]
async fn a_dead_host_does_not_hold_up_the_others() {
    let host = Host::start(|path| match path.starts_with("/cdn.7tv.app/") {
        true => Answer::Silence,
        false => ok(&gif(path)),
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    let limits = Limits { waiting_per_host: 10, ..Limits::default() };
    let images = images_with(&host.url, folder.path(), limits);
    for number in 0..16 {
        let id = know(&images, &format!("https://cdn.7tv.app/emote/{number}/1x.webp"));
        assert_eq!(images.get(id, None, false).await, Ok(None));
    }
    host.asked(6).await;
    for number in 0..20 {
        let url = format!("https://cdn.betterttv.net/emote/{number}/1x.webp");
        get(&images, &url).await.expect("a picture");
    }
    let of_the_dead = host.seen.paths().iter().filter(|path| path.starts_with("/cdn.7tv")).count();
    assert_eq!(of_the_dead, 6, "no more at once");
    let one_more = "https://cdn.7tv.app/emote/99/1x.webp";
    assert_eq!(
        get(&images, one_more).await,
        Err(Trouble::Busy.into()),
        "those that wait are bounded"
    );
}

#[tokio::test]
async fn dead_hosts_do_not_hold_up_the_others_however_many_they_are() {
    let dead = ["cdn.7tv.app", "cdn.frankerfacez.com", "yt3.ggpht.com", "i.ytimg.com"];
    let host = Host::start(move |path| match dead.iter().any(|dead| path[1..].starts_with(dead)) {
        true => Answer::Silence,
        false => ok(&gif(path)),
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    for number in 0..40 {
        let url = format!("https://{}/{number}", dead[number % dead.len()]);
        assert_eq!(images.get(know(&images, &url), None, false).await, Ok(None));
    }
    host.asked(16).await;
    let alive = images.get(know(&images, "https://cdn.betterttv.net/emote/a/1x.webp"), None, true);
    let soon = timeout(Limits::default().time / 2, alive).await.expect("it waits for none of them");
    assert!(soon.is_ok_and(|picture| picture.is_some()));
}

#[tokio::test]
async fn whose_turn_does_not_come_is_told_so_before_the_time_is_up() {
    let host = Host::start(|_| Answer::Silence).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    let url = |number: u32| format!("https://cdn.7tv.app/emote/{number}/1x.webp");
    for number in 0..6 {
        assert_eq!(images.get(know(&images, &url(number)), None, false).await, Ok(None));
    }
    host.asked(6).await;
    let asker = tokio::spawn({
        let images = images.clone();
        async move { get(&images, &url(6)).await }
    });
    // It waits for its turn by now.
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    pass(Limits::default().turn).await;
    assert_eq!(asker.await.expect("it ends"), Err(Trouble::Busy.into()));
    assert_eq!(host.times(), 6, "it was never asked for");
}

#[tokio::test]
async fn so_many_requests_run_at_once() {
    let host = Host::start(|path| held(&gif(path))).await;
    let folder = tempfile::tempdir().expect("a folder");
    let images = images(&host.url, folder.path());
    for number in 0..10 {
        let url = format!("https://cdn.7tv.app/{number}");
        assert_eq!(images.get(know(&images, &url), None, false).await, Ok(None));
    }
    host.asked(6).await;
    // Whatever else would have come has had its turn by now.
    for _ in 0..10_000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(host.times(), 6);
    host.let_go();
    until(|| images.stats().fetched == 10).await;
}

#[tokio::test]
async fn what_is_under_way_at_the_end_is_waited_for() {
    let host = Host::start(|path| match path.ends_with("/dead") {
        true => Answer::Silence,
        false => held(&gif(path)),
    })
    .await;
    let folder = tempfile::tempdir().expect("a folder");
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    let images = images_until(&host.url, folder.path(), Limits::default(), &tasks, &stop);
    for url in ["https://yt3.ggpht.com/dead", "https://yt3.ggpht.com/picture"] {
        assert_eq!(images.get(know(&images, url), None, false).await, Ok(None));
    }
    host.asked(2).await;
    assert_eq!(tasks.len(), 2, "they are known");
    host.let_go();
    until(|| images.stats().fetched == 1).await;
    stop.cancel();
    tasks.close();
    timeout(Duration::from_secs(5), tasks.wait()).await.expect("the one that is dead is ended");
    assert_eq!(images.stats().kept, 1, "the other one was written");
}
