//! InnerTube's actions, decoded into chat events.

use chat::{
    AuthorId, ChatEvent, Goal, Kind, Message, MessageId, Passed, Platform, Reason, Recent, Removal,
    Report, RoomModes, SourceId, Target,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::{
    above::Above,
    answer,
    banner::{self, Banner},
    gifts::Gifts,
    handles::Handles,
    item::{self, ENGAGEMENT, Item},
    json::{self, str_at},
    mode, poll,
};

/// Actions that say something of the chat.
const KNOWN: [&str; 13] = [
    "addChatItemAction",
    "replaceChatItemAction",
    "removeChatItemAction",
    "markChatItemAsDeletedAction",
    "removeChatItemByAuthorAction",
    "markChatItemsByAuthorAsDeletedAction",
    "addBannerToLiveChatCommand",
    "removeBannerForLiveChatCommand",
    "showLiveChatActionPanelAction",
    "updateLiveChatPollAction",
    "closeLiveChatActionPanelAction",
    "showCreatorGoalTickerChipCommand",
    "replayChatItemAction",
];

/// Actions that are not about what people wrote, or repeat it: a ticker shows a paid item that is
/// in the chat too.
const IGNORED: [&str; 16] = [
    "addInteractivityWidgetAction",
    "addLiveChatTextMessageFromTemplateAction",
    "addLiveChatTickerItemAction",
    "changeEngagementPanelVisibilityAction",
    "dimChatItemAction",
    "liveChatAddToToastAction",
    "liveChatReportModerationStateCommand",
    "removeFanzoneTickerChipCommand",
    "replaceLiveChatAction",
    "replaceLiveChatRendererAction",
    "runAttestationCommand",
    "showFanzoneTickerChipCommand",
    "showLiveChatDialogAction",
    "showLiveChatTooltipCommand",
    "signalAction",
    "updateOrAddInteractivityWidgetAction",
];

/// How many ids of messages are remembered: far more than YouTube sends again after a new start.
const REMEMBERED: usize = 10_000;

/// How many replacements under another name are remembered. YouTube keeps the name as a rule.
const RENAMED: usize = 1_000;

/// How many handles are remembered with their channels.
const HANDLES: usize = 10_000;

/// No message is newer than now, but for clocks that differ a little.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(1);

/// Turns the actions of one source's chat into events. It reads no clock and does no IO.
///
/// It remembers what it has handed out, so what YouTube sends again after a new start is not handed
/// out twice.
#[derive(Debug)]
pub struct Decoder {
    source: SourceId,
    pub(crate) newest: Option<Timestamp>,
    pub(crate) seen: Recent<String, ()>,
    pub(crate) above: Above,
    goal: Option<Goal>,
    /// What took a message's place under another name, and the name of that message.
    renamed: Recent<String, String>,
    handles: Handles,
    gifts: Gifts,
    /// The video whose chat is read, and whether an item of it was handed out.
    video: String,
    pub(crate) has_begun: bool,
}

impl Decoder {
    /// A decoder for the chat of `source`.
    #[must_use]
    pub fn new(source: SourceId) -> Self {
        Self {
            source,
            newest: None,
            seen: Recent::new(REMEMBERED),
            above: Above::default(),
            goal: None,
            renamed: Recent::new(RENAMED),
            handles: Handles::new(HANDLES),
            gifts: Gifts::default(),
            video: String::new(),
            has_begun: false,
        }
    }

    /// The source of the chat.
    pub(crate) fn source(&self) -> &SourceId {
        &self.source
    }

    /// The chat of this video is read from now on. What stood above another one's leaves: nobody
    /// will tell of it any more.
    pub(crate) fn begin(&mut self, video: &str, now: Timestamp) -> Vec<ChatEvent> {
        if self.video == video {
            return Vec::new();
        }
        video.clone_into(&mut self.video);
        self.has_begun = false;
        self.gifts.clear();
        self.above.clear(self.newest.unwrap_or(now))
    }

    /// Whether an answer begins with, or goes back to, what was handed out before of this video's
    /// chat: then nothing is missing in between. `None` if there is no message, now or before, that
    /// could tell.
    pub(crate) fn goes_back(&self, answer: &Value) -> Option<bool> {
        if !self.has_begun {
            return None;
        }
        let items = answer::actions(answer).iter();
        let items =
            items.filter_map(|action| written(json::at(action, "/addChatItemAction/item")?));
        items.map(|id| self.seen.contains(id)).reduce(|any, one| any || one)
    }

    /// Decodes a whole `get_live_chat` answer, action by action, in order. `now` stands in for the
    /// time of an item that has none and comes before any that has.
    pub fn answer(&mut self, answer: &Value, now: Timestamp) -> Vec<Report> {
        answer::actions(answer).iter().flat_map(|action| self.action(action, now)).collect()
    }

    /// Decodes one action: nothing where it shows nothing, two reports where an unknown item is
    /// shown by its text and counted.
    pub fn action(&mut self, action: &Value, now: Timestamp) -> Vec<Report> {
        let is_known = |name: &str| KNOWN.contains(&name) || IGNORED.contains(&name);
        let Some((name, fields)) = json::entry(action, is_known) else {
            return malformed();
        };
        match name {
            "addChatItemAction" => self.item(fields.get("item"), None, now),
            "replaceChatItemAction" => match str_at(fields, "/targetItemId") {
                Some(target) => self.item(fields.get("replacementItem"), Some(target), now),
                None => malformed(),
            },
            "removeChatItemAction" | "markChatItemAsDeletedAction" => {
                self.remove_message(str_at(fields, "/targetItemId"), now)
            }
            // An archive's chat comes action by action in a wrapper with the time in the video.
            "replayChatItemAction" => {
                let actions = json::list_at(fields, "/actions");
                actions.iter().flat_map(|action| self.action(action, now)).collect()
            }
            "showCreatorGoalTickerChipCommand" => self.goal(fields),
            "removeChatItemByAuthorAction" | "markChatItemsByAuthorAsDeletedAction" => {
                self.remove_author(str_at(fields, "/externalChannelId"), now)
            }
            "addBannerToLiveChatCommand" => self.banner(fields, now),
            "removeBannerForLiveChatCommand" => self.remove_banner(fields, now),
            "showLiveChatActionPanelAction" => {
                let panel = "/panelToShow/liveChatActionPanelRenderer/contents";
                let is_poll = |name: &str| name == "pollRenderer";
                match json::at(fields, panel).and_then(|panel| json::entry(panel, is_poll)) {
                    Some(("pollRenderer", poll)) => self.poll(Some(poll), now),
                    Some((unknown, panel)) => vec![Report::Passed(item::passed(unknown, panel))],
                    None => malformed(),
                }
            }
            "updateLiveChatPollAction" => {
                self.poll(json::at(fields, "/pollToUpdate/pollRenderer"), now)
            }
            "closeLiveChatActionPanelAction" => match str_at(fields, "/targetPanelId") {
                // A panel is named as the poll in it.
                Some(id) => {
                    self.above.close(id);
                    event(ChatEvent::PollClosed {
                        platform: Platform::YouTube,
                        at: self.newest.unwrap_or(now),
                        id: id.to_owned(),
                    })
                }
                None => malformed(),
            },
            name if IGNORED.contains(&name) => Vec::new(),
            name => vec![Report::Passed(item::passed(name, fields))],
        }
    }

    /// An item, or what takes the place of `target`.
    fn item(&mut self, item: Option<&Value>, target: Option<&str>, now: Timestamp) -> Vec<Report> {
        let read = item.map(|item| item::read(item, &self.source, self.newest.unwrap_or(now)));
        let (message, passed) = match read {
            Some(Item::Known(message)) => (Some(message), None),
            Some(Item::Unknown(message, passed)) => (message, Some(passed)),
            Some(Item::Nothing) => (None, None),
            Some(Item::Passed(passed)) => (None, Some(passed)),
            None => (None, Some(Passed::Malformed)),
        };
        self.has_begun |= message.is_some() && item.and_then(written).is_some();
        let mut reports = match (message, target) {
            (Some(message), target) => self.message(message, target, now),
            // What had its place is not to be seen any more, whatever takes it.
            (None, Some(target)) => self.remove_message(Some(target), now),
            (None, None) => Vec::new(),
        };
        reports.extend(passed.map(Report::Passed));
        reports
    }

    pub(crate) fn message(
        &mut self,
        mut message: Box<Message>,
        target: Option<&str>,
        now: Timestamp,
    ) -> Vec<Report> {
        let latest = now.saturating_add(CLOCKS_DIFFER).unwrap_or(now);
        self.newest = self.newest.max(Some(message.at.min(latest)));
        if let Some(author) = &mut message.author {
            self.handles.meet(author);
        }
        if let Some(target) = target.map(|target| self.first_name(target).to_owned()) {
            // It may come again as a message of its own after a new start.
            self.seen.insert(message.native_id.clone(), ());
            if message.native_id != target {
                self.renamed.insert(message.native_id.clone(), target.clone());
            }
            let target = MessageId::of(Platform::YouTube, &target);
            return event(ChatEvent::Replaced { target, message });
        }
        // YouTube's greeting has a new id at every start, and always the same words.
        let is_greeting = matches!(&message.kind, Kind::Notice { code } if code == ENGAGEMENT);
        let words = message.system.as_deref().filter(|_| is_greeting);
        let is_new = self.seen.insert(message.native_id.clone(), ());
        if !words.is_none_or(|words| self.seen.insert(words.to_owned(), ())) || !is_new {
            return Vec::new();
        }
        let source = self.source.clone();
        let room = mode::told(&message).map(|modes| ChatEvent::Room { source, modes });
        let events = [self.gifts.gather(message), room];
        events.into_iter().flatten().map(Report::Event).collect()
    }

    /// The name under which what has this one now was handed out.
    pub(crate) fn first_name<'a>(&'a self, name: &'a str) -> &'a str {
        self.renamed.get(name).map_or(name, String::as_str)
    }

    fn remove_message(&self, target: Option<&str>, now: Timestamp) -> Vec<Report> {
        let Some(target) = target else {
            return malformed();
        };
        let id = MessageId::of(Platform::YouTube, self.first_name(target));
        self.removal(Target::Message { id }, Reason::Deleted, now)
    }

    /// YouTube says the same of a ban and of a timeout: it is reported as the stronger one.
    fn remove_author(&self, author: Option<&str>, now: Timestamp) -> Vec<Report> {
        let Some(author) = author.filter(|author| !author.is_empty()) else {
            return malformed();
        };
        let author = AuthorId::new(author);
        self.removal(Target::Author { source: self.source.clone(), author }, Reason::Ban, now)
    }

    pub(crate) fn removal(&self, target: Target, reason: Reason, now: Timestamp) -> Vec<Report> {
        let at = self.newest.unwrap_or(now);
        event(ChatEvent::Removed(Removal { target, reason, at }))
    }

    fn banner(&mut self, fields: &Value, now: Timestamp) -> Vec<Report> {
        let Some(banner) = json::at(fields, "/bannerRenderer/liveChatBannerRenderer") else {
            return malformed();
        };
        match banner::read(banner, &self.source, self.newest.unwrap_or(now)) {
            Banner::Pinned(message) => {
                self.above.pin(str_at(banner, "/actionId"), message.id);
                event(ChatEvent::Pinned { message })
            }
            Banner::Raid(message) => self.message(message, None, now),
            Banner::Nothing => Vec::new(),
            Banner::Passed(passed) => vec![Report::Passed(passed)],
        }
    }

    fn remove_banner(&mut self, fields: &Value, now: Timestamp) -> Vec<Report> {
        let removed = str_at(fields, "/targetActionId");
        match removed.and_then(|action| self.above.unpin(action)) {
            Some(id) => event(ChatEvent::Unpinned { id, at: self.newest.unwrap_or(now) }),
            None => Vec::new(),
        }
    }

    /// The room of the stream that is read now: the channel with this id.
    pub(crate) fn room(&self, channel: String) -> ChatEvent {
        let modes = RoomModes { room: Some(channel), ..RoomModes::default() };
        ChatEvent::Room { source: self.source.clone(), modes }
    }

    /// A goal is shown again and again as it stands; what changed is told.
    fn goal(&mut self, fields: &Value) -> Vec<Report> {
        let chip = "/creatorGoalTickerChip/liveChatTickerCreatorGoalViewModel";
        let goal = json::at(fields, chip).and_then(|chip| {
            let id = str_at(chip, "/creatorGoalEntityKey").or_else(|| str_at(chip, "/id"))?;
            let progress = json::find(chip, "progressCountA11yLabel")?.as_str()?;
            Some(Goal { id: id.to_owned(), progress: progress.chars().take(200).collect() })
        });
        let Some(goal) = goal else { return malformed() };
        if self.goal.as_ref() == Some(&goal) {
            return Vec::new();
        }
        self.goal = Some(goal.clone());
        event(ChatEvent::Goal { source: self.source.clone(), goal })
    }

    fn poll(&mut self, poll: Option<&Value>, now: Timestamp) -> Vec<Report> {
        let Some(poll) = poll.and_then(poll::read) else {
            return malformed();
        };
        self.above.poll(&poll.id);
        event(ChatEvent::Poll {
            source: self.source.clone(),
            platform: Platform::YouTube,
            at: self.newest.unwrap_or(now),
            poll,
        })
    }
}

/// The id of an item, unless it is YouTube's own word: its greeting is new at every start, and says
/// nothing of the chat.
fn written(item: &Value) -> Option<&str> {
    let (renderer, fields) = item::renderer(item)?;
    str_at(fields, "/id").filter(|_| renderer != ENGAGEMENT)
}

pub(crate) fn event(event: ChatEvent) -> Vec<Report> {
    vec![Report::Event(event)]
}

pub(crate) fn malformed() -> Vec<Report> {
    vec![Report::Passed(Passed::Malformed)]
}
