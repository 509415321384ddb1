//! Loaders among the files that sources in OBS show: a small page of ours that waits for the
//! application, and becomes the overlay whose key it has.

use std::fs::File;
use std::io::{self, Read as _};

/// Longer than any loader.
const LONGEST: u64 = 16 * 1024;

/// The overlay's address that the file at this path waits for. `None` for a file that is no loader.
pub(super) async fn address_in(path: String) -> Option<String> {
    let looked = crate::blocking(move || Ok(read(&path).map(|page| waits_for(&page))));
    match looked.await {
        Ok(Ok(address)) => address,
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

/// A loader has its server and its overlay's key as `server/src/loader.html` writes them.
fn waits_for(page: &str) -> Option<String> {
    let of = |name: &str| {
        let (_, rest) = page.split_once(&format!("const {name} = \""))?;
        Some(rest.split_once('"')?.0)
    };
    Some(format!("{}/overlay/{}", of("server")?, of("key")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loader_is_told_by_its_server_and_key_and_other_pages_are_none() {
        let key = "0a".repeat(32);
        // With the names that `server/src/loader.rs` fills in.
        let loader = include_str!("../../../server/src/loader.html")
            .replace("SERVER", "http://127.0.0.1:7420")
            .replace("KEY", &key);
        let address = format!("http://127.0.0.1:7420/overlay/{key}");
        assert_eq!(waits_for(&loader), Some(address));
        for page in
            ["", "<p>My own page", "const key = \"x\"", "const server = \"x\"; const key = \"y"]
        {
            assert_eq!(waits_for(page), None, "{page}");
        }
    }
}
