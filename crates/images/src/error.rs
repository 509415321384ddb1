//! What can go wrong.

use url::Url;

/// Why pictures can't be fetched at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImagesError {
    /// The system gave no HTTP client.
    #[error("no HTTP client for pictures could be made: {0}")]
    Client(#[from] reqwest::Error),
    /// What was set as the place of the image hosts is none.
    #[error("{0} can't stand in for the hosts of pictures: pictures can't be below it")]
    Proxy(Url),
}

/// Why there is no picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// No message had a picture with this id, or it is too long ago.
    #[error("no message had this picture")]
    Unknown,
    /// It is not passed on, and will not be soon.
    #[error("the picture is not passed on: {0}")]
    Refused(#[from] Refusal),
    /// It may be there later.
    #[error("the picture could not be fetched: {0}")]
    Unavailable(#[from] Trouble),
}

/// What is wrong with a picture or with where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Not an address, or with a port, a name or a password in it, or not `https`.
    #[error("its address is not a plain https address")]
    Address,
    /// Pictures are not taken from there.
    #[error("its host is not on the list")]
    Host,
    /// Its host sends us from one address to the next.
    #[error("its host redirects too often")]
    Redirects,
    /// The file is too large.
    #[error("its file is too large")]
    Length,
    /// By its bytes it is none of the kinds that are passed on.
    #[error("it is neither PNG nor GIF, WebP or JPEG")]
    Kind,
    /// It is cut off, or not as such a file is.
    #[error("its file is damaged or cut off")]
    Damaged,
    /// One of its sides is too long.
    #[error("it is too wide or too high")]
    Side,
    /// It moves too long.
    #[error("it has too many frames")]
    Frames,
    /// It would take too much memory to show.
    #[error("it has too many pixels in all its frames")]
    Pixels,
}

/// Why its host does not give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Trouble {
    /// No connection.
    #[error("its host could not be reached")]
    Unreachable,
    /// The host's name leads into a private network. A network that wants a log-in first does so
    /// too, so it is not for ever.
    #[error("its host's name leads into a private network")]
    Private,
    /// Somebody else answered.
    #[error("the certificate of its host is not valid")]
    Certificate,
    /// It took too long.
    #[error("its host took too long")]
    Slow,
    /// The connection broke off.
    #[error("the connection to its host broke off")]
    Broken,
    /// It said something else than 200.
    #[error("its host answered with status {0}")]
    Status(u16),
    /// Too many pictures of this host are waited for.
    #[error("too many pictures of its host are waited for")]
    Busy,
    /// The application ends.
    #[error("the application ends")]
    Stopped,
}
