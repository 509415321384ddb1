//! Twitch's Helix, for what reads there as the person who has signed in and sees no token.

use std::sync::Arc;

use accounts::{AccountState, Accounts};
use chat::Platform;
use reqwest::redirect::Policy;
use tokio::sync::watch;
use twitch::events::HeldByAutoMod;
use writing::{Helix, WritingError};

use crate::events::Events;
use crate::{Endpoints, Engine, EngineError, Result};

/// What is read at Twitch as the person who has signed in.
#[derive(Debug)]
pub(crate) struct OwnTwitch {
    pub(crate) helix: Helix,
    pub(crate) events: Events,
    /// What AutoMod holds, oldest first.
    pub(crate) automod: watch::Sender<Vec<HeldByAutoMod>>,
}

/// Asks Helix on these accounts.
pub(crate) fn open(endpoints: &Endpoints, accounts: &Accounts) -> Result<OwnTwitch> {
    let account = accounts.of(Platform::Twitch).cloned();
    let account = account.ok_or_else(|| EngineError::Internal("Twitch has no account".into()))?;
    let http = crate::http::built(net::client().redirect(Policy::none()))?;
    let helix = Helix::new(endpoints.twitch_api.clone(), http, account);
    Ok(OwnTwitch { helix, events: Events::default(), automod: watch::Sender::default() })
}

impl OwnTwitch {
    /// For badges and cheermotes.
    pub(crate) fn for_emotes(&self) -> Arc<dyn emotes::Helix> {
        Arc::new(ForEmotes(self.helix.clone()))
    }
}

#[derive(Debug)]
struct ForEmotes(Helix);

impl emotes::Helix for ForEmotes {
    fn get(&self, path: &'static str, query: Vec<(&'static str, String)>) -> emotes::Answering {
        let helix = self.0.clone();
        Box::pin(async move {
            match helix.get(path, &query).await {
                Ok(said) if said.is_success() => Ok(Some(said.body)),
                Ok(said) => Err(emotes::NoAnswer(said.why())),
                Err(WritingError::NotSignedIn(_)) => Ok(None),
                Err(error) => Err(emotes::NoAnswer(error.to_string())),
            }
        })
    }
}

impl Engine {
    /// Reads what Twitch tells to accounts alone.
    pub(crate) fn follow_own_twitch(&self) {
        self.spawn(self.clone().follow_twitch_account());
        self.spawn(self.clone().follow_own_events());
        self.spawn(self.clone().follow_avatars());
        self.spawn(self.clone().pass_on_avatars());
    }

    /// Has Helix asked again when another person has signed in to Twitch, or nobody is any more.
    async fn follow_twitch_account(self) {
        let mut changed = self.0.accounts.changed();
        let mut known = None;
        loop {
            let now = self.signed_in_to_twitch();
            if known != now {
                self.0.emotes.ask_helix_again();
            }
            known = now;
            if changed.changed().await.is_err() {
                return;
            }
        }
    }

    /// Twitch's id of who has signed in, and their scopes.
    pub(crate) fn signed_in_to_twitch(&self) -> Option<(String, Vec<String>)> {
        let view = self.0.accounts.of(Platform::Twitch)?.view();
        let is_signed_in = matches!(view.state, AccountState::Connected | AccountState::Retrying);
        let user_id = view.person?.user_id;
        (is_signed_in && !user_id.is_empty()).then_some((user_id, view.scopes))
    }
}
