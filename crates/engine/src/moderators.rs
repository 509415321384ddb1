//! Whom the streamer has invited, and what each may do.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{ModeratorRow, Store};
use tokio::sync::watch;

use crate::overlays::{short_id, valid_name};
use crate::{Engine, EngineError, Key, Result};

/// More than any stream has.
const MOST_MODERATORS: usize = 100;

/// From where moderators reach their page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ModeratorSettings {
    /// Whether it is open to the other computers of this network.
    pub on_network: bool,
    /// The port there, 0 for any free one; `None`: the one after the application's own.
    pub port: Option<u16>,
}

/// What a moderator may do beside reading chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ModRight {
    /// Mark messages for the streamer to decide.
    Suggest,
    /// Queue messages, and take out what the streamer did not put there.
    Queue,
    /// Take messages off the overlays, and stop or pass what an overlay holds.
    Hide,
    /// Write to the chats.
    Send,
    /// Delete messages on the platform.
    Delete,
    /// Time people out on the platform.
    Timeout,
}

impl ModRight {
    const ALL: [Self; 6] =
        [Self::Suggest, Self::Queue, Self::Hide, Self::Send, Self::Delete, Self::Timeout];

    /// The right's name in the API and the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Suggest => "suggest",
            Self::Queue => "queue",
            Self::Hide => "hide",
            Self::Send => "send",
            Self::Delete => "delete",
            Self::Timeout => "timeout",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }
}

/// Somebody whom the streamer has invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moderator {
    /// Our id of them.
    pub id: String,
    /// What the streamer calls them.
    pub name: String,
    /// The key in their address.
    pub key: Key,
    /// What they may do, each once.
    pub rights: Vec<ModRight>,
    /// Until when; `None`: until they are removed.
    pub expires_at: Option<Timestamp>,
}

impl Moderator {
    /// Whether their time is over.
    #[must_use]
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Whether they may do this.
    #[must_use]
    pub fn may(&self, right: ModRight) -> bool {
        self.rights.contains(&right)
    }
}

/// Whom to invite.
#[derive(Debug, Clone)]
pub struct NewModerator {
    /// What to call them.
    pub name: String,
    /// The names of what they may do.
    pub rights: Vec<String>,
    /// Until when.
    pub expires_at: Option<Timestamp>,
}

impl NewModerator {
    /// Their name and rights as they are kept; `beside`: how many others are invited. A refusal
    /// names the field.
    pub(crate) fn check(&self, beside: usize) -> Result<(String, Vec<ModRight>)> {
        let name = valid_name(&self.name)?;
        let mut rights = Vec::new();
        for right in &self.rights {
            let right = ModRight::parse(right).ok_or_else(|| {
                let names: Vec<_> = ModRight::ALL.into_iter().map(ModRight::name).collect();
                let message = format!("there is no right {right:?}: {} are", names.join(", "));
                EngineError::invalid("rights", message)
            })?;
            rights.push(right);
        }
        rights.sort_unstable();
        rights.dedup();
        if self.expires_at.is_some_and(|end| end <= Timestamp::now()) {
            return Err(EngineError::invalid("expires_at", "this time is over"));
        }
        if beside >= MOST_MODERATORS {
            let message = format!("there is room for {MOST_MODERATORS} moderators");
            return Err(EngineError::invalid("name", message));
        }
        Ok((name, rights))
    }
}

impl Engine {
    /// Everyone who is invited. The receiver tells of every change.
    #[must_use]
    pub fn moderators(&self) -> watch::Receiver<Arc<Vec<Moderator>>> {
        self.0.moderators.subscribe()
    }

    /// Invites somebody.
    pub async fn add_moderator(&self, new: NewModerator) -> Result<Moderator> {
        let _one = self.0.changing.lock().await;
        let (name, rights) = new.check(self.0.moderators.borrow().len())?;
        let moderator = Moderator {
            id: format!("mod-{}", short_id()),
            name,
            key: Key::new()?,
            rights,
            expires_at: new.expires_at,
        };
        let row = moderator.row();
        self.with_store(move |store| store.add_moderator(&row)).await?;
        let added = moderator.clone();
        self.0.moderators.send_modify(|known| Arc::make_mut(known).push(added));
        Ok(moderator)
    }

    /// Revokes an invitation: its key opens nothing from now on.
    pub async fn remove_moderator(&self, id: &str) -> Result<()> {
        let _one = self.0.changing.lock().await;
        let row = id.to_owned();
        self.with_store(move |store| store.remove_moderator(&row)).await?;
        self.0.moderators.send_modify(|known| {
            Arc::make_mut(known).retain(|moderator| moderator.id != id);
        });
        Ok(())
    }
}

impl Moderator {
    fn row(&self) -> ModeratorRow {
        ModeratorRow {
            id: self.id.clone(),
            name: self.name.clone(),
            key: self.key.clone(),
            rights: self.rights.iter().map(|right| right.name().to_owned()).collect(),
            expires_at: self.expires_at,
        }
    }
}

/// Those whom an earlier run left.
pub(crate) fn load(store: &Store) -> Result<Vec<Moderator>> {
    let moderators = store.moderators()?.into_iter().map(|row| Moderator {
        id: row.id,
        name: row.name,
        key: row.key,
        // A right that only a newer version knows is none here.
        rights: row.rights.iter().filter_map(|name| ModRight::parse(name)).collect(),
        expires_at: row.expires_at,
    });
    Ok(moderators.collect())
}
