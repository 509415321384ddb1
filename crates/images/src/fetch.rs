//! Fetches a picture from its host, and takes nothing else.

use std::{error::Error, sync::Arc};

use bytes::{Bytes, BytesMut};
use net::{Body, BodyError};
use reqwest::{
    Client, Response, StatusCode,
    header::{ACCEPT, LOCATION},
    redirect,
};
use tokio::{sync::Semaphore, task, time::timeout};
use url::Url;

use crate::{
    ImagesError, Limits,
    check::check,
    error::{ImageError, Refusal, Trouble},
    hosts,
    picture::Picture,
    resolve::{Lookup, NotPublic, PublicOnly},
};

/// What we take, the smallest first. Not AVIF, which some hosts have too: the machine that decodes
/// it plays and encodes a stream at the same time, for which it costs several times as much; and
/// Chromium 103, which is in OBS 28 to 30, does not show the ones that move.
const TAKEN: &str = "image/webp,image/png,image/gif,image/jpeg";

/// Emotes and badges are smaller.
const LARGE: usize = 256 * 1024;
/// With the largest that is taken, 40 MB.
const LARGE_AT_ONCE: usize = 8;

/// Goes to the hosts of pictures.
#[derive(Debug)]
pub(crate) struct Fetcher {
    client: Client,
    /// What stands in for all hosts, without a slash at its end.
    proxy: Option<String>,
    limits: Limits,
    /// One for each host of the list, and nothing that they share: hosts that are dead do not hold up
    /// the others, however many they are.
    hosts: Vec<Queue>,
    /// But memory they share: of bodies that are [`LARGE`], so many are read at once.
    large: Semaphore,
}

#[derive(Debug)]
struct Queue {
    /// Those that run and those that wait.
    places: Semaphore,
    running: Semaphore,
}

/// Where a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// In the size that is wanted.
    pub(crate) sized: Url,
    /// As the message had it, where that is another one.
    pub(crate) own: Option<Url>,
}

/// What a host said.
enum Answer {
    Picture(Bytes),
    Elsewhere(Url),
}

impl Fetcher {
    pub(crate) fn new(
        http: reqwest::ClientBuilder,
        proxy: Option<Url>,
        limits: Limits,
        lookup: Lookup,
    ) -> Result<Self, ImagesError> {
        let client = http
            .redirect(redirect::Policy::none())
            .dns_resolver(Arc::new(PublicOnly(lookup)))
            .connect_timeout(limits.connect)
            .https_only(proxy.is_none())
            .referer(false)
            // Pictures are packed already, and unpacking would let a small answer become a large one.
            .no_gzip()
            .no_brotli()
            .build()?;
        let proxy = match proxy {
            Some(url) if url.cannot_be_a_base() => return Err(ImagesError::Proxy(url)),
            proxy => proxy.map(|url| url.as_str().trim_end_matches('/').to_owned()),
        };
        let queue = || Queue {
            places: Semaphore::new(limits.running_per_host + limits.waiting_per_host),
            running: Semaphore::new(limits.running_per_host),
        };
        let hosts = (0..hosts::COUNT).map(|_| queue()).collect();
        Ok(Self { client, proxy, limits, hosts, large: Semaphore::new(LARGE_AT_ONCE) })
    }

    /// The picture at `place`.
    pub(crate) async fn fetch(&self, place: &Place) -> Result<Picture, ImageError> {
        let host = hosts::judge(&place.sized)?;
        let queue = self.hosts.get(host).ok_or(Refusal::Host)?;
        let _place = queue.places.try_acquire().map_err(|_| Trouble::Busy)?;
        let turn = timeout(self.limits.turn, queue.running.acquire()).await;
        let _running = turn.map_err(|_| Trouble::Busy)?.map_err(|_| Trouble::Stopped)?;
        let bytes = timeout(self.limits.time, self.bytes(place)).await;
        let bytes = bytes.unwrap_or(Err(Trouble::Slow.into()))?;
        let limits = self.limits.clone();
        let picture = task::spawn_blocking(move || {
            check(&bytes, &limits).map(|kind| Picture { kind, bytes })
        });
        // A checker that panics has met what it was not made for.
        Ok(picture.await.unwrap_or(Err(Refusal::Damaged))?)
    }

    async fn bytes(&self, place: &Place) -> Result<Bytes, ImageError> {
        let bytes = self.follow(&place.sized).await;
        match (bytes, &place.own) {
            // Not every picture is there in every size. Stores of files say 403 for what is not
            // there, where they don't list what is.
            (Err(ImageError::Unavailable(Trouble::Status(403 | 404 | 410))), Some(own)) => {
                self.follow(own).await
            }
            (bytes, _) => bytes,
        }
    }

    async fn follow(&self, from: &Url) -> Result<Bytes, ImageError> {
        let mut address = from.clone();
        for _ in 0..=self.limits.redirects {
            match self.ask(&address).await? {
                Answer::Picture(bytes) => return Ok(bytes),
                Answer::Elsewhere(next) => address = next,
            }
        }
        Err(Refusal::Redirects.into())
    }

    /// One request. Each address is judged just before it is asked for.
    async fn ask(&self, address: &Url) -> Result<Answer, ImageError> {
        hosts::judge(address)?;
        let request = self.client.get(self.actual(address)?).header(ACCEPT, TAKEN);
        let response = request.send().await.map_err(trouble)?;
        match response.status() {
            StatusCode::OK => Ok(Answer::Picture(self.body(response).await?)),
            StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT => {
                let location = response.headers().get(LOCATION);
                let location = location.and_then(|location| location.to_str().ok());
                let next = location.and_then(|location| address.join(location).ok());
                Ok(Answer::Elsewhere(next.ok_or(Refusal::Address)?))
            }
            status => Err(Trouble::Status(status.as_u16()).into()),
        }
    }

    /// Where `https://HOST/PATH` is really asked for: below what stands in for the hosts, if
    /// anything does.
    fn actual(&self, address: &Url) -> Result<Url, Refusal> {
        let Some(proxy) = &self.proxy else {
            return Ok(address.clone());
        };
        let host = address.host_str().ok_or(Refusal::Address)?;
        let query = address.query().map(|query| format!("?{query}")).unwrap_or_default();
        let path = address.path();
        Url::parse(&format!("{proxy}/{host}{path}{query}")).map_err(|_| Refusal::Address)
    }

    async fn body(&self, response: Response) -> Result<Bytes, ImageError> {
        let mut body = Body::new(response, self.limits.body)?;
        // Room is made as bytes come.
        let mut picture = BytesMut::new();
        let mut place_of_large = None;
        while let Some(piece) = body.piece().await? {
            if picture.len() + piece.len() > LARGE && place_of_large.is_none() {
                let place = self.large.acquire().await.map_err(|_| Trouble::Stopped)?;
                place_of_large = Some(place);
            }
            picture.extend_from_slice(&piece);
        }
        Ok(picture.freeze())
    }
}

impl From<BodyError> for ImageError {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::TooLong => Refusal::Length.into(),
            BodyError::Broken(error) => trouble(error),
        }
    }
}

/// Why there is no answer. Its address is in none of it.
fn trouble(error: reqwest::Error) -> ImageError {
    let trouble = match () {
        () if net::causes(&error).any(<dyn Error>::is::<NotPublic>) => Trouble::Private,
        () if net::is_of_certificate(&error) => Trouble::Certificate,
        () if error.is_timeout() => Trouble::Slow,
        () if error.is_connect() => Trouble::Unreachable,
        () => Trouble::Broken,
    };
    tracing::debug!(error = %error.without_url(), "a picture could not be fetched");
    trouble.into()
}

#[cfg(test)]
mod tests;
