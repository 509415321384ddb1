//! OBS, as far as its WebSocket tells of it: obs-websocket 5.1 of OBS 29, and what goes wrong with
//! it. What it answers follows what OBS 29.0.2 of Debian 12 was seen to answer; `tests/obs` runs the
//! application against that one.

mod session;
mod world;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::{broadcast, watch};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::Error;
use world::World;
pub use world::{ObsFault, Source};

/// A running stand-in. Clones are handles to the same one; the last one dropped stops it.
#[derive(Clone)]
pub struct FakeObs {
    address: SocketAddr,
    world: watch::Sender<World>,
    events: broadcast::Sender<String>,
    _running: Arc<DropGuard>,
}

impl FakeObs {
    /// Starts on any free port of 127.0.0.1, with the scenes `Main` and `Break`, and no password.
    pub async fn start() -> Result<Self, Error> {
        Self::start_on(0).await
    }

    /// Starts on this port of 127.0.0.1; fails if it is taken.
    pub async fn start_on(port: u16) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let (world, events) = (watch::Sender::new(World::default()), broadcast::channel(64).0);
        let stop = CancellationToken::new();
        let serving = session::serve(listener, world.clone(), events.clone(), stop.clone());
        tokio::spawn(serving);
        Ok(Self { address, world, events, _running: Arc::new(stop.drop_guard()) })
    }

    /// Where it listens.
    #[must_use]
    pub fn url(&self) -> String {
        format!("ws://{}", self.address)
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Wants this password from now on, or none.
    pub fn set_password(&self, password: Option<&str>) {
        self.world.send_modify(|world| world.password = password.map(str::to_owned));
    }

    /// Goes wrong in this way from now on, or in none.
    pub fn set_fault(&self, fault: Option<ObsFault>) {
        self.world.send_modify(|world| world.fault = fault);
    }

    /// Whether it has a browser source.
    pub fn set_browser(&self, has: bool) {
        self.world.send_modify(|world| world.has_browser = has);
    }

    /// Says that it is this version of OBS; 30.0.2 at first.
    pub fn set_version(&self, version: &str) {
        self.world.send_modify(|world| version.clone_into(&mut world.version));
    }

    /// Puts an input into a scene, as a person does it; the scene is made where there is none.
    pub fn put(&self, scene: &str, name: &str, kind: &str, url: &str) {
        self.world.send_modify(|world| world.put(scene, name, kind, &json!({ "url": url })));
        self.tell("InputCreated");
    }

    /// Puts a browser source into a scene that shows a file of this computer.
    pub fn put_file(&self, scene: &str, name: &str, path: &str) {
        let settings = json!({ "is_local_file": true, "local_file": path });
        self.world.send_modify(|world| world.put(scene, name, "browser_source", &settings));
        self.tell("InputCreated");
    }

    /// Puts a scene into another one.
    pub fn nest(&self, scene: &str, inner: &str) {
        self.world.send_modify(|world| world.nest(scene, inner));
        self.tell("SceneItemCreated");
    }

    /// The inputs, by name.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<Source> {
        self.world.borrow().inputs.get(name).cloned()
    }

    /// The names of what is in a scene, from below.
    #[must_use]
    pub fn items(&self, scene: &str) -> Vec<String> {
        self.world.borrow().items(scene)
    }

    /// How often the button Refresh of this input was pressed.
    #[must_use]
    pub fn refreshed(&self, name: &str) -> usize {
        self.world.borrow().pressed.iter().filter(|pressed| *pressed == name).count()
    }

    /// How many clients have proved their password, and how many have failed to.
    #[must_use]
    pub fn logins(&self) -> (usize, usize) {
        let world = self.world.borrow();
        (world.let_in, world.kept_out)
    }

    /// The names of the requests that were made, oldest first.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.world.borrow().asked.clone()
    }

    /// Waits until this is so.
    pub async fn until(&self, so: impl Fn(&Self) -> bool) {
        let mut changes = self.world.subscribe();
        while !so(self) {
            // The sender lives as long as this.
            if changes.changed().await.is_err() {
                return;
            }
        }
    }

    /// Ends every connection, as OBS does when it ends.
    pub fn drop_all(&self) {
        self.world.send_modify(|world| world.epoch += 1);
    }

    fn tell(&self, event: &str) {
        // Nobody may be listening.
        self.events.send(event.to_owned()).unwrap_or_default();
    }
}

/// How long a slow one takes for each answer.
const SLOW: Duration = Duration::from_millis(900);
