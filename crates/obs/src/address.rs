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
