//! Sets of message numbers, kept as ranges: an hour of numbered chat is a handful of them.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

/// A set of numbers. As JSON it is a list of `[first, last]`, both included, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The last number of each range, by its first.
    ranges: BTreeMap<u64, u64>,
}

impl Numbers {
    /// Adds a number; one that is there already changes nothing.
    pub fn insert(&mut self, number: u64) {
        let (mut first, mut last) = (number, number);
        if let Some((&start, &end)) = self.ranges.range(..=number).next_back() {
            if end >= number {
                return;
            }
            if end + 1 == number {
                first = start;
            }
        }
        if let Some(after) = number.checked_add(1)
            && let Some(end) = self.ranges.remove(&after)
        {
            last = end;
        }
        self.ranges.insert(first, last);
    }

    /// Whether the number is in the set.
    #[must_use]
    pub fn contains(&self, number: u64) -> bool {
        self.ranges.range(..=number).next_back().is_some_and(|(_, &end)| end >= number)
    }

    /// How many numbers there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.ranges().map(|(first, last)| last - first + 1).sum()
    }

    /// The ranges, `(first, last)`, both included, in order.
    pub fn ranges(&self) -> impl Iterator<Item = (u64, u64)> {
        self.ranges.iter().map(|(&first, &last)| (first, last))
    }
}

impl FromIterator<u64> for Numbers {
    fn from_iter<I: IntoIterator<Item = u64>>(numbers: I) -> Self {
        let mut set = Self::default();
        numbers.into_iter().for_each(|number| set.insert(number));
        set
    }
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.ranges())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_any_order_become_the_fewest_ranges() {
        let mut order: Vec<u64> = (1..=200).filter(|number| number % 50 != 0).collect();
        fastrand::Rng::with_seed(7).shuffle(&mut order);
        let set: Numbers = order.iter().chain(&order).copied().collect();
        let expected = [(1, 49), (51, 99), (101, 149), (151, 199)];
        assert_eq!(set.ranges().collect::<Vec<_>>(), expected, "each number twice, shuffled");
        assert_eq!(set.count(), 196);
        assert!(set.contains(51) && !set.contains(50) && !set.contains(0) && !set.contains(200));
        let json = serde_json::to_string(&set).expect("JSON");
        assert_eq!(json, "[[1,49],[51,99],[101,149],[151,199]]");
    }
}
