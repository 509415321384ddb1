//! The identity services: `id.twitch.tv` and Google's sign-in; and what one does with a sign-in:
//! the calls of Helix and of YouTube's Data API that write and moderate; those of Helix that tell of
//! badges and cheermotes, and EventSub; those of the Data API that read chat.
//!
//! One server, with a path for each: `/twitch/oauth2`, `/twitch/helix`, `/twitch/eventsub/ws`, `/google/auth`,
//! `/google/token`, `/google/revoke`, `/youtube/v3`. Facts from
//! <https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/>,
//! <https://developers.google.com/identity/protocols/oauth2/native-app>, and from what clients were
//! seen to get: Twitch's errors are in `message` and its `scope` is a list, a Twitch refresh token
//! works once, Google's works on.

mod automod;
mod badges;
mod data;
mod eventsub;
mod faults;
mod google;
mod helix;
mod orders;
mod reading;
mod routes;
mod twitch;
mod world;
mod writes;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio_util::sync::{CancellationToken, DropGuard};

pub use faults::IdentityFault;
pub use world::IdentityStats;
use world::World;
pub use writes::Refusal;

use crate::Error;

/// A running stand-in. Clones are handles to the same one; the last one dropped stops it.
#[derive(Clone)]
pub struct FakeIdentity {
    address: SocketAddr,
    world: watch::Sender<World>,
    _running: Arc<DropGuard>,
}

impl FakeIdentity {
    /// Starts on any free port of 127.0.0.1.
    pub async fn start() -> Result<Self, Error> {
        Self::start_on(0).await
    }

    /// Starts on this port of 127.0.0.1; fails if it is taken.
    pub async fn start_on(port: u16) -> Result<Self, Error> {
        let (listener, address) = crate::listen(port).await?;
        let stop = CancellationToken::new();
        let (world, _) = watch::channel(World::new(format!("http://{address}"), stop.clone()));
        crate::serve(listener, routes::router(world.clone()), stop.clone());
        Ok(Self { address, world, _running: Arc::new(stop.drop_guard()) })
    }

    /// What stands for `https://id.twitch.tv/oauth2`.
    #[must_use]
    pub fn twitch_url(&self) -> String {
        self.at("/twitch/oauth2")
    }

    /// What stands for `https://accounts.google.com/o/oauth2/v2/auth`.
    #[must_use]
    pub fn google_auth_url(&self) -> String {
        self.at("/google/auth")
    }

    /// What stands for `https://oauth2.googleapis.com/token`.
    #[must_use]
    pub fn google_token_url(&self) -> String {
        self.at("/google/token")
    }

    /// What stands for `https://oauth2.googleapis.com/revoke`.
    #[must_use]
    pub fn google_revoke_url(&self) -> String {
        self.at("/google/revoke")
    }

    /// What stands for `https://www.googleapis.com/youtube/v3`.
    #[must_use]
    pub fn youtube_api_url(&self) -> String {
        self.at("/youtube/v3")
    }

    fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The environment variables that lead the application here. Any client id is known here, but
    /// for those that begin with `unknown`.
    #[must_use]
    pub fn env(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("MULTICHAT_TWITCH_AUTH_URL", self.twitch_url()),
            ("MULTICHAT_TWITCH_API_URL", self.twitch_api_url()),
            ("MULTICHAT_TWITCH_EVENTSUB_URL", self.eventsub_url()),
            ("MULTICHAT_GOOGLE_AUTH_URL", self.google_auth_url()),
            ("MULTICHAT_GOOGLE_TOKEN_URL", self.google_token_url()),
            ("MULTICHAT_GOOGLE_REVOKE_URL", self.google_revoke_url()),
            ("MULTICHAT_YOUTUBE_API_URL", self.youtube_api_url()),
            ("MULTICHAT_TWITCH_CLIENT_ID", "standintwitchclient".to_owned()),
            ("MULTICHAT_GOOGLE_CLIENT_ID", "standin.apps.googleusercontent.com".to_owned()),
            ("MULTICHAT_GOOGLE_CLIENT_SECRET", "GOCSPX-standin".to_owned()),
        ])
    }

    /// A person types this code at Twitch and agrees. False if there is no such code.
    #[must_use]
    pub fn confirm(&self, user_code: &str, login: &str) -> bool {
        self.changed(|world| world.twitch.decide(user_code, Some(login)))
    }

    /// A person types it and refuses. Twitch is not known to tell: the code is as good as gone.
    #[must_use]
    pub fn deny(&self, user_code: &str) -> bool {
        self.changed(|world| world.twitch.decide(user_code, None))
    }

    /// How long access tokens of both live from now on.
    pub fn set_lifetime(&self, lifetime: Duration) {
        self.changed(|world| world.lifetime = lifetime);
    }

    /// How often Twitch wants to be asked whether the person has come, from the next code on.
    pub fn set_interval(&self, seconds: u64) {
        self.changed(|world| world.twitch.interval = seconds);
    }

    /// Ends all access tokens, as time does.
    pub fn expire_access_tokens(&self) {
        self.changed(World::expire);
    }

    /// Ends all sign-ins, as a changed password does.
    pub fn end_sign_ins(&self) {
        self.changed(World::end);
    }

    /// Whether Google's person agrees.
    pub fn set_consent(&self, agrees: bool) {
        self.changed(|world| world.google.agrees = agrees);
    }

    /// Who Google's person is: the name of their channel, without its `@`.
    pub fn set_person(&self, person: &str) {
        self.changed(|world| person.clone_into(&mut world.google.person));
    }

    /// Whether Google's person has a channel at YouTube.
    pub fn set_has_channel(&self, has_channel: bool) {
        self.changed(|world| world.google.has_channel = has_channel);
    }

    /// Whether a token of a client that has signed in is good now.
    #[must_use]
    pub fn is_good(&self, access_token: &str) -> bool {
        self.world.borrow().access(access_token).is_some()
    }

    /// Whether somebody's refresh token can still be used.
    #[must_use]
    pub fn can_refresh(&self) -> bool {
        self.world.borrow().refresh.values().any(|grant| !grant.spent)
    }

    /// Every secret that was ever given out or taken in: what nobody should find anywhere.
    #[must_use]
    pub fn secrets(&self) -> Vec<String> {
        self.world.borrow().secrets.iter().cloned().collect()
    }

    /// What has happened so far.
    #[must_use]
    pub fn stats(&self) -> IdentityStats {
        self.world.borrow().stats.clone()
    }

    /// Waits until this holds of what has happened.
    pub async fn until(&self, holds: impl Fn(&IdentityStats) -> bool) {
        // `self` keeps the sender alive, so waiting cannot fail.
        drop(self.world.subscribe().wait_for(|world| holds(&world.stats)).await);
    }

    fn changed<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let mut result = None;
        self.world.send_modify(|world| result = Some(change(world)));
        #[expect(clippy::unwrap_used, reason = "the line before has set it")]
        result.unwrap()
    }
}
