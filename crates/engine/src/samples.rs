//! Made-up messages for the previews of one overlay. Nothing else has them: no page on air, no
//! history, no queue.

use std::collections::HashMap;
use std::sync::Arc;

use chat::{Because, Message, MessageView, Outcome, Platform, Trial, Verdict};
use tokio::sync::watch;

use crate::support::thanks;
use crate::{Engine, Overlay, OverlayKind, Result, SupportView, sample};

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
        Ok(overlay.tried(message))
    }

    /// Tells whenever there are other samples.
    #[must_use]
    pub fn samples(&self) -> watch::Receiver<Samples> {
        self.0.samples.subscribe()
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

    /// What a support overlay shows, with thanks for the last sample that was paid for.
    #[must_use]
    pub fn thanked(&self, overlay: &str, view: &SupportView, words: &str) -> Option<SupportView> {
        let paid = self.of(overlay).iter().rfind(|message| message.is_paid())?;
        Some(SupportView { thanks: thanks(paid, words), ..view.clone() })
    }

    fn of(&self, overlay: &str) -> &[Arc<Message>] {
        self.0.get(overlay).map_or(&[], |of_overlay| &of_overlay.messages)
    }
}

impl Overlay {
    /// What becomes of a message on it. What is in focus was chosen, and obeys no rules.
    fn tried(&self, message: Arc<Message>) -> Trial {
        let is_shown = self.kind == OverlayKind::Focus || message.is_paid();
        let outcome = if is_shown { Outcome::Shown } else { Outcome::Hidden };
        match self.kind {
            OverlayKind::Chat => Trial::of(&self.options.rules(), message),
            OverlayKind::Focus | OverlayKind::Support => {
                Trial { message, outcome, because: None::<Because> }
            }
        }
    }
}
