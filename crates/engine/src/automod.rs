//! Messages that Twitch's AutoMod holds in one's own channel, for the streamer to decide. They are in
//! no feed, on no overlay and in no history: one that is allowed comes by chat, as any other.

use tokio::sync::watch;
use twitch::events::{AutoMod, HeldByAutoMod};
use writing::WritingError;

use crate::{Engine, EngineError, Result};

/// No more are kept than a person would look through; Twitch has the others.
const MOST: usize = 100;

impl Engine {
    /// Follows what AutoMod holds, oldest first.
    #[must_use]
    pub fn automod(&self) -> watch::Receiver<Vec<HeldByAutoMod>> {
        self.0.own_twitch.automod.subscribe()
    }

    /// Allows a message that AutoMod holds, or denies it, at Twitch.
    pub async fn decide_automod(&self, id: &str, allow: bool) -> Result<()> {
        if !self.0.own_twitch.automod.borrow().iter().any(|held| held.id == id) {
            return Err(EngineError::NotHeld);
        }
        let (engine, id) = (self.clone(), id.to_owned());
        let deciding = async move {
            let decided = engine.0.writing.decide_held(&id, allow).await;
            // Twitch tells it too; who has decided need not wait for that.
            if matches!(decided, Ok(()) | Err(WritingError::NoMessage(_))) {
                engine.take_automod(AutoMod::Ends(id));
            }
            match decided {
                Err(WritingError::NoMessage(_)) => Err(EngineError::NotHeld),
                decided => Ok(decided?),
            }
        };
        self.to_its_end(deciding).await
    }

    pub(crate) fn take_automod(&self, told: AutoMod) {
        self.0.own_twitch.automod.send_if_modified(|all| {
            let before = all.len();
            match told {
                AutoMod::Holds(held) => {
                    all.retain(|known| known.id != held.id);
                    all.push(*held);
                    all.drain(..all.len().saturating_sub(MOST));
                    true
                }
                AutoMod::Ends(id) => {
                    all.retain(|known| known.id != id);
                    all.len() != before
                }
            }
        });
    }

    /// Nobody tells any more what becomes of those that are held: they wait at Twitch.
    pub(crate) fn forget_automod(&self) {
        self.0.own_twitch.automod.send_if_modified(|all| !std::mem::take(all).is_empty());
    }
}
