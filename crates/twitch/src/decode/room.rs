//! `ROOMSTATE`: the rules of the room, all of them after joining and then those that change.

use chat::{ChatEvent, RoomModes};

use super::{line::Line, tags::Tag};

pub(super) fn decode(line: &Line<'_>) -> ChatEvent {
    let switch = |name| line.number::<u8>(name).map(|value| value != 0);
    ChatEvent::Room {
        source: line.source().clone(),
        modes: RoomModes {
            room: line.tag(Tag::RoomId).map(str::to_owned),
            slow_seconds: line.number(Tag::Slow),
            followers_minutes: line.number(Tag::FollowersOnly),
            emote_only: switch(Tag::EmoteOnly),
            subscribers_only: switch(Tag::SubsOnly),
            unique: switch(Tag::R9k),
        },
    }
}
