//! The port of this computer to which the browser brings Google's answer: RFC 8252, section 7.3.
//!
//! It takes one answer: the one that has our `state`. Whatever else comes, from a page that guesses
//! ports or a name that points here, gets a refusal and changes nothing.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::SecretString;
use subtle::ConstantTimeEq;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::timeout;
use url::Url;

/// Where the answer comes to. Twitch never comes here.
const PATH: &str = "/google/callback";
/// A browser's request is shorter.
const LONGEST: usize = 16 * 1024;
/// How long one may take to come and to be answered.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the page that says that it worked may take, when the port is closed already.
const LAST_PAGE: Duration = Duration::from_millis(500);
/// Browsers open connections in advance, and leave them open.
const MOST_CONNECTIONS: usize = 16;
/// An error's name, as far as it is kept.
const LONGEST_ERROR: usize = 200;

/// What the browser brought.
#[derive(Debug)]
pub(crate) enum Answer {
    Code(SecretString),
    /// The name of an error, as RFC 6749 has them.
    Error(String),
}

/// The open port. Dropped, it is closed.
#[derive(Debug)]
pub(crate) struct Loopback {
    listener: TcpListener,
    port: u16,
}

/// What every connection sees.
struct Wanted {
    host: String,
    state: String,
    /// Takes the one answer.
    taken: Mutex<Option<oneshot::Sender<Answer>>>,
}

impl Loopback {
    /// Opens a port that is free now, on 127.0.0.1 alone.
    pub(crate) async fn open() -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits for the answer with this state. The port is closed when it returns, and when it is
    /// dropped.
    pub(crate) async fn answer(self, state: &str) -> Answer {
        let Self { listener, port } = self;
        let (taken, mut answer) = oneshot::channel();
        let wanted = Arc::new(Wanted {
            host: format!("127.0.0.1:{port}"),
            state: state.to_owned(),
            taken: Mutex::new(Some(taken)),
        });
        let mut connections = JoinSet::new();
        let answer = loop {
            tokio::select! {
                Ok(answer) = &mut answer => break answer,
                Ok((stream, _)) = listener.accept(), if connections.len() < MOST_CONNECTIONS => {
                    let serving = serve(stream, Arc::clone(&wanted));
                    connections.spawn(async { timeout(PATIENCE, serving).await });
                }
                Some(_) = connections.join_next() => {}
            }
        };
        drop(listener);
        // The page that says so is on its way on one of them.
        drop(timeout(LAST_PAGE, served(&mut connections)).await);
        answer
    }
}

/// Until a connection has ended by itself.
async fn served(connections: &mut JoinSet<Result<(), tokio::time::error::Elapsed>>) {
    while let Some(ended) = connections.join_next().await {
        if matches!(ended, Ok(Ok(()))) {
            return;
        }
    }
}

async fn serve(mut stream: TcpStream, wanted: Arc<Wanted>) {
    let mut bytes = Vec::new();
    let page = loop {
        match judge(&bytes, &wanted) {
            Some(page) => break page,
            None if bytes.len() > LONGEST => break Page::refusal("431 Too Large"),
            None => {}
        }
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    };
    if stream.write_all(page.to_http().as_bytes()).await.is_ok() {
        // Else there is no one to see it.
        drop(stream.shutdown().await);
    }
}

/// What to answer. `None` until the request is whole.
fn judge(bytes: &[u8], wanted: &Wanted) -> Option<Page> {
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return None,
        Err(_) => return Some(Page::refusal("400 Bad Request")),
    }
    if request.method != Some("GET") {
        return Some(Page::refusal("405 Method Not Allowed"));
    }
    let mut hosts = request.headers.iter().filter(|h| h.name.eq_ignore_ascii_case("host"));
    let host = hosts.next().map(|header| header.value);
    if host != Some(wanted.host.as_bytes()) || hosts.next().is_some() {
        return Some(Page::refusal("403 Forbidden"));
    }
    let path = request.path.filter(|path| path.starts_with('/')).unwrap_or_default();
    let Ok(url) = Url::parse(&format!("http://{}{path}", wanted.host)) else {
        return Some(Page::refusal("400 Bad Request"));
    };
    if url.path() != PATH {
        return Some(Page::refusal("404 Not Found"));
    }
    let one = |name: &str| {
        let mut values = url.query_pairs().filter(|(known, _)| known == name);
        let value = values.next()?.1.into_owned();
        values.next().is_none().then_some(value)
    };
    let state = one("state").unwrap_or_default();
    if !bool::from(state.as_bytes().ct_eq(wanted.state.as_bytes())) {
        return Some(Page::refusal("400 Bad Request"));
    }
    let answer = match (one("code"), one("error")) {
        (Some(code), None) => Answer::Code(code.into()),
        (None, Some(error)) => Answer::Error(error.chars().take(LONGEST_ERROR).collect()),
        _ => return Some(Page::refusal("400 Bad Request")),
    };
    let page = match &answer {
        Answer::Code(_) => Page { status: "200 OK", text: "Google has answered." },
        Answer::Error(_) => Page { status: "200 OK", text: "Nothing was connected." },
    };
    let taken = wanted.taken.lock().unwrap_or_else(PoisonError::into_inner).take();
    match taken.map(|taken| taken.send(answer)) {
        Some(Ok(())) => Some(page),
        Some(Err(_)) | None => Some(Page::refusal("410 Gone")),
    }
}

struct Page {
    status: &'static str,
    text: &'static str,
}

/// Takes the code out of the browser's history. The policy below names it by its SHA-256.
const SCRIPT: &str = r#"history.replaceState(null,"","/")"#;

impl Page {
    fn refusal(status: &'static str) -> Self {
        Self { status, text: "This is not the answer that the application waits for." }
    }

    fn to_http(&self) -> String {
        let body = format!(
            "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>MultiChat Overlay\
             </title><script>{SCRIPT}</script><p>{} You can close this page and go back to \
             MultiChat Overlay.</p></html>",
            self.text
        );
        format!(
            "HTTP/1.1 {}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
             cache-control: no-store\r\nreferrer-policy: no-referrer\r\n\
             x-content-type-options: nosniff\r\ncontent-security-policy: default-src 'none'; \
             script-src 'sha256-4yQlCA6sut83myo/n+J0YG9sdFWm5qA32W2S+0f011U='; frame-ancestors 'none'\r\n\
             connection: close\r\n\r\n{body}",
            self.status,
            body.len()
        )
    }
}
