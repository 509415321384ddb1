//! What Helix does in chat rooms: messages come back over IRC, and so do removals.

use uuid::Uuid;

use super::world::{ChannelKind, World};
use super::{FakeTwitch, lines, room_id};

/// A message that was said, as far as Helix has to know it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    id: String,
    channel: String,
    login: String,
    user: String,
    text: String,
}

impl Said {
    /// A `PRIVMSG` with tags; `None` for any other line.
    pub(super) fn read(line: &str) -> Option<Self> {
        let (tags, rest) = line.strip_prefix('@')?.split_once(' ')?;
        let tag = |name: &str| {
            let mut pairs = tags.split(';').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
        };
        let (prefix, rest) = rest.strip_prefix(':')?.split_once(' ')?;
        let (channel, text) = rest.strip_prefix("PRIVMSG ")?.split_once(" :")?;
        Some(Self {
            id: tag("id")?,
            channel: channel.to_lowercase(),
            login: prefix.split('!').next()?.to_owned(),
            user: tag("user-id")?,
            text: text.to_owned(),
        })
    }
}

impl World {
    /// The channel with this id, as far as somebody has joined it or said something there.
    fn channel_of(&self, room: &str) -> Option<String> {
        let joined = self.open.values().flat_map(|connection| &connection.joined);
        let known = joined.chain(self.said.iter().map(|said| &said.channel));
        let mut known = known.filter(|channel| room_id(channel) == room);
        known.next().cloned()
    }
}

impl FakeTwitch {
    /// Whether there is such a channel.
    pub(crate) fn has_channel(&self, login: &str) -> bool {
        let channel = super::with_hash(login);
        self.world.borrow().channels.get(&channel) != Some(&ChannelKind::Missing)
    }

    /// Somebody writes in the room with this id, by Helix. Returns the message id.
    pub(crate) async fn write(
        &self,
        room: &str,
        login: &str,
        text: &str,
        reply_to: Option<&str>,
    ) -> String {
        let (channel, parent) = {
            let world = self.world.borrow();
            let parent = world.said.iter().find(|said| Some(said.id.as_str()) == reply_to);
            (world.channel_of(room), parent.cloned())
        };
        let Some(channel) = channel else {
            return Uuid::new_v4().to_string();
        };
        let text = match &parent {
            Some(parent) => format!("@{} {text}", parent.login),
            None => text.to_owned(),
        };
        let (id, mut line) = lines::privmsg(&channel, login, &text);
        if room_id(login) == room {
            line = line.replacen(";badges=;", ";badges=broadcaster/1;", 1);
        }
        if let Some(Said { id, login, user, text, .. }) = parent {
            let body = text.replace('\\', "\\\\").replace(';', "\\:").replace(' ', "\\s");
            let tags = format!(
                ";reply-parent-display-name={login};reply-parent-msg-body={body};\
                 reply-parent-msg-id={id};reply-parent-user-id={user};\
                 reply-parent-user-login={login};room-id="
            );
            line = line.replacen(";room-id=", &tags, 1);
        }
        self.send_line(&line).await;
        id
    }

    /// Whose message it is: the user id. `None` if there is no such message in the room.
    pub(crate) fn author_of(&self, room: &str, message: &str) -> Option<String> {
        let world = self.world.borrow();
        let mut said = world.said.iter().filter(|said| room_id(&said.channel) == room);
        said.find(|said| said.id == message).map(|said| said.user.clone())
    }

    /// A moderator deletes a message that is there, see [`Self::author_of`].
    pub(crate) async fn delete_in(&self, message: &str) {
        let mut found = None;
        self.world.send_modify(|world| {
            let index = world.said.iter().position(|said| said.id == message);
            found = index.and_then(|index| world.said.remove(index));
        });
        if let Some(said) = found {
            self.delete(&said.channel, &said.login, message).await;
        }
    }

    /// A moderator takes all messages of the room away.
    pub(crate) async fn clear_in(&self, room: &str) {
        let channel = self.world.borrow().channel_of(room);
        let Some(channel) = channel else { return };
        let sent = crate::since_epoch().as_millis();
        let line = format!("@room-id={room};tmi-sent-ts={sent} :tmi.twitch.tv CLEARCHAT {channel}");
        self.send_line(&line).await;
    }

    /// A moderator bans somebody from the room, for so many seconds or for good.
    pub(crate) async fn ban_in(&self, room: &str, user: &str, seconds: Option<u64>) {
        let (channel, login) = {
            let world = self.world.borrow();
            let known = world.said.iter().find(|said| said.user == user);
            let login = known.map_or_else(|| format!("user{user}"), |said| said.login.clone());
            (world.channel_of(room), login)
        };
        let Some(channel) = channel else { return };
        let lasts = seconds.map(|seconds| format!("ban-duration={seconds};")).unwrap_or_default();
        let sent = crate::since_epoch().as_millis();
        self.send_line(&format!(
            "@{lasts}room-id={room};target-user-id={user};tmi-sent-ts={sent} \
             :tmi.twitch.tv CLEARCHAT {channel} :{login}"
        ))
        .await;
    }
}
