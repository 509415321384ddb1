//! Where pictures may come from.

use url::{Host as UrlHost, Url};

use crate::error::Refusal;

/// A server that pictures are taken from.
struct Host {
    name: &'static str,
    /// Whether every name below it is taken too.
    below: bool,
}

const fn host(name: &'static str) -> Host {
    Host { name, below: false }
}

/// All of them. Whoever can write into chat, or can change what a platform says, can make us ask
/// one of these for a path, and nobody else.
const HOSTS: &[Host] = &[
    // Twitch: emotes, badges, avatars.
    host("static-cdn.jtvnw.net"),
    // Twitch: cheermotes.
    host("d3aqoihi2n8ty8.cloudfront.net"),
    // Emotes and badges of the three services.
    host("cdn.7tv.app"),
    host("cdn.betterttv.net"),
    host("cdn.frankerfacez.com"),
    // YouTube: avatars, custom emoji, badges of members.
    host("yt3.ggpht.com"),
    host("yt4.ggpht.com"),
    // YouTube: stickers of Super Stickers and of gifts.
    host("lh3.googleusercontent.com"),
    // YouTube: its emoji as pictures.
    host("fonts.gstatic.com"),
    // YouTube: pictures of memberships and donations, the novelties of gifts.
    host("www.gstatic.com"),
    // YouTube: thumbnails, where a channel or a redirect has one.
    host("i.ytimg.com"),
    // GIFs that subscribers put into Twitch chat: media.giphy.com, media0 to media4, i.
    Host { name: "giphy.com", below: true },
];

/// How many there are.
pub(crate) const COUNT: usize = HOSTS.len();

/// The number of the host in the list, if a picture may be fetched from `url`.
pub(crate) fn judge(url: &Url) -> Result<usize, Refusal> {
    // A `Url` has no port where it is the scheme's own.
    let plain = url.scheme() == "https"
        && url.port().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    let Some(UrlHost::Domain(name)) = url.host().filter(|_| plain) else {
        return Err(Refusal::Address);
    };
    position(name).ok_or(Refusal::Host)
}

/// Whether `name` is on the list.
pub(crate) fn is_listed(name: &str) -> bool {
    position(name).is_some()
}

fn position(name: &str) -> Option<usize> {
    HOSTS.iter().position(|host| {
        name == host.name
            || host.below
                && name.strip_suffix(host.name).is_some_and(|rest| {
                    rest.strip_suffix('.').is_some_and(|label| !label.is_empty())
                })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(url: &str) -> Result<(), Refusal> {
        judge(&Url::parse(url).expect("an address")).map(drop)
    }

    #[test]
    fn what_is_on_the_list_passes() {
        for url in [
            "https://static-cdn.jtvnw.net/emoticons/v2/25/default/dark/2.0",
            "HTTPS://STATIC-CDN.JTVNW.NET/badges/v1/x/2",
            "https://cdn.7tv.app:443/emote/x/2x.webp",
            "https://yt3.ggpht.com/x=s64-c",
            "https://giphy.com/a.gif",
            "https://media4.giphy.com/media/a/giphy.gif?cid=1",
        ] {
            assert_eq!(judged(url), Ok(()), "{url}");
        }
    }

    #[test]
    fn what_is_not_plain_https_is_refused() {
        for url in [
            "http://static-cdn.jtvnw.net/x",
            "ftp://static-cdn.jtvnw.net/x",
            "file:///etc/passwd",
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
            "https://static-cdn.jtvnw.net:8443/x",
            "https://static-cdn.jtvnw.net:80/x",
            "https://user@static-cdn.jtvnw.net/x",
            "https://user:word@static-cdn.jtvnw.net/x",
            "https://:word@static-cdn.jtvnw.net/x",
            "https://127.0.0.1/x",
            "https://2130706433/x",
            "https://0x7f000001/x",
            "https://0177.0.0.1/x",
            "https://127.1/x",
            "https://[::1]/x",
            "https://[::ffff:127.0.0.1]/x",
        ] {
            assert_eq!(judged(url), Err(Refusal::Address), "{url}");
        }
    }

    #[test]
    fn a_host_that_only_looks_like_one_is_refused() {
        for url in [
            "https://static-cdn.jtvnw.net.evil.test/x",
            "https://static-cdn.jtvnw.net./x",
            "https://evil-static-cdn.jtvnw.net/x",
            "https://a.static-cdn.jtvnw.net/x",
            "https://jtvnw.net/x",
            "https://notgiphy.com/x",
            "https://giphy.com.evil.test/x",
            "https://evil.test/static-cdn.jtvnw.net/x",
            "https://evil.test/?https://static-cdn.jtvnw.net/x",
            "https://evil.test#static-cdn.jtvnw.net",
            "https://evil.test\\@static-cdn.jtvnw.net/x",
            "https://localhost/x",
            "https://static-cdn.jtvnw.nеt/x",
        ] {
            assert_eq!(judged(url), Err(Refusal::Host), "{url}");
        }
        assert!(
            Url::parse("https://.giphy.com/x").is_err() || judged("https://.giphy.com/x").is_err()
        );
    }
}
