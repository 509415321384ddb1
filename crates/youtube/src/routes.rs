//! The ways to YouTube: which one requests go, and which ones don't work.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::{DIRECT, Route};

/// The ways to YouTube, in the order in which a person put them.
#[derive(Debug, Clone)]
pub(crate) struct Routes {
    ways: Vec<Way>,
    current: usize,
    rest: Duration,
}

/// Which proxy, as a sentence says it after that word: by its place among several, and never by its
/// address, which is nobody's who sees the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Proxy(Option<usize>);

impl fmt::Display for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |number| write!(f, " number {number}"))
    }
}

#[derive(Debug, Clone)]
struct Way {
    route: Route,
    works: Option<bool>,
    /// It failed, and is left alone until then.
    rests_until: Option<Instant>,
}

impl Way {
    fn rests(&self, now: Instant) -> bool {
        self.rests_until.is_some_and(|until| now < until)
    }
}

impl Routes {
    /// `rest`: how long a way that failed is left alone.
    pub(crate) fn new(routes: Vec<Route>, rest: Duration) -> Self {
        let way = |route| Way { route, works: None, rests_until: None };
        Self { ways: routes.into_iter().map(way).collect(), current: 0, rest }
    }

    /// The client of the way that is used.
    pub(crate) fn client(&self) -> reqwest::Client {
        self.ways.get(self.current).map(|way| way.route.client.clone()).unwrap_or_default()
    }

    /// The way that is used, where it is a proxy. Of several, its number is its place in the list that
    /// the person sees.
    pub(crate) fn proxy(&self) -> Option<Proxy> {
        let is_proxy = |way: &&Way| way.route.name != DIRECT;
        self.ways.get(self.current).filter(is_proxy)?;
        let proxies = self.ways.iter().filter(is_proxy).count();
        Some(Proxy((proxies > 1).then_some(self.current + 1)))
    }

    /// Goes back to an earlier way that has rested. True where it has to prove itself first.
    pub(crate) fn prefer(&mut self, now: Instant) -> bool {
        let earlier = self.ways.iter().take(self.current).position(|way| !way.rests(now));
        self.current = earlier.unwrap_or(self.current);
        earlier.is_some()
    }

    /// The way that is used brought an answer.
    pub(crate) fn worked(&mut self) {
        if let Some(way) = self.ways.get_mut(self.current) {
            (way.works, way.rests_until) = (Some(true), None);
        }
    }

    /// The way that is used failed. True where there is another one to try now; else the one that
    /// has rested longest is the next.
    pub(crate) fn failed(&mut self, now: Instant) -> bool {
        if let Some(way) = self.ways.get_mut(self.current) {
            (way.works, way.rests_until) = (Some(false), Some(now + self.rest));
        }
        let awake = self.ways.iter().position(|way| !way.rests(now));
        let longest = || {
            let mut ways = self.ways.iter().enumerate();
            let first = ways.next()?;
            let least =
                ways.fold(first, |a, b| if b.1.rests_until < a.1.rests_until { b } else { a });
            Some(least.0)
        };
        self.current = awake.or_else(longest).unwrap_or_default();
        awake.is_some()
    }

    /// How the ways are. Empty where a person has set none.
    pub(crate) fn view(&self) -> Vec<chat::Route> {
        if let [way] = self.ways.as_slice()
            && way.route.name == DIRECT
        {
            return Vec::new();
        }
        let view = |(index, way): (usize, &Way)| chat::Route {
            name: way.route.name.clone(),
            used: index == self.current,
            works: way.works,
        };
        self.ways.iter().enumerate().map(view).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_mins(5);

    fn routes(names: &[&str]) -> Routes {
        let route = |name: &&str| Route {
            name: (*name).to_owned(),
            client: net::client().no_proxy().build().expect("a client"),
        };
        Routes::new(names.iter().map(route).collect(), REST)
    }

    fn used(routes: &Routes) -> Vec<(String, bool, Option<bool>)> {
        routes.view().into_iter().map(|way| (way.name, way.used, way.works)).collect()
    }

    #[test]
    fn the_next_way_is_taken_and_the_first_again_when_it_has_rested() {
        let mut routes = routes(&["a:1", "b:2", "direct"]);
        let start = Instant::now();
        assert!(routes.failed(start), "there is another");
        routes.worked();
        assert_eq!(
            used(&routes),
            [
                ("a:1".to_owned(), false, Some(false)),
                ("b:2".to_owned(), true, Some(true)),
                ("direct".to_owned(), false, None)
            ]
        );
        assert!(!routes.prefer(start + REST / 2), "it rests");
        assert_eq!(routes.proxy(), Some(Proxy(Some(2))));
        assert!(routes.prefer(start + REST), "it has rested");
        assert_eq!(routes.proxy(), Some(Proxy(Some(1))));
    }

    #[test]
    fn where_all_fail_each_has_its_turn() {
        let mut routes = routes(&["a:1", "direct"]);
        let start = Instant::now();
        let second = |seconds| start + Duration::from_secs(seconds);
        assert!(routes.failed(second(0)), "the second is left");
        assert!(!routes.failed(second(1)), "none is left");
        assert_eq!(routes.proxy(), Some(Proxy(None)), "it has rested longest");
        assert!(!routes.failed(second(2)), "none is left");
        assert_eq!(routes.proxy(), None, "now the other has");
    }

    #[test]
    fn without_a_proxy_there_is_nothing_to_tell() {
        assert_eq!(used(&routes(&["direct"])), [], "as it is for nearly everybody");
        assert_eq!(used(&routes(&["a:1"])).len(), 1, "a proxy alone is told");
    }
}
