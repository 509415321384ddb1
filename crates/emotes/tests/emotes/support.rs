//! A room with emotes, and messages in it.

use std::sync::Arc;
use std::time::Duration;

use chat::{
    Author, AuthorId, Badge, ChatEvent, Emote, Flags, Fragment, Kind, Message, MessageId, Platform,
    RoomModes, Shared, SourceId,
};
use emotes::{Emotes, Endpoints, Helix, Options, Timing};
use fake_platforms::FakeEmotes;
use jiff::Timestamp;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

/// Longer than anything here takes; only a broken program waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// The channel that is read, by Twitch's id.
pub(crate) const CHANNEL: &str = "62300805";

/// Emotes that are asked for from a stand-in.
pub(crate) struct World {
    pub(crate) fake: FakeEmotes,
    pub(crate) emotes: Emotes,
    _running: DropGuard,
}

impl World {
    /// With the stand-in as it is at first.
    pub(crate) async fn new() -> Self {
        Self::with(FakeEmotes::start().await.expect("a free port"))
    }

    /// With this stand-in.
    pub(crate) fn with(fake: FakeEmotes) -> Self {
        Self::with_helix(fake, None)
    }

    /// With this stand-in, and somebody who is signed in to Twitch.
    pub(crate) fn with_helix(fake: FakeEmotes, helix: Option<Arc<dyn Helix>>) -> Self {
        let url = |text: String| text.parse().expect("an address");
        let stopping = CancellationToken::new();
        let emotes = Emotes::new(Options {
            endpoints: Endpoints {
                seventv: url(fake.seventv_url()),
                seventv_events: url(fake.seventv_events_url()),
                bttv: url(fake.bttv_url()),
                bttv_events: url(fake.bttv_events_url()),
                ffz: url(fake.ffz_url()),
                pronouns: url(fake.pronouns_url()),
            },
            http: net::client()
                .no_proxy()
                .timeout(Duration::from_secs(2))
                .build()
                .expect("a client"),
            helix,
            timing: Timing {
                first_retry: Duration::from_millis(50),
                last_retry: Duration::from_millis(200),
                reconnect: Duration::from_millis(20),
                pronouns: Duration::ZERO,
                avatars: Duration::from_millis(20),
                avatars_retry: Duration::from_millis(20),
                ..Timing::default()
            },
            tasks: TaskTracker::new(),
            stopping: stopping.clone(),
        });
        Self { fake, emotes, _running: stopping.drop_guard() }
    }

    /// The source reads this channel from now on.
    pub(crate) fn enter(&self, platform: Platform, channel: &str) {
        let modes = RoomModes { room: Some(channel.to_owned()), ..RoomModes::default() };
        self.emotes.enrich(platform, &mut ChatEvent::Room { source: source(), modes });
    }

    /// The same, and every provider was asked.
    pub(crate) async fn entered(&self, platform: Platform, channel: &str) {
        self.enter(platform, channel);
        self.until("every provider has answered", |world| {
            let providers = world.emotes.providers();
            providers.len() == 3 && providers.iter().all(|provider| provider.state != "loading")
        })
        .await;
    }

    /// What becomes of a text in the channel: emotes in brackets, `^` before one that lies on
    /// another, modifiers in braces.
    pub(crate) fn read(&self, platform: Platform, text: &str) -> String {
        self.message(message(platform, text)).body.iter().map(shown).collect()
    }

    /// The emotes in a text.
    pub(crate) fn emotes_in(&self, platform: Platform, text: &str) -> Vec<Emote> {
        let body = self.message(message(platform, text)).body;
        let emote = |part| match part {
            Fragment::Emote(emote) => Some(emote),
            _ => None,
        };
        body.into_iter().filter_map(emote).collect()
    }

    /// A message after its way through.
    pub(crate) fn message(&self, message: Message) -> Message {
        let platform = message.platform;
        let mut event = ChatEvent::Message(Box::new(message));
        self.emotes.enrich(platform, &mut event);
        match event {
            ChatEvent::Message(message) => *message,
            other => panic!("it stays a message: {other:?}"),
        }
    }

    /// Waits until it is so, looking whenever a provider was heard.
    pub(crate) async fn until(&self, what: &str, is: impl Fn(&Self) -> bool) {
        let mut changed = self.emotes.changed();
        let came = async {
            while !is(self) {
                // Badges and pronouns come without a change of the lists.
                drop(timeout(Duration::from_millis(20), changed.changed()).await);
            }
        };
        let in_time = timeout(PATIENCE, came).await.is_ok();
        assert!(in_time, "it never came: {what}; {:?}", self.emotes.providers());
    }

    /// Waits until a text on Twitch is read like this.
    pub(crate) async fn reads(&self, text: &str, expected: &str) {
        let what = format!("{text} is read as {expected}");
        self.until(&what, |world| world.read(Platform::Twitch, text) == expected).await;
    }
}

pub(crate) fn source() -> SourceId {
    SourceId::new("src-1")
}

pub(crate) fn message(platform: Platform, text: &str) -> Message {
    Message {
        id: MessageId::of(platform, text),
        native_id: text.to_owned(),
        platform,
        source: source(),
        at: Timestamp::UNIX_EPOCH,
        author: Some(Author {
            id: AuthorId::new("12345"),
            name: "Ada".into(),
            login: None,
            color: None,
            roles: Vec::new(),
            badges: vec![Badge {
                name: "moderator/1".into(),
                title: "Moderator".into(),
                ..Badge::default()
            }],
            avatar: None,
            pronouns: None,
        }),
        kind: Kind::Chat,
        body: vec![Fragment::plain(text)],
        system: None,
        amount: None,
        reply_to: None,
        flags: Flags::default(),
    }
}

/// A message that was written in another channel, which shares its chat.
pub(crate) fn from_elsewhere(channel: &str, text: &str) -> Message {
    let mut message = message(Platform::Twitch, text);
    message.flags.shared = Some(Shared {
        origin: message.id,
        room: Some(channel.to_owned()),
        name: None,
        copies: Vec::new(),
    });
    message
}

fn shown(part: &Fragment) -> String {
    match part {
        Fragment::Emote(Emote { text, overlay, .. }) => {
            format!("[{}{text}]", if *overlay { "^" } else { "" })
        }
        Fragment::Modifier { text, .. } => format!("{{{text}}}"),
        other => other.text().to_owned(),
    }
}
