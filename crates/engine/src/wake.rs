//! Notices that the machine slept, or that its network changed.
//!
//! A connection does not say that it died while the machine slept, and a pause between two attempts
//! may go on long after the network is back. So one task looks once a second at three things that
//! tell, and no system's own events are needed: the beat itself comes late (the process or the
//! machine stood still), the wall clock has moved against the monotonic one (sleep does not count
//! on the latter; a set clock is taken for sleep, which costs one question to each platform), and
//! the address from which this machine would speak to the internet.

use std::io;
use std::net::{IpAddr, UdpSocket};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::watch;

/// From look to look.
const BEAT: Duration = Duration::from_secs(1);
/// What a busy machine is late by, or a clock is set by, without anybody having slept.
const SLACK: Duration = Duration::from_secs(3);
/// Addresses for documentation (RFC 5737, RFC 3849). Nothing is ever sent to them: the system is
/// only asked which way it would go.
const ELSEWHERE: [&str; 2] = ["192.0.2.1:9", "[2001:db8::1]:9"];

/// What a system says that has no more sockets for a process or at all: `EMFILE`, `ENFILE`, and Windows'
/// `WSAEMFILE`.
const NO_SOCKETS: [i32; 3] = [24, 23, 10024];

/// What was seen at a beat.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    monotonic: Instant,
    wall: SystemTime,
    /// From where this machine would speak, over IPv4 and IPv6. `None` where nothing is known of it.
    ways: Option<[Option<IpAddr>; 2]>,
}

impl Seen {
    fn now() -> Self {
        Self { monotonic: Instant::now(), wall: SystemTime::now(), ways: ways() }
    }

    /// With what was known before in the place of what is not known now.
    fn after(mut self, before: &Self) -> Self {
        self.ways = self.ways.or(before.ways);
        self
    }

    /// Why what was connected `before` may be dead, if it may.
    fn reason_since(&self, before: &Self) -> Option<&'static str> {
        let monotonic = self.monotonic.duration_since(before.monotonic);
        let drift = match self.wall.duration_since(before.wall) {
            Ok(wall) => wall.abs_diff(monotonic),
            Err(backwards) => backwards.duration() + monotonic,
        };
        if monotonic > BEAT + SLACK {
            Some("the process stood still")
        } else if drift > SLACK {
            Some("the machine slept, or its clock was set")
        } else if self.ways != before.ways {
            Some("the network changed")
        } else {
            None
        }
    }
}

/// The address from which this machine speaks, IPv4: others of its network reach it there. `None`
/// without a network.
#[must_use]
pub fn own_address() -> Option<IpAddr> {
    let [to, _] = ELSEWHERE;
    way(to).ok().flatten()
}

fn ways() -> Option<[Option<IpAddr>; 2]> {
    let [four, six] = ELSEWHERE;
    Some([way(four).ok()?, way(six).ok()?])
}

/// The error: the system gives no more sockets, which says nothing of the network.
fn way(to: &str) -> io::Result<Option<IpAddr>> {
    let any = if to.starts_with('[') { "[::]:0" } else { "0.0.0.0:0" };
    let socket = match UdpSocket::bind(any) {
        Err(error) if error.raw_os_error().is_some_and(|code| NO_SOCKETS.contains(&code)) => {
            return Err(error);
        }
        // A system without IPv6 has no such address.
        Err(_) => return Ok(None),
        Ok(socket) => socket,
    };
    // Without a way there the system refuses; with one, nothing is sent.
    let reached = socket.connect(to).and_then(|()| socket.local_addr());
    Ok(reached.ok().map(|address| address.ip()))
}

/// Counts the wakes into `wakes`, for as long as it is polled.
pub(crate) async fn watch(wakes: watch::Sender<u64>) {
    let mut before = Seen::now();
    loop {
        tokio::time::sleep(BEAT).await;
        let now = Seen::now().after(&before);
        if let Some(reason) = now.reason_since(&before) {
            tracing::info!(reason, "connections are looked after");
            wakes.send_modify(|count| *count += 1);
        }
        before = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen() -> Seen {
        Seen { ways: Some([Some(IpAddr::from([192, 168, 0, 7])), None]), ..Seen::now() }
    }

    fn after(before: &Seen, monotonic: u64, wall: i64) -> Seen {
        let moved = Duration::from_secs(wall.unsigned_abs());
        Seen {
            monotonic: before.monotonic + Duration::from_secs(monotonic),
            wall: if wall < 0 { before.wall - moved } else { before.wall + moved },
            ..before.clone()
        }
    }

    #[test]
    fn sleep_a_set_clock_and_another_network_are_noticed() {
        let before = seen();
        for (monotonic, wall, what) in [
            (1, 1, None),
            (3, 3, None),
            (1, 4, None),
            (30, 30, Some("the process stood still")),
            (1, 8 * 3600, Some("the machine slept, or its clock was set")),
            (1, 3600, Some("the machine slept, or its clock was set")),
            (1, -3600, Some("the machine slept, or its clock was set")),
        ] {
            let now = after(&before, monotonic, wall);
            assert_eq!(now.reason_since(&before), what, "{monotonic} s, on the wall {wall} s");
        }
        let offline = Seen { ways: Some([None, None]), ..after(&before, 1, 1) };
        assert_eq!(offline.reason_since(&before), Some("the network changed"), "it is gone");
        let back = Seen { ways: before.ways, ..after(&offline, 1, 1) };
        assert_eq!(back.reason_since(&offline), Some("the network changed"), "it is back");

        let unknown = Seen { ways: None, ..after(&before, 1, 1) }.after(&before);
        assert_eq!(unknown.reason_since(&before), None, "nobody knows of another network");
    }
}
