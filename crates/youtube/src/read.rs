//! Reading the chat of one stream, from its first answer on.

use std::time::Duration;

use chat::{ChatEvent, Health, Passed, Report};
use jiff::Timestamp;
use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use crate::{
    Timings,
    answer::{self, Next},
    faults::Remedy,
    item,
    last::Last,
    official::Why,
    run::Reader,
    session::{Session, View},
    sight::{Sight, Tally},
    signals::Signal,
    status,
    stream::Stream,
    voice::Gone,
    web::WebError,
};

/// The stream whose chat is read.
struct Reading {
    video: String,
    title: String,
    session: Session,
    sight: Sight,
    /// A way to go on that we don't know was met.
    is_odd: bool,
    /// Polls in a row that brought no message.
    quiet_polls: u32,
    token: Token,
    at_latest: Option<Duration>,
}

/// What the next poll is asked with.
#[derive(Default)]
struct Token {
    text: String,
    /// Since when it is the same and has brought nothing new.
    since: Option<Instant>,
}

impl Token {
    /// An answer named this token as the next. `is_new`: it brought something.
    fn go_on(&mut self, text: String, is_new: bool) {
        if is_new || text != self.text || self.since.is_none() {
            *self = Self { text, since: Some(Instant::now()) };
        }
    }

    /// Whether it leads nowhere: YouTube's tokens change with every answer.
    fn is_stale(&self, timings: &Timings) -> bool {
        self.since.is_some_and(|since| since.elapsed() >= timings.stale)
    }
}

/// What comes after a poll.
enum Step {
    Answer(Value),
    /// Reading ends here; the next look comes after a pause.
    Leave(Duration),
}

impl Reader {
    /// Reads a stream's chat until it ends or fails for good. Gives how long to wait before the
    /// next look.
    pub(crate) async fn read(&mut self, stream: Stream) -> Result<Duration, Gone> {
        let opened = self.signals.or(Session::open(&mut self.web, &stream)).await;
        let (session, answer) = match opened {
            Err(_) => return Ok(Duration::ZERO),
            Ok(Err(error)) => return self.failed(&error).await,
            Ok(Ok(opened)) => opened,
        };
        self.read_on(stream, session, answer).await
    }

    /// Reads a chat from its first answer on.
    pub(crate) async fn read_on(
        &mut self,
        stream: Stream,
        mut session: Session,
        mut answer: Value,
    ) -> Result<Duration, Gone> {
        self.streams.tab_due = Instant::now() + self.timings.streams;
        if let Some(channel) = stream.channel.id {
            self.voice.tell(Report::Event(self.decoder.room(channel))).await?;
        }
        if !stream.channel.names.is_empty() {
            self.voice.tell(Report::Names(stream.channel.names)).await?;
        }
        self.voice.tell(Report::Emotes(std::mem::take(&mut session.emotes))).await?;
        let mut reading = Reading {
            video: stream.video,
            title: stream.title,
            session,
            sight: Sight::default(),
            is_odd: false,
            quiet_polls: 0,
            token: Token::default(),
            at_latest: None,
        };
        let mut is_first = true;
        loop {
            match answer::next(&answer) {
                Next::Continue { token, at_latest } => {
                    self.take(&mut reading, &answer, token, at_latest).await?;
                }
                Next::Ended => return self.ended().await,
                Next::Refused(words) => {
                    self.trouble(Why::Closed(said(&words)));
                    self.voice.status(status::refused(&words)).await?;
                    return Ok(self.timings.look_rarely);
                }
                Next::Changed(name) => {
                    tracing::warn!(name, "a chat's answer is built in a way that is not known");
                    self.voice.tell(Report::Passed(item::passed(&name, &answer))).await?;
                    return self.failed(&WebError::Unreadable).await;
                }
            }
            // A chat that opens and then fails again and again has not gone well.
            if !std::mem::take(&mut is_first) {
                self.faults.passed(&self.timings);
                self.well();
            }
            if reading.sight.health() == Health::Blind {
                self.trouble(Why::Blind);
                if self.wants_stand_in(Duration::ZERO).await {
                    return Ok(Duration::ZERO);
                }
            }
            if reading.token.is_stale(&self.timings) {
                tracing::info!("a chat's token leads nowhere new");
                return Ok(Duration::ZERO);
            }
            if self.look_around(&reading.video).await? == Some(Signal::Chosen)
                && self.wants_another(&reading.video)
            {
                return Ok(Duration::ZERO);
            }
            match self.next_answer(&mut reading).await? {
                Step::Answer(next) => answer = next,
                Step::Leave(pause) => return Ok(pause),
            }
        }
    }

    /// Takes an answer with which the chat goes on.
    async fn take(
        &mut self,
        reading: &mut Reading,
        answer: &Value,
        token: String,
        at_latest: Option<Duration>,
    ) -> Result<(), Gone> {
        self.over = false;
        for event in self.decoder.begin(&reading.video, self.now()) {
            self.voice.tell(Report::Event(event)).await?;
        }
        self.mark_gap(reading, answer).await?;
        self.voice.quota(None).await?;
        self.voice.reading(Some(&reading.video)).await?;
        self.voice.streams(self.streams.view(&reading.video)).await?;
        self.voice.routes(self.web.routes.view()).await?;
        if let Some((name, data)) = answer::unknown_continuation(answer)
            && !std::mem::replace(&mut reading.is_odd, true)
        {
            tracing::warn!(name, "a chat goes on in a way that is not known");
            self.voice.tell(Report::Passed(item::passed(name, data))).await?;
        }
        self.say_live(reading).await?;
        let is_new = self.hand_over(reading, answer).await?;
        // A chat may begin anew in the middle, and then with Top chat.
        let token = match answer::view(answer) {
            Some(View::TopChat) if reading.session.view == View::All => {
                let all = answer::all_messages(answer).map(str::to_owned);
                if all.is_none() {
                    reading.session.view = View::TopChat;
                }
                all.unwrap_or(token)
            }
            Some(View::All) => {
                reading.session.view = View::All;
                token
            }
            _ => token,
        };
        self.say_live(reading).await?;
        reading.quiet_polls = if is_new { 0 } else { reading.quiet_polls.saturating_add(1) };
        reading.token.go_on(token, is_new);
        reading.at_latest = at_latest;
        Ok(())
    }

    async fn say_live(&mut self, reading: &Reading) -> Result<(), Gone> {
        let odd = if reading.is_odd { Health::Degraded } else { Health::Ok };
        let sight = reading.sight.health().max(odd);
        let proxy = self.web.routes.proxy();
        let status = status::live(&reading.title, reading.session.view, sight, proxy);
        self.voice.status(status).await
    }

    /// Marks what may be missing before this answer. The first one after a new start holds the newest
    /// messages, so it tells: if it goes back to those that were read, nothing is missing. A later
    /// one holds all since the one before, as long as YouTube keeps it.
    async fn mark_gap(&mut self, reading: &Reading, answer: &Value) -> Result<(), Gone> {
        let (at, date) = (reading.session.asked, self.web.date);
        let video = reading.video.clone();
        let last = self.last.replace(Last { video, at, date });
        let Some(last) = last else {
            return Ok(());
        };
        let tells = last.video == reading.video && reading.token.text.is_empty();
        let kept = match self.decoder.goes_back(answer).filter(|_| tells) {
            Some(true) => return Ok(()),
            Some(false) => Duration::ZERO,
            None => self.timings.kept,
        };
        self.mark_since(&last, kept).await
    }

    /// Tells all that an answer holds. Gives whether a message of it was new.
    async fn hand_over(&mut self, reading: &mut Reading, answer: &Value) -> Result<bool, Gone> {
        let now = self.now();
        let mut tally = Tally::default();
        let mut is_new = false;
        for action in answer::actions(answer) {
            let reports = self.decoder.action(action, now);
            tally.count(&reports);
            is_new |= reports.iter().any(is_message);
            for report in reports {
                match &report {
                    Report::Event(_) => {}
                    Report::Passed(Passed::Unknown(unknown)) => {
                        tracing::debug!(kind = unknown.kind, "a kind that is not known was met");
                    }
                    other => tracing::debug!(?other, "input was passed over"),
                }
                self.voice.tell(report).await?;
            }
        }
        reading.sight.add(tally);
        Ok(is_new)
    }

    /// What YouTube's own clock says counts where this machine's is late.
    fn now(&self) -> Timestamp {
        (self.clock)().max(self.web.date.unwrap_or(Timestamp::MIN))
    }

    /// Whether a person wants another stream than this one. It is the next one then.
    pub(crate) fn wants_another(&mut self, video: &str) -> bool {
        let choice = self.signals.choice();
        let wanted = self.streams.wanted(choice.as_deref()).filter(|wanted| *wanted != video);
        self.switch = wanted.map(str::to_owned);
        if self.switch.is_some() {
            // It was not given up by chance: what is missing then is no gap.
            self.last = None;
        }
        self.switch.is_some()
    }

    /// Waits until the next poll is due, and polls until there is an answer.
    async fn next_answer(&mut self, reading: &mut Reading) -> Result<Step, Gone> {
        let limited = self.faults.is_limited();
        let pace = self.timings.pace(reading.quiet_polls, reading.at_latest, limited);
        let mut due = reading.session.asked + pace;
        loop {
            match self.signals.pause(due).await {
                Some(Signal::Chosen) if self.wants_another(&reading.video) => {
                    return Ok(Step::Leave(Duration::ZERO));
                }
                Some(Signal::Chosen) => continue,
                Some(Signal::Woken)
                    if Instant::now() < reading.session.asked + self.timings.busy =>
                {
                    due = reading.session.asked + self.timings.busy;
                    continue;
                }
                Some(Signal::Woken) | None => {}
            }
            reading.session.asked = Instant::now();
            self.set_patience();
            let last = self.last.as_ref().map_or(reading.session.asked, |last| last.at);
            let poll = reading.session.ask(&mut self.web, &reading.token.text);
            let poll = timeout_at(last + self.timings.stall, poll);
            let error = match self.signals.or(poll).await {
                Ok(Ok(Ok(answer))) => return Ok(Step::Answer(answer)),
                Ok(Ok(Err(error))) => error,
                Ok(Err(_)) => {
                    tracing::info!("no answer for too long");
                    self.trouble(Why::Offline);
                    self.voice.status(status::stalled()).await?;
                    return Ok(Step::Leave(Duration::ZERO));
                }
                Err(Signal::Chosen) if self.wants_another(&reading.video) => {
                    return Ok(Step::Leave(Duration::ZERO));
                }
                Err(Signal::Chosen) => {
                    due = reading.session.asked + pace;
                    continue;
                }
                // What is on its way may be dead.
                Err(Signal::Woken) => {
                    due = reading.session.asked + self.timings.busy;
                    continue;
                }
            };
            self.voice.routes(self.web.routes.view()).await?;
            match self.remedy(&error) {
                Remedy::Again(pause) => {
                    self.say_failure(&error).await?;
                    if self.wants_stand_in(pause).await {
                        return Ok(Step::Leave(pause));
                    }
                    due = Instant::now() + pause;
                }
                Remedy::StartOver(pause) => {
                    if !pause.is_zero() {
                        self.say_failure(&error).await?;
                    }
                    return Ok(Step::Leave(pause));
                }
                Remedy::Ended => return Ok(Step::Leave(self.ended().await?)),
            }
        }
    }
}

/// YouTube's words, to be quoted.
fn said(words: &str) -> String {
    let words: String = words.chars().take(200).collect();
    format!("YouTube's page says “{words}”")
}

/// Whether it tells of something that was written. What is told of a poll or a rule may be said
/// again and again.
fn is_message(report: &Report) -> bool {
    matches!(report, Report::Event(ChatEvent::Message(_)))
}

#[cfg(test)]
mod tests {
    use chat::{Message, Platform};
    use tokio::time::advance;

    use super::*;

    #[test]
    fn what_is_told_again_and_again_is_no_progress() {
        let now = Timestamp::UNIX_EPOCH;
        let source = chat::SourceId::new("src-test");
        let gap = Message::gap(Platform::YouTube, &source, now, now);
        let id = gap.id;
        assert!(is_message(&Report::Event(ChatEvent::Message(Box::new(gap)))));
        assert!(!is_message(&Report::Event(ChatEvent::Unpinned { id, at: now })));
        assert!(!is_message(&Report::Passed(Passed::Malformed)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_that_stays_and_brings_nothing_is_stale() {
        let timings = Timings::default();
        let half = timings.stale / 2;
        let mut token = Token::default();
        for (text, is_new, is_stale) in [
            ("a", false, false),
            ("a", false, false),
            ("a", true, false),
            ("a", false, false),
            ("b", false, false),
            ("b", false, false),
            ("b", false, true),
        ] {
            token.go_on(text.to_owned(), is_new);
            assert_eq!(token.is_stale(&timings), is_stale, "{text}, new: {is_new}");
            advance(half).await;
        }
    }
}
