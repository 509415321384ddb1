//! The thread that writes history.

mod rows;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chat::{Message, MessageId, Record};
use rusqlite::{Connection, Transaction};

use crate::focus::Newest;
use crate::suspicion::Suspicion;
use crate::{AuditChange, FocusState, Result, audit};

/// How long a record may wait for others before it is written.
const BATCH: Duration = Duration::from_millis(150);
/// How long a batch that could not be written waits for a better time.
const RETRY: Duration = Duration::from_secs(1);
/// Records waiting for a disk that does not answer, before the newest are given up: at 500 messages
/// a second, half a minute.
const WAITING: usize = 16_384;
/// Of those waiting, so many are looked through for one that is replaced.
const LATELY: usize = 256;

/// Feeds the thread that writes history; dropped, it waits until all is written.
#[derive(Debug)]
pub(crate) struct Writer {
    orders: Option<SyncSender<Order>>,
    thread: Option<JoinHandle<()>>,
    trouble: Arc<Trouble>,
    beside: Arc<Beside>,
}

/// What is written in one step.
#[derive(Debug)]
pub(crate) struct Step {
    /// What happened in chat, if anything did.
    pub(crate) record: Option<Record>,
    /// What is told of it in the audit list.
    pub(crate) told: Vec<AuditChange>,
    /// The queue, where it has changed by it.
    pub(crate) focus: Option<FocusState>,
}

impl From<Record> for Step {
    fn from(record: Record) -> Self {
        Self { record: Some(record), told: Vec::new(), focus: None }
    }
}

impl Step {
    /// Whether it may be lost where the disk is too slow: talk, and that another channel has a copy of
    /// it.
    fn may_be_given_up(&self) -> bool {
        let message = match &self.record {
            Some(Record::Message(message, _)) => message,
            Some(Record::Replaced(message)) if message.flags.shared.is_some() => message,
            _ => return false,
        };
        !message.is_paid() && self.told.is_empty() && self.focus.is_none()
    }

    /// Whether it has the message with this id.
    fn has(&self, id: &MessageId) -> bool {
        match &self.record {
            Some(Record::Message(message, _) | Record::Replaced(message)) => message.id == *id,
            _ => false,
        }
    }

    /// The message in this step in whose place this one can come: what finds it, between the two, is the
    /// same of both.
    fn waiting(&mut self, new: &Message) -> Option<&mut Arc<Message>> {
        let Some(Record::Message(old, _) | Record::Replaced(old)) = &mut self.record else {
            return None;
        };
        let author = |message: &Message| message.author.as_ref().map(|author| author.id.clone());
        let is_found_by_the_same = old.id == new.id
            && old.at == new.at
            && old.source == new.source
            && author(old) == author(new);
        is_found_by_the_same.then_some(old)
    }
}

/// Where steps wait while the channel is full, in their order. Of those that must not be given up there
/// may be more than elsewhere: what was paid for, what people did, and removals, without which a message
/// would come back. All are few.
#[derive(Debug, Default)]
struct Beside(Mutex<Vec<Step>>);

impl Beside {
    fn lock(&self) -> MutexGuard<'_, Vec<Step>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What went wrong with writing.
#[derive(Debug, Default)]
struct Trouble {
    /// The last batch could not be written.
    now: AtomicBool,
    /// Records that were given up.
    lost: AtomicU64,
    /// The thread fell over a record, and went on without it.
    fell: AtomicBool,
}

enum Order {
    Write(Box<Step>),
    /// Write what waits, then answer.
    Flush(SyncSender<()>),
}

impl Writer {
    pub(crate) fn start(
        connection: Connection,
        suspicion: Arc<Suspicion>,
        newest: Newest,
        most: Option<u32>,
    ) -> std::io::Result<Self> {
        let (orders, inbox) = sync_channel(WAITING);
        let trouble = Arc::new(Trouble::default());
        let beside = Arc::new(Beside::default());
        let writing = Writing {
            connection,
            batch: Vec::new(),
            trouble: Arc::clone(&trouble),
            beside: Arc::clone(&beside),
            suspicion,
            newest,
            most,
        };
        let thread = std::thread::Builder::new()
            .name("history".into())
            .spawn(move || writing.run(&inbox))?;
        Ok(Self { orders: Some(orders), thread: Some(thread), trouble, beside })
    }

    /// Takes a step to be written soon; gives it up if the disk is too far behind.
    pub(crate) fn record(&self, step: Step) {
        let mut beside = self.beside.lock();
        // What waits beside goes first: nothing is written before what came before it.
        let left = match self.orders.as_ref().filter(|_| beside.is_empty()) {
            None => Some(step),
            Some(orders) => match orders.try_send(Order::Write(Box::new(step))) {
                Err(TrySendError::Full(Order::Write(step))) => Some(*step),
                Ok(()) => None,
                Err(_) => {
                    self.trouble.lost.fetch_add(1, Ordering::Relaxed);
                    None
                }
            },
        };
        if let Some(step) = left {
            if beside.len() < WAITING || !step.may_be_given_up() {
                beside.push(step);
            } else {
                self.trouble.lost.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// Waits until everything that was recorded before is written, or could not be.
    pub(crate) fn flush(&self) {
        let (done, written) = sync_channel(1);
        if let Some(orders) = &self.orders
            && orders.send(Order::Flush(done)).is_ok()
        {
            // An error here is a thread that is gone: then there is nothing to wait for.
            written.recv().unwrap_or_default();
        }
    }

    /// Whether records wait because they could not be written.
    pub(crate) fn in_trouble(&self) -> bool {
        self.trouble.now.load(Ordering::Relaxed)
    }

    /// Whether a record was given up because of a fault of ours, since this was asked last.
    pub(crate) fn take_fall(&self) -> bool {
        self.trouble.fell.swap(false, Ordering::Relaxed)
    }

    /// Records that were given up.
    pub(crate) fn lost(&self) -> u64 {
        self.trouble.lost.load(Ordering::Relaxed)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.orders.take());
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the history thread ended by a panic");
        }
    }
}

/// The thread's own.
struct Writing {
    connection: Connection,
    /// What is to be written next; after a failure, what is tried again.
    batch: Vec<Step>,
    trouble: Arc<Trouble>,
    beside: Arc<Beside>,
    suspicion: Arc<Suspicion>,
    newest: Newest,
    /// Messages that are kept, the newest; all, if it is none.
    most: Option<u32>,
}

impl Writing {
    fn run(mut self, inbox: &Receiver<Order>) {
        loop {
            // What could not be written is tried again, whether or not something new comes.
            let first = match self.batch.is_empty() {
                true => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                false => inbox.recv_timeout(RETRY),
            };
            let last = matches!(first, Err(RecvTimeoutError::Disconnected));
            let asked = first.map_or_else(|_| Vec::new(), |first| self.gather(first, inbox));
            self.write_whatever_happens();
            for done in asked {
                // Who asked may have given up waiting.
                done.send(()).unwrap_or_default();
            }
            if last {
                return;
            }
        }
    }

    /// Takes `first` and what comes soon after it. Answers with who wants to know of the writing.
    fn gather(&mut self, first: Order, inbox: &Receiver<Order>) -> Vec<SyncSender<()>> {
        let until = Instant::now() + BATCH;
        let mut asked = Vec::new();
        let mut next = Ok(first);
        while let Ok(order) = next {
            self.obey(order, &mut asked);
            if !asked.is_empty() {
                break;
            }
            next = inbox.recv_timeout(until.saturating_duration_since(Instant::now()));
        }
        // All that came before what waits beside is taken before it; and nothing more can come to wait
        // there until both are taken.
        let beside = Arc::clone(&self.beside);
        let mut beside = beside.lock();
        for order in inbox.try_iter() {
            self.obey(order, &mut asked);
        }
        for step in beside.drain(..) {
            self.keep(step);
        }
        asked
    }

    fn obey(&mut self, order: Order, asked: &mut Vec<SyncSender<()>>) {
        match order {
            Order::Flush(done) => asked.push(done),
            Order::Write(step) => self.keep(*step),
        }
    }

    /// Keeps a step to be written, unless too many wait.
    fn keep(&mut self, step: Step) {
        if self.batch.len() >= WAITING && step.may_be_given_up() {
            self.trouble.lost.fetch_add(1, Ordering::Relaxed);
        } else {
            take(&mut self.batch, step);
        }
    }

    /// Writes the batch. Where that panics, each record is written by itself: what is lost is the
    /// one that can't be. The transaction ends with the panic, and nothing of it is kept.
    fn write_whatever_happens(&mut self) {
        if self.catch(Self::write).is_ok() {
            return;
        }
        self.trouble.fell.store(true, Ordering::Relaxed);
        for record in std::mem::take(&mut self.batch) {
            self.batch.push(record);
            if self.catch(Self::write).is_err() {
                let lost = self.batch.drain(..).count();
                self.trouble.lost.fetch_add(lost as u64, Ordering::Relaxed);
            }
        }
    }

    fn catch(&mut self, call: impl FnOnce(&mut Self)) -> std::thread::Result<()> {
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| call(self)))
    }

    fn write(&mut self) {
        if self.batch.is_empty() {
            return;
        }
        let written = write(&mut self.connection, &self.batch, &self.newest, self.most);
        match &written {
            Ok(()) => self.batch.clear(),
            Err(error) => {
                tracing::error!(%error, "history could not be written");
                self.suspicion.look_at(error);
            }
        }
        self.trouble.now.store(written.is_err(), Ordering::Relaxed);
    }
}

/// Takes a step into a batch. What replaces a message that waits there comes in its place: where three
/// channels share a chat, each message would be written three times.
fn take(batch: &mut Vec<Step>, step: Step) {
    if let Step { record: Some(Record::Replaced(new)), told, focus: None } = &step
        && told.is_empty()
        && let Some(newest) = batch.iter_mut().rev().take(LATELY).find(|step| step.has(&new.id))
        && let Some(old) = newest.waiting(new)
    {
        *old = Arc::clone(new);
    } else {
        batch.push(step);
    }
}

fn write(
    connection: &mut Connection,
    batch: &[Step],
    newest: &Newest,
    most: Option<u32>,
) -> Result<()> {
    // The last state of the queue has what those before it have.
    let state = batch.iter().rev().find_map(|step| step.focus.as_ref());
    if let Some(state) = state {
        return newest.keep(connection, state, |transaction| write_steps(transaction, batch, most));
    }
    let transaction = connection.transaction()?;
    write_steps(&transaction, batch, most)?;
    Ok(transaction.commit()?)
}

fn write_steps(transaction: &Transaction<'_>, batch: &[Step], most: Option<u32>) -> Result<()> {
    for Step { record, told, .. } in batch {
        if let Some(record) = record {
            rows::write(transaction, record)?;
        }
        for change in told {
            audit::write(transaction, change)?;
        }
    }
    rows::index(transaction)?;
    if let Some(most) = most {
        transaction
            .prepare_cached(
                "DELETE FROM message WHERE number <= (SELECT max(number) FROM message) - ?1",
            )?
            .execute([most])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
