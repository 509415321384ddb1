//! What Twitch tells of a channel to whose it is: rewards that were redeemed without a text, polls,
//! Hype Trains, who follows; and what AutoMod holds, which is for no feed.
//!
//! It is read while the person's own channel is a source that runs. Chat has nothing of it, so
//! nothing is shown twice.

use std::sync::{Arc, Mutex, PoisonError};

use accounts::Right;
use chat::{Platform, SourceId};
use serde_json::json;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};
use twitch::events::{
    Config, NotSubscribed, Standing, Subject, Subscribe, Subscribing, Timing, Told, Topic, run,
};
use writing::{Helix, Said, WritingError};

use crate::Engine;

/// Events that wait for the hub.
const WAITING: usize = 256;

/// How the reading of one's own channel's events is, in a sentence. `None` while there is nothing
/// to read.
#[derive(Debug, Default)]
pub(crate) struct Events(Mutex<Option<String>>);

impl Events {
    pub(crate) fn said(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn say(&self, sentence: Option<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = sentence;
    }
}

/// What is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    source: SourceId,
    user_id: String,
    topics: Vec<Topic>,
}

/// What is read.
struct Reading {
    wanted: Wanted,
    task: JoinHandle<()>,
    stop: DropGuard,
}

impl Reading {
    /// Ends it. It forgets what AutoMod holds when it does, which is not to be what the next one is
    /// told of.
    async fn end(self) {
        drop(self.stop);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the reading of one's own events did not end well");
        }
    }
}

impl Engine {
    /// Reads the events for as long as there is somebody whose channel is read.
    pub(crate) async fn follow_own_events(self) {
        let mut status = self.status();
        let mut reading: Option<Reading> = None;
        loop {
            let wanted = self.wanted_events();
            if wanted.as_ref() != reading.as_ref().map(|reading| &reading.wanted) {
                if let Some(reading) = reading.take() {
                    reading.end().await;
                }
                self.say_of_events(None);
                reading = wanted.map(|wanted| {
                    let stop = self.0.stopping.child_token();
                    let read = self.clone().read_events(wanted.clone(), stop.clone());
                    Reading { wanted, task: self.0.tasks.spawn(read), stop: stop.drop_guard() }
                });
            }
            if status.changed().await.is_err() {
                return;
            }
        }
    }

    fn wanted_events(&self) -> Option<Wanted> {
        let (user_id, scopes) = self.signed_in_to_twitch()?;
        let login = self.0.accounts.of(Platform::Twitch)?.view().person?.login;
        let names: Vec<String> = login.into_iter().chain([user_id.clone()]).collect();
        let source = self.0.sources.running(Platform::Twitch, &names)?;
        let topics = Topic::ALL.into_iter().filter(|topic| topic.is_allowed_by(&scopes)).collect();
        Some(Wanted { source, user_id, topics })
    }

    async fn read_events(self, wanted: Wanted, stop: CancellationToken) {
        let (told, mut inbox) = mpsc::channel(WAITING);
        let own = OwnChannel { helix: self.0.own_twitch.helix.clone(), user_id: wanted.user_id };
        let config = Config {
            url: self.0.endpoints.twitch_events.clone(),
            source: wanted.source.clone(),
            topics: wanted.topics,
            subscribe: Arc::new(own),
            seed: fastrand::u64(..),
            now: jiff::Timestamp::now,
            timing: Timing::default(),
        };
        // To the last: at the end it is told what goes on no longer.
        let taking = async {
            while let Some(told) = inbox.recv().await {
                match told {
                    Told::Event(event) => self.take_from_beside(&wanted.source, *event).await,
                    Told::AutoMod(told) => self.take_automod(told),
                    Told::Standing(standing) => {
                        if !is_told_of_ends(&standing) {
                            self.forget_automod();
                        }
                        self.say_of_events(Some(sentence(&standing)));
                    }
                }
            }
        };
        tokio::join!(run(config, told, stop.clone()), taking);
        self.forget_automod();
    }

    fn say_of_events(&self, sentence: Option<String>) {
        self.0.own_twitch.events.say(sentence);
        self.0.changed.notify_one();
    }
}

/// Whether it is told what becomes of the messages that AutoMod holds.
fn is_told_of_ends(standing: &Standing) -> bool {
    matches!(standing, Standing::Reading(topics) if topics.contains(&Topic::AutoModEnds))
}

/// What is, and what to do if there is something to do.
fn sentence(standing: &Standing) -> String {
    // Followers and AutoMod are asked for apart: that they are not shown is nothing that is missing.
    let kinds = |has: &dyn Fn(Topic) -> bool| {
        let of = |subject| Topic::ALL.into_iter().any(|t| t.subject() == subject && has(t));
        match (of(Subject::Rewards), of(Subject::Polls), of(Subject::HypeTrains)) {
            (true, true, true) => Some("rewards, polls and Hype Trains"),
            (true, true, false) => Some("rewards and polls"),
            (true, false, true) => Some("rewards and Hype Trains"),
            (false, true, true) => Some("polls and Hype Trains"),
            (true, false, false) => Some("rewards"),
            (false, true, false) => Some("polls"),
            (false, false, true) => Some("Hype Trains"),
            (false, false, false) => None,
        }
    };
    match standing {
        Standing::Connecting => {
            "Asking for the rewards, polls and Hype Trains of your channel.".into()
        }
        Standing::Reading(topics) => {
            let beside = if topics.contains(&Topic::Follow) {
                "new followers"
            } else {
                "messages that AutoMod holds"
            };
            let read = kinds(&|topic| topics.contains(&topic)).unwrap_or(beside);
            match kinds(&|topic| !topics.contains(&topic)) {
                None => "The rewards, polls and Hype Trains of your channel are shown.".into(),
                Some(missing) => format!(
                    "The {read} of your channel are shown. Its {missing} are not: the sign-in does \
                     not allow all of them. Allow more to show them."
                ),
            }
        }
        Standing::Backoff(why) => {
            format!(
                "Twitch does not tell of rewards, polls and Hype Trains now: {why}. It is asked again."
            )
        }
        Standing::NotAllowed => {
            "Rewards without a text, polls and Hype Trains of your channel are not shown: the \
             sign-in does not allow it. Allow more to show them."
                .into()
        }
    }
}

/// Subscribes to the person's own channel.
#[derive(Debug)]
struct OwnChannel {
    helix: Helix,
    user_id: String,
}

impl Subscribe for OwnChannel {
    fn subscribe(&self, session: String, topic: Topic) -> Subscribing {
        let helix = self.helix.clone();
        let mut condition = json!({"broadcaster_user_id": self.user_id});
        if topic.is_for_moderators() {
            // The streamer is one of their own.
            condition["moderator_user_id"] = json!(self.user_id);
        }
        let wanted = json!({
            "type": topic.name(),
            "version": topic.version(),
            "condition": condition,
            "transport": {"method": "websocket", "session_id": session},
        });
        Box::pin(async move { judged(helix.post("eventsub/subscriptions", &wanted).await) })
    }
}

/// <https://dev.twitch.tv/docs/api/reference/#create-eventsub-subscription>
fn judged(said: Result<Said, WritingError>) -> Result<(), NotSubscribed> {
    match said {
        Ok(said) => match said.status {
            // 409: it is there already.
            200..=299 | 409 => Ok(()),
            401 | 403 => Err(NotSubscribed::NotAllowed),
            429 => Err(NotSubscribed::NotNow(said.why())),
            _ => Err(NotSubscribed::Refused(said.why())),
        },
        Err(WritingError::MissingRight { right: Right::Read, .. }) => {
            Err(NotSubscribed::NotAllowed)
        }
        Err(error) => Err(NotSubscribed::NotNow(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_plainly() {
        let all = sentence(&Standing::Reading(Topic::ALL.to_vec()));
        assert_eq!(all, "The rewards, polls and Hype Trains of your channel are shown.");
        let some = sentence(&Standing::Reading(vec![Topic::Reward, Topic::AutomaticReward]));
        assert!(
            some.starts_with(
                "The rewards of your channel are shown. Its polls and Hype Trains are not"
            ),
            "{some}"
        );
        let alone = sentence(&Standing::Reading(vec![Topic::Follow]));
        assert!(
            alone
                .starts_with("The new followers of your channel are shown. Its rewards, polls and"),
            "{alone}"
        );
        let held = sentence(&Standing::Reading(vec![Topic::AutoModHolds, Topic::AutoModEnds]));
        assert!(held.starts_with("The messages that AutoMod holds of your channel"), "{held}");
        let none = sentence(&Standing::NotAllowed);
        assert!(none.ends_with("Allow more to show them."), "{none}");
    }

    #[test]
    fn an_answer_says_whether_asking_again_helps() {
        let said = |status| judged(Ok(Said { status, body: json!({"message": "why"}) }));
        assert_eq!(said(202), Ok(()));
        assert_eq!(said(409), Ok(()), "it is there already");
        assert_eq!(said(403), Err(NotSubscribed::NotAllowed));
        assert_eq!(said(400), Err(NotSubscribed::Refused("why".into())));
        assert_eq!(said(429), Err(NotSubscribed::NotNow("why".into())));
    }
}
