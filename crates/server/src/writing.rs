//! Writing to chat, and moderating it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use chat::{AuthorId, By, Platform, SourceId};
use engine::{Deed, Fate, Moderation, Needs, Sent, Whom};
use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};

use crate::Site;
use crate::access::Scope;
use crate::api::{Answer, Done, message_id};
use crate::body::Body;
use crate::error::ApiError;

pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/chat/send", post(send))
        .route("/chat/limits", get(limits))
        .route("/chat/commands", get(commands))
        .route("/chat/emotes", get(emotes))
        .route("/moderation/delete", post(delete))
        .route("/moderation/timeout", post(timeout))
        .route("/moderation/ban", post(ban))
        .route("/moderation/unban", post(unban))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMessage {
    text: String,
    sources: Vec<SourceId>,
    reply_to: Option<String>,
}

async fn send(
    State(site): State<Site>,
    Extension(scope): Extension<Scope>,
    Body(NewMessage { text, sources, reply_to }): Body<NewMessage>,
) -> Answer<Vec<Sent>> {
    if let Scope::Moderator(moderator) = &scope {
        let may = match engine::needs(&text)? {
            Needs::Right(right) => moderator.may(right),
            Needs::Owner => false,
        };
        if !may {
            return Err(ApiError::small_scope());
        }
    }
    let reply_to = reply_to.as_deref().map(message_id).transpose()?;
    site.0.engine.may_write(&scope.acts_for(), &text, &sources, reply_to).await?;
    let each = Deed::of_line(&text, &sources, reply_to)?.into_iter().map(|(deed, sources)| {
        let (engine, text, by) = (site.0.engine.clone(), text.clone(), scope.acts_for());
        let sending = async move { engine.send(&text, &sources, reply_to, &by).await };
        told(&site, &scope, deed, sending, |sent: &Vec<Sent>| engine::fate_of(sent))
    });
    Ok(Json(try_join_all(each).await?.concat()))
}

/// The longest message of each platform, in characters (Unicode code points).
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ChatLimits {
    twitch: Option<usize>,
    youtube: Option<usize>,
}

async fn limits() -> Json<ChatLimits> {
    let [twitch, youtube] = [Platform::Twitch, Platform::YouTube].map(engine::longest_message);
    Json(ChatLimits { twitch, youtube })
}

/// A slash command of the composer.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct CommandView {
    /// Its name, without the slash.
    name: &'static str,
    /// How it is written; what is in brackets can be left out.
    usage: &'static str,
    /// What it does.
    does: &'static str,
    /// Whether YouTube has it too. Twitch has all.
    youtube: bool,
}

/// Those that the asking key may use.
async fn commands(Extension(scope): Extension<Scope>) -> Json<Vec<CommandView>> {
    let may = |known: &&engine::Known| match &scope {
        // All of them are whole in their usage, but for what answers a message.
        Scope::Moderator(moderator) => matches!(
            engine::needs(&known.usage.replace(['[', ']'], "")),
            Ok(Needs::Right(right)) if moderator.may(right)
        ),
        Scope::Owner | Scope::Dock | Scope::Overlay(_) => true,
    };
    let view = |&engine::Known { name, usage, does, youtube, .. }: &engine::Known| CommandView {
        name,
        usage,
        does,
        youtube,
    };
    Json(engine::COMMANDS.iter().filter(may).map(view).collect())
}

/// The emotes of a source's channel.
#[derive(Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub(crate) struct ChatEmotes {
    #[cfg_attr(test, ts(type = "string"))]
    source: SourceId,
    /// What they are called, as they are written.
    names: Vec<String>,
}

async fn emotes(State(site): State<Site>) -> Json<Vec<ChatEmotes>> {
    let all = site.0.engine.emote_names().into_iter();
    Json(all.map(|(source, names)| ChatEmotes { source, names }).collect())
}

/// A message, or an author in a source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    message_id: Option<String>,
    source: Option<SourceId>,
    author_id: Option<AuthorId>,
    seconds: Option<u32>,
    reason: Option<String>,
}

impl Target {
    fn whom(&self) -> Result<Whom, ApiError> {
        match (&self.message_id, &self.source, &self.author_id) {
            (Some(id), None, None) => Ok(Whom::Message(message_id(id)?)),
            (None, Some(source), Some(author)) => {
                Ok(Whom::Author { source: source.clone(), author: author.clone() })
            }
            _ => Err(ApiError::invalid(
                "message_id",
                "it is not said whom this is about",
                "Give message_id, or source and author_id.",
            )),
        }
    }

    /// Does what is the streamer's alone to do.
    async fn meets(self, site: &Site, what: Moderation) -> Done {
        site.0.engine.moderate(self.whom()?, what, &By::Owner).await?;
        Ok(StatusCode::NO_CONTENT)
    }
}

/// Does it, and has the audit list tell of it where a moderator does it. What the streamer does on a
/// platform needs no list.
async fn told<T: Send + 'static>(
    site: &Site,
    scope: &Scope,
    deed: Deed,
    act: impl Future<Output = engine::Result<T>> + Send + 'static,
    fate: impl FnOnce(&T) -> Fate + Send + 'static,
) -> engine::Result<T> {
    match scope {
        Scope::Moderator(_) => site.0.engine.noted(&scope.acts_for(), deed, act, fate).await,
        Scope::Owner | Scope::Dock | Scope::Overlay(_) => act.await,
    }
}

/// The same, for what is done to somebody.
async fn told_of(site: &Site, scope: &Scope, deed: Deed, whom: Whom, what: Moderation) -> Done {
    let engine = site.0.engine.clone();
    let by = scope.acts_for();
    engine.may_moderate(&by, &whom, &what).await?;
    let acting = async move { engine.moderate(whom, what, &by).await };
    told(site, scope, deed, acting, |()| Fate::Done).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn delete(
    State(site): State<Site>,
    Extension(scope): Extension<Scope>,
    Body(target): Body<Target>,
) -> Done {
    match target.whom()? {
        whom @ Whom::Message(message) => {
            told_of(&site, &scope, Deed::Deleted { message }, whom, Moderation::Delete).await
        }
        // It is refused: what is deleted is a message.
        Whom::Author { .. } => target.meets(&site, Moderation::Delete).await,
    }
}

async fn timeout(
    State(site): State<Site>,
    Extension(scope): Extension<Scope>,
    Body(mut target): Body<Target>,
) -> Done {
    let Some(seconds) = target.seconds else {
        return Err(ApiError::invalid("seconds", "a timeout needs a time", "Give seconds."));
    };
    let (reason, whom) = (target.reason.take(), target.whom()?);
    let (message, source, author) = match whom.clone() {
        Whom::Message(message) => (Some(message), None, None),
        Whom::Author { source, author } => (None, Some(source), Some(author)),
    };
    let deed = Deed::TimedOut { message, source, author, name: None, seconds };
    told_of(&site, &scope, deed, whom, Moderation::Timeout { seconds, reason }).await
}

async fn ban(State(site): State<Site>, Body(mut target): Body<Target>) -> Done {
    let reason = target.reason.take();
    target.meets(&site, Moderation::Ban { reason }).await
}

async fn unban(State(site): State<Site>, Body(target): Body<Target>) -> Done {
    target.meets(&site, Moderation::Unban).await
}
