//! What the Data API does in chats: messages come back over InnerTube, and so do removals.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};

use super::stream::{Stream, StreamState};
use super::{Author, FakeYouTube, World, token};
use crate::Error;

/// A stream as the API knows it.
#[derive(Debug, Clone)]
pub(crate) struct ChatRoom {
    pub(crate) video: String,
    pub(crate) channel: String,
    /// The id of its chat: protobuf with the ids of stream and channel.
    pub(crate) id: String,
    pub(crate) state: StreamState,
    pub(crate) title: String,
    pub(crate) unlisted: bool,
}

impl ChatRoom {
    fn of(stream: &Stream) -> Self {
        let bytes = token::bytes;
        let both = [bytes(1, stream.channel.as_bytes()), bytes(2, stream.video.as_bytes())];
        let chat = bytes(5, &both.concat());
        Self {
            video: stream.video.clone(),
            channel: stream.channel.clone(),
            id: BASE64_URL_SAFE_NO_PAD.encode(chat),
            state: stream.state,
            title: stream.title.clone(),
            unlisted: stream.unlisted,
        }
    }

    /// Whether it has a chat that can be written to.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, StreamState::Live | StreamState::Upcoming)
    }
}

impl World {
    pub(super) fn rooms(&self) -> impl Iterator<Item = ChatRoom> {
        self.broadcasts.iter().map(|broadcast| ChatRoom::of(&broadcast.stream))
    }
}

impl FakeYouTube {
    /// The stream with this video id.
    pub(crate) fn room_of(&self, video: &str) -> Option<ChatRoom> {
        self.world.borrow().rooms().find(|room| room.video == video)
    }

    /// The stream whose chat has this id.
    pub(crate) fn room_with(&self, chat: &str) -> Option<ChatRoom> {
        self.world.borrow().rooms().find(|room| room.id == chat)
    }

    /// Somebody writes. Returns the API's id of the message.
    pub(crate) fn write(&self, room: &ChatRoom, handle: &str, text: &str) -> Result<String, Error> {
        let mut author = Author::named(handle);
        author.owner = author.channel_id() == room.channel;
        let item = self.chat_as(&room.video, &author, text)?;
        Ok(api_id(&item).unwrap_or(item))
    }

    /// The stream in whose chat the message is that the API calls so, and InnerTube's id of it.
    pub(crate) fn room_of_message(&self, id: &str) -> Option<(ChatRoom, String)> {
        let world = self.world.borrow();
        let items = world
            .broadcasts
            .iter()
            .flat_map(|broadcast| broadcast.log.items().map(move |item| (&broadcast.stream, item)));
        let mut items = items.filter(|(_, item)| api_id(item).as_deref() == Some(id));
        items.next().map(|(stream, item)| (ChatRoom::of(stream), item.to_owned()))
    }
}

/// Both are protobuf around the same bytes: InnerTube's in field 1, the API's in field 2.
pub(super) fn api_id(item: &str) -> Option<String> {
    let mut bytes = BASE64_STANDARD.decode(item).ok()?;
    *bytes.first_mut()? = 0x12;
    Some(format!("LCC.{}", BASE64_URL_SAFE_NO_PAD.encode(bytes)))
}
