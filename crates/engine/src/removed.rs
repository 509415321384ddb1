//! What a person has removed in this run: the last few of it can be had back as they were, with their
//! ids and keys. It is in memory alone: what was removed is gone from the disk.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use store::{Place, SourceRow};

use crate::Overlay;

/// So many of each can be had back; the oldest makes room.
const KEPT: usize = 20;

/// What was removed.
#[derive(Debug, Default)]
pub(crate) struct Removed {
    /// Overlays, with their keys.
    pub overlays: Bin<Overlay>,
    /// Channels, and whether each was read.
    pub sources: Bin<(SourceRow, bool)>,
}

/// The last few of one kind, each with where it stood among the others.
#[derive(Debug)]
pub(crate) struct Bin<T>(Mutex<VecDeque<(T, Place)>>);

impl<T> Default for Bin<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Bin<T> {
    /// Keeps one that was removed.
    pub(crate) fn put(&self, what: T, place: Place) {
        let mut kept = self.lock();
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back((what, place));
    }

    /// The one that is meant. It stays, for the disk may not take it back.
    pub(crate) fn find(&self, is: impl Fn(&T) -> bool) -> Option<(T, Place)> {
        self.lock().iter().find(|(what, _)| is(what)).cloned()
    }

    /// Changes the one that is meant. Gives whether it is there.
    pub(crate) fn change(&self, is: impl Fn(&T) -> bool, change: impl FnOnce(&mut T)) -> bool {
        let mut kept = self.lock();
        let found = kept.iter_mut().find(|(what, _)| is(what));
        found.map(|(what, _)| change(what)).is_some()
    }

    /// Forgets the one that is meant: it is back, or never to be.
    pub(crate) fn forget(&self, is: impl Fn(&T) -> bool) {
        self.lock().retain(|(what, _)| !is(what));
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(T, Place)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where `new` goes among those that are there, by their order on the disk. What is not there, as demo
/// chat, stays where it is.
pub(crate) fn place_of<'a>(
    new: &str,
    there: impl IntoIterator<Item = &'a str>,
    order: &[String],
) -> usize {
    let at = |id: &str| order.iter().position(|known| known == id);
    let (own, mut all) = (at(new), 0);
    for id in there {
        if at(id).is_some() && at(id) > own {
            return all;
        }
        all += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_had_back_stands_where_the_disk_has_it() {
        let order = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(place_of("a", ["b", "c"], &order), 0);
        assert_eq!(place_of("b", ["a", "c"], &order), 1);
        assert_eq!(place_of("c", ["a", "b"], &order), 2);
        assert_eq!(place_of("a", ["demo", "b", "c"], &order), 1, "demo chat is on no disk");
        assert_eq!(place_of("b", ["a", "c", "demo"], &order), 1);
    }
}
