//! The client against a stand-in that says what OBS says, and what goes wrong with it.

#![expect(clippy::unwrap_used, reason = "what a test does not expect fails it")]

use std::net::TcpListener;
use std::time::Duration;

use fake_platforms::FakeObs;
use fake_platforms::obs::ObsFault;
use obs::{Canvas, Connection, ItemOf, Kept, ObsError, PATIENCE, Page, Shape, Shown};
use secrecy::SecretString;
use url::Url;

/// What waits for nothing is given up so soon, or the tests would take long.
const HURRIED: Duration = Duration::from_millis(600);
const HD: Canvas = Canvas { width: 1920, height: 1080 };

async fn open_with(
    obs: &FakeObs,
    password: Option<&str>,
    patience: Duration,
) -> Result<Connection, ObsError> {
    let url = Url::parse(&obs.url()).unwrap();
    let password = password.map(SecretString::from);
    Connection::open(&url, password.as_ref(), patience).await
}

async fn open(obs: &FakeObs) -> Connection {
    open_with(obs, None, PATIENCE).await.unwrap()
}

fn page(name: &str) -> Page {
    Page { name: name.into(), url: "http://127.0.0.1:7420/overlay/x".into() }
}

#[tokio::test]
async fn the_right_password_is_let_in_and_a_wrong_one_or_none_is_told_apart() {
    let obs = FakeObs::start().await.unwrap();
    obs.set_password(Some("pass wörd"));
    assert!(open_with(&obs, Some("pass wörd"), PATIENCE).await.is_ok());
    assert_eq!(obs.logins(), (1, 0));
    let wrong = open_with(&obs, Some("password"), PATIENCE).await.unwrap_err();
    assert_eq!(wrong, ObsError::WrongPassword);
    let none = open_with(&obs, None, PATIENCE).await.unwrap_err();
    assert_eq!(none, ObsError::PasswordNeeded);
    assert_eq!(obs.logins(), (1, 1), "without a password none is tried");
    obs.set_password(None);
    assert!(open_with(&obs, Some("any"), PATIENCE).await.is_ok(), "where none is wanted");
}

#[tokio::test]
async fn who_is_not_there_or_is_something_else_is_told_apart() {
    let obs = FakeObs::start().await.unwrap();
    for (fault, error) in [
        (ObsFault::OtherVersion, ObsError::TooOld),
        (ObsFault::VersionFour, ObsError::TooOld),
        (ObsFault::Silent, ObsError::Silent),
        (ObsFault::Nonsense, ObsError::NotObs),
    ] {
        obs.set_fault(Some(fault));
        assert_eq!(open_with(&obs, None, HURRIED).await.unwrap_err(), error, "{fault:?}");
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = Url::parse(&format!("ws://{nobody}")).unwrap();
    let error = Connection::open(&url, None, PATIENCE).await.unwrap_err();
    assert_eq!(error, ObsError::NotRunning);
    assert!(error.told().contains("Start OBS"), "{}", error.told());
}

#[tokio::test]
async fn a_slow_one_is_waited_for_and_one_that_drops_is_not() {
    let obs = FakeObs::start().await.unwrap();
    obs.set_fault(Some(ObsFault::Slow));
    let mut connection = open_with(&obs, None, PATIENCE).await.unwrap();
    assert_eq!(connection.versions().await.unwrap().obs, "30.0.2");
    let mut hurried = open_with(&obs, None, HURRIED).await.unwrap();
    assert_eq!(hurried.versions().await.unwrap_err(), ObsError::Silent);
    obs.set_fault(None);
    let scenes = loop {
        if let Ok(scenes) = hurried.scenes().await {
            break scenes;
        }
    };
    assert_eq!(scenes.current, "Main", "the late answer is not taken for this one");
    obs.set_fault(Some(ObsFault::Drops));
    assert_eq!(connection.versions().await.unwrap_err(), ObsError::Lost);
    assert_eq!(connection.news().await.unwrap_err(), ObsError::Lost);
}

#[tokio::test]
async fn an_old_browser_is_known_by_the_version() {
    let obs = FakeObs::start().await.unwrap();
    let mut connection = open(&obs).await;
    for (version, is_old) in [
        ("28.1.2", true),
        ("29.0.2", true),
        ("29.1.0", false),
        ("30.0.0-rc1", false),
        ("nightly", false),
    ] {
        obs.set_version(version);
        assert_eq!(connection.versions().await.unwrap().has_old_browser(), is_old, "{version}");
    }
}

#[tokio::test]
async fn what_is_not_ready_is_asked_again() {
    let obs = FakeObs::start().await.unwrap();
    let mut connection = open(&obs).await;
    obs.set_fault(Some(ObsFault::NotReady(3)));
    assert_eq!(connection.versions().await.unwrap().websocket, "5.1.0");
    assert_eq!(obs.asked().len(), 5);
}

#[tokio::test]
async fn a_source_is_made_placed_shown_again_and_taken_out() {
    let obs = FakeObs::start().await.unwrap();
    obs.put("Main", "Chat", "image_source", "");
    let mut connection = open(&obs).await;
    assert!(connection.has_browser().await.unwrap());
    assert_eq!(connection.canvas().await.unwrap(), HD);
    assert_eq!(connection.scenes().await.unwrap().names, ["Main", "Break"]);

    let shape = Shape::column(HD, 400, 0);
    let (name, item) = connection.create("Main", &page("Chat"), shape).await.unwrap();
    assert_eq!(name, "Chat 2", "the other one keeps its name");
    connection.put("Main", item, shape).await.unwrap();
    let source = obs.source("Chat 2").unwrap();
    assert_eq!(source.settings["webpage_control_level"], 0);
    assert_eq!(
        (&source.settings["width"], &source.settings["height"]),
        (&400.into(), &1040.into())
    );

    let again = connection.show_in("Break", &name).await.unwrap();
    let items = connection.items("Break", false).await.unwrap();
    assert_eq!((items[0].id, items[0].of), (again, ItemOf::Input));
    connection.set_url(&name, "http://127.0.0.1:1/overlay/y").await.unwrap();
    let shown = Shown::Page("http://127.0.0.1:1/overlay/y".into());
    assert_eq!(connection.browsers().await.unwrap()[0].shows, shown);
    connection.refresh(&name).await.unwrap();
    assert_eq!(obs.refreshed(&name), 1);

    connection.take_out("Break", again).await.unwrap();
    assert!(obs.source(&name).is_some(), "the other scene has it");
    connection.take_out("Main", item).await.unwrap();
    connection.take_out("Main", item).await.unwrap();
    assert_eq!(obs.source(&name), None);
    assert_eq!(obs.items("Main"), ["Chat"]);
}

#[tokio::test]
async fn how_an_item_is_can_be_kept_also_of_an_obs_that_tells_little() {
    let obs = FakeObs::start().await.unwrap();
    let mut connection = open(&obs).await;
    let shape = Shape::column(HD, 400, 0);
    let (_, item) = connection.create("Main", &page("Chat"), shape).await.unwrap();
    assert!(connection.items("Main", false).await.unwrap()[0].is_visible);
    // This one knows no filters.
    let kept = connection.keep("Main", &[item]).await.unwrap();
    assert_ne!(kept, Kept::default());
    let gone = connection.keep("Gone", &[item]).await.unwrap_err();
    assert_eq!(gone.code(), "obs_refused");
}

#[tokio::test]
async fn what_can_t_be_done_is_named() {
    let obs = FakeObs::start().await.unwrap();
    let mut connection = open(&obs).await;
    let shape = Shape::full(HD);
    let gone = connection.create("Gone", &page("Chat"), shape).await.unwrap_err();
    assert_eq!(gone, ObsError::NoScene("Gone".into()));
    obs.set_browser(false);
    assert!(!connection.has_browser().await.unwrap());
    let none = connection.create("Main", &page("Chat"), shape).await.unwrap_err();
    assert_eq!(none, ObsError::NoBrowser);
    assert!(connection.browsers().await.unwrap().is_empty());
    let refused = connection.refresh("Chat").await.unwrap_err();
    assert_eq!(refused.code(), "obs_refused");
}

#[tokio::test]
async fn it_tells_of_what_happens_also_of_what_happened_meanwhile() {
    let obs = FakeObs::start().await.unwrap();
    let mut connection = open(&obs).await;
    connection.versions().await.unwrap();
    obs.put("Main", "Chat", "browser_source", "http://127.0.0.1:1/");
    connection.news().await.unwrap();
    obs.put("Main", "More", "browser_source", "http://127.0.0.1:1/");
    // The event comes before this answer, or after it.
    assert_eq!(connection.browsers().await.unwrap().len(), 2);
    connection.news().await.unwrap();
    obs.drop_all();
    assert_eq!(connection.news().await.unwrap_err(), ObsError::Lost);
}

#[tokio::test]
async fn no_password_is_printed() {
    let obs = FakeObs::start().await.unwrap();
    obs.set_password(Some("hunter2"));
    let connection = open_with(&obs, Some("hunter2"), PATIENCE).await.unwrap();
    assert!(!format!("{connection:?}").contains("hunter2"));
}
