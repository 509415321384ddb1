use std::time::Duration;

use chat::{AuthorId, By, Platform, SourceId};
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::*;
use crate::testing;

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);
/// As many as the queue takes.
const FULL: usize = 500;

fn moderator() -> By {
    By::Moderator { id: "mod-1".into(), name: "Mo".into() }
}

fn timed_out() -> Deed {
    let (source, author) = (Some(SourceId::new("s")), Some(AuthorId::new("7")));
    Deed::TimedOut { message: None, source, author, name: None, seconds: 600 }
}

/// A moderator's deed that a platform is asked for, and how it answers when it is told to.
struct Asked {
    answer: oneshot::Sender<Result<()>>,
    noted: tokio::task::JoinHandle<Result<()>>,
    /// The number of its entry.
    number: i64,
}

impl Asked {
    async fn by(engine: &Engine) -> Self {
        let (asking, asked) = oneshot::channel();
        let (answer, answered) = oneshot::channel();
        let act = async move {
            asking.send(()).expect("somebody waits");
            answered.await.expect("it is answered")
        };
        let engine = engine.clone();
        let noting = engine.clone();
        let noted = tokio::spawn(async move {
            noting.noted(&moderator(), timed_out(), act, |()| Fate::Done).await
        });
        asked.await.expect("it is asked for");
        let number = engine.audit(1, None).await.expect("it is told of first")[0].number;
        Self { answer, noted, number }
    }

    async fn answered(self, how: Result<()>) -> Result<()> {
        self.answer.send(how).expect("it is waited for");
        self.noted.await.expect("it ends")
    }
}

async fn new_message(engine: &Engine) -> MessageId {
    engine.test_message("chat", Platform::Twitch).await.expect("it is made").id
}

#[tokio::test]
async fn what_is_in_flight_is_not_taken_back_and_what_was_refused_gives_its_number_to_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let refused = Asked::by(&engine).await;
    let entry = &engine.audit(9, None).await.expect("it is read")[0];
    assert!(entry.pending && !entry.can_undo, "{entry:?}");
    assert!(matches!(engine.undo_last().await, Err(EngineError::NotFound(_))));
    assert!(matches!(engine.undo(refused.number).await, Err(EngineError::NotUndoable)));

    let number = refused.number;
    let done = refused.answered(Err(EngineError::ReadOnly)).await;
    assert!(matches!(done, Err(EngineError::ReadOnly)), "{done:?}");
    assert!(engine.audit(9, None).await.expect("it is read").is_empty());

    let next = Asked::by(&engine).await;
    assert_ne!(next.number, number, "who saw the one does not undo the other");
    next.answered(Ok(())).await.expect("it is done");
    let entry = &engine.audit(9, None).await.expect("it is read")[0];
    assert!(!entry.pending && entry.can_undo, "{entry:?}");
    assert!(engine.undo(number).await.is_err());
    engine.stop().await;
}

#[tokio::test]
async fn what_the_end_came_before_is_not_told_of_as_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let asked = Asked::by(&engine).await;
    engine.stop().await;
    drop((asked, engine));
    let engine = testing::engine(folder.path()).await;
    let entry = &engine.audit(9, None).await.expect("it is read")[0];
    assert!(entry.unknown && !entry.pending && entry.can_undo, "{entry:?}");
    engine.stop().await;
}

#[tokio::test]
async fn of_a_lost_answer_nobody_knows_and_it_can_be_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let asked = Asked::by(&engine).await;
    let lost = || Err(EngineError::Writing(WritingError::NoAnswer("Twitch")));
    let done = asked.answered(lost()).await;
    assert!(matches!(done, Err(EngineError::Writing(WritingError::NoAnswer(_)))), "{done:?}");
    let entry = &engine.audit(9, None).await.expect("it is read")[0];
    assert!(entry.unknown && !entry.pending && entry.can_undo, "{entry:?}");
    engine.stop().await;
}

#[tokio::test]
async fn the_answer_is_the_platforms_whatever_the_disk_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let asked = Asked::by(&engine).await;
    let database = Connection::open(folder.path().join("multichat.db")).expect("it is there");
    let refuse = "CREATE TRIGGER no BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'no'); END";
    database.execute_batch(refuse).expect("it is refused from now on");
    let done = asked.answered(Err(EngineError::ReadOnly)).await;
    assert!(matches!(done, Err(EngineError::ReadOnly)), "{done:?}");
    engine.stop().await;
}

/// A message that a moderator queued and hid, and the number of the entry of the hiding.
async fn hidden(engine: &Engine) -> (MessageId, i64) {
    let message = new_message(engine).await;
    engine.queue(vec![message], moderator()).await.expect("it is queued");
    engine.hide(message, moderator()).await.expect("it is hidden");
    (message, engine.audit(1, None).await.expect("it is read")[0].number)
}

#[tokio::test]
async fn a_hiding_is_undone_where_the_queue_has_no_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let (message, number) = hidden(&engine).await;
    let mut others = Vec::new();
    for _ in 0..FULL {
        others.push(new_message(&engine).await);
    }
    engine.queue(others, By::Owner).await.expect("so many fit");
    engine.undo(number).await.expect("it is on the overlays again");
    let again = engine.unhide(message, By::Owner).await;
    assert!(matches!(again, Err(EngineError::NotHidden)), "{again:?}");
    engine.stop().await;
}

#[tokio::test]
async fn a_hiding_is_undone_to_its_end_though_who_asked_hangs_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let (message, number) = hidden(&engine).await;
    let hung_up = tokio::time::timeout(Duration::ZERO, engine.undo(number)).await;
    assert!(hung_up.is_err(), "it has begun, and no more");
    let mut stage = engine.focus();
    let waits = stage.wait_for(|stage| stage.messages().any(|queued| queued.id == message));
    tokio::time::timeout(PATIENCE, waits).await.expect("in time").expect("it goes on");
    engine.stop().await;
}

#[tokio::test]
async fn what_is_unhidden_and_the_queue_are_written_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let (message, number) = hidden(&engine).await;
    let database = Connection::open(folder.path().join("multichat.db")).expect("it is there");
    let refuse = "CREATE TRIGGER no BEFORE INSERT ON focus BEGIN SELECT RAISE(ABORT, 'no'); END";
    database.execute_batch(refuse).expect("it is refused from now on");
    engine.undo(number).await.expect("people see what they did");
    let is_hidden = || {
        let sql = "SELECT removed IS NOT NULL FROM message WHERE id = ?1";
        database.query_row(sql, [message.to_string()], |row| row.get::<_, bool>(0))
    };
    assert!(is_hidden().expect("it is there"), "the queue can't be written, and so nothing is");
    database.execute_batch("DROP TRIGGER no").expect("it is free again");
    engine.stop().await;
    drop(engine);
    assert!(!is_hidden().expect("it is there"));
    let engine = testing::engine(folder.path()).await;
    assert!(engine.focus().borrow().messages().any(|queued| queued.id == message));
    assert!(engine.audit(9, None).await.expect("it is read").iter().any(|entry| entry.undone));
    engine.stop().await;
}

#[tokio::test]
async fn invariant_9_what_is_taken_back_leaves_what_the_streamer_has_said_since() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let message = new_message(&engine).await;
    engine.hide(message, moderator()).await.expect("it is hidden");
    let theirs = engine.audit(1, None).await.expect("it is read")[0].number;
    engine.hide(message, By::Owner).await.expect("the streamer says so too");
    assert!(matches!(engine.undo_last().await, Err(EngineError::NotFound(_))));
    let undone = engine.undo(theirs).await;
    assert!(matches!(undone, Err(EngineError::NotUndoable)), "{undone:?}");
    assert!(engine.audit(9, None).await.expect("it is read").iter().all(|entry| !entry.can_undo));
    engine.unhide(message, By::Owner).await.expect("it was hidden all the while");
    let undone = engine.undo(theirs).await;
    assert!(matches!(undone, Err(EngineError::NotUndoable)), "{undone:?}");

    // What is only taken back is no word: all that was before it can be taken back too.
    let message = new_message(&engine).await;
    engine.hide(message, moderator()).await.expect("it is hidden");
    engine.unhide(message, moderator()).await.expect("it is back");
    engine.undo_last().await.expect("it is hidden again");
    engine.undo_last().await.expect("it is back again");
    let again = engine.unhide(message, By::Owner).await;
    assert!(matches!(again, Err(EngineError::NotHidden)), "{again:?}");
    engine.stop().await;
}

#[tokio::test]
async fn invariant_9_what_the_streamer_took_out_since_is_not_put_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let message = new_message(&engine).await;
    engine.queue(vec![message], moderator()).await.expect("it is queued");
    engine.act(Act::Unqueue(message), moderator()).await.expect("it is theirs");
    let theirs = engine.audit(1, None).await.expect("it is read")[0].number;
    engine.queue(vec![message], By::Owner).await.expect("it is queued");
    engine.act(Act::Unqueue(message), By::Owner).await.expect("it is theirs");
    let undone = engine.undo(theirs).await;
    assert!(matches!(undone, Err(EngineError::NotUndoable)), "{undone:?}");
    assert!(engine.focus().borrow().messages().all(|queued| queued.id != message));
    let entries = engine.audit(9, None).await.expect("it is read");
    assert!(entries.iter().all(|entry| entry.number != theirs || !entry.can_undo));
    engine.stop().await;
}

#[tokio::test]
async fn what_is_hidden_already_is_no_deed_of_a_moderator() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let message = new_message(&engine).await;
    for by in [moderator(), moderator(), By::Owner] {
        engine.hide(message, by).await.expect("it is hidden");
    }
    let told = engine.audit(9, None).await.expect("it is read");
    let told: Vec<_> = told.iter().map(|entry| entry.by_streamer).collect();
    assert_eq!(told, [true, false], "the streamer's word is told of all the same");
    engine.stop().await;
}

#[tokio::test]
async fn who_gives_way_to_the_streamer_in_a_full_queue_is_told_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = testing::engine(folder.path()).await;
    let theirs = new_message(&engine).await;
    engine.queue(vec![theirs], moderator()).await.expect("there is room");
    let mut others = Vec::new();
    for _ in 0..FULL {
        others.push(new_message(&engine).await);
    }
    engine.queue(others, By::Owner).await.expect("the streamer finds room");
    let entry = &engine.audit(1, None).await.expect("it is read")[0];
    assert_eq!((&entry.deed, entry.by_streamer), (&Deed::Unqueued { message: theirs }, true));
    let one = new_message(&engine).await;
    let full = engine.queue(vec![one], By::Owner).await;
    assert!(matches!(full, Err(EngineError::Focus(FocusError::Full))), "{full:?}");
    engine.stop().await;
}
