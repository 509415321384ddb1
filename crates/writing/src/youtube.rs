//! YouTube's Data API.
//!
//! <https://developers.google.com/youtube/data/live/reference/rest/v3/liveChatMessages/insert> and
//! its neighbours. Every call that writes costs 20 of a client id's 10,000 units a day.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use accounts::{Account, Right};
use chat::{Recent, youtube_api_id};
use jiff::{SignedDuration, Timestamp};
use reqwest::Client;
use serde_json::json;
use url::Url;

use crate::pace::{Limit, Queue};
use crate::service::{Answer, Service};
use crate::{Act, Ban, Bans, Cost, Result, Spend, WritingError, live};

pub(crate) const NAME: &str = "YouTube";

/// YouTube names no limit, and has one. This is Twitch's for viewers, but for the pause.
const LIMIT: Limit = Limit { most: 20, gap: Duration::ZERO };
/// It does not say when its limit is over.
const RETRY: Duration = Duration::from_secs(30);
/// Units that a call costs which writes, and one which looks.
const WRITE: u64 = 20;
const LOOK: u64 = 1;
/// The length of a channel's id.
const CHANNEL_ID: usize = 24;
/// Streams and bans that are remembered.
const REMEMBERED: usize = 1_000;

#[derive(Debug)]
pub(crate) struct YouTube {
    service: Service,
    spend: Spend,
    queue: Queue,
    /// The ids of chats by their streams.
    chats: Mutex<Recent<String, String>>,
    /// The ids of bans by channel and author, as the disk may not take one.
    bans: Mutex<Recent<(String, String), String>>,
    kept_bans: Arc<dyn Bans>,
    clock: fn() -> Timestamp,
}

impl YouTube {
    pub(crate) fn new(
        url: Url,
        http: Client,
        account: Account,
        spend: Spend,
        kept_bans: Arc<dyn Bans>,
        clock: fn() -> Timestamp,
    ) -> Self {
        Self {
            service: Service { name: NAME, url, http, account },
            spend,
            queue: Queue::default(),
            chats: Mutex::new(Recent::new(REMEMBERED)),
            bans: Mutex::new(Recent::new(REMEMBERED)),
            kept_bans,
            clock,
        }
    }

    pub(crate) async fn send(&self, video: &str, text: &str) -> Result<()> {
        // Who may not write takes nobody's turn.
        self.service.token(Right::Send).await?;
        let chat = self.chat(video, Right::Send).await?;
        self.queue
            .turn(&chat, LIMIT)
            .await
            .map_err(|retry_after| WritingError::RateLimited { platform: NAME, retry_after })?;
        let message = json!({"snippet": {
            "liveChatId": chat,
            "type": "textMessageEvent",
            "textMessageDetails": {"messageText": text},
        }});
        let url = self.service.at("liveChat/messages");
        let ask = self.service.ask(Right::Send, |http, _| {
            http.post(url.clone()).query(&[("part", "snippet")]).json(&message)
        });
        let answer = self.done(ask.await, WRITE, Right::Send, video)?;
        answer.text("/id").map(|_| ()).ok_or(WritingError::NoAnswer(NAME))
    }

    pub(crate) async fn act(&self, channel: &str, video: Option<&str>, act: &Act) -> Result<()> {
        match act {
            Act::Delete { message } => {
                let id = youtube_api_id(message).ok_or(WritingError::NoMessage(NAME))?;
                self.delete("liveChat/messages", &id, video.unwrap_or_default()).await
            }
            Act::Timeout { author, seconds, .. } => {
                self.ban(channel, live(video)?, author, Some(*seconds)).await
            }
            Act::Ban { author, .. } => self.ban(channel, live(video)?, author, None).await,
            Act::Unban { author } => self.unban(channel, author).await,
        }
    }

    /// The id of somebody's channel by their handle. Such an id is its own.
    pub(crate) async fn person(&self, name: &str) -> Result<String> {
        if name.len() == CHANNEL_ID && name.starts_with("UC") {
            return Ok(name.to_owned());
        }
        let (url, handle) = (self.service.at("channels"), format!("@{name}"));
        let ask = self.service.ask(Right::Moderate, |http, _| {
            http.get(url.clone()).query(&[("part", "id"), ("forHandle", handle.as_str())])
        });
        let answer = self.done(ask.await, LOOK, Right::Moderate, "")?;
        let id = answer.text("/items/0/id").map(str::to_owned);
        id.ok_or(WritingError::Nobody { platform: NAME, name: handle })
    }

    async fn ban(
        &self,
        channel: &str,
        video: &str,
        author: &str,
        seconds: Option<u32>,
    ) -> Result<()> {
        let chat = self.chat(video, Right::Moderate).await?;
        let mut snippet = json!({
            "liveChatId": chat,
            "type": "permanent",
            "bannedUserDetails": {"channelId": author},
        });
        if let Some(seconds) = seconds {
            snippet["type"] = "temporary".into();
            snippet["banDurationSeconds"] = seconds.into();
        }
        let (url, ban) = (self.service.at("liveChat/bans"), json!({ "snippet": snippet }));
        let ask = self.service.ask(Right::Moderate, |http, _| {
            http.post(url.clone()).query(&[("part", "snippet")]).json(&ban)
        });
        let answer = self.done(ask.await, WRITE, Right::Moderate, video)?;
        if let Some(id) = answer.text("/id").map(str::to_owned) {
            let (channel, author) = (channel.to_owned(), author.to_owned());
            self.bans().insert((channel.clone(), author.clone()), id.clone());
            let length = seconds.map(|seconds| SignedDuration::from_secs(seconds.into()));
            let until = length.and_then(|length| (self.clock)().checked_add(length).ok());
            self.kept_bans.keep(Ban { channel, author, id, until }).await;
        }
        Ok(())
    }

    /// Lifts what was placed from here. It takes no stream that is live: the id alone says which.
    async fn unban(&self, channel: &str, author: &str) -> Result<()> {
        let ban = (channel.to_owned(), author.to_owned());
        let near = self.bans().get(&ban).cloned();
        let id = match near {
            Some(id) => id,
            None => self.kept_bans.id(channel, author).await.ok_or(WritingError::UnknownBan)?,
        };
        let lifted = self.delete("liveChat/bans", &id, "").await;
        // A timeout that is over, or that somebody else has lifted, is there no more.
        if matches!(lifted, Ok(()) | Err(WritingError::NotBanned(_))) {
            self.bans().remove(&ban);
            self.kept_bans.forget(channel, author).await;
        }
        lifted
    }

    async fn delete(&self, path: &str, id: &str, video: &str) -> Result<()> {
        let url = self.service.at(path);
        let ask = self
            .service
            .ask(Right::Moderate, |http, _| http.delete(url.clone()).query(&[("id", id)]));
        self.done(ask.await, WRITE, Right::Moderate, video).map(drop)
    }

    /// The id of a stream's chat.
    async fn chat(&self, video: &str, right: Right) -> Result<String> {
        let known = self.chats().get(video).cloned();
        if let Some(chat) = known {
            return Ok(chat);
        }
        let url = self.service.at("videos");
        let ask = self.service.ask(right, |http, _| {
            http.get(url.clone()).query(&[("part", "liveStreamingDetails"), ("id", video)])
        });
        let answer = self.done(ask.await, LOOK, right, video)?;
        let chat = answer.text("/items/0/liveStreamingDetails/activeLiveChatId");
        let chat = chat.ok_or(WritingError::NotLive)?.to_owned();
        self.chats().insert(video.to_owned(), chat.clone());
        Ok(chat)
    }

    /// The answer, if it is that it was done.
    fn done(&self, asked: Result<Answer>, cost: u64, right: Right, video: &str) -> Result<Answer> {
        // What gave no answer may have been done, and costs what is done.
        if matches!(asked, Ok(_) | Err(WritingError::NoAnswer(_))) {
            (self.spend.0)(Cost::Units(cost));
        }
        let answer = asked?;
        if answer.status.is_success() {
            return Ok(answer);
        }
        let reason = answer.text("/error/errors/0/reason").unwrap_or_default();
        let said = answer.text("/error/message").map(plain).filter(|said| !said.is_empty());
        let status = answer.status.as_u16();
        tracing::debug!(status, reason, "YouTube refused");
        Err(match (status, reason) {
            (_, "insufficientPermissions") => WritingError::MissingRight { platform: NAME, right },
            (_, "liveChatEnded" | "liveChatNotFound" | "liveChatDisabled") => {
                self.chats().remove(&video.to_owned());
                WritingError::NotLive
            }
            (_, "liveChatBanNotFound") => WritingError::NotBanned(NAME),
            (_, "liveChatMessageNotFound") => WritingError::NoMessage(NAME),
            (_, "quotaExceeded" | "dailyLimitExceeded") => {
                // Who reads by the same sign-in need not find it out as well.
                (self.spend.0)(Cost::All);
                WritingError::QuotaExceeded
            }
            (429, _) | (_, "rateLimitExceeded" | "userRateLimitExceeded") => {
                let after = answer.number("retry-after").and_then(|s| u64::try_from(s).ok());
                let retry_after = after.map_or(RETRY, Duration::from_secs);
                WritingError::RateLimited { platform: NAME, retry_after }
            }
            _ => self
                .service
                .refused(said.unwrap_or_else(|| format!("it answered with status {status}"))),
        })
    }

    fn chats(&self) -> MutexGuard<'_, Recent<String, String>> {
        self.chats.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bans(&self) -> MutexGuard<'_, Recent<(String, String), String>> {
        self.bans.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// YouTube's words without their HTML: `The <code>id</code> parameter …`.
fn plain(said: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for letter in said.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            _ if is_tag => {}
            letter => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_read_without_its_html() {
        let said = "The <code>id</code> parameter has exceeded your <a href=\"/x\">quota</a>.";
        assert_eq!(plain(said), "The id parameter has exceeded your quota.");
    }
}
