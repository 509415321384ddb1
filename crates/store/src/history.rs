//! The history of chat.

use std::collections::HashSet;

use chat::{Message, MessageId, Placed, Platform, Reason, Record, Removal, SourceId};
use jiff::Timestamp;
use rusqlite::{Connection, Row, params_from_iter};
use serde::de::DeserializeOwned;

use crate::search::{Search, numbers};
use crate::writer::Step;
use crate::{AuditChange, FocusState, Result, Store, StoreError};

/// What to look for. Everything that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// At most so many.
    pub limit: u32,
    /// Only what came before this message.
    pub before: Option<MessageId>,
    /// A part of the text, the system text or the author's name; case aside.
    pub text: Option<String>,
    /// The author's id, or their name.
    pub author: Option<String>,
    /// The platform.
    pub platform: Option<Platform>,
    /// The source.
    pub source: Option<SourceId>,
    /// The kind's name.
    pub kind: Option<String>,
    /// Whether marks of gaps are among the messages, where no kind is asked for.
    pub with_gaps: bool,
    /// Only what was read then or later, to the second, by this computer's clock.
    pub from: Option<Timestamp>,
    /// Only what was read before then.
    pub to: Option<Timestamp>,
    /// Only what was removed, or only what was not.
    pub removed: Option<bool>,
}

/// A message of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The message.
    pub message: Message,
    /// Why it was removed, if it was.
    pub removed: Option<Reason>,
}

impl Store {
    /// Takes a record to be written soon; gives it up if the disk is too far behind.
    pub fn record(&self, record: Record) {
        self.writer.record(record.into());
    }

    /// Takes what somebody did, where it has changed something, what is to be told of it, and the
    /// queue where it has changed by it, to be written soon: all of it or nothing. It is not given up.
    pub fn record_told(
        &self,
        record: Option<Record>,
        told: Vec<AuditChange>,
        focus: Option<FocusState>,
    ) {
        self.writer.record(Step { record, told, focus });
    }

    /// Whether records wait because they could not be written.
    #[must_use]
    pub fn in_trouble(&self) -> bool {
        self.writer.in_trouble()
    }

    /// Whether a record was given up because of a fault of this application, since this was asked last.
    #[must_use]
    pub fn take_fall(&self) -> bool {
        self.writer.take_fall()
    }

    /// Records that were given up, for want of a disk that takes them.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.writer.lost()
    }

    /// Waits until everything that was recorded before is written.
    pub fn flush(&self) {
        self.writer.flush();
    }

    /// The messages that fit, newest first. [`StoreError::Missing`] if `before` names none.
    pub fn history(&self, query: &Query) -> Result<Vec<Found>> {
        self.flush();
        let connection = self.searching();
        let number_of = |before| number_of(&connection, before);
        let before = query.before.as_ref().map(number_of).transpose()?;
        let Some(numbers) = numbers(&connection, before, query.from, query.to)? else {
            return Ok(Vec::new());
        };
        let Search { sql, values } = Search::new(query, numbers);
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params_from_iter(values), read)?;
        Ok(readable(rows)?.into_iter().filter_map(found).collect())
    }

    /// The message with this id, if the history has it.
    pub fn message(&self, id: &MessageId) -> Result<Option<Found>> {
        Ok(self.messages(std::slice::from_ref(id))?.pop().flatten())
    }

    /// The messages with these ids, each in its place, as far as the history has them.
    pub fn messages(&self, ids: &[MessageId]) -> Result<Vec<Option<Found>>> {
        self.flush();
        let connection = self.connection();
        let mut statement =
            connection.prepare_cached("SELECT message, removed FROM message WHERE id = ?1")?;
        let one = |id: &MessageId| {
            let rows = readable(statement.query_map([id.to_string()], read)?)?;
            Ok(rows.into_iter().find_map(found))
        };
        ids.iter().map(one).collect()
    }

    /// What a new run needs of the last one: removals, oldest first, and the newest messages of the
    /// last `seconds` that were not removed but by us, oldest first; none of demo chat, which is made up
    /// for one run.
    pub fn tail(
        &self,
        removals: u32,
        messages: u32,
        seconds: u32,
    ) -> Result<(Vec<Removal>, Vec<Placed>)> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT removal FROM removal ORDER BY number DESC LIMIT ?1")?;
        let rows = statement.query_map([removals], |row| row.get::<_, String>(0))?;
        let mut last_removals: Vec<Removal> =
            readable(rows)?.iter().filter_map(|row| known(row)).collect();
        last_removals.reverse();

        let mut statement = connection.prepare(
            "SELECT message, removed FROM message
             WHERE (removed IS NULL OR removed = 'hidden') AND platform <> 'demo'
             AND written >= unixepoch() - ?2
             ORDER BY number DESC LIMIT ?1",
        )?;
        let rows = statement.query_map([messages, seconds], read)?;
        let placed = |Found { message, removed }| Placed {
            is_hidden: removed.is_some(),
            ..Placed::from(message)
        };
        let mut last_messages: Vec<_> =
            readable(rows)?.into_iter().filter_map(found).map(placed).collect();
        last_messages.reverse();
        Ok((last_removals, last_messages))
    }

    /// The newest messages that their platforms have removed, and why; at most so many.
    pub fn removed_lately(&self, most: u32) -> Result<Vec<(MessageId, Reason)>> {
        let connection = self.connection();
        let mut statement = connection.prepare(
            "SELECT id, removed FROM message WHERE removed IS NOT NULL AND removed <> 'hidden'
             ORDER BY number DESC LIMIT ?1",
        )?;
        let rows = statement
            .query_map([most], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let known = |(id, reason): (String, String)| {
            Some((MessageId::parse(&id)?, Reason::parse(&reason)?))
        };
        Ok(readable(rows)?.into_iter().filter_map(known).collect())
    }

    /// Those of these messages that were removed.
    pub fn removed_of(&self, ids: impl Iterator<Item = MessageId>) -> Result<HashSet<MessageId>> {
        self.flush();
        let connection = self.connection();
        let sql = "SELECT EXISTS (SELECT 1 FROM message WHERE id = ?1 AND removed IS NOT NULL)";
        let mut statement = connection.prepare(sql)?;
        let mut removed = HashSet::new();
        for id in ids {
            if statement.query_row([id.to_string()], |row| row.get(0))? {
                removed.insert(id);
            }
        }
        Ok(removed)
    }

    /// Whether the history has this message.
    pub fn has_message(&self, id: &MessageId) -> Result<bool> {
        self.flush();
        match number_of(&self.connection(), id) {
            Ok(_) => Ok(true),
            Err(StoreError::Missing(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn number_of(connection: &Connection, id: &MessageId) -> Result<i64> {
    let sql = "SELECT number FROM message WHERE id = ?1";
    match connection.query_row(sql, [id.to_string()], |row| row.get(0)) {
        Err(rusqlite::Error::QueryReturnedNoRows) => Err(StoreError::Missing("message")),
        other => Ok(other?),
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<(String, Option<String>)> {
    Ok((row.get("message")?, row.get("removed")?))
}

/// The rows that are what they should be: one that is damaged costs no other.
pub(crate) fn readable<T>(
    rows: impl Iterator<Item = rusqlite::Result<T>>,
) -> rusqlite::Result<Vec<T>> {
    let mut readable = Vec::new();
    for row in rows {
        match row {
            Ok(row) => readable.push(row),
            Err(error) if error.sqlite_error_code().is_none() => {
                tracing::warn!(%error, "a row is damaged");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(readable)
}

fn found((message, removed): (String, Option<String>)) -> Option<Found> {
    Some(Found { message: known(&message)?, removed: removed.as_deref().and_then(Reason::parse) })
}

/// A row that this version can't read (a newer one wrote it) is left alone, and out.
pub(crate) fn known<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json)
        .inspect_err(|error| tracing::warn!(%error, "a row can't be read"))
        .ok()
}
