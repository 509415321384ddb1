//! One connection: what it hears, and whether it still lives.

use std::{
    collections::VecDeque,
    future::{pending, poll_fn},
    task::{Context, Poll, ready},
};

use futures_util::{Sink, SinkExt, Stream, StreamExt};
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

use super::{Timing, dial::Trouble, moment::Moment};

/// How many lines may wait to be sent. A connection with more is not written to any more, and so
/// will not be heard for long either.
const UNSENT: usize = 16;

/// What a connection is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// The channel was asked for and must answer by then.
    Joining(Instant),
    /// It is read.
    Joined,
    /// It is read, and Twitch said that it will close.
    Closing,
    /// Another one is read in its place. What is on the way is taken until then, and what the
    /// server had sent before even if it is read later.
    Replaced(Instant),
}

/// What a connection heard.
#[derive(Debug)]
pub(super) enum Heard {
    /// A frame of lines.
    Lines(Utf8Bytes),
    /// The time of its stage is over.
    StageOver,
    /// It is dead.
    Lost(Trouble),
}

/// The WebSocket below a connection.
pub(super) trait Socket:
    Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Send + Unpin
{
}

impl<S> Socket for S where
    S: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Send + Unpin
{
}

/// One connection.
pub(super) struct Link {
    /// Tells it from the other ones of its reader.
    pub(super) number: u64,
    pub(super) stage: Stage,
    /// Whether Twitch accepted it.
    pub(super) welcome: bool,
    /// When it was last heard.
    pub(super) heard: Moment,
    /// Since when another one is read in its place, as long as it was not heard since: until then
    /// nobody knows whether it still brought everything.
    pub(super) unproven: Option<Moment>,
    socket: Box<dyn Socket>,
    /// The lines that are to be sent, oldest first.
    unsent: VecDeque<String>,
    /// Whether what was sent may still be on this side.
    unflushed: bool,
    timing: Timing,
    /// When silence means something.
    listen_until: Instant,
    /// Whether the server was asked since it was last heard.
    asked: bool,
    /// How many questions were asked.
    questions: u32,
    /// The question that was asked when it was replaced, as long as it is not answered, and how long
    /// the others wait for that: until then what was sent before is not all read.
    behind: Option<(u32, Instant)>,
    /// The machine may have slept: until then the server must answer this question, or it is dead.
    doubted: Option<(Instant, u32)>,
}

impl Link {
    /// A connection over which the channel was just asked for.
    pub(super) fn new(socket: Box<dyn Socket>, timing: Timing, heard: Moment) -> Self {
        let now = Instant::now();
        Self {
            number: 0,
            stage: Stage::Joining(now + timing.join),
            welcome: false,
            heard,
            unproven: None,
            socket,
            unsent: VecDeque::new(),
            unflushed: false,
            listen_until: now + timing.silence,
            timing,
            asked: false,
            questions: 0,
            behind: None,
            doubted: None,
        }
    }

    /// Waits for the next thing to know, and sends what is to be sent meanwhile. Nothing is lost if
    /// the wait is given up.
    pub(super) async fn next(&mut self) -> Heard {
        loop {
            let ends = self.ends();
            if matches!(self.stage, Stage::Replaced(_)) && ends <= Some(Instant::now()) {
                return Heard::StageOver;
            }
            let (doubted, listen_until) = (self.doubted, self.listen_until);
            tokio::select! {
                // What has arrived goes before what is late: after the process stood still, both
                // are true at once.
                biased;
                frame = poll_fn(|context| self.poll_frame(context)) => match frame {
                    Some(Ok(frame)) => {
                        self.asked = false;
                        self.listen_until = Instant::now() + self.timing.silence;
                        match frame {
                            Message::Text(lines) => {
                                let answers = |asked| {
                                    lines.lines().any(|line| is_answer(line, asked))
                                };
                                // What was on the way ends soon where nobody sends any more: the
                                // answer comes behind it.
                                let later = Instant::now() + self.timing.wake_answer;
                                let doubted = self.doubted.filter(|(_, asked)| !answers(*asked));
                                self.doubted = doubted.map(|(_, asked)| (later, asked));
                                self.behind = self.behind.filter(|(asked, _)| !answers(*asked));
                                return Heard::Lines(lines);
                            }
                            Message::Close(_) => return Heard::Lost(Trouble::Closed),
                            _ => {}
                        }
                    }
                    Some(Err(error)) => return Heard::Lost(error.into()),
                    None => return Heard::Lost(Trouble::Closed),
                },
                () = at(ends) => return Heard::StageOver,
                () = at(doubted.map(|(until, _)| until)) => return Heard::Lost(Trouble::Slept),
                () = sleep_until(listen_until) => {
                    if self.asked {
                        return Heard::Lost(Trouble::Silent);
                    }
                    self.asked = true;
                    self.listen_until = Instant::now() + self.timing.answer;
                    self.ask();
                }
            }
        }
    }

    /// When the time of its stage is over.
    fn ends(&self) -> Option<Instant> {
        match self.stage {
            Stage::Joined | Stage::Closing => None,
            Stage::Replaced(until) if self.behind.is_some() => Some(until + self.timing.answer),
            Stage::Joining(until) | Stage::Replaced(until) => Some(until),
        }
    }

    /// Another one is read in its place. Reads what is on the way until then, and longer where
    /// this side is late: until the server's answer shows that all from before has been read.
    pub(super) fn replace(&mut self, until: Instant, by: Moment) {
        self.stage = Stage::Replaced(until);
        self.unproven = Some(by);
        self.ask();
        self.behind = Some((self.questions, Instant::now() + self.timing.order));
    }

    /// How long what the others bring has to wait, because this one may still have what was said
    /// before it.
    pub(super) fn comes_first_until(&self) -> Option<Instant> {
        self.behind.map(|(_, until)| until).filter(|until| *until > Instant::now())
    }

    /// What arrives next. Sends first: in a busy chat there is always something to be read.
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Message, Error>>> {
        let sent = self.poll_send(context);
        match (self.socket.poll_next_unpin(context), sent) {
            // What arrived before is read, even if nothing can be sent any more.
            (Poll::Pending, Poll::Ready(Err(error))) => Poll::Ready(Some(Err(error))),
            (frame, _) => frame,
        }
    }

    fn poll_send(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        // One at a time: what the socket has taken has no bound.
        loop {
            if self.unflushed {
                ready!(self.socket.poll_flush_unpin(context))?;
                self.unflushed = false;
            }
            if self.unsent.is_empty() {
                return Poll::Ready(Ok(()));
            }
            ready!(self.socket.poll_ready_unpin(context))?;
            if let Some(line) = self.unsent.pop_front() {
                self.socket.start_send_unpin(Message::text(line))?;
                self.unflushed = true;
            }
        }
    }

    /// Asks the server at once whether it lives. What arrived before does not prove it, nor does
    /// the answer to an older question.
    pub(super) fn doubt(&mut self) {
        self.ask();
        self.doubted = Some((Instant::now() + self.timing.wake_answer, self.questions));
    }

    /// Asks the server whether it lives.
    pub(super) fn ask(&mut self) {
        self.questions = self.questions.wrapping_add(1);
        self.send(format!("PING :alive-{}", self.questions));
    }

    /// Has a line sent by the next wait: a connection that can't be written to holds up nobody.
    pub(super) fn send(&mut self, line: String) {
        if self.unsent.len() < UNSENT {
            self.unsent.push_back(line);
        }
    }
}

/// Whether a line is `:server PONG server :alive-1`, with the number of the question.
fn is_answer(line: &str, question: u32) -> bool {
    let pong = line.split_once(' ').and_then(|(_, rest)| rest.strip_prefix("PONG "));
    let token = pong.and_then(|pong| pong.rsplit(' ').next());
    line.starts_with(':') && token == Some(&format!(":alive-{question}"))
}

/// Waits until then; without a time, for ever.
pub(super) async fn at(when: Option<Instant>) {
    match when {
        Some(when) => sleep_until(when).await,
        None => pending().await,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use tokio::io::DuplexStream;
    use tokio_tungstenite::{WebSocketStream, tungstenite::protocol::Role};

    use super::*;

    /// A connection that has joined, and the server's end of it.
    async fn joined() -> (Link, WebSocketStream<DuplexStream>) {
        let (ours, theirs) = tokio::io::duplex(1024);
        let ours = WebSocketStream::from_raw_socket(ours, Role::Client, None).await;
        let theirs = WebSocketStream::from_raw_socket(theirs, Role::Server, None).await;
        let heard = Moment::now(|| Timestamp::UNIX_EPOCH);
        let mut link = Link::new(Box::new(ours), Timing::default(), heard);
        link.stage = Stage::Joined;
        (link, theirs)
    }

    #[tokio::test(start_paused = true)]
    async fn a_half_open_connection_is_noticed_within_ten_seconds() {
        let (mut link, mut server) = joined().await;
        server.send(Message::text("PING :first")).await.expect("it is open");
        assert!(matches!(link.next().await, Heard::Lines(_)));
        let last_heard = Instant::now();
        assert!(matches!(link.next().await, Heard::Lost(Trouble::Silent)), "nobody answers");
        assert!(last_heard.elapsed() <= Duration::from_secs(10), "{:?}", last_heard.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn after_sleep_only_the_answer_to_its_question_proves_that_it_lives() {
        let (mut link, mut server) = joined().await;
        link.ask();
        let before = [
            "from before the sleep",
            ":tmi PONG tmi :alive-1",
            ":ada!ada@ada PRIVMSG #grace :PONG tmi :alive-2",
            "@id=1 :ada!ada@ada PRIVMSG #grace :alive-2",
        ];
        for line in before {
            server.send(Message::text(line)).await.expect("it is open");
        }
        let woke = Instant::now();
        link.doubt();
        for line in before {
            assert!(matches!(link.next().await, Heard::Lines(_)), "{line} is read");
        }
        assert!(matches!(link.next().await, Heard::Lost(Trouble::Slept)), "and proves nothing");
        assert_eq!(woke.elapsed(), Timing::default().wake_answer);

        let (mut link, mut server) = joined().await;
        link.doubt();
        link.doubt();
        for line in
            [":tmi PONG tmi :alive-1", ":tmi PONG tmi :alive-20\r\n:tmi PONG tmi :alive-2\r\n"]
        {
            server.send(Message::text(line)).await.expect("it is open");
        }
        assert!(matches!(link.next().await, Heard::Lines(_)));
        assert!(link.doubted.is_some(), "it may have slept again since the first question");
        assert!(matches!(link.next().await, Heard::Lines(_)));
        let woke = Instant::now();
        assert!(matches!(link.next().await, Heard::Lost(Trouble::Silent)), "as ever");
        assert!(woke.elapsed() > Timing::default().wake_answer, "it was trusted again");
        for question in 1..=3 {
            let sent = server.next().await.expect("it is open").expect("a frame");
            assert_eq!(sent, Message::text(format!("PING :alive-{question}")));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_answer_may_come_behind_much_that_was_sent_before_it() {
        let (mut link, mut server) = joined().await;
        link.doubt();
        for line in ["one", "two", "three", ":tmi PONG tmi :alive-1"] {
            tokio::time::advance(Timing::default().wake_answer * 3 / 4).await;
            server.send(Message::text(line)).await.expect("it is open");
            assert!(matches!(link.next().await, Heard::Lines(_)), "{line}");
        }
        assert!(link.doubted.is_none(), "it lived all the time");
    }

    #[tokio::test(start_paused = true)]
    async fn what_can_not_be_sent_holds_up_nothing_that_is_read() {
        let (mut link, mut server) = joined().await;
        // More than fits between the two ends, and than is kept.
        for _ in 0..UNSENT {
            link.send("x".repeat(1024));
            link.doubt();
        }
        assert_eq!(link.unsent.len(), UNSENT, "it is bounded");
        let asked = Instant::now();
        for _ in 0..3 {
            server.send(Message::text("still here")).await.expect("it is open");
            assert!(matches!(link.next().await, Heard::Lines(_)));
        }
        assert_eq!(asked.elapsed(), std::time::Duration::ZERO, "at once");
        assert!(matches!(link.next().await, Heard::Lost(Trouble::Slept)), "nobody answers");
        assert_eq!(asked.elapsed(), Timing::default().wake_answer);
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_sent_before_another_took_its_place_is_read_however_late() {
        let (mut link, mut server) = joined().await;
        for line in ["one", "two", ":tmi PONG tmi :alive-1", "the other one has this too"] {
            server.send(Message::text(line)).await.expect("it is open");
        }
        let overlap = Timing::default().overlap;
        link.replace(Instant::now() + overlap, Moment::now(|| Timestamp::UNIX_EPOCH));
        tokio::time::advance(overlap + Duration::from_secs(1)).await;
        for _ in 0..3 {
            assert!(matches!(link.next().await, Heard::Lines(_)), "this side was late");
        }
        assert!(matches!(link.next().await, Heard::StageOver), "all from before is read");

        let (mut link, mut server) = joined().await;
        link.replace(Instant::now() + overlap, Moment::now(|| Timestamp::UNIX_EPOCH));
        server.send(Message::text("no answer")).await.expect("it is open");
        let replaced = Instant::now();
        assert!(matches!(link.next().await, Heard::Lines(_)));
        assert!(matches!(link.next().await, Heard::StageOver));
        assert_eq!(replaced.elapsed(), overlap + Timing::default().answer, "it is bounded");
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_waits_is_heard_before_its_time_is_over() {
        let (mut link, mut server) = joined().await;
        link.stage = Stage::Joining(Instant::now() + Duration::from_secs(1));
        server.send(Message::text("ROOMSTATE")).await.expect("it is open");
        // The process stood still.
        tokio::time::advance(Duration::from_secs(30)).await;
        assert!(matches!(link.next().await, Heard::Lines(_)), "it came in time");
    }
}
