//! Somebody whose channel is read.

use std::sync::Arc;
use std::time::Duration;

use chat::{ChatEvent, SourceId};
use fake_platforms::FakeIdentity;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};
use twitch::events::{
    Config, NotSubscribed, Standing, Subscribe, Subscribing, Timing, Told, Topic, run,
};

/// Longer than anything here takes; only a broken program waits so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Whose channel it is.
pub(crate) const LOGIN: &str = "ada";

/// The events of a channel. Dropped, nobody reads them any more.
pub(crate) struct Rig {
    pub(crate) identity: FakeIdentity,
    pub(crate) told: mpsc::Receiver<Told>,
    _reading: DropGuard,
}

impl Rig {
    /// Reads all that may be read.
    pub(crate) async fn reading() -> Self {
        let identity = FakeIdentity::start().await.expect("a free port");
        let timing = Timing { overlap: Duration::from_millis(200), ..Timing::default() };
        let mut rig = Self::new(identity, &Topic::ALL, timing);
        rig.stands(&Standing::Reading(Topic::ALL.to_vec())).await;
        rig
    }

    /// With a sign-in for these topics.
    pub(crate) fn new(identity: FakeIdentity, allowed: &[Topic], mut timing: Timing) -> Self {
        let (told, inbox) = mpsc::channel(64);
        let cancel = CancellationToken::new();
        let who = Person { identity: identity.clone(), allowed: allowed.to_vec() };
        timing.pauses.first_pause = Duration::from_millis(20);
        timing.pauses.longest_pause = Duration::from_millis(100);
        let config = Config {
            url: identity.eventsub_url().parse().expect("an address"),
            source: source(),
            topics: Topic::ALL.to_vec(),
            subscribe: Arc::new(who),
            seed: 7,
            now: jiff::Timestamp::now,
            timing,
        };
        tokio::spawn(run(config, told, cancel.clone()));
        Self { identity, told: inbox, _reading: cancel.drop_guard() }
    }

    /// What is told next.
    pub(crate) async fn next(&mut self) -> Told {
        let next = timeout(PATIENCE, self.told.recv()).await.expect("something is told in time");
        next.expect("it goes on")
    }

    /// Waits until it stands so.
    pub(crate) async fn stands(&mut self, wanted: &Standing) {
        loop {
            match self.next().await {
                Told::Standing(standing) if standing == *wanted => return,
                Told::Standing(_) => {}
                told => panic!("{told:?}"),
            }
        }
    }

    /// The words of the next event.
    pub(crate) async fn words(&mut self) -> String {
        loop {
            if let Told::Event(event) = self.next().await {
                let ChatEvent::Message(message) = *event else { panic!("{event:?}") };
                return message.system.unwrap_or_default();
            }
        }
    }

    /// Somebody redeems a reward, with a text or without.
    pub(crate) fn redeem(&self, id: &str, said: &str) -> usize {
        self.identity.event(Topic::Reward.name(), LOGIN, &redemption(id, said))
    }
}

/// A redemption whose words end with its id.
pub(crate) fn redemption(id: &str, said: &str) -> Value {
    json!({
        "id": id, "broadcaster_user_id": "1", "broadcaster_user_login": LOGIN,
        "user_id": "2", "user_login": "bob", "user_name": "Bob", "user_input": said,
        "status": "unfulfilled",
        "reward": {"id": "w1", "title": id, "cost": 100, "prompt": ""},
        "redeemed_at": "2026-11-24T12:00:00.123456789Z",
    })
}

pub(crate) fn source() -> SourceId {
    SourceId::new("s1")
}

/// Who has signed in.
#[derive(Clone)]
struct Person {
    identity: FakeIdentity,
    allowed: Vec<Topic>,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Person({:?})", self.allowed)
    }
}

impl Subscribe for Person {
    fn subscribe(&self, session: String, topic: Topic) -> Subscribing {
        let Self { identity, allowed } = self.clone();
        Box::pin(async move {
            if !allowed.contains(&topic) {
                return Err(NotSubscribed::NotAllowed);
            }
            match identity.subscribe(&session, topic.name(), topic.version(), LOGIN) {
                true => Ok(()),
                false => Err(NotSubscribed::NotNow("there is no such session".into())),
            }
        })
    }
}
