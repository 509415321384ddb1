//! Events to chat events. Pure: no IO, no clock.

mod poll;
mod train;

use chat::{
    Amount, Author, AuthorId, ChatEvent, Flags, Kind, Message, MessageId, Platform, Role, SourceId,
};
use jiff::Timestamp;
use serde_json::Value;

use self::poll::Polls;
use self::train::{TrainNews, Trains};
use super::Topic;

/// The rewards of Twitch's own that unlock an emote. All others come with a text, as messages of
/// the chat: <https://dev.twitch.tv/docs/eventsub/eventsub-reference/>.
const UNLOCKS: [&str; 3] =
    ["random_sub_emote_unlock", "chosen_sub_emote_unlock", "chosen_modified_sub_emote_unlock"];

/// Decodes the events of one channel.
#[derive(Debug)]
pub(super) struct Decoder {
    source: SourceId,
    polls: Polls,
    trains: Trains,
}

impl Decoder {
    pub(super) fn new(source: SourceId) -> Self {
        Self { source, polls: Polls::new(), trains: Trains::new() }
    }

    /// What an event means for the feed: nothing, where chat tells it.
    pub(super) fn decode(&mut self, topic: Topic, event: &Value, at: Timestamp) -> Vec<ChatEvent> {
        let read = match topic {
            Topic::Reward => self.reward(event, at),
            Topic::AutomaticReward => self.automatic_reward(event, at),
            Topic::PollBegins | Topic::PollProgresses => self.poll(event, at),
            Topic::PollEnds => self.poll_ends(event, at),
            Topic::HypeTrainBegins | Topic::HypeTrainProgresses => {
                self.trains.reaches(event).map(|news| self.train(news, at))
            }
            Topic::HypeTrainEnds => self.trains.ends(event).map(|news| self.train(news, at)),
            Topic::Follow => self.follow(event, at),
            // Nothing for the feed: see `automod`.
            Topic::AutoModHolds | Topic::AutoModEnds => None,
        };
        read.unwrap_or_default()
    }

    /// When [`close`](Self::close) has something to close.
    pub(super) fn next_end(&self) -> Option<Timestamp> {
        self.polls.next_end()
    }

    /// Closes the polls of whose end there was no word in time.
    pub(super) fn close(&mut self, now: Timestamp) -> Vec<ChatEvent> {
        let over = self.polls.close(Some(now));
        over.into_iter().map(|id| poll_closed(id, now)).collect()
    }

    /// Closes all polls: there is no word of them any more.
    pub(super) fn close_all(&mut self, now: Timestamp) -> Vec<ChatEvent> {
        let over = self.polls.close(None);
        over.into_iter().map(|id| poll_closed(id, now)).collect()
    }

    /// One of the channel's own. What somebody wrote with it is a message of the chat.
    fn reward(&self, event: &Value, at: Timestamp) -> Option<Vec<ChatEvent>> {
        if text(event, "/user_input").is_some_and(|said| !said.trim().is_empty()) {
            return None;
        }
        let reward = text(event, "/reward/id")?.to_owned();
        let title = text(event, "/reward/title")?;
        let points = event.pointer("/reward/cost").and_then(Value::as_u64);
        self.redemption(event, reward, |name| format!("{name} redeemed {title}"), points, at)
    }

    /// One of Twitch's own.
    fn automatic_reward(&self, event: &Value, at: Timestamp) -> Option<Vec<ChatEvent>> {
        if text(event, "/message/text").is_some_and(|said| !said.trim().is_empty()) {
            return None;
        }
        let kind = text(event, "/reward/type").filter(|kind| UNLOCKS.contains(kind))?;
        let emote =
            text(event, "/reward/emote/name").or(text(event, "/reward/unlocked_emote/name"));
        let points = event.pointer("/reward/channel_points").or(event.pointer("/reward/cost"));
        let words = |name: &str| match emote {
            Some(emote) => format!("{name} unlocked the emote {emote}"),
            None => format!("{name} unlocked an emote"),
        };
        self.redemption(event, kind.to_owned(), words, points.and_then(Value::as_u64), at)
    }

    fn redemption(
        &self,
        event: &Value,
        reward: String,
        words: impl Fn(&str) -> String,
        points: Option<u64>,
        at: Timestamp,
    ) -> Option<Vec<ChatEvent>> {
        let native_id = text(event, "/id")?;
        let author = author(event)?;
        let redeemed = text(event, "/redeemed_at").and_then(|at| at.parse().ok()).unwrap_or(at);
        let system = Some(words(&author.name));
        let message = Message {
            author: Some(author),
            amount: points.map(amount),
            ..self.message(native_id, Kind::Redemption { reward }, system, redeemed)
        };
        Some(vec![ChatEvent::Message(Box::new(message))])
    }

    /// A poll as it stands.
    fn poll(&mut self, event: &Value, at: Timestamp) -> Option<Vec<ChatEvent>> {
        let poll = self.polls.stands(event)?;
        let (source, platform) = (self.source.clone(), Platform::Twitch);
        Some(vec![ChatEvent::Poll { source, platform, at, poll }])
    }

    /// Its result stays as a message. One that is put away, or was taken back, leaves none.
    fn poll_ends(&mut self, event: &Value, at: Timestamp) -> Option<Vec<ChatEvent>> {
        let (poll, was_known) = self.polls.ends(event)?;
        let closed = was_known.then(|| poll_closed(poll.id.clone(), at));
        let counts = matches!(text(event, "/status"), Some("completed" | "terminated"));
        let result = counts.then(|| {
            let native_id = format!("result of poll {}", poll.id);
            let question = Some(poll.question.clone()).filter(|question| !question.is_empty());
            let result = self.message(&native_id, Kind::Poll { poll }, question, at);
            ChatEvent::Message(Box::new(result))
        });
        Some(closed.into_iter().chain(result).collect())
    }

    fn train(&self, TrainNews { native_id, words }: TrainNews, at: Timestamp) -> Vec<ChatEvent> {
        let kind = Kind::Notice { code: "hype_train".into() };
        let message = self.message(&native_id, kind, Some(words), at);
        vec![ChatEvent::Message(Box::new(message))]
    }

    /// Who follows again is told of once: a message's id is made of who it is.
    fn follow(&self, event: &Value, at: Timestamp) -> Option<Vec<ChatEvent>> {
        let author = author(event)?;
        let channel = text(event, "/broadcaster_user_id").unwrap_or_default();
        let native_id = format!("follow of {channel} by {}", author.id);
        let followed = text(event, "/followed_at").and_then(|at| at.parse().ok()).unwrap_or(at);
        let system = Some(format!("{} follows the channel now", author.name));
        let kind = Kind::Notice { code: "follow".into() };
        let message = self.message(&native_id, kind, system, followed);
        Some(vec![ChatEvent::Message(Box::new(Message { author: Some(author), ..message }))])
    }

    fn message(
        &self,
        native_id: &str,
        kind: Kind,
        system: Option<String>,
        at: Timestamp,
    ) -> Message {
        Message {
            id: MessageId::of(Platform::Twitch, native_id),
            native_id: native_id.to_owned(),
            platform: Platform::Twitch,
            source: self.source.clone(),
            at,
            author: None,
            kind,
            body: Vec::new(),
            system,
            amount: None,
            reply_to: None,
            flags: Flags::default(),
        }
    }
}

fn poll_closed(id: String, at: Timestamp) -> ChatEvent {
    ChatEvent::PollClosed { platform: Platform::Twitch, at, id }
}

fn text<'a>(event: &'a Value, pointer: &str) -> Option<&'a str> {
    event.pointer(pointer)?.as_str()
}

/// Badges and colour are told in chat alone.
fn author(event: &Value) -> Option<Author> {
    let id = text(event, "/user_id")?;
    let login = text(event, "/user_login").filter(|login| !login.is_empty());
    let name = text(event, "/user_name").map(str::trim).filter(|name| !name.is_empty());
    let name = name.or(login).unwrap_or(id);
    let is_streamer = text(event, "/broadcaster_user_id") == Some(id);
    Some(Author {
        id: AuthorId::new(id),
        name: name.to_owned(),
        login: login.filter(|login| !login.eq_ignore_ascii_case(name)).map(str::to_owned),
        color: None,
        roles: is_streamer.then_some(Role::Broadcaster).into_iter().collect(),
        badges: Vec::new(),
        avatar: None,
        pronouns: None,
    })
}

/// No money, and never summed with it.
fn amount(points: u64) -> Amount {
    let unit = if points == 1 { "point" } else { "points" };
    let text = format!("{} {unit}", crate::decode::grouped(points));
    Amount { text, micros: None, currency: None }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn decoder() -> Decoder {
        Decoder::new(SourceId::new("s1"))
    }

    fn at() -> Timestamp {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    fn redeemed(said: &str) -> Value {
        json!({
            "id": "r1", "broadcaster_user_id": "1", "user_id": "2", "user_login": "ada",
            "user_name": "Ada", "user_input": said, "status": "unfulfilled",
            "reward": {"id": "w1", "title": "Hydrate", "cost": 1500, "prompt": ""},
            "redeemed_at": "2026-11-24T11:59:59.5Z",
        })
    }

    #[test]
    fn a_reward_is_told_unless_chat_tells_it() {
        let events = decoder().decode(Topic::Reward, &redeemed(""), at());
        let [ChatEvent::Message(message)] = &events[..] else { panic!("{events:?}") };
        assert_eq!(message.kind, Kind::Redemption { reward: "w1".into() });
        assert_eq!(message.system.as_deref(), Some("Ada redeemed Hydrate"));
        assert_eq!(message.amount.as_ref().unwrap().text, "1,500 points");
        assert_eq!(message.author.as_ref().unwrap().name, "Ada");
        assert_eq!(message.at.to_string(), "2026-11-24T11:59:59.5Z");
        assert_eq!(decoder().decode(Topic::Reward, &redeemed("hi chat"), at()), []);
    }

    #[test]
    fn of_twitch_s_own_rewards_those_without_a_text_are_told() {
        let event = |kind: &str, message: Value| {
            json!({"id": "r2", "user_id": "2", "user_login": "ada", "user_name": "Ada",
                "reward": {"type": kind, "channel_points": 100, "emote": {"id": "1", "name": "adaHi"}},
                "message": message})
        };
        let told = |kind: &str, message: Value| {
            let events = decoder().decode(Topic::AutomaticReward, &event(kind, message), at());
            events.first().and_then(|event| event.message()?.system.clone())
        };
        let unlocked = told("chosen_sub_emote_unlock", Value::Null);
        assert_eq!(unlocked.as_deref(), Some("Ada unlocked the emote adaHi"));
        assert_eq!(told("send_highlighted_message", json!({"text": "look"})), None);
        assert_eq!(told("single_message_bypass_sub_mode", json!({"text": "me too"})), None);
        assert_eq!(told("something_new", Value::Null), None, "we can't say what it was");
    }

    fn system(events: &[ChatEvent]) -> Vec<String> {
        events.iter().filter_map(|event| event.message()?.system.clone()).collect()
    }

    #[test]
    fn of_a_hype_train_its_levels_and_its_end_are_told_once() {
        let mut decoder = decoder();
        let train = |level: u64| json!({"id": "t1", "level": level, "total": 700, "goal": 1800});
        let told: Vec<String> = [
            (Topic::HypeTrainBegins, 1),
            (Topic::HypeTrainProgresses, 1),
            (Topic::HypeTrainProgresses, 3),
            // Told late.
            (Topic::HypeTrainProgresses, 2),
            (Topic::HypeTrainEnds, 3),
            (Topic::HypeTrainEnds, 3),
            (Topic::HypeTrainProgresses, 4),
        ]
        .into_iter()
        .flat_map(|(topic, level)| system(&decoder.decode(topic, &train(level), at())))
        .collect();
        assert_eq!(
            told,
            [
                "A Hype Train has begun",
                "The Hype Train has reached level 3",
                "The Hype Train has ended at level 3",
            ]
        );
        let events = decoder.decode(Topic::HypeTrainBegins, &json!({"id": "t2", "level": 2}), at());
        let [ChatEvent::Message(message)] = &events[..] else { panic!("{events:?}") };
        assert_eq!(message.kind, Kind::Notice { code: "hype_train".into() });
        assert_eq!(decoder.decode(Topic::HypeTrainBegins, &json!({"level": 1}), at()), []);
    }

    #[test]
    fn who_follows_again_is_the_same_message() {
        let follow = |at: &str| {
            json!({"user_id": "2", "user_login": "ada", "user_name": "Ada",
                "broadcaster_user_id": "1", "followed_at": at})
        };
        let once = decoder().decode(Topic::Follow, &follow("2026-11-24T11:00:00Z"), at());
        let again = decoder().decode(Topic::Follow, &follow("2026-11-24T11:30:00Z"), at());
        assert_eq!(system(&once), ["Ada follows the channel now"]);
        let message = |events: &[ChatEvent]| events[0].message().cloned().unwrap();
        assert_eq!(message(&once).id, message(&again).id);
        assert_eq!(message(&once).kind, Kind::Notice { code: "follow".into() });
        assert_eq!(message(&once).at.to_string(), "2026-11-24T11:00:00Z");
        assert_eq!(decoder().decode(Topic::Follow, &json!({"user_name": "x"}), at()), []);
    }

    fn poll(status: &str, votes: [u64; 2]) -> Value {
        let choice = |title: &str, votes: u64| json!({"id": title, "title": title, "votes": votes});
        json!({"id": "p1", "title": "Left?", "status": status,
            "choices": [choice("Yes", votes[0]), choice("No", votes[1])]})
    }

    #[test]
    fn a_poll_goes_on_and_its_result_stays() {
        let mut decoder = decoder();
        let begins = json!({"id": "p1", "title": "Left?", "choices": [{"title": "Yes"}]});
        let events = decoder.decode(Topic::PollBegins, &begins, at());
        assert!(matches!(&events[..], [ChatEvent::Poll { poll, .. }] if poll.votes.is_none()));
        let events = decoder.decode(Topic::PollProgresses, &poll("", [2, 1]), at());
        let [ChatEvent::Poll { poll: stands, .. }] = &events[..] else { panic!("{events:?}") };
        assert_eq!((stands.votes, stands.choices[0].permille), (Some(3), Some(666)));
        assert_eq!(decoder.decode(Topic::PollBegins, &begins, at()), [], "it is late");
        let events = decoder.decode(Topic::PollEnds, &poll("completed", [2, 2]), at());
        let [ChatEvent::PollClosed { .. }, ChatEvent::Message(result)] = &events[..] else {
            panic!("{events:?}")
        };
        assert!(matches!(&result.kind, Kind::Poll { poll } if poll.votes == Some(4)));
        for late in [Topic::PollProgresses, Topic::PollEnds] {
            assert_eq!(decoder.decode(late, &poll("archived", [2, 2]), at()), [], "it is over");
        }
    }

    #[test]
    fn a_poll_of_whose_end_there_is_no_word_is_closed_and_its_result_may_come_late() {
        let mut decoder = decoder();
        let mut begins = poll("", [0, 0]);
        begins["ends_at"] = json!("2026-11-24T12:05:00Z");
        decoder.decode(Topic::PollBegins, &begins, at());
        let due: Timestamp = "2026-11-24T12:05:10Z".parse().unwrap();
        assert_eq!(decoder.next_end(), Some(due));
        assert_eq!(decoder.close("2026-11-24T12:05:09Z".parse().unwrap()), []);
        assert_eq!(decoder.close(due), [poll_closed("p1".into(), due)]);
        assert_eq!((decoder.next_end(), decoder.close(due)), (None, Vec::new()), "once");
        assert_eq!(decoder.decode(Topic::PollProgresses, &poll("", [9, 9]), due), [], "late");
        let events = decoder.decode(Topic::PollEnds, &poll("completed", [2, 2]), due);
        assert!(matches!(&events[..], [ChatEvent::Message(_)]), "{events:?}");
        decoder.decode(Topic::PollBegins, &json!({"id": "p2", "title": "And?"}), due);
        assert_eq!(decoder.close(Timestamp::MAX), [], "nobody said when it ends");
        assert_eq!(decoder.close_all(due), [poll_closed("p2".into(), due)]);
    }

    #[test]
    fn what_can_not_be_read_is_nothing() {
        for topic in Topic::ALL {
            for event in [json!(null), json!({}), json!({"id": 7, "choices": "x"}), json!([1])] {
                assert_eq!(decoder().decode(topic, &event, at()), [], "{topic:?} {event}");
            }
        }
    }
}
