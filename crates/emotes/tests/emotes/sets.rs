//! Which words are emotes.

use chat::{Effect, Platform, Provider as Whose};
use fake_platforms::emotes::{Emote, Fault, Platform as On, Provider};
use serde_json::Value;

use crate::support::{CHANNEL, World, from_elsewhere, source};

/// A real set of 837 emotes; `tests/fixtures/emotes/README.md` says where it is from.
const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/emotes/7tv.json");

#[tokio::test]
async fn a_channel_s_own_emotes_and_those_of_everywhere_on_twitch() {
    let world = World::new().await;
    for (provider, name) in
        [(Provider::SevenTv, "seven"), (Provider::Bttv, "better"), (Provider::Ffz, "franker")]
    {
        world.fake.set(provider, On::Twitch, CHANNEL, &[Emote::named(name)]);
    }
    world.entered(Platform::Twitch, CHANNEL).await;
    let read = world.read(Platform::Twitch, "seven better franker RainTime :tf: ZreknarF other");
    assert_eq!(read, "[seven] [better] [franker] [^RainTime] [:tf:] [ZreknarF] other");
    let headers = world.fake.headers(&format!("/7tv/v3/users/twitch/{CHANNEL}"));
    let headers = headers.expect("7TV was asked");
    let aware =
        headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("x-7tv-missing-emoteset-aware"));
    assert!(aware, "since August 2026 this says that we read the set by its id: {headers:?}");
}

#[tokio::test]
async fn a_youtube_channel_has_its_own() {
    let world = World::new().await;
    let channel = "UCaaaaaaaaaaaaaaaaaaaaaa";
    for (provider, name) in
        [(Provider::SevenTv, "seven"), (Provider::Bttv, "better"), (Provider::Ffz, "franker")]
    {
        world.fake.set(provider, On::YouTube, channel, &[Emote::named(name)]);
    }
    world.entered(Platform::YouTube, channel).await;
    assert_eq!(world.read(Platform::YouTube, "seven better franker"), "[seven] [better] [franker]");
}

#[tokio::test]
async fn of_two_with_one_name_the_channel_s_counts_then_chatterino_s_order() {
    let world = World::new().await;
    let set = |provider, names: &[&str]| {
        let emotes: Vec<_> = names.iter().map(|name| Emote::named(name)).collect();
        world.fake.set(provider, On::Twitch, CHANNEL, &emotes);
    };
    world.fake.set_global(Provider::Ffz, &[Emote::named("c")]);
    set(Provider::Ffz, &["a"]);
    set(Provider::Bttv, &["a", "b"]);
    set(Provider::SevenTv, &["a", "b", "c"]);
    world.entered(Platform::Twitch, CHANNEL).await;
    let whose: Vec<_> =
        world.emotes_in(Platform::Twitch, "a b c").iter().map(|emote| emote.provider).collect();
    assert_eq!(whose, [Whose::Ffz, Whose::Bttv, Whose::SevenTv]);
}

#[tokio::test]
async fn the_recorded_set_is_read_whole() {
    let world = World::new().await;
    let path = std::path::Path::new(RECORDED);
    let count = world.fake.load(On::Twitch, CHANNEL, path).expect("a recording");
    world.entered(Platform::Twitch, CHANNEL).await;
    let recorded: Value =
        serde_json::from_slice(&std::fs::read(path).expect("it is there")).expect("it is JSON");
    let set = recorded["emotes"].as_array().expect("a list");
    assert_eq!((count, set.len()), (837, 837));
    let mut overlays = 0;
    for emote in set {
        let name = emote["name"].as_str().expect("a name");
        let text = format!("x {name}");
        let found = world.emotes_in(Platform::Twitch, &text);
        let [found] = &found[..] else { panic!("{name} is one emote: {found:?}") };
        assert_eq!(found.id, emote["id"], "{name}");
        assert!(found.size.is_some(), "{name} tells its size");
        let url = found.image.as_ref().expect("a picture").url();
        assert!(url.starts_with("https://cdn.7tv.app/emote/") && url.ends_with(".webp"), "{url}");
        let after = world.emotes_in(Platform::Twitch, &format!(":tf: {name}"));
        overlays += usize::from(after.last().is_some_and(|emote| emote.overlay));
    }
    assert_eq!(overlays, 36, "as many as Chatterino and BetterTTV agree on");
}

#[tokio::test]
async fn modifiers_of_both_kinds_change_emotes_of_all() {
    let world = World::new().await;
    world.entered(Platform::Twitch, CHANNEL).await;
    let effects = |text| world.emotes_in(Platform::Twitch, text).remove(0).effects;
    assert_eq!(effects(":tf: ffzX ffzW"), [Effect::FlipX, Effect::Wide]);
    assert_eq!(effects("h! ZreknarF"), [Effect::FlipX]);
    assert_eq!(effects("RainTime ffzHyper"), [Effect::Red, Effect::Shake]);
    assert_eq!(world.read(Platform::Twitch, "c! :tf: SoSnowy"), "{c!} [:tf:] [^SoSnowy]");
}

#[tokio::test]
async fn what_a_guest_writes_means_what_it_means_in_their_channel() {
    let world = World::new().await;
    world.fake.set(Provider::SevenTv, On::Twitch, CHANNEL, &[Emote::named("ours")]);
    world.fake.set(Provider::SevenTv, On::Twitch, "777", &[Emote::named("theirs")]);
    world.entered(Platform::Twitch, CHANNEL).await;
    let is_theirs = |world: &World| {
        let message = world.message(from_elsewhere("777", "theirs ours"));
        let emotes = message.body.iter().filter(|part| part.image().is_some()).count();
        let name = message.flags.shared.and_then(|shared| shared.name);
        emotes == 1 && message.body[0].text() == "theirs" && name.is_some()
    };
    world.until("the guest's emotes and the channel's name are known", is_theirs).await;
    assert_eq!(world.read(Platform::Twitch, "theirs ours"), "theirs [ours]", "ours stay ours");
}

#[tokio::test]
async fn nobody_is_asked_before_a_channel_is_read_and_nobody_listens_after() {
    let world = World::new().await;
    world.read(Platform::Twitch, "RainTime");
    assert_eq!(world.fake.stats().requests.len(), 0);
    world.fake.set(Provider::SevenTv, On::Twitch, CHANNEL, &[Emote::named("seven")]);
    world.entered(Platform::Twitch, CHANNEL).await;
    let (seventv, bttv) =
        (fake_platforms::emotes::Service::SevenTv, fake_platforms::emotes::Service::Bttv);
    world.fake.connected(seventv, 1).await;
    world.fake.connected(bttv, 1).await;
    world.emotes.leave(&source());
    world.fake.connected(seventv, 0).await;
    world.fake.connected(bttv, 0).await;
    assert_eq!(world.read(Platform::Twitch, "seven"), "seven", "the channel's are forgotten");
    assert_eq!(world.emotes.providers(), [], "nobody is asked now");
}

#[tokio::test]
async fn what_comes_for_a_channel_that_is_not_read_any_more_is_nobody_s() {
    let world = World::new().await;
    let set = world.fake.set(Provider::SevenTv, On::Twitch, CHANNEL, &[Emote::named("seven")]);
    world.fake.fail(&format!("/7tv/v3/emote-sets/{set}"), Fault::Slow(200), None);
    world.enter(Platform::Twitch, CHANNEL);
    world.fake.requested(&format!("/7tv/v3/users/twitch/{CHANNEL}"), 1).await;
    world.emotes.leave(&source());
    assert_eq!(world.emotes.providers(), [], "nothing is left");
    world.entered(Platform::Twitch, CHANNEL).await;
    world.reads("seven", "[seven]").await;
}

#[tokio::test]
async fn a_channel_is_kept_for_as_long_as_one_source_reads_it() {
    let world = World::new().await;
    world.fake.set(Provider::SevenTv, On::Twitch, CHANNEL, &[Emote::named("seven")]);
    world.entered(Platform::Twitch, CHANNEL).await;
    let other = chat::SourceId::new("src-2");
    let modes = chat::RoomModes { room: Some(CHANNEL.into()), ..chat::RoomModes::default() };
    let mut room = chat::ChatEvent::Room { source: other.clone(), modes };
    world.emotes.enrich(Platform::Twitch, &mut room);
    world.emotes.leave(&other);
    assert_eq!(world.read(Platform::Twitch, "seven"), "[seven]");
    world.emotes.leave(&source());
    assert_eq!(world.emotes.providers(), []);
}

#[tokio::test]
async fn of_many_guests_the_first_ones_go() {
    let world = World::new().await;
    world.entered(Platform::Twitch, CHANNEL).await;
    for guest in 0..12 {
        let channel = format!("9{guest}");
        world.fake.set(Provider::Bttv, On::Twitch, &channel, &[Emote::named("theirs")]);
        let known = |world: &World| {
            let message = world.message(from_elsewhere(&channel, "theirs"));
            message.body.iter().any(|part| part.image().is_some())
        };
        world.until("the guest's emotes are known", known).await;
    }
}
