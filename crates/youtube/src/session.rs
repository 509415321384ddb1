//! The chat of one stream, from its first token on.

use reqwest::StatusCode;
use serde_json::Value;

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
    innertube: Innertube,
    with_key: bool,
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
    pub(crate) async fn open(web: &Web, stream: Stream) -> Result<(Self, Value), WebError> {
        let Stream { top_chat, innertube, .. } = stream;
        let mut session = Self { view: View::TopChat, innertube, with_key: false };
        let first = session.ask(web, &top_chat).await?;
        if !matches!(answer::next(&first), Next::Continue { .. }) {
            return Ok((session, first));
        }
        let offered = answer::all_messages(&first).map(str::to_owned);
        for all in offered.into_iter().chain(token::all_messages(&top_chat)) {
            match session.ask(web, &all).await {
                Ok(answer) if is_of_all(&answer) => {
                    session.view = View::All;
                    return Ok((session, answer));
                }
                Ok(_) => {}
                Err(WebError::Status(status)) if status.is_client_error() => {}
                Err(error) => return Err(error),
            }
        }
        Ok((session, first))
    }

    /// One poll. No key is needed as a rule; where YouTube refuses, it is asked once with the key
    /// that its own page uses, and from then on.
    pub(crate) async fn ask(&mut self, web: &Web, token: &str) -> Result<Value, WebError> {
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
    matches!(answer::next(answer), Next::Continue { .. }) && !answer::is_top_chat(answer)
}
