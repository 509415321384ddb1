//! Writing to and moderating chat on the platforms, as the person who has signed in.

use std::sync::Arc;

use chat::{Author, AuthorId, By, Message, MessageId, Platform, SourceId};
use reqwest::redirect::Policy;
use serde::Serialize;
use store::{Fate, Query, Store};
use writing::{
    Act, Command, CommandError, LONGEST_TIMEOUT, Line, Room, Spend, Writing, WritingError,
};

use crate::bans::Bans;
use crate::spoken::Spoken;
use crate::{Endpoints, Engine, EngineError, ModRight, Result};

/// The longest reason that Twitch takes.
const LONGEST_REASON: usize = 500;

/// What became of a message in one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Sent {
    /// The source.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub source: SourceId,
    /// Whether the platform took it. It comes back as a message of the feed.
    pub ok: bool,
    /// Why not: the fixed name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "string"))]
    pub code: Option<&'static str>,
    /// Why not: what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub message: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub hint: Option<String>,
    /// Seconds until it may be sent again, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional, type = "number"))]
    pub retry_after: Option<u64>,
}

impl Sent {
    fn new(source: SourceId, result: Result<()>) -> Self {
        let mut sent = Self {
            source,
            ok: result.is_ok(),
            code: None,
            message: None,
            hint: None,
            retry_after: None,
        };
        if let Err(error) = result {
            sent.code = Some(error.code());
            sent.message = Some(error.to_string());
            sent.hint = Some(error.hint());
            sent.retry_after = error.retry_after();
        }
        sent
    }
}

/// What a line needs of a moderator whom the streamer has invited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// This right.
    Right(ModRight),
    /// To be the streamer.
    Owner,
}

/// What became of what was sent to several chats: done where one took it, refused where all did.
#[must_use]
pub fn fate_of(sent: &[Sent]) -> Fate {
    let lost = |sent: &Sent| matches!(sent.code, Some(WritingError::NO_ANSWER | "internal"));
    match sent {
        sent if sent.iter().any(|sent| sent.ok) => Fate::Done,
        sent if sent.iter().any(lost) => Fate::Unknown,
        _ => Fate::Refused,
    }
}

/// What sending this line needs.
///
/// # Errors
///
/// It begins with `/`, and is no command.
pub fn needs(text: &str) -> Result<Needs> {
    Ok(match writing::read(text)? {
        Line::Text(_) | Line::Command(Command::Me(_)) => Needs::Right(ModRight::Send),
        Line::Command(Command::Delete) => Needs::Right(ModRight::Delete),
        Line::Command(Command::Timeout { .. }) => Needs::Right(ModRight::Timeout),
        Line::Command(_) => Needs::Owner,
    })
}

/// Whom or what a moderator means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// A message, or who wrote it.
    Message(MessageId),
    /// An author in a source.
    Author {
        /// The source.
        source: SourceId,
        /// The author, by the platform's id.
        author: AuthorId,
    },
}

/// What a moderator does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moderation {
    /// Deletes the message.
    Delete,
    /// Keeps its author from writing for a while.
    Timeout {
        /// For so many seconds, up to two weeks.
        seconds: u32,
        /// Why.
        reason: Option<String>,
    },
    /// Keeps its author from writing.
    Ban {
        /// Why.
        reason: Option<String>,
    },
    /// Lifts either.
    Unban,
}

/// What writes, on these accounts.
pub(crate) fn open(
    endpoints: &Endpoints,
    accounts: &accounts::Accounts,
    spend: Spend,
    store: Store,
) -> Result<Writing> {
    let account = |platform| {
        let account = accounts.of(platform).cloned();
        account.ok_or_else(|| EngineError::Internal("a platform has no account".into()))
    };
    Ok(Writing::new(writing::Options {
        endpoints: writing::Endpoints {
            twitch: endpoints.twitch_api.clone(),
            youtube: endpoints.accounts.youtube.clone(),
        },
        http: crate::http::built(net::client().redirect(Policy::none()))?,
        twitch: account(Platform::Twitch)?,
        youtube: account(Platform::YouTube)?,
        spend,
        bans: Arc::new(Bans(store)),
        clock: jiff::Timestamp::now,
    }))
}

impl Engine {
    /// What the emotes are called that can be written in each source, where any are known. Each
    /// once, in the order of their letters.
    #[must_use]
    pub fn emote_names(&self) -> Vec<(SourceId, Vec<String>)> {
        let rows = self.0.sources.rows().into_iter();
        let names = rows.map(|row| (row.id.clone(), self.0.emotes.names_in(&row.id)));
        names.filter(|(_, names)| !names.is_empty()).collect()
    }

    /// Writes to these sources, in all of them at once. `reply_to` is a message that it answers;
    /// in other sources than that message's the text is written as it is. A text that begins with
    /// `/` is a command, and never written; after `//` or a space it is a message. `by`: who writes.
    pub async fn send(
        &self,
        text: &str,
        sources: &[SourceId],
        reply_to: Option<MessageId>,
        by: &By,
    ) -> Result<Vec<Sent>> {
        if text.trim().is_empty() {
            return Err(EngineError::invalid("text", "there is nothing to send"));
        }
        if text.chars().any(char::is_control) {
            return Err(EngineError::invalid("text", "a message is one line of plain text"));
        }
        let line = writing::read(text)?;
        if line == Line::Command(Command::Delete) && reply_to.is_none() {
            let message = "/delete deletes the message that it answers";
            return Err(EngineError::invalid("reply_to", message));
        }
        if sources.is_empty() {
            return Err(EngineError::invalid("sources", "name at least one source"));
        }
        let parent = match reply_to {
            Some(id) => Some(self.message(id).await?),
            None => None,
        };
        let mut sending: Vec<(SourceId, _)> = Vec::new();
        for source in sources {
            if sending.iter().any(|(known, _)| known == source) {
                continue;
            }
            let parent = parent.as_ref().filter(|parent| parent.source == *source);
            let (line, answered) = match &line {
                Line::Text(text) => {
                    let (text, reply) = addressed(text, parent);
                    (Line::Text(text), reply)
                }
                command @ Line::Command(_) => {
                    (command.clone(), parent.map(|parent| parent.native_id.clone()))
                }
            };
            let (engine, to, is_owner) = (self.clone(), source.clone(), *by == By::Owner);
            let sent = async move {
                let sent = engine.send_to(&to, &line, answered.as_deref()).await;
                if let Line::Command(
                    Command::Timeout { who, .. } | Command::Ban { who, .. } | Command::Unban(who),
                ) = &line
                    && is_owner
                    && is_done(&sent)
                {
                    engine.decided_on(&to, vec![who.clone()]).await;
                }
                sent
            };
            sending.push((source.clone(), self.to_its_end(sent)));
        }
        let mut all = Vec::new();
        for (source, sent) in sending {
            all.push(Sent::new(source, sent.await).spoken(self.words()));
        }
        Ok(all)
    }

    /// Begins it now, in a task of its own: a client that hangs up takes nothing back.
    pub(crate) fn to_its_end<T, F>(&self, call: F) -> impl Future<Output = Result<T>> + use<T, F>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let stopping = self.0.stopping.clone();
        let task = self.0.tasks.spawn(stopping.run_until_cancelled_owned(call));
        async move {
            match task.await {
                Ok(Some(result)) => result,
                Ok(None) => Err(EngineError::Internal("it is shutting down".into())),
                Err(error) => Err(EngineError::Internal(error.to_string())),
            }
        }
    }

    async fn send_to(&self, source: &SourceId, line: &Line, answered: Option<&str>) -> Result<()> {
        let (room, writing) = (self.room(source)?, &self.0.writing);
        let done = match line {
            Line::Text(text) => writing.send(&room, text, answered).await,
            Line::Command(command) => {
                let known = match (&room, command.who()) {
                    (Room::Twitch { .. }, Some(who)) if !writing::is_login(who) => {
                        self.chatter(source, who).await?
                    }
                    _ => None,
                };
                let known = known.as_ref().map(AuthorId::as_str);
                writing.run(&room, command, answered, known).await
            }
        };
        Ok(done?)
    }

    /// Lifts what keeps somebody from writing.
    pub(crate) async fn unban_by_name(&self, source: &SourceId, name: String) -> Result<()> {
        self.send_to(source, &Line::Command(Command::Unban(name)), None).await
    }

    /// Who wrote on Twitch under this name last, here rather than elsewhere.
    async fn chatter(&self, source: &SourceId, name: &str) -> Result<Option<AuthorId>> {
        let (author, platform) = (Some(name.to_owned()), Some(Platform::Twitch));
        let anywhere = Query { limit: 1, author, platform, ..Query::default() };
        let here = Query { source: Some(source.clone()), ..anywhere.clone() };
        let found = self.with_store(move |store| {
            let found = store.history(&here)?.pop();
            Ok(if found.is_some() { found } else { store.history(&anywhere)?.pop() })
        });
        Ok(found.await?.and_then(|found| found.message.author).map(|author| author.id))
    }

    /// Moderates on the platform itself. What it removes leaves when the platform says so.
    pub async fn moderate(&self, whom: Whom, what: Moderation, by: &By) -> Result<()> {
        check(&what)?;
        let (source, message, author, names) = match whom {
            Whom::Message(id) => {
                let Message { source, native_id, author, .. } = self.message(id).await?;
                let names: Vec<_> = author.iter().flat_map(Author::names).collect();
                (source, Some(native_id), author.map(|author| author.id), names)
            }
            Whom::Author { source, author } => {
                let names = vec![author.as_str().to_owned()];
                (source, None, Some(author), names)
            }
        };
        let decides = *by == By::Owner && what != Moderation::Delete;
        let room = self.room(&source)?;
        let author = author.map(|author| author.as_str().to_owned());
        let nobody = EngineError::NotFound("author");
        let act = match (what, message) {
            (Moderation::Delete, Some(message)) => Act::Delete { message },
            (Moderation::Delete, None) => {
                return Err(EngineError::invalid("message_id", "name the message to delete"));
            }
            (Moderation::Timeout { seconds, reason }, _) => {
                Act::Timeout { author: author.ok_or(nobody)?, seconds, reason }
            }
            (Moderation::Ban { reason }, _) => Act::Ban { author: author.ok_or(nobody)?, reason },
            (Moderation::Unban, _) => Act::Unban { author: author.ok_or(nobody)? },
        };
        let engine = self.clone();
        let acting = async move {
            let done = engine.0.writing.act(&room, &act).await.map_err(EngineError::from);
            if decides && is_done(&done) {
                engine.decided_on(&source, names).await;
            }
            done
        };
        self.to_its_end(acting).await
    }

    /// A message as it came: what is on screen may not be in the history yet.
    pub(crate) async fn message(&self, id: MessageId) -> Result<Message> {
        if let Some(near) = self.0.hub.messages(vec![id]).await?.pop().flatten() {
            return Ok(Message::clone(&near));
        }
        let found = self.with_store(move |store| store.message(&id)).await?;
        Ok(found.ok_or(EngineError::NotFound("message"))?.message)
    }

    fn room(&self, source: &SourceId) -> Result<Room> {
        self.0.sources.room(source)?.ok_or(EngineError::ReadOnly)
    }
}

/// Whether a platform has done it, or nobody knows that it has not.
fn is_done(answer: &Result<()>) -> bool {
    matches!(answer, Ok(()) | Err(EngineError::Writing(WritingError::NoAnswer(_))))
}

/// The text and the message that it answers. YouTube knows no answers: people begin with a name.
fn addressed(text: &str, parent: Option<&Message>) -> (String, Option<String>) {
    match parent {
        Some(Message { platform: Platform::YouTube, author: Some(author), .. })
            if !text.starts_with(&author.name) =>
        {
            (format!("@{} {text}", author.name.trim_start_matches('@')), None)
        }
        Some(parent) if parent.platform == Platform::Twitch => {
            (text.to_owned(), Some(parent.native_id.clone()))
        }
        _ => (text.to_owned(), None),
    }
}

fn check(what: &Moderation) -> Result<()> {
    if let Moderation::Timeout { seconds, .. } = what
        && !(1..=LONGEST_TIMEOUT).contains(seconds)
    {
        let message = format!("a timeout lasts from 1 to {LONGEST_TIMEOUT} seconds");
        return Err(EngineError::invalid("seconds", message));
    }
    if let Moderation::Timeout { reason: Some(reason), .. }
    | Moderation::Ban { reason: Some(reason) } = what
        && reason.chars().count() > LONGEST_REASON
    {
        let message = format!("a reason has at most {LONGEST_REASON} characters");
        return Err(EngineError::invalid("reason", message));
    }
    Ok(())
}

impl From<CommandError> for EngineError {
    fn from(error: CommandError) -> Self {
        let (field, hint) = ("text".into(), error.hint().into());
        Self::Invalid { field, message: error.to_string(), hint }
    }
}

impl From<WritingError> for EngineError {
    fn from(error: WritingError) -> Self {
        Self::Writing(error)
    }
}
