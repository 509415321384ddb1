//! All of what is stored, read while it is sent: one page of it is in memory at a time.

use std::future::Future;

use chat::MessageId;
use engine::EngineError;
use futures_util::Stream;
use futures_util::stream::try_unfold;

/// Where the reading is.
enum Place<T> {
    First(Vec<T>),
    After(MessageId),
    Done,
}

/// The pages, each a part of the newest first, and an empty one at the end. `read` gives what comes
/// after a message, and is asked when the page before is taken.
pub(crate) fn pages<T, R, F>(
    first: Vec<T>,
    id: fn(&T) -> MessageId,
    read: R,
) -> impl Stream<Item = Result<Vec<T>, EngineError>>
where
    R: Fn(MessageId) -> F + Clone,
    F: Future<Output = Result<Vec<T>, EngineError>>,
{
    try_unfold(Place::First(first), move |place| {
        let read = read.clone();
        async move {
            let page = match place {
                Place::First(page) => page,
                Place::After(last) => read(last).await?,
                Place::Done => return Ok(None),
            };
            let after = page.last().map_or(Place::Done, |last| Place::After(id(last)));
            Ok(Some((page, after)))
        }
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use chat::Platform;
    use futures_util::StreamExt;

    use super::*;

    fn id(number: u32) -> MessageId {
        MessageId::of(Platform::Twitch, &number.to_string())
    }

    #[tokio::test]
    async fn a_page_is_read_when_the_one_before_is_taken() {
        let read_pages = Rc::new(Cell::new(0));
        let counted = Rc::clone(&read_pages);
        let read = move |after| {
            counted.set(counted.get() + 1);
            let next = counted.get();
            assert_eq!(after, id(next - 1), "after the last");
            async move { Ok(vec![id(next)]) }
        };
        let mut pages = std::pin::pin!(pages(vec![id(0)], |id| *id, read));
        for taken in 0..50 {
            assert_eq!(read_pages.get(), u32::saturating_sub(taken, 1), "nothing is read ahead");
            pages.next().await.expect("it goes on").expect("it is read");
        }
    }

    #[tokio::test]
    async fn the_last_one_is_empty_and_what_fails_has_none() {
        let ends = pages(vec![id(1)], |id| *id, |_| async { Ok(vec![]) });
        let ends: Vec<_> = ends.map(|page| page.map(|page| page.len()).ok()).collect().await;
        assert_eq!(ends, [Some(1), Some(0)]);
        let fails = |_| async { Err(EngineError::Internal("the disk is gone".into())) };
        let fails = pages(vec![id(1)], |id| *id, fails);
        let fails: Vec<_> = fails.map(|page| page.map(|page| page.len()).ok()).collect().await;
        assert_eq!(fails, [Some(1), None]);
    }
}
