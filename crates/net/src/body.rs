//! The body of an answer, up to a bound: no host decides how much memory it takes.

use bytes::Bytes;
use reqwest::Response;

/// Why there is no body, or no more of it.
#[derive(Debug)]
pub enum BodyError {
    /// It is longer than was to be read.
    TooLong,
    /// It did not arrive whole. The error names the address.
    Broken(reqwest::Error),
}

/// A body that is read as it comes.
#[derive(Debug)]
pub struct Body {
    response: Response,
    left: usize,
}

impl Body {
    /// That of an answer, of which `most` bytes are taken. One that says itself that it is longer is
    /// not begun; what it says is not believed otherwise.
    pub fn new(response: Response, most: usize) -> Result<Self, BodyError> {
        let told = response.content_length().unwrap_or_default();
        match usize::try_from(told) {
            Ok(told) if told <= most => Ok(Self { response, left: most }),
            _ => Err(BodyError::TooLong),
        }
    }

    /// The next piece. `None` at its end.
    pub async fn piece(&mut self) -> Result<Option<Bytes>, BodyError> {
        let piece = self.response.chunk().await.map_err(BodyError::Broken)?;
        if let Some(piece) = &piece {
            self.left = self.left.checked_sub(piece.len()).ok_or(BodyError::TooLong)?;
        }
        Ok(piece)
    }
}

/// The whole body, if it is no longer than `most` bytes.
pub async fn body(response: Response, most: usize) -> Result<Vec<u8>, BodyError> {
    let mut body = Body::new(response, most)?;
    let mut whole = Vec::new();
    while let Some(piece) = body.piece().await? {
        whole.extend_from_slice(&piece);
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;

    /// What comes of a server that says exactly this, if ten bytes are taken.
    async fn read(said: &'static str) -> Result<Vec<u8>, BodyError> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            // The question is one packet on the loopback; what it asks for does not matter.
            assert_ne!(stream.read(&mut [0; 1024]).await.unwrap(), 0);
            stream.write_all(b"HTTP/1.1 200 OK\r\n").await.unwrap();
            stream.write_all(said.as_bytes()).await.unwrap();
        });
        let client = crate::client().no_proxy().build().unwrap();
        let read = body(client.get(url).send().await.unwrap(), 10).await;
        serving.await.unwrap();
        read
    }

    #[tokio::test]
    async fn a_body_of_the_bound_is_whole() {
        let told = read("Content-Length: 10\r\n\r\n0123456789").await;
        assert_eq!(told.unwrap(), b"0123456789");
        let untold = read("Connection: close\r\n\r\n0123456789").await;
        assert_eq!(untold.unwrap(), b"0123456789");
    }

    #[tokio::test]
    async fn a_longer_one_is_refused_whether_it_says_so_or_not() {
        let told = read("Content-Length: 11\r\n\r\n0123456789A").await;
        assert!(matches!(told, Err(BodyError::TooLong)), "{told:?}");
        let untold = read("Connection: close\r\n\r\n0123456789A").await;
        assert!(matches!(untold, Err(BodyError::TooLong)), "{untold:?}");
    }

    #[tokio::test]
    async fn one_that_is_cut_off_is_broken() {
        let cut = read("Content-Length: 10\r\n\r\n012").await;
        assert!(matches!(cut, Err(BodyError::Broken(_))), "{cut:?}");
    }
}
