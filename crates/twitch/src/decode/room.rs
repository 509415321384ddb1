//! `ROOMSTATE`: the rules of the room, all of them after joining and then those that change.

use chat::{ChatEvent, RoomModes};

use super::line::Line;

pub(super) fn decode(line: &Line<'_>) -> ChatEvent {
    let switch = |name| line.number::<u8>(name).map(|value| value != 0);
    ChatEvent::Room {
        source: line.source().clone(),
        modes: RoomModes {
            room: line.tag("room-id").map(str::to_owned),
            slow_seconds: line.number("slow"),
            followers_minutes: line.number("followers-only"),
            emote_only: switch("emote-only"),
            subscribers_only: switch("subs-only"),
            unique: switch("r9k"),
        },
    }
}
