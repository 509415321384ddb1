//! From what an earlier run left to an engine that runs, and to its end.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::redirect::Policy;
use tokio::sync::{Notify, mpsc, watch};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::earlier::Earlier;
use crate::sources::DemoChat;
use crate::warnings::Warnings;
use crate::{
    Engine, First, Inner, ListenersMode, Options, PROVIDER_PATIENCE, Result, Warning, accounts,
    audit, blocking, curtain, damage, feeds, helix, http, obs, official, shell, sync, updates,
    wake, writing,
};

/// What tasks get to end by themselves.
const TASKS_END_WITHIN: Duration = Duration::from_secs(1);

impl Engine {
    /// Starts it, with what an earlier run left in the data folder.
    pub async fn start(options: Options) -> Result<Self> {
        let (folder, demo) = (options.data_dir.clone(), DemoChat::of(&options));
        let (earlier, damage) = blocking(move || Earlier::open(&folder, demo)).await?;
        let Earlier { store, settings, unreadable, overlays, dock_key, .. } = earlier;
        let Earlier { moderators, donations, support, sources, quotas, passed, hub, .. } = earlier;
        let hub = hub.start(&store);
        let http = http::built(net::client())?;
        let (tasks, stopping) = (TaskTracker::new(), CancellationToken::new());
        let (to_count, ending) = (quotas.spend(), stopping.clone());
        let accounts = accounts::open(&options, &settings, to_count, tasks.clone(), ending)?;
        let own_twitch = helix::open(&options.endpoints, &accounts)?;
        let standby = official::Standby::open(quotas, &accounts, &options.endpoints)?;
        let writing = writing::open(&options.endpoints, &accounts, standby.spend(), store.clone())?;
        let Options { data_dir, endpoints, headless, clients, browser, pages, .. } = options;
        let (obs, obs_calls) = obs::Obs::new(pages);
        let emotes = emotes::Emotes::new(emotes::Options {
            endpoints: endpoints.emotes.clone(),
            http: http::built(net::client().timeout(PROVIDER_PATIENCE).redirect(Policy::none()))?,
            helix: Some(own_twitch.for_emotes()),
            timing: emotes::Timing::default(),
            tasks: tasks.clone(),
            stopping: stopping.clone(),
        });
        emotes.look_up_pronouns_of_chatters(settings.pronouns);
        let pictures = images::Options {
            folder: data_dir.join("images"),
            proxy: endpoints.image_proxy.clone(),
            http: net::client(),
            limits: images::Limits::default(),
            tasks: tasks.clone(),
            stop: stopping.clone(),
        };
        let images = blocking(move || Ok(images::Images::open(pictures)?)).await?;
        if let First::Snapshot(before) = hub.subscribe(None, usize::MAX).await?.first {
            before.messages.iter().for_each(|message| images.know_all_of(message));
        }
        hub.stage().borrow().messages().for_each(|message| images.know_all_of(message));
        let is_hidden = curtain::was_drawn(&data_dir);
        let engine = Self(Arc::new(Inner {
            data_dir,
            sources,
            store,
            endpoints,
            http,
            wakes: watch::Sender::default(),
            twitch_joins: Arc::default(),
            hub,
            emotes,
            images,
            accounts,
            standby,
            writing,
            own_twitch,
            clients,
            browser,
            settings: watch::Sender::new(settings),
            unreadable: watch::Sender::new(unreadable),
            overlays: watch::Sender::new(Arc::new(overlays)),
            overlays_connected: Arc::default(),
            docks_connected: Arc::default(),
            dock_key,
            curtain: watch::Sender::new(is_hidden),
            curtain_tried: watch::Sender::new(is_hidden),
            moderators: watch::Sender::new(Arc::new(moderators)),
            focus_kept: watch::Sender::default(),
            feeds: feeds::Feeds::new(passed),
            held: watch::Sender::default(),
            undo_refused: audit::UndoRefused::default(),
            samples: watch::Sender::default(),
            donations,
            sync: sync::Sync::default(),
            support,
            warnings: Warnings::default(),
            status: watch::Sender::default(),
            changed: Notify::new(),
            started: Instant::now(),
            tasks,
            stopping,
            changing: tokio::sync::Mutex::default(),
            shell: shell::Shell::new(headless),
            removed: crate::removed::Removed::default(),
            last_import: tokio::sync::Mutex::default(),
            updating: updates::Updating::new(),
            obs,
        }));
        engine.say_what_was_lost(damage);
        engine.direct_focus().await?;
        engine.begin(obs_calls);
        Ok(engine)
    }

    /// Begins what goes on until the end.
    fn begin(&self, obs_calls: mpsc::Receiver<obs::Call>) {
        self.tend_feeds();
        self.keep_curtain();
        self.spawn(wake::watch(self.0.wakes.clone()));
        self.spawn(self.clone().publish_status());
        self.spawn(self.clone().follow_falls());
        self.spawn(self.clone().follow_emotes());
        self.spawn(self.clone().follow_accounts());
        self.spawn(self.clone().keep_focus());
        self.0.tasks.spawn(self.clone().keep_quotas());
        self.spawn(self.clone().listen_while_in_use());
        self.spawn(self.clone().tend_obs(obs_calls));
        self.spawn(self.clone().tend_sync());
        self.listen_to_donations();
        self.spawn(self.clone().follow_support());
        match self.settings().listeners.mode {
            ListenersMode::Always => self.start_enabled_sources(),
            ListenersMode::InUse | ListenersMode::Manual => {}
        }
    }

    /// What an earlier run left could not be read, or not all of it.
    fn say_what_was_lost(&self, damage: Option<store::Damage>) {
        if let Some(damage) = damage {
            self.warn(damage::told(&damage));
        }
        let unreadable = self.0.unreadable.borrow().names();
        if !unreadable.is_empty() {
            self.warn(Warning {
                code: "settings_unreadable",
                message: format!(
                    "Some settings could not be read and have their first value again: {}.",
                    unreadable.join(", ")
                ),
                hint: "A newer version may have written them: it finds them as they were. Here, \
                       set them again as you like them."
                    .into(),
            });
        }
    }

    /// Ends it: sources first, then the hub with what they brought, then what is still to be
    /// written. Nothing that was taken from a platform or a person is lost.
    pub async fn stop(&self) {
        self.0.stopping.cancel();
        self.0.tasks.close();
        // A sign-in may wait for a service's answer for longer; what is to be written waits for nobody.
        if tokio::time::timeout(TASKS_END_WITHIN, self.0.tasks.wait()).await.is_err() {
            tracing::info!("a task did not end in time");
        }
        self.0.hub.stop().await;
        self.keep_focus_now().await;
        let flushed = self.with_store(|store| {
            store.flush();
            Ok(())
        });
        if let Err(error) = flushed.await {
            tracing::error!(%error, "the history could not be flushed");
        }
    }
}
