//! The system's fonts, which an overlay may be set in: OBS draws it on this machine.

use std::collections::BTreeSet;

use axum::Json;
use fontdb::Database;
use serde::Serialize;

use crate::api::{Answer, blocking};

/// The fonts that `look.font` can name beside those that come with the application.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct Fonts {
    /// The system's families, by name.
    system: BTreeSet<String>,
}

/// Reads the system's folders each time: fonts come and go, and few people ask.
pub(crate) async fn fonts() -> Answer<Fonts> {
    let system = blocking(|| {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        let families = fonts.faces().flat_map(|face| face.families.clone());
        // A name that starts so is the system's own business.
        families.map(|(name, _)| name).filter(|name| is_for_people(name)).collect()
    });
    Ok(Json(Fonts { system: system.await? }))
}

/// Whether an overlay may be set in a font of this name, and a person would look for it.
fn is_for_people(name: &str) -> bool {
    !name.starts_with('.') && engine::is_font_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_fonts_and_names_that_no_style_can_hold_are_left_out() {
        assert!(is_for_people("Noto Sans CJK JP") && is_for_people("源ノ角ゴシック"));
        for name in [".SF NS Text", "x; } body {", ""] {
            assert!(!is_for_people(name), "{name}");
        }
    }
}
