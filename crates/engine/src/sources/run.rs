//! Running one source: its adapter in a task, its reports to the hub, its failures to nobody else.

pub(super) mod mention;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use chat::{
    ChatEvent, Message, Passed, Platform, Report, RoomModes, SourceId, SourceState, Status,
};
use jiff::Timestamp;
use store::SourceRow;
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinError, JoinHandle};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{Engine, Inner, demo};

/// Reports waiting for the hub.
const WAITING: usize = 256;
/// An adapter that ends by itself is started again after this.
const PAUSE: Duration = Duration::from_secs(1);
/// More ends than this in a minute, and a person is told instead.
const ENDS_A_MINUTE: usize = 5;

/// Runs a source until `stop`, whatever its adapter does.
pub(super) async fn supervise(
    engine: Engine,
    row: SourceRow,
    run: u64,
    choice: watch::Receiver<Option<String>>,
    stop: CancellationToken,
) {
    let begin = |reports| {
        let adapter = adapter(engine.clone(), row.clone(), choice.clone(), reports, stop.clone());
        tokio::spawn(adapter)
    };
    keep_up(&engine, &row, run, &stop, begin).await;
    let is_run = engine.0.sources.with(&row.id, |source| source.run.is_some());
    // What it said to the end came after its removal.
    if is_run.is_err()
        && let Err(error) = engine.take_off(&row.id, row.platform).await
    {
        tracing::debug!(%error, "the hub is gone before its sources");
    }
    // One that was started again meanwhile still reads its channel.
    if !is_run.unwrap_or(false) {
        engine.0.emotes.leave(&row.id);
    }
}

/// Begins an adapter, and again where it ends by itself or falls; where that happens again and
/// again, a person is told instead.
async fn keep_up(
    engine: &Engine,
    row: &SourceRow,
    run: u64,
    stop: &CancellationToken,
    begin: impl Fn(mpsc::Sender<Report>) -> JoinHandle<()>,
) {
    let mut ends = VecDeque::new();
    // An adapter that failed can't say since when it has not read.
    let mut unread_since = None;
    while !stop.is_cancelled() {
        let (reports, inbox) = mpsc::channel(WAITING);
        let adapter = begin(reports);
        take_reports(engine, row, run, inbox, &mut unread_since, stop).await;
        unread_since = unread_since.or(Some(Timestamp::now()));
        let ended = adapter.await;
        if stop.is_cancelled() {
            break;
        }
        ends.push_back(Instant::now());
        ends.retain(|end| end.elapsed() < Duration::from_mins(1));
        log_end(row, ended);
        let parked = ends.len() > ENDS_A_MINUTE;
        // Before anybody can be told that it waits.
        let mut wakes = engine.0.wakes.subscribe();
        engine.set_status(row, run, end_status(parked));
        if parked {
            // Until somebody wants it tried again, or the computer has slept.
            if let Some(Ok(())) = stop.run_until_cancelled(wakes.changed()).await {
                ends.clear();
            }
        }
        stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
    }
}

async fn adapter(
    engine: Engine,
    row: SourceRow,
    choice: watch::Receiver<Option<String>>,
    reports: mpsc::Sender<Report>,
    stop: CancellationToken,
) {
    let SourceRow { id, channel, .. } = row;
    let inner = &engine.0;
    let wrong_name = |detail: String| Report::Status(Status::new(SourceState::Failed, detail));
    match row.platform {
        Platform::Twitch => match twitch::channel::parse(&channel) {
            Ok(login) => {
                let config = twitch::Config {
                    irc_url: inner.endpoints.twitch_irc.clone(),
                    source: id,
                    login,
                    seed: fastrand::u64(..),
                    now: jiff::Timestamp::now,
                    timing: twitch::Timing::default(),
                    wake: inner.wakes.subscribe(),
                    joins: Arc::clone(&inner.twitch_joins),
                };
                twitch::run(config, reports, stop).await;
            }
            Err(error) => wait_with(reports, wrong_name(error.to_string()), stop).await,
        },
        Platform::YouTube => match youtube_target(inner, &channel) {
            Ok((target, routes)) => {
                let config = youtube::Config {
                    routes,
                    base_url: inner.endpoints.youtube.clone(),
                    source: id,
                    target,
                    timings: youtube::Timings::default(),
                    clock: jiff::Timestamp::now,
                    rng: fastrand::Rng::new(),
                    wake: inner.wakes.subscribe(),
                    choice,
                    official: Some(inner.standby.official.clone()),
                };
                youtube::run(config, reports, stop).await;
            }
            Err(sentence) => wait_with(reports, wrong_name(sentence), stop).await,
        },
        Platform::Demo => demo::run(id, reports, stop).await,
        Platform::Donations => {
            let sentence = "Donations are no channel. Remove this entry.".to_owned();
            wait_with(reports, wrong_name(sentence), stop).await;
        }
    }
}

fn youtube_target(
    inner: &Inner,
    channel: &str,
) -> Result<(youtube::Target, Vec<youtube::Route>), String> {
    let target = youtube::Target::parse(channel).map_err(|error| error.to_string())?;
    Ok((target, inner.youtube_routes().map_err(|error| error.to_string())?))
}

/// A stored channel that this version can't read: says so until it is stopped.
async fn wait_with(reports: mpsc::Sender<Report>, report: Report, stop: CancellationToken) {
    if reports.send(report).await.is_ok() {
        stop.cancelled().await;
    }
}

/// Takes what an adapter reports until it ends, or until `stop`, with all that it said before.
async fn take_reports(
    engine: &Engine,
    row: &SourceRow,
    run: u64,
    mut inbox: mpsc::Receiver<Report>,
    unread_since: &mut Option<Timestamp>,
    stop: &CancellationToken,
) {
    // `recv` is cancel-safe: a report is taken whole or not at all.
    while let Some(Some(report)) = stop.run_until_cancelled(inbox.recv()).await {
        if is_live(&report)
            && let Some(since) = unread_since.take()
        {
            let gap = Message::gap(row.platform, &row.id, since, Timestamp::now());
            let gap = ChatEvent::Message(Box::new(gap));
            engine.take_report(row, run, Report::Event(gap)).await;
        }
        engine.take_report(row, run, report).await;
    }
    inbox.close();
    while let Some(report) = inbox.recv().await {
        engine.take_report(row, run, report).await;
    }
}

fn is_live(report: &Report) -> bool {
    matches!(report, Report::Status(status) if status.state == SourceState::Live)
}

fn log_end(row: &SourceRow, ended: Result<(), JoinError>) {
    match ended {
        // The panic hook has written where it happened.
        Err(error) => tracing::error!(source = %row.id, panic = error.is_panic(), "adapter failed"),
        Ok(()) => tracing::warn!(source = %row.id, "adapter ended by itself"),
    }
}

fn end_status(parked: bool) -> Status {
    if parked {
        return Status::new(
            SourceState::Failed,
            "Reading this chat failed again and again. Stop it and start it; if that does not \
             help, report it on the project's page at GitHub, under “Issues”, with the newest file of \
             the log folder.",
        );
    }
    Status::new(SourceState::Backoff, "Reading this chat failed. It starts again by itself.")
}

impl Engine {
    pub(super) async fn take_report(&self, row: &SourceRow, run: u64, report: Report) {
        match report {
            Report::Status(status) => self.set_status(row, run, status),
            Report::Streams(streams) => {
                self.change_source(row, run, |source| source.streams = streams);
            }
            Report::Routes(routes) => {
                self.change_source(row, run, |source| source.routes = routes);
            }
            Report::Quota(quota) => {
                self.change_source(row, run, |source| source.quota = quota);
            }
            Report::Reading(stream) => {
                self.change_source(row, run, |source| source.stream = stream);
            }
            Report::Emotes(names) => self.0.emotes.tell_names(&row.id, names),
            Report::Names(names) => {
                let names = names.iter().map(String::as_str);
                self.change_source(row, run, |source| source.names.learn(names));
            }
            Report::Passed(passed) => self.count_passed(row, run, passed),
            Report::Event(mut event) => {
                self.count_event(row, run, &event);
                self.note_room(row, run, &event);
                self.mark_mention(&row.id, &mut event);
                if let Err(error) = self.take_event(row.platform, event).await {
                    tracing::error!(%error, "the hub is gone before its sources");
                }
            }
        }
    }

    /// Takes what another line than its adapter's tells of a source's channel.
    pub(crate) async fn take_from_beside(&self, source: &SourceId, event: ChatEvent) {
        let known = self.0.sources.with(source, |source| (source.row.clone(), source.runs));
        // One that was removed meanwhile is told nothing of any more.
        if let Ok((row, run)) = known {
            self.take_report(&row, run, Report::Event(event)).await;
        }
    }

    fn set_status(&self, row: &SourceRow, run: u64, status: Status) {
        tracing::info!(source = %row.id, state = ?status.state, "{}", status.detail);
        self.change_source(row, run, |source| source.set(status));
    }

    fn count_event(&self, row: &SourceRow, run: u64, event: &ChatEvent) {
        self.change_source(row, run, |source| match event {
            ChatEvent::Message(message) if !message.kind.is_for_history_alone() => {
                source.counts.messages += 1;
            }
            ChatEvent::Removed(_) => source.counts.removed += 1,
            _ => {}
        });
    }

    /// A chat tells the id of its channel: Twitch wants it from whoever writes there.
    fn note_room(&self, row: &SourceRow, run: u64, event: &ChatEvent) {
        if let ChatEvent::Room { modes: RoomModes { room: Some(id), .. }, .. } = event {
            self.change_source(row, run, |source| source.channel_id = Some(id.clone()));
        }
    }

    fn count_passed(&self, row: &SourceRow, run: u64, passed: Passed) {
        self.change_source(row, run, |source| match passed {
            Passed::Malformed | Passed::Oversized => source.counts.malformed += 1,
            Passed::Unknown(unknown) => {
                let kind = &unknown.kind;
                tracing::debug!(source = %row.id, kind, "a kind that is not known was met");
                source.counts.unknown += 1;
                source.unknown.add(unknown);
            }
        });
    }

    /// Changes a source, if it still is in the run that says so.
    fn change_source(&self, row: &SourceRow, run: u64, change: impl FnOnce(&mut super::Source)) {
        let known = self.0.sources.with(&row.id, |source| {
            if source.runs == run {
                change(source);
            }
        });
        if known.is_ok() {
            self.0.changed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::{Options, testing};

    #[tokio::test(start_paused = true)]
    async fn an_adapter_that_panics_begins_again_and_is_parked_when_it_does_so_again_and_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options { demo: true, ..testing::options(folder.path()) };
        let engine = Engine::start(options).await.expect("an empty folder");
        let id = SourceId::new("demo");
        engine.stop_listeners();
        let known = engine.0.sources.with(&id, |source| (source.row.clone(), source.runs));
        let (row, run) = known.expect("it is there");
        let times_begun = Arc::new(AtomicUsize::new(0));
        let stop = CancellationToken::new();
        let running = tokio::spawn({
            let (engine, times_begun, stop) =
                (engine.clone(), Arc::clone(&times_begun), stop.clone());
            async move {
                let begin = |reports: mpsc::Sender<Report>| {
                    times_begun.fetch_add(1, Ordering::Relaxed);
                    tokio::spawn(async move {
                        let live = Status::new(SourceState::Live, "Reading");
                        reports.send(Report::Status(live)).await.expect("somebody listens");
                        panic!("a fault of the adapter");
                    })
                };
                keep_up(&engine, &row, run, &stop, begin).await;
            }
        });
        let mut status = engine.status();
        for (state, times) in [(SourceState::Backoff, 1), (SourceState::Failed, ENDS_A_MINUTE + 1)]
        {
            let is_so = |now: &Arc<crate::Status>| {
                now.sources.first().is_some_and(|source| source.state == state)
            };
            let so = tokio::time::timeout(Duration::from_mins(2), status.wait_for(is_so));
            so.await.expect("in time").expect("it goes on");
            assert_eq!(times_begun.load(Ordering::Relaxed), times, "{state:?}");
        }
        assert!(engine.status_now().face == crate::Face::Attention, "a person is needed");
        tokio::time::sleep(Duration::from_mins(10)).await;
        assert_eq!(times_begun.load(Ordering::Relaxed), ENDS_A_MINUTE + 1, "it stays parked");
        engine.0.wakes.send_modify(|count| *count += 1);
        tokio::time::sleep(Duration::from_mins(10)).await;
        assert_eq!(times_begun.load(Ordering::Relaxed), 2 * (ENDS_A_MINUTE + 1), "tried again");
        stop.cancel();
        running.await.expect("what watches over it does not fall");
        engine.stop().await;
    }
}
