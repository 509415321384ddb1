use std::{
    net::SocketAddr,
    sync::atomic::{AtomicUsize, Ordering},
};

use tokio::net::TcpListener;

use super::*;

/// A fetcher for which every name leads to `address`.
fn fetcher(proxy: Option<&str>, address: SocketAddr, asked: &Arc<AtomicUsize>) -> Fetcher {
    let asked = Arc::clone(asked);
    let lookup: Lookup = Arc::new(move |_| {
        asked.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move { Ok(vec![address]) })
    });
    let proxy = proxy.map(|proxy| Url::parse(proxy).expect("an address"));
    let http = net::client().no_proxy();
    Fetcher::new(http, proxy, Limits::default(), lookup).expect("a client")
}

fn place(url: &str) -> Place {
    Place { sized: Url::parse(url).expect("an address"), own: None }
}

#[tokio::test]
async fn a_name_that_leads_into_a_private_network_is_not_connected_to() {
    let private = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = private.local_addr().expect("its address");
    let asked = Arc::default();
    let fetcher = fetcher(None, address, &asked);
    let place = place("https://cdn.7tv.app/emote/a/2x.webp");
    assert_eq!(fetcher.fetch(&place).await, Err(Trouble::Private.into()));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let nobody = timeout(std::time::Duration::ZERO, private.accept()).await;
    assert!(nobody.is_err(), "nobody came");
}

#[tokio::test]
async fn a_host_that_is_not_on_the_list_is_not_even_looked_up() {
    let asked = Arc::default();
    let fetcher = fetcher(None, ([8, 8, 8, 8], 443).into(), &asked);
    for url in ["https://evil.test/a.png", "https://static-cdn.jtvnw.net.evil.test/a.png"] {
        assert_eq!(fetcher.fetch(&place(url)).await, Err(Refusal::Host.into()));
    }
    let plain = place("http://cdn.7tv.app/emote/a/2x.webp");
    assert_eq!(fetcher.fetch(&plain).await, Err(Refusal::Address.into()));
    assert_eq!(asked.load(Ordering::SeqCst), 0);
}

#[test]
fn what_stands_in_for_the_hosts_gets_host_path_and_query() {
    let address = Url::parse("https://media.giphy.com/m/a%2F..%2f/g.gif?c=1&d=/x").expect("one");
    for (proxy, actual) in [
        ("http://127.0.0.1:9", "http://127.0.0.1:9/media.giphy.com/m/a%2F..%2f/g.gif?c=1&d=/x"),
        ("https://in.test/b/", "https://in.test/b/media.giphy.com/m/a%2F..%2f/g.gif?c=1&d=/x"),
    ] {
        let fetcher = fetcher(Some(proxy), ([127, 0, 0, 1], 9).into(), &Arc::default());
        assert_eq!(fetcher.actual(&address).map(String::from), Ok(actual.to_owned()));
    }
    let fetcher = fetcher(None, ([127, 0, 0, 1], 9).into(), &Arc::default());
    assert_eq!(fetcher.actual(&address), Ok(address));
}
