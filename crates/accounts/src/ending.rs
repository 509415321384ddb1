//! Sign-ins that are over here, and not yet at their platform: sealed with the others until the
//! platform was told, and told again and again for some days.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, watch};
use tokio::time::{sleep, timeout};

use crate::account::Account;
use crate::provider::No;
use crate::slot::{Secret, Slot};
use crate::tokens::{Tokens, wiped};
use crate::vault::VaultState;

/// How long a platform is told. Twitch's refresh tokens end by themselves after 30 days without a
/// use, and who wants a sign-in gone sooner has been told where.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Between two tries, doubled with each.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_mins(5);

/// The sign-ins of one account that are to be ended.
#[derive(Debug, Default)]
pub(crate) struct Endings {
    /// Held while the list is read and written.
    list: tokio::sync::Mutex<()>,
    /// How many there are.
    left: watch::Sender<usize>,
    /// There is a new one, or the platform can be reached again.
    look: Notify,
}

/// One of them.
#[derive(Debug, Clone)]
pub(crate) struct Ending {
    pub(crate) since: Timestamp,
    pub(crate) tokens: Tokens,
}

#[derive(Serialize, Deserialize)]
struct Written<'a> {
    since: Timestamp,
    #[serde(borrow)]
    tokens: crate::tokens::Written<'a>,
}

/// What becomes of one.
enum Fate {
    Over,
    Stays,
}

impl Account {
    /// Takes a sign-in off the disk, and puts it among those that are to be ended, in one step.
    /// `false`: it could not be kept for that, and nothing is changed.
    pub(crate) async fn retire(&self, tokens: &Tokens) -> bool {
        if !matches!(*self.0.vault.state().borrow(), VaultState::Open(_)) {
            return false;
        }
        let _one = self.0.endings.list.lock().await;
        let mut all = self.endings();
        all.push(Ending { since: Timestamp::now(), tokens: tokens.clone() });
        let (slot, old) = (self.ending_slot(), Slot::Account(self.0.platform));
        let kept = self.0.vault.keep_instead(slot, to_bytes(&all), old).await;
        if let Err(trouble) = &kept {
            tracing::warn!(%trouble, "a sign-in that is over can't be kept until it is ended");
            return false;
        }
        self.0.endings.left.send_replace(all.len());
        self.0.endings.look.notify_one();
        true
    }

    /// Waits until none is left.
    pub(crate) async fn all_ended(&self, within: Duration) -> bool {
        let mut left = self.0.endings.left.subscribe();
        matches!(timeout(within, left.wait_for(|left| *left == 0)).await, Ok(Ok(_)))
    }

    /// Tries now, whatever the pause.
    pub(crate) fn end_soon(&self) {
        self.0.endings.look.notify_one();
    }

    /// Tells the platform of those that are over. Goes on until it is dropped.
    pub(crate) async fn end_those_that_are_over(self) {
        let mut vault = self.0.vault.state();
        let mut pause = FIRST_PAUSE;
        loop {
            let is_open = matches!(*vault.borrow_and_update(), VaultState::Open(_));
            let some_left = is_open && self.end_each().await;
            tokio::select! {
                () = sleep(pause), if some_left => pause = (pause * 2).min(LONGEST_PAUSE),
                () = self.0.endings.look.notified() => pause = FIRST_PAUSE,
                changed = vault.changed() => if changed.is_err() {
                    return;
                },
            }
        }
    }

    /// Whether some are left.
    async fn end_each(&self) -> bool {
        for ending in self.endings() {
            let mut newest = ending.tokens.clone();
            let fate = self.end_one(ending.since, &mut newest).await;
            let _one = self.0.endings.list.lock().await;
            let mut all = self.endings();
            let is_it = |other: &Ending| is_same(&other.tokens, &ending.tokens);
            match fate {
                Fate::Over => all.retain(|other| !is_it(other)),
                // What it was spent for is what is to be ended now.
                Fate::Stays if is_same(&newest, &ending.tokens) => continue,
                Fate::Stays => all
                    .iter_mut()
                    .filter(|other| is_it(other))
                    .for_each(|other| other.tokens = newest.clone()),
            }
            self.keep_endings(&all).await;
        }
        let left = self.endings().len();
        if self.0.endings.left.send_replace(left) > 0 && left == 0 {
            self.forget_note();
        }
        left > 0
    }

    async fn end_one(&self, since: Timestamp, tokens: &mut Tokens) -> Fate {
        if Timestamp::now().duration_since(since) > TOLD_FOR {
            tracing::warn!(platform = self.0.platform.name(), "it could not be told of a sign-out");
            return Fate::Over;
        }
        if self.0.service.ends_all_of_a_person() {
            let now = self.held().tokens.as_ref().map(|tokens| tokens.person.user_id.clone());
            match now {
                // Whose it is comes out soon.
                Some(id) if id.is_empty() => return Fate::Stays,
                // Who is here again would be signed out with it.
                Some(id) if id == tokens.person.user_id => return Fate::Over,
                _ => {}
            }
        }
        match self.0.service.revoke(tokens).await {
            Ok(()) => Fate::Over,
            Err(No::NotNow(why)) => {
                tracing::info!(platform = self.0.platform.name(), why, "a sign-out is told later");
                Fate::Stays
            }
            Err(_) => Fate::Stays,
        }
    }

    async fn keep_endings(&self, all: &[Ending]) {
        let slot = self.ending_slot();
        let kept = if all.is_empty() {
            self.0.vault.forget_secret(slot).await
        } else {
            self.0.vault.keep_secret(slot, to_bytes(all)).await
        };
        if let Err(trouble) = kept {
            tracing::warn!(%trouble, "which sign-ins are over at their platform is not kept");
        }
    }

    pub(crate) fn endings(&self) -> Vec<Ending> {
        let secret = self.0.vault.secret(self.ending_slot());
        secret.map(|secret| from_bytes(&secret)).unwrap_or_default()
    }

    pub(crate) fn ending_slot(&self) -> Slot {
        Slot::Ending(self.0.platform)
    }
}

fn is_same(one: &Tokens, other: &Tokens) -> bool {
    one.access.expose_secret() == other.access.expose_secret()
}

pub(crate) fn to_bytes(all: &[Ending]) -> Secret {
    let written: Vec<_> = all
        .iter()
        .map(|ending| Written { since: ending.since, tokens: ending.tokens.written() })
        .collect();
    wiped(&written)
}

fn from_bytes(bytes: &[u8]) -> Vec<Ending> {
    let all: Vec<Written<'_>> = serde_json::from_slice(bytes).unwrap_or_default();
    all.into_iter()
        .map(|written| Ending { since: written.since, tokens: Tokens::read(written.tokens) })
        .collect()
}
