//! Looking after a sign-in: it is read when the vault opens, checked at the start and every hour,
//! and renewed ahead of time.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::account::Account;
use crate::provider::No;
use crate::tokens::Tokens;
use crate::vault::VaultState;

/// Twitch wants sign-ins to be checked so often:
/// <https://dev.twitch.tv/docs/authentication/validate-tokens/>. Google's are checked with them.
const VALIDATED_EVERY: Duration = Duration::from_hours(1);
/// A check that could not be made is made again.
const AGAIN: Duration = Duration::from_mins(1);
/// Whether an account has a channel by now is asked less often: each time costs of YouTube's quota.
const CHANNEL_AGAIN: Duration = Duration::from_mins(10);

/// What follows from a check.
enum Next {
    Nothing,
    Tell,
    Keep,
    Renew,
}

impl Account {
    /// Goes on until it is dropped.
    pub(crate) async fn tend(self) {
        let mut vault = self.0.vault.state();
        loop {
            let open = matches!(*vault.borrow_and_update(), VaultState::Open(_));
            if open {
                self.load();
            }
            let next = self.look_after().await;
            tokio::select! {
                () = sleep_until(next) => {}
                () = self.0.look.notified() => {}
                changed = vault.changed() => match changed {
                    Ok(()) => self.tell(),
                    Err(_) => return,
                },
            }
        }
    }

    /// Takes what an earlier run has kept.
    pub(crate) fn load(&self) {
        let mut held = self.held();
        // Where this run has forgotten something, the disk may have it still: it is on its way to
        // be removed, or could not be. None of that comes back.
        if held.tokens.is_some() || held.why.is_some() || held.epoch > 0 {
            return;
        }
        let Some(tokens) = self.0.vault.load(self.0.platform) else {
            return;
        };
        held.take(tokens, Instant::now());
        drop(held);
        self.tell();
    }

    /// Does what is due, and says when something will be.
    async fn look_after(&self) -> Instant {
        let now = Instant::now();
        let far = now + VALIDATED_EVERY;
        let (validate, refresh, refused, unkept) = {
            let held = self.held();
            if held.tokens.is_none() {
                return far;
            }
            let validate = held.validate_at.unwrap_or(now);
            let unkept = held.not_kept.is_some();
            (validate, held.next_refresh().unwrap_or(far), held.refused(), unkept)
        };
        if unkept {
            self.keep_again().await;
        }
        if refresh <= now {
            // Whoever asks for a token gets the error; the view shows it.
            if let Err(error) = self.renewed(refused).await {
                tracing::info!(%error, "a sign-in could not be renewed");
            }
        } else if validate <= now {
            self.validate().await;
        } else {
            let again = if unkept { now + AGAIN } else { far };
            return validate.min(refresh).min(again);
        }
        // The next look says when there is more to do; not at once, should time stand still.
        Instant::now() + Duration::from_millis(50)
    }

    async fn validate(&self) {
        let one = self.0.changing.lock().await;
        let Some((old, epoch)) = self.holds() else {
            return;
        };
        let mut checked = old.clone();
        let result = self.0.service.validate(&mut checked).await;
        let is_changed = checked.person != old.person || checked.scopes != old.scopes;
        match self.checked(result.map(|()| checked.clone()), epoch) {
            Next::Nothing => {}
            Next::Keep if is_changed => {
                self.put_again(checked, epoch).await;
                self.tell();
            }
            Next::Keep | Next::Tell => self.tell(),
            Next::Renew => {
                drop(one);
                if let Err(error) = self.renewed(Some(old.access)).await {
                    tracing::info!(%error, "a sign-in is not valid any more");
                }
            }
        }
    }

    fn holds(&self) -> Option<(Tokens, u64)> {
        let held = self.held();
        Some((held.tokens.clone()?, held.epoch))
    }

    fn checked(&self, result: Result<Tokens, No>, epoch: u64) -> Next {
        let (mut held, now) = (self.held(), Instant::now());
        if held.epoch != epoch {
            return Next::Nothing;
        }
        held.validate_at = Some(now + VALIDATED_EVERY);
        match result {
            Ok(checked) => {
                held.take(checked, now);
                Next::Keep
            }
            Err(No::Over) => Next::Renew,
            Err(no) => {
                let again = if matches!(no, No::Channelless) { CHANNEL_AGAIN } else { AGAIN };
                held.validate_at = Some(now + again);
                // Who is known stays so: whether the sign-in is valid still waits for an answer.
                if !held.is_nameless() {
                    return Next::Nothing;
                }
                let error = self.error(no);
                tracing::info!(%error, "it is not known who has signed in");
                held.nameless = Some(error);
                Next::Tell
            }
        }
    }

    /// Tries again to put on the disk what is in memory alone.
    async fn keep_again(&self) {
        let _one = self.0.changing.lock().await;
        let Some((tokens, epoch)) = self.holds() else {
            return;
        };
        self.put_again(tokens, epoch).await;
        self.0.changed.send_modify(|count| *count += 1);
    }

    /// Puts on the disk what is in memory. Whoever has signed out meanwhile finds nothing there.
    pub(crate) async fn put_again(&self, tokens: Tokens, epoch: u64) {
        let kept = self.0.vault.put(self.0.platform, tokens).await;
        let is_over = {
            let mut held = self.held();
            if held.epoch == epoch {
                held.not_kept = kept.err();
            }
            held.epoch != epoch && held.tokens.is_none()
        };
        if is_over {
            self.forget_on_disk().await;
        }
    }
}
