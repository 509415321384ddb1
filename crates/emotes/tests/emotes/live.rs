//! What changes while a channel is read.

use chat::Platform;
use fake_platforms::emotes::{Emote, Platform as On, Provider, Service};

use crate::support::{CHANNEL, World};

async fn reading(provider: Provider) -> World {
    let world = World::new().await;
    let set = world.fake.set(provider, On::Twitch, CHANNEL, &[Emote::named("first")]);
    world.entered(Platform::Twitch, CHANNEL).await;
    let object = match provider {
        Provider::SevenTv => set,
        _ => format!("twitch:{CHANNEL}"),
    };
    world.fake.subscribed(&object, 1).await;
    world
}

#[tokio::test]
async fn an_emote_that_is_added_renamed_or_removed_is_so_at_once() {
    for provider in [Provider::SevenTv, Provider::Bttv] {
        let world = reading(provider).await;
        let reached = world.fake.push(provider, On::Twitch, CHANNEL, &Emote::named("fresh"));
        assert_eq!(reached, 1, "{provider:?} tells it live");
        world.reads("first fresh", "[first] [fresh]").await;
        world.fake.rename(provider, On::Twitch, CHANNEL, "fresh", "ripe");
        world.reads("fresh ripe", "fresh [ripe]").await;
        world.fake.pull(provider, On::Twitch, CHANNEL, "first");
        world.reads("first ripe", "first [ripe]").await;
    }
}

#[tokio::test]
async fn another_set_is_taken_and_followed() {
    let world = reading(Provider::SevenTv).await;
    world.fake.declare_set("other", &[Emote::named("second")]);
    world.fake.switch(On::Twitch, CHANNEL, "other");
    world.reads("first second", "first [second]").await;
    world.fake.subscribed("other", 1).await;
    world.fake.push(Provider::SevenTv, On::Twitch, CHANNEL, &Emote::named("third"));
    world.reads("second third", "[second] [third]").await;
}

#[tokio::test]
async fn what_changed_while_nobody_listened_is_there_after_the_next_connection() {
    for (provider, service) in
        [(Provider::SevenTv, Service::SevenTv), (Provider::Bttv, Service::Bttv)]
    {
        let world = reading(provider).await;
        let events = match service {
            Service::SevenTv => "/7tv/events",
            Service::Bttv => "/bttv/ws",
        };
        world.fake.fail(events, fake_platforms::emotes::Fault::Down, None);
        world.fake.drop_sockets();
        world.fake.connected(service, 0).await;
        let reached = world.fake.push(provider, On::Twitch, CHANNEL, &Emote::named("missed"));
        assert_eq!(reached, 0, "nobody heard of it");
        world.fake.heal(None);
        world.reads("missed", "[missed]").await;
    }
}

#[tokio::test]
async fn a_server_that_asks_for_another_connection_gets_one() {
    let world = reading(Provider::SevenTv).await;
    let accepted = || world.fake.stats().seventv.accepted;
    assert_eq!(accepted(), 1);
    world.fake.reconnect();
    world.until("a second connection", |_| accepted() == 2).await;
    world.fake.end_streams(4007, "time is up");
    world.until("a third connection", |_| accepted() == 3).await;
    world.fake.connected(Service::SevenTv, 1).await;
}

#[tokio::test]
async fn another_connection_asks_its_own_provider_for_what_it_missed_and_no_other() {
    let world = reading(Provider::SevenTv).await;
    let user = format!("/7tv/v3/users/twitch/{CHANNEL}");
    for times in 2..5 {
        world.fake.reconnect();
        world.fake.requested(&user, times).await;
    }
    let set = world.fake.set_of(Provider::SevenTv, On::Twitch, CHANNEL).expect("it has one");
    let set = format!("/7tv/v3/emote-sets/{set}");
    let is_missed = |url: &str| url == user || url == set || url.starts_with("/7tv/events");
    let again: Vec<_> = world.fake.stats().requests.into_iter().filter(|(_, n)| *n > 1).collect();
    let others: Vec<_> = again.iter().filter(|(url, _)| !is_missed(url)).collect();
    assert!(others.is_empty(), "these could have missed nothing: {others:?}");
}

#[tokio::test]
async fn nonsense_on_a_socket_is_passed_over() {
    let world = reading(Provider::SevenTv).await;
    for nonsense in [
        "{",
        "[]",
        "null",
        r#"{"op":0}"#,
        r#"{"op":"x","d":7}"#,
        r#"{"op":0,"d":{"type":"emote_set.update","body":{"id":null,"pushed":7}}}"#,
    ] {
        world.fake.send_raw(Service::SevenTv, nonsense);
        world.fake.send_raw(Service::Bttv, nonsense);
    }
    world.fake.push(Provider::SevenTv, On::Twitch, CHANNEL, &Emote::named("fresh"));
    world.reads("fresh", "[fresh]").await;
    assert_eq!(world.fake.stats().seventv.accepted, 1, "the connection lives");
}

#[tokio::test]
async fn one_set_of_channels_on_both_platforms_is_followed_for_both() {
    let world = reading(Provider::SevenTv).await;
    let set = world.fake.set_of(Provider::SevenTv, On::Twitch, CHANNEL).expect("it has one");
    world.fake.set(Provider::SevenTv, On::YouTube, "UCother", &[]);
    world.fake.switch(On::YouTube, "UCother", &set);
    let modes = chat::RoomModes { room: Some("UCother".into()), ..chat::RoomModes::default() };
    let source = chat::SourceId::new("src-2");
    let mut room = chat::ChatEvent::Room { source: source.clone(), modes };
    world.emotes.enrich(Platform::YouTube, &mut room);
    let read = |world: &World, text: &str| {
        let mut message = crate::support::message(Platform::YouTube, text);
        message.source = source.clone();
        world.message(message).body.iter().filter(|part| part.image().is_some()).count()
    };
    world.until("the other has it too", |world| read(world, "first") == 1).await;
    world.fake.reconnect();
    let accepted = || world.fake.stats().seventv.accepted;
    world.until("a second connection", |_| accepted() == 2).await;
    world.fake.connected(Service::SevenTv, 1).await;
    world.fake.subscribed(&set, 1).await;
    world.fake.push(Provider::SevenTv, On::Twitch, CHANNEL, &Emote::named("fresh"));
    world.reads("fresh", "[fresh]").await;
    world.until("both have it", |world| read(world, "fresh") == 1).await;
    assert_eq!(accepted(), 2, "7TV was not asked twice for one thing");
}
