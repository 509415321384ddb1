//! A server that stands in for all hosts of pictures, and answers as a test wants.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chat::{ImageId, RemoteImage};
use images::{ImageError, Images, Limits, Options, Picture};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use url::Url;

/// What is written in answer to a request.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// These bytes, and the end of the connection.
    Raw(Vec<u8>),
    /// The same once [`Host::let_go`] was called.
    Held(Vec<u8>),
    /// A head, and then zeros without end.
    Endless(Vec<u8>),
    /// Nothing, ever.
    Silence,
}

/// 200, with its length.
pub(crate) fn ok(body: &[u8]) -> Answer {
    Answer::Raw(ok_bytes(body))
}

/// The same when it is let go.
pub(crate) fn held(body: &[u8]) -> Answer {
    Answer::Held(ok_bytes(body))
}

fn ok_bytes(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Another status, without content.
pub(crate) fn status(status: u16) -> Answer {
    Answer::Raw(format!("HTTP/1.1 {status} x\r\ncontent-length: 0\r\n\r\n").into_bytes())
}

/// Go there.
pub(crate) fn redirect(to: &str) -> Answer {
    let head = format!("HTTP/1.1 302 x\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n");
    Answer::Raw(head.into_bytes())
}

/// A head of one's own.
pub(crate) fn raw(text: &str, body: &[u8]) -> Answer {
    Answer::Raw([text.as_bytes(), body].concat())
}

type Script = Arc<dyn Fn(&str) -> Answer + Send + Sync>;

/// The server.
pub(crate) struct Host {
    pub(crate) url: Url,
    pub(crate) seen: Arc<Seen>,
    go: watch::Sender<bool>,
    requests: watch::Receiver<usize>,
}

/// What was asked.
#[derive(Default)]
pub(crate) struct Seen(Mutex<Vec<String>>);

impl Seen {
    /// The paths that were asked for, in order.
    pub(crate) fn paths(&self) -> Vec<String> {
        let heads = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        heads.iter().filter_map(|head| head.split(' ').nth(1).map(str::to_owned)).collect()
    }

    /// The heads of the requests.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Host {
    /// Answers each request as `script` says, by its path.
    pub(crate) async fn start(script: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let script: Script = Arc::new(script);
        let (go, went) = watch::channel(false);
        let (count, requests) = watch::channel(0);
        let (count, seen) = (Arc::new(count), Arc::new(Seen::default()));
        let (script, written) = (Arc::clone(&script), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (script, seen) = (Arc::clone(&script), Arc::clone(&written));
                let (went, count) = (went.clone(), Arc::clone(&count));
                tokio::spawn(async move { serve(stream, script, seen, went, count).await });
            }
        });
        let url = format!("http://{address}").parse().expect("an address");
        Self { url, seen, go, requests }
    }

    /// Sends the answers that are held, and holds none from now on.
    pub(crate) fn let_go(&self) {
        self.go.send_replace(true);
    }

    /// Waits until so many requests have come in all.
    pub(crate) async fn asked(&self, times: usize) {
        self.requests.clone().wait_for(|count| *count >= times).await.expect("it runs");
    }

    /// So many have come.
    pub(crate) fn times(&self) -> usize {
        *self.requests.borrow()
    }
}

async fn serve(
    mut stream: TcpStream,
    script: Script,
    seen: Arc<Seen>,
    mut went: watch::Receiver<bool>,
    count: Arc<watch::Sender<usize>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    seen.0.lock().unwrap_or_else(PoisonError::into_inner).push(head);
    count.send_modify(|count| *count += 1);
    let bytes = match script(&path) {
        Answer::Raw(bytes) => bytes,
        Answer::Held(bytes) => {
            if went.wait_for(|went| *went).await.is_err() {
                return;
            }
            bytes
        }
        Answer::Endless(head) => {
            let mut sent = stream.write_all(&head).await;
            while sent.is_ok() {
                sent = stream.write_all(&[0; 8192]).await;
            }
            return;
        }
        Answer::Silence => {
            // Until the other end has enough.
            drop(stream.read(&mut [0]).await);
            return;
        }
    };
    // The other end may have closed: it takes no more than it wants.
    drop(stream.write_all(&bytes).await);
    drop(stream.shutdown().await);
}

/// Waits until a condition holds, which it does soon.
pub(crate) async fn until(mut holds: impl FnMut() -> bool) {
    let wait = async {
        while !holds() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), wait).await.expect("it never was so");
}

/// Pictures from `host`, kept in `folder`.
pub(crate) fn images(host: &Url, folder: &Path) -> Images {
    images_with(host, folder, Limits::default())
}

/// The same with other limits.
pub(crate) fn images_with(host: &Url, folder: &Path, limits: Limits) -> Images {
    images_until(host, folder, limits, &TaskTracker::new(), &CancellationToken::new())
}

/// The same with an end, and with tasks that can be waited for.
pub(crate) fn images_until(
    host: &Url,
    folder: &Path,
    limits: Limits,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> Images {
    Images::open(Options {
        folder: folder.join("images"),
        proxy: Some(host.clone()),
        http: net::client().no_proxy(),
        limits,
        tasks: tasks.clone(),
        stop: stop.clone(),
    })
    .expect("pictures")
}

/// Makes a picture known, and waits for it.
pub(crate) async fn get(images: &Images, url: &str) -> Result<Picture, ImageError> {
    let picture = images.get(know(images, url), None, true).await;
    picture.map(|picture| picture.expect("whoever waits gets a picture or an error"))
}

/// Makes a picture known.
pub(crate) fn know(images: &Images, url: &str) -> ImageId {
    let image = RemoteImage::new(url);
    images.know(&image);
    image.id()
}

/// A GIF of one pixel and with a remark, so that no two are the same.
pub(crate) fn gif(remark: &str) -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    for part in remark.as_bytes().chunks(255) {
        bytes.extend([b'!', 0xfe, u8::try_from(part.len()).expect("255 at most")]);
        bytes.extend(part);
        bytes.push(0);
    }
    bytes.extend(b",\0\0\0\0\x01\0\x01\0\0\x02\x02\x4c\x01\0;");
    bytes
}
