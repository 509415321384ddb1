//! What is handed out.

use bytes::Bytes;

/// How a picture is written. These are what every browser since Chromium 103 shows, and nothing
/// in them can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// PNG, which may move.
    Png,
    /// GIF.
    Gif,
    /// WebP, which may move.
    WebP,
    /// JPEG.
    Jpeg,
}

impl Kind {
    /// The content type to serve it with.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// A picture that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What its bytes say that it is.
    pub kind: Kind,
    /// The file, as its host gave it.
    pub bytes: Bytes,
}
