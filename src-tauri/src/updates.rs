//! Newer versions, by Tauri's updater: looked for when somebody asks or has asked for it at each
//! start, checked against the makers' key, and installed when a person says so.
//!
//! Built in by the feature `updater` alone. What a distribution or a store packs, it updates itself.

use std::time::Duration;

use engine::{Engine, NewVersion, UpdateCall, UpdateFault, Updates};
use serde_json::json;
use tauri::{AppHandle, Context, Manager as _, Runtime};
use tauri_plugin_updater::{Error, Update, UpdaterExt as _};

use crate::desktop::Desktop;

/// How long a server may take to answer, and to go on with what it sends.
const PATIENCE: Duration = Duration::from_secs(20);

/// More than any word of what is new.
const LONGEST_NOTES: usize = 4_000;

/// Who publishes newer versions, and how they sign.
#[derive(Debug)]
struct Publisher {
    url: String,
    /// The public key as Tauri's `signer generate` writes it.
    key: String,
}

impl Publisher {
    /// As it was given when this was built; `build.rs` asks for it.
    #[cfg(not(debug_assertions))]
    fn known() -> Option<Self> {
        let [url, key] = [option_env!("MULTICHAT_UPDATE_URL"), option_env!("MULTICHAT_UPDATE_KEY")];
        Some(Self { url: url?.to_owned(), key: key?.to_owned() })
    }

    /// As it is given at the start: whoever develops this has a server and a key of their own.
    #[cfg(debug_assertions)]
    fn known() -> Option<Self> {
        let variable = |name| std::env::var(name).ok();
        Some(Self {
            url: variable("MULTICHAT_UPDATE_URL")?,
            key: variable("MULTICHAT_UPDATE_KEY")?,
        })
    }
}

/// Tells the updater whom to ask and whom to believe. False where nobody is known.
pub(crate) fn configure<R: Runtime>(context: &mut Context<R>) -> bool {
    let Some(Publisher { url, key }) = Publisher::known() else {
        tracing::info!("no newer versions are looked for: no publisher is known");
        return false;
    };
    let settings = json!({
        "endpoints": [url],
        "pubkey": key,
        // Without it, an answer could pass off an old version, which is signed too, as a new one.
        "requireSignedVersion": true,
    });
    context.config_mut().plugins.0.insert("updater".into(), settings);
    true
}

/// Whether there is a publisher to ask.
pub(crate) fn is_configured(tauri: &AppHandle) -> bool {
    tauri.config().plugins.0.contains_key("updater")
}

/// Does what pages ask, one call after the other, and looks at the start where that is wanted.
pub(crate) async fn follow(tauri: AppHandle, engine: Engine) {
    let mut asked = engine.offer_updates();
    if engine.settings().updates.at_start == Some(true) {
        // It fails only where the updater is not there, which is offered just now.
        engine.look_for_updates().unwrap_or_default();
    }
    let mut found = None;
    while let Some(call) = asked.recv().await {
        let outcome = match call {
            UpdateCall::Look => look(&tauri).await.map(|update| {
                found = update;
                found.as_ref().map_or(Updates::Newest, |update| Updates::Found(described(update)))
            }),
            UpdateCall::Install => match found.take() {
                Some(update) => install(&tauri, &engine, update).await,
                None => Ok(Updates::Unknown),
            },
        };
        engine.tell_updates(outcome.unwrap_or_else(|error| {
            tracing::warn!(%error, ?call, "no newer version");
            Updates::Failed { why: why(&error) }
        }));
    }
}

async fn look(tauri: &AppHandle) -> Result<Option<Update>, Error> {
    let updater = tauri.updater_builder().timeout(PATIENCE).configure_client(|client| {
        // The time of the whole is none for what is fetched: lines differ.
        client.connect_timeout(PATIENCE).read_timeout(PATIENCE)
    });
    updater.build()?.check().await
}

fn described(update: &Update) -> NewVersion {
    let notes = update.body.as_deref().unwrap_or_default();
    NewVersion {
        version: update.version.clone(),
        notes: notes.chars().take(LONGEST_NOTES).collect(),
    }
}

/// Fetches and installs it, and has the application end and start again. What comes of that is
/// seen by whoever is there afterwards.
async fn install(tauri: &AppHandle, engine: &Engine, update: Update) -> Result<Updates, Error> {
    let package = update.download(|_, _| {}, || {}).await?;
    let installing = Updates::Installing(described(&update));
    // Where a running program can be replaced, a failure is told while there is a page to tell it on.
    if !cfg!(windows) {
        tokio::task::block_in_place(|| update.install(&package))?;
    }
    tauri.state::<Desktop>().do_afterwards(Box::new(move || {
        if cfg!(windows) {
            // It ends this program where it begins.
            if let Err(error) = update.install(&package) {
                app::complain(&format!("the new version could not be installed ({error})"));
            }
        }
        tauri::process::restart(&tauri::Env::default())
    }));
    engine.quit().cancel();
    Ok(installing)
}

fn why(error: &Error) -> UpdateFault {
    match error {
        Error::Reqwest(error) if !error.is_decode() => UpdateFault::Offline,
        Error::Reqwest(_)
        | Error::Serialization(_)
        | Error::Semver(_)
        | Error::UrlParse(_)
        | Error::ReleaseNotFound
        | Error::Network(_) => UpdateFault::Unreadable,
        Error::TargetNotFound(_)
        | Error::TargetsNotFound(_)
        | Error::UnsupportedArch
        | Error::UnsupportedOs => UpdateFault::NotForThis,
        Error::Minisign(_)
        | Error::Base64(_)
        | Error::SignatureUtf8(_)
        | Error::SignedVersionMismatch { .. }
        | Error::MissingSignedVersion => UpdateFault::Forged,
        _ => UpdateFault::NotInstalled,
    }
}
