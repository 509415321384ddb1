//! Donations through the whole application: told twice, over connections that break, by those who
//! are not who they say.

use fake_platforms::donations::{DonationService, TOKEN};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Answer, App, World, sent, until};

const SERVICES: [DonationService; 2] =
    [DonationService::Streamlabs, DonationService::StreamElements];

fn name(service: DonationService) -> &'static str {
    match service {
        DonationService::Streamlabs => "streamlabs",
        DonationService::StreamElements => "streamelements",
    }
}

/// An application that keeps sign-ins in memory: there is no keychain here.
pub(crate) async fn started(world: &World) -> App {
    let app = world.start().await;
    // Demo chat, which pays as well, ends with the first channel.
    if !app.get("/api/sources").await.is(200).to_string().contains("twitch") {
        app.add_live("twitch", "ada").await;
    }
    app.post("/api/vault/keep", json!({"how": "this_run"})).await.is(200);
    app
}

pub(crate) async fn set_token(app: &App, provider: &str, token: &str) {
    let path = format!("/api/donations/{provider}");
    app.call(Method::PUT, &path, json!({"token": token})).await.is(200);
}

pub(crate) async fn in_state(app: &App, provider: &str, state: &str) -> Value {
    until(&format!("{provider} is {state}"), async || {
        let donations = app.get("/api/donations").await.is(200);
        let services = donations["services"].as_array().expect("a list").clone();
        services.into_iter().find(|s| s["provider"] == provider && s["state"] == state)
    })
    .await
}

pub(crate) async fn paid(app: &App) -> Vec<Value> {
    let ledger = app.get("/api/ledger?limit=1000").await.is(200);
    let entries = ledger["entries"].as_array().expect("a list").iter();
    entries.filter(|entry| entry["made_up"] == false).cloned().collect()
}

fn kofi(token: &str, id: &str, amount: &str) -> Value {
    json!({
        "verification_token": token, "message_id": id, "timestamp": "2026-11-22T18:00:00Z",
        "type": "Donation", "is_public": true, "from_name": "Jo", "message": "Good luck!",
        "amount": amount, "currency": "USD", "kofi_transaction_id": format!("t-{id}"),
    })
}

async fn call(app: &App, path: &str, data: &Value) -> Answer {
    let form = [("data", data.to_string())];
    let body: String = reqwest::Url::parse_with_params("http://x/", &form)
        .expect("an address")
        .query()
        .expect("a query")
        .to_owned();
    let request = app.request(Method::POST, path);
    let kind = "application/x-www-form-urlencoded";
    sent(request.header("content-type", kind).body(body)).await
}

async fn kofi_path(app: &App) -> String {
    let donations = app.get("/api/donations").await.is(200);
    donations["kofi_path"].as_str().expect("a path").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_donation_is_shown_once_however_often_it_is_told() {
    const ROUNDS: u32 = 8;
    let world = World::new().await;
    let app = started(&world).await;
    let mut overlay = app.overlay().await;
    for service in SERVICES {
        set_token(&app, name(service), TOKEN).await;
        in_state(&app, name(service), "live").await;
    }
    let mut expected = Vec::new();
    let mut told = 0;
    for round in 0..ROUNDS {
        for service in SERVICES {
            let id = format!("{}-{round}", name(service));
            // Doubles at once, and all that were told before once more.
            for (count, earlier) in expected.iter().chain([&id]).enumerate() {
                let of = if earlier.starts_with("streamlabs") { SERVICES[0] } else { SERVICES[1] };
                let times = if count == expected.len() { 2 } else { 1 };
                for _ in 0..times {
                    world.donations.donate(of, earlier, "2.50", "Ada", earlier);
                    told += 1;
                }
            }
            expected.push(id);
        }
        let service = SERVICES[(round % 2) as usize];
        let accepted = world.donations.stats(service).accepted;
        until("all are there", async || (paid(&app).await.len() == expected.len()).then_some(()))
            .await;
        if round % 3 == 0 {
            world.donations.close(service);
        } else {
            world.donations.cut(service);
        }
        world.donations.until(service, |stats| stats.accepted > accepted).await;
        in_state(&app, name(service), "live").await;
    }
    let mut texts: Vec<_> = paid(&app).await.iter().map(|p| p["message"]["text"].clone()).collect();
    texts.reverse();
    for service in SERVICES {
        let of = |text: &str| text.starts_with(name(service));
        let texts: Vec<_> = texts.iter().filter_map(Value::as_str).filter(|t| of(t)).collect();
        let expected: Vec<_> = expected.iter().map(String::as_str).filter(|t| of(t)).collect();
        assert_eq!(texts, expected, "each once, in the order of its service");
    }
    let donated = |texts: &[String]| -> Vec<String> {
        texts.iter().filter(|text| text.starts_with("stream")).cloned().collect()
    };
    overlay.until("they are shown", |view| donated(&view.ever).len() >= expected.len()).await;
    let mut shown = donated(&overlay.ever);
    shown.sort();
    expected.sort();
    assert_eq!(shown, expected, "shown exactly once");
    let ledger = app.get("/api/ledger").await.is(200);
    let totals = ledger["totals"].as_array().expect("a list");
    let value = |currency: &str| {
        totals.iter().find(|t| t["currency"] == currency).map(|t| t["value"].clone())
    };
    assert_eq!(value("USD"), Some(json!("20.00")), "of Streamlabs, in its currency");
    assert_eq!(value("EUR"), Some(json!("20.00")), "of StreamElements, in its own");
    println!(
        "donations: {} told {told} times over {ROUNDS} lost connections, each shown once",
        expected.len()
    );
}

#[tokio::test]
async fn a_wrong_token_is_said_and_a_right_one_is_used_at_once() {
    let world = World::new().await;
    let app = started(&world).await;
    for service in SERVICES {
        set_token(&app, name(service), "wrong").await;
        in_state(&app, name(service), "needs_auth").await;
    }
    let health = app.get("/api/health").await.is(200).to_string();
    assert!(health.contains("streamlabs_token_refused"), "{health}");
    assert!(health.contains("streamelements_token_refused"), "{health}");
    for service in SERVICES {
        set_token(&app, name(service), TOKEN).await;
        in_state(&app, name(service), "live").await;
    }
    let path = "/api/donations/streamlabs";
    app.delete(path).await.is(204);
    in_state(&app, "streamlabs", "off").await;
    world.donations.until(SERVICES[0], |stats| stats.listening == 0).await;
    app.call(Method::PUT, path, json!({"token": "a b"})).await.refused(422);
    app.call(Method::PUT, "/api/donations/bogus", json!({"token": "x"})).await.refused(404);
    for file in ["logs", "."] {
        let found = texts_under(&world.data_dir().join(file));
        assert!(!found.iter().any(|text| text.contains(TOKEN)), "no token on the disk");
    }
}

#[tokio::test]
async fn a_token_that_was_refused_for_an_hour_works_when_it_is_given_again() {
    let world = World::new().await;
    let app = started(&world).await;
    world.donations.refuse(true);
    for service in SERVICES {
        set_token(&app, name(service), TOKEN).await;
        in_state(&app, name(service), "needs_auth").await;
    }
    world.donations.refuse(false);
    for service in SERVICES {
        set_token(&app, name(service), TOKEN).await;
        in_state(&app, name(service), "live").await;
    }
}

pub(crate) fn texts_under(folder: &std::path::Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).expect("a folder").flatten();
    let files = files.filter(|entry| entry.path().is_file());
    files
        .map(|e| String::from_utf8_lossy(&std::fs::read(e.path()).unwrap_or_default()).into_owned())
        .collect()
}

#[tokio::test]
async fn a_call_is_taken_once_and_only_from_who_knows_the_token() {
    let world = World::new().await;
    let app = started(&world).await;
    let path = kofi_path(&app).await;
    call(&app, &path, &kofi("hunter2", "1", "3.00")).await.refused(404);
    set_token(&app, "kofi", "hunter2").await;

    assert_eq!(call(&app, &path, &kofi("hunter2", "1", "3.00")).await.is(200)["taken"], true);
    for _ in 0..3 {
        let again = call(&app, &path, &kofi("hunter2", "1", "3.00")).await;
        assert_eq!(again.is(200)["taken"], false, "a replay changes nothing");
    }
    assert_eq!(call(&app, &path, &kofi("hunter2", "1", "999.00")).await.is(200)["taken"], false);
    for token in ["", "hunter", "hunter22", "HUNTER2"] {
        call(&app, &path, &kofi(token, "2", "3.00")).await.refused(401);
    }
    call(&app, "/hooks/kofi/wrong", &kofi("hunter2", "3", "3.00")).await.refused(404);
    let other = path.replace("kofi", "bogus");
    call(&app, &other, &kofi("hunter2", "3", "3.00")).await.refused(404);
    let long = kofi("hunter2", &"x".repeat(70_000), "3.00");
    call(&app, &path, &long).await.refused(413);
    let json = app.request(Method::POST, &path).json(&kofi("hunter2", "4", "3.00"));
    sent(json).await.refused(400);
    sent(app.request(Method::GET, &path)).await.refused(405);

    let all = paid(&app).await;
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(
        (&all[0]["value"], &all[0]["message"]["kind"]),
        (&json!("3.00"), &json!("donation"))
    );

    // Killed right after the answer, and called again after the restart.
    assert_eq!(call(&app, &path, &kofi("hunter2", "5", "4.00")).await.is(200)["taken"], true);
    app.kill();
    let app = started(&world).await;
    assert_eq!(kofi_path(&app).await, path, "the address stays");
    set_token(&app, "kofi", "hunter2").await;
    assert_eq!(call(&app, &path, &kofi("hunter2", "5", "4.00")).await.is(200)["taken"], false);
    assert_eq!(paid(&app).await.len(), 2);

    app.post("/api/donations/kofi/rotate-key", Value::Null).await.is(200);
    call(&app, &path, &kofi("hunter2", "6", "4.00")).await.refused(404);
    let path = kofi_path(&app).await;
    let mut refused = 0;
    for number in 0..150 {
        let answer = call(&app, &path, &kofi("wrong", &format!("r{number}"), "1.00")).await;
        refused += usize::from(answer.status == 429);
    }
    assert!(refused > 0, "there is an end to calls");
}

#[tokio::test]
async fn a_page_of_another_site_can_not_call() {
    let world = World::new().await;
    let app = started(&world).await;
    set_token(&app, "kofi", "hunter2").await;
    let path = kofi_path(&app).await;
    let request = app.request(Method::POST, &path).header("origin", "http://evil.test");
    sent(request.body("data=%7B%7D")).await.refused(403);
}
