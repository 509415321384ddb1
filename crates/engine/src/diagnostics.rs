//! A report that a person can send in when a platform has changed: how everything is, and how what
//! we don't know is built. No name, no text, no address and no key is in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chat::{Health, Platform, SourceState, Unknown};
use jiff::Timestamp;
use serde::Serialize;

use crate::{Counts, Engine, EngineError, Result, VERSION};

/// Kinds that are kept for one source. A platform that sends more at once has changed altogether.
const MOST_KINDS: usize = 50;
/// So long after something unknown was met, a source is held to be degraded.
const LATELY: Duration = Duration::from_mins(5);
/// The report, in the data folder.
const FILE: &str = "diagnostics.json";

/// The kinds of input that one source met and we don't know, each as it was met first.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnknownKinds {
    kinds: BTreeMap<String, Met>,
    last_met: Option<Instant>,
}

/// A kind that we don't know.
#[derive(Debug, Clone, Serialize)]
struct Met {
    times: u64,
    /// Its keys and the types of its values.
    shape: String,
}

impl UnknownKinds {
    pub(crate) fn add(&mut self, unknown: Unknown) {
        self.last_met = Some(Instant::now());
        if let Some(met) = self.kinds.get_mut(&unknown.kind) {
            met.times += 1;
        } else if self.kinds.len() < MOST_KINDS {
            self.kinds.insert(unknown.kind, Met { times: 1, shape: unknown.shape });
        }
    }

    /// The platform's names of them.
    pub(crate) fn names(&self) -> Vec<String> {
        self.kinds.keys().cloned().collect()
    }

    pub(crate) fn met_lately(&self) -> bool {
        self.last_met.is_some_and(|met| met.elapsed() < LATELY)
    }
}

/// A report that a person can send in.
#[derive(Debug, Serialize)]
pub struct Diagnostics {
    version: &'static str,
    system: &'static str,
    written: Timestamp,
    uptime_seconds: u64,
    warnings: Vec<&'static str>,
    sources: Vec<SourceReport>,
}

/// A source, without the name of its channel.
#[derive(Debug, Serialize)]
pub(crate) struct SourceReport {
    platform: Platform,
    state: SourceState,
    health: Health,
    counts: Counts,
    unknown: BTreeMap<String, Met>,
}

impl SourceReport {
    pub(crate) fn new(
        platform: Platform,
        (state, health): (SourceState, Health),
        counts: &Counts,
        unknown: &UnknownKinds,
    ) -> Self {
        Self { platform, state, health, counts: counts.clone(), unknown: unknown.kinds.clone() }
    }
}

impl Engine {
    /// The report as of now.
    #[must_use]
    pub fn diagnostics(&self) -> Diagnostics {
        let status = self.status_now();
        Diagnostics {
            version: VERSION,
            system: std::env::consts::OS,
            written: Timestamp::now(),
            uptime_seconds: status.uptime,
            warnings: status.warnings.iter().map(|warning| warning.code).collect(),
            sources: self.0.sources.reports(),
        }
    }

    /// Writes the report into the data folder, and tells where.
    pub async fn save_diagnostics(&self) -> Result<PathBuf> {
        let path = self.0.data_dir.join(FILE);
        let report = serde_json::to_vec_pretty(&self.diagnostics())
            .map_err(|error| EngineError::Internal(error.to_string()))?;
        let written = path.clone();
        crate::blocking(move || write(&written, &report)).await?;
        Ok(path)
    }
}

fn write(path: &Path, report: &[u8]) -> Result<()> {
    files::write(path, report)
        .map_err(|error| EngineError::NotWritten { path: path.to_owned(), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_counted_and_bounded() {
        let mut kinds = UnknownKinds::default();
        for number in 0..1_000 {
            let (kind, shape) = (format!("kind{}", number % 60), format!("shape of {number}"));
            kinds.add(Unknown { kind, shape });
        }
        assert_eq!(kinds.names().len(), MOST_KINDS);
        let met = &kinds.kinds["kind0"];
        assert_eq!((met.times, met.shape.as_str()), (17, "shape of 0"), "as it was met first");
    }
}
