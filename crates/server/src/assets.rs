//! The files of the pages, inside the program.

use std::borrow::Cow;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

/// Themes, and the overlay's own page in `_runtime`.
#[derive(RustEmbed)]
#[folder = "../../overlay-themes/"]
#[include = "*/*.css"]
#[include = "*/*.js"]
#[include = "*/*.json"]
#[include = "*/*.html"]
#[include = "*/*.png"]
#[include = "_runtime/*.woff2"]
#[include = "_runtime/fonts/*"]
#[include = "_runtime/*.LICENSE.txt"]
#[include = "_runtime/icons/*.svg"]
pub(crate) struct Overlay;

/// The dashboard, as its own build leaves it. Missing until the pages are built.
#[derive(RustEmbed)]
#[folder = "../../ui/dist/"]
#[allow_missing = true]
pub(crate) struct Ui;

/// The file at `path`. `None` if there is none, or it is of a kind that we don't serve.
pub(crate) fn file<Files: RustEmbed>(path: &str) -> Option<Response> {
    let file = Files::get(path)?;
    Some(of_kind(path, file.data)?.into_response())
}

/// The same of a text, changed on the way.
pub(crate) fn changed<Files: RustEmbed>(
    path: &str,
    change: impl FnOnce(String) -> String,
) -> Option<Response> {
    let text = String::from_utf8(Files::get(path)?.data.into_owned()).ok()?;
    Some(of_kind(path, change(text).into_bytes().into())?.into_response())
}

/// A file's answer by the ending of its name.
pub(crate) fn of_kind(path: &str, data: Cow<'static, [u8]>) -> Option<impl IntoResponse + use<>> {
    let kind = match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        _ => return None,
    };
    // Asked again every time, from a server on the same machine: an update shows at once.
    Some(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_the_program_stays_small() {
        let size = |ending: &str| -> usize {
            let files = Overlay::iter().filter(|path| path.ends_with(ending));
            files.filter_map(|path| Overlay::get(&path)).map(|file| file.data.len()).sum()
        };
        let fonts = size(".woff2");
        assert!((2_500_000..3_300_000).contains(&fonts), "fonts have {fonts} bytes");
        let all = size("");
        assert!(all < 6_000_000, "all files of the overlays have {all} bytes");
    }
}
