mod cards;
mod gifts;
mod quotes;
mod shared;

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::{Author, Fragment, Kind, Platform, Reply};

const OPTIONS: HubOptions = HubOptions { ring: 8, memory: 1_000 };

pub(crate) fn message(number: u8, author: u8, at: i64) -> Message {
    let native_id = number.to_string();
    Message {
        id: MessageId::of(Platform::Twitch, &native_id),
        native_id,
        platform: Platform::Twitch,
        source: SourceId::new("s"),
        at: Timestamp::from_millisecond(at).unwrap(),
        author: Some(Author {
            id: AuthorId::new(author.to_string()),
            name: format!("author {author}"),
            login: None,
            color: None,
            roles: vec![],
            badges: vec![],
            avatar: None,
            pronouns: None,
        }),
        kind: Kind::Chat,
        body: vec![Fragment::plain("hello")],
        system: None,
        amount: None,
        reply_to: None,
        flags: crate::Flags::default(),
    }
}

pub(crate) fn id(number: u8) -> MessageId {
    MessageId::of(Platform::Twitch, &number.to_string())
}

pub(crate) fn removal(target: Target, reason: Reason, at: i64) -> ChatEvent {
    ChatEvent::Removed(Removal { target, reason, at: Timestamp::from_millisecond(at).unwrap() })
}

pub(crate) fn ban(author: u8, at: i64) -> ChatEvent {
    let author = AuthorId::new(author.to_string());
    removal(Target::Author { source: SourceId::new("s"), author }, Reason::Ban, at)
}

fn ban_in(source: &str) -> ChatEvent {
    let author = AuthorId::new("1");
    removal(Target::Author { source: SourceId::new(source), author }, Reason::Ban, 0)
}

fn on_screen(hub: &Hub) -> Vec<MessageId> {
    hub.snapshot(usize::MAX).messages.iter().map(|m| m.id).collect()
}

/// What is seen of a message: what it says, and what it quotes.
type Seen = (Vec<Fragment>, Option<MessageId>);

fn seen(message: &Message) -> (MessageId, Seen) {
    (message.id, (message.body.clone(), message.quote().and_then(|reply| reply.id)))
}

/// What a page does with what it is sent.
#[derive(Default)]
struct Client {
    seq: u64,
    epoch: String,
    shown: Vec<(MessageId, Seen)>,
    /// Every message that was ever added since the last snapshot.
    added: Vec<MessageId>,
}

impl Client {
    fn take_snapshot(&mut self, snapshot: &Snapshot) {
        self.seq = snapshot.seq;
        self.epoch.clone_from(&snapshot.epoch);
        self.shown = snapshot.messages.iter().map(|m| seen(m)).collect();
        self.added = self.shown.iter().map(|(id, _)| *id).collect();
    }

    fn take(&mut self, frame: &Frame) {
        assert_eq!(frame.seq, self.seq + 1, "seq grows by one");
        self.seq = frame.seq;
        match &frame.change {
            Change::Add(m) => {
                self.added.push(m.id);
                self.shown.push(seen(m));
            }
            Change::Replace(m) => {
                for shown in self.shown.iter_mut().filter(|(id, _)| *id == m.id) {
                    *shown = seen(m);
                }
            }
            Change::Insert { message, before } => {
                let at = match before {
                    Some(before) => self.shown.iter().position(|(id, _)| id == before),
                    None => Some(self.shown.len()),
                };
                if let Some(at) = at {
                    self.shown.insert(at, seen(message));
                }
            }
            Change::Remove { ids, .. } => self.shown.retain(|(id, _)| !ids.contains(id)),
        }
    }
}

#[derive(Debug, Clone)]
enum Step {
    Message {
        number: u8,
        author: u8,
        at: i64,
        quoted: Option<u8>,
    },
    Delete(u8),
    Hide(u8),
    Unhide(u8),
    Replace(u8),
    Ban {
        author: u8,
        at: i64,
    },
    Clear {
        at: i64,
    },
    /// The client takes everything that was sent since it last did.
    Read,
    /// The connection is lost with what was not read, and a new one resumes.
    Reconnect,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0..40_u8, 0..4_u8, 0..100_i64, proptest::option::of(0..40_u8)).prop_map(
            |(number, author, at, quoted)| Step::Message { number, author, at, quoted }),
        2 => (0..40_u8).prop_map(Step::Delete),
        1 => (0..40_u8).prop_map(Step::Hide),
        1 => (0..40_u8).prop_map(Step::Unhide),
        1 => (0..40_u8).prop_map(Step::Replace),
        1 => (0..4_u8, 0..100_i64).prop_map(|(author, at)| Step::Ban { author, at }),
        1 => (0..100_i64).prop_map(|at| Step::Clear { at }),
        3 => Just(Step::Read),
        2 => Just(Step::Reconnect),
    ];
    proptest::collection::vec(step, 0..120)
}

fn run(hub: &mut Hub, step: &Step) -> Vec<Arc<Frame>> {
    let applied = match step {
        Step::Message { number, author, at, quoted } => {
            let quoted = quoted.map(|number| Reply { id: Some(id(number)), ..Reply::default() });
            let message = Message { reply_to: quoted, ..message(*number, *author, *at) };
            hub.apply(ChatEvent::Message(Box::new(message)))
        }
        Step::Delete(n) => hub.apply(removal(Target::Message { id: id(*n) }, Reason::Deleted, 0)),
        Step::Hide(n) => hub.apply(removal(Target::Message { id: id(*n) }, Reason::Hidden, 0)),
        Step::Unhide(n) => hub.unhide(&id(*n)).unwrap_or_default(),
        Step::Replace(n) => {
            let mut message = message(*n, 0, 0);
            message.body = vec![Fragment::plain("replaced")];
            message.reply_to = hub.message(&id(*n)).and_then(|known| known.reply_to.clone());
            hub.apply(ChatEvent::Replaced { target: id(*n), message: Box::new(message) })
        }
        Step::Ban { author, at } => hub.apply(ban(*author, *at)),
        Step::Clear { at } => {
            hub.apply(removal(Target::Source { source: SourceId::new("s") }, Reason::Cleared, *at))
        }
        Step::Read | Step::Reconnect => return Vec::new(),
    };
    applied.frame.into_iter().chain(applied.requoted).collect()
}

proptest! {
    #[test]
    fn invariant_1_at_most_once_and_seq_grows_by_one(steps in steps()) {
        let mut hub = Hub::new("e", OPTIONS);
        let mut client = Client::default();
        client.take_snapshot(&hub.snapshot(usize::MAX));
        for step in &steps {
            for frame in run(&mut hub, step) {
                client.take(&frame);
            }
        }
        let distinct: HashSet<_> = client.added.iter().collect();
        prop_assert_eq!(distinct.len(), client.added.len(), "a message was added twice");
    }

    #[test]
    fn invariant_2_a_removed_message_never_comes_back(steps in steps()) {
        let mut hub = Hub::new("e", OPTIONS);
        let mut deleted = HashSet::new();
        for step in &steps {
            let frames = run(&mut hub, step);
            if let Step::Delete(n) = step {
                deleted.insert(id(*n));
            }
            for id in on_screen(&hub) {
                prop_assert!(!deleted.contains(&id), "{id} is in a snapshot after its removal");
            }
            for frame in frames {
                if let Change::Add(m) | Change::Replace(m) | Change::Insert { message: m, .. } =
                    &frame.change
                {
                    prop_assert!(!deleted.contains(&m.id), "{} was sent after its removal", m.id);
                }
            }
        }
    }

    #[test]
    fn invariant_3_snapshot_and_stream_are_everything_exactly_once(steps in steps()) {
        let mut hub = Hub::new("e", OPTIONS);
        let mut client = Client::default();
        client.take_snapshot(&hub.snapshot(usize::MAX));
        let mut on_the_way = Vec::new();
        for step in steps.iter().chain([&Step::Reconnect]) {
            on_the_way.extend(run(&mut hub, step));
            match step {
                Step::Read => on_the_way.drain(..).for_each(|frame| client.take(&frame)),
                Step::Reconnect => {
                    on_the_way.clear();
                    let at = Resume { epoch: client.epoch.clone(), after: client.seq };
                    match hub.resume(&at) {
                        Some(frames) => frames.iter().for_each(|frame| client.take(frame)),
                        None => client.take_snapshot(&hub.snapshot(usize::MAX)),
                    }
                }
                _ => {}
            }
        }
        // A client holds older messages than the hub's ring; of those it must have the same tail.
        let snapshot = hub.snapshot(usize::MAX).messages;
        let expected: Vec<_> = snapshot.iter().map(|m| seen(m)).collect();
        let tail = client.shown.len().saturating_sub(expected.len());
        prop_assert_eq!(&client.shown[tail..], &expected[..], "the client shows what the hub has");
    }
}

#[test]
fn a_ban_covers_what_was_written_before_it_and_arrives_after_it() {
    let mut hub = Hub::new("e", OPTIONS);
    hub.apply(ban(1, 50));
    let late = hub.apply(ChatEvent::Message(Box::new(message(1, 1, 50))));
    assert!(late.frame.is_none(), "written before the ban: never shown");
    assert!(
        matches!(late.record, Some(Record::Message(_, Some(Reason::Ban)))),
        "the history keeps it, and why it was not shown"
    );
    let after = hub.apply(ChatEvent::Message(Box::new(message(2, 1, 51))));
    assert!(after.frame.is_some(), "written after a timeout is over: shown");
}

#[test]
fn a_resumed_client_is_never_told_what_was_removed_meanwhile() {
    let mut hub = Hub::new("e", OPTIONS);
    hub.apply(ChatEvent::Message(Box::new(message(1, 1, 0))));
    hub.apply(removal(Target::Message { id: id(1) }, Reason::Deleted, 0));
    let frames = hub.resume(&Resume { epoch: "e".into(), after: 0 }).expect("both are kept");
    assert_eq!(frames.len(), 2, "the numbers stay whole");
    assert!(!frames.iter().any(|f| f.json().contains("hello")), "its text is not sent again");
}

#[test]
fn a_client_of_another_run_or_of_the_future_takes_a_snapshot() {
    let hub = Hub::new("e", OPTIONS);
    assert!(hub.resume(&Resume { epoch: "other".into(), after: 0 }).is_none());
    assert!(hub.resume(&Resume { epoch: "e".into(), after: 9 }).is_none());
    assert!(hub.resume(&Resume { epoch: "e".into(), after: 0 }).is_some_and(|f| f.is_empty()));
}

#[test]
fn what_the_platform_deletes_can_not_be_unhidden() {
    let mut hub = Hub::new("e", OPTIONS);
    hub.apply(ChatEvent::Message(Box::new(message(1, 1, 0))));
    hub.apply(removal(Target::Message { id: id(1) }, Reason::Hidden, 0));
    hub.apply(removal(Target::Message { id: id(1) }, Reason::Deleted, 0));
    assert!(hub.unhide(&id(1)).is_none(), "the platform's word stands over ours");
}

#[test]
fn a_restored_hub_shows_what_it_showed_and_hides_what_it_hid() {
    let mut hub = Hub::new("e2", OPTIONS);
    let gone = Removal {
        target: Target::Message { id: id(3) },
        reason: Reason::Deleted,
        at: Timestamp::UNIX_EPOCH,
    };
    hub.restore(vec![gone], vec![message(1, 1, 0), message(2, 1, 0)]);
    assert_eq!(on_screen(&hub), [id(1), id(2)]);
    let again = hub.apply(ChatEvent::Message(Box::new(message(2, 1, 0))));
    assert!(again.frame.is_none() && again.record.is_none(), "the platform repeats itself");
    let late = hub.apply(ChatEvent::Message(Box::new(message(3, 1, 0))));
    assert!(late.frame.is_none(), "its removal came in the run before");
}

#[test]
fn a_message_older_than_a_storm_of_deleted_ones_can_still_be_removed() {
    let mut hub = Hub::new("e", OPTIONS);
    hub.apply(ChatEvent::Message(Box::new(message(0, 1, 0))));
    for number in 1..100 {
        hub.apply(ChatEvent::Message(Box::new(message(number, 2, 0))));
        hub.apply(removal(Target::Message { id: id(number) }, Reason::Deleted, 0));
    }
    assert_eq!(on_screen(&hub), [id(0)], "what was deleted takes nobody's place");
    let deleted = hub.apply(removal(Target::Message { id: id(0) }, Reason::Deleted, 0));
    assert!(deleted.frame.is_some(), "clients are told");
}

#[test]
fn an_older_ban_that_arrives_late_takes_nothing_back() {
    let mut hub = Hub::new("e", OPTIONS);
    hub.apply(ban(1, 50));
    hub.apply(ban(1, 20));
    let late = hub.apply(ChatEvent::Message(Box::new(message(1, 1, 40))));
    assert!(late.frame.is_none(), "written before the newer ban");
}

#[test]
fn an_unhidden_message_has_the_text_that_its_platform_gave_it_meanwhile() {
    let mut hub = Hub::new("e", OPTIONS);
    hub.apply(ChatEvent::Message(Box::new(message(1, 1, 0))));
    hub.apply(removal(Target::Message { id: id(1) }, Reason::Hidden, 0));
    let mut other = message(1, 1, 0);
    other.body = vec![Fragment::plain("moderated")];
    let replaced = hub.apply(ChatEvent::Replaced { target: id(1), message: Box::new(other) });
    assert!(replaced.frame.is_none(), "it is hidden");
    hub.unhide(&id(1)).expect("it was hidden");
    assert_eq!(hub.snapshot(1).messages[0].text(), "moderated");
}

fn add(hub: &mut Hub, message: Message) -> Applied {
    hub.apply(ChatEvent::Message(Box::new(message)))
}

#[test]
fn a_change_that_nobody_sees_is_told_to_nobody_and_kept() {
    let mut hub = Hub::new("e", OPTIONS);
    add(&mut hub, message(1, 1, 0));
    let mut same = message(1, 1, 0);
    same.flags.unknown_kind = true;
    let replaced = hub.apply(ChatEvent::Replaced { target: id(1), message: Box::new(same) });
    assert!(replaced.frame.is_none(), "clients would get the same again");
    assert!(matches!(replaced.record, Some(Record::Replaced(_))), "the history keeps it");
}

#[test]
fn a_gap_is_in_the_history_and_on_no_screen() {
    let time = |second| Timestamp::from_second(second).unwrap();
    let gap = Message::gap(Platform::Twitch, &SourceId::new("s"), time(10), time(22));
    assert_eq!(gap.kind, Kind::Gap { seconds: 12 });
    let mut hub = Hub::new("e", OPTIONS);
    let applied = add(&mut hub, gap.clone());
    assert!(applied.frame.is_none(), "viewers are told nothing");
    assert!(matches!(applied.record, Some(Record::Message(_, None))), "the streamer is");
    assert!(add(&mut hub, gap.clone()).record.is_none(), "once");
    let mut next_run = Hub::new("e2", OPTIONS);
    next_run.restore(Vec::new(), vec![gap]);
    assert!(on_screen(&next_run).is_empty(), "not after a restart either");
}

#[test]
fn a_client_that_was_away_learns_of_a_message_that_came_back_before_one_that_left() {
    let mut hub = Hub::new("e", OPTIONS);
    add(&mut hub, message(1, 1, 0));
    hub.apply(removal(Target::Message { id: id(1) }, Reason::Hidden, 0));
    let away = Resume { epoch: "e".into(), after: 2 };
    add(&mut hub, message(2, 1, 0));
    hub.unhide(&id(1)).expect("it was hidden");
    hub.apply(removal(Target::Message { id: id(2) }, Reason::Deleted, 0));
    assert!(hub.resume(&away).is_none(), "it takes a snapshot, or it would never see the first");
}
