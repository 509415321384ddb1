//! What the stand-in knows: who has signed in, and with what.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::badges::Told;
use super::eventsub::EventSub;
use super::faults::Rule;
use super::orders::Orders;
use super::reading::Reads;
use super::writes::Writes;
use super::{automod, google, twitch};

/// What has happened so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IdentityStats {
    /// Requests by path, the spoiled ones included.
    pub requests: BTreeMap<String, u64>,
    /// Refreshes that gave new tokens, whether their answer arrived or not.
    pub refreshed: u64,
    /// Refreshes that were refused because the token was spent, ended or never given.
    pub refused: u64,
    /// Sign-ins that gave tokens.
    pub signed_in: u64,
    /// Tokens that were revoked.
    pub revoked: u64,
    /// Connections to EventSub, those included that are over.
    pub event_sockets: u64,
    /// Requests whose answer a fault holds or takes away, after their work was done.
    pub held: u64,
    /// Units of YouTube's quota that were asked for.
    pub units: u64,
    /// Streams of chats that began.
    pub streams: u64,
    /// How many people each question for users by their ids asked for.
    pub users_asked: Vec<usize>,
}

/// Somebody's sign-in.
#[derive(Debug, Clone)]
pub(super) struct Grant {
    pub(super) client: String,
    pub(super) user: String,
    pub(super) scopes: Vec<String>,
    /// An access token's end.
    pub(super) ends: Instant,
    /// A refresh token that was used, or whose sign-in was ended.
    pub(super) spent: bool,
}

pub(super) struct World {
    pub(super) base: String,
    pub(super) lifetime: Duration,
    pub(super) twitch: twitch::Devices,
    pub(super) google: google::Codes,
    pub(super) access: HashMap<String, Grant>,
    pub(super) refresh: HashMap<String, Grant>,
    pub(super) secrets: BTreeSet<String>,
    pub(super) faults: Vec<Rule>,
    pub(super) writes: Writes,
    pub(super) orders: Orders,
    pub(super) told: Told,
    pub(super) eventsub: EventSub,
    pub(super) automod: automod::Held,
    pub(super) reads: Reads,
    pub(super) stats: IdentityStats,
}

impl World {
    pub(super) fn new(base: String, stop: CancellationToken) -> Self {
        Self {
            base,
            // Twitch's are good for some four hours, Google's for one.
            lifetime: Duration::from_hours(4),
            twitch: twitch::Devices::default(),
            google: google::Codes::default(),
            access: HashMap::new(),
            refresh: HashMap::new(),
            secrets: BTreeSet::new(),
            faults: Vec::new(),
            writes: Writes::default(),
            orders: Orders::default(),
            told: Told::default(),
            eventsub: EventSub::new(stop),
            automod: automod::Held::new(),
            reads: Reads::default(),
            stats: IdentityStats::default(),
        }
    }

    /// A token that nobody has had before.
    pub(super) fn secret(&mut self, prefix: &str) -> String {
        let token = format!("{prefix}{}", uuid::Uuid::new_v4().simple());
        self.secrets.insert(token.clone());
        token
    }

    /// A new access token.
    pub(super) fn grant_access(&mut self, prefix: &str, grant: &Grant) -> String {
        let token = self.secret(prefix);
        let ends = Instant::now() + self.lifetime;
        self.access.insert(token.clone(), Grant { ends, spent: false, ..grant.clone() });
        token
    }

    /// A new refresh token.
    pub(super) fn grant_refresh(&mut self, prefix: &str, grant: &Grant) -> String {
        let token = self.secret(prefix);
        self.refresh.insert(token.clone(), Grant { spent: false, ..grant.clone() });
        token
    }

    pub(super) fn access(&self, token: &str) -> Option<&Grant> {
        self.access.get(token).filter(|grant| !grant.spent && Instant::now() < grant.ends)
    }

    pub(super) fn expire(&mut self) {
        self.access.values_mut().for_each(|grant| grant.ends = Instant::now());
    }

    /// Ends what a person has given to a client, as Twitch does when a refresh token is used twice:
    /// <https://github.com/twitchdev/issues/issues/903>.
    pub(super) fn end_all_of(&mut self, grant: &Grant) {
        let is_theirs = |other: &Grant| other.user == grant.user && other.client == grant.client;
        self.access.retain(|_, other| !is_theirs(other));
        self.refresh
            .values_mut()
            .filter(|other| is_theirs(other))
            .for_each(|other| other.spent = true);
    }

    pub(super) fn end(&mut self) {
        self.access.clear();
        self.refresh.values_mut().for_each(|grant| grant.spent = true);
    }
}
