//! What was met lately.

use std::collections::{HashSet, VecDeque};

/// The last names that were met, up to a fixed number.
#[derive(Debug)]
pub(crate) struct Recent {
    names: HashSet<String>,
    order: VecDeque<String>,
    capacity: usize,
}

impl Recent {
    pub(crate) fn new(capacity: usize) -> Self {
        Self { names: HashSet::new(), order: VecDeque::new(), capacity }
    }

    /// Whether `name` is remembered.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Remembers `name`. False where it was remembered already.
    pub(crate) fn insert(&mut self, name: &str) -> bool {
        if !self.names.insert(name.to_owned()) {
            return false;
        }
        self.order.push_back(name.to_owned());
        if self.order.len() > self.capacity
            && let Some(oldest) = self.order.pop_front()
        {
            self.names.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_forgotten_first() {
        let mut recent = Recent::new(2);
        assert!(recent.insert("a") && recent.insert("b"), "new names are new");
        assert!(!recent.insert("a"), "a name is met once");
        assert!(recent.insert("c"), "there is always room for a new one");
        assert!(!recent.insert("b"), "the younger one is still remembered");
        assert!(recent.insert("a"), "memory is bounded: the oldest was forgotten");
    }
}
