//! Invariant 9: the owner's word wins, whatever the order in which things happen.

use std::collections::HashSet;

use super::*;

/// So few that several have to do with the same one.
const MESSAGES: u8 = 7;

#[derive(Debug, Clone)]
enum Step {
    Say(u8),
    Delete(u8),
    Ban(u8),
    Owner(Do),
    Moderator(u8, Do),
    Wait(u8),
    Restart,
}

#[derive(Debug, Clone)]
enum Do {
    Queue(Vec<u8>),
    Order(Vec<u8>),
    Unqueue(u8),
    Show(u8),
    Next,
    Previous,
    Clear,
    Pin(u8, bool),
    Suggest(u8),
    Accept(u8),
    Reject(u8),
    TakeBack(u8, u8),
    Unmark(u8, u8),
}

fn acts() -> impl Strategy<Value = Do> {
    let number = 0..MESSAGES;
    prop_oneof![
        4 => prop::collection::vec(number.clone(), 1..4).prop_map(Do::Queue),
        1 => prop::collection::vec(number.clone(), 1..4).prop_map(Do::Order),
        2 => number.clone().prop_map(Do::Unqueue),
        1 => number.clone().prop_map(Do::Show),
        2 => Just(Do::Next),
        1 => Just(Do::Previous),
        1 => Just(Do::Clear),
        1 => (number.clone(), any::<bool>()).prop_map(|(number, pinned)| Do::Pin(number, pinned)),
        2 => number.clone().prop_map(Do::Suggest),
        2 => number.clone().prop_map(Do::Accept),
        1 => number.clone().prop_map(Do::Reject),
        1 => (number.clone(), 0..2_u8).prop_map(|(number, who)| Do::TakeBack(number, who)),
        1 => (number, 0..2_u8).prop_map(|(number, who)| Do::Unmark(number, who)),
    ]
}

/// What a moderator may do comes most; the rest is tried as well.
fn moderators_acts() -> impl Strategy<Value = Do> {
    let number = 0..MESSAGES;
    prop_oneof![
        2 => prop::collection::vec(number.clone(), 1..4).prop_map(Do::Queue),
        4 => number.clone().prop_map(Do::Unqueue),
        3 => number.prop_map(Do::Suggest),
        1 => acts(),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let number = 0..MESSAGES;
    prop::collection::vec(
        prop_oneof![
            3 => number.clone().prop_map(Step::Say),
            1 => number.clone().prop_map(Step::Delete),
            1 => number.prop_map(Step::Ban),
            14 => acts().prop_map(Step::Owner),
            14 => (0..2_u8, moderators_acts()).prop_map(|(who, what)| Step::Moderator(who, what)),
            2 => (0..20_u8).prop_map(Step::Wait),
            2 => Just(Step::Restart),
        ],
        1..80,
    )
}

/// A stream: chat, and what people make of it.
struct Stream {
    hub: Hub,
    focus: Focus,
    now: Duration,
    /// What has been said, by number; every third message is a Super Chat.
    said: HashSet<u8>,
}

fn written(number: u8) -> Message {
    if number.is_multiple_of(3) {
        return (*super_chat(number, "USD", 5)).clone();
    }
    message(number, number % 5, 0)
}

impl Stream {
    fn new(advance: Advance) -> Self {
        let mut focus = Focus::default();
        set_up(&mut focus, advance);
        let hub = Hub::new("e", HubOptions::default());
        Self { hub, focus, now: NOW, said: HashSet::new() }
    }

    fn event(&mut self, event: ChatEvent) {
        if let Some(record) = self.hub.apply(event).record {
            self.focus.follow(&record, &self.hub, self.now);
        }
    }

    fn say(&mut self, number: u8) {
        self.said.insert(number);
        self.event(ChatEvent::Message(Box::new(written(number))));
    }

    /// What was said and may be shown, as the engine finds it.
    fn find(&self, number: u8) -> Option<Arc<Message>> {
        let message = self.said.contains(&number).then(|| Arc::new(written(number)))?;
        self.hub.removal_of(&message).is_none().then_some(message)
    }

    fn act(&mut self, what: &Do, by: &By) -> Option<Result<(), FocusError>> {
        let act = match what {
            Do::Queue(numbers) => {
                Act::Queue(numbers.iter().map(|n| self.find(*n)).collect::<Option<_>>()?)
            }
            Do::Order(numbers) => Act::Order(numbers.iter().map(|n| id(*n)).collect()),
            Do::Unqueue(number) => Act::Unqueue(id(*number)),
            Do::Show(number) => Act::Show(self.find(*number)?),
            Do::Next => Act::Next,
            Do::Previous => Act::Previous,
            Do::Clear => Act::Clear,
            Do::Pin(number, pinned) => Act::Pin(id(*number), *pinned),
            Do::Suggest(number) => Act::Suggest(self.find(*number)?, String::new()),
            Do::Accept(number) => Act::Accept(id(*number)),
            Do::Reject(number) => Act::Reject(id(*number)),
            Do::TakeBack(number, who) => Act::TakeBack(id(*number), who.to_string()),
            Do::Unmark(number, who) => Act::Unmark(id(*number), who.to_string()),
        };
        Some(self.focus.act(act, by, AT, self.now))
    }
}

fn set_up(focus: &mut Focus, advance: Advance) {
    focus.set_rules(HighlightRules { superchats: true, ..HighlightRules::default() }, NOW);
    focus.set_advance(advance, NOW);
}

/// What a new order has certainly moved: one that went alone over several others.
fn taken(order: &[MessageId], numbers: &[u8]) -> Option<MessageId> {
    let [number] = numbers else { return None };
    let place = order.iter().position(|other| *other == id(*number));
    (place > Some(1)).then(|| id(*number))
}

/// The queue as it is, without what the streamer never had a word on.
fn owners(focus: &Focus, own: &HashSet<MessageId>) -> Vec<MessageId> {
    queued(focus).into_iter().filter(|id| own.contains(id)).collect()
}

proptest! {
    #[test]
    fn invariant_9_the_owners_word_wins(
        steps in steps(),
        after in prop::option::of(1..10_u64),
        to_next in any::<bool>(),
        hold in 0..10_u64,
    ) {
        let hold = Duration::from_secs(hold);
        let advance = Advance { after: after.map(Duration::from_secs), to_next, hold };
        let mut stream = Stream::new(advance);
        // Most are there from the beginning: what is deleted never comes back.
        (0..MESSAGES - 2).for_each(|number| stream.say(number));
        let (mut removed, mut refused) = (HashSet::new(), HashSet::new());
        // What waits and the streamer picked, accepted, pinned or moved.
        let mut own = HashSet::new();
        for step in &steps {
            own.retain(|id| stream.focus.is_queued(id));
            let before = (stream.focus.kept(), current(&stream.focus), owners(&stream.focus, &own));
            let order = queued(&stream.focus);
            match step {
                Step::Say(number) => stream.say(*number),
                Step::Delete(number) => {
                    removed.insert(id(*number));
                    stream.event(removal(Target::Message { id: id(*number) }, Reason::Deleted, 5));
                }
                Step::Ban(author) => {
                    let theirs = (0..MESSAGES).filter(|n| written(*n).author == written(*author).author);
                    removed.extend(theirs.filter(|n| stream.said.contains(n)).map(id));
                    let author = written(*author).author.expect("somebody").id;
                    let target = Target::Author { source: crate::SourceId::new("s"), author };
                    stream.event(removal(target, Reason::Ban, 5));
                }
                Step::Wait(seconds) => {
                    stream.now += Duration::from_secs(u64::from(*seconds));
                    stream.focus.tick(stream.now);
                }
                Step::Restart => {
                    let json = serde_json::to_string(&stream.focus.kept()).expect("plain values");
                    let kept: Kept = serde_json::from_str(&json).expect("what was written");
                    let mut again = Focus::restored(kept.clone(), stream.now);
                    prop_assert_eq!(&again.kept(), &kept, "a restart changes nothing");
                    again.set_rules(HighlightRules { superchats: true, ..HighlightRules::default() }, NOW);
                    again.set_advance(advance, stream.now);
                    stream.focus = again;
                }
                Step::Owner(what) => {
                    let done = stream.act(what, &By::Owner);
                    if let Some(Err(_)) | None = done {
                        prop_assert_eq!(&stream.focus.kept(), &before.0, "refused: unchanged");
                    } else {
                        match what {
                            Do::Queue(numbers) => {
                                for number in numbers {
                                    refused.remove(&id(*number));
                                    own.insert(id(*number));
                                }
                            }
                            Do::Accept(number) => {
                                refused.remove(&id(*number));
                                own.insert(id(*number));
                            }
                            Do::Pin(number, true) => {
                                own.insert(id(*number));
                            }
                            Do::Order(numbers) => own.extend(taken(&order, numbers)),
                            Do::Show(number) => {
                                refused.remove(&id(*number));
                                prop_assert_eq!(current(&stream.focus), Some(id(*number)));
                            }
                            Do::Unqueue(number) => {
                                refused.insert(id(*number));
                            }
                            Do::Reject(number) | Do::TakeBack(number, _) | Do::Unmark(number, _) => {
                                let is_marked = |s: &Suggestion| s.message.id == id(*number);
                                let waits = stream.focus.is_queued(&id(*number))
                                    || stream.focus.was_shown(&id(*number))
                                    || stream.focus.suggestions.iter().any(is_marked);
                                if !waits {
                                    refused.insert(id(*number));
                                }
                            }
                            Do::Clear => prop_assert_eq!(current(&stream.focus), None),
                            _ => {}
                        }
                    }
                }
                Step::Moderator(who, what) => {
                    let by = By::Moderator { id: who.to_string(), name: format!("Mo {who}") };
                    if let Some(Err(_)) | None = stream.act(what, &by) {
                        prop_assert_eq!(&stream.focus.kept(), &before.0, "refused: unchanged");
                    }
                }
            }
            let focus = &stream.focus;
            let everywhere = focus.queue.iter().chain(&focus.shown).map(|item| &item.message);
            let everywhere = everywhere.chain(focus.suggestions.iter().map(|s| &s.message));
            for message in everywhere {
                prop_assert!(!removed.contains(&message.id), "{} is deleted", message.id);
            }
            let distinct: HashSet<_> = queued(focus).into_iter().collect();
            prop_assert_eq!(distinct.len(), focus.queue.len(), "each is queued once");
            for item in focus.queue() {
                prop_assert!(
                    !refused.contains(&item.message.id),
                    "the streamer said no to {}", item.message.id
                );
            }
            if !matches!(step, Step::Owner(_)) {
                let plays = to_next && before.0 != focus.kept();
                let timed = matches!(step, Step::Wait(_));
                let gone = before.1.is_some_and(|id| removed.contains(&id));
                if !plays && !timed && !gone {
                    prop_assert_eq!(current(focus), before.1, "only the streamer changes the screen");
                }
                let stay: Vec<_> = before.2.into_iter().filter(|id| !removed.contains(id)).collect();
                let now = owners(focus, &own);
                let shown = now.len() < stay.len();
                prop_assert!(!shown || to_next, "nobody takes out what the streamer picked");
                prop_assert!(stay.ends_with(&now), "nor puts it into another order");
            }
            let automatic = |item: &Item| matches!(item.by, By::Rule { .. }) && !item.placed;
            let mut people = focus.queue().iter().skip_while(|item| !automatic(item));
            prop_assert!(people.all(|item| automatic(item) || item.placed), "people go before rules");
        }
    }
}
