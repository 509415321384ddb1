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

/// Within this time at most two wakes are heeded; a third waits.
const WINDOW: Duration = Duration::from_secs(1);

/// For so long after a wake, what does not answer soon is held for dead.
const LATELY: Duration = Duration::from_secs(10);

/// Listens while something else is waited for.
#[derive(Debug)]
pub(crate) struct Signals {
    wake: watch::Receiver<u64>,
    choice: watch::Receiver<Option<String>>,
    /// When the last two wakes were heeded, the older one first.
    heeded: [Option<Instant>; 2],
    /// A wake that was heard and not heeded yet.
    due: bool,
}

impl Signals {
    pub(crate) fn new(wake: watch::Receiver<u64>, choice: watch::Receiver<Option<String>>) -> Self {
        Self { wake, choice, heeded: [None; 2], due: false }
    }

    /// Whether the machine woke a moment ago, so that connections may be dead without knowing it.
    pub(crate) fn woke_lately(&self) -> bool {
        self.heeded[1].is_some_and(|at| at.elapsed() < LATELY)
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

async fn woken(wake: &mut watch::Receiver<u64>, heeded: &mut [Option<Instant>; 2], due: &mut bool) {
    if !*due {
        changed(wake).await;
        *due = true;
    }
    if let [Some(earlier), _] = heeded {
        sleep_until(*earlier + WINDOW).await;
    }
    *due = false;
    *heeded = [heeded[1], Some(Instant::now())];
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
    async fn a_wake_ends_a_pause_twice_in_a_second_at_most() {
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
        assert_eq!(ended, [0, 0, 1, 1], "the third waits, and is not forgotten");
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
