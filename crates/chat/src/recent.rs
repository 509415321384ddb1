//! What was met lately: memory that does not grow with the hours.

use std::borrow::Borrow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

/// A map of at most so many keys: the one that came first goes first.
#[derive(Debug, Clone)]
pub struct Recent<K, V> {
    limit: usize,
    /// Keys with the number of their coming, the first one first. Those that were removed are still
    /// here, until their turn comes or they are too many.
    order: VecDeque<(u64, K)>,
    map: HashMap<K, (u64, V)>,
    next: u64,
}

impl<K: Clone + Eq + Hash, V> Recent<K, V> {
    /// An empty one for `limit` keys.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, order: VecDeque::new(), map: HashMap::new(), next: 0 }
    }

    /// Remembers it. False where the key was remembered already: then it has the new value, and its
    /// old age.
    pub fn insert(&mut self, key: K, value: V) -> bool {
        let vacant = match self.map.entry(key) {
            Entry::Occupied(mut known) => {
                known.get_mut().1 = value;
                return false;
            }
            Entry::Vacant(vacant) => vacant,
        };
        self.order.push_back((self.next, vacant.key().clone()));
        vacant.insert((self.next, value));
        self.next += 1;
        while self.map.len() > self.limit
            && let Some((number, oldest)) = self.order.pop_front()
        {
            if is_current(&self.map, number, &oldest) {
                self.map.remove(&oldest);
            }
        }
        if self.order.len() > self.limit.saturating_mul(2) {
            self.order.retain(|(number, key)| is_current(&self.map, *number, key));
        }
        true
    }

    /// What is remembered with `key`.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.map.get(key).map(|(_, value)| value)
    }

    /// Whatever is remembered, the oldest first.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        let current = self.order.iter().filter(|(number, key)| is_current(&self.map, *number, key));
        current.map(|(_, key)| key)
    }

    /// All that is remembered, the oldest first.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.keys().filter_map(|key| self.get(key))
    }

    /// The same, in no order, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.map.values_mut().map(|(_, value)| value)
    }

    /// How many are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.map.len()
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

    /// Forgets `key`.
    pub fn remove(&mut self, key: &K) {
        self.map.remove(key);
    }
}

/// Whether a key is remembered since it came with this number, and was not removed in between.
fn is_current<K: Eq + Hash, V>(map: &HashMap<K, (u64, V)>, number: u64, key: &K) -> bool {
    map.get(key).is_some_and(|(current, _)| *current == number)
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
    fn what_comes_and_is_removed_again_and_again_takes_no_room_and_drives_nobody_out() {
        let mut recent = Recent::new(10);
        recent.insert("stays".to_owned(), 0);
        for number in 0..1_000 {
            let key = format!("key{}", number % 7);
            recent.insert(key.clone(), number);
            assert!(recent.order.len() <= 20, "memory is bounded: {}", recent.order.len());
            recent.remove(&key);
        }
        assert_eq!(recent.get("stays"), Some(&0), "there was always room for it");
        assert!(!recent.contains("key1"));
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
