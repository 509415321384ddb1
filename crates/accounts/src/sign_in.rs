//! Signing in and out.

use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::account::Account;
use crate::held::Connecting;
use crate::prompt::Prompt;
use crate::provider::No;
use crate::rights::{Right, scopes};
use crate::service::Waiting;
use crate::tokens::Tokens;
use crate::vault::{Kept, VaultState};
use crate::{AccountsError, Trouble};

/// How long a sign-out waits for the platform.
const REVOKED_WITHIN: Duration = Duration::from_secs(2);

/// A sign-in that nobody has given up.
struct Confirmed {
    tokens: Tokens,
    /// The one in whose place it comes. It is ended, unless the new one would end with it.
    old: Option<Tokens>,
    epoch: u64,
}

impl Account {
    /// Begins a sign-in for these rights, beside those that are there. Answers with what the
    /// person does; one that is under way for the same goes on.
    pub async fn connect(&self, rights: &[Right]) -> Result<Prompt, AccountsError> {
        let client = self.client()?;
        self.0.vault.ready().await?;
        let scopes = {
            let held = self.held();
            let known = held.tokens.as_ref().map(|tokens| tokens.scopes.as_slice());
            let scopes = scopes(self.0.platform, rights, known.unwrap_or_default());
            let same = held.connecting.as_ref().filter(|waiting| waiting.scopes == scopes);
            if let Some(waiting) = same {
                return Ok(waiting.prompt.clone());
            }
            scopes
        };
        self.cancel();
        // What is to be ended is ended before there is another.
        self.end_soon();
        let (prompt, waiting) = self.begin(client, scopes.clone()).await?;
        // Who quits gives it up too.
        let cancel = self.0.stopping.child_token();
        self.wait_for(Connecting { prompt: prompt.clone(), scopes, cancel: cancel.clone() });
        self.0.tasks.spawn(self.clone().finish(waiting, cancel));
        Ok(prompt)
    }

    fn wait_for(&self, connecting: Connecting) {
        let mut held = self.held();
        held.why = None;
        held.note = None;
        if let Some(other) = held.connecting.replace(connecting) {
            other.cancel.cancel();
        }
        drop(held);
        self.tell();
    }

    /// Gives up a sign-in that waits for the person.
    pub fn cancel(&self) {
        if let Some(connecting) = self.held().connecting.take() {
            connecting.cancel.cancel();
            self.tell();
        }
    }

    async fn finish(self, waiting: Waiting, cancel: CancellationToken) {
        let result = self.0.service.finish(waiting, &cancel).await;
        let _one = self.0.changing.lock().await;
        let Some(confirmed) = self.confirmed(result, &cancel) else {
            return;
        };
        // The new one first: a kill between the two costs the end of the old one, and no sign-in.
        if let Err(error) = self.keep(confirmed.tokens, confirmed.epoch).await {
            tracing::info!(%error, "a sign-in was not kept");
        }
        if let Some(old) = confirmed.old {
            self.end_later(old);
        }
    }

    fn confirmed(
        &self,
        result: Result<Tokens, No>,
        cancel: &CancellationToken,
    ) -> Option<Confirmed> {
        let mut held = self.held();
        if cancel.is_cancelled() {
            if let Ok(tokens) = result {
                self.end_later(tokens);
            }
            return None;
        }
        held.connecting = None;
        let confirmed = match result {
            Ok(tokens) => {
                // Of a sign-in that was there, nothing goes on.
                let old = held.forget(None);
                Some(Confirmed { tokens, old, epoch: held.epoch })
            }
            Err(no) => {
                held.why = Some(match no {
                    No::Over => AccountsError::Cancelled(self.name()),
                    no => self.error(no),
                });
                None
            }
        };
        drop(held);
        self.tell();
        confirmed
    }

    /// Signs out: forgets the tokens at once, and ends the sign-in at the platform where that can
    /// be reached. Fails only where the disk does not let go of them.
    pub async fn disconnect(&self) -> Result<(), AccountsError> {
        self.cancel();
        let (tokens, is_spending) = {
            let mut held = self.held();
            (held.forget(None), held.is_spending)
        };
        // What can't be read can't be ended there, and is forgotten all the same.
        let tokens = tokens.or_else(|| self.0.vault.load(self.0.platform));
        let had = tokens.is_some() || self.0.vault.has(self.0.platform);
        // A refresh that is under way spends the refresh token, and has what comes for it ended, or
        // the refresh token where nothing comes.
        let tokens = if is_spending {
            tokens.map(|tokens| Tokens { refresh: None, ..tokens })
        } else {
            tokens
        };
        let is_queued = match &tokens {
            Some(tokens) => self.retire(tokens).await,
            None => false,
        };
        let forgotten = self.0.vault.remove(self.0.platform).await;
        self.tell();
        let ended = match tokens {
            Some(_) if is_queued => self.all_ended(REVOKED_WITHIN).await,
            Some(tokens) => {
                let ending = self.0.service.end(&tokens);
                matches!(timeout(REVOKED_WITHIN, ending).await, Ok(Ok(())))
            }
            None => !had,
        };
        let mut notes = Vec::new();
        if !ended {
            let (name, page) = (self.name(), self.0.service.connections_page());
            let outlives = *self.0.vault.state().borrow() != VaultState::Open(Kept::ThisRun);
            notes.push(if is_queued && outlives {
                format!(
                    "Signed out here. {name} could not be told yet, and is told again by itself for \
                     a week, at later starts too. To end the sign-in there at once, go to {page}."
                )
            } else {
                format!(
                    "Signed out here. {name} could not be told: end the sign-in there too, at {page}."
                )
            });
        }
        if let Err(trouble) = &forgotten {
            tracing::error!(%trouble, "a sign-in that is over could not be taken off the disk");
            notes.push(
                "The sign-in could not be taken off the disk. If it is here again after a \
                 restart, sign out again."
                    .to_owned(),
            );
        }
        if !notes.is_empty() {
            self.note(notes.join(" "));
        }
        forgotten.map_err(|trouble: Trouble| trouble.into())
    }

    /// What a sign-out could not do is done by now.
    pub(crate) fn forget_note(&self) {
        let had = self.held().note.take();
        if had.is_some() {
            self.tell();
        }
    }

    /// Says what the sign-out could not do, unless somebody is here again by now.
    fn note(&self, note: String) {
        let mut held = self.held();
        if held.tokens.is_none() {
            held.note = Some(note);
        }
        drop(held);
        self.tell();
    }
}
