//! The thread that writes history.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chat::{Record, Target};
use rusqlite::{Connection, Transaction};

use crate::Result;

/// How long a record may wait for others before it is written.
const BATCH: Duration = Duration::from_millis(200);
/// Records waiting for a disk that does not answer, before the newest are given up: at 500 messages
/// a second, half a minute.
const WAITING: usize = 16_384;

/// Feeds the thread that writes history; dropped, it waits until all is written.
#[derive(Debug)]
pub(crate) struct Writer {
    /// Both are taken when it ends.
    ends: Mutex<Option<(SyncSender<Order>, JoinHandle<()>)>>,
}

enum Order {
    Write(Record),
    /// Write what waits, then answer.
    Flush(SyncSender<()>),
}

impl Writer {
    pub(crate) fn start(connection: Connection) -> std::io::Result<Self> {
        let (orders, inbox) = sync_channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("history".into())
            .spawn(move || run(connection, &inbox))?;
        Ok(Self {
            ends: Mutex::new(Some((orders, thread))),
        })
    }

    fn orders(&self) -> Option<SyncSender<Order>> {
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        ends.as_ref().map(|(orders, _)| orders.clone())
    }

    /// Takes a record to be written soon. False if the disk is so far behind that it was given up.
    pub(crate) fn record(&self, record: Record) -> bool {
        let Some(orders) = self.orders() else {
            return false;
        };
        match orders.try_send(Order::Write(record)) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        }
    }

    /// Waits until everything that was recorded before is written, or could not be.
    pub(crate) fn flush(&self) {
        let (done, written) = sync_channel(1);
        if let Some(orders) = self.orders()
            && orders.send(Order::Flush(done)).is_ok()
        {
            // An error here is a thread that is gone: then there is nothing to wait for.
            written.recv().unwrap_or_default();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let ends = self
            .ends
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some((orders, thread)) = ends {
            drop(orders);
            if thread.join().is_err() {
                tracing::error!("the history thread ended by a panic");
            }
        }
    }
}

fn run(mut connection: Connection, inbox: &Receiver<Order>) {
    let mut batch = Vec::new();
    while let Ok(first) = inbox.recv() {
        let until = Instant::now() + BATCH;
        let mut next = Ok(first);
        let mut waiting = Vec::new();
        while let Ok(order) = next {
            match order {
                Order::Write(record) => batch.push(record),
                Order::Flush(done) => waiting.push(done),
            }
            if !waiting.is_empty() || batch.len() >= WAITING {
                break;
            }
            next = inbox.recv_timeout(until.saturating_duration_since(Instant::now()));
        }
        if let Err(error) = write(&mut connection, &batch) {
            tracing::error!(%error, lost = batch.len(), "history could not be written");
        }
        batch.clear();
        for done in waiting {
            // Who asked may have given up waiting.
            done.send(()).unwrap_or_default();
        }
    }
}

fn write(connection: &mut Connection, batch: &[Record]) -> Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    for record in batch {
        match record {
            Record::Message(message, removed) => {
                let text = match &message.system {
                    Some(system) => format!("{system} {}", message.text()),
                    None => message.text(),
                };
                let author = message.author.as_ref();
                transaction
                    .prepare_cached(
                        "INSERT INTO message
                             (id, platform, source, kind, author_id, author, text, message, removed)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                         ON CONFLICT (id) DO NOTHING",
                    )?
                    .execute((
                        message.id.as_str(),
                        message.platform.name(),
                        message.source.as_str(),
                        message.kind.name(),
                        author.map(|author| author.id.as_str()),
                        author.map_or("", |author| author.name.as_str()),
                        text,
                        serde_json::to_string(&**message)?,
                        removed.map(chat::Reason::name),
                    ))?;
            }
            Record::Replaced(message) => {
                transaction.execute(
                    "UPDATE message SET text = ?2, message = ?3 WHERE id = ?1",
                    (
                        message.id.as_str(),
                        message.text(),
                        serde_json::to_string(&**message)?,
                    ),
                )?;
            }
            Record::Removed(removal) => write_removal(&transaction, removal)?,
            Record::Unhidden(id) => {
                transaction.execute(
                    "UPDATE message SET removed = NULL WHERE id = ?1 AND removed = 'hidden'",
                    [id.as_str()],
                )?;
                transaction.execute("DELETE FROM removal WHERE message_id = ?1", [id.as_str()])?;
            }
        }
    }
    Ok(transaction.commit()?)
}

/// What the platform removes stays removed, also if it was only hidden before.
fn write_removal(transaction: &Transaction<'_>, removal: &chat::Removal) -> Result<()> {
    let reason = removal.reason.name();
    let still_there = "(removed IS NULL OR removed = 'hidden')";
    let mut message_id = None;
    match &removal.target {
        Target::Message { id } => {
            message_id = Some(id.as_str());
            let sql = format!("UPDATE message SET removed = ?1 WHERE id = ?2 AND {still_there}");
            transaction
                .prepare_cached(&sql)?
                .execute((reason, id.as_str()))?;
        }
        Target::Author { source, author } => {
            let sql = format!(
                "UPDATE message SET removed = ?1
                 WHERE source = ?2 AND author_id = ?3 AND {still_there}"
            );
            let of = (reason, source.as_str(), author.as_str());
            transaction.prepare_cached(&sql)?.execute(of)?;
        }
        Target::Source { source } => {
            let sql =
                format!("UPDATE message SET removed = ?1 WHERE source = ?2 AND {still_there}");
            transaction
                .prepare_cached(&sql)?
                .execute((reason, source.as_str()))?;
        }
    }
    transaction
        .prepare_cached("INSERT INTO removal (message_id, removal) VALUES (?1, ?2)")?
        .execute((message_id, serde_json::to_string(removal)?))?;
    Ok(())
}
