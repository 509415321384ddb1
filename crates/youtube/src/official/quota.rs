//! What the official API costs: units of a project at Google, 10,000 a day as a rule.
//!
//! <https://developers.google.com/youtube/v3/determine_quota_cost>

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use tokio::sync::Notify;

/// What a project gets a day, unless it has asked for more.
const A_DAY: u64 = 10_000;
/// What a look at a list costs, and what a connection to a chat does.
pub(crate) const LOOK: u64 = 1;
pub(crate) const CHAT: u64 = 5;
/// The pace is what was spent in this time.
const LATELY: Duration = Duration::from_mins(10);
const AT_LEAST: Duration = Duration::from_mins(1);

/// Units of one project, shared by all who ask in its name.
#[derive(Debug)]
pub struct Quota {
    day: Mutex<Day>,
    changed: Notify,
}

/// What was spent until when, as it is kept over a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// The units.
    pub units: u64,
    /// YouTube has said that there are none left.
    pub all: bool,
    /// When they begin anew.
    pub resets_at: Timestamp,
}

#[derive(Debug)]
struct Day {
    spent: Spent,
    /// What was spent lately, and when.
    lately: VecDeque<(Timestamp, u64)>,
    readers: u64,
}

/// Somebody who reads, as long as it lives.
#[derive(Debug)]
pub(crate) struct Reading(Arc<Quota>);

impl Reading {
    pub(crate) fn quota(&self) -> &Quota {
        &self.0
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let mut day = self.0.lock();
        day.readers = day.readers.saturating_sub(1);
    }
}

impl Quota {
    /// A quota of which so much is spent.
    #[must_use]
    pub fn new(spent: Option<Spent>) -> Self {
        let none = Spent { units: 0, all: false, resets_at: Timestamp::MIN };
        let spent = spent.unwrap_or(none);
        let day = Day { spent, lately: VecDeque::new(), readers: 0 };
        Self { day: Mutex::new(day), changed: Notify::new() }
    }

    /// Notes that so many units were spent.
    pub fn spend(&self, units: u64, now: Timestamp) {
        let mut day = self.today(now);
        day.spent.units = day.spent.units.saturating_add(units);
        day.lately.push_back((now, units));
        let oldest = now.checked_sub(LATELY).unwrap_or(now);
        while day.lately.front().is_some_and(|(at, _)| *at < oldest) {
            day.lately.pop_front();
        }
        self.changed.notify_one();
    }

    /// Notes that YouTube gives nothing more today.
    pub fn use_up(&self, now: Timestamp) {
        self.today(now).spent.all = true;
        self.changed.notify_one();
    }

    /// Waits until something is spent, also since it was last waited for. For one who waits.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Until when there is nothing left, if there is nothing left.
    pub fn used_up(&self, now: Timestamp) -> Option<Timestamp> {
        let Spent { units, all, resets_at } = self.today(now).spent;
        (all || units + CHAT > A_DAY).then_some(resets_at)
    }

    /// What is spent, for who keeps it.
    pub fn spent(&self, now: Timestamp) -> Spent {
        self.today(now).spent
    }

    /// What a person is told, once something is spent.
    #[must_use]
    pub fn told(&self, now: Timestamp) -> Option<chat::Quota> {
        let view = self.view(now);
        (view.spent > 0 || view.left == 0).then_some(view)
    }

    /// What a person is told who reads by it.
    pub(crate) fn view(&self, now: Timestamp) -> chat::Quota {
        let day = self.today(now);
        let Spent { units: spent, resets_at, .. } = day.spent;
        let left = left(&day);
        chat::Quota { spent, left, resets_at, lasts_until: lasts_until(&day, left, now) }
    }

    /// From one call of this cost to the next, so that what is left lasts until it begins anew.
    pub(crate) fn pace(&self, cost: u64, now: Timestamp) -> Duration {
        let day = self.today(now);
        let rest = Duration::try_from(day.spent.resets_at.duration_since(now)).unwrap_or_default();
        let calls = left(&day) / cost.max(1);
        let calls = u32::try_from(calls).unwrap_or(u32::MAX);
        let readers = u32::try_from(day.readers.max(1)).unwrap_or(u32::MAX);
        rest.checked_div(calls).map_or(rest, |pace| pace.saturating_mul(readers))
    }

    pub(crate) fn read(self: &Arc<Self>) -> Reading {
        self.lock().readers += 1;
        Reading(Arc::clone(self))
    }

    fn today(&self, now: Timestamp) -> MutexGuard<'_, Day> {
        let mut day = self.lock();
        if day.spent.resets_at <= now {
            day.spent = Spent { units: 0, all: false, resets_at: next_reset(now) };
            day.lately.clear();
        }
        day
    }

    fn lock(&self) -> MutexGuard<'_, Day> {
        self.day.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn left(day: &Day) -> u64 {
    if day.spent.all { 0 } else { A_DAY.saturating_sub(day.spent.units) }
}

/// To the minute.
fn lasts_until(day: &Day, left: u64, now: Timestamp) -> Option<Timestamp> {
    let (first, _) = day.lately.front()?;
    let units: u64 = day.lately.iter().map(|(_, units)| units).sum();
    let since = Duration::try_from(now.duration_since(*first)).unwrap_or_default();
    let since = since.clamp(AT_LEAST, LATELY).as_secs();
    let seconds = left.saturating_mul(since).checked_div(units)?;
    let until = now.checked_add(Duration::from_secs(seconds)).ok()?;
    let minute = until.as_second() - until.as_second().rem_euclid(60);
    let until = Timestamp::from_second(minute).ok()?;
    (until < day.spent.resets_at).then_some(until)
}

/// Midnight in California. The rules are written out, so that no list of time zones is needed.
fn next_reset(now: Timestamp) -> Timestamp {
    let Ok(pacific) = TimeZone::posix("PST8PDT,M3.2.0,M11.1.0") else {
        return now;
    };
    let tomorrow = now.to_zoned(pacific).start_of_day().and_then(|today| {
        today.checked_add(Span::new().days(1)).and_then(|tomorrow| tomorrow.start_of_day())
    });
    tomorrow.map_or(now, |midnight| midnight.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn later(now: Timestamp, duration: Duration) -> Timestamp {
        now.checked_add(duration).expect("a time")
    }

    #[test]
    fn a_day_ends_at_midnight_in_california_in_summer_and_in_winter() {
        for (now, reset) in [
            ("2026-07-01T06:59:59Z", "2026-07-01T07:00:00Z"),
            ("2026-07-01T07:00:00Z", "2026-07-02T07:00:00Z"),
            ("2026-11-28T19:00:00Z", "2026-11-29T08:00:00Z"),
            // The night in which clocks are put back has an hour more.
            ("2026-11-01T07:00:00Z", "2026-11-02T08:00:00Z"),
        ] {
            assert_eq!(next_reset(at(now)), at(reset), "after {now}");
        }
    }

    #[test]
    fn what_is_spent_is_counted_and_begins_anew() {
        let (quota, now) = (Quota::new(None), at("2026-11-28T08:00:00Z"));
        assert_eq!(quota.told(now), None);
        quota.spend(LOOK, now);
        assert_eq!(quota.told(now).map(|quota| quota.left), Some(9_999));
        quota.spend(CHAT, now);
        let view = quota.view(now);
        assert_eq!((view.spent, view.left), (6, 9_994));
        assert_eq!(view.resets_at, at("2026-11-29T08:00:00Z"));
        quota.use_up(now);
        assert_eq!(quota.view(now).left, 0, "whatever we have counted: others spend too");
        assert_eq!(quota.used_up(now), Some(at("2026-11-29T08:00:00Z")));
        let kept = quota.spent(now);
        assert_eq!(Quota::new(Some(kept)).spent(now), kept, "over a restart");
        let tomorrow = at("2026-11-29T08:00:00Z");
        assert_eq!(quota.used_up(tomorrow), None);
        assert_eq!(quota.view(tomorrow).spent, 0);
    }

    #[test]
    fn polls_are_so_far_apart_that_the_rest_of_the_day_is_paid_for() {
        let (quota, now) = (Arc::new(Quota::new(None)), at("2026-11-28T08:00:00Z"));
        let pace = quota.pace(CHAT, now);
        assert_eq!(pace.as_millis(), 43_200, "a whole day of 2,000 polls");
        let mut now = now;
        let mut polls = 0;
        while quota.used_up(now).is_none() && now < at("2026-11-29T07:59:59Z") {
            quota.spend(CHAT, now);
            polls += 1;
            now = later(now, quota.pace(CHAT, now));
        }
        assert!((1_990..=2_000).contains(&polls), "{polls}: as many as there are");
        assert!(now >= at("2026-11-29T07:58:00Z"), "and they lasted to the end: {now}");
    }

    #[test]
    fn late_in_the_day_it_may_be_quick_and_readers_share_the_pace() {
        let (quota, late) = (Arc::new(Quota::new(None)), at("2026-11-29T07:30:00Z"));
        let alone = quota.pace(CHAT, late);
        assert_eq!(alone.as_millis(), 900, "half an hour of 2,000 polls");
        let both = (quota.read(), quota.read());
        assert_eq!(quota.pace(CHAT, late), alone * 2);
        drop(both);
        assert_eq!(quota.pace(CHAT, late), alone);
    }

    #[test]
    fn how_long_it_lasts_follows_from_what_was_spent_lately() {
        let (quota, start) = (Quota::new(None), at("2026-11-28T08:00:00Z"));
        let mut now = start;
        for _ in 0..120 {
            quota.spend(CHAT, now);
            now = later(now, Duration::from_secs(5));
        }
        let lasts = quota.view(now).lasts_until.expect("an hour");
        let hours = lasts.duration_since(now).as_secs_f64() / 3600.0;
        assert!((2.5..2.7).contains(&hours), "9,400 units at one a second: {hours}");
        let quiet = later(now, Duration::from_hours(1));
        quota.spend(CHAT, quiet);
        assert_eq!(quota.view(quiet).lasts_until, None, "to the end of the day");
    }
}
