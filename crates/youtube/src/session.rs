//! The chat of one stream, from its first token on.

use reqwest::StatusCode;
use serde_json::Value;
use tokio::time::Instant;

use crate::{
    answer::{self, Next},
    page::Innertube,
    stream::Stream,
    token,
    web::{Web, WebError},
};

/// A chat that is being read.
pub(crate) struct Session {
    pub(crate) view: View,
    /// The names of the emoji that can be written there.
    pub(crate) emotes: Vec<String>,
    innertube: Innertube,
    with_key: bool,
    /// When the last answer was asked for: it holds what was written before.
    pub(crate) asked: Instant,
}

/// Which of a chat's messages YouTube sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    All,
    /// Without those that YouTube holds to be of low value.
    TopChat,
}

impl Session {
    /// Opens a stream's chat in the view of all messages, where YouTube lets us, and gives its
    /// first answer: the messages of the last moments.
    ///
    /// The page's token is of Top chat. The first answer to it names the token of all messages;
    /// where it doesn't, that token is made from the page's; where that fails, Top chat it is.
    pub(crate) async fn open(web: &mut Web, stream: &Stream) -> Result<(Self, Value), WebError> {
        let innertube = stream.innertube.clone();
        let asked = Instant::now();
        let (view, emotes) = (View::TopChat, Vec::new());
        let mut session = Self { view, emotes, innertube, with_key: false, asked };
        let first = session.first(web, stream).await?;
        session.emotes = answer::emotes(&first);
        if !matches!(answer::next(&first), Next::Continue { .. }) {
            return Ok((session, first));
        }
        let offered = answer::all_messages(&first).map(str::to_owned);
        let made = stream.top_chat.as_deref().and_then(token::all_messages);
        for all in offered.into_iter().chain(made) {
            match session.ask(web, &all).await {
                Ok(answer) if is_of_all(&answer) => {
                    session.view = View::All;
                    let emotes = answer::emotes(&answer);
                    if !emotes.is_empty() {
                        session.emotes = emotes;
                    }
                    return Ok((session, answer));
                }
                Ok(_) => {}
                Err(WebError::Status(status)) if status.is_client_error() => {}
                Err(error) => return Err(error),
            }
        }
        Ok((session, first))
    }

    /// The first answer, by the token of the watch page. Where that has none, or none that leads
    /// anywhere, the chat's own page is the first answer.
    async fn first(&mut self, web: &mut Web, stream: &Stream) -> Result<Value, WebError> {
        let by_token = match &stream.top_chat {
            Some(token) => Some(self.ask(web, token).await),
            None => None,
        };
        let is_token_bad = match &by_token {
            None => true,
            Some(Ok(answer)) => matches!(answer::next(answer), Next::Ended),
            Some(Err(WebError::Status(status))) => status.is_client_error(),
            Some(Err(_)) => false,
        };
        if !is_token_bad {
            return by_token.unwrap_or(Err(WebError::Unreadable));
        }
        let popout = web.page(&format!("live_chat?is_popout=1&v={}", stream.video)).await;
        let popout = popout.map(|page| answer::of_popout(page.data));
        match (by_token, popout) {
            (Some(by_token), Ok(popout)) => match answer::next(&popout) {
                Next::Continue { .. } => Ok(popout),
                _ => by_token,
            },
            (Some(by_token), Err(error)) => {
                tracing::debug!(%error, "the chat's own page could not be read");
                by_token
            }
            (None, popout) => popout,
        }
    }

    /// One poll. No key is needed as a rule; where YouTube refuses, it is asked once with the key
    /// that its own page uses, and from then on.
    pub(crate) async fn ask(&mut self, web: &mut Web, token: &str) -> Result<Value, WebError> {
        let key = self.innertube.api_key.as_deref();
        let answer = web.chat(&self.innertube, token, key.filter(|_| self.with_key)).await;
        match answer {
            Err(WebError::Status(StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN))
                if key.is_some() && !self.with_key =>
            {
                let answer = web.chat(&self.innertube, token, key).await;
                self.with_key = answer.is_ok();
                answer
            }
            answer => answer,
        }
    }
}

fn is_of_all(answer: &Value) -> bool {
    matches!(answer::next(answer), Next::Continue { .. })
        && answer::view(answer) != Some(View::TopChat)
}
