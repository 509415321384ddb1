//! Hype Trains: that they begin, reach a level, and end. What is given in between is told by chat.

use chat::Recent;
use serde_json::Value;

use super::text;

/// Hype Trains that are remembered. A channel has one at a time.
const TRAINS: usize = 64;

/// The level of each of the channel's Hype Trains that was told last, by their ids.
#[derive(Debug)]
pub(super) struct Trains(Recent<String, Known>);

#[derive(Debug, Clone, Copy)]
struct Known {
    level: u64,
    ended: bool,
}

/// What is told of a Hype Train, once.
pub(super) struct TrainNews {
    pub(super) native_id: String,
    pub(super) words: String,
}

impl Trains {
    pub(super) fn new() -> Self {
        Self(Recent::new(TRAINS))
    }

    /// It begins, or reaches a level.
    pub(super) fn reaches(&mut self, event: &Value) -> Option<TrainNews> {
        let (id, level) = read(event)?;
        let known = self.0.get(id).copied();
        if known.is_some_and(|known| known.ended || known.level >= level) {
            return None;
        }
        self.0.insert(id.to_owned(), Known { level, ended: false });
        let words = if known.is_none() && level <= 1 {
            "A Hype Train has begun".to_owned()
        } else {
            format!("The Hype Train has reached level {level}")
        };
        Some(TrainNews { native_id: format!("hype train {id} level {level}"), words })
    }

    pub(super) fn ends(&mut self, event: &Value) -> Option<TrainNews> {
        let (id, level) = read(event)?;
        if self.0.get(id).is_some_and(|known| known.ended) {
            return None;
        }
        self.0.insert(id.to_owned(), Known { level, ended: true });
        let words = format!("The Hype Train has ended at level {level}");
        Some(TrainNews { native_id: format!("end of hype train {id}"), words })
    }
}

/// Its id, and the level that it is on.
fn read(event: &Value) -> Option<(&str, u64)> {
    Some((text(event, "/id")?, event.get("level")?.as_u64()?))
}
