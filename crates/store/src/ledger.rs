//! The ledger: every message that was paid for, for good.
//!
//! It is written in the same transaction as the history, and never cleared with it: a message that
//! its platform removes stays, with that noted.

use std::sync::MutexGuard;

use chat::{Message, MessageId, Platform, Reason};
use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, Transaction, TransactionBehavior, params, params_from_iter};

use crate::history::known;
use crate::search::{holds, letters};
use crate::{Result, Store, StoreError};

/// Which entries. Everything that is given must fit.
#[derive(Debug, Clone, Default)]
pub struct LedgerQuery {
    /// At most so many.
    pub limit: u32,
    /// Only what came before this message.
    pub before: Option<MessageId>,
    /// A part of the text, the system text, the amount or the author's name; case aside.
    pub text: Option<String>,
    /// The platform.
    pub platform: Option<Platform>,
    /// The currency's code.
    pub currency: Option<String>,
    /// Only what is not read yet, or only what is.
    pub unread: Option<bool>,
    /// Only tests, or everything but tests.
    pub made_up: Option<bool>,
    /// Not before this, by the platform's clock.
    pub since: Option<Timestamp>,
    /// Only money, and for the streamer: nothing that was bought, and nothing for a charity.
    pub given: bool,
}

/// A message that was paid for.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The message.
    pub message: Message,
    /// Why it was removed, if it was.
    pub removed: Option<Reason>,
    /// Whether the streamer has read it.
    pub read: bool,
    /// Whether it is a test.
    pub made_up: bool,
}

/// What was paid in one currency. Tests are in no sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Its code; `None` for amounts that could not be read.
    pub currency: Option<String>,
    /// Whether it went to a charity, and not to the streamer.
    pub charity: bool,
    /// Millionths of it.
    pub micros: i128,
    /// How many messages.
    pub count: u64,
    /// How many of them are not read yet.
    pub unread: u64,
}

/// What was bought of one kind, where no amounts are told. Tests are in no sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoughtTotal {
    /// The kind of its messages.
    pub kind: String,
    /// The tier or the level, where it is told.
    pub plan: Option<String>,
    /// How many were bought.
    pub count: u64,
    /// How many messages of it are not read yet.
    pub unread: u64,
}

/// Entries, and what all that fit the query come to, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// Money, by currency.
    pub totals: Vec<Total>,
    /// What was bought.
    pub bought: Vec<BoughtTotal>,
}

impl Store {
    /// The entries that fit, newest first. [`StoreError::Missing`] if `before` names none. Without a
    /// text to look for it is read at once, and waits for no search.
    pub fn ledger(&self, query: &LedgerQuery) -> Result<Vec<Entry>> {
        self.flush();
        entries(&self.connection_for(query), query)
    }

    /// What all entries that fit come to, whatever the query's limit and `before`.
    pub fn ledger_totals(&self, query: &LedgerQuery) -> Result<Vec<Total>> {
        self.flush();
        totals(&self.connection_for(query), query)
    }

    fn connection_for(&self, query: &LedgerQuery) -> MutexGuard<'_, Connection> {
        if query.text.is_some() { self.searching() } else { self.connection() }
    }

    /// Entries and totals of the same moment: what is written meanwhile is in neither.
    pub fn ledger_with_totals(&self, query: &LedgerQuery) -> Result<Ledger> {
        self.flush();
        let mut connection = self.searching();
        // Only a transaction sees one state: the history's thread writes through a connection of its own.
        let moment = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        Ok(Ledger {
            entries: entries(&moment, query)?,
            totals: totals(&moment, query)?,
            bought: bought(&moment, query)?,
        })
    }

    /// Marks an entry as read, or as not.
    pub fn mark_paid(&self, id: &MessageId, is_read: bool) -> Result<()> {
        self.flush();
        let sql = "UPDATE paid SET is_read = ?2 WHERE id = ?1";
        match self.connection().execute(sql, (id.to_string(), is_read))? {
            0 => Err(StoreError::Missing("paid message")),
            _ => Ok(()),
        }
    }

    /// Marks this entry and all that came before it as read.
    pub fn mark_paid_until(&self, id: &MessageId) -> Result<()> {
        self.flush();
        let connection = self.connection();
        let number = number_of(&connection, id)?;
        let sql = "UPDATE paid SET is_read = 1 WHERE number <= ?1 AND is_read = 0";
        connection.execute(sql, [number])?;
        Ok(())
    }

    /// Whether the ledger has this message.
    pub fn has_paid(&self, id: &MessageId) -> Result<bool> {
        self.flush();
        match number_of(&self.connection(), id) {
            Ok(_) => Ok(true),
            Err(StoreError::Missing(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn entries(connection: &Connection, query: &LedgerQuery) -> Result<Vec<Entry>> {
    let mut wanted = Wanted::new(query);
    if let Some(before) = &query.before {
        let condition = format!("{} < ?", wanted.number);
        wanted.and(&condition, [number_of(connection, before)?.into()]);
    }
    let Wanted { from, number, sql, .. } = &wanted;
    let sql = format!(
        "SELECT message, removed, is_read, made_up FROM {from} WHERE {sql}
         ORDER BY {number} DESC LIMIT ?"
    );
    wanted.values.push(i64::from(query.limit).into());
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(wanted.values), read)?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.into_iter().flatten().collect())
}

fn totals(connection: &Connection, query: &LedgerQuery) -> Result<Vec<Total>> {
    let Wanted { from, sql, values, .. } = Wanted::new(query);
    // Two sums, because one of millionths could be more than SQLite can count to.
    let sql = format!(
        "SELECT currency, charity, sum(micros / 1000000), sum(micros % 1000000), count(*),
             sum(is_read = 0)
         FROM {from} WHERE NOT made_up AND bought IS NULL AND {sql}
         GROUP BY currency, charity ORDER BY charity, count(*) DESC, currency"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        let whole: Option<i64> = row.get(2)?;
        let parts: Option<i64> = row.get(3)?;
        Ok(Total {
            currency: row.get(0)?,
            charity: row.get(1)?,
            micros: i128::from(whole.unwrap_or_default()) * 1_000_000
                + i128::from(parts.unwrap_or_default()),
            count: count(row, 4)?,
            unread: count(row, 5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn bought(connection: &Connection, query: &LedgerQuery) -> Result<Vec<BoughtTotal>> {
    let Wanted { from, sql, values, .. } = Wanted::new(query);
    let sql = format!(
        "SELECT bought, plan, sum(count), sum(is_read = 0)
         FROM {from} WHERE NOT made_up AND bought IS NOT NULL AND {sql}
         GROUP BY bought, plan ORDER BY bought, plan"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok(BoughtTotal {
            kind: row.get(0)?,
            plan: row.get(1)?,
            count: count(row, 2)?,
            unread: count(row, 3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn count(row: &Row<'_>, at: usize) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(at)?.unsigned_abs())
}

fn number_of(connection: &Connection, id: &MessageId) -> Result<i64> {
    let sql = "SELECT number FROM paid WHERE id = ?1";
    match connection.query_row(sql, [id.to_string()], |row| row.get(0)) {
        Err(rusqlite::Error::QueryReturnedNoRows) => Err(StoreError::Missing("paid message")),
        other => Ok(other?),
    }
}

/// Where a query looks, and its condition with the values in it.
struct Wanted {
    from: &'static str,
    /// The number of a row, as it is looked up.
    number: &'static str,
    sql: String,
    values: Vec<Value>,
}

impl Wanted {
    fn new(query: &LedgerQuery) -> Self {
        let (from, number) = ("paid", "number");
        let mut wanted = Self { from, number, sql: "TRUE".into(), values: Vec::new() };
        if let Some(text) = &query.text {
            if let Some(letters) = letters(text) {
                // Not the other way round: these come in their order, so the first hundred are had
                // without reading the rest.
                wanted.from = "paid_words CROSS JOIN paid ON paid.number = paid_words.rowid";
                wanted.number = "paid_words.rowid";
                wanted.and("paid_words MATCH ?", [letters.into()]);
            }
            let (like, patterns) = holds(["paid.text", "paid.author"], text);
            wanted.and(&like, patterns.into_iter().map(Value::from));
        }
        if let Some(platform) = query.platform {
            wanted.and("platform = ?", [platform.name().to_owned().into()]);
        }
        if let Some(currency) = &query.currency {
            wanted.and("currency = ?", [currency.clone().into()]);
        }
        if let Some(unread) = query.unread {
            wanted.and("is_read = ?", [i64::from(!unread).into()]);
        }
        if let Some(made_up) = query.made_up {
            wanted.and("made_up = ?", [i64::from(made_up).into()]);
        }
        if let Some(since) = query.since {
            wanted.and("at >= ?", [since.as_millisecond().into()]);
        }
        if query.given {
            wanted.and("bought IS NULL AND NOT charity", []);
        }
        wanted
    }

    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.sql += " AND ";
        self.sql += condition;
        self.values.extend(values);
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let removed: Option<String> = row.get("removed")?;
    let message: String = row.get("message")?;
    let (read, made_up) = (row.get("is_read")?, row.get("made_up")?);
    let removed = removed.as_deref().and_then(Reason::parse);
    Ok(known(&message).map(|message| Entry { message, removed, read, made_up }))
}

/// Writes a message that was paid for; what is not is left out. Whether it was read stays.
pub(crate) fn write(transaction: &Transaction<'_>, message: &Message, text: &str) -> Result<()> {
    if !message.is_paid() {
        return Ok(());
    }
    let (author, amount) = (message.author.as_ref(), message.amount.as_ref());
    let bought = message.bought();
    transaction
        .prepare_cached(
            "INSERT INTO paid (id, platform, source, author_id, author, text, currency, micros, at,
                 message, made_up, bought, plan, count, charity)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (id) DO UPDATE SET
                 author_id = excluded.author_id, author = excluded.author, text = excluded.text,
                 currency = excluded.currency, micros = excluded.micros, message = excluded.message,
                 bought = excluded.bought, plan = excluded.plan, count = excluded.count",
        )?
        .execute(params![
            message.id.to_string(),
            message.platform.name(),
            message.source.as_str(),
            author.map(|author| author.id.as_str()),
            author.map_or("", |author| author.name.as_str()),
            format!("{text} {}", amount.map_or("", |amount| amount.text.as_str())),
            amount.and_then(|amount| amount.currency.as_deref()),
            amount.and_then(|amount| amount.micros),
            message.at.as_millisecond(),
            serde_json::to_string(message)?,
            message.is_made_up(),
            bought.map(|_| message.kind.name()),
            bought.and_then(|bought| bought.plan),
            bought.map(|bought| bought.count),
            message.is_for_charity(),
        ])?;
    Ok(())
}
