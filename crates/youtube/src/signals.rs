//! What may come while we wait: the machine woke, or a person chose another stream.

use std::{future::pending, time::Duration};

use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

/// What came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// The machine woke, or its network changed.
    Woken,
    /// A person chose another stream, or none any more.
    Chosen,
}

/// Two wakes are heeded at once, and after that one in this time: the others wait. A network that
/// comes and goes must not keep us from reading, nor make us ask without end.
const APART: Duration = Duration::from_secs(5);

/// For so long after a wake, what does not answer soon is held for dead.
const LATELY: Duration = Duration::from_secs(10);

/// Listens while something else is waited for.
#[derive(Debug)]
pub(crate) struct Signals {
    wake: watch::Receiver<u64>,
    choice: watch::Receiver<Option<String>>,
    heeded: Heeded,
    /// A wake that was heard and not heeded yet.
    due: bool,
}

/// The wakes that were heeded.
#[derive(Debug, Default)]
struct Heeded {
    last: Option<Instant>,
    /// When as few have been heeded as if there had been none.
    forgotten: Option<Instant>,
}

impl Heeded {
    /// When the next one may be heeded, if it has to wait.
    fn next(&self) -> Option<Instant> {
        self.forgotten?.checked_sub(APART)
    }

    fn add(&mut self, now: Instant) {
        self.last = Some(now);
        self.forgotten = Some(self.forgotten.map_or(now, |at| at.max(now)) + APART);
    }
}

impl Signals {
    pub(crate) fn new(wake: watch::Receiver<u64>, choice: watch::Receiver<Option<String>>) -> Self {
        Self { wake, choice, heeded: Heeded::default(), due: false }
    }

    /// Whether the machine woke a moment ago, so that connections may be dead without knowing it.
    pub(crate) fn woke_lately(&self) -> bool {
        self.heeded.last.is_some_and(|at| at.elapsed() < LATELY)
    }

    /// The video that a person chose.
    pub(crate) fn choice(&mut self) -> Option<String> {
        self.choice.borrow_and_update().clone()
    }

    /// Does the work, and gives it up where a signal comes first.
    pub(crate) async fn or<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Signal> {
        tokio::select! {
            biased;
            done = work => Ok(done),
            signal = self.next() => Err(signal),
        }
    }

    /// Waits until `until`, or for a signal.
    pub(crate) async fn pause(&mut self, until: Instant) -> Option<Signal> {
        self.or(sleep_until(until)).await.err()
    }

    async fn next(&mut self) -> Signal {
        let Self { wake, choice, heeded, due } = self;
        tokio::select! {
            () = woken(wake, heeded, due) => Signal::Woken,
            () = changed(choice) => Signal::Chosen,
        }
    }
}

async fn woken(wake: &mut watch::Receiver<u64>, heeded: &mut Heeded, due: &mut bool) {
    if !*due {
        changed(wake).await;
        *due = true;
    }
    if let Some(at) = heeded.next() {
        sleep_until(at).await;
    }
    *due = false;
    heeded.add(Instant::now());
}

/// Waits for a change, for ever where there can't be one any more.
async fn changed<T>(receiver: &mut watch::Receiver<T>) {
    if receiver.changed().await.is_err() {
        pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn of_many_wakes_two_end_a_pause_and_then_one_now_and_then() {
        let (wake, heard) = watch::channel(0);
        let mut signals = Signals::new(heard, watch::Sender::default().subscribe());
        let start = Instant::now();
        let far = start + Duration::from_mins(5);
        let mut ended = Vec::new();
        for count in 1..=4 {
            wake.send_replace(count);
            assert_eq!(signals.pause(far).await, Some(Signal::Woken));
            ended.push(start.elapsed().as_secs());
        }
        assert_eq!(ended, [0, 0, 5, 10], "the third waits, and is not forgotten");
        assert!(signals.woke_lately(), "a moment ago");
        tokio::time::advance(LATELY).await;
        assert!(!signals.woke_lately(), "that is over");
    }

    #[tokio::test(start_paused = true)]
    async fn what_can_never_come_is_waited_for_without_harm() {
        let mut signals = Signals::new(
            watch::Sender::default().subscribe(),
            watch::Sender::default().subscribe(),
        );
        let until = Instant::now() + Duration::from_secs(3);
        assert_eq!(signals.pause(until).await, None, "nobody is left who could signal");
        assert_eq!(Instant::now(), until);
    }

    #[tokio::test(start_paused = true)]
    async fn a_choice_ends_what_is_in_flight() {
        let (choose, choice) = watch::channel(None);
        let mut signals = Signals::new(watch::Sender::default().subscribe(), choice);
        choose.send_replace(Some("c2lb7tb1SEA".to_owned()));
        assert_eq!(signals.or(pending::<()>()).await, Err(Signal::Chosen));
        assert_eq!(signals.choice().as_deref(), Some("c2lb7tb1SEA"));
    }
}
