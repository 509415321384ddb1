//! Twitch's Helix.
//!
//! <https://dev.twitch.tv/docs/api/reference/>, and the errors as other clients have met them.

mod orders;

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use accounts::{Account, Right};
use chat::Recent;
use jiff::Timestamp;
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::pace::{Limit, Queue};
use crate::service::{Answer, Service};
use crate::{Act, Result, WritingError};

pub(crate) const NAME: &str = "Twitch";

/// <https://dev.twitch.tv/docs/chat/#rate-limits>
const AS_MODERATOR: Limit = Limit { most: 100, gap: Duration::ZERO };
const AS_VIEWER: Limit = Limit { most: 20, gap: Duration::from_secs(1) };

/// Where Twitch does not say for how long it is limited.
const RETRY: Duration = Duration::from_secs(30);
/// Channels whose id is remembered.
const REMEMBERED: usize = 100;

#[derive(Debug)]
pub(crate) struct Twitch {
    service: Service,
    queue: Queue,
    clock: fn() -> Timestamp,
    /// The ids of channels by their names.
    ids: Mutex<Recent<String, String>>,
    /// Who has shown by a call that they are a moderator, and in which channel. Another person may
    /// sign in, and moderate elsewhere.
    moderated: Mutex<HashSet<(String, String)>>,
}

/// What became of a message.
#[derive(Deserialize)]
struct Sent {
    is_sent: bool,
    drop_reason: Option<Dropped>,
}

#[derive(Deserialize)]
struct Dropped {
    code: String,
    message: String,
}

impl Twitch {
    pub(crate) fn new(url: Url, http: Client, account: Account, clock: fn() -> Timestamp) -> Self {
        Self {
            service: Service { name: NAME, url, http, account },
            queue: Queue::default(),
            clock,
            ids: Mutex::new(Recent::new(REMEMBERED)),
            moderated: Mutex::default(),
        }
    }

    pub(crate) async fn send(
        &self,
        login: &str,
        id: Option<&str>,
        text: &str,
        reply_to: Option<&str>,
    ) -> Result<()> {
        // Who may not write takes nobody's turn.
        let me = self.service.token(Right::Send).await?.user_id;
        let room = self.room(login, id, Right::Send).await?;
        let limit = if self.moderates(&me, &room) { AS_MODERATOR } else { AS_VIEWER };
        self.queue
            .turn(&room, limit)
            .await
            .map_err(|retry_after| WritingError::RateLimited { platform: NAME, retry_after })?;
        let url = self.service.at("chat/messages");
        let ask = self.service.ask(Right::Send, |http, token| {
            let mut message = json!({
                "broadcaster_id": room,
                "sender_id": token.user_id,
                "message": text,
            });
            if let Some(parent) = reply_to {
                message["reply_parent_message_id"] = parent.into();
            }
            http.post(url.clone()).header("Client-Id", &token.client_id).json(&message)
        });
        let answer = self.done(ask.await?)?;
        let sent = answer.body.pointer("/data/0").cloned().unwrap_or_default();
        match Sent::deserialize(sent) {
            Ok(Sent { is_sent: true, .. }) => Ok(()),
            Ok(Sent { drop_reason: Some(Dropped { code, .. }), .. })
                if code.contains("ratelimit") =>
            {
                Err(WritingError::RateLimited { platform: NAME, retry_after: RETRY })
            }
            Ok(Sent { drop_reason: Some(Dropped { message, .. }), .. }) => {
                Err(self.service.refused(message))
            }
            Ok(Sent { drop_reason: None, .. }) => {
                Err(self.service.refused("it was not sent, and it does not say why"))
            }
            Err(_) => Err(WritingError::NoAnswer(NAME)),
        }
    }

    pub(crate) async fn act(&self, login: &str, id: Option<&str>, act: &Act) -> Result<()> {
        let me = self.service.token(Right::Moderate).await?.user_id;
        let room = self.room(login, id, Right::Moderate).await?;
        let done = match act {
            Act::Delete { message } => self.delete(&room, message).await,
            Act::Timeout { author, seconds, reason } => {
                self.ban(&room, author, Some(*seconds), reason.as_deref()).await
            }
            Act::Ban { author, reason } => self.ban(&room, author, None, reason.as_deref()).await,
            Act::Unban { author } => self.unban(&room, author).await,
        };
        if done.is_ok() {
            self.moderated().insert((me, room));
        }
        done
    }

    async fn delete(&self, room: &str, message: &str) -> Result<()> {
        let mut url = self.service.at("moderation/chat");
        url.query_pairs_mut().append_pair("message_id", message);
        let answer = self
            .service
            .ask(Right::Moderate, |http, token| {
                http.delete(url.clone())
                    .query(&[("broadcaster_id", room), ("moderator_id", &token.user_id)])
                    .header("Client-Id", &token.client_id)
            })
            .await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Err(WritingError::NoMessage(NAME));
        }
        self.done(answer).map(drop)
    }

    async fn ban(
        &self,
        room: &str,
        author: &str,
        seconds: Option<u32>,
        reason: Option<&str>,
    ) -> Result<()> {
        let mut data = json!({ "user_id": author });
        for (field, value) in
            [("duration", seconds.map(Value::from)), ("reason", reason.map(Value::from))]
        {
            if let Some(value) = value {
                data[field] = value;
            }
        }
        let (url, ban) = (self.service.at("moderation/bans"), json!({ "data": data }));
        let ask = self.service.ask(Right::Moderate, |http, token| {
            http.post(url.clone())
                .query(&[("broadcaster_id", room), ("moderator_id", &token.user_id)])
                .header("Client-Id", &token.client_id)
                .json(&ban)
        });
        self.done(ask.await?).map(drop)
    }

    async fn unban(&self, room: &str, author: &str) -> Result<()> {
        let url = self.service.at("moderation/bans");
        let ask = self.service.ask(Right::Moderate, |http, token| {
            let whose = [
                ("broadcaster_id", room),
                ("moderator_id", token.user_id.as_str()),
                ("user_id", author),
            ];
            http.delete(url.clone()).query(&whose).header("Client-Id", &token.client_id)
        });
        let answer = ask.await?;
        // "The user in the user_id query parameter is not banned.", also of a timeout that is over.
        let said = answer.text("/message").unwrap_or_default();
        if answer.status == StatusCode::BAD_REQUEST && said.contains("is not banned") {
            return Err(WritingError::NotBanned(NAME));
        }
        self.done(answer).map(drop)
    }

    /// <https://dev.twitch.tv/docs/api/reference/#manage-held-automod-messages>
    pub(crate) async fn decide_held(&self, message: &str, allow: bool) -> Result<()> {
        let url = self.service.at("moderation/automod/message");
        let action = if allow { "ALLOW" } else { "DENY" };
        let ask = self.service.ask(Right::Moderate, |http, token| {
            let body = json!({"user_id": token.user_id, "msg_id": message, "action": action});
            http.post(url.clone()).header("Client-Id", &token.client_id).json(&body)
        });
        let answer = ask.await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Err(WritingError::NoMessage(NAME));
        }
        self.done(answer).map(drop)
    }

    /// The id of a channel; asked for once where its chat has not told it.
    async fn room(&self, login: &str, id: Option<&str>, right: Right) -> Result<String> {
        if let Some(id) = id {
            return Ok(id.to_owned());
        }
        let known = self.ids().get(login).cloned();
        if let Some(id) = known {
            return Ok(id);
        }
        let url = self.service.at("users");
        let ask = self.service.ask(right, |http, token| {
            let request = http.get(url.clone()).query(&[("login", login)]);
            request.header("Client-Id", &token.client_id)
        });
        let answer = self.done(ask.await?)?;
        let Some(id) = answer.text("/data/0/id").map(str::to_owned) else {
            return Err(WritingError::NoChannel { platform: NAME, name: login.to_owned() });
        };
        self.ids().insert(login.to_owned(), id.clone());
        Ok(id)
    }

    /// The answer, if it is that it was done.
    fn done(&self, answer: Answer) -> Result<Answer> {
        if answer.status.is_success() {
            return Ok(answer);
        }
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return Err(WritingError::RateLimited {
                platform: NAME,
                retry_after: self.until_reset(&answer),
            });
        }
        let said = answer.text("/message").filter(|said| !said.is_empty());
        let status = answer.status.as_u16();
        Err(match said {
            Some(said) => self.service.refused(said),
            None => self.service.refused(format!("it answered with status {status}")),
        })
    }

    /// `Ratelimit-Reset` is a time: seconds since 1970.
    fn until_reset(&self, answer: &Answer) -> Duration {
        let left = answer.number("ratelimit-reset").map(|at| at - (self.clock)().as_second());
        match left.and_then(|left| u64::try_from(left).ok()) {
            // Twitch's limits are of one minute; more is a wrong clock.
            Some(left @ 0..=60) => Duration::from_secs(left.max(1)),
            _ => RETRY,
        }
    }

    fn moderates(&self, person: &str, room: &str) -> bool {
        let moderator = (person.to_owned(), room.to_owned());
        person == room || self.moderated().contains(&moderator)
    }

    fn ids(&self) -> MutexGuard<'_, Recent<String, String>> {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn moderated(&self) -> MutexGuard<'_, HashSet<(String, String)>> {
        self.moderated.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
