//! An engine for tests within this crate.

use std::path::Path;

use crate::{Browser, Clients, Endpoints, Engine, Options};

/// One with this data folder.
pub(crate) async fn engine(folder: &Path) -> Engine {
    // Nothing is there: no test asks a platform.
    let sockets = ["IRC", "EVENTS", "STREAMLABS", "STREAMELEMENTS_URL", "OBS"];
    let nowhere = |name: &str| {
        let is_socket = sockets.iter().any(|socket| name.contains(socket));
        Some(format!("{}://127.0.0.1:9", if is_socket { "ws" } else { "http" }))
    };
    let options = Options {
        data_dir: folder.to_owned(),
        endpoints: Endpoints::from_env(nowhere).expect("addresses of this computer"),
        demo: false,
        headless: true,
        clients: Clients::default(),
        browser: Browser::None,
        pages: String::new(),
    };
    Engine::start(options).await.expect("it starts, whatever is in the folder")
}
