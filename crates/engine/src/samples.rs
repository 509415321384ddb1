//! Made-up messages for the previews of one overlay. Nothing else has them: no page on air, no
//! history, no queue.

use std::collections::HashMap;
use std::sync::Arc;

use chat::{Because, Message, MessageView, Outcome, Platform, Trial, Verdict};
use tokio::sync::watch;

use crate::support::thanks;
use crate::{Engine, Overlay, OverlayKind, Result, SupportView, demo, sample};

/// Samples of one overlay: as many as an overlay shows.
const MOST: usize = 60;

/// The samples, by the overlays that they are for.
#[derive(Debug, Clone, Default)]
pub struct Samples(HashMap<String, OfOverlay>);

#[derive(Debug, Clone, Default)]
struct OfOverlay {
    /// How many previews of it are open.
    previews: usize,
    /// Oldest first.
    messages: Vec<Arc<Message>>,
}

/// A preview of an overlay is open for as long as this lives. The samples go with the last one.
#[derive(Debug)]
pub struct PreviewOpen {
    engine: Engine,
    overlay: String,
}

impl Engine {
    /// Makes up a message of this kind for the previews of an overlay, and says what the overlay's
    /// rules make of it.
    pub fn sample(&self, overlay: &str, kind: &str, platform: Platform) -> Result<Trial> {
        let overlay = self.overlay(overlay)?;
        let message = Arc::new(sample::wanted(kind, platform)?);
        self.0.samples.send_modify(|samples| {
            let messages = &mut samples.0.entry(overlay.id.clone()).or_default().messages;
            messages.push(Arc::clone(&message));
            messages.drain(..messages.len().saturating_sub(MOST));
        });
        self.spawn(self.clone().grow_sample(overlay.id.clone(), sample::growth(&message)));
        Ok(overlay.tried(message))
    }

    /// Lets one that counts do so, for as long as it is there.
    async fn grow_sample(self, overlay: String, growth: impl Iterator<Item = Message>) {
        for grown in growth {
            tokio::time::sleep(demo::PACE).await;
            let grown = Arc::new(grown);
            if !self.0.samples.send_if_modified(|samples| samples.replace(&overlay, grown)) {
                return;
            }
        }
    }

    /// Tells whenever there are other samples.
    #[must_use]
    pub fn samples(&self) -> watch::Receiver<Samples> {
        self.0.samples.subscribe()
    }

    /// Those of an overlay that is gone are for nobody.
    pub(crate) fn forget_samples(&self, overlay: &str) {
        self.0.samples.send_if_modified(|samples| samples.0.remove(overlay).is_some());
    }

    /// Counts a preview as open.
    #[must_use]
    pub fn preview_opened(&self, overlay: &str) -> PreviewOpen {
        self.0.samples.send_if_modified(|samples| {
            samples.0.entry(overlay.to_owned()).or_default().previews += 1;
            false
        });
        PreviewOpen { engine: self.clone(), overlay: overlay.to_owned() }
    }
}

impl Drop for PreviewOpen {
    fn drop(&mut self) {
        self.engine.0.samples.send_if_modified(|samples| {
            if let Some(of_overlay) = samples.0.get_mut(&self.overlay) {
                of_overlay.previews = of_overlay.previews.saturating_sub(1);
                if of_overlay.previews == 0 {
                    samples.0.remove(&self.overlay);
                }
            }
            false
        });
    }
}

impl Samples {
    /// What a chat overlay shows of its samples, by its rules as they are now.
    #[must_use]
    pub fn shown(&self, overlay: &Overlay) -> Vec<Arc<Message>> {
        let rules = overlay.options.rules();
        let shown = |message: &Arc<Message>| match rules.judge(message) {
            Verdict::Show => Some(Arc::clone(message)),
            Verdict::Change(changed, _) => Some(Arc::new(*changed)),
            Verdict::Hide(_) | Verdict::Hold(_) => None,
        };
        self.of(&overlay.id).iter().filter_map(shown).collect()
    }

    /// The one that a focus overlay shows while there is nothing in focus, as JSON.
    #[must_use]
    pub fn in_focus(&self, overlay: &str) -> Option<String> {
        let message = self.of(overlay).last()?;
        serde_json::to_string(&MessageView::new(message)).ok()
    }

    /// What a support overlay shows, with thanks for the last sample that was given.
    #[must_use]
    pub fn thanked(&self, overlay: &str, view: &SupportView, words: &str) -> Option<SupportView> {
        let given = self.of(overlay).iter().rfind(|message| message.is_given())?;
        Some(SupportView { thanks: thanks(given, words), ..view.clone() })
    }

    /// Puts it in the place of the one with its id. Says whether there is one.
    fn replace(&mut self, overlay: &str, message: Arc<Message>) -> bool {
        let messages = self.0.get_mut(overlay).map(|of_overlay| &mut of_overlay.messages);
        let place = messages.and_then(|all| all.iter_mut().find(|before| before.id == message.id));
        place.map(|place| *place = message).is_some()
    }

    fn of(&self, overlay: &str) -> &[Arc<Message>] {
        self.0.get(overlay).map_or(&[], |of_overlay| &of_overlay.messages)
    }
}

impl Overlay {
    /// What becomes of a message on it. What is in focus was chosen, and obeys no rules.
    fn tried(&self, message: Arc<Message>) -> Trial {
        let is_shown = self.kind == OverlayKind::Focus || message.is_given();
        let outcome = if is_shown { Outcome::Shown } else { Outcome::Hidden };
        match self.kind {
            OverlayKind::Chat => Trial::of(&self.options.rules(), message),
            OverlayKind::Focus | OverlayKind::Support => {
                Trial { message, outcome, because: None::<Because> }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use chat::Kind;
    use store::LedgerQuery;

    use super::*;
    use crate::{NewOverlay, testing};

    #[tokio::test]
    async fn a_preview_thanks_for_what_the_overlay_on_air_thanks_for_and_for_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let kind = OverlayKind::Support;
        let new = NewOverlay { kind, name: "Support".into(), ..NewOverlay::default() };
        let overlay = engine.add_overlay(new).await.expect("it is added").id;
        for kind in sample::kinds() {
            let message = engine.test_message(kind, Platform::Twitch).await.expect(kind);
            assert!(engine.0.hub.knows(message.id).await.expect("it runs"), "{kind}: it has come");
            let given = engine.with_store(|store| {
                store.flush();
                store.ledger(&LedgerQuery { limit: 100, given: true, ..LedgerQuery::default() })
            });
            let given = given.await.expect("it is read");
            let on_air = given.iter().any(|entry| entry.message.id == message.id);

            let tried = engine.sample(&overlay, kind, Platform::Twitch).expect(kind);
            assert_eq!(tried.outcome == Outcome::Shown, on_air, "{kind}");
            let view = engine.samples().borrow().thanked(&overlay, &SupportView::default(), "");
            let thanks = view.and_then(|view| view.thanks);
            let is_thanked = thanks.is_some_and(|thanks| thanks.id == tried.message.id.to_string());
            assert_eq!(is_thanked, on_air, "{kind}");
        }
        engine.stop().await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_gift_bomb_counts_to_its_end_in_a_preview_too_for_as_long_as_it_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let overlay = engine.overlays().borrow()[0].id.clone();
        let open = engine.preview_opened(&overlay);
        let mut samples = engine.samples();
        engine.sample(&overlay, "gift_bomb", Platform::Twitch).expect("it is made");
        let named = |samples: &Samples| match samples.of(&overlay) {
            [only] => match &only.kind {
                Kind::Gift { recipients, count: 5, .. } => recipients.len(),
                other => panic!("another kind: {other:?}"),
            },
            others => panic!("{} samples", others.len()),
        };
        assert_eq!(named(&samples.borrow_and_update()), 0, "nobody is named yet");
        for count in 1..=5 {
            samples.changed().await.expect("the engine is there");
            assert_eq!(named(&samples.borrow_and_update()), count);
        }
        engine.sample(&overlay, "gift_bomb", Platform::Twitch).expect("another is made");
        drop(open);
        tokio::time::sleep(demo::PACE * 3).await;
        assert!(engine.samples().borrow().of(&overlay).is_empty(), "none comes back by itself");
        engine.stop().await;
    }

    #[tokio::test]
    async fn the_samples_of_an_overlay_that_nobody_previews_go_with_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let first = engine.overlays().borrow()[0].id.clone();
        let overlay = engine.duplicate_overlay(&first).await.expect("it is added").id;
        for overlay in [&first, &overlay] {
            engine.sample(overlay, "chat", Platform::Twitch).expect("it is made");
        }
        engine.remove_overlay(&overlay).await.expect("another is left");
        let left: Vec<_> = engine.samples().borrow().0.keys().cloned().collect();
        assert_eq!(left, [first]);
        engine.stop().await;
    }
}
