//! Puts the parts together: who asks for a picture gets it from memory, from the disk or from its
//! host, and whoever asks for the same meanwhile gets the same.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use chat::{ImageId, Message, RemoteImage};
use tokio::{
    sync::{Semaphore, watch},
    task,
    time::{Instant, timeout},
};
use tokio_util::{
    sync::{CancellationToken, DropGuard},
    task::TaskTracker,
};
use url::Url;

use crate::{
    Limits, Options,
    disk::Disk,
    error::{ImageError, ImagesError, Refusal, Trouble},
    failures::Failures,
    fetch::{Fetcher, Place},
    hosts,
    lru::Lru,
    picture::Picture,
    resolve, sizes,
};

/// No honest address of a picture is longer. Longer ones are not known, so that memory is bounded.
const LONGEST_ADDRESS: usize = 2048;
/// What a picture in memory weighs beside its bytes.
const OVERHEAD: u64 = 200;
/// So many pictures may wait to be written. With a slower disk than that some are not kept.
const WRITES: usize = 32;

/// The pictures of all messages. Clones share them.
#[derive(Debug, Clone)]
pub struct Images {
    inner: Arc<Inner>,
    /// The requests don't hold it: they end with the last of those who ask.
    _ends_requests: Arc<DropGuard>,
}

/// How it goes, since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Pictures that came from their hosts.
    pub fetched: u64,
    /// Pictures that are not passed on. The same one is counted again when it is tried again.
    pub refused: u64,
    /// Requests that brought no picture.
    pub failed: u64,
    /// Pictures in the folder.
    pub kept: usize,
    /// Bytes of them.
    pub bytes_on_disk: u64,
    /// The folder could not be written at the last try.
    pub is_unwritable: bool,
}

#[derive(Debug)]
struct Inner {
    known: Mutex<Lru<ImageId, Arc<str>>>,
    /// By the id of the address in its size, as all that follow.
    memory: Mutex<Lru<ImageId, Picture>>,
    failures: Mutex<Failures>,
    under_way: Mutex<HashMap<ImageId, watch::Receiver<Progress>>>,
    disk: Arc<Disk>,
    fetcher: Fetcher,
    writes: Arc<Semaphore>,
    fetched: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
    limits: Limits,
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// How far a picture is that was asked for.
#[derive(Debug, Clone)]
enum Progress {
    /// Read from the disk, which takes no time worth a second question.
    Read,
    /// Fetched from its host.
    Fetched,
    Done(Result<Picture, ImageError>),
}

/// Where a picture that is asked for is found.
enum Found {
    There(Picture),
    Failed(ImageError),
    UnderWay(watch::Receiver<Progress>),
}

impl Images {
    /// Looks through the folder, which blocks. A folder that can't be used is no failure: pictures
    /// are then not kept.
    ///
    /// Fails where no HTTP client can be made. The process needs a TLS provider before.
    pub fn open(options: Options) -> Result<Self, ImagesError> {
        let Options { folder, proxy, http, limits, tasks, stop } = options;
        let stop = stop.child_token();
        let inner = Inner {
            known: Mutex::new(Lru::new(limits.known.into())),
            memory: Mutex::new(Lru::new(limits.memory)),
            failures: Mutex::new(Failures::new()),
            under_way: Mutex::default(),
            fetcher: Fetcher::new(http, proxy, limits.clone(), resolve::system())?,
            disk: Arc::new(Disk::open(folder, limits.disk, limits.body)),
            writes: Arc::new(Semaphore::new(WRITES)),
            fetched: AtomicU64::default(),
            refused: AtomicU64::default(),
            failed: AtomicU64::default(),
            limits,
            tasks,
            stop: stop.clone(),
        };
        Ok(Self { inner: Arc::new(inner), _ends_requests: Arc::new(stop.drop_guard()) })
    }

    /// A message has this picture: from now on it can be asked for. Does nothing but remember it.
    pub fn know(&self, image: &RemoteImage) {
        if image.url().len() > LONGEST_ADDRESS {
            return;
        }
        let mut known = lock(&self.inner.known);
        if known.get(&image.id()).is_none() {
            known.insert(image.id(), Arc::clone(image.url()), 1);
        }
    }

    /// What messages named before it was known where it is (`named`) is this `image`.
    pub fn stand_for(&self, named: &RemoteImage, image: &RemoteImage) {
        if image.url().len() <= LONGEST_ADDRESS {
            lock(&self.inner.known).insert(named.id(), Arc::clone(image.url()), 1);
        }
    }

    /// The same for every picture of a message.
    pub fn know_all_of(&self, message: &Message) {
        message.images().for_each(|image| self.know(image));
    }

    /// The picture, in the size that fits `height` device pixels best.
    ///
    /// With `wait`, waits for its host if need be, no longer than [`Limits::time`]. Without, `None`
    /// says that there is nothing to show now: it is being fetched, or failed lately, or is refused.
    /// A request goes on when nobody waits for it any more.
    pub async fn get(
        &self,
        id: ImageId,
        height: Option<u16>,
        wait: bool,
    ) -> Result<Option<Picture>, ImageError> {
        let url = lock(&self.inner.known).get(&id).cloned().ok_or(ImageError::Unknown)?;
        match self.inner.get(&url, height, wait).await {
            Ok(picture) => Ok(picture),
            Err(_) if !wait => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How it goes.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let disk = self.inner.disk.state();
        Stats {
            fetched: self.inner.fetched.load(Ordering::Relaxed),
            refused: self.inner.refused.load(Ordering::Relaxed),
            failed: self.inner.failed.load(Ordering::Relaxed),
            kept: disk.pictures,
            bytes_on_disk: disk.bytes,
            is_unwritable: disk.is_unwritable,
        }
    }
}

impl Inner {
    async fn get(
        self: &Arc<Self>,
        url: &str,
        height: Option<u16>,
        wait: bool,
    ) -> Result<Option<Picture>, ImageError> {
        let place = place(url, height.unwrap_or(sizes::DEFAULT_HEIGHT))?;
        let mut progress = match self.find(place) {
            Found::There(picture) => return Ok(Some(picture)),
            Found::Failed(error) => return Err(error),
            Found::UnderWay(progress) => progress,
        };
        let is_enough = |progress: &Progress| match progress {
            Progress::Read => false,
            Progress::Fetched => !wait,
            Progress::Done(_) => true,
        };
        let progress = timeout(self.limits.time, progress.wait_for(is_enough)).await;
        // Whoever was to bring it is gone when the runtime ends.
        let progress = progress.map_err(|_| Trouble::Slow)?.map_err(|_| Trouble::Stopped)?;
        match &*progress {
            Progress::Done(result) => result.clone().map(Some),
            Progress::Read | Progress::Fetched => Ok(None),
        }
    }

    /// Finds a picture, or begins to bring it.
    fn find(self: &Arc<Self>, place: Place) -> Found {
        let key = ImageId::of(place.sized.as_str());
        // Held to the end: of two who ask at once, one begins.
        let mut under_way = lock(&self.under_way);
        if let Some(progress) = under_way.get(&key) {
            return Found::UnderWay(progress.clone());
        }
        if let Some(picture) = lock(&self.memory).get(&key).cloned() {
            if let (_, true) = self.disk.has(key) {
                self.touch(key);
            }
            return Found::There(picture);
        }
        if let Some(error) = lock(&self.failures).lately(key, Instant::now()) {
            return Found::Failed(error);
        }
        let (is_kept, is_due) = self.disk.has(key);
        let first = if is_kept { Progress::Read } else { Progress::Fetched };
        let (says, progress) = watch::channel(first);
        under_way.insert(key, progress.clone());
        let inner = Arc::clone(self);
        self.tasks.spawn(async move { inner.bring(key, place, is_due, &says).await });
        Found::UnderWay(progress)
    }

    /// Brings a picture, and tells all who wait for it.
    async fn bring(
        self: Arc<Self>,
        key: ImageId,
        place: Place,
        is_due: bool,
        says: &watch::Sender<Progress>,
    ) {
        // Also when the task is dropped half way.
        let arrival = Arrival { inner: &self, key };
        if matches!(*says.borrow(), Progress::Read) {
            if let Some(picture) = self.read(key).await {
                self.remember(key, &picture);
                drop(arrival);
                says.send_replace(Progress::Done(Ok(picture)));
                if is_due {
                    self.touch(key);
                }
                return;
            }
            says.send_replace(Progress::Fetched);
        }
        let result = tokio::select! {
            () = self.stop.cancelled() => Err(Trouble::Stopped.into()),
            result = self.fetcher.fetch(&place) => result,
        };
        match &result {
            Ok(picture) => {
                self.fetched.fetch_add(1, Ordering::Relaxed);
                self.remember(key, picture);
                lock(&self.failures).forget(key);
            }
            Err(error) => {
                let count = match error {
                    ImageError::Refused(_) => &self.refused,
                    ImageError::Unknown | ImageError::Unavailable(_) => &self.failed,
                };
                count.fetch_add(1, Ordering::Relaxed);
                tracing::debug!(%key, %error, host = place.sized.host_str(), "no picture");
                lock(&self.failures).note(key, error.clone(), Instant::now());
            }
        }
        // First it is found where the next who asks looks, then it is under way no more.
        drop(arrival);
        says.send_replace(Progress::Done(result.clone()));
        if let Ok(picture) = result {
            self.keep(key, picture).await;
        }
    }

    async fn read(&self, key: ImageId) -> Option<Picture> {
        let disk = Arc::clone(&self.disk);
        task::spawn_blocking(move || disk.read(key)).await.ok().flatten()
    }

    async fn keep(&self, key: ImageId, picture: Picture) {
        let Ok(place) = Arc::clone(&self.writes).try_acquire_owned() else {
            return;
        };
        let (disk, now) = (Arc::clone(&self.disk), Instant::now());
        let write = self.tasks.spawn_blocking(move || {
            disk.write(key, &picture, now);
            drop(place);
        });
        // It goes on without us, and says itself when it fails.
        drop(write.await);
    }

    fn touch(&self, key: ImageId) {
        let disk = Arc::clone(&self.disk);
        // Once an hour and picture, and of no consequence if it is lost.
        drop(self.tasks.spawn_blocking(move || disk.touch(key)));
    }

    fn remember(&self, key: ImageId, picture: &Picture) {
        let weight = u64::try_from(picture.bytes.len()).unwrap_or(u64::MAX);
        lock(&self.memory).insert(key, picture.clone(), weight.saturating_add(OVERHEAD));
    }
}

/// A picture that is under way until this goes.
struct Arrival<'a> {
    inner: &'a Inner,
    key: ImageId,
}

impl Drop for Arrival<'_> {
    fn drop(&mut self) {
        lock(&self.inner.under_way).remove(&self.key);
    }
}

/// Where the picture is that a message has at `url`, as far as it may be fetched at all.
fn place(url: &str, height: u16) -> Result<Place, Refusal> {
    // The emote services leave the scheme out.
    let absolute = url.strip_prefix("//").map(|rest| format!("https://{rest}"));
    let mut own = Url::parse(absolute.as_deref().unwrap_or(url)).map_err(|_| Refusal::Address)?;
    own.set_fragment(None);
    hosts::judge(&own)?;
    let sized = sizes::sized(&own, height);
    let own = (own != sized).then_some(own);
    Ok(Place { sized, own })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is in them is whole after each call, and costs a picture at most.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
