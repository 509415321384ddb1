//! How the history is searched: the one statement that a query comes to.

use std::ops::RangeInclusive;

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use crate::{Query, Result};

/// A statement that gives the rows newest first, and the values in it.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

/// What finds the rows; everything else is looked at in the rows themselves.
///
/// The database has no statistics, and they would be wrong for the next query anyway. All of these
/// find rows in their order of arrival, so the first hundred are had without looking at the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    Author,
    Removed,
    /// A kind that is seldom.
    Kind,
    /// Three letters of the text or more.
    Words,
    Source,
    Platform,
    /// The order of arrival.
    Number,
}

impl Lead {
    /// The one that leaves the fewest rows, as far as one can tell.
    fn of(query: &Query) -> Self {
        if query.author.is_some() {
            Self::Author
        } else if query.removed == Some(true) {
            Self::Removed
        } else if query.kind.as_deref().is_some_and(|kind| kind != "chat") {
            Self::Kind
        } else if query.text.as_deref().and_then(letters).is_some() {
            Self::Words
        } else if query.source.is_some() {
            Self::Source
        } else if query.platform.is_some() {
            Self::Platform
        } else {
            Self::Number
        }
    }
}

impl Search {
    pub(crate) fn new(query: &Query, numbers: RangeInclusive<i64>) -> Self {
        let lead = Lead::of(query);
        let (first, last) = numbers.into_inner();
        let mut search = Self { sql: String::new(), values: Vec::new() };
        let number =
            if let (Lead::Words, Some(letters)) = (lead, query.text.as_deref().and_then(letters)) {
                search.sql += "SELECT message, removed FROM message_words
                 CROSS JOIN message ON message.number = message_words.rowid
                 WHERE message_words MATCH ?";
                search.values.push(letters.into());
                "message_words.rowid"
            } else {
                search.sql += "SELECT message, removed FROM message WHERE TRUE";
                "number"
            };
        search.add(&format!("{number} BETWEEN ? AND ?"), [first, last]);
        // With a plus before it, a column is looked at and finds no rows.
        let column = |name: &str, of: Lead| {
            if of == lead { name.to_owned() } else { format!("+message.{name}") }
        };
        if let Some(author) = &query.author {
            let sql = "number IN (SELECT number FROM message WHERE author_id = ?
                       UNION SELECT number FROM message WHERE author = ? COLLATE NOCASE)";
            search.add(sql, [author.clone(), author.clone()]);
        }
        if let Some(is_removed) = query.removed {
            let not = if is_removed { " NOT" } else { "" };
            search.add(&format!("{} IS{not} NULL", column("removed", Lead::Removed)), [0; 0]);
        }
        match &query.kind {
            Some(kind) => {
                search.add(&format!("{} = ?", column("kind", Lead::Kind)), [kind.clone()]);
            }
            None if query.with_gaps => {}
            None => search.add("+message.kind <> 'gap'", [0; 0]),
        }
        if let Some(source) = &query.source {
            let source = source.as_str().to_owned();
            search.add(&format!("{} = ?", column("source", Lead::Source)), [source]);
        }
        if let Some(platform) = query.platform {
            let platform = platform.name().to_owned();
            search.add(&format!("{} = ?", column("platform", Lead::Platform)), [platform]);
        }
        if let Some(from) = query.from {
            search.add("+written >= ?", [second(from)]);
        }
        if let Some(to) = query.to {
            search.add("+written < ?", [second(to)]);
        }
        if let Some(text) = &query.text {
            let (sql, patterns) = holds(["message.text", "message.author"], text);
            search.add(&sql, patterns);
        }
        search.sql.extend([" ORDER BY ", number, " DESC LIMIT ?"]);
        search.values.push(i64::from(query.limit).into());
        search
    }

    fn add<V: Into<Value>>(&mut self, sql: &str, values: impl IntoIterator<Item = V>) {
        self.sql += " AND ";
        self.sql += sql;
        self.values.extend(values.into_iter().map(Into::into));
    }
}

/// That one of the columns holds this text, and the values in that, whatever is in it.
pub(crate) fn holds(columns: [&str; 2], text: &str) -> (String, Vec<String>) {
    let spellings = spellings(text);
    let of = |column: &str| vec![format!(r"{column} LIKE ? ESCAPE '\'"); spellings.len()];
    let sql = columns.map(of).concat().join(" OR ");
    let patterns = spellings.iter().map(|part| {
        let literal = part.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        format!("%{literal}%")
    });
    let patterns: Vec<_> = patterns.collect();
    (format!("({sql})"), [patterns.clone(), patterns].concat())
}

/// How people write the same: SQLite takes case for nothing in ASCII letters alone, and a function of ours
/// would take ten times as long for each row.
fn spellings(text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    if !text.is_ascii() {
        let small = text.to_lowercase();
        let mut letters = small.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        for other in [text.to_uppercase(), first + letters.as_str(), small] {
            // What has other letters (`ß` and `SS`) the index takes for something else.
            let is_as_long = other.chars().count() == text.chars().count();
            if is_as_long && !all.iter().any(|known| known.eq_ignore_ascii_case(&other)) {
                all.push(other);
            }
        }
    }
    all
}

/// What an index of words is asked for: every three letters of the text. It knows no order and takes other
/// letters for the same, so the row itself decides. `None` where there are fewer than three.
pub(crate) fn letters(text: &str) -> Option<String> {
    let all: Vec<char> = text.chars().collect();
    // FTS5 reads its questions up to a NUL.
    if all.len() < 3 || all.contains(&'\0') {
        return None;
    }
    // The last three are some of the others too where three does not divide the length.
    let threes = all.chunks_exact(3).chain(all.rchunks_exact(3).take(1));
    let quoted = threes.map(|three| {
        let three: String = three.iter().collect();
        format!("\"{}\"", three.replace('"', "\"\""))
    });
    Some(quoted.collect::<Vec<_>>().join(" AND "))
}

/// The rows among which to look: those before the one with the number `before`, read in this time.
/// `None` where there are none.
///
/// Rows are numbered as they are read, so a time is a row of numbers, whose ends are looked up.
pub(crate) fn numbers(
    connection: &Connection,
    before: Option<i64>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
) -> Result<Option<RangeInclusive<i64>>> {
    let end = |sql: &str, time: Timestamp| {
        let row = connection.prepare_cached(sql)?.query_row([second(time)], |row| row.get(0));
        row.optional()
    };
    let first: Option<i64> = match from {
        Some(from) => end(
            "SELECT number FROM message WHERE written >= ? ORDER BY written, number LIMIT 1",
            from,
        )?,
        None => Some(i64::MIN),
    };
    let last: Option<i64> = match to {
        Some(to) => end(
            "SELECT number FROM message WHERE written < ? ORDER BY written DESC, number DESC LIMIT 1",
            to,
        )?,
        None => Some(i64::MAX),
    };
    let last = last.map(|last| before.map_or(last, |before| last.min(before - 1)));
    Ok(first.zip(last).map(|(first, last)| first..=last))
}

/// The first whole second that is not before this time.
fn second(time: Timestamp) -> i64 {
    time.as_second() + i64::from(time.subsec_nanosecond() > 0)
}
