//! Providers that fail.

use chat::Platform;
use fake_platforms::emotes::{Emote, Fault, Platform as On, Provider, Shape};

use crate::support::{CHANNEL, World};

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
    // A reconnection asks for everything anew.
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
