//! Sign-ins that are over here, and not yet at their platform: sealed with the others until the
//! platform was told, and told again and again for some days.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, watch};
use tokio::time::{sleep, timeout};

use crate::Trouble;
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
/// No more sign-ins than these are kept until they are ended.
pub(crate) const MOST: usize = 32;

/// The sign-ins of one account that are to be ended.
#[derive(Debug, Default)]
pub(crate) struct Endings {
    /// Held while the list is read and written.
    list: tokio::sync::Mutex<()>,
    /// What the disk did not take of it, in the place of what it has: a refresh token that is spent
    /// may be in that.
    not_kept: Mutex<Option<Vec<Ending>>>,
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
        matches!(*self.0.vault.state().borrow(), VaultState::Open(_))
            && self.queue(tokens, Some(Slot::Account(self.0.platform))).await
    }

    /// Ends a sign-in at the platform that nobody here needs: it is kept until that is done.
    pub(crate) fn end_later(&self, tokens: Tokens) {
        let this = self.clone();
        self.0.tasks.spawn(async move {
            if !this.queue(&tokens, None).await && this.0.service.end(&tokens).await.is_err() {
                tracing::warn!("a sign-in that nobody needs could neither be ended nor be kept");
            }
        });
    }

    /// Puts a sign-in among those that are to be ended, instead of what is in another slot.
    async fn queue(&self, tokens: &Tokens, instead_of: Option<Slot>) -> bool {
        let _one = self.0.endings.list.lock().await;
        let slot = self.ending_slot();
        let known = match self.endings() {
            // It is never written over.
            Err(Trouble::Damaged) => self.0.vault.set_aside(slot).await.map(|()| Vec::new()),
            known => known,
        };
        let mut all = match known {
            Ok(all) => all,
            Err(trouble) => {
                tracing::warn!(%trouble, "which sign-ins are to be ended can't be read");
                return false;
            }
        };
        let is_it = |other: &&mut Ending| same(Some(&other.tokens.access), Some(&tokens.access));
        match all.iter_mut().find(is_it) {
            // A sign-out has kept it without the refresh token that was about to be spent.
            Some(known) => {
                known.tokens.refresh = known.tokens.refresh.take().or(tokens.refresh.clone());
            }
            None => all.push(Ending { since: Timestamp::now(), tokens: tokens.clone() }),
        }
        let too_many = all.len().saturating_sub(MOST);
        if too_many > 0 {
            tracing::warn!(too_many, "so many sign-ins are to be ended that the oldest is not");
        }
        all.drain(..too_many);
        let kept = match instead_of {
            Some(old) => self.0.vault.keep_instead(slot, to_bytes(&all), old).await,
            None => self.0.vault.keep_secret(slot, to_bytes(&all)).await,
        };
        if let Err(trouble) = &kept {
            tracing::warn!(%trouble, "a sign-in that is over can't be kept until it is ended");
            return false;
        }
        *self.not_kept() = None;
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
        let all = self.endings().unwrap_or_else(|trouble| {
            let platform = self.0.platform.name();
            tracing::error!(platform, %trouble, "which sign-ins are to be ended can't be read");
            Vec::new()
        });
        for ending in all {
            if Timestamp::now().duration_since(ending.since) > TOLD_FOR {
                let platform = self.0.platform.name();
                tracing::warn!(platform, "it could not be told of a sign-out");
                self.replace(&ending, &[]).await;
                continue;
            }
            for part in self.parts(ending).await {
                if matches!(self.end_one(&part.tokens).await, Fate::Over) {
                    self.replace(&part, &[]).await;
                }
            }
        }
        let is_kept = self.keep_endings_again().await;
        let left = self.endings().map_or(0, |all| all.len());
        if self.0.endings.left.send_replace(left) > 0 && left == 0 {
            self.forget_note();
        }
        left > 0 || !is_kept
    }

    /// What is to be revoked of a sign-in now. Where a refresh token is spent for that, it is in a
    /// task of its own: what came for it is kept, though the application ends.
    async fn parts(&self, ending: Ending) -> Vec<Ending> {
        if !self.0.service.spends_refresh_tokens() || ending.tokens.refresh.is_none() {
            return vec![ending];
        }
        let this = self.clone();
        let spending = self.0.tasks.spawn(async move {
            let left = this.0.service.spend(&ending.tokens).await?;
            let since = ending.since;
            let parts: Vec<_> = left.into_iter().map(|tokens| Ending { since, tokens }).collect();
            this.replace(&ending, &parts).await;
            Ok(parts)
        });
        match spending.await {
            Ok(Ok(parts)) => parts,
            Ok(Err(no)) => {
                self.told_later(no);
                Vec::new()
            }
            Err(error) => {
                tracing::error!(%error, "a sign-in that is over could not be ended");
                Vec::new()
            }
        }
    }

    async fn end_one(&self, tokens: &Tokens) -> Fate {
        let mut _one = None;
        if self.0.service.ends_all_of_a_person() {
            // Nobody signs in between the look and the end.
            _one = Some(self.0.changing.lock().await);
            let now = self.held().tokens.as_ref().map(|tokens| tokens.person.user_id.clone());
            match now {
                // Whose it is comes out soon.
                Some(id) if id.is_empty() => return Fate::Stays,
                // Whose that one was never comes out: it may be who is here now.
                Some(_) if tokens.person.user_id.is_empty() => return Fate::Over,
                // Who is here again would be signed out with it.
                Some(id) if id == tokens.person.user_id => return Fate::Over,
                _ => {}
            }
        }
        match self.0.service.revoke(tokens).await {
            Ok(()) => Fate::Over,
            Err(no) => {
                self.told_later(no);
                Fate::Stays
            }
        }
    }

    fn told_later(&self, no: No) {
        let (platform, why) = (self.0.platform.name(), self.error(no));
        tracing::info!(platform, %why, "a sign-out is told later");
    }

    /// Puts these in the place of one.
    async fn replace(&self, ending: &Ending, with: &[Ending]) {
        let _one = self.0.endings.list.lock().await;
        let Ok(mut all) = self.endings() else { return };
        if let Some(at) = all.iter().position(|other| is_same(&other.tokens, &ending.tokens)) {
            all.splice(at..=at, with.iter().cloned());
            self.keep_endings(all).await;
        }
    }

    /// Tries again to put on the disk what is in memory alone.
    async fn keep_endings_again(&self) -> bool {
        let _one = self.0.endings.list.lock().await;
        let not_kept = self.not_kept().clone();
        if let Some(all) = not_kept {
            self.keep_endings(all).await;
        }
        self.not_kept().is_none()
    }

    async fn keep_endings(&self, all: Vec<Ending>) {
        let slot = self.ending_slot();
        let kept = if all.is_empty() {
            self.0.vault.forget_secret(slot).await
        } else {
            self.0.vault.keep_secret(slot, to_bytes(&all)).await
        };
        if let Err(trouble) = &kept {
            tracing::warn!(%trouble, "which sign-ins are over at their platform is not kept");
        }
        *self.not_kept() = kept.is_err().then_some(all);
    }

    fn not_kept(&self) -> MutexGuard<'_, Option<Vec<Ending>>> {
        self.0.endings.not_kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// [`Trouble::Damaged`] where there is a list that this version can't read.
    pub(crate) fn endings(&self) -> Result<Vec<Ending>, Trouble> {
        if let Some(all) = &*self.not_kept() {
            return Ok(all.clone());
        }
        let secret = self.0.vault.secret_if_any(self.ending_slot())?;
        secret.map_or_else(|| Ok(Vec::new()), |secret| from_bytes(&secret))
    }

    pub(crate) fn ending_slot(&self) -> Slot {
        Slot::Ending(self.0.platform)
    }
}

fn is_same(one: &Tokens, other: &Tokens) -> bool {
    same(Some(&one.access), Some(&other.access))
        && same(one.refresh.as_ref(), other.refresh.as_ref())
}

fn same(one: Option<&SecretString>, other: Option<&SecretString>) -> bool {
    one.map(ExposeSecret::expose_secret) == other.map(ExposeSecret::expose_secret)
}

pub(crate) fn to_bytes(all: &[Ending]) -> Secret {
    let written: Vec<_> = all
        .iter()
        .map(|ending| Written { since: ending.since, tokens: ending.tokens.written() })
        .collect();
    wiped(&written)
}

fn from_bytes(bytes: &[u8]) -> Result<Vec<Ending>, Trouble> {
    // What the error says may quote them.
    let all: Vec<Written<'_>> = serde_json::from_slice(bytes).map_err(|_| Trouble::Damaged)?;
    let read = |written: Written<'_>| Ending {
        since: written.since,
        tokens: Tokens::read(written.tokens),
    };
    Ok(all.into_iter().map(read).collect())
}
