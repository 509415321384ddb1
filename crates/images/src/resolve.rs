//! Looks up the hosts of pictures, and goes to no private network.
//!
//! The answer that is judged is the one that is connected to: nothing can change in between.

use std::{
    fmt, io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::Pin,
    sync::Arc,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::hosts;

/// The name of a host leads nowhere but into private networks.
#[derive(Debug, thiserror::Error)]
#[error("the name leads into a private network")]
pub(crate) struct NotPublic;

type Answer = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Asks for the addresses of a name.
pub(crate) type Lookup = Arc<dyn Fn(String) -> Answer + Send + Sync>;

/// As the system looks names up.
pub(crate) fn system() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
    })
}

/// Looks names up, and keeps what is public.
///
/// A name that is not on the list of hosts comes from a person's own settings, as a proxy's: every
/// other address was judged by [`hosts::judge`] before. It may be private.
pub(crate) struct PublicOnly(pub(crate) Lookup);

impl fmt::Debug for PublicOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicOnly")
    }
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_ascii_lowercase();
        let is_listed = hosts::is_listed(&name);
        let answer = (self.0)(name);
        Box::pin(async move {
            let mut addresses = answer.await?;
            if is_listed {
                let all = addresses.len();
                addresses.retain(|address| is_public(address.ip()));
                if addresses.is_empty() && all > 0 {
                    return Err(NotPublic.into());
                }
            }
            let addresses: Addrs = Box::new(addresses.into_iter());
            Ok(addresses)
        })
    }
}

/// Whether an address is one of the public internet, by IANA's registries of special addresses.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match (a, b) {
        // Every address of these, from "this network" to multicast and broadcast,
        (0 | 10 | 127 | 224.., _)
        // and parts of these: link-local, private, carriers' own, private, for measuring.
        | (169, 254)
        | (192, 168)
        | (100, 64..=127)
        | (172, 16..=31)
        | (198, 18..=19) => true,
        // Protocols, examples in documents, relays of 6to4.
        (192, 0) => matches!(c, 0 | 2),
        (192, 88) => c == 99,
        (198, 51) => c == 100,
        (203, 0) => c == 113,
        _ => false,
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let v4 = |high: u16, low: u16| {
        is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
    };
    match parts {
        // IPv4 in IPv6: mapped, translated (NAT64) as a network without IPv4 answers, and 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => v4(high, low),
        // Protocols, Teredo among them, and examples in documents.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Everything else that is public is in here.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known_however_they_are_written() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:0:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b:1::808:808",
            "64:ff9b::1:808:808",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a00:1::",
            "2002:c0a8:101::1",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "5f00::1",
            "4000::1",
        ] {
            assert!(!is_public(address.parse().expect("an address")), "{address} is not public");
        }
    }

    #[test]
    fn public_addresses_are_public() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "126.0.0.1",
            "128.0.0.1",
            "169.253.1.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "192.167.1.1",
            "198.17.1.1",
            "198.20.1.1",
            "223.255.255.255",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2606:4700::1",
            "2a00:1450::1",
            "3fff:1000::1",
        ] {
            assert!(is_public(address.parse().expect("an address")), "{address} is public");
        }
    }

    fn answering(addresses: &'static [&'static str]) -> PublicOnly {
        PublicOnly(Arc::new(move |_| {
            let all = addresses.iter().map(|a| SocketAddr::new(a.parse().expect("one"), 0));
            let all: Vec<_> = all.collect();
            Box::pin(async move { Ok(all) })
        }))
    }

    async fn resolved(resolver: &PublicOnly, name: &str) -> Result<Vec<String>, String> {
        let answer = resolver.resolve(name.parse().expect("a name")).await;
        let all = answer.map_err(|error| error.to_string())?;
        Ok(all.map(|address| address.ip().to_string()).collect())
    }

    #[tokio::test]
    async fn only_public_answers_of_a_listed_name_are_used() {
        let mixed = answering(&["127.0.0.1", "8.8.8.8", "::1"]);
        let listed = "static-cdn.jtvnw.net";
        assert_eq!(resolved(&mixed, listed).await, Ok(vec!["8.8.8.8".to_owned()]));
        let private = answering(&["127.0.0.1", "::ffff:10.0.0.1"]);
        assert_eq!(resolved(&private, listed).await, Err(NotPublic.to_string()));
        assert_eq!(resolved(&private, "STATIC-CDN.jtvnw.net").await, Err(NotPublic.to_string()));
        assert_eq!(resolved(&private, "proxy.lan").await.map(|all| all.len()), Ok(2), "a setting");
    }
}
