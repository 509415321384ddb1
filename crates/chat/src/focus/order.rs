//! Which messages a new order of the queue has moved.

use super::{Focus, FocusError};
use crate::MessageId;

impl Focus {
    /// Puts what is named first, in this order; of several, what has left meanwhile is passed over.
    /// What has moved by it is where the streamer put it; what only has another beside it is as it
    /// was, a rule's pick as well.
    pub(super) fn order(&mut self, ids: &[MessageId]) -> Result<(), FocusError> {
        let mut places = Vec::with_capacity(self.queue.len());
        for (number, id) in ids.iter().enumerate() {
            if ids.iter().take(number).any(|earlier| earlier == id) {
                return Err(FocusError::Twice);
            }
            places.extend(self.queue.iter().position(|item| item.message.id == *id));
        }
        if places.is_empty() && !ids.is_empty() {
            return Err(FocusError::NotQueued);
        }
        let rest = (0..self.queue.len()).filter(|place| !places.contains(place));
        let rest: Vec<_> = rest.collect();
        places.extend(rest);
        let has_moved = moved(&places);
        let mut waiting: Vec<_> = self.queue.drain(..).map(Some).collect();
        for (place, has_moved) in places.into_iter().zip(has_moved) {
            if let Some(mut item) = waiting.get_mut(place).and_then(Option::take) {
                item.placed |= has_moved;
                self.queue.push(item);
            }
        }
        Ok(())
    }
}

/// Of what was at these places before: whether it has moved relative to the others. What stands in
/// every longest run of rising places has not. Of two that changed places either may be the one that
/// was taken, so both have.
fn moved(places: &[usize]) -> Vec<bool> {
    let until = runs(places.iter().copied());
    let mut after = runs(places.iter().rev().map(|place| usize::MAX - place));
    after.reverse();
    // With itself in both.
    let lengths: Vec<usize> = until.iter().zip(&after).map(|(one, other)| one + other).collect();
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let mut at_step = vec![0_usize; places.len() + 1];
    for (step, _) in until.iter().zip(&lengths).filter(|(_, length)| **length == longest) {
        at_step[*step] += 1;
    }
    let stays = |(step, length): (&usize, &usize)| *length == longest && at_step[*step] == 1;
    until.iter().zip(&lengths).map(|each| !stays(each)).collect()
}

/// Of each number: how long the longest rising run is that ends with it.
fn runs(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        let before = runs.iter().filter(|(earlier, _)| *earlier < number).map(|(_, run)| *run);
        let run = before.max().unwrap_or_default() + 1;
        runs.push((number, run));
    }
    runs.into_iter().map(|(_, run)| run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_has_moved_and_what_it_passed_has_not() {
        for (places, expected) in [
            (vec![], vec![]),
            (vec![0, 1, 2], vec![]),
            (vec![0, 2, 3, 1], vec![1]),
            (vec![3, 0, 1, 2], vec![3]),
            (vec![0, 2, 1, 3], vec![1, 2]),
            (vec![4, 0, 1, 3, 2, 5], vec![2, 3, 4]),
            (vec![2, 1, 0], vec![0, 1, 2]),
        ] {
            let moved = moved(&places);
            let mut found: Vec<_> =
                places.iter().zip(moved).filter(|(_, moved)| *moved).map(|(p, _)| *p).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{places:?}");
        }
    }
}
