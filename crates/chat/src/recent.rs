//! What was met lately: memory that does not grow with the hours.

use std::borrow::Borrow;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// A map of at most so many keys: the one that came first goes first.
#[derive(Debug)]
pub struct Recent<K, V> {
    limit: usize,
    order: VecDeque<K>,
    map: HashMap<K, V>,
}

impl<K: Clone + Eq + Hash, V> Recent<K, V> {
    /// An empty one for `limit` keys.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, order: VecDeque::new(), map: HashMap::new() }
    }

    /// Remembers it. False where the key was remembered already: then it has the new value, and its
    /// old age.
    pub fn insert(&mut self, key: K, value: V) -> bool {
        if self.map.insert(key.clone(), value).is_some() {
            return false;
        }
        self.order.push_back(key);
        while self.order.len() > self.limit {
            if let Some(oldest) = self.order.pop_front() {
                self.map.remove(&oldest);
            }
        }
        true
    }

    /// What is remembered with `key`.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.map.get(key)
    }

    /// All that is remembered, the oldest first.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.order.iter().filter_map(|key| self.map.get(key))
    }

    /// Whether nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// Whether `key` is remembered.
    pub fn contains<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.map.contains_key(key)
    }

    /// Forgets `key`, at the cost of a look at all of them.
    pub fn remove(&mut self, key: &K) {
        self.map.remove(key);
        self.order.retain(|known| known != key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_key_goes_first_and_a_removed_one_can_come_back() {
        let mut recent = Recent::new(2);
        recent.insert("a", 1);
        recent.insert("b", 2);
        recent.remove(&"a");
        recent.insert("a", 3);
        recent.insert("c", 4);
        assert_eq!((recent.get("a"), recent.get("b"), recent.get("c")), (Some(&3), None, Some(&4)));
    }

    #[test]
    fn the_oldest_is_forgotten_first() {
        let mut recent = Recent::new(2);
        assert!(recent.insert("a", ()) && recent.insert("b", ()), "new names are new");
        assert!(!recent.insert("a", ()), "a name is met once");
        assert!(recent.insert("c", ()), "there is always room for a new one");
        assert!(!recent.insert("b", ()), "the younger one is still remembered");
        assert!(recent.insert("a", ()), "memory is bounded: the oldest was forgotten");
    }

    #[test]
    fn a_key_may_change_its_value_and_memory_is_bounded() {
        let mut logins = Recent::new(2_000);
        logins.insert("ada".to_owned(), "1");
        assert!(!logins.insert("ada".to_owned(), "2"));
        assert_eq!(logins.get("ada"), Some(&"2"), "a login may change hands");
        for number in 0..20_000 {
            logins.insert(format!("login{number}"), "3");
            assert!(logins.map.len() <= 2_000 && logins.order.len() <= 2_000);
        }
        assert_eq!(logins.get("ada"), None, "long ago");
        assert_eq!(logins.get("login18001"), Some(&"3"), "lately");
    }
}
