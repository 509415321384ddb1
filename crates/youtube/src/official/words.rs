//! How the official API does, in sentences for a person.

use std::time::Duration;

use chat::{Health, SourceState, Status};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::feed::Means;
use super::refusal::Refusal;
use super::stand_in::Why;
use crate::web::WebError;

impl Why {
    /// In a sentence that goes on.
    fn words(&self) -> String {
        match self {
            Self::Failing(words) => (*words).to_owned(),
            Self::Offline => "YouTube's page can't be reached".to_owned(),
            Self::Blind => "nothing of what YouTube's page sends can be understood".to_owned(),
            Self::Closed(words) => words.clone(),
            Self::Unlisted => "the stream is not listed".to_owned(),
        }
    }

    pub(crate) fn of(error: &WebError) -> Self {
        Self::Failing(match error {
            WebError::Unreachable(_) => return Self::Offline,
            WebError::Certificate(_) => "somebody else answers in the place of YouTube's page",
            WebError::Status(_) => "YouTube's page refuses to show this chat",
            WebError::Limited { .. } => "YouTube's page says that this computer asks too much",
            WebError::Consent => "YouTube's page asks about cookies first",
            WebError::Unreadable => "what YouTube's page sends can't be read",
        })
    }
}

/// Chat arrives.
pub(crate) fn reading(title: &str, why: &Why, means: Means, pace: Duration) -> Status {
    let title: String = title.chars().take(100).collect();
    let pace = match means {
        Means::Stream => String::new(),
        Means::List => {
            // In steps, so that it is not told anew with every poll.
            let seconds = pace.as_secs().max(1).div_ceil(5) * 5;
            format!(" It is asked every {seconds} seconds, so that its quota lasts.")
        }
    };
    let back = match why {
        Why::Unlisted => "",
        _ => " Reading by the page goes on by itself when that works again.",
    };
    let detail = format!(
        "Reading all chat of “{title}” by YouTube's official API, without pictures of emoji: {}.\
         {pace}{back}",
        why.words()
    );
    // What the API does not know is missing.
    Status::new(SourceState::Live, detail).with_health(Health::Degraded)
}

/// The API does not answer as it should, and is asked again.
pub(crate) fn failing(why: &Why, refusal: &Refusal) -> Status {
    let detail = match refusal {
        Refusal::TooFast { .. } => format!(
            "{}, and its official API says that it is asked too fast. Reading goes on by itself \
             in some minutes.",
            capital(&why.words())
        ),
        Refusal::Unreachable => format!(
            "{}, and its official API can't be reached either. Check the internet connection; \
             both are tried again by themselves.",
            capital(&why.words())
        ),
        other => format!(
            "{}, and reading by its official API fails: {other}. Both are tried again by \
             themselves.",
            capital(&why.words())
        ),
    };
    Status::new(SourceState::Backoff, detail)
}

/// Neither way leads to the chat.
pub(crate) fn without(why: &Why) -> Status {
    let detail = format!("{}. It is tried again by itself.", capital(&why.words()));
    Status::new(SourceState::Backoff, detail)
}

/// Why the API can't help, and what to do.
pub(crate) fn used_up(until: Timestamp, zone: &TimeZone) -> String {
    let hour = until.to_zoned(zone.clone()).strftime("%H:%M").to_string();
    format!(
        "YouTube's official API can't stand in either: its quota of today is used up until {hour}."
    )
}

pub(crate) fn refused(words: &str) -> String {
    format!("YouTube's official API can't stand in: {words}.")
}

pub(crate) const NOTHING: &str = "With a sign-in to Google or an API key, under Accounts, chat \
                                  would go on by YouTube's official API.";

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_is_that_of_the_person() {
        let until: Timestamp = "2026-11-29T08:00:00Z".parse().expect("a time");
        let zone = TimeZone::posix("CET-1").expect("a zone");
        assert!(used_up(until, &zone).ends_with("used up until 09:00."), "an hour east");
    }

    #[test]
    fn a_slow_pace_is_told_and_why() {
        let why = Why::of(&WebError::Limited { retry_after: None });
        let status = reading("art", &why, Means::List, Duration::from_millis(43_200));
        assert!(status.detail.contains("asks too much."), "{}", status.detail);
        assert!(status.detail.contains("every 45 seconds"), "{}", status.detail);
        assert_eq!((status.state, status.health), (SourceState::Live, Health::Degraded));
    }
}
