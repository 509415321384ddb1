//! What a person pastes to name a channel or a stream.

use std::{fmt, str::FromStr};

use url::Url;

/// A channel, or one video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// `@handle`, without the `@`.
    Handle(String),
    /// A channel's id: `UC` and 22 letters.
    Channel(String),
    /// A channel's old custom name: `youtube.com/c/name`.
    Custom(String),
    /// A channel's oldest name: `youtube.com/user/name`.
    User(String),
    /// One video: 11 letters.
    Video(String),
}

/// The text names nothing on YouTube. [`hint`](Self::hint) says what to paste instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not a YouTube channel or stream")]
pub struct TargetError;

impl TargetError {
    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        "Paste the channel's @handle, or the address of its page or of its live stream."
    }
}

impl Target {
    /// Reads what a person would paste: a handle, an id, or the address of a page of either.
    ///
    /// A word alone is a handle. A word of 11 letters could be a video's id as well: it is one if it
    /// mixes small and capital letters and has a digit, `-` or `_`, as nine in ten ids and hardly
    /// any handles do. Who means the other writes `@` or pastes the address.
    pub fn parse(text: &str) -> Result<Self, TargetError> {
        let text = text.trim();
        if let Some(handle) = text.strip_prefix('@') {
            return handle_of(handle.trim_end_matches('/')).ok_or(TargetError);
        }
        if let Some(id) = text.strip_prefix("watch?v=") {
            return is_video_id(id).then(|| Self::Video(id.to_owned())).ok_or(TargetError);
        }
        if text.contains(['/', '?', ':']) {
            return from_address(text).ok_or(TargetError);
        }
        if is_channel_id(text) {
            Ok(Self::Channel(text.to_owned()))
        } else if is_clearly_video_id(text) {
            Ok(Self::Video(text.to_owned()))
        } else {
            handle_of(text).ok_or(TargetError)
        }
    }

    /// The path of the page that shows the live stream, below YouTube's address.
    pub(crate) fn live_path(&self) -> String {
        match self {
            Self::Handle(name) => format!("@{}/live", escaped(name)),
            Self::Channel(id) => format!("channel/{id}/live"),
            Self::Custom(name) => format!("c/{}/live", escaped(name)),
            Self::User(name) => format!("user/{}/live", escaped(name)),
            Self::Video(id) => format!("watch?v={id}"),
        }
    }

    /// The path of the page that lists a channel's streams.
    pub(crate) fn streams_path(&self) -> Option<String> {
        let live = self.live_path();
        live.strip_suffix("/live").map(|channel| format!("{channel}/streams"))
    }
}

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        Self::parse(text)
    }
}

/// The form that is shown and stored. It reads back as the same target.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handle(handle) => write!(f, "@{handle}"),
            Self::Channel(id) => f.write_str(id),
            Self::Custom(name) => write!(f, "/c/{name}"),
            Self::User(name) => write!(f, "/user/{name}"),
            Self::Video(id) if is_clearly_video_id(id) => f.write_str(id),
            Self::Video(id) => write!(f, "watch?v={id}"),
        }
    }
}

/// Pages of YouTube that are no channel's, of the many that there are those one could paste.
const NOT_NAMES: [&str; 11] = [
    "account", "clip", "feed", "gaming", "hashtag", "playlist", "post", "premium", "redirect",
    "results", "watch",
];

fn from_address(text: &str) -> Option<Target> {
    let url = if text.starts_with('/') {
        Url::parse("https://www.youtube.com").and_then(|base| base.join(text)).ok()?
    } else if text.contains("://") {
        Url::parse(text).ok()?
    } else {
        Url::parse(&format!("https://{text}")).ok()?
    };
    let host = url.host_str()?;
    let segments: Vec<String> = url.path_segments()?.map(unescaped).collect();
    let mut segments = segments.iter().map(String::as_str);
    let first = segments.next().unwrap_or_default();
    let second = segments.next().unwrap_or_default();
    if host == "youtu.be" {
        return video_of(first);
    }
    let is_youtube = ["youtube.com", "youtube-nocookie.com"]
        .iter()
        .any(|site| host == *site || host.strip_suffix(site).is_some_and(|sub| sub.ends_with('.')));
    if !is_youtube {
        return None;
    }
    if let Some((_, id)) = url.query_pairs().find(|(key, _)| key == "v") {
        return video_of(&id);
    }
    match (first, second) {
        ("embed", "live_stream") => {
            let (_, id) = url.query_pairs().find(|(key, _)| key == "channel")?;
            is_channel_id(&id).then(|| Target::Channel(id.into_owned()))
        }
        ("live" | "shorts" | "embed" | "v" | "video", id) => video_of(id),
        ("channel", id) => is_channel_id(id).then(|| Target::Channel(id.to_owned())),
        ("c", name) => is_name(name).then(|| Target::Custom(name.to_owned())),
        ("user", name) => is_name(name).then(|| Target::User(name.to_owned())),
        (name, _) if NOT_NAMES.contains(&name) => None,
        (name, _) => match name.strip_prefix('@') {
            Some(handle) => handle_of(handle),
            None => is_name(name).then(|| Target::Custom(name.to_owned())),
        },
    }
}

fn video_of(id: &str) -> Option<Target> {
    is_video_id(id).then(|| Target::Video(id.to_owned()))
}

fn handle_of(handle: &str) -> Option<Target> {
    is_name(handle).then(|| Target::Handle(handle.to_owned()))
}

/// Handles and old names: letters of any script, digits, and four marks.
fn is_name(name: &str) -> bool {
    let valid = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '·');
    (1..=100).contains(&name.chars().count())
        && name.chars().any(char::is_alphanumeric)
        && name.chars().all(valid)
}

fn is_id_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn is_channel_id(text: &str) -> bool {
    text.len() == 24 && text.starts_with("UC") && text.bytes().all(is_id_letter)
}

pub(crate) fn is_video_id(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(is_id_letter)
}

fn is_clearly_video_id(text: &str) -> bool {
    is_video_id(text)
        && text.bytes().any(|b| b.is_ascii_lowercase())
        && text.bytes().any(|b| b.is_ascii_uppercase())
        && text.bytes().any(|b| !b.is_ascii_alphabetic())
}

fn escaped(name: &str) -> String {
    url::form_urlencoded::byte_serialize(name.as_bytes()).collect()
}

/// A path's segment with its `%xx` undone.
fn unescaped(segment: &str) -> String {
    let plus_kept = segment.replace('+', "%2B");
    let pair = format!("s={plus_kept}");
    let decoded = url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, v)| v.into_owned());
    decoded.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CHANNEL: &str = "UCAoy6rzhSf4ydcYjJw3WoVg";

    #[test]
    fn everything_that_a_person_would_paste_is_understood() {
        let handle = |name: &str| Target::Handle(name.to_owned());
        let video = || Target::Video("c2lb7tb1SEA".to_owned());
        let channel = || Target::Channel(CHANNEL.to_owned());
        for (text, target) in [
            ("@airaniiofifteen", handle("airaniiofifteen")),
            ("  @Aira.ni-x_1 ", handle("Aira.ni-x_1")),
            ("airaniiofifteen", handle("airaniiofifteen")),
            ("MrBeastLive", handle("MrBeastLive")),
            ("gamer_12345", handle("gamer_12345")),
            ("@c2lb7tb1SEA", handle("c2lb7tb1SEA")),
            ("@名前です", handle("名前です")),
            ("https://www.youtube.com/@airani", handle("airani")),
            ("youtube.com/@airani/live", handle("airani")),
            ("https://m.youtube.com/@airani/streams?si=x", handle("airani")),
            ("www.youtube.com/@%E5%90%8D%E5%89%8D%E3%81%A7/live", handle("名前で")),
            (CHANNEL, channel()),
            ("https://www.youtube.com/channel/UCAoy6rzhSf4ydcYjJw3WoVg/live", channel()),
            ("youtube.com/embed/live_stream?channel=UCAoy6rzhSf4ydcYjJw3WoVg", channel()),
            ("https://www.youtube.com/c/AiraniIofifteen", Target::Custom("AiraniIofifteen".into())),
            ("youtube.com/AiraniIofifteen", Target::Custom("AiraniIofifteen".into())),
            ("https://youtube.com/user/pewdiepie/videos", Target::User("pewdiepie".into())),
            ("c2lb7tb1SEA", video()),
            ("https://www.youtube.com/watch?v=c2lb7tb1SEA&t=10s", video()),
            ("youtube.com/watch?app=desktop&v=c2lb7tb1SEA", video()),
            ("https://youtu.be/c2lb7tb1SEA?si=abc", video()),
            ("https://www.youtube.com/live/c2lb7tb1SEA?feature=share", video()),
            ("https://youtube.com/shorts/c2lb7tb1SEA", video()),
            ("https://www.youtube-nocookie.com/embed/c2lb7tb1SEA", video()),
            ("https://www.youtube.com/live_chat?is_popout=1&v=c2lb7tb1SEA", video()),
            ("https://studio.youtube.com/video/c2lb7tb1SEA/livestreaming", video()),
            ("https://music.youtube.com/watch?v=c2lb7tb1SEA", video()),
            ("http://youtube.com/watch?v=abcdefghijk", Target::Video("abcdefghijk".into())),
        ] {
            assert_eq!(Target::parse(text), Ok(target), "{text:?}");
        }
    }

    #[test]
    fn what_names_nothing_says_what_to_paste() {
        for text in [
            "",
            "@",
            "two words",
            "https://twitch.tv/forsen",
            "https://notyoutube.com/@x",
            "https://youtube.com.evil.example/@x",
            "https://www.youtube.com/",
            "https://www.youtube.com/feed/subscriptions",
            "https://www.youtube.com/clip/UgkxAira",
            "https://www.youtube.com/account",
            "https://www.youtube.com/premium",
            "https://www.youtube.com/watch?v=short",
            "https://youtu.be/live_stream_",
            "javascript:alert(1)",
            "@../../etc",
        ] {
            assert_eq!(Target::parse(text), Err(TargetError), "{text:?} must be refused");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,40}") {
            drop(Target::parse(&text));
        }

        #[test]
        fn what_is_shown_reads_back(text in "(https://youtube\\.com/(@|c/|user/|shorts/)?)?[A-Za-z0-9_.-]{1,24}") {
            if let Ok(target) = Target::parse(&text) {
                prop_assert_eq!(Target::parse(&target.to_string()), Ok(target), "as stored");
            }
        }
    }
}
