//! Which channel a person means.

use std::fmt;

use thiserror::Error;
use url::Url;

/// The longest login that Twitch gives out.
const LONGEST_LOGIN: usize = 25;

/// Pages of twitch.tv that are at the place of a channel's name and are none.
const NO_CHANNELS: [&str; 16] = [
    "bits",
    "collections",
    "directory",
    "downloads",
    "drops",
    "friends",
    "inventory",
    "jobs",
    "login",
    "p",
    "search",
    "settings",
    "signup",
    "store",
    "subscriptions",
    "team",
];

/// A channel's name in addresses: 1 to 25 of `a-z`, `0-9` and `_`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(String);

impl Login {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text names no Twitch channel. [`hint`](Self::hint) says what to paste instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChannelError {
    /// Nothing was given.
    #[error("no channel is named")]
    Empty,
    /// The address of a video or a clip.
    #[error("this is the address of a recording")]
    Recording,
    /// A page of Twitch that belongs to no channel.
    #[error("this page of Twitch is not a channel")]
    NotAChannel,
    /// Another site.
    #[error("{0} is not Twitch")]
    NotTwitch(String),
    /// Text that no channel can be called.
    #[error("a channel's name has up to 25 letters a-z, digits and underscores")]
    NotAName,
}

impl ChannelError {
    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        "Paste the channel's name or its address, like twitch.tv/name."
    }
}

/// The channel that a text names: `name`, `@name`, `#name`, or any address of the channel's pages.
pub fn parse(text: &str) -> Result<Login, ChannelError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ChannelError::Empty);
    }
    if !text.contains(['/', '.']) {
        return login(text.strip_prefix(['@', '#']).unwrap_or(text));
    }
    let address = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&address).map_err(|_| ChannelError::NotAName)?;
    from_url(&url)
}

fn from_url(url: &Url) -> Result<Login, ChannelError> {
    let host = url.host_str().unwrap_or_default();
    let site = match host.strip_suffix("twitch.tv") {
        Some(site) if site.is_empty() || site.ends_with('.') => site,
        _ => return Err(ChannelError::NotTwitch(host.to_owned())),
    };
    if matches!(site, "player." | "embed.") {
        return from_player(url);
    }
    let mut path = url
        .path_segments()
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .skip_while(|part| matches!(*part, "popout" | "embed" | "moderator" | "u" | "subs"));
    match path.next() {
        None => Err(ChannelError::NotAChannel),
        Some("videos" | "clip") => Err(ChannelError::Recording),
        Some(_) if site == "clips." => Err(ChannelError::Recording),
        Some(page) if NO_CHANNELS.contains(&page) => Err(ChannelError::NotAChannel),
        Some(name) => login(name),
    }
}

fn from_player(url: &Url) -> Result<Login, ChannelError> {
    let value = |name| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value);
    match value("channel") {
        Some(name) => login(&name),
        None if value("video").is_some() => Err(ChannelError::Recording),
        None => Err(ChannelError::NotAChannel),
    }
}

fn login(name: &str) -> Result<Login, ChannelError> {
    let valid = (1..=LONGEST_LOGIN).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if valid { Ok(Login(name.to_ascii_lowercase())) } else { Err(ChannelError::NotAName) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whatever_names_a_channel_is_read() {
        for text in [
            "Some_Name1",
            "  some_name1\n",
            "@Some_Name1",
            "#some_name1",
            "twitch.tv/Some_Name1",
            "www.twitch.tv/some_name1/",
            "https://www.twitch.tv/some_name1",
            "https://www.twitch.tv/some_name1/videos?filter=all",
            "https://www.twitch.tv/some_name1?referrer=raid#top",
            "http://m.twitch.tv/some_name1",
            "https://www.twitch.tv/popout/some_name1/chat?popout=",
            "https://www.twitch.tv/popout/moderator/some_name1/chat",
            "https://www.twitch.tv/embed/some_name1/chat?parent=localhost",
            "https://www.twitch.tv/moderator/some_name1",
            "https://dashboard.twitch.tv/u/some_name1/stream-manager",
            "https://dashboard.twitch.tv/popout/u/some_name1/stream-manager/chat",
            "https://player.twitch.tv/?parent=localhost&channel=Some_Name1",
        ] {
            let login = parse(text);
            assert_eq!(login.as_ref().map(Login::as_str), Ok("some_name1"), "{text:?}");
        }
    }

    #[test]
    fn what_names_no_channel_says_why() {
        use ChannelError::{Empty, NotAChannel, NotAName, NotTwitch, Recording};
        for (text, error) in [
            ("  ", Empty),
            ("@", NotAName),
            ("two words", NotAName),
            ("a_name_with_more_than_25_s", NotAName),
            ("имя", NotAName),
            ("https://www.twitch.tv/%D0%B8%D0%BC%D1%8F", NotAName),
            ("https://www.twitch.tv/videos/123456789", Recording),
            ("https://clips.twitch.tv/AbcDef-1", Recording),
            ("https://player.twitch.tv/?video=v123&parent=x", Recording),
            ("https://www.twitch.tv", NotAChannel),
            ("https://www.twitch.tv/directory/category/art", NotAChannel),
            ("https://player.twitch.tv/", NotAChannel),
            ("https://youtube.com/@name", NotTwitch("youtube.com".into())),
            ("https://nottwitch.tv/name", NotTwitch("nottwitch.tv".into())),
            ("https://twitch.tv.example/name", NotTwitch("twitch.tv.example".into())),
        ] {
            assert_eq!(parse(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_login_is_safe_in_a_command_and_an_address(text in any::<String>()) {
            if let Ok(login) = parse(&text) {
                prop_assert!(!login.as_str().is_empty());
                let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
                prop_assert!(login.as_str().bytes().all(plain), "{login} would break the line");
            }
        }
    }
}
