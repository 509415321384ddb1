//! What can be set.

use std::{path::PathBuf, time::Duration};

use tokio_util::{sync::CancellationToken, task::TaskTracker};
use url::Url;

/// Where pictures are kept, and how they are fetched.
#[derive(Debug)]
pub struct Options {
    /// A folder for pictures alone. It is made if it is not there.
    pub folder: PathBuf,
    /// What stands in for the hosts of pictures: `https://HOST/PATH` is fetched from
    /// `PROXY/HOST/PATH`. `https`, or plain `http` to a loopback address, which was checked before.
    pub proxy: Option<Url>,
    /// How the application makes its HTTP clients.
    pub http: reqwest::ClientBuilder,
    /// How much is too much.
    pub limits: Limits,
    /// Takes the tasks: what is being written when all ends is to be waited for.
    pub tasks: TaskTracker,
    /// Ends all requests when it is cancelled. The last [`crate::Images`] that goes ends them too.
    pub stop: CancellationToken,
}

/// How much is too much.
#[derive(Debug, Clone)]
pub struct Limits {
    /// A file may have so many bytes.
    pub body: usize,
    /// A request may take so long once it runs, and an asker waits so long.
    pub time: Duration,
    /// A connection may take so long to make.
    pub connect: Duration,
    /// A picture may be so many pixels wide, and so many high.
    pub side: u32,
    /// It may have so many frames.
    pub frames: u32,
    /// Its width times its height times its frames may be so much.
    pub pixels: u64,
    /// A host may send us elsewhere so often.
    pub redirects: usize,
    /// So many requests run at once to one host of the list.
    pub running_per_host: usize,
    /// So many more may wait for that host.
    pub waiting_per_host: usize,
    /// And each of them so long.
    pub turn: Duration,
    /// So many ids are known.
    pub known: u32,
    /// So many bytes of pictures are in memory.
    pub memory: u64,
    /// So many bytes of files are in the folder.
    pub disk: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body: 5 * 1024 * 1024,
            time: Duration::from_secs(10),
            connect: Duration::from_secs(4),
            side: 4096,
            frames: 1000,
            pixels: 100_000_000,
            redirects: 3,
            running_per_host: 6,
            waiting_per_host: 250,
            turn: Duration::from_secs(5),
            known: 50_000,
            memory: 16 * 1024 * 1024,
            disk: 256 * 1024 * 1024,
        }
    }
}
