//! What a support overlay shows, and for how long.

use serde::{Deserialize, Serialize};

use crate::{EngineError, Result};

/// Seconds that a card can be on.
const SHORTEST: u16 = 3;
const LONGEST: u16 = 600;

/// What a support overlay shows, and for how long. On other overlays it means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SupportOptions {
    /// What it shows, in this order, one after the other.
    pub show: Vec<SupportPart>,
    /// Seconds that each is on.
    pub seconds: u16,
}

/// What a support overlay can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum SupportPart {
    /// Each link with its QR code.
    Qr,
    /// Each goal.
    Goal,
    /// Thanks to who gave last.
    Thanks,
}

impl Default for SupportOptions {
    fn default() -> Self {
        Self { show: vec![SupportPart::Qr, SupportPart::Goal, SupportPart::Thanks], seconds: 12 }
    }
}

impl SupportOptions {
    pub(super) fn check(&mut self) -> Result<()> {
        let mut seen = Vec::new();
        self.show.retain(|part| {
            let is_new = !seen.contains(part);
            seen.push(*part);
            is_new
        });
        if !(SHORTEST..=LONGEST).contains(&self.seconds) {
            let message = format!("it goes from {SHORTEST} to {LONGEST} seconds");
            return Err(EngineError::invalid("support.seconds", message));
        }
        Ok(())
    }
}
