//! Tips that were given while nobody listened, through the whole application.

use fake_platforms::donations::{DonationService, TOKEN, TipsFault};
use serde_json::{Value, json};

use crate::donations::{in_state, paid, set_token, started, texts_under};
use crate::support::{App, World, millis, until};

const SERVICE: DonationService = DonationService::StreamElements;
const NAME: &str = "streamelements";

impl World {
    fn tip(&self, text: &str) {
        self.donations.donate(SERVICE, &format!("tip-{text}"), "2.50", "Ada", text);
    }
}

async fn listening(app: &App) {
    set_token(app, NAME, TOKEN).await;
    in_state(app, NAME, "live").await;
}

/// The texts of what was paid, in the order of their coming.
async fn texts(app: &App) -> Vec<String> {
    let mut texts: Vec<_> = paid(app)
        .await
        .iter()
        .map(|paid| paid["message"]["text"].as_str().expect("a text").to_owned())
        .collect();
    texts.reverse();
    texts
}

async fn until_paid(app: &App, expected: &[String]) {
    let mut last = Vec::new();
    until(&format!("{} are paid", expected.len()), async || {
        last = texts(app).await;
        (last.len() >= expected.len()).then_some(())
    })
    .await;
    assert_eq!(last, expected, "each once, in their order");
}

/// Until the service's past was asked for once more, and answered.
async fn asked(world: &World, before: u64) {
    world.donations.until(SERVICE, |stats| stats.asked > before).await;
}

async fn said(app: &App, part: &str) {
    until(&format!("it says {part:?}"), async || {
        let service = in_state(app, NAME, "live").await;
        service["detail"].as_str().is_some_and(|detail| detail.contains(part)).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tip_given_while_nobody_listens_is_there_once_with_its_own_time() {
    let world = World::new().await;
    let app = started(&world).await;
    let mut overlay = app.overlay().await;
    listening(&app).await;
    let mut expected = vec!["heard".to_owned()];
    world.tip("heard");
    until_paid(&app, &expected).await;

    world.donations.set_down(true);
    in_state(&app, NAME, "backoff").await;
    // More than one answer has.
    for number in 0..230 {
        expected.push(format!("missed {number}"));
        world.tip(&expected[expected.len() - 1]);
    }
    let given_until = millis();
    world.donations.set_down(false);
    until_paid(&app, &expected).await;
    let newest = &paid(&app).await[0]["message"]["at"];
    let at: jiff::Timestamp = newest.as_str().expect("a time").parse().expect("a time");
    assert!(u128::from(at.as_millisecond().unsigned_abs()) <= given_until, "{at} is its own time");
    overlay.until("all were shown", |view| view.ever.iter().any(|t| t == "missed 229")).await;
    let of = |text: &str| overlay.ever.iter().filter(|shown| *shown == text).count();
    assert!(expected.iter().all(|text| of(text) == 1), "each is shown once");

    // Both ways at once, again and again.
    for _ in 0..3 {
        let before = world.donations.stats(SERVICE).asked;
        world.donations.cut(SERVICE);
        asked(&world, before).await;
        in_state(&app, NAME, "live").await;
        world.tip("missed 7");
        expected.push(format!("both {before}"));
        world.tip(&expected[expected.len() - 1]);
        until_paid(&app, &expected).await;
    }

    // The application is not there at all: it ended well, and it was killed.
    app.stop().await;
    expected.push("it had ended".to_owned());
    world.tip("it had ended");
    let app = started(&world).await;
    listening(&app).await;
    until_paid(&app, &expected).await;
    app.kill();
    expected.push("it was killed".to_owned());
    world.tip("it was killed");
    let app = started(&world).await;
    listening(&app).await;
    until_paid(&app, &expected).await;
    println!("donations: {} tips, each once, most of them while nobody listened", expected.len());
}

#[tokio::test]
async fn what_was_given_before_a_channel_is_listened_to_is_none_of_ours() {
    let world = World::new().await;
    world.tip("long ago");
    let app = started(&world).await;
    listening(&app).await;
    asked(&world, 0).await;
    world.tip("first");
    until_paid(&app, &["first".to_owned()]).await;

    app.delete("/api/donations/streamelements").await.is(204);
    in_state(&app, NAME, "off").await;
    world.tip("forgotten");
    listening(&app).await;
    asked(&world, 1).await;
    world.tip("second");
    until_paid(&app, &["first".to_owned(), "second".to_owned()]).await;

    // The token of another channel: its past, and that of the one before, are left alone.
    world.donations.set_channel(Some("another"));
    world.donations.set_down(true);
    in_state(&app, NAME, "backoff").await;
    world.tip("of the one before");
    world.donations.set_down(false);
    asked(&world, 2).await;
    in_state(&app, NAME, "live").await;
    world.tip("third");
    let expected = ["first", "second", "third"].map(str::to_owned);
    until_paid(&app, &expected).await;
}

#[tokio::test]
async fn a_tip_that_is_not_given_yet_comes_when_it_is() {
    let world = World::new().await;
    let app = started(&world).await;
    listening(&app).await;
    world.donations.set_down(true);
    in_state(&app, NAME, "backoff").await;
    for text in ["waits", "deleted", "unpaid", "given"] {
        world.tip(text);
    }
    world.donations.change_tip("tip-waits", |tip| tip["approved"] = json!("pending"));
    world.donations.change_tip("tip-deleted", |tip| tip["deleted"] = json!(true));
    world.donations.change_tip("tip-unpaid", |tip| tip["status"] = json!("pending"));
    world.donations.set_down(false);
    until_paid(&app, &["given".to_owned()]).await;
    world.donations.change_tip("tip-waits", |tip| tip["approved"] = json!("allowed"));
    world.donations.cut(SERVICE);
    until_paid(&app, &["given", "waits"].map(str::to_owned)).await;
}

#[tokio::test]
async fn what_goes_wrong_with_the_question_stops_nothing_and_is_said() {
    let world = World::new().await;
    let app = started(&world).await;
    listening(&app).await;
    let mut expected = Vec::new();
    let changed = json!({"docs": [{"tip": 1}], "total": 1}).to_string();
    for (number, (fault, part)) in [
        (TipsFault::Status(401), "does not accept the token for that"),
        (TipsFault::Status(503), "HTTP status 503"),
        (TipsFault::Busy(1), "asked too often"),
        (TipsFault::Text("<html>".into()), "its answer is not what it was"),
        (TipsFault::Text(json!({"docs": 1}).to_string()), "its answer is not what it was"),
        (TipsFault::Text(changed), "its answer is not what it was"),
    ]
    .into_iter()
    .enumerate()
    {
        world.donations.set_down(true);
        in_state(&app, NAME, "backoff").await;
        world.tip(&format!("missed {number}"));
        world.donations.fail_tips([fault.clone(), fault]);
        world.donations.set_down(false);
        said(&app, part).await;
        world.tip(&format!("heard {number}"));
        expected.extend([format!("heard {number}"), format!("missed {number}")]);
        until_paid(&app, &expected).await;
        let all_is_well = |service: &Value| service["detail"] == "Listening to StreamElements";
        until("all is well", async || {
            all_is_well(&in_state(&app, NAME, "live").await).then_some(())
        })
        .await;
    }

    world.donations.set_channel(None);
    world.donations.cut(SERVICE);
    said(&app, "does not say whose channel this is").await;
    world.tip("still heard");
    expected.push("still heard".to_owned());
    until_paid(&app, &expected).await;
    let logs = texts_under(&world.data_dir().join("logs"));
    assert!(!logs.iter().any(|text| text.contains(TOKEN)), "no token in the log");
    assert!(logs.iter().any(|text| text.contains("could not be asked for")), "troubles are there");
}
