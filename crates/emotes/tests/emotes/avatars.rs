//! Profile pictures of Twitch's chatters.

use std::sync::{Arc, Mutex};

use chat::{AuthorId, Message, Platform, RemoteImage};
use emotes::{Answering, Helix};
use fake_platforms::FakeEmotes;
use serde_json::json;

use crate::support::{CHANNEL, World, message};

/// How often Helix was asked for users, for how many each time, and how it answers.
#[derive(Debug, Default)]
struct Account(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    signed_out: bool,
    /// It answers with something else than users.
    garbled: bool,
    asked: Vec<usize>,
}

/// Whom Twitch does not know.
const NOBODY: &str = "404";

impl Helix for Account {
    fn get(&self, path: &'static str, query: Vec<(&'static str, String)>) -> Answering {
        let mut state = self.0.lock().expect("it is whole");
        let answer = match (path, state.signed_out) {
            ("users", false) if state.garbled => Ok(Some(json!({"data": "soon"}))),
            ("users", false) => {
                let users = query.iter().filter(|(name, id)| *name == "id" && id != NOBODY);
                let user =
                    |(_, id): &(&str, String)| json!({"id": id, "profile_image_url": url(id)});
                Ok(Some(json!({"data": users.map(user).collect::<Vec<_>>()})))
            }
            _ => Ok(None),
        };
        if path == "users" {
            state.asked.push(query.len());
        }
        Box::pin(async move { answer })
    }
}

impl Account {
    fn asked(&self) -> Vec<usize> {
        self.0.lock().expect("it is whole").asked.clone()
    }
}

fn url(user: &str) -> String {
    format!("https://static-cdn.jtvnw.net/jtv_user_pictures/{user}-profile_image-300x300.png")
}

async fn world(account: &Arc<Account>) -> World {
    let helix: Arc<dyn Helix> = Arc::<Account>::clone(account);
    let world = World::with_helix(FakeEmotes::start().await.expect("a free port"), Some(helix));
    world.entered(Platform::Twitch, CHANNEL).await;
    world
}

fn by(user: &str) -> Message {
    let mut message = message(Platform::Twitch, "hi");
    message.author.as_mut().expect("somebody").id = AuthorId::new(user);
    message
}

fn avatar(world: &World, user: &str) -> Option<RemoteImage> {
    world.message(by(user)).author.expect("somebody").avatar
}

#[tokio::test]
async fn many_are_asked_for_at_once_and_each_once() {
    let account = Arc::new(Account::default());
    let world = world(&account).await;
    world.emotes.look_up_avatars_of_chatters(true);
    let mut found = world.emotes.found_avatars();
    for user in 1..=250 {
        let user = user.to_string();
        let stands_in = Some(RemoteImage::of_twitch_user(&user));
        assert_eq!(avatar(&world, &user), stands_in, "the message waits for nothing");
    }
    for _ in 0..250 {
        let found = found.recv().await.expect("it is told");
        let user = found.named.twitch_user().expect("a chatter").to_owned();
        assert_eq!(&**found.image.url(), url(&user));
        assert_eq!(avatar(&world, &user), Some(found.image), "from now on it is known");
    }
    let asked = account.asked();
    assert_eq!(asked.iter().sum::<usize>(), 250, "each once: {asked:?}");
    assert!(asked.len() <= 4 && asked.iter().all(|count| *count <= 100), "{asked:?}");
}

#[tokio::test]
async fn nobody_is_asked_for_where_nobody_sees_them() {
    let account = Arc::new(Account::default());
    let world = world(&account).await;
    assert_eq!(avatar(&world, "7"), None);
    world.emotes.look_up_avatars_of_chatters(true);
    assert_eq!(avatar(&world, "ada"), None, "a login is no id");
    let youtube = world.message(message(Platform::YouTube, "hi"));
    assert_eq!(youtube.author.expect("somebody").avatar, None);
    avatar(&world, "7");
    world
        .until("the picture", |world| avatar(world, "7").is_some_and(|i| **i.url() == url("7")))
        .await;
    world.emotes.look_up_avatars_of_chatters(false);
    assert_eq!(avatar(&world, "7"), None);
    assert_eq!(account.asked(), [1]);
}

#[tokio::test]
async fn who_is_not_known_has_none_and_who_could_not_be_asked_for_is_asked_for_again() {
    let account = Arc::new(Account::default());
    let world = world(&account).await;
    world.emotes.look_up_avatars_of_chatters(true);
    avatar(&world, NOBODY);
    world.until("Twitch knows nobody", |world| avatar(world, NOBODY).is_none()).await;

    account.0.lock().expect("it is whole").signed_out = true;
    let before = account.asked().len();
    avatar(&world, "8");
    world.until("nobody is signed in", |_| account.asked().len() > before).await;
    account.0.lock().expect("it is whole").signed_out = false;
    let is_there = |world: &World| avatar(world, "8").is_some_and(|i| **i.url() == url("8"));
    world.until("when they write again", is_there).await;

    // A picture that a message of an earlier run names.
    let mut found = world.emotes.found_avatars();
    let mut before = by("9");
    before.author.as_mut().expect("somebody").avatar = Some(RemoteImage::of_twitch_user("9"));
    world.emotes.meet_again(&before);
    assert_eq!(&**found.recv().await.expect("it is told").image.url(), url("9"));
}

#[tokio::test]
async fn an_answer_that_can_not_be_read_costs_nobody_their_picture() {
    let account = Arc::new(Account::default());
    account.0.lock().expect("it is whole").garbled = true;
    let world = world(&account).await;
    world.emotes.look_up_avatars_of_chatters(true);
    let asks_again = |world: &World| {
        avatar(world, "7");
        account.asked().len() > 1
    };
    world.until("they are asked for again", asks_again).await;
    account.0.lock().expect("it is whole").garbled = false;
    let is_there = |world: &World| avatar(world, "7").is_some_and(|i| **i.url() == url("7"));
    world.until("their picture", is_there).await;
}
