//! The history as a file, written page by page.

use std::fmt::Write as _;

use chat::{Message, MessageView};
use engine::{EngineError, Found};
use futures_util::{Stream, StreamExt as _};
use jiff::tz::TimeZone;

use crate::csv::Table;

/// What the file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For programs: an array of messages.
    Json,
    /// For spreadsheets.
    Csv,
    /// For people: a line for each message.
    Text,
}

const COLUMNS: [&str; 9] =
    ["time", "platform", "source", "kind", "author", "amount", "text", "removed", "id"];

impl Format {
    /// The end of the file's name, without its dot.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Text => "txt",
        }
    }

    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    fn head(self) -> String {
        match self {
            Self::Json => "[".to_owned(),
            Self::Csv => Table::new(&COLUMNS).finish(),
            Self::Text => String::new(),
        }
    }

    fn page(self, found: &[Found], is_first: bool) -> Result<String, EngineError> {
        match self {
            Self::Json => json(found, is_first),
            Self::Csv => Ok(table(found)),
            Self::Text => Ok(found.iter().map(line).collect()),
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::Json => "\n]\n",
            Self::Csv | Self::Text => "",
        }
    }
}

/// The file, from the pages of the history.
pub(crate) fn written(
    format: Format,
    pages: impl Stream<Item = Result<Vec<Found>, EngineError>>,
) -> impl Stream<Item = Result<String, EngineError>> {
    pages.enumerate().map(move |(at, found)| {
        let found = found?;
        let head = if at == 0 { format.head() } else { String::new() };
        let end = if found.is_empty() { format.end() } else { "" };
        Ok(head + &format.page(&found, at == 0)? + end)
    })
}

fn json(found: &[Found], is_first: bool) -> Result<String, EngineError> {
    let mut text = String::new();
    for (at, Found { message, removed }) in found.iter().enumerate() {
        text.push_str(if is_first && at == 0 { "\n" } else { ",\n" });
        let view = MessageView::new(message).removed(*removed);
        let message = serde_json::to_string(&view);
        text += &message.map_err(|error| EngineError::Internal(error.to_string()))?;
    }
    Ok(text)
}

fn table(found: &[Found]) -> String {
    let mut table = Table::empty();
    for Found { message, removed } in found {
        table.add(&[
            &message.at.to_string(),
            message.platform.name(),
            message.source.as_str(),
            message.kind.name(),
            author(message),
            amount(message),
            &said(message),
            removed.map_or("", chat::Reason::name),
            &message.id.to_string(),
        ]);
    }
    table.finish()
}

/// `2026-11-22 19:03:11 Twitch Ada: hello`, in this computer's time.
fn line(Found { message, removed }: &Found) -> String {
    let time = message.at.to_zoned(TimeZone::system());
    let time = time.strftime("%Y-%m-%d %H:%M:%S");
    let mut line = format!("{time} [{}] ", message.platform.name());
    if let Some(reason) = removed {
        // Writing to a text can't fail.
        write!(line, "[{}] ", reason.name()).unwrap_or_default();
    }
    let author = author(message);
    if !author.is_empty() {
        line += &plain(author);
        line += ": ";
    }
    let amount = amount(message);
    if !amount.is_empty() {
        line += &plain(&format!("({amount}) "));
    }
    line += &plain(&said(message));
    line.truncate(line.trim_end().len());
    line + "\n"
}

fn author(message: &Message) -> &str {
    message.author.as_ref().map_or("", |author| author.name.as_str())
}

fn amount(message: &Message) -> &str {
    message.amount.as_ref().map_or("", |amount| amount.text.as_str())
}

/// What the platform says of it, and what the person wrote.
fn said(message: &Message) -> String {
    let said = [message.system.clone().unwrap_or_default(), message.text()].join(" ");
    said.trim().to_owned()
}

/// Without what would begin another line, or move a terminal's cursor.
fn plain(text: &str) -> String {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(breaks, " ")
}

#[cfg(test)]
mod tests {
    use chat::{Author, AuthorId, Flags, Fragment, Kind, MessageId, Platform, Reason, SourceId};
    use futures_util::{TryStreamExt, stream};
    use jiff::Timestamp;

    use super::*;

    const HOSTILE: &str = "=cmd|' /C calc'!A0\",\"x\r\n2026-01-01 00:00:00 [twitch] Ada: fake\u{2028}\u{0}\u{1b}[2J</script>";

    fn found(number: u32, text: &str) -> Found {
        let native_id = number.to_string();
        let author = Author {
            id: AuthorId::new("1"),
            name: text.to_owned(),
            login: None,
            color: None,
            roles: vec![],
            badges: vec![],
            avatar: None,
            pronouns: None,
        };
        let message = Message {
            id: MessageId::of(Platform::Twitch, &native_id),
            native_id,
            platform: Platform::Twitch,
            source: SourceId::new("s"),
            at: Timestamp::UNIX_EPOCH,
            author: Some(author),
            kind: Kind::Chat,
            body: vec![Fragment::plain(text)],
            system: None,
            amount: None,
            reply_to: None,
            flags: Flags::default(),
        };
        Found { message, removed: number.is_multiple_of(2).then_some(Reason::Deleted) }
    }

    /// All of a file whose history is these pages.
    async fn file(format: Format, pages: Vec<Vec<Found>>) -> String {
        let pages = pages.into_iter().chain([vec![]]).map(Ok);
        written(format, stream::iter(pages))
            .try_collect::<Vec<String>>()
            .await
            .expect("it is written")
            .concat()
    }

    fn pages() -> Vec<Vec<Found>> {
        vec![vec![found(1, HOSTILE), found(2, "hello")], vec![found(3, "日本 🎉")]]
    }

    #[tokio::test]
    async fn json_has_every_message_letter_for_letter() {
        let text = file(Format::Json, pages()).await;
        let messages: Vec<serde_json::Value> = serde_json::from_str(&text).expect("it is JSON");
        let texts: Vec<_> = messages.iter().map(|message| message["text"].clone()).collect();
        assert_eq!(texts, [HOSTILE, "hello", "日本 🎉"]);
        assert_eq!(messages[1]["removed"], "deleted");
        assert_eq!(messages[0].get("removed"), None);
        let empty: Vec<serde_json::Value> =
            serde_json::from_str(&file(Format::Json, vec![]).await).expect("it is JSON");
        assert_eq!(empty.len(), 0);
    }

    #[tokio::test]
    async fn a_table_has_a_row_for_each_and_no_formula() {
        let text = file(Format::Csv, pages()).await;
        let rows = rows(text.strip_prefix('\u{feff}').expect("it says that it is UTF-8"));
        assert_eq!(rows.len(), 4, "one head, and a row for each");
        assert_eq!(rows[0], COLUMNS);
        assert_eq!(rows[1][6], format!("'{HOSTILE}"), "text, and all of it");
        assert_eq!(rows[1][4], format!("'{HOSTILE}"), "so is a name");
        assert_eq!(rows[3][6], "日本 🎉");
        assert_eq!([&rows[1][7], &rows[2][7]], ["", "deleted"]);
    }

    /// A reader as RFC 4180 has it.
    fn rows(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell, mut quoted) = (vec![], vec![], String::new(), false);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut cell)),
                '\r' if !quoted => {}
                '\n' if !quoted => {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                _ => cell.push(letter),
            }
        }
        rows
    }

    #[tokio::test]
    async fn a_text_has_one_line_for_each_whatever_was_written() {
        let text = file(Format::Text, pages()).await;
        let lines: Vec<_> = text.split('\n').collect();
        assert_eq!(lines.len(), 4, "three, and the end of the last: {text}");
        assert!(lines[0].contains("=cmd") && lines[0].contains("[twitch]"), "{}", lines[0]);
        assert!(lines[1].contains("[twitch] [deleted] hello: hello"), "{}", lines[1]);
        assert!(!text.contains(['\u{1b}', '\r', '\0', '\u{2028}']), "{text:?}");
    }
}
