//! Loaders among the files that sources in OBS show: a small page of ours that waits for the
//! application, and becomes the overlay whose key it has.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::Arc;

use crate::Overlay;

/// Longer than any loader.
const LONGEST: u64 = 16 * 1024;

/// The id of the overlay that the file at this path becomes. `None` for any other file.
pub(super) async fn overlay_of(path: String, overlays: &Arc<Vec<Overlay>>) -> Option<String> {
    let overlays = Arc::clone(overlays);
    let looked = crate::blocking(move || Ok(read(&path).map(|page| becomes(&page, &overlays))));
    match looked.await {
        Ok(Ok(overlay)) => overlay,
        Ok(Err(error)) => {
            tracing::debug!(%error, "a file that OBS shows can't be read");
            None
        }
        Err(error) => {
            tracing::warn!(%error, "a file that OBS shows could not be looked at");
            None
        }
    }
}

fn read(path: &str) -> io::Result<String> {
    // Nothing else is waited for: a pipe may never answer.
    if !std::fs::metadata(path)?.is_file() {
        return Ok(String::new());
    }
    let mut page = Vec::new();
    File::open(path)?.take(LONGEST).read_to_end(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// A loader has its overlay's key as `server/src/loader.html` writes it. One with a key that was
/// given up waits in vain, and is none.
fn becomes(page: &str, overlays: &[Overlay]) -> Option<String> {
    let has_key =
        |overlay: &&Overlay| page.contains(&format!("const key = \"{}\"", overlay.key.reveal()));
    overlays.iter().find(has_key).map(|overlay| overlay.id.clone())
}
