//! As much HTTP as it takes to ask the application something.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result};

/// No answer of the application takes as long as this.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Sends one request to an address on this machine; `body` is JSON.
pub(crate) fn ask(
    method: &str,
    url: &str,
    key: Option<&str>,
    body: Option<&str>,
) -> Result<Answer> {
    let said = || format!("{method} {url}");
    let rest =
        url.strip_prefix("http://").with_context(|| format!("{} is not plain http", said()))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let body = body.unwrap_or_default();
    // 1.0 keeps the answer whole: no chunks, and its end is the connection's.
    let key = key.map(|key| format!("Authorization: Bearer {key}\r\n"));
    let request = format!(
        "{method} /{path} HTTP/1.0\r\nHost: {host}\r\n{}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        key.unwrap_or_default(),
        body.len()
    );
    let mut stream = TcpStream::connect(host).with_context(said)?;
    stream.set_read_timeout(Some(PATIENCE)).with_context(said)?;
    stream.write_all(request.as_bytes()).with_context(said)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).with_context(said)?;
    parsed(&String::from_utf8_lossy(&bytes))
        .with_context(|| format!("{} was answered with what is not HTTP", said()))
}

fn parsed(answer: &str) -> Option<Answer> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_its_status_and_its_body() {
        let answer = parsed("HTTP/1.0 404 Not Found\r\na: b\r\n\r\ngone\r\n\r\n").expect("parses");
        assert_eq!(answer.status, 404);
        assert_eq!(answer.body, "gone\r\n\r\n", "only the first empty line ends the head");
        assert!(parsed("SSH-2.0-OpenSSH").is_none(), "something else answered");
    }
}
