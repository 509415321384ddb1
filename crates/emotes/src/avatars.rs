//! The profile pictures of Twitch's chatters, which Twitch tells to accounts alone.
//!
//! Chat itself does not bring them: a message names the picture of its author by their id, so that
//! it waits for nothing, and where that picture is follows.
//!
//! <https://dev.twitch.tv/docs/api/reference/#get-users>

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chat::{Author, Message, Recent, RemoteImage};
use serde_json::Value;
use tokio::sync::{Notify, broadcast};
use tokio::time::sleep;

use crate::Emotes;
use crate::json::{self, Changed};
use crate::web::WebError;

/// Chatters that are remembered, those without a picture too.
const KNOWN: usize = 20_000;
/// Chatters that wait to be asked for. In a busier chat some are asked for when they write again.
const WAITING: usize = 2_000;
/// Chatters that one question asks for: Twitch's own limit.
const AT_ONCE: usize = 100;
/// Answers that whoever passes them on may be behind.
const BEHIND: usize = 4 * AT_ONCE;

/// Where a picture is that a message named by its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundAvatar {
    /// As messages name it.
    pub named: RemoteImage,
    /// Where it is.
    pub image: RemoteImage,
}

/// What is known, and who is asked for next.
#[derive(Debug)]
pub(crate) struct Avatars {
    known: Mutex<Known>,
    more: Notify,
    found: broadcast::Sender<FoundAvatar>,
}

#[derive(Debug)]
struct Known {
    /// Whether anybody sees them.
    wanted: bool,
    /// By Twitch's id of the chatter.
    by_user: Recent<String, Avatar>,
    waiting: Vec<String>,
}

#[derive(Debug, Clone)]
enum Avatar {
    /// It is asked for.
    Asked,
    Known(RemoteImage),
    /// Twitch knows nobody with this id.
    None,
}

impl Default for Avatars {
    fn default() -> Self {
        let by_user = Recent::new(KNOWN);
        let known = Known { wanted: false, by_user, waiting: Vec::new() };
        Self { known: Mutex::new(known), more: Notify::new(), found: broadcast::channel(BEHIND).0 }
    }
}

impl Avatars {
    pub(crate) fn set_wanted(&self, wanted: bool) {
        let mut known = self.known();
        known.wanted = wanted;
        if !wanted {
            known.forget_waiting();
        }
    }

    /// The author's picture, or what stands for it until it is known. `None` where nobody wants it,
    /// or there is none.
    pub(crate) fn of(&self, author: &Author) -> Option<RemoteImage> {
        let mut known = self.known();
        let user = author.id.as_str();
        if !known.wanted || user.is_empty() || !user.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let is_asked_for = match known.by_user.get(user).cloned() {
            Some(Avatar::Known(image)) => return Some(image),
            Some(Avatar::None) => false,
            Some(Avatar::Asked) => true,
            None => self.ask(&mut known, user),
        };
        is_asked_for.then(|| RemoteImage::of_twitch_user(user))
    }

    /// Has whoever is named asked for. False where too many wait.
    fn ask(&self, known: &mut Known, user: &str) -> bool {
        let has_room = known.waiting.len() < WAITING;
        if has_room {
            known.by_user.insert(user.to_owned(), Avatar::Asked);
            known.waiting.push(user.to_owned());
            self.more.notify_one();
        }
        has_room
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// Those who wait are as good as never met.
    fn forget_waiting(&mut self) {
        for user in std::mem::take(&mut self.waiting) {
            self.by_user.remove(&user);
        }
    }
}

impl Emotes {
    /// Whether the profile pictures of Twitch's chatters are looked up: an overlay shows them, and
    /// somebody is signed in who may ask.
    pub fn look_up_avatars_of_chatters(&self, wanted: bool) {
        self.0.avatars.set_wanted(wanted);
    }

    /// A message of an earlier run, whose author's picture may be named and not known here.
    pub fn meet_again(&self, message: &Message) {
        let named = message.author.as_ref().and_then(|author| author.avatar.as_ref());
        if let Some(user) = named.and_then(RemoteImage::twitch_user) {
            let mut known = self.0.avatars.known();
            if !known.by_user.contains(user) {
                self.0.avatars.ask(&mut known, user);
            }
        }
    }

    /// Tells where pictures are that messages have named. Who lags misses some until their authors
    /// write again.
    #[must_use]
    pub fn found_avatars(&self) -> broadcast::Receiver<FoundAvatar> {
        self.0.avatars.found.subscribe()
    }

    /// Asks for those who wait, many at once.
    pub(crate) async fn look_up_avatars(self) {
        loop {
            self.0.avatars.more.notified().await;
            // Others may come with them.
            sleep(self.0.options.timing.avatars).await;
            loop {
                let users: Vec<String> = {
                    let mut known = self.0.avatars.known();
                    let count = known.waiting.len().min(AT_ONCE);
                    known.waiting.drain(..count).collect()
                };
                if users.is_empty() {
                    break;
                }
                match self.ask_for_avatars(&users).await {
                    Ok(Some(told)) => self.take_avatars(users, told),
                    Ok(None) => self.forget_avatars(users),
                    Err(error) => {
                        tracing::info!(%error, "profile pictures are not told");
                        self.forget_avatars(users);
                        sleep(self.0.options.timing.avatars_retry).await;
                    }
                }
            }
        }
    }

    /// The pictures by user, or no picture. `None` while nobody is signed in.
    async fn ask_for_avatars(&self, users: &[String]) -> Result<Option<Pictures>, WebError> {
        let Some(helix) = &self.0.options.helix else { return Ok(None) };
        let query = users.iter().map(|user| ("id", user.clone())).collect();
        let answer = helix.get("users", query).await?;
        Ok(answer.map(|answer| pictures(&answer)).transpose()?)
    }

    fn take_avatars(&self, users: Vec<String>, mut told: Pictures) {
        let mut known = self.0.avatars.known();
        for user in users {
            let Some(image) = told.remove(&user).flatten() else {
                known.by_user.insert(user, Avatar::None);
                continue;
            };
            let named = RemoteImage::of_twitch_user(&user);
            known.by_user.insert(user, Avatar::Known(image.clone()));
            // An error says that nobody passes them on.
            self.0.avatars.found.send(FoundAvatar { named, image }).unwrap_or_default();
        }
    }

    /// They are asked for again when they write again.
    fn forget_avatars(&self, users: Vec<String>) {
        let mut known = self.0.avatars.known();
        for user in users {
            known.by_user.remove(&user);
        }
        // Nor will the others be told now.
        known.forget_waiting();
    }
}

/// By Twitch's id of the user.
type Pictures = HashMap<String, Option<RemoteImage>>;

fn pictures(answer: &Value) -> Result<Pictures, Changed> {
    let read = |user: &Value| {
        let url = user.get("profile_image_url").and_then(Value::as_str).map(json::address);
        let url = url.filter(|url| url.starts_with("https://"));
        Some((json::text(user, "id")?, url.map(RemoteImage::new)))
    };
    Ok(json::entries(answer.get("data"), read)?.into_iter().collect())
}
