//! How much of what YouTube sends is understood.

use std::collections::VecDeque;

use chat::{Health, Passed, Report};

/// Answers with actions that are looked back on.
const WINDOW: usize = 20;
/// With fewer actions nothing can be said.
const FEWEST: usize = 10;
/// So many answers of which nothing was understood are no chance.
const BLIND: usize = 5;

/// What became of the actions of the last answers.
#[derive(Debug, Default)]
pub(crate) struct Sight(VecDeque<Tally>);

/// What became of one answer's actions. Those that are knowingly ignored are not counted.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    understood: usize,
    /// Shown by their text alone.
    guessed: usize,
    passed: usize,
}

impl Tally {
    /// Counts one action, by what became of it.
    pub(crate) fn count(&mut self, reports: &[Report]) {
        let passed = reports
            .iter()
            .any(|report| matches!(report, Report::Passed(Passed::Unknown(_) | Passed::Malformed)));
        let shown = reports.iter().any(|report| matches!(report, Report::Event(_)));
        match (shown, passed) {
            (true, false) => self.understood += 1,
            (true, true) => self.guessed += 1,
            (false, true) => self.passed += 1,
            (false, false) => {}
        }
    }

    /// Whether anything of it is.
    pub(crate) fn is_understood(self) -> bool {
        self.understood > 0
    }

    fn all(self) -> usize {
        self.understood + self.guessed + self.passed
    }
}

impl Sight {
    pub(crate) fn add(&mut self, tally: Tally) {
        if tally.all() == 0 {
            return;
        }
        if self.0.len() == WINDOW {
            self.0.pop_front();
        }
        self.0.push_back(tally);
    }

    /// Blind: of the last answers nothing was understood. Degraded: of half of them.
    pub(crate) fn health(&self) -> Health {
        let last = self.0.iter().rev().take_while(|tally| tally.understood + tally.guessed == 0);
        let (answers, passed) = last.fold((0, 0), |(n, sum), tally| (n + 1, sum + tally.passed));
        if answers >= BLIND && passed >= FEWEST {
            return Health::Blind;
        }
        let all: usize = self.0.iter().map(|tally| tally.all()).sum();
        let understood: usize = self.0.iter().map(|tally| tally.understood).sum();
        let is_degraded = all >= FEWEST && understood * 2 <= all;
        if is_degraded { Health::Degraded } else { Health::Ok }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn see(sight: &mut Sight, understood: usize, guessed: usize, passed: usize, times: usize) {
        for _ in 0..times {
            sight.add(Tally { understood, guessed, passed });
        }
    }

    #[test]
    fn nothing_understood_of_enough_is_blind_and_one_message_opens_the_eyes() {
        let mut sight = Sight::default();
        see(&mut sight, 0, 0, 2, 4);
        assert_eq!(sight.health(), Health::Ok, "too few to tell");
        see(&mut sight, 0, 0, 0, 30);
        see(&mut sight, 0, 0, 2, 1);
        assert_eq!(sight.health(), Health::Blind, "what is empty says nothing");
        see(&mut sight, 1, 0, 0, 1);
        assert_eq!(sight.health(), Health::Degraded, "it sees again, not much");
        see(&mut sight, 1, 0, 0, WINDOW);
        assert_eq!(sight.health(), Health::Ok, "and then all");
    }

    #[test]
    fn half_of_it_only_guessed_is_degraded() {
        let mut sight = Sight::default();
        see(&mut sight, 2, 1, 0, 10);
        assert_eq!(sight.health(), Health::Ok, "most is understood");
        see(&mut sight, 1, 2, 1, 10);
        assert_eq!(sight.health(), Health::Degraded, "half is not");
    }
}
