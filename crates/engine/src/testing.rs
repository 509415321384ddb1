//! An engine for tests within this crate.

use std::path::Path;

use crate::{Browser, Clients, Endpoints, Engine, Options};

/// What to start one with that has this data folder and reaches nobody.
pub(crate) fn options(folder: &Path) -> Options {
    // Nothing is there: no test asks a platform.
    let sockets = ["IRC", "EVENTS", "STREAMLABS", "STREAMELEMENTS_URL", "OBS"];
    let nowhere = |name: &str| {
        let is_socket = sockets.iter().any(|socket| name.contains(socket));
        Some(format!("{}://127.0.0.1:9", if is_socket { "ws" } else { "http" }))
    };
    Options {
        data_dir: folder.to_owned(),
        endpoints: Endpoints::from_env(nowhere).expect("addresses of this computer"),
        demo: false,
        headless: true,
        clients: Clients::default(),
        browser: Browser::None,
        pages: String::new(),
    }
}

/// One with this data folder.
pub(crate) async fn engine(folder: &Path) -> Engine {
    Engine::start(options(folder)).await.expect("it starts, whatever is in the folder")
}
