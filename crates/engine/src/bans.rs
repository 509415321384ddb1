//! The bans of YouTube that were placed from here, kept in the store.

use jiff::Timestamp;
use store::{Store, YouTubeBanRow};
use writing::{Asked, Ban};

use crate::{Result, blocking};

/// Keeps them. What the disk refuses is known for this run.
#[derive(Debug)]
pub(crate) struct Bans(pub(crate) Store);

impl Bans {
    async fn ask<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Store) -> store::Result<T> + Send + 'static,
    ) -> Result<T> {
        let store = self.0.clone();
        blocking(move || Ok(call(&store).inspect_err(|error| store.look_at(error))?)).await
    }
}

impl writing::Bans for Bans {
    fn keep(&self, ban: Ban) -> Asked<'_, ()> {
        let Ban { channel, author, id, until } = ban;
        let row = YouTubeBanRow { channel, author, id, until };
        Box::pin(async move {
            let kept = self.ask(move |store| store.keep_youtube_ban(&row, Timestamp::now()));
            if let Err(error) = kept.await {
                tracing::error!(%error, "the id of a ban could not be written");
            }
        })
    }

    fn id<'a>(&'a self, channel: &'a str, author: &'a str) -> Asked<'a, Option<String>> {
        let (channel, author) = (channel.to_owned(), author.to_owned());
        Box::pin(async move {
            let id = self.ask(move |store| store.youtube_ban(&channel, &author)).await;
            id.unwrap_or_else(|error| {
                tracing::error!(%error, "the id of a ban could not be read");
                None
            })
        })
    }

    fn forget<'a>(&'a self, channel: &'a str, author: &'a str) -> Asked<'a, ()> {
        let (channel, author) = (channel.to_owned(), author.to_owned());
        Box::pin(async move {
            let forgotten = self.ask(move |store| store.forget_youtube_ban(&channel, &author));
            if let Err(error) = forgotten.await {
                tracing::error!(%error, "the id of a ban that is over stays on the disk");
            }
        })
    }
}
