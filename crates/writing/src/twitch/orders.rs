//! What Twitch's slash commands do, by Helix.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{NAME, Twitch};
use crate::command::{Command, Mode};
use crate::service::Answer;
use crate::{Result, WritingError};

/// A call of Helix.
struct Order {
    method: Method,
    path: &'static str,
    query: Vec<(&'static str, String)>,
    body: Option<Value>,
}

impl Order {
    fn new<const N: usize>(
        method: Method,
        path: &'static str,
        query: [(&'static str, &str); N],
    ) -> Self {
        let query = query.map(|(name, value)| (name, value.to_owned())).to_vec();
        Self { method, path, query, body: None }
    }

    fn with(self, body: Value) -> Self {
        Self { body: Some(body), ..self }
    }
}

impl Twitch {
    /// Does what a command says, but for those that are messages or of [`act`](Self::act). `known` is
    /// the id of whom it is about, where that is known.
    pub(crate) async fn order(
        &self,
        login: &str,
        id: Option<&str>,
        command: &Command,
        known: Option<&str>,
    ) -> Result<()> {
        let right = command.right();
        let me = self.service.token(right).await?.user_id;
        let room = self.room(login, id, right).await?;
        if owners_alone(command) && me != room {
            return Err(WritingError::OwnersAlone { platform: NAME, command: command.name() });
        }
        let who = match (command.who(), known) {
            (Some(_), Some(id)) => id.to_owned(),
            (Some(who), None) => self.person(who, right).await?,
            (None, _) => String::new(),
        };
        let Some(order) = built(command, &room, &me, &who) else {
            return Err(WritingError::NoCommand { platform: NAME, command: command.name() });
        };
        let url = self.service.at(order.path);
        let ask = self.service.ask(right, |http, token| {
            let request = http
                .request(order.method.clone(), url.clone())
                .query(&order.query)
                .header("Client-Id", &token.client_id);
            match &order.body {
                Some(body) => request.json(body),
                None => request,
            }
        });
        self.obeyed(ask.await?)
    }

    /// The id of a person, by the name in their address.
    pub(crate) async fn person(&self, name: &str, right: accounts::Right) -> Result<String> {
        if !crate::is_login(name) {
            return Err(WritingError::Nobody { platform: NAME, name: name.to_owned() });
        }
        self.room(&name.to_lowercase(), None, right).await.map_err(|error| match error {
            WritingError::NoChannel { .. } => {
                WritingError::Nobody { platform: NAME, name: name.to_owned() }
            }
            other => other,
        })
    }

    /// Some calls have a pause of their own: its end is in Twitch's words, not in `Ratelimit-Reset`.
    fn obeyed(&self, answer: Answer) -> Result<()> {
        let own_pause = answer.status == StatusCode::TOO_MANY_REQUESTS
            && answer.number("ratelimit-remaining").is_some_and(|left| left > 0);
        if own_pause && let Some(said) = answer.text("/message").filter(|said| !said.is_empty()) {
            return Err(self.service.refused(said));
        }
        self.done(answer).map(drop)
    }
}

/// What Helix does by the token of the channel's owner alone.
fn owners_alone(command: &Command) -> bool {
    matches!(
        command,
        Command::Raid(_)
            | Command::Unraid
            | Command::Commercial(_)
            | Command::Mod(..)
            | Command::Vip(..)
    )
}

/// The call that a command is; `None` where it is a message, or of [`Twitch::act`].
///
/// <https://dev.twitch.tv/docs/api/reference/>
fn built(command: &Command, room: &str, me: &str, who: &str) -> Option<Order> {
    let ours = [("broadcaster_id", room), ("moderator_id", me)];
    let theirs = [("broadcaster_id", room), ("user_id", who)];
    let to_them = [("from_broadcaster_id", room), ("to_broadcaster_id", who)];
    let turn = |on: bool| if on { Method::POST } else { Method::DELETE };
    let order = match command {
        Command::Announce { text, color } => {
            let announcement = json!({ "message": text, "color": color });
            Order::new(Method::POST, "chat/announcements", ours).with(announcement)
        }
        Command::Mode(mode) => {
            Order::new(Method::PATCH, "chat/settings", ours).with(settings(*mode))
        }
        Command::Shoutout(_) => {
            let [from, to] = to_them;
            Order::new(Method::POST, "chat/shoutouts", [from, to, ("moderator_id", me)])
        }
        Command::Raid(_) => Order::new(Method::POST, "raids", to_them),
        Command::Unraid => Order::new(Method::DELETE, "raids", [("broadcaster_id", room)]),
        Command::Commercial(seconds) => {
            let commercial = json!({ "broadcaster_id": room, "length": seconds });
            Order::new(Method::POST, "channels/commercial", []).with(commercial)
        }
        Command::Marker(description) => {
            let mut marker = json!({ "user_id": room });
            if let Some(description) = description {
                marker["description"] = description.as_str().into();
            }
            Order::new(Method::POST, "streams/markers", []).with(marker)
        }
        Command::Mod(_, on) => Order::new(turn(*on), "moderation/moderators", theirs),
        Command::Vip(_, on) => Order::new(turn(*on), "channels/vips", theirs),
        Command::Color(color) => {
            Order::new(Method::PUT, "chat/color", [("user_id", me), ("color", color)])
        }
        Command::Whisper { text, .. } => {
            let ends = [("from_user_id", me), ("to_user_id", who)];
            Order::new(Method::POST, "whispers", ends).with(json!({ "message": text }))
        }
        Command::Clear => Order::new(Method::DELETE, "moderation/chat", ours),
        Command::Me(_)
        | Command::Delete
        | Command::Timeout { .. }
        | Command::Ban { .. }
        | Command::Unban(_) => return None,
    };
    Some(order)
}

fn settings(mode: Mode) -> Value {
    match mode {
        Mode::Slow(Some(seconds)) => json!({"slow_mode": true, "slow_mode_wait_time": seconds}),
        Mode::Slow(None) => json!({"slow_mode": false}),
        Mode::Followers(Some(minutes)) => {
            json!({"follower_mode": true, "follower_mode_duration": minutes})
        }
        Mode::Followers(None) => json!({"follower_mode": false}),
        Mode::Subscribers(on) => json!({ "subscriber_mode": on }),
        Mode::Emotes(on) => json!({ "emote_mode": on }),
        Mode::Unique(on) => json!({ "unique_chat_mode": on }),
    }
}
