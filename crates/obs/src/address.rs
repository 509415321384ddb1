//! Our own addresses, among all that streamers have in their scenes.

use url::{Host, Url};

/// Hexadecimal digits of a key.
const KEY: usize = 64;

/// The key in an address of the shape of ours: `/overlay/{key}` on this machine, on whatever port.
#[must_use]
pub fn key_in(address: &str) -> Option<String> {
    let url = Url::parse(address).ok().filter(|url| url.scheme() == "http" && is_here(url))?;
    let key = url.path().strip_prefix("/overlay/")?;
    let sound = key.len() == KEY && key.bytes().all(|digit| digit.is_ascii_hexdigit());
    sound.then(|| key.to_owned())
}

/// What `address` is to be when its page is at `wanted`. `None` if that is where it leads already;
/// `localhost` and `127.0.0.1` are one. What stands behind the path stays.
#[must_use]
pub fn corrected(address: &str, wanted: &str) -> Option<String> {
    let (known, mut wanted) = (Url::parse(address).ok()?, Url::parse(wanted).ok()?);
    let same_port = known.port_or_known_default() == wanted.port_or_known_default();
    if same_port && is_here(&known) && known.path() == wanted.path() {
        return None;
    }
    wanted.set_query(known.query());
    wanted.set_fragment(known.fragment());
    Some(wanted.into())
}

/// Where obs-websocket 5 listens unless it is told otherwise, and where version 4 did, which was a plugin
/// that one installed.
const PORT: u16 = 4455;
const PORT_OF_VERSION_4: u16 = 4444;

/// Where an OBS of before would listen, if `address` is where one of today does.
#[must_use]
pub fn of_version_4(address: &Url) -> Option<Url> {
    let mut old = address.clone();
    let is_usual = old.scheme() == "ws" && old.port() == Some(PORT);
    (is_usual && old.set_port(Some(PORT_OF_VERSION_4)).is_ok()).then_some(old)
}

fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OTHER: &str = "http://127.0.0.1:7420/overlay/";

    #[test]
    fn the_old_one_is_looked_for_beside_the_usual_port_alone() {
        let of = |address: &str| of_version_4(&Url::parse(address).unwrap()).map(String::from);
        assert_eq!(of("ws://127.0.0.1:4455").as_deref(), Some("ws://127.0.0.1:4444/"));
        assert_eq!(of("ws://127.0.0.1:5000"), None, "somebody chose this one");
        assert_eq!(of("wss://obs.test:4455"), None);
    }

    #[test]
    fn ours_are_told_by_their_shape() {
        let key = "0a".repeat(32);
        for host in ["127.0.0.1:7420", "localhost:1", "[::1]:7420", "127.0.0.1"] {
            assert_eq!(key_in(&format!("http://{host}/overlay/{key}?x=1#y")), Some(key.clone()));
        }
        for address in [
            format!("http://example.test/overlay/{key}"),
            format!("https://127.0.0.1:7420/overlay/{key}"),
            format!("http://127.0.0.1:7420/dock/{key}"),
            format!("http://127.0.0.1:7420/overlay/{key}/more"),
            format!("http://127.0.0.1:7420/overlay/{key}0"),
            format!("{OTHER}{}", "zz".repeat(32)),
            String::new(),
        ] {
            assert_eq!(key_in(&address), None, "{address}");
        }
    }

    #[test]
    fn an_address_is_corrected_where_it_leads_elsewhere_and_left_where_not() {
        let wanted = format!("{OTHER}new");
        for (known, corrected_to) in [
            ("http://127.0.0.1:7420/overlay/new", None),
            ("http://localhost:7420/overlay/new?scale=2", None),
            ("http://127.0.0.1:7420/overlay/old", Some("http://127.0.0.1:7420/overlay/new")),
            (
                "http://localhost:1/overlay/new?a=b#c",
                Some("http://127.0.0.1:7420/overlay/new?a=b#c"),
            ),
        ] {
            assert_eq!(corrected(known, &wanted).as_deref(), corrected_to, "{known}");
        }
    }
}
