//! Chat and events together, with repeats, while both are sent elsewhere again and again.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chat::{Change, ChatEvent, Hub, HubOptions, Report};
use fake_platforms::twitch::room_id;
use fake_platforms::{FakeIdentity, FakeTwitch};
use jiff::Timestamp;
use serde_json::json;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use twitch::events::{Standing, Timing, Told, Topic};

use crate::rig::{LOGIN, PATIENCE, Rig, redemption, source};

const EVENTS: u32 = 10_000;
/// After so many of them, chat and events are sent elsewhere.
const MOVES: u32 = 2_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_ten_thousand_events_none_is_lost_and_none_is_shown_twice() {
    let twitch = FakeTwitch::start().await.expect("a free port");
    let identity = FakeIdentity::start().await.expect("a free port");
    identity.repeat_events(3);
    let timing = Timing { overlap: Duration::from_millis(500), ..Timing::default() };
    let mut rig = Rig::new(identity, &Topic::ALL, timing);
    rig.stands(&Standing::Reading(Topic::ALL.to_vec())).await;
    let (reports, mut chat) = mpsc::channel(64);
    let ends = CancellationToken::new();
    tokio::spawn(twitch::run(chat_config(&twitch), reports, ends.clone()));
    twitch.joined(LOGIN, 1).await;

    let says = tokio::spawn(say(twitch.clone(), rig.identity.clone()));
    let mut hub = Hub::new("storm", HubOptions::default());
    let mut shown: HashMap<String, u32> = HashMap::new();
    let mut doubled = 0;
    let counting = async {
        while shown.len() < EVENTS as usize {
            let event = tokio::select! {
                report = chat.recv() => match report.expect("it goes on") {
                    Report::Event(event) => event,
                    _ => continue,
                },
                told = rig.told.recv() => match told.expect("it goes on") {
                    Told::Event(event) => *event,
                    told => panic!("{told:?}"),
                },
            };
            if let Some(number) = added(&mut hub, event) {
                let times = shown.entry(number).or_default();
                *times += 1;
                doubled += u32::from(*times > 1);
            }
        }
    };
    let all_came = timeout(PATIENCE * 4, counting).await.is_ok();
    says.await.expect("all was said");
    // What comes after the last one would be a double.
    while let Ok(Some(report)) = timeout(Duration::from_millis(500), chat.recv()).await {
        if let Report::Event(event) = report {
            doubled += u32::from(added(&mut hub, event).is_some());
        }
    }
    while let Ok(told) = rig.told.try_recv() {
        if let Told::Event(event) = told {
            doubled += u32::from(added(&mut hub, *event).is_some());
        }
    }
    let lost = EVENTS as usize - shown.len();
    println!("events: {EVENTS}; doubled: {doubled}; lost: {lost}");
    let is_lost = |number: &u32| !shown.contains_key(&format!("n{number}"));
    let told_by = ["chat", "both", "events", "events"];
    let losses = (0..EVENTS).filter(is_lost).map(|n| (n, told_by[n as usize % 4]));
    let losses: Vec<_> = losses.collect();
    assert!(all_came, "lost: {losses:?}");
    assert_eq!(doubled, 0);
    let moves = u64::from(EVENTS / MOVES);
    assert_eq!(rig.identity.stats().event_sockets, 1 + moves, "events were sent elsewhere");
    assert!(twitch.stats().accepted > moves / 2, "chat was sent elsewhere");
    ends.cancel();
}

/// The number of what an event adds to the screen: its words end with it.
fn added(hub: &mut Hub, event: ChatEvent) -> Option<String> {
    let frame = hub.apply(event).frame?;
    let Change::Add(message) = &frame.change else { return None };
    let words = message.system.clone().unwrap_or_else(|| message.text());
    words.rsplit(' ').next().map(str::to_owned)
}

/// A quarter of it is chat, a quarter rewards with a text (told by both), half is without one.
async fn say(twitch: FakeTwitch, identity: FakeIdentity) {
    let mut moves = 0;
    for number in 0..EVENTS {
        match number % 4 {
            0 => {
                let line = privmsg(number, "");
                twitch.send_line(&line).await;
                if number % 5 == 0 {
                    twitch.send_line(&line).await;
                }
            }
            1 => {
                let event = redemption(&format!("r{number}"), &format!("with a text n{number}"));
                identity.event(Topic::Reward.name(), LOGIN, &event);
                twitch.send_line(&privmsg(number, "custom-reward-id=w1;")).await;
            }
            2 => {
                identity.event(
                    Topic::Reward.name(),
                    LOGIN,
                    &redemption(&format!("n{number}"), " "),
                );
            }
            _ => {
                let event = json!({
                    "id": format!("a{number}"), "user_id": "2", "user_login": "bob",
                    "user_name": "Bob", "reward": {"type": "random_sub_emote_unlock",
                        "channel_points": 1, "emote": {"id": "1", "name": format!("n{number}")}},
                    "message": null, "redeemed_at": "2026-11-24T12:00:00Z",
                });
                identity.event(Topic::AutomaticReward.name(), LOGIN, &event);
            }
        }
        if number % MOVES == MOVES / 2 {
            identity.move_event_sockets(None);
            twitch.reconnect(Duration::from_secs(10)).await;
        }
        if number % MOVES == MOVES - 1 {
            moves += 1;
            identity.until(|stats| stats.event_sockets > moves).await;
        }
    }
}

fn privmsg(number: u32, tags: &str) -> String {
    format!(
        "@{tags}display-name=Bob;id=chat-{number};room-id={room};tmi-sent-ts=1764000000000;\
         user-id=2 :bob!bob@bob.tmi.twitch.tv PRIVMSG #{LOGIN} :number n{number}",
        room = room_id(LOGIN),
    )
}

fn chat_config(twitch: &FakeTwitch) -> twitch::Config {
    twitch::Config {
        irc_url: twitch.irc_url().parse().expect("an address"),
        source: source(),
        login: twitch::channel::parse(LOGIN).expect("a name"),
        seed: 7,
        now: Timestamp::now,
        timing: twitch::Timing::default(),
        wake: watch::Sender::default().subscribe(),
        joins: Arc::new(twitch::Joins::new(1_000, Duration::from_secs(1))),
    }
}
