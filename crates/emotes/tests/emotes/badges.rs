//! Badges and pronouns.

use chat::{Badge, Color, Platform};
use fake_platforms::emotes::{Badge as Given, Fault, Provider, Room};

use crate::support::{CHANNEL, World, message};

fn badges(world: &World) -> Vec<Badge> {
    let author = world.message(message(Platform::Twitch, "hi")).author;
    author.expect("somebody wrote it").badges
}

fn picture(badge: &Badge) -> &str {
    badge.image.as_ref().expect("a picture").url()
}

#[tokio::test]
async fn a_badge_of_twitch_has_its_picture_without_anybody_being_asked() {
    let world = World::new().await;
    let badges = badges(&world);
    assert!(picture(&badges[0]).starts_with("https://static-cdn.jtvnw.net/badges/v1/"));
    assert_eq!(world.fake.stats().requests.len(), 0);
}

#[tokio::test]
async fn services_add_theirs_to_those_who_wear_them() {
    let world = World::new().await;
    world.fake.set_badge(Given::new(Provider::Ffz, "1", "FFZ Developer", &["12345"]));
    world.fake.set_badge(Given::new(Provider::Bttv, "9", "BetterTTV Developer", &["12345"]));
    world.fake.set_badge(Given::new(Provider::SevenTv, "s1", "7TV Subscriber", &[]));
    world.entered(Platform::Twitch, CHANNEL).await;
    world.fake.subscribed(CHANNEL, 1).await;
    world.fake.grant(CHANNEL, "12345", "s1");
    world.until("all are worn", |world| badges(world).len() == 4).await;
    let titles: Vec<_> = badges(&world).iter().map(|badge| badge.title.clone()).collect();
    assert_eq!(titles, ["Moderator", "FFZ Developer", "BetterTTV Developer", "7TV Subscriber"]);
    let others = world.message(chat::Message {
        author: message(Platform::Twitch, "")
            .author
            .map(|author| chat::Author { id: chat::AuthorId::new("1"), ..author }),
        ..message(Platform::Twitch, "hi")
    });
    assert_eq!(others.author.expect("somebody").badges.len(), 1, "others wear none of them");
    world.fake.revoke(CHANNEL, "12345", "s1");
    world.until("it is taken off", |world| badges(world).len() == 3).await;
}

#[tokio::test]
async fn a_channel_s_own_moderator_badge_takes_the_place_of_twitch_s() {
    let world = World::new().await;
    let room = Room { moderator_badge: true, ..Room::default() };
    world.fake.set_room(fake_platforms::emotes::Platform::Twitch, CHANNEL, room);
    world.entered(Platform::Twitch, CHANNEL).await;
    let badges = badges(&world);
    assert!(picture(&badges[0]).starts_with("https://cdn.frankerfacez.com/"), "{badges:?}");
    assert_eq!(badges[0].color, Color::parse("#34ae0a"), "its picture is white alone");
}

#[tokio::test]
async fn who_is_a_channel_s_bot_wears_its_badge_there_alone() {
    let world = World::new().await;
    world.fake.set_badge(Given::new(Provider::Ffz, "2", "Bot", &["77"]));
    world.fake.set_badge(Given::new(Provider::Ffz, "3", "Supporter", &["12345"]));
    let here = ["2", "3", "99"].map(|badge| (badge.to_owned(), vec![12_345]));
    let room = Room { user_badge_ids: here.into(), ..Room::default() };
    world.fake.set_room(fake_platforms::emotes::Platform::Twitch, CHANNEL, room);
    world.entered(Platform::Twitch, CHANNEL).await;
    world.until("the badges are there", |world| badges(world).len() == 3).await;
    let titles: Vec<_> = badges(&world).iter().map(|badge| badge.title.clone()).collect();
    assert_eq!(titles, ["Moderator", "Supporter", "Bot"], "each once");
    let mut elsewhere = message(Platform::Twitch, "hi");
    elsewhere.source = chat::SourceId::new("src-other");
    let author = world.message(elsewhere).author.expect("somebody wrote it");
    assert!(author.badges.iter().all(|badge| badge.title != "Bot"), "{:?}", author.badges);
}

#[tokio::test]
async fn pronouns_are_asked_for_only_where_they_are_wanted_and_once() {
    let world = World::new().await;
    world.fake.set_pronouns("ada", "sheher", None);
    let pronouns = |world: &World| {
        let author = world.message(message(Platform::Twitch, "hi")).author;
        author.and_then(|author| author.pronouns)
    };
    world.entered(Platform::Twitch, CHANNEL).await;
    let asked = |world: &World| {
        let requests = world.fake.stats().requests;
        requests
            .iter()
            .filter(|(url, _)| url.starts_with("/pronouns"))
            .map(|(_, n)| *n)
            .sum::<u64>()
    };
    assert_eq!((pronouns(&world), asked(&world)), (None, 0), "nobody wanted them");
    world.emotes.look_up_pronouns_of_chatters(true);
    world.until("they are known", |world| pronouns(world).is_some()).await;
    assert_eq!(pronouns(&world).as_deref(), Some("she/her"));
    assert_eq!(asked(&world), 2, "the words, and this chatter");
    world.emotes.look_up_pronouns_of_chatters(false);
    assert_eq!(pronouns(&world), None, "not shown any more either");
}

#[tokio::test]
async fn who_is_made_up_is_asked_for_nowhere() {
    let world = World::new().await;
    for login in ["eve", "bob"] {
        world.fake.set_pronouns(login, "sheher", None);
    }
    world.entered(Platform::Twitch, CHANNEL).await;
    world.emotes.look_up_pronouns_of_chatters(true);
    let written_in = |source: &str, name: &str| {
        let mut message = message(Platform::Twitch, "hi");
        message.source = chat::SourceId::new(source);
        message.author = message.author.map(|author| chat::Author { name: name.into(), ..author });
        world.message(message).author.and_then(|author| author.pronouns)
    };
    for _ in 0..2 {
        assert_eq!(written_in("test", "Made_Up"), None);
    }
    // They are asked for one after the other: what was to be asked for before the last has been.
    for name in ["Eve", "Bob"] {
        world.until("the chatter's are known", |_| written_in("src-1", name).is_some()).await;
    }
    let requests = world.fake.stats().requests;
    let made_up: Vec<_> = requests.keys().filter(|url| url.contains("made_up")).collect();
    assert!(made_up.is_empty(), "{made_up:?}");
}

#[tokio::test]
async fn pronouns_that_are_not_told_are_in_nobody_s_way() {
    let world = World::new().await;
    world.fake.fail("/pronouns", Fault::Status(500), None);
    world.emotes.look_up_pronouns_of_chatters(true);
    world.entered(Platform::Twitch, CHANNEL).await;
    assert_eq!(world.read(Platform::Twitch, ":tf:"), "[:tf:]");
    world.fake.requested("/pronouns/v1/pronouns", 1).await;
}
