//! Providers that fail.

use chat::Platform;
use fake_platforms::emotes::{Badge, Emote, Fault, Platform as On, Provider, Shape};

use crate::support::{CHANNEL, World, message};

/// Where each provider answers.
const PLACES: [(&str, &str); 3] = [("7tv", "/7tv"), ("bttv", "/bttv"), ("ffz", "/ffz")];

/// A word of each provider.
const WORDS: [(&str, &str); 3] = [("7tv", "RainTime"), ("bttv", ":tf:"), ("ffz", "ZreknarF")];

fn state(world: &World, provider: &str) -> Option<&'static str> {
    let found = world.emotes.providers().into_iter().find(|known| known.provider == provider);
    found.map(|known| known.state)
}

#[tokio::test]
async fn a_provider_that_fails_costs_its_emotes_and_nothing_else_and_comes_back() {
    let faults = [
        Fault::Down,
        Fault::Status(500),
        Fault::Status(429),
        Fault::Garbage,
        Fault::Changed(Shape::Renamed),
        Fault::Changed(Shape::Nulls),
        Fault::Changed(Shape::Arrays),
        Fault::Empty,
        Fault::Truncated,
        Fault::GzipBomb,
    ];
    for (failing, place) in PLACES {
        for fault in &faults {
            let world = World::new().await;
            world.fake.fail(place, fault.clone(), None);
            world.entered(Platform::Twitch, CHANNEL).await;
            assert_eq!(state(&world, failing), Some("down"), "{failing} {fault:?}");
            for (provider, word) in WORDS {
                let read = world.read(Platform::Twitch, &format!("x {word}"));
                let expected =
                    if provider == failing { format!("x {word}") } else { format!("x [{word}]") };
                assert_eq!(read, expected, "{failing} {fault:?}");
            }
            world.fake.heal(None);
            world.until("it is back", |world| state(world, failing) == Some("ok")).await;
        }
    }
}

#[tokio::test]
async fn badges_and_emotes_of_one_provider_fail_apart() {
    let badges = |world: &World| {
        let author = world.message(message(Platform::Twitch, "hi")).author;
        author.map_or(0, |author| author.badges.len() - 1)
    };
    for (provider, name, word, emotes_at, badges_at) in [
        (Provider::Bttv, "bttv", ":tf:", "/bttv/3/cached/emotes", "/bttv/3/cached/badges"),
        (Provider::Ffz, "ffz", "ZreknarF", "/ffz/v1/set", "/ffz/v1/badges/ids"),
    ] {
        let world = World::new().await;
        world.fake.set_badge(Badge::new(provider, "1", "Developer", &["12345"]));
        world.fake.fail(badges_at, Fault::Status(500), None);
        world.entered(Platform::Twitch, CHANNEL).await;
        world.fake.requested(badges_at, 2).await;
        assert_eq!(state(&world, name), Some("ok"), "{name}: its emotes are there");
        assert_eq!(badges(&world), 0, "{name}");
        world.fake.heal(None);
        world.until("the badges are there", |world| badges(world) == 1).await;

        let world = World::new().await;
        world.fake.set_badge(Badge::new(provider, "1", "Developer", &["12345"]));
        world.fake.fail(emotes_at, Fault::Status(500), None);
        world.entered(Platform::Twitch, CHANNEL).await;
        world.until("the badges are there", |world| badges(world) == 1).await;
        assert_eq!(state(&world, name), Some("down"), "{name}");
        assert_eq!(world.read(Platform::Twitch, word), word, "{name}");
    }
}

#[tokio::test]
async fn numbers_that_come_as_texts_are_read_all_the_same() {
    let world = World::new().await;
    for (_, place) in PLACES {
        world.fake.fail(place, Fault::Changed(Shape::Texts), None);
    }
    world.entered(Platform::Twitch, CHANNEL).await;
    let read = world.read(Platform::Twitch, ":tf: RainTime ZreknarF ffzX");
    assert_eq!(read, "[:tf:] [^RainTime] [ZreknarF] {ffzX}");
}

#[tokio::test]
async fn what_was_there_before_a_failure_counts_on() {
    let world = World::new().await;
    let set = world.fake.set(Provider::SevenTv, On::Twitch, CHANNEL, &[Emote::named("kept")]);
    world.entered(Platform::Twitch, CHANNEL).await;
    world.fake.subscribed(&set, 1).await;
    world.fake.fail("/7tv/v3", Fault::Changed(Shape::Renamed), None);
    // A reconnection asks for the channel anew.
    world.fake.reconnect();
    world.until("it has failed", |world| state(world, "7tv") == Some("down")).await;
    assert_eq!(world.read(Platform::Twitch, "kept"), "[kept]");
}

#[tokio::test]
async fn a_slow_provider_keeps_nobody_waiting() {
    let world = World::new().await;
    world.fake.fail("/7tv/v3", Fault::Stall, None);
    world.enter(Platform::Twitch, CHANNEL);
    world.reads("x :tf: ZreknarF RainTime", "x [:tf:] [ZreknarF] RainTime").await;
}
