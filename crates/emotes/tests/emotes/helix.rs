//! What Twitch tells to accounts alone.

use std::sync::{Arc, Mutex};

use chat::{Badge, Fragment, Kind, Message, Platform};
use emotes::{Answering, Helix, NoAnswer};
use fake_platforms::FakeEmotes;
use fake_platforms::emotes::{Emote, Platform as At, Provider};
use serde_json::{Value, json};

use crate::support::{CHANNEL, World, from_elsewhere, message, source};

const NEIGHBOUR: &str = "1234";
const YOUTUBE: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";

/// What Helix is asked for, and how it answers.
#[derive(Debug, Default)]
struct Account(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    signed_in: bool,
    fails: bool,
    asked: Vec<(&'static str, String)>,
}

impl Helix for Account {
    fn get(&self, path: &'static str, query: Vec<(&'static str, String)>) -> Answering {
        let mut state = self.0.lock().expect("it is whole");
        let room = query.first().map(|(_, room)| room.clone()).unwrap_or_default();
        state.asked.push((path, room.clone()));
        let answer = match (state.signed_in, state.fails) {
            (_, true) => Err(NoAnswer("it is down".into())),
            (false, _) => Ok(None),
            (true, _) => Ok(Some(told(path, &room))),
        };
        Box::pin(async move { answer })
    }
}

fn told(path: &str, room: &str) -> Value {
    let badge = |id: &str, title: &str| {
        let url = format!("https://static-cdn.jtvnw.net/badges/v1/{room}-{id}/2");
        json!({"id": id, "title": title, "image_url_2x": url})
    };
    match path {
        "chat/badges/global" => {
            json!({"data": [{"set_id": "brand-new", "versions": [badge("1", "Brand New")]}]})
        }
        "chat/emotes/global" => json!({"data": [{"id": "25", "name": "Kappa"}]}),
        "chat/emotes" => json!({"data": [{"id": "77", "name": format!("hi{room}")}]}),
        "chat/badges" => json!({"data": [
            {"set_id": "subscriber", "versions": [badge("0", "Fan"), badge("12", "1-Year Fan")]},
            {"set_id": "bits", "versions": [badge("1000", "cheer 1000")]},
        ]}),
        _ => {
            let url = format!("https://d3aqoihi2n8ty8.cloudfront.net/partner-actions/{room}/2.gif");
            let tier = json!({"min_bits": 1, "images": {"dark": {"animated": {"2": url}}}});
            json!({"data": [{"prefix": "Own", "tiers": [tier]}]})
        }
    }
}

impl Account {
    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().expect("it is whole"));
    }
}

async fn world(account: &Arc<Account>) -> World {
    let helix: Arc<dyn Helix> = Arc::<Account>::clone(account);
    World::with_helix(FakeEmotes::start().await.expect("a free port"), Some(helix))
}

fn wearing(names: &[&str], message: Message) -> Message {
    let badges = names.iter().map(|name| Badge {
        name: (*name).to_owned(),
        title: "as told in chat".into(),
        ..Badge::default()
    });
    let author = message.author.clone();
    let author = author.map(|author| chat::Author { badges: badges.collect(), ..author });
    Message { author, ..message }
}

/// Title and last part but one of the picture's address of each badge.
fn badges(world: &World, message: Message) -> Vec<(String, String)> {
    let author = world.message(message).author.expect("somebody wrote it");
    let told = |badge: &Badge| {
        let url = badge.image.as_ref().map(|image| image.url().to_string()).unwrap_or_default();
        let place = url.rsplit('/').nth(1).unwrap_or_default().to_owned();
        (badge.title.clone(), place)
    };
    author.badges.iter().map(told).collect()
}

fn cheer(world: &World) -> Option<String> {
    let mut cheer = message(Platform::Twitch, "");
    cheer.kind = Kind::Cheer { bits: 100 };
    cheer.body = vec![Fragment::Cheer { text: "oWN100".into(), bits: 100, image: None }];
    let body = world.message(cheer).body;
    body[0].image().map(|image| image.url().to_string())
}

const WORN: [&str; 4] = ["subscriber/12", "bits/1000", "brand-new/1", "moderator/1"];

fn is_own(world: &World) -> bool {
    let badges = badges(world, wearing(&WORN, message(Platform::Twitch, "hi")));
    let titles: Vec<_> = badges.iter().map(|(title, _)| title.as_str()).collect();
    titles[..3] == ["1-Year Fan", "cheer 1000", "Brand New"]
        && badges[0].1 == format!("{CHANNEL}-12")
        && !badges[3].1.is_empty()
        && cheer(world).is_some_and(|url| url.contains(CHANNEL))
}

fn is_shipped(world: &World) -> bool {
    let badges = badges(world, wearing(&WORN, message(Platform::Twitch, "hi")));
    badges[0].0 == "as told in chat"
        && !badges[0].1.is_empty()
        && !badges[0].1.contains(CHANNEL)
        && badges[2].1.is_empty()
        && cheer(world).is_none()
}

#[tokio::test]
async fn who_signs_in_gets_the_channel_s_own_and_who_signs_out_what_was_there_before() {
    let account = Arc::new(Account::default());
    let world = world(&account).await;
    world.entered(Platform::Twitch, CHANNEL).await;
    world
        .until("Helix was asked", |_| account.0.lock().expect("it is whole").asked.len() >= 3)
        .await;
    assert!(is_shipped(&world), "nobody is signed in");

    account.set(|state| state.signed_in = true);
    world.emotes.ask_helix_again();
    world.until("badges and cheermotes are the channel's", is_own).await;

    account.set(|state| state.fails = true);
    world.emotes.ask_helix_again();
    let asked = account.0.lock().expect("it is whole").asked.len();
    world
        .until("it was asked again", |_| {
            account.0.lock().expect("it is whole").asked.len() > asked + 2
        })
        .await;
    assert!(is_own(&world), "a failure costs nothing that is there");
    let providers = world.emotes.providers();
    assert!(providers.iter().all(|provider| provider.state == "ok"), "{providers:?}");

    account.set(|state| *state = State::default());
    world.until("they are as they were", is_shipped).await;
}

#[tokio::test]
async fn a_guest_wears_the_badges_of_their_own_channel() {
    let account = Arc::new(Account::default());
    account.set(|state| state.signed_in = true);
    let world = world(&account).await;
    world.entered(Platform::Twitch, CHANNEL).await;
    let guest = || wearing(&["subscriber/12"], from_elsewhere(NEIGHBOUR, "hi"));
    let theirs = format!("{NEIGHBOUR}-12");
    world.until("the neighbour's", |world| badges(world, guest())[0].1 == theirs).await;
}

#[tokio::test]
async fn channels_of_youtube_are_not_asked_for() {
    let account = Arc::new(Account::default());
    let world = world(&account).await;
    world.entered(Platform::YouTube, YOUTUBE).await;
    world
        .until("Helix was asked", |_| !account.0.lock().expect("it is whole").asked.is_empty())
        .await;
    let asked = account.0.lock().expect("it is whole").asked.clone();
    assert!(
        asked.iter().all(|(path, room)| path.ends_with("/global") && room.is_empty()),
        "{asked:?}"
    );
}

#[tokio::test]
async fn what_can_be_written_is_known_by_name_of_all_who_have_emotes_there() {
    let fake = FakeEmotes::start().await.expect("a free port");
    let emotes = |names: &[&str]| names.iter().map(|name| Emote::named(name)).collect::<Vec<_>>();
    fake.set_global(Provider::SevenTv, &[]);
    // Its modifiers, such as `w!`, are there in any case.
    fake.set_global(Provider::Bttv, &emotes(&["cvMask"]));
    fake.set_global(Provider::Ffz, &[]);
    fake.set(Provider::SevenTv, At::Twitch, CHANNEL, &emotes(&["catJAM", "Kappa"]));
    fake.set(Provider::Ffz, At::YouTube, YOUTUBE, &emotes(&["ZreknarF"]));
    let account = Arc::new(Account::default());
    account.set(|state| state.signed_in = true);
    let helix: Arc<dyn Helix> = Arc::<Account>::clone(&account);
    let world = World::with_helix(fake, Some(helix));
    let names = |world: &World| world.emotes.names_in(&source());
    world.entered(Platform::Twitch, CHANNEL).await;
    let own = format!("hi{CHANNEL}");
    let all = ["Kappa", "catJAM", "cvMask", &own];
    world.until("all of Twitch", |world| names(world) == all).await;

    account.set(|state| *state = State::default());
    world.emotes.ask_helix_again();
    let without = ["Kappa", "catJAM", "cvMask"];
    world.until("who signs out has the others'", |world| names(world) == without).await;

    account.set(|state| state.signed_in = true);
    world.emotes.ask_helix_again();
    world.emotes.leave(&source());
    assert!(names(&world).is_empty(), "nothing is read");
    world.entered(Platform::YouTube, YOUTUBE).await;
    world.emotes.tell_names(&source(), vec![":_wave:".into()]);
    let of_youtube = [":_wave:", "ZreknarF", "cvMask"];
    world.until("those of YouTube, and none of Twitch's", |world| names(world) == of_youtube).await;
}
