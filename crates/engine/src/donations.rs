//! Donations: the services are listened to as long as there is a token of theirs, and each donation
//! is taken once, however often it is told.

mod calls;
mod past;

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use accounts::Copied;
use chat::{ChatEvent, Message, Platform, Report, SourceState, Status};
use donations::{Config, Provider, kofi};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Serialize;
use store::Store;
use tokio::sync::{mpsc, watch};
use url::Url;

use self::calls::Calls;
use crate::page_key::PageKey;
use crate::spoken::Spoken;
use crate::{Engine, EngineError, Key, Result, Warning};

/// The longest call that a service may make.
pub const LONGEST_CALL: usize = kofi::LONGEST;
/// Reports waiting to be taken.
const WAITING: usize = 64;
/// The first pause before a service is tried again, and the one after a failure of ours.
const PAUSE: Duration = Duration::from_secs(1);
const AFTER_FAILURE: Duration = Duration::from_secs(10);
/// The name of the key in the address that Ko-fi calls.
const HOOK: &str = "hook kofi";
/// Letters of a token: StreamElements' have some 300.
const LONGEST_TOKEN: usize = 4_096;

/// The place of a service's token in the vault.
fn copied(provider: Provider) -> Copied {
    match provider {
        Provider::Streamlabs => Copied::Streamlabs,
        Provider::StreamElements => Copied::StreamElements,
        Provider::Kofi => Copied::Kofi,
    }
}

/// A service that takes donations, and how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DonationService"))]
pub struct DonationView {
    /// `streamlabs`, `streamelements` or `kofi`.
    pub provider: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its state.
    #[cfg_attr(feature = "typescript", ts(type = "SourceState"))]
    pub state: SourceState,
    /// One sentence: what is, and what to do if there is something to do.
    pub detail: String,
}

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HookAnswer {
    /// It brought a donation.
    Taken,
    /// It is the service's, and brought nothing new.
    Known,
    /// It is not what the service sends.
    Malformed,
    /// Its token is another one.
    WrongToken,
    /// There is no such address.
    NoSuchHook,
    /// There are too many.
    TooMany,
    /// The token can't be read now.
    Locked,
    /// It is shown, and can't be written down now: the service is to call again.
    NotKept,
}

/// The services.
#[derive(Debug)]
pub(crate) struct Donations {
    services: [Service; 3],
    /// The key in the address that Ko-fi calls.
    hook: PageKey,
    calls: Mutex<Calls>,
}

#[derive(Debug)]
struct Service {
    provider: Provider,
    status: Mutex<Status>,
    /// The token was set or taken away.
    token_changed: watch::Sender<()>,
}

impl Donations {
    pub(crate) fn load(store: &Store) -> Result<Self> {
        let service = |provider| Service {
            provider,
            status: Mutex::new(Status::new(SourceState::Off, "")),
            token_changed: watch::Sender::default(),
        };
        let services = Provider::ALL.map(service);
        let hook = PageKey::load_or_make(store, HOOK)?;
        Ok(Self { services, hook, calls: Mutex::default() })
    }

    fn of(&self, provider: Provider) -> Option<&Service> {
        self.services.iter().find(|service| service.provider == provider)
    }
}

impl Engine {
    /// The services and how they are.
    #[must_use]
    pub fn donations(&self) -> Vec<DonationView> {
        let view = |service| self.donation_view(service).spoken(self.words());
        self.0.donations.services.iter().map(view).collect()
    }

    /// One of them.
    pub fn donation_service(&self, provider: Provider) -> Result<DonationView> {
        let service = self.0.donations.of(provider);
        let view = |service| self.donation_view(service).spoken(self.words());
        service.map(view).ok_or(EngineError::NotFound("service"))
    }

    fn donation_view(&self, service: &Service) -> DonationView {
        let provider = service.provider;
        let accounts = &self.0.accounts;
        let spoken = provider.spoken();
        let (state, detail) = if !accounts.has_secret(copied(provider)) {
            (SourceState::Off, format!("There is no token for {spoken}."))
        } else if accounts.secret(copied(provider)).is_none() {
            let detail =
                format!("The token for {spoken} can't be read: see how sign-ins are kept.");
            (SourceState::NeedsAuth, detail)
        } else if provider == Provider::Kofi {
            (SourceState::Live, "Ko-fi's calls are taken.".to_owned())
        } else {
            let status = service.status.lock().unwrap_or_else(PoisonError::into_inner);
            (status.state, status.detail.clone())
        };
        DonationView { provider: provider.name(), name: spoken, state, detail }
    }

    /// What a person should know of them.
    pub(crate) fn donation_warnings(&self) -> Vec<Warning> {
        let refused = self.0.donations.services.iter().filter_map(|service| {
            let view = self.donation_view(service);
            let code = match service.provider {
                Provider::Streamlabs => "streamlabs_token_refused",
                Provider::StreamElements => "streamelements_token_refused",
                Provider::Kofi => return None,
            };
            let is_read = self.0.accounts.secret(copied(service.provider)).is_some();
            (view.state == SourceState::NeedsAuth && is_read).then(|| Warning {
                code,
                message: format!("{} does not accept its token.", view.name),
                hint: "Copy the token from there again, into the panel Donations.".into(),
            })
        });
        refused.collect()
    }

    /// Keeps the token of a service, and listens with it from now on.
    pub async fn set_donation_token(&self, provider: Provider, token: &str) -> Result<()> {
        let token = token.trim();
        let plain = token.bytes().all(|byte| byte.is_ascii_graphic());
        if token.is_empty() || token.len() > LONGEST_TOKEN || !plain {
            let message = "copy it as the service shows it, without spaces";
            return Err(EngineError::invalid("token", message));
        }
        self.0.accounts.keep_secret(copied(provider), &SecretString::from(token)).await?;
        self.token_changed(provider);
        Ok(())
    }

    /// Forgets the token of a service.
    pub async fn forget_donation_token(&self, provider: Provider) -> Result<()> {
        self.0.accounts.forget_secret(copied(provider)).await?;
        self.forget_channel(provider).await?;
        self.token_changed(provider);
        Ok(())
    }

    fn token_changed(&self, provider: Provider) {
        if let Some(service) = self.0.donations.of(provider) {
            service.token_changed.send_replace(());
        }
        self.0.changed.notify_one();
    }

    /// The key in the address that Ko-fi calls.
    #[must_use]
    pub fn hook_key(&self) -> Key {
        self.0.donations.hook.subscribe().borrow().clone()
    }

    /// Gives that address a new key: the old one stops working at once.
    pub async fn rotate_hook_key(&self) -> Result<Key> {
        self.rotate(&self.0.donations.hook).await
    }

    /// Whether a service may call once more now. Whoever has the address could call without end.
    #[must_use]
    pub fn may_call_hook(&self) -> bool {
        let calls = self.0.donations.calls.lock();
        calls.unwrap_or_else(PoisonError::into_inner).take(Instant::now())
    }

    /// Takes what Ko-fi says. A donation is on the disk when this answers.
    pub async fn take_kofi(&self, form: &[u8]) -> Result<HookAnswer> {
        let Some(token) = self.0.accounts.secret(Copied::Kofi) else {
            let has = self.0.accounts.has_secret(Copied::Kofi);
            return Ok(if has { HookAnswer::Locked } else { HookAnswer::NoSuchHook });
        };
        let message = match kofi::message(form, &token, Timestamp::now()) {
            Ok(Some(message)) => message,
            Ok(None) => return Ok(HookAnswer::Known),
            Err(kofi::Refusal::Malformed) => return Ok(HookAnswer::Malformed),
            Err(kofi::Refusal::WrongToken) => return Ok(HookAnswer::WrongToken),
        };
        let id = message.id;
        let is_new = self.take_donation(message).await?;
        // Ko-fi calls again if we die before we answer, and not after that.
        self.0.hub.knows(id).await?;
        let is_kept = self.with_store(|store| {
            store.flush();
            Ok(!store.keeps_nothing() && !store.in_trouble())
        });
        if !is_kept.await? {
            return Ok(HookAnswer::NotKept);
        }
        Ok(if is_new { HookAnswer::Taken } else { HookAnswer::Known })
    }

    /// Takes a donation, unless it is known. Answers whether it was new.
    async fn take_donation(&self, message: Message) -> Result<bool> {
        // The hub knows what was told lately; the ledger knows all that ever was.
        let id = message.id;
        let is_known = self.with_store(move |store| store.has_paid(&id)).await;
        // A donation that is shown twice is better than one that is lost.
        if is_known.unwrap_or_else(|error| {
            tracing::error!(%error, "the ledger can't be asked for a donation");
            false
        }) {
            return Ok(false);
        }
        self.take_event(Platform::Donations, ChatEvent::Message(Box::new(message))).await?;
        Ok(true)
    }

    /// Listens to each service that tells over a socket.
    pub(crate) fn listen_to_donations(&self) {
        let endpoints = &self.0.endpoints;
        for (provider, url) in [
            (Provider::Streamlabs, endpoints.streamlabs.clone()),
            (Provider::StreamElements, endpoints.streamelements.clone()),
        ] {
            self.0.tasks.spawn(self.clone().listen_to(provider, url));
        }
    }

    /// Listens while there is a token, until the end.
    async fn listen_to(self, provider: Provider, url: Url) {
        let Some(service) = self.0.donations.of(provider) else {
            return;
        };
        let mut vault = self.0.accounts.vault_changes();
        let mut token_changed = service.token_changed.subscribe();
        let stopping = self.0.stopping.clone();
        while !stopping.is_cancelled() {
            vault.mark_unchanged();
            token_changed.mark_unchanged();
            if let Some(token) = self.0.accounts.secret(copied(provider)) {
                self.listen_with(token, service, &url, &mut token_changed).await;
                continue;
            }
            // Every arm is cancel-safe: it waits, and takes nothing.
            tokio::select! {
                () = stopping.cancelled() => return,
                Ok(()) = vault.changed() => {}
                Ok(()) = token_changed.changed() => {}
            }
        }
    }

    /// Listens until a token is given or taken, or until the end. What arrived before that is taken.
    async fn listen_with(
        &self,
        token: SecretString,
        service: &Service,
        url: &Url,
        token_changed: &mut watch::Receiver<()>,
    ) {
        let (provider, stopping) = (service.provider, &self.0.stopping);
        let (reports, mut inbox) = mpsc::channel(WAITING);
        let stop = stopping.child_token();
        let (past, mut other_channel) = self.past(provider).await;
        let config = Config {
            provider,
            url: url.clone(),
            token,
            now: Timestamp::now,
            pause: PAUSE,
            wake: self.0.wakes.subscribe(),
            past,
        };
        let running = tokio::spawn(donations::run(config, reports, stop.clone()));
        loop {
            // Every arm is cancel-safe: a report is taken whole or not at all. Whose donations they
            // are is kept before the report that there are any.
            tokio::select! {
                biased;
                Ok(()) = other_channel.changed() => {
                    let channel = other_channel.borrow_and_update().clone();
                    self.keep_channel(provider, channel).await;
                }
                report = inbox.recv() => match report {
                    Some(report) => self.take_donation_report(service, report).await,
                    None => break,
                },
                // The same once more as well: the person wants it tried.
                Ok(()) = token_changed.changed() => stop.cancel(),
            }
        }
        if running.await.is_err() {
            // The panic hook has written where it happened.
            let detail =
                format!("Listening to {} failed. It starts again by itself.", provider.spoken());
            let status = Report::Status(Status::new(SourceState::Backoff, detail));
            self.take_donation_report(service, status).await;
            stopping.run_until_cancelled(tokio::time::sleep(AFTER_FAILURE)).await;
        }
    }

    async fn take_donation_report(&self, service: &Service, report: Report) {
        match report {
            Report::Status(status) => {
                tracing::info!(provider = service.provider.name(), state = ?status.state, "{}", status.detail);
                *service.status.lock().unwrap_or_else(PoisonError::into_inner) = status;
                self.0.changed.notify_one();
            }
            Report::Event(ChatEvent::Message(message)) => {
                if let Err(error) = self.take_donation(*message).await {
                    tracing::error!(%error, "a donation could not be taken");
                }
            }
            _ => {}
        }
    }
}
