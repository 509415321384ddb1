//! How chatters want to be spoken of, as they told <https://pr.alejo.io>. Asked only where the
//! streamer wants it: it tells a third party who chats.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chat::{Author, Recent};
use serde_json::Value;
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::{Emotes, json, web};

/// Chatters that are remembered, those without pronouns too.
const KNOWN: usize = 20_000;
/// Chatters that wait to be asked for. In a busier chat some are asked for when they write again.
const WAITING: usize = 500;
/// After a failure.
const PAUSE: Duration = Duration::from_secs(30);

/// What is known, and who is asked for next.
#[derive(Debug)]
pub(crate) struct Pronouns {
    known: Mutex<Known>,
    more: Notify,
}

#[derive(Debug)]
struct Known {
    /// Whether they are asked for.
    wanted: bool,
    /// By login; `None` while it is asked for, and where there are none.
    by_login: Recent<String, Option<Arc<str>>>,
    waiting: Vec<String>,
}

impl Default for Pronouns {
    fn default() -> Self {
        let by_login = Recent::new(KNOWN);
        let known = Known { wanted: false, by_login, waiting: Vec::new() };
        Self { known: Mutex::new(known), more: Notify::new() }
    }
}

impl Pronouns {
    /// Whether they are asked for.
    pub(crate) fn set_wanted(&self, wanted: bool) {
        let mut known = self.known();
        known.wanted = wanted;
        if !wanted {
            // Nothing was told of those who still wait: they are as good as never met.
            for login in std::mem::take(&mut known.waiting) {
                known.by_login.remove(&login);
            }
        }
    }

    /// The author's, if they are known by now. If not, they are asked for.
    pub(crate) fn of(&self, author: &Author) -> Option<Arc<str>> {
        let mut known = self.known();
        if !known.wanted {
            return None;
        }
        let login = author.login.clone().unwrap_or_else(|| author.name.to_ascii_lowercase());
        if let Some(pronouns) = known.by_login.get(&login) {
            return pronouns.clone();
        }
        let is_login = login.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if is_login && known.waiting.len() < WAITING {
            known.by_login.insert(login.clone(), None);
            known.waiting.push(login);
            self.more.notify_one();
        }
        None
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Emotes {
    /// Asks for those who wait, one after the other.
    pub(crate) async fn look_up_pronouns(self) {
        let mut words = HashMap::new();
        loop {
            let next = self.0.pronouns.known().waiting.pop();
            let Some(login) = next else {
                self.0.pronouns.more.notified().await;
                continue;
            };
            let asked = self.ask_for_pronouns(&login, &mut words).await;
            let pause = match asked {
                Ok(found) => {
                    self.0.pronouns.known().by_login.insert(login, found.map(Arc::from));
                    self.0.options.timing.pronouns
                }
                Err(error) => {
                    let error = error.with_causes();
                    tracing::info!(error, "pronouns are not told");
                    // They are asked for again when the chatter writes again.
                    self.0.pronouns.known().by_login.remove(&login);
                    PAUSE
                }
            };
            sleep(pause).await;
        }
    }

    async fn ask_for_pronouns(
        &self,
        login: &str,
        words: &mut HashMap<String, Words>,
    ) -> Result<Option<String>, web::WebError> {
        let base = &self.0.options.endpoints.pronouns;
        if words.is_empty() {
            let all = web::get(&self.0.options.http, web::at(base, &["pronouns"]), None).await?;
            *words = all.as_ref().map(read_words).unwrap_or_default();
        }
        let url = web::at(base, &["users", login]);
        let user = web::get(&self.0.options.http, url, None).await?;
        Ok(user.and_then(|user| told(&user, words)))
    }
}

/// How one pronoun is said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Words {
    subject: String,
    object: String,
    /// It stands alone: `any`.
    singular: bool,
}

fn read_words(answer: &Value) -> HashMap<String, Words> {
    let read = |words: &Value| {
        Some(Words {
            subject: json::text(words, "subject")?.to_lowercase(),
            object: json::text(words, "object")?.to_lowercase(),
            singular: json::flag(words, "singular"),
        })
    };
    let all = answer.as_object().into_iter().flatten();
    all.filter_map(|(id, words)| Some((id.clone(), read(words)?))).collect()
}

/// `she/her`, or with a second choice `she/they`.
fn told(user: &Value, words: &HashMap<String, Words>) -> Option<String> {
    let first = words.get(&json::text(user, "pronoun_id")?)?;
    let second = json::text(user, "alt_pronoun_id").and_then(|id| words.get(&id));
    Some(match second {
        Some(second) => format!("{}/{}", first.subject, second.subject),
        None if first.singular => first.subject.clone(),
        None => format!("{}/{}", first.subject, first.object),
    })
}

#[cfg(test)]
mod tests {
    use chat::AuthorId;
    use serde_json::json;

    use super::*;

    fn author(login: &str) -> Author {
        Author {
            id: AuthorId::new(login),
            name: login.to_owned(),
            login: Some(login.to_owned()),
            color: None,
            roles: Vec::new(),
            badges: Vec::new(),
            avatar: None,
            pronouns: None,
        }
    }

    #[test]
    fn who_waits_when_it_is_turned_off_is_asked_for_when_it_is_on_again() {
        let pronouns = Pronouns::default();
        pronouns.set_wanted(true);
        pronouns.of(&author("ada"));
        assert_eq!(pronouns.known().waiting, ["ada"]);
        pronouns.set_wanted(false);
        pronouns.of(&author("ada"));
        assert!(pronouns.known().waiting.is_empty(), "nobody is asked for while it is off");
        pronouns.set_wanted(true);
        pronouns.of(&author("ada"));
        assert_eq!(pronouns.known().waiting, ["ada"]);
    }

    #[test]
    fn one_choice_is_said_in_two_words_and_two_in_one_each() {
        let words = read_words(&json!({
            "sheher": {"name": "sheher", "subject": "She", "object": "Her", "singular": false},
            "theythem": {"name": "theythem", "subject": "They", "object": "Them"},
            "any": {"name": "any", "subject": "Any", "object": "Any", "singular": true},
            "odd": {"subject": 3},
        }));
        for (user, expected) in [
            (json!({"pronoun_id": "sheher", "alt_pronoun_id": null}), Some("she/her")),
            (json!({"pronoun_id": "sheher", "alt_pronoun_id": "theythem"}), Some("she/they")),
            (json!({"pronoun_id": "any"}), Some("any")),
            (json!({"pronoun_id": "odd"}), None),
            (json!({}), None),
        ] {
            assert_eq!(told(&user, &words).as_deref(), expected, "{user}");
        }
    }
}
