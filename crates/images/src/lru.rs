//! Bounded memory: what was not used for longest goes first.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

/// A map whose values weigh something, up to a limit.
#[derive(Debug)]
pub(crate) struct Lru<K, V> {
    limit: u64,
    weight: u64,
    /// Counts uses; no two are the same.
    uses: u64,
    map: HashMap<K, Held<V>>,
    by_use: BTreeMap<u64, K>,
}

#[derive(Debug)]
struct Held<V> {
    value: V,
    weight: u64,
    used: u64,
}

impl<K: Clone + Eq + Hash, V> Lru<K, V> {
    /// An empty one.
    pub(crate) fn new(limit: u64) -> Self {
        Self { limit, weight: 0, uses: 0, map: HashMap::new(), by_use: BTreeMap::new() }
    }

    /// What all of it weighs.
    pub(crate) fn weight(&self) -> u64 {
        self.weight
    }

    /// The value of `key`, which is used now.
    pub(crate) fn get(&mut self, key: &K) -> Option<&mut V> {
        let held = self.map.get_mut(key)?;
        self.uses += 1;
        if let Some(key) = self.by_use.remove(&held.used) {
            self.by_use.insert(self.uses, key);
        }
        held.used = self.uses;
        Some(&mut held.value)
    }

    /// Puts a value in, as one that is used now. Returns the keys that had to go for it: its own,
    /// where it weighs more than all may.
    pub(crate) fn insert(&mut self, key: K, value: V, weight: u64) -> Vec<K> {
        self.remove(&key);
        if weight > self.limit {
            return vec![key];
        }
        self.uses += 1;
        self.weight += weight;
        self.by_use.insert(self.uses, key.clone());
        self.map.insert(key, Held { value, weight, used: self.uses });
        let mut gone = Vec::new();
        while self.weight > self.limit
            && let Some((_, oldest)) = self.by_use.first_key_value()
        {
            let oldest = oldest.clone();
            self.remove(&oldest);
            gone.push(oldest);
        }
        gone
    }

    /// Takes a value out.
    pub(crate) fn remove(&mut self, key: &K) -> Option<V> {
        let held = self.map.remove(key)?;
        self.by_use.remove(&held.used);
        self.weight -= held.weight;
        Some(held.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_goes_first_and_the_limit_holds() {
        let mut lru = Lru::new(10);
        for key in ["a", "b", "c"] {
            assert_eq!(lru.insert(key, (), 3), [""; 0]);
        }
        assert!(lru.get(&"a").is_some());
        assert_eq!(lru.insert("d", (), 3), ["b"], "a was used since");
        assert_eq!(lru.insert("e", (), 7), ["c", "a"]);
        assert_eq!(lru.weight(), 10);
        assert_eq!(lru.insert("f", (), 11), ["f"], "nothing goes for what can't stay");
        assert_eq!(lru.insert("d", (), 1), [""; 0], "a key has one value");
        assert_eq!(lru.weight(), 8);
        assert_eq!(lru.remove(&"e"), Some(()));
        assert_eq!((lru.weight(), lru.map.len(), lru.by_use.len()), (1, 1, 1));
    }
}
