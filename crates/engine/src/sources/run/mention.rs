//! Who speaks to the streamer.

use chat::{ChatEvent, Fragment, Message, Role, SourceId};

use crate::Engine;

/// A handle and a name, and a few that a streamer was renamed to while they were read.
const MOST: usize = 8;

/// What a channel and its streamer are called, beside what a person typed to add it: that may be an
/// id, or one of its streams.
#[derive(Debug, Default)]
pub(in crate::sources) struct Names(Vec<String>);

impl Names {
    /// Takes up what is not known yet.
    pub(in crate::sources) fn learn<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        for name in names.into_iter().map(bare) {
            if !name.is_empty() && !self.0.contains(&name) {
                self.0.push(name);
            }
        }
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
    }

    /// Whether a message speaks to them: by name, or as an answer.
    fn are_meant_by(&self, message: &Message, channel: &str) -> bool {
        let is = |name: &str| {
            let name = bare(name);
            name == bare(channel) || self.0.contains(&name)
        };
        let named = |part: &Fragment| matches!(part, Fragment::Mention { text } if is(text));
        let answered = message.reply_to.as_ref();
        answered.is_some_and(|reply| is(&reply.author) || reply.login.as_deref().is_some_and(is))
            || message.body.iter().any(named)
    }
}

/// A name as it is compared: small letters, without the sign before a handle.
fn bare(name: &str) -> String {
    name.trim().trim_start_matches('@').to_lowercase()
}

impl Engine {
    /// Marks a message that speaks to the streamer, and learns from theirs what they are called: on
    /// Twitch the name that is shown may be in other letters than the one of the channel.
    pub(in crate::sources) fn mark_mention(&self, source: &SourceId, event: &mut ChatEvent) {
        let (ChatEvent::Message(message) | ChatEvent::Replaced { message, .. }) = event else {
            return;
        };
        let marked = self.0.sources.with(source, |source| {
            let is_streamers = message.roles().contains(&Role::Broadcaster);
            if let Some(author) = &message.author
                && is_streamers
                && !message.is_from_elsewhere()
            {
                source.names.learn([&*author.name].into_iter().chain(author.login.as_deref()));
            }
            source.names.are_meant_by(message, &source.row.channel)
        });
        // One that was removed meanwhile has nobody to speak to.
        message.flags.mention |= marked.unwrap_or(false);
    }
}

#[cfg(test)]
mod tests {
    use chat::{
        Author, AuthorId, Flags, Kind, MessageId, Platform, Reply, Report, SourceId, SourceState,
        Status,
    };
    use jiff::Timestamp;
    use store::SourceRow;

    use super::*;
    use crate::sources::source::Source;
    use crate::testing;

    fn message(number: u32, body: Vec<Fragment>, reply_to: Option<&str>) -> Message {
        let native_id = format!("message {number}");
        Message {
            id: MessageId::of(Platform::YouTube, &native_id),
            native_id,
            platform: Platform::YouTube,
            source: SourceId::new("src-test"),
            at: Timestamp::now(),
            author: None,
            kind: Kind::Chat,
            body,
            system: None,
            amount: None,
            reply_to: reply_to
                .map(|author| Reply { author: author.to_owned(), ..Reply::default() }),
            flags: Flags::default(),
        }
    }

    fn to(name: &str) -> Vec<Fragment> {
        vec![Fragment::Mention { text: name.to_owned() }, Fragment::plain(" hello")]
    }

    #[tokio::test]
    async fn the_streamer_is_spoken_to_by_every_name_of_the_channel() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let row = SourceRow {
            id: SourceId::new("src-test"),
            platform: Platform::YouTube,
            channel: "UCAoy6rzhSf4ydcYjJw3WoVg".into(),
            enabled: true,
        };
        let source = Source::new(row.clone());
        let run = source.runs;
        engine.0.sources.lock().push(source);
        let mut number = 0;
        let mut is_marked = async |body: Vec<Fragment>, reply_to: Option<&str>| {
            number += 1;
            let message = message(number, body, reply_to);
            let id = message.id;
            let event = ChatEvent::Message(Box::new(message));
            engine.take_report(&row, run, Report::Event(event)).await;
            engine.message(id).await.expect("it has come").flags.mention
        };
        assert!(!is_marked(to("@Airani"), None).await, "nobody knows yet whose handle that is");
        let names = vec!["@airani".to_owned(), "Airani Iofifteen".to_owned()];
        engine.take_report(&row, run, Report::Names(names)).await;
        engine.take_report(&row, run, Report::Status(Status::new(SourceState::Live, "Live"))).await;
        assert!(is_marked(to("@Airani"), None).await, "by the handle");
        assert!(is_marked(Vec::new(), Some("airani iofifteen")).await, "as an answer");
        assert!(!is_marked(to("@ada"), Some("ada")).await, "to somebody else");
        engine.stop().await;
    }

    #[test]
    fn what_the_streamer_is_called_is_learnt_and_bounded() {
        let mut names = Names::default();
        let twitch = message(0, to("@エイダ"), None);
        assert!(!names.are_meant_by(&twitch, "ada"));
        names.learn(["エイダ", "ada", "エイダ", ""]);
        assert!(names.are_meant_by(&twitch, "ada"));
        names.learn((0..MOST).map(|n| ["a", "b", "c", "d", "e", "f", "g", "h"][n]));
        assert_eq!(names.0.len(), MOST);
    }

    #[tokio::test]
    async fn a_name_that_is_shown_in_other_letters_is_learnt_from_the_streamer() {
        let folder = tempfile::tempdir().expect("a folder");
        let engine = testing::engine(folder.path()).await;
        let row = SourceRow {
            id: SourceId::new("src-test"),
            platform: Platform::Twitch,
            channel: "ada".into(),
            enabled: true,
        };
        let source = Source::new(row.clone());
        let run = source.runs;
        engine.0.sources.lock().push(source);
        let mut own = message(1, vec![Fragment::plain("hello")], None);
        own.author = Some(Author {
            id: AuthorId::new("1"),
            name: "エイダ".into(),
            login: Some("ada".into()),
            color: None,
            roles: vec![Role::Broadcaster],
            badges: Vec::new(),
            avatar: None,
            pronouns: None,
        });
        let reply = message(2, vec![Fragment::plain("hello!")], Some("エイダ"));
        let id = reply.id;
        for message in [own, reply] {
            let event = ChatEvent::Message(Box::new(message));
            engine.take_report(&row, run, Report::Event(event)).await;
        }
        assert!(engine.message(id).await.expect("it has come").flags.mention);
        engine.stop().await;
    }
}
