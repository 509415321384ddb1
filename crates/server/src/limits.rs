//! How much one address may ask of what is open to the network.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A page asks for its files and for every picture of a full chat at once.
const REQUESTS: Rate = Rate { most: 2_000.0, a_second: 100.0 };
/// A key has 256 bits and is not found by trying; who tries is kept from the rest too.
const WRONG_KEYS: Rate = Rate { most: 10.0, a_second: 0.1 };
/// Connections at once: a browser opens six, and a socket for each page.
const MOST_OF_ONE: usize = 24;
const MOST: usize = 128;
/// Addresses that are remembered.
const MOST_ADDRESSES: usize = 1_024;

/// What refills by time.
struct Rate {
    most: f64,
    a_second: f64,
}

/// What is left of a rate.
#[derive(Debug)]
struct Left {
    left: f64,
    at: Instant,
}

impl Left {
    fn refill(&mut self, rate: &Rate, now: Instant) {
        let passed = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = rate.most.min(self.left + passed * rate.a_second);
        self.at = now;
    }

    /// How long until there is one more.
    fn wait(&self, rate: &Rate) -> Option<Duration> {
        (self.left < 1.0).then(|| Duration::from_secs_f64((1.0 - self.left) / rate.a_second))
    }
}

#[derive(Debug)]
struct Address {
    requests: Left,
    wrong_keys: Left,
    connections: usize,
}

impl Address {
    fn new(now: Instant) -> Self {
        Self {
            requests: Left { left: REQUESTS.most, at: now },
            wrong_keys: Left { left: WRONG_KEYS.most, at: now },
            connections: 0,
        }
    }

    fn refill(&mut self, now: Instant) {
        self.requests.refill(&REQUESTS, now);
        self.wrong_keys.refill(&WRONG_KEYS, now);
    }

    /// Whether it is as one that was never seen.
    fn is_fresh(&self) -> bool {
        self.connections == 0
            && self.requests.left >= REQUESTS.most
            && self.wrong_keys.left >= WRONG_KEYS.most
    }
}

/// What one moderator has asked who comes by no address of their own.
#[derive(Debug)]
pub(crate) struct Asking(Left);

impl Default for Asking {
    fn default() -> Self {
        Self(Left { left: REQUESTS.most, at: Instant::now() })
    }
}

impl Asking {
    /// Counts a request. If it is one too many, says how long to wait.
    pub(crate) fn request(&mut self, now: Instant) -> Result<(), Duration> {
        self.0.refill(&REQUESTS, now);
        self.0.wait(&REQUESTS).map_or(Ok(()), Err)?;
        self.0.left -= 1.0;
        Ok(())
    }
}

/// What each address has asked.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<HashMap<IpAddr, Address>>);

/// A connection that is counted for as long as this is there.
#[derive(Debug)]
pub(crate) struct Place {
    limits: Arc<Limits>,
    of: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(address) = self.limits.known().get_mut(&self.of) {
            address.connections = address.connections.saturating_sub(1);
        }
    }
}

impl Limits {
    fn known(&self) -> MutexGuard<'_, HashMap<IpAddr, Address>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Room for one more connection. `None` if there is none.
    pub(crate) fn place(self: &Arc<Self>, of: IpAddr, now: Instant) -> Option<Place> {
        let mut known = self.known();
        if known.len() >= MOST_ADDRESSES && !known.contains_key(&of) {
            known.retain(|_, address| {
                address.refill(now);
                !address.is_fresh()
            });
            if known.len() >= MOST_ADDRESSES {
                return None;
            }
        }
        let all: usize = known.values().map(|address| address.connections).sum();
        let address = known.entry(of).or_insert_with(|| Address::new(now));
        if all >= MOST || address.connections >= MOST_OF_ONE {
            return None;
        }
        address.connections += 1;
        drop(known);
        Some(Place { limits: Arc::clone(self), of })
    }

    /// Counts a request. If it is one too many, says how long to wait.
    pub(crate) fn request(&self, of: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut known = self.known();
        let address = known.entry(of).or_insert_with(|| Address::new(now));
        address.refill(now);
        let wait = address.wrong_keys.wait(&WRONG_KEYS);
        if let Some(wait) = wait.or_else(|| address.requests.wait(&REQUESTS)) {
            return Err(wait);
        }
        address.requests.left -= 1.0;
        drop(known);
        Ok(())
    }

    /// Counts a key that is none.
    pub(crate) fn wrong_key(&self, of: IpAddr, now: Instant) {
        if let Some(address) = self.known().get_mut(&of) {
            address.refill(now);
            address.wrong_keys.left = (address.wrong_keys.left - 1.0).max(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 2));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 3));

    #[test]
    fn who_tries_keys_waits_and_others_do_not() {
        let (limits, now) = (Limits::default(), Instant::now());
        for _ in 0..10 {
            limits.request(ONE, now).expect("ten may be mistaken");
            limits.wrong_key(ONE, now);
        }
        let wait = limits.request(ONE, now).expect_err("the eleventh is too many");
        assert_eq!(wait, Duration::from_secs(10));
        limits.request(OTHER, now).expect("another address has done nothing");
        limits.request(ONE, now + wait).expect("after the wait there is one more");
    }

    #[test]
    fn a_full_page_is_no_flood_and_a_flood_is_refused() {
        let (limits, now) = (Limits::default(), Instant::now());
        let taken = (0..5_000).filter(|_| limits.request(ONE, now).is_ok()).count();
        assert_eq!(taken, 2_000);
        let soon = now + Duration::from_secs(1);
        let taken = (0..5_000).filter(|_| limits.request(ONE, soon).is_ok()).count();
        assert_eq!(taken, 100);
    }

    #[test]
    fn connections_are_counted_while_they_last() {
        let (limits, now) = (Arc::new(Limits::default()), Instant::now());
        let mut places: Vec<_> = (0..MOST_OF_ONE).map(|_| limits.place(ONE, now)).collect();
        assert!(places.iter().all(Option::is_some));
        assert!(limits.place(ONE, now).is_none(), "one address has its share");
        assert!(limits.place(OTHER, now).is_some(), "which is not another's");
        places.pop();
        assert!(limits.place(ONE, now).is_some(), "who left has made room");
    }
}
