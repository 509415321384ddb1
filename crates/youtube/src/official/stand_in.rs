//! When the official API stands in for the page, and when it can't.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::access::{NoPass, Pass, With};
use super::api::{Api, Broadcast};
use super::feed::Means;
use super::refusal::Refusal;
use super::{Official, words};
use crate::{Target, look::look_at, run::Reader, stream::Found, voice::Gone};

/// For so long it is left alone where it did not help.
pub(super) const REST: Duration = Duration::from_mins(5);
/// The same where it could not be reached: nor can the page then, as a rule.
const REST_OFFLINE: Duration = Duration::from_secs(30);
/// Between two looks for streams that are not listed: each costs a unit.
const LOOK: Duration = Duration::from_mins(1);

/// What is wrong with the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// It fails, in these words.
    Failing(&'static str),
    /// It can't be reached.
    Offline,
    /// It is not understood.
    Blind,
    /// It shows this chat to some alone.
    Closed(String),
    /// It shows no stream.
    Unlisted,
}

/// The official API, ready to stand in.
#[derive(Debug)]
pub(crate) struct StandIn {
    pub(crate) official: Official,
    pub(crate) api: Api,
    /// How messages came last.
    pub(crate) means: Means,
    trouble: Option<Trouble>,
    rests_until: Option<Instant>,
    /// Why it can't help.
    note: Option<String>,
    /// The stream that a person chose while it stood in.
    pub(crate) wanted: Option<String>,
    look_due: Instant,
}

#[derive(Debug, Clone)]
struct Trouble {
    why: Why,
    since: Instant,
}

impl StandIn {
    pub(crate) fn new(official: Official, clock: fn() -> jiff::Timestamp) -> Self {
        let api = Api { base: official.base_url.clone(), http: official.http.clone(), clock };
        Self {
            official,
            api,
            means: Means::Stream,
            trouble: None,
            rests_until: None,
            note: None,
            wanted: None,
            look_due: Instant::now(),
        }
    }

    fn rests(&self) -> bool {
        self.rests_until.is_some_and(|until| Instant::now() < until)
    }
}

impl Reader {
    /// Notes what is wrong with the page.
    pub(crate) fn trouble(&mut self, why: Why) {
        let last = self.last.as_ref().map(|last| last.at);
        if let Some(stand_in) = &mut self.stand_in {
            let since = stand_in.trouble.take().map(|trouble| trouble.since).or(last);
            stand_in.trouble = Some(Trouble { why, since: since.unwrap_or_else(Instant::now) });
        }
    }

    /// Reading by the page goes well.
    pub(crate) fn well(&mut self) {
        if let Some(stand_in) = &mut self.stand_in {
            (stand_in.trouble, stand_in.note, stand_in.wanted) = (None, None, None);
        }
    }

    /// Why the official API can't help, for who is told of a failure of the page.
    pub(crate) fn stand_in_note(&self) -> Option<&str> {
        self.stand_in.as_ref()?.note.as_deref()
    }

    /// Whether the page has failed for long enough, or will after this pause.
    fn stand_in_due(&self, pause: Duration) -> Option<Why> {
        let stand_in = self.stand_in.as_ref().filter(|stand_in| !stand_in.rests())?;
        let Trouble { why, since } = stand_in.trouble.clone()?;
        let after = self.timings.official;
        let is_due = match why {
            Why::Failing(_) | Why::Offline => pause >= after || since.elapsed() >= after,
            Why::Blind | Why::Closed(_) => true,
            Why::Unlisted => Instant::now() >= stand_in.look_due,
        };
        is_due.then_some(why)
    }

    /// Whether the official API is to stand in now, and can.
    pub(crate) async fn wants_stand_in(&mut self, pause: Duration) -> bool {
        self.stand_in_due(pause).is_some() && self.pass(None).await.is_ok()
    }

    pub(crate) async fn pass(&self, refused: Option<&Pass>) -> Result<Pass, NoPass> {
        match &self.stand_in {
            Some(stand_in) => stand_in.official.access.pass(refused).await,
            None => Err(NoPass::Nothing),
        }
    }

    pub(crate) async fn other_pass(&self, than: &Pass) -> Result<Pass, NoPass> {
        match &self.stand_in {
            Some(stand_in) => stand_in.official.access.other(than).await,
            None => Err(NoPass::Nothing),
        }
    }

    /// Reads by the official API where that is due and can be done. Gives how long to wait before
    /// the next look then, and nothing where the page has to be waited for.
    pub(crate) async fn stand_in(&mut self, pause: Duration) -> Result<Option<Duration>, Gone> {
        let Some(why) = self.stand_in_due(pause) else {
            return Ok(None);
        };
        let pass = match self.pass(None).await {
            Ok(pass) => pass,
            Err(no) => return self.no_pass(&why, no).await,
        };
        let found = self.find(pass, &why).await;
        let (pass, broadcast) = match found {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            Err(Refusal::Ended) if matches!(why, Why::Closed(_)) => {
                // The page has said why there is no chat.
                self.leave_alone(None, REST);
                return Ok(None);
            }
            Err(Refusal::Ended) => return self.over().await.map(Some),
            Err(refusal) => return self.can_not(&why, &refusal).await,
        };
        if why == Why::Unlisted
            && let Ok(Ok(Found::Live(stream))) =
                self.signals.or(look_at(&mut self.web, &broadcast.video)).await
        {
            // Who knows its id may read it by the page, and that costs nothing.
            self.streams.add(&stream);
            return self.read(stream).await.map(Some);
        }
        self.listen(pass, broadcast, &why, pause).await
    }

    /// The stream to read, and with what.
    async fn find(
        &mut self,
        mut pass: Pass,
        why: &Why,
    ) -> Result<Option<(Pass, Broadcast)>, Refusal> {
        let Some(stand_in) = &mut self.stand_in else { return Ok(None) };
        let known = match (&stand_in.wanted, &self.last, &self.target) {
            (Some(wanted), ..) => Some(wanted.clone()),
            (None, Some(last), _) => Some(last.video.clone()),
            (None, None, Target::Video(video)) => Some(video.clone()),
            (None, None, _) => None,
        };
        let known = known.filter(|_| *why != Why::Unlisted);
        let (api, access) = (stand_in.api.clone(), Arc::clone(&stand_in.official.access));
        if known.is_none() {
            if Instant::now() < stand_in.look_due || !is_own(&self.target, &pass) {
                return Ok(None);
            }
            stand_in.look_due = Instant::now() + LOOK;
        }
        let mut is_first = true;
        loop {
            let asked = match &known {
                Some(video) => api.broadcast(&pass, video).await.map(Some),
                None => {
                    let choice = self.signals.choice();
                    let own = api.own_broadcasts(&pass).await;
                    own.map(|own| chosen(own, choice.as_deref()))
                }
            };
            match asked {
                Err(Refusal::SignedOut) if is_first => {
                    pass = access.pass(Some(&pass)).await.map_err(|_| Refusal::SignedOut)?;
                }
                // No other finds the streams of whoever has signed in.
                Err(Refusal::Refused(said)) if known.is_some() => {
                    pass = access.other(&pass).await.map_err(|_| Refusal::Refused(said))?;
                }
                Err(Refusal::UsedUp) => {
                    pass.quota.use_up((self.clock)());
                    pass = access.pass(None).await.map_err(|_| Refusal::UsedUp)?;
                }
                asked => return Ok(asked?.map(|broadcast| (pass, broadcast))),
            }
            is_first = false;
        }
    }

    /// The API can't help now, and the page's failure stays: tells both.
    pub(crate) async fn can_not(
        &mut self,
        why: &Why,
        refusal: &Refusal,
    ) -> Result<Option<Duration>, Gone> {
        tracing::info!(%refusal, "the official API can't stand in");
        let (note, rest) = match refusal {
            Refusal::UsedUp => {
                let no = self.pass(None).await.err().unwrap_or(NoPass::Nothing);
                return self.no_pass(why, no).await;
            }
            Refusal::Unreachable => (None, REST_OFFLINE),
            refusal @ (Refusal::Status(_) | Refusal::Unreadable | Refusal::TooFast { .. }) => {
                (Some(words::refused(&refusal.to_string())), REST_OFFLINE)
            }
            Refusal::Refused(said) => (Some(words::refused(said)), REST),
            refusal => (Some(words::refused(&refusal.to_string())), REST),
        };
        self.leave_alone(note, rest);
        self.say_note().await?;
        Ok(None)
    }

    /// Leaves the API alone for a while.
    pub(super) fn leave_alone(&mut self, note: Option<String>, rest: Duration) {
        if let Some(stand_in) = &mut self.stand_in {
            stand_in.note = note;
            stand_in.rests_until = Some(Instant::now() + rest);
        }
    }

    async fn no_pass(&mut self, why: &Why, no: NoPass) -> Result<Option<Duration>, Gone> {
        let Some(stand_in) = &mut self.stand_in else { return Ok(None) };
        stand_in.note = match no {
            // Who is offline, or not live, has no use for it.
            NoPass::Nothing if matches!(why, Why::Offline | Why::Unlisted) => None,
            NoPass::Nothing => Some(words::NOTHING.to_owned()),
            NoPass::UsedUp(_) | NoPass::Unusable(_) if *why == Why::Unlisted => None,
            NoPass::UsedUp(until) => Some(words::used_up(until, &stand_in.official.zone)),
            NoPass::Unusable(said) => Some(words::refused(&said)),
        };
        self.say_note().await?;
        Ok(None)
    }

    /// Adds to what was said last why the API does not help.
    async fn say_note(&mut self) -> Result<(), Gone> {
        match self.stand_in_note().map(str::to_owned) {
            Some(note) => self.voice.add(&note).await,
            None => Ok(()),
        }
    }
}

/// Whether the channel is that of whoever has signed in.
fn is_own(target: &Target, pass: &Pass) -> bool {
    let With::SignIn { channel, handle, .. } = &pass.with else {
        return false;
    };
    match target {
        Target::Channel(id) => id == channel,
        Target::Handle(name) | Target::Custom(name) | Target::User(name) => handle
            .as_deref()
            .is_some_and(|own| own.trim_start_matches('@').eq_ignore_ascii_case(name)),
        Target::Video(_) => false,
    }
}

/// The one that a person chose, else the first.
fn chosen(mut own: Vec<Broadcast>, choice: Option<&str>) -> Option<Broadcast> {
    let at = own.iter().position(|one| Some(one.video.as_str()) == choice).unwrap_or(0);
    (at < own.len()).then(|| own.swap_remove(at))
}
