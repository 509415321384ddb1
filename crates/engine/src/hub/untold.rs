//! What people did with the focus queue and what is not in the audit list yet.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use store::AuditChange;

/// More than the list keeps need not wait for it.
const MOST: usize = 10_000;

/// Changes of the audit list, each with the version of the queue that it tells of. Whoever writes the
/// queue takes them, and writes both in one step.
#[derive(Debug, Clone, Default)]
pub(crate) struct Untold(Arc<Mutex<Vec<(u64, AuditChange)>>>);

impl Untold {
    pub(super) fn add(&self, version: u64, changes: Vec<AuditChange>) {
        let mut waiting = self.lock();
        waiting.extend(changes.into_iter().map(|change| (version, change)));
        let too_many = waiting.len().saturating_sub(MOST);
        waiting.drain(..too_many);
    }

    /// Takes those that tell of the queue up to this version.
    pub(crate) fn take(&self, version: u64) -> Vec<(u64, AuditChange)> {
        let mut waiting = self.lock();
        let later = waiting.partition_point(|(of, _)| *of <= version);
        waiting.drain(..later).collect()
    }

    /// They could not be written.
    pub(crate) fn put_back(&self, changes: Vec<(u64, AuditChange)>) {
        self.lock().splice(..0, changes);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(u64, AuditChange)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_written_comes_before_what_came_since() {
        let untold = Untold::default();
        for (version, number) in [(1, 10), (1, 11), (2, 20), (3, 30)] {
            untold.add(version, vec![AuditChange::Undone(number)]);
        }
        let numbers = |changes: &[(u64, AuditChange)]| {
            let number = |(_, change): &(u64, AuditChange)| match change {
                AuditChange::Undone(number) => *number,
                AuditChange::Done(_) => 0,
            };
            changes.iter().map(number).collect::<Vec<_>>()
        };
        let taken = untold.take(2);
        assert_eq!(numbers(&taken), [10, 11, 20]);
        untold.put_back(taken);
        assert_eq!(numbers(&untold.take(9)), [10, 11, 20, 30]);
        assert!(untold.take(9).is_empty());
    }
}
