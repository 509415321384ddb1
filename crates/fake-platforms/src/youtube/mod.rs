//! YouTube's InnerTube: the pages and calls that lead from a channel to its live chat.
//!
//! No official documentation exists. The shapes are those of pages and answers recorded in 2026,
//! and of the public clients that read them.

mod api;
mod chat;
mod faults;
mod items;
mod live_chat;
mod official;
mod pages;
mod polls;
mod routes;
mod stream;
mod tab;
mod token;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};

pub(crate) use api::ChatRoom;
pub use faults::Fault;
pub use items::{Author, Emoji, channel_id};
pub use polls::Polls;
pub use stream::{Continuation, Limits, Stream, StreamState};
pub use token::{Chat, Token, stub};

use crate::{Error, Pace};

/// The path of every poll, for [`FakeYouTube::fail`].
pub const GET_LIVE_CHAT: &str = routes::GET_LIVE_CHAT;

/// A running stand-in. Clones are handles to the same one; the last one dropped stops it.
#[derive(Clone)]
pub struct FakeYouTube {
    address: SocketAddr,
    world: watch::Sender<World>,
    _running: Arc<DropGuard>,
}

/// What has happened so far.
#[derive(Debug, Clone, Default, Serialize)]
pub struct YouTubeStats {
    /// Requests by path.
    pub requests: BTreeMap<String, u64>,
    /// Polls by video id; under an empty id those whose token named no video.
    pub polls: BTreeMap<String, Polls>,
    /// Actions pushed to all chats.
    pub actions: u64,
    /// The last numbered message said so far, by video id; see [`FakeYouTube::numbered`].
    pub numbered: BTreeMap<String, u64>,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
struct World {
    broadcasts: Vec<Broadcast>,
    faults: Vec<faults::Rule>,
    consent: bool,
    lockups: bool,
    greets: bool,
    /// Whether who begins to read is told nothing of what was taken off before.
    forgets: bool,
    /// The channels whose layout is not the usual one, and what it is.
    lockups_of: BTreeMap<String, bool>,
    /// The video that `/live` of a channel shows.
    shown: BTreeMap<String, String>,
    limits: Limits,
    stats: YouTubeStats,
}

struct Broadcast {
    stream: Stream,
    log: stream::Log,
    continuations: Vec<Continuation>,
    answers: usize,
    /// Tokens made before this, in microseconds since 1970, are refused.
    tokens_since: u64,
    /// The last numbered message.
    numbered: u64,
}

impl Broadcast {
    fn next_continuation(&mut self) -> Continuation {
        let index = self.answers.checked_rem(self.continuations.len());
        self.answers += 1;
        index
            .and_then(|index| self.continuations.get(index).copied())
            .unwrap_or(Continuation::Invalidation(10_000))
    }
}

impl World {
    fn has_lockups(&self, stream: &Stream) -> bool {
        self.lockups_of.get(&stream.channel).copied().unwrap_or(self.lockups)
    }

    fn broadcast(&self, video: &str) -> Option<&Broadcast> {
        self.broadcasts.iter().find(|broadcast| broadcast.stream.video == video)
    }

    fn broadcast_mut(&mut self, video: &str) -> Option<&mut Broadcast> {
        self.broadcasts.iter_mut().find(|broadcast| broadcast.stream.video == video)
    }
}

impl FakeYouTube {
    /// Starts on any free port of 127.0.0.1.
    pub async fn start() -> Result<Self, Error> {
        Self::start_on(0).await
    }

    /// Starts on this port of 127.0.0.1; fails if it is taken.
    pub async fn start_on(port: u16) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let (world, _) = watch::channel(World::default());
        let stop = CancellationToken::new();
        let routes = routes::router(world.clone());
        crate::serve(listener, routes, stop.clone());
        Ok(Self { address, world, _running: Arc::new(stop.drop_guard()) })
    }

    /// What stands for `https://www.youtube.com`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Declares a stream, or changes one that was declared: its chat stays.
    pub fn declare(&self, stream: Stream) {
        self.world.send_modify(|world| match world.broadcast_mut(&stream.video) {
            Some(known) => known.stream = stream,
            None => world.broadcasts.push(Broadcast {
                stream,
                log: stream::Log::default(),
                continuations: Vec::new(),
                answers: 0,
                tokens_since: 0,
                numbered: 0,
            }),
        });
    }

    /// Changes what a stream is doing.
    pub fn set_state(&self, video: &str, state: StreamState) -> Result<(), Error> {
        self.change(video, |broadcast| broadcast.stream.state = state)
    }

    /// Ends a stream: its chat is over, and `/live` no longer points at it.
    pub fn end(&self, video: &str) -> Result<(), Error> {
        self.set_state(video, StreamState::Ended)
    }

    /// How the stream's answers say when to come back, used in turn. None is the usual one:
    /// an invalidation of 10 s.
    pub fn set_continuations(&self, video: &str, kinds: &[Continuation]) -> Result<(), Error> {
        self.change(video, |broadcast| broadcast.continuations = kinds.to_vec())
    }

    /// How much of each chat is kept and handed out.
    pub fn set_limits(&self, limits: Limits) {
        self.world.send_modify(|world| world.limits = limits);
    }

    /// Whether pages redirect to a consent page unless the cookie `SOCS=CAI` came along.
    pub fn set_consent_wall(&self, on: bool) {
        self.world.send_modify(|world| world.consent = on);
    }

    /// Which of a channel's streams `/live` shows, while it is on air or to come: a waiting room may
    /// hide a live one, as on YouTube. `None` is again the first on air, then the first to come.
    pub fn show_on_live(&self, channel: &str, video: Option<&str>) {
        self.world.send_modify(|world| {
            world.shown.remove(channel);
            if let Some(video) = video {
                world.shown.insert(channel.to_owned(), video.to_owned());
            }
        });
    }

    /// Whether the first answer of a chat begins with YouTube's greeting, as it does on YouTube.
    pub fn set_greeting(&self, on: bool) {
        self.world.send_modify(|world| world.greets = on);
    }

    /// Whether who begins to read gets a chat without what was taken off, and is not told of it. Else the
    /// first answer has both.
    pub fn set_forgets(&self, on: bool) {
        self.world.send_modify(|world| world.forgets = on);
    }

    /// Refuses with 400 every token of this chat that was given out until now.
    pub fn reject_tokens(&self, video: &str) -> Result<(), Error> {
        let now = u64::try_from(crate::since_epoch().as_micros()).unwrap_or(u64::MAX);
        self.change(video, |broadcast| broadcast.tokens_since = now)
    }

    /// Whether the streams tab has the `lockupViewModel` items that some channels have since April
    /// 2026, or the older `videoRenderer` items.
    pub fn set_lockups(&self, on: bool) {
        self.world.send_modify(|world| world.lockups = on);
    }

    /// The same for one channel (`UC…`), whatever the others have.
    pub fn set_lockups_of(&self, channel: &str, on: bool) {
        self.world.send_modify(|world| {
            world.lockups_of.insert(channel.to_owned(), on);
        });
    }

    /// Spoils the next `times` requests whose path starts with `path`, or all of them. Faults of
    /// one path take turns in the order they were asked for.
    pub fn fail(&self, path: &str, fault: Fault, times: Option<u32>) {
        let rule = faults::Rule { path: path.to_owned(), fault, left: times };
        self.world.send_modify(|world| world.faults.push(rule));
    }

    /// Ends all faults.
    pub fn heal(&self) {
        self.world.send_modify(|world| world.faults.clear());
    }

    /// Says something in a stream's chat. Returns the item id.
    pub fn chat(&self, video: &str, name: &str, text: &str) -> Result<String, Error> {
        self.chat_as(video, &Author::named(name), text)
    }

    /// The same with roles.
    pub fn chat_as(&self, video: &str, author: &Author, text: &str) -> Result<String, Error> {
        self.chat_with(video, author, text, &[])
    }

    /// The same, in which each `:name:` of these emoji is the emoji.
    pub fn chat_with(
        &self,
        video: &str,
        author: &Author,
        text: &str,
        emoji: &[Emoji],
    ) -> Result<String, Error> {
        let (id, action) = items::text_with_emoji(author, text, emoji);
        self.push(video, action, false, None)?;
        Ok(id)
    }

    /// Says something that Top chat leaves out.
    pub fn spam(&self, video: &str, name: &str, text: &str) -> Result<String, Error> {
        let (id, action) = items::text_message(&Author::named(name), text);
        self.push(video, action, true, None)?;
        Ok(id)
    }

    /// Pushes any action as it is.
    pub fn action(&self, video: &str, action: Value) -> Result<(), Error> {
        self.push(video, action, false, None)
    }

    /// Deletes one message.
    pub fn remove(&self, video: &str, item_id: &str) -> Result<(), Error> {
        self.action(video, json!({"removeChatItemAction": {"targetItemId": item_id}}))
    }

    /// Deletes all messages of one author, as a ban or a timeout does.
    pub fn remove_author(&self, video: &str, channel_id: &str) -> Result<(), Error> {
        let action = json!({"removeChatItemByAuthorAction": {"externalChannelId": channel_id}});
        self.action(video, action)
    }

    /// Pushes recorded actions at this pace and returns when the last is out.
    pub async fn replay(&self, video: &str, actions: &[Value], pace: Pace) -> Result<(), Error> {
        let mut batches = pace.batches(actions);
        while let Some(batch) = batches.next().await {
            for action in batch {
                self.action(video, action.clone())?;
            }
        }
        Ok(())
    }

    /// Says `count` numbered messages at this pace and returns when the last is out. The first
    /// says `#1`, and a later call goes on where the last one ended. Which of them were handed out
    /// is in [`Polls::handed_out`].
    pub async fn numbered(&self, video: &str, count: u64, pace: Pace) -> Result<(), Error> {
        let mut first = 0;
        self.change(video, |broadcast| {
            first = broadcast.numbered + 1;
            broadcast.numbered += count;
        })?;
        let numbers: Vec<u64> = (first..first + count).collect();
        let author = Author::named("@counter");
        let mut batches = pace.batches(&numbers);
        while let Some(batch) = batches.next().await {
            for &number in batch {
                let (_, action) = items::text_message(&author, &format!("#{number}"));
                self.push(video, action, false, Some(number))?;
            }
        }
        Ok(())
    }

    /// Waits until the numbered message `number` was said in this stream's chat.
    pub async fn said(&self, video: &str, number: u64) {
        self.until(|stats| stats.numbered.get(video).copied().unwrap_or(0) >= number).await;
    }

    /// Waits until `count` polls of this stream's chat were answered since the start.
    pub async fn polled(&self, video: &str, count: u64) {
        self.until(|stats| stats.polls.get(video).map_or(0, |polls| polls.answered) >= count).await;
    }

    /// Waits until `count` requests of this path came in since the start.
    pub async fn requested(&self, path: &str, count: u64) {
        self.until(|stats| stats.requests.get(path).copied().unwrap_or(0) >= count).await;
    }

    /// What has happened so far.
    #[must_use]
    pub fn stats(&self) -> YouTubeStats {
        self.world.borrow().stats.clone()
    }

    async fn until(&self, mut holds: impl FnMut(&YouTubeStats) -> bool) {
        // `self` keeps the sender alive, so waiting cannot fail.
        drop(self.world.subscribe().wait_for(|world| holds(&world.stats)).await);
    }

    fn push(
        &self,
        video: &str,
        action: Value,
        low_value: bool,
        number: Option<u64>,
    ) -> Result<(), Error> {
        let limits = self.world.borrow().limits;
        self.change(video, |broadcast| broadcast.log.push(action, low_value, number, limits))?;
        self.world.send_modify(|world| {
            world.stats.actions += 1;
            if let Some(number) = number {
                world.stats.numbered.insert(video.to_owned(), number);
            }
        });
        Ok(())
    }

    /// Fails if no stream with this video id was declared.
    pub(crate) fn knows(&self, video: &str) -> Result<(), Error> {
        self.change(video, |_| {})
    }

    fn change(&self, video: &str, change: impl FnOnce(&mut Broadcast)) -> Result<(), Error> {
        let mut outcome = Ok(());
        self.world.send_modify(|world| match world.broadcast_mut(video) {
            Some(broadcast) => change(broadcast),
            None => outcome = Err(Error::UnknownVideo(video.to_owned())),
        });
        outcome
    }
}
