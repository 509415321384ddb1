//! Profile pictures of Twitch's chatters: looked up while an overlay shows them and somebody is
//! signed in who may ask.

use tokio::sync::broadcast::error::RecvError;

use crate::{Engine, First};

impl Engine {
    /// Has them looked up while there is somebody who sees them.
    pub(crate) async fn follow_avatars(self) {
        let (mut overlays, mut accounts) = (self.overlays(), self.0.accounts.changed());
        let mut was_wanted = false;
        loop {
            let are_shown = overlays.borrow_and_update().iter().any(|one| one.options.avatars);
            let wanted = are_shown && self.signed_in_to_twitch().is_some();
            self.0.emotes.look_up_avatars_of_chatters(wanted);
            if wanted && !was_wanted {
                self.meet_chatters_again().await;
            }
            was_wanted = wanted;
            // Every arm is cancel-safe: each only waits.
            let changed = tokio::select! {
                changed = overlays.changed() => changed,
                changed = accounts.changed() => changed,
            };
            if changed.is_err() {
                return;
            }
        }
    }

    /// What is on screen may name pictures that an earlier run looked up.
    async fn meet_chatters_again(&self) {
        let shown = self.0.hub.subscribe(None, usize::MAX).await.map(|begun| begun.first);
        if let Ok(First::Snapshot(shown)) = shown {
            shown.messages.iter().for_each(|message| self.0.emotes.meet_again(message));
        }
        let stage = self.0.hub.stage().borrow().clone();
        stage.messages().for_each(|message| self.0.emotes.meet_again(message));
    }

    /// Messages have named the pictures before it was known where they are.
    pub(crate) async fn pass_on_avatars(self) {
        let mut found = self.0.emotes.found_avatars();
        loop {
            match found.recv().await {
                Ok(avatar) => self.0.images.stand_for(&avatar.named, &avatar.image),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            }
        }
    }
}
