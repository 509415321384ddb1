//! What people did with the focus queue and what is not in the audit list yet.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::AuditChange;

/// More than the list keeps need not wait for it.
const MOST: usize = 10_000;

/// Changes of the audit list, each with the version of the queue that it tells of. Whoever writes the
/// queue writes them in the same step. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Untold(Arc<Mutex<Vec<(u64, AuditChange)>>>);

impl Untold {
    /// Adds what tells of the queue of this version, which is none that is to be written already.
    pub fn add(&self, version: u64, changes: Vec<AuditChange>) {
        let mut waiting = self.lock();
        waiting.extend(changes.into_iter().map(|change| (version, change)));
        let too_many = waiting.len().saturating_sub(MOST);
        waiting.drain(..too_many);
    }

    /// Those that tell of the queue up to this version.
    pub(crate) fn up_to(&self, version: u64) -> Vec<AuditChange> {
        let waiting = self.lock();
        let told = waiting.iter().take_while(|(of, _)| *of <= version);
        told.map(|(_, change)| change.clone()).collect()
    }

    /// They are written.
    pub(crate) fn are_told(&self, version: u64) {
        let mut waiting = self.lock();
        let later = waiting.partition_point(|(of, _)| *of <= version);
        waiting.drain(..later);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(u64, AuditChange)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_of_a_later_queue_waits_for_it() {
        let untold = Untold::default();
        let changes = [(1, 10), (1, 11), (2, 20), (3, 30)];
        for (version, number) in changes {
            untold.add(version, vec![AuditChange::Undone(number)]);
        }
        let of =
            |numbers: &[i64]| numbers.iter().copied().map(AuditChange::Undone).collect::<Vec<_>>();
        assert_eq!(untold.up_to(2), of(&[10, 11, 20]));
        assert_eq!(untold.up_to(2), of(&[10, 11, 20]), "until they are written");
        untold.are_told(2);
        assert_eq!(untold.up_to(9), of(&[30]));
    }
}
