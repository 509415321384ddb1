//! What happened in chat, as rows.

use chat::{Message, MessageId, Reason, Record, Target};
use rusqlite::Transaction;

use crate::{Result, ledger};

/// Writes what happened in chat.
pub(super) fn write(transaction: &Transaction<'_>, record: &Record) -> Result<()> {
    match record {
        Record::Message(message, removed) => {
            write_message(transaction, message)?;
            if let Some(reason) = removed {
                mark_removed(transaction, message.id, *reason)?;
            }
        }
        Record::Replaced(message) => write_message(transaction, message)?,
        Record::Removed { removal, by_copy } => {
            write_removal(transaction, removal)?;
            for id in by_copy {
                mark_removed(transaction, *id, removal.reason)?;
            }
        }
        Record::Unhidden(id) => {
            for table in TABLES {
                let sql = format!(
                    "UPDATE {table} SET removed = NULL WHERE id = ?1 AND removed = 'hidden'"
                );
                transaction.prepare_cached(&sql)?.execute([id.to_string()])?;
            }
            transaction.execute("DELETE FROM removal WHERE message_id = ?1", [id.to_string()])?;
        }
    }
    Ok(())
}

/// Takes the words of what is new into the index.
pub(super) fn index(transaction: &Transaction<'_>) -> Result<()> {
    let new = "INSERT INTO message_words (rowid, author, text)
               SELECT number, author, text FROM message
               WHERE number > (SELECT number FROM indexed)";
    if transaction.prepare_cached(new)?.execute([])? > 0 {
        let last = "UPDATE indexed SET number = (SELECT max(number) FROM message)";
        transaction.prepare_cached(last)?.execute([])?;
    }
    Ok(())
}

/// Adds a message, or puts it in the place of the one with its id.
fn write_message(transaction: &Transaction<'_>, message: &Message) -> Result<()> {
    #[cfg(test)]
    assert_ne!(message.native_id, super::tests::FAULT, "a fault of the writer");
    let text = match &message.system {
        Some(system) => format!("{system} {}", message.text()),
        None => message.text(),
    };
    let author = message.author.as_ref();
    let (id, json) = (message.id.to_string(), serde_json::to_string(message)?);
    let values = (
        id.as_str(),
        message.platform.name(),
        message.source.as_str(),
        message.kind.name(),
        author.map(|author| author.id.as_str()),
        author.map_or("", |author| author.name.as_str()),
        text.as_str(),
        json.as_str(),
    );
    // Most are new. In one statement that could do both, SQLite would note for each how to take half
    // of it back, which costs a sixth of the writing.
    let new = "INSERT INTO message
                   (id, platform, source, kind, author_id, author, text, message)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
               ON CONFLICT (id) DO NOTHING";
    if transaction.prepare_cached(new)?.execute(values)? == 0 {
        let known = "UPDATE message SET
                         kind = ?4, author_id = ?5, author = ?6, text = ?7, message = ?8
                     WHERE id = ?1";
        transaction.prepare_cached(known)?.execute(values)?;
    }
    ledger::write(transaction, message, &text)
}

/// Where messages are, and with them what was removed.
const TABLES: [&str; 2] = ["message", "paid"];

/// What is not removed by its platform.
const SHOWN: &str = "(removed IS NULL OR removed = 'hidden')";

fn mark_removed(transaction: &Transaction<'_>, id: MessageId, reason: Reason) -> Result<()> {
    for table in TABLES {
        let sql = format!("UPDATE {table} SET removed = ?1 WHERE id = ?2 AND {SHOWN}");
        transaction.prepare_cached(&sql)?.execute((reason.name(), id.to_string()))?;
    }
    Ok(())
}

/// What the platform removes stays removed, also if it was only hidden before. A ban or a clearing
/// reaches back a day, not into the streams of last year.
fn write_removal(transaction: &Transaction<'_>, removal: &chat::Removal) -> Result<()> {
    let reason = removal.reason.name();
    let lately = |table| {
        // The mark that chat was not read is the streamer's, and nobody's to remove.
        let of_people = if table == "message" { " AND kind <> 'gap'" } else { "" };
        format!("{SHOWN} AND written >= unixepoch() - 86400{of_people}")
    };
    let mut message_id = None;
    match &removal.target {
        // Its platform has taken none of it away.
        Target::Left { .. } => return Ok(()),
        Target::Message { id } => {
            message_id = Some(id.to_string());
            mark_removed(transaction, *id, removal.reason)?;
        }
        Target::Author { source, author } => {
            let of = (reason, source.as_str(), author.as_str());
            for table in TABLES {
                let lately = lately(table);
                let sql = format!(
                    "UPDATE {table} SET removed = ?1
                     WHERE source = ?2 AND author_id = ?3 AND {lately}"
                );
                transaction.prepare_cached(&sql)?.execute(of)?;
            }
        }
        Target::Source { source } => {
            for table in TABLES {
                let lately = lately(table);
                let sql = format!("UPDATE {table} SET removed = ?1 WHERE source = ?2 AND {lately}");
                transaction.prepare_cached(&sql)?.execute((reason, source.as_str()))?;
            }
        }
    }
    transaction
        .prepare_cached("INSERT INTO removal (message_id, removal) VALUES (?1, ?2)")?
        .execute((message_id, serde_json::to_string(removal)?))?;
    Ok(())
}
