//! What chat is.
//!
//! Platform adapters turn bytes into [`ChatEvent`]s; the [`Hub`] puts them in one order, remembers
//! what was removed, and says what each change means to a client. Everything here is pure: no IO,
//! no clock, no async runtime, so hours of chat are tested in milliseconds.
//!
//! There is no HTML anywhere: a message is a list of typed [`Fragment`]s, and a page builds text
//! nodes from them.

mod author;
mod emote;
mod event;
mod feed;
mod focus;
mod hub;
mod id;
mod image;
mod kind;
mod link;
mod message;
pub mod money;
mod paid;
mod quote;
mod recent;
mod report;
mod screen;
mod view;
mod youtube_id;

pub use author::{Author, Badge, Color, Role};
pub use emote::{Effect, Emote, Provider, Substitute};
pub use event::{ChatEvent, Goal, Poll, PollChoice, Reason, Removal, RoomModes, Target};
pub use feed::{
    Because, Feed, FeedCounts, LinksFrom, NoWord, OnExcess, OnWord, Outcome, Rules, Tempo, Trial,
    Verdict, Words,
};
pub use focus::{
    Act, Advance, By, Decision, DecisionView, Focus, FocusError, FocusView, GIFTS, HighlightRules,
    Item, ItemView, Kept, Mark, MarkView, Place, Suggestion, SuggestionView,
};
pub use hub::{Applied, Change, Frame, Hub, HubOptions, Record, Resume, Snapshot};
pub use id::{AuthorId, ImageId, MessageId, SourceId};
pub use image::RemoteImage;
pub use kind::{AnnouncementColor, GiftEvent, Kind, ModeChange, SubscriptionEvent, Tier};
pub use link::{Link, links};
pub use message::{Amount, Flags, Fragment, Message, Platform, Reply, Shared, SharedCopy};
pub use paid::{BOUGHT_KINDS, Bought};
pub use recent::Recent;
pub use report::{Health, LiveStream, Passed, Quota, Report, Route, SourceState, Status, Unknown};
pub use screen::Placed;
#[cfg(feature = "typescript")]
pub use view::typescript;
pub use view::{
    AuthorView, BadgeView, ChangeView, MessageView, PartView, PollView, ReplyView, SubstituteView,
};
pub use youtube_id::{youtube_api_id, youtube_item_id};
