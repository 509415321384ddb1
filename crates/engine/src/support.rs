//! What viewers can do for the streamer, as the streamer put it: links, texts, goals. And how far
//! the goals are, by what the ledger says.

mod check;
mod goals;
mod thanks;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use chat::Platform;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::{LedgerQuery, Store, Total};
use tokio::sync::{Notify, watch};
use tokio::time::Instant;

pub(crate) use self::check::checked;
pub(crate) use self::thanks::thanks;
use crate::{DEFAULT_THEME, Engine, EngineError, Overlay, Result, patch};

/// What is paid in this time is reckoned at once.
const GATHERED: Duration = Duration::from_millis(250);
/// Until it is reckoned again where the ledger could not be read.
const RETRY: Duration = Duration::from_secs(1);
/// Entries that are looked through for the last one that somebody may be thanked for.
const LOOKED_AT: u32 = 20;

/// What the streamer put on the page and the overlay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Support {
    /// The page's name in its address; `""`: there is no page.
    pub name: String,
    /// The id of the page's theme, one for chat; `""`: a plain look, light or dark as the viewer's
    /// browser is. Overlays have themes of their own.
    pub theme: String,
    /// The page's heading.
    pub title: String,
    /// What stands under it.
    pub text: String,
    /// Where one can donate, in order.
    pub links: Vec<SupportLink>,
    /// What is collected for, in order.
    pub goals: Vec<SupportGoal>,
    /// What amounts in another currency count for. What has no rate does not count.
    pub rates: Vec<Rate>,
    /// What is said to who gave last, on the overlay; `{name}` and `{amount}` are put in.
    pub thanks: String,
}

impl Default for Support {
    fn default() -> Self {
        Self {
            name: String::new(),
            theme: DEFAULT_THEME.into(),
            title: String::new(),
            text: String::new(),
            links: Vec::new(),
            goals: Vec::new(),
            rates: Vec::new(),
            thanks: String::new(),
        }
    }
}

/// Where one can donate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupportLink {
    /// What it is called.
    pub label: String,
    /// Where it leads: `https` alone.
    pub url: String,
}

/// What is collected for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupportGoal {
    /// What for.
    pub title: String,
    /// How much, as a decimal number.
    pub amount: String,
    /// In which currency: ISO 4217, `BITS` or `JEWELS`.
    pub currency: String,
    /// From when on it counts; `null`: all that was ever paid.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub since: Option<Timestamp>,
    /// What was there before, as a decimal number.
    #[serde(default = "nothing")]
    pub start: String,
}

/// What one of a currency counts for in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Rate {
    /// The one that was paid in.
    pub from: String,
    /// The goal's.
    pub to: String,
    /// What one is worth, as a decimal number.
    pub rate: String,
}

fn nothing() -> String {
    "0".into()
}

/// What page and overlay draw.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupportView {
    /// The page's heading.
    pub title: String,
    /// What stands under it.
    pub text: String,
    /// Where one can donate.
    pub links: Vec<LinkView>,
    /// The goals, and how far they are.
    pub goals: Vec<GoalView>,
    /// Thanks to who gave last. On the overlay alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub thanks: Option<ThanksView>,
}

/// Where one can donate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LinkView {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// The path of its QR code on this server.
    pub qr: String,
}

/// A goal, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GoalView {
    /// What for.
    pub title: String,
    /// What is there, as a decimal number.
    pub value: String,
    /// What is wanted, as a decimal number.
    pub amount: String,
    /// The currency of both.
    pub currency: String,
    /// How far it is in thousandths; more than 1,000 where there is more than was wanted.
    pub permille: u32,
}

/// Thanks to who gave last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ThanksView {
    /// The message's id.
    pub id: String,
    /// When it was paid for, in RFC 3339.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// Who.
    pub name: String,
    /// How much, as the platform wrote it.
    pub amount: String,
    /// The streamer's words to them.
    pub words: String,
    /// What they said.
    pub text: String,
}

/// The streamer's page, and what it shows now.
#[derive(Debug)]
pub(crate) struct SupportPage {
    set: watch::Sender<Arc<Support>>,
    view: watch::Sender<Arc<SupportView>>,
    /// Something was paid.
    paid: Notify,
    /// Something was taken off the screens, or came back.
    removed: Notify,
}

impl SupportPage {
    pub(crate) fn load(store: &Store) -> Result<Self> {
        let mut set = Support::default();
        // What this version does not know (a newer one wrote it) costs itself alone.
        let stored = store.support()?.and_then(|json| {
            serde_json::from_str(&json)
                .inspect_err(|error| tracing::warn!(%error, "the support page can't be read"))
                .ok()
        });
        if let Some(stored) = stored {
            let patched = |set: &Support, part: &Value| patch::patched(set, part, "support");
            let mut lost = |place: &[&str], _: &Value, error: &EngineError| {
                tracing::warn!(name = place.join("."), %error, "part of the support page is lost");
            };
            patch::take_up(&mut set, &patched, &[], &stored, &mut lost);
        }
        Ok(Self {
            set: watch::Sender::new(Arc::new(set)),
            view: watch::Sender::default(),
            paid: Notify::new(),
            removed: Notify::new(),
        })
    }

    /// Has the goals reckoned anew, soon: more is often paid in the same moment.
    pub(crate) fn paid(&self) {
        self.paid.notify_one();
    }

    /// Has everything looked at anew, at once: somebody may be thanked with words that must go.
    pub(crate) fn removed(&self) {
        self.removed.notify_one();
    }

    /// Ends when there is something to reckon after what was reckoned at `last`: at once after a
    /// removal, but for a storm of them, and when a message is `due` that is held.
    async fn stirred(
        &self,
        last: Instant,
        due: Option<Duration>,
        overlays: &mut watch::Receiver<Arc<Vec<Overlay>>>,
    ) {
        tokio::select! {
            () = tokio::time::sleep_until(last + due.unwrap_or_default()), if due.is_some() => {
                return;
            }
            () = self.removed.notified() => {
                tokio::time::sleep_until(last + GATHERED).await;
                return;
            }
            () = self.paid.notified() => {}
            // Other rules may let somebody be thanked, or not any more.
            Ok(()) = overlays.changed() => {}
        }
        // What comes meanwhile is reckoned with it.
        tokio::time::timeout(GATHERED, self.removed.notified()).await.unwrap_or_default();
    }
}

impl Engine {
    /// What the streamer put on the page.
    #[must_use]
    pub fn support(&self) -> Arc<Support> {
        Arc::clone(&self.0.support.set.borrow())
    }

    /// The same, and whenever it changes.
    #[must_use]
    pub fn support_set(&self) -> watch::Receiver<Arc<Support>> {
        self.0.support.set.subscribe()
    }

    /// What page and overlay draw, now and from now on.
    #[must_use]
    pub fn support_view(&self) -> watch::Receiver<Arc<SupportView>> {
        self.0.support.view.subscribe()
    }

    /// Puts this on the page in place of what was there. The theme is checked by the server, which
    /// has the themes.
    pub async fn set_support(&self, support: Support) -> Result<SupportView> {
        let support = checked(support)?;
        let json = patch::to_value(&support)?.to_string();
        let _one = self.0.changing.lock().await;
        self.with_store(move |store| store.set_support(&json)).await?;
        self.0.support.set.send_replace(Arc::new(support));
        let reckoned = self.reckon().await;
        if let Ok((view, _)) = &reckoned {
            self.0.support.view.send_replace(Arc::new(view.clone()));
        }
        // Another reckoning may have told of what is newer, or of what was set before: one more is to
        // come after both.
        self.0.support.paid();
        Ok(reckoned?.0)
    }

    /// The address that a QR code of the page stands for.
    #[must_use]
    pub fn qr_address(&self, id: &str) -> Option<String> {
        let support = self.support();
        support.links.iter().find(|link| qr_id(&link.url) == id).map(|link| link.url.clone())
    }

    /// Reckons whenever something was paid, or is not to be seen any more.
    pub(crate) async fn follow_support(self) {
        let mut overlays = self.overlays();
        loop {
            let next = match self.reckon().await {
                Ok((view, due)) => {
                    self.0.support.view.send_if_modified(|known| {
                        let changed = **known != view;
                        if changed {
                            *known = Arc::new(view);
                        }
                        changed
                    });
                    due
                }
                Err(error) => {
                    tracing::error!(%error, "the goals could not be reckoned");
                    Some(RETRY)
                }
            };
            self.0.support.stirred(Instant::now(), next, &mut overlays).await;
        }
    }

    /// What is to be seen now, and in how long that is another because a hold is over.
    async fn reckon(&self) -> Result<(SupportView, Option<Duration>)> {
        let support = self.support();
        let (engine, for_store) = (self.clone(), Arc::clone(&support));
        // What the hub was handed before is written before the store is asked.
        self.0.hub.messages(Vec::new()).await?;
        let (totals, last, due) = self
            .with_store(move |store| {
                // Goals of the same time have the same sums.
                let mut totals: HashMap<Option<Timestamp>, Vec<Total>> = HashMap::new();
                for SupportGoal { since, .. } in &for_store.goals {
                    if !totals.contains_key(since) {
                        let query =
                            LedgerQuery { since: *since, given: true, ..LedgerQuery::default() };
                        totals.insert(*since, store.ledger_totals(&query)?);
                    }
                }
                let query = LedgerQuery { limit: LOOKED_AT, given: true, ..LedgerQuery::default() };
                let last = store.ledger(&query)?.into_iter().filter(|entry| {
                    entry.removed.is_none()
                        && entry.message.platform != Platform::Demo
                        && !engine.0.sources.has_left(&entry.message)
                });
                let manners = engine.manners();
                let mut due: Option<Duration> = None;
                let shown = last.into_iter().find_map(|last| {
                    if let Some(left) = engine.held_for(&last.message) {
                        due = due.into_iter().chain([left]).min();
                        return None;
                    }
                    engine.shown(last.message, &manners)
                });
                Ok((totals, shown, due))
            })
            .await?;
        let links = support.links.iter().map(|link| LinkView {
            label: link.label.clone(),
            url: link.url.clone(),
            qr: format!("/support/{}/qr/{}.svg", support.name, qr_id(&link.url)),
        });
        let goals = support.goals.iter().map(|goal| {
            let of_its_time = totals.get(&goal.since).map_or(&[][..], Vec::as_slice);
            goals::view(goal, of_its_time, &support.rates)
        });
        let view = SupportView {
            title: support.title.clone(),
            text: support.text.clone(),
            links: links.collect(),
            goals: goals.collect(),
            thanks: last.and_then(|message| thanks(&message, &support.thanks)),
        };
        Ok((view, due))
    }
}

impl SupportView {
    /// What everybody may see: nothing that a viewer wrote.
    #[must_use]
    pub fn for_everybody(&self) -> Self {
        Self { thanks: None, ..self.clone() }
    }
}

/// What names an address's QR code: another address has another one.
fn qr_id(url: &str) -> String {
    chat::ImageId::of(url).to_string()
}

#[cfg(test)]
fn read(value: serde_json::Value) -> Result<Support> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        crate::EngineError::invalid(error.path().to_string(), error.into_inner().to_string())
    })
}
