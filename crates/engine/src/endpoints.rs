//! Where the outside world is.

use url::Url;

/// Where the platforms are. Each address can be set by a variable of the environment, so that
/// everything runs against local stand-ins.
#[derive(Debug, Clone)]
pub struct Endpoints {
    /// Twitch chat.
    pub twitch_irc: Url,
    /// Twitch's API, Helix.
    pub twitch_api: Url,
    /// Twitch's events, EventSub.
    pub twitch_events: Url,
    /// YouTube's pages.
    pub youtube: Url,
    /// The services that add emotes and badges.
    pub emotes: emotes::Endpoints,
    /// Streamlabs' socket.
    pub streamlabs: Url,
    /// StreamElements' socket.
    pub streamelements: Url,
    /// StreamElements' API.
    pub streamelements_api: Url,
    /// The services that people sign in with.
    pub accounts: accounts::Endpoints,
    /// OBS' WebSocket server.
    pub obs: Url,
    /// Where pictures are fetched in the place of their own hosts, where that is set.
    pub image_proxy: Option<Url>,
}

/// An address that is not safe to use, or none at all.
#[derive(Debug, thiserror::Error)]
#[error(
    "{variable} is {value:?}. Give an address that begins with {secure}://, or with {plain}:// for \
     this machine's own loopback (127.0.0.1, localhost, [::1])"
)]
pub struct EndpointsError {
    variable: &'static str,
    value: String,
    secure: &'static str,
    plain: &'static str,
}

impl Endpoints {
    /// The addresses, with what `variable` knows put in place of the default ones.
    pub fn from_env(variable: impl Fn(&str) -> Option<String>) -> Result<Self, EndpointsError> {
        let get = |name, default: &str, secure, plain| {
            safe(name, &variable(name).unwrap_or_else(|| default.to_owned()), secure, plain)
        };
        let web = |name, default| get(name, default, "https", "http");
        let socket = |name, default| get(name, default, "wss", "ws");
        Ok(Self {
            twitch_irc: socket("MULTICHAT_TWITCH_IRC_URL", "wss://irc-ws.chat.twitch.tv:443")?,
            twitch_api: web("MULTICHAT_TWITCH_API_URL", "https://api.twitch.tv/helix")?,
            twitch_events: socket(
                "MULTICHAT_TWITCH_EVENTSUB_URL",
                "wss://eventsub.wss.twitch.tv/ws",
            )?,
            youtube: web("MULTICHAT_YOUTUBE_URL", "https://www.youtube.com")?,
            emotes: emotes::Endpoints {
                seventv: web("MULTICHAT_SEVENTV_API_URL", "https://7tv.io/v3")?,
                seventv_events: socket("MULTICHAT_SEVENTV_EVENTS_URL", "wss://events.7tv.io/v3")?,
                bttv: web("MULTICHAT_BTTV_API_URL", "https://api.betterttv.net/3")?,
                bttv_events: socket("MULTICHAT_BTTV_EVENTS_URL", "wss://sockets.betterttv.net/ws")?,
                ffz: web("MULTICHAT_FFZ_API_URL", "https://api.frankerfacez.com/v1")?,
                pronouns: web("MULTICHAT_PRONOUNS_API_URL", "https://api.pronouns.alejo.io/v1")?,
            },
            streamlabs: socket("MULTICHAT_STREAMLABS_URL", "wss://sockets.streamlabs.com")?,
            streamelements: socket(
                "MULTICHAT_STREAMELEMENTS_URL",
                "wss://realtime.streamelements.com",
            )?,
            streamelements_api: web(
                "MULTICHAT_STREAMELEMENTS_API_URL",
                "https://api.streamelements.com/kappa/v2",
            )?,
            accounts: accounts::Endpoints {
                twitch: web("MULTICHAT_TWITCH_AUTH_URL", "https://id.twitch.tv/oauth2")?,
                google_auth: web(
                    "MULTICHAT_GOOGLE_AUTH_URL",
                    "https://accounts.google.com/o/oauth2/v2/auth",
                )?,
                google_token: web(
                    "MULTICHAT_GOOGLE_TOKEN_URL",
                    "https://oauth2.googleapis.com/token",
                )?,
                google_revoke: web(
                    "MULTICHAT_GOOGLE_REVOKE_URL",
                    "https://oauth2.googleapis.com/revoke",
                )?,
                youtube: web("MULTICHAT_YOUTUBE_API_URL", "https://www.googleapis.com/youtube/v3")?,
            },
            obs: socket("MULTICHAT_OBS_URL", "ws://127.0.0.1:4455")?,
            image_proxy: variable(IMAGE_PROXY)
                .map(|value| safe(IMAGE_PROXY, &value, "https", "http"))
                .transpose()?,
        })
    }
}

const IMAGE_PROXY: &str = "MULTICHAT_IMAGE_PROXY_URL";

/// An address that is encrypted, or on this machine.
fn safe(
    variable: &'static str,
    value: &str,
    secure: &'static str,
    plain: &'static str,
) -> Result<Url, EndpointsError> {
    let safe = Url::parse(value).ok().filter(|url| {
        url.host().is_some()
            && (url.scheme() == secure || (url.scheme() == plain && net::is_loopback(url)))
    });
    safe.ok_or_else(|| {
        let value = without_sign_in(value);
        EndpointsError { variable, value, secure, plain }
    })
}

/// An address without the name and password in it, also where it can't be read as one.
fn without_sign_in(address: &str) -> String {
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), address),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let sign_in = host.rfind('@').map_or(0, |at| at + 1);
    format!("{scheme}{}", &rest[sign_in..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn youtube(value: &str) -> Result<Endpoints, EndpointsError> {
        Endpoints::from_env(|name| (name == "MULTICHAT_YOUTUBE_URL").then(|| value.to_owned()))
    }

    #[test]
    fn an_override_is_encrypted_or_on_this_machine() {
        for value in
            ["https://example.test", "http://127.0.0.1:80", "http://localhost", "http://[::1]:9"]
        {
            assert!(youtube(value).is_ok(), "{value}");
        }
        for value in [
            "http://example.test",
            "http://127.0.0.1.evil.test",
            "ftp://127.0.0.1",
            "x",
            "wss://a.test",
        ] {
            let error = youtube(value).expect_err(value).to_string();
            assert!(error.contains("MULTICHAT_YOUTUBE_URL"), "it names the variable: {error}");
        }
    }

    #[test]
    fn a_refusal_does_not_repeat_a_password() {
        for (value, said) in [
            ("http://me:hunter2@example.test/a@b", "\"http://example.test/a@b\""),
            ("http:me:hunter2@example.test", "\"example.test\""),
            ("me:hunter2@example.test", "\"example.test\""),
        ] {
            let error = youtube(value).unwrap_err().to_string();
            assert!(error.contains(said) && !error.contains("hunter2"), "{error}");
        }
    }
}
