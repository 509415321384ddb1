//! Who is connected: hosts, their rooms, and the guests in them.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use sync::wire::{Passed, closed};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

/// Guests in a room at once: a phone, a computer, and pages that are gone and not missed yet.
const MOST_IN_ROOM: usize = 8;
/// Messages that wait for a host. Each guest waits until there is room for its own.
const WAITING_FOR_HOST: usize = 64;
/// Bytes that wait for a guest: more than a full page. Who takes less than is sent is sent away.
const WAITING_FOR_GUEST: usize = 16 * 1024 * 1024;
/// Bytes that wait for all guests of a host. Who would have more wait is sent away.
const WAITING_OF_HOST: usize = 64 * 1024 * 1024;

/// What a message costs beside its bytes.
const COST: usize = 64;

/// Who is connected.
#[derive(Default)]
pub(crate) struct Switchboard(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// By the fingerprint of its code.
    hosts: HashMap<String, Connected>,
    /// The fingerprint of the host that has the room.
    rooms: HashMap<String, String>,
}

/// A host, and the rooms that it wants: one that another host has is its own once that has gone.
struct Connected {
    host: Arc<Host>,
    wants: HashSet<String>,
}

impl Known {
    fn has(&self, host: &Arc<Host>) -> bool {
        self.hosts.get(&host.fingerprint).is_some_and(|known| Arc::ptr_eq(&known.host, host))
    }

    /// Gives rooms that nobody has to those who want them.
    fn give_rooms(&mut self) {
        for (fingerprint, Connected { wants, .. }) in &self.hosts {
            for room in wants {
                self.rooms.entry(room.clone()).or_insert_with(|| fingerprint.clone());
            }
        }
    }
}

/// A host that is connected.
pub(crate) struct Host {
    fingerprint: String,
    /// What it is told, and of which guest.
    told: mpsc::Sender<(u32, Passed)>,
    /// Bytes that may still wait for its guests.
    room_left: Arc<Semaphore>,
    guests: Mutex<Guests>,
    /// Ends its connection: another one has come with its code.
    pub(crate) replaced: CancellationToken,
}

#[derive(Default)]
struct Guests {
    last: u32,
    here: HashMap<u32, Arc<Way>>,
}

/// The way to a guest.
struct Way {
    room: String,
    told: mpsc::UnboundedSender<Waiting>,
    /// Bytes that may still wait.
    room_left: Arc<Semaphore>,
    /// Why it is to go, once it is.
    closing: Mutex<Option<u16>>,
    leaving: CancellationToken,
}

/// A message to a guest, and what counts it until it is sent.
type Waiting = (Bytes, Counted);

/// Of what may wait for the guest, and for all of its host.
pub(crate) type Counted = [OwnedSemaphorePermit; 2];

/// A guest that is in a room, for as long as this lives.
pub(crate) struct Seat {
    host: Arc<Host>,
    number: u32,
    way: Arc<Way>,
    told: mpsc::UnboundedReceiver<Waiting>,
}

/// The way of a guest to its host.
pub(crate) struct Says {
    host: mpsc::Sender<(u32, Passed)>,
    number: u32,
}

/// What a guest is to do next.
pub(crate) enum Next {
    /// Send this, which counts until then.
    Send(Bytes, Counted),
    /// Go, for this reason.
    Leave(u16),
}

impl Way {
    fn close(&self, code: u16) {
        let mut closing = self.closing.lock().unwrap_or_else(PoisonError::into_inner);
        closing.get_or_insert(code);
        drop(closing);
        self.leaving.cancel();
    }

    /// Tells the guest this. One that lets too much wait has to go.
    fn tell(&self, said: &[u8], of_host: &Arc<Semaphore>) {
        let bytes = u32::try_from(said.len() + COST).unwrap_or(u32::MAX);
        let [own, all] = [&self.room_left, of_host]
            .map(|room_left| Arc::clone(room_left).try_acquire_many_owned(bytes));
        let (Ok(own), Ok(all)) = (own, all) else { return self.close(closed::SLOW) };
        // A copy: what was read holds on to the whole of what was read with it. Where nobody takes it any
        // more, the guest is gone.
        self.told.send((Bytes::copy_from_slice(said), [own, all])).unwrap_or_default();
    }
}

impl Switchboard {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A host has come. The one that was there with the same code has to go, with its guests.
    pub(crate) fn connect(&self, fingerprint: &str) -> (Arc<Host>, mpsc::Receiver<(u32, Passed)>) {
        let (told, tells) = mpsc::channel(WAITING_FOR_HOST);
        let host = Arc::new(Host {
            fingerprint: fingerprint.to_owned(),
            told,
            room_left: Arc::new(Semaphore::new(WAITING_OF_HOST)),
            guests: Mutex::default(),
            replaced: CancellationToken::new(),
        });
        let mut known = self.known();
        let now = Connected { host: Arc::clone(&host), wants: HashSet::new() };
        // The rooms stay with the code: nobody else is given them in between.
        let before = known.hosts.insert(fingerprint.to_owned(), now);
        drop(known);
        if let Some(Connected { host: before, .. }) = before {
            before.replaced.cancel();
            before.send_away(&HashSet::new());
        }
        (host, tells)
    }

    /// The rooms that a host has from now on. Guests in others have to go; a room that another host has
    /// stays that one's while it is there.
    pub(crate) fn open(&self, host: &Arc<Host>, rooms: Vec<String>) {
        let mut known = self.known();
        if !known.has(host) {
            return;
        }
        let wants: HashSet<_> = rooms.into_iter().collect();
        known.rooms.retain(|room, of| *of != host.fingerprint || wants.contains(room));
        for room in &wants {
            known.rooms.entry(room.clone()).or_insert_with(|| host.fingerprint.clone());
        }
        let now = Connected { host: Arc::clone(host), wants: wants.clone() };
        known.hosts.insert(host.fingerprint.clone(), now);
        known.give_rooms();
        drop(known);
        host.send_away(&wants);
    }

    /// A host is gone, and its guests have to go.
    pub(crate) fn disconnect(&self, host: &Arc<Host>) {
        let mut known = self.known();
        if known.has(host) {
            known.hosts.remove(&host.fingerprint);
            known.rooms.retain(|_, of| *of != host.fingerprint);
            known.give_rooms();
        }
        drop(known);
        host.send_away(&HashSet::new());
    }

    /// A seat in a room, or why there is none.
    pub(crate) fn enter(&self, room: &str) -> Result<Seat, u16> {
        let known = self.known();
        let of = known.rooms.get(room).ok_or(closed::NOBODY)?;
        let host = Arc::clone(&known.hosts.get(of).ok_or(closed::NOBODY)?.host);
        let mut guests = host.guests();
        let in_room = guests.here.values().filter(|way| way.room == room).count();
        if in_room >= MOST_IN_ROOM || guests.here.len() >= sync::MOST_GUESTS {
            return Err(closed::FULL);
        }
        guests.last = guests.last.checked_add(1).ok_or(closed::FULL)?;
        let number = guests.last;
        let (told, tells) = mpsc::unbounded_channel();
        let way = Arc::new(Way {
            room: room.to_owned(),
            told,
            room_left: Arc::new(Semaphore::new(WAITING_FOR_GUEST)),
            closing: Mutex::default(),
            leaving: CancellationToken::new(),
        });
        guests.here.insert(number, Arc::clone(&way));
        drop(guests);
        drop(known);
        Ok(Seat { host, number, way, told: tells })
    }
}

impl Host {
    fn guests(&self) -> MutexGuard<'_, Guests> {
        self.guests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has all go who are in none of these rooms.
    fn send_away(&self, but_in: &HashSet<String>) {
        for way in self.guests().here.values().filter(|way| !but_in.contains(&way.room)) {
            way.close(closed::NOBODY);
        }
    }

    /// Passes on what the host says to a guest. One that has gone meanwhile is not there.
    pub(crate) fn pass(&self, guest: u32, passed: Passed) {
        let Some(way) = self.guests().here.get(&guest).cloned() else { return };
        match passed {
            Passed::Said(said) => way.tell(&said, &self.room_left),
            Passed::Closed | Passed::Opened(_) => way.close(closed::ENDED),
        }
    }
}

impl Says {
    /// Tells the host of this. Waits while too much waits for it. Whether it is there.
    pub(crate) async fn pass(&self, passed: Passed) -> bool {
        self.host.send((self.number, passed)).await.is_ok()
    }
}

impl Seat {
    /// The way to the host.
    pub(crate) fn says(&self) -> Says {
        Says { host: self.host.told.clone(), number: self.number }
    }

    /// What to do next. Cancel-safe.
    pub(crate) async fn next(&mut self) -> Next {
        tokio::select! {
            biased;
            code = to_leave(&self.way) => Next::Leave(code),
            Some((said, counted)) = self.told.recv() => Next::Send(said, counted),
        }
    }

    /// Why it is to go, as soon as it is. Cancel-safe.
    pub(crate) async fn to_leave(&self) -> u16 {
        to_leave(&self.way).await
    }
}

async fn to_leave(way: &Way) -> u16 {
    way.leaving.cancelled().await;
    way.closing.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or(closed::ENDED)
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.host.guests().here.remove(&self.number);
    }
}
