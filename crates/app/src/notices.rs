//! What is told on the desktop while nobody looks at the dashboard: what needs a person, once each.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use engine::{SourceView, Status, Words};

use crate::tray_menu::platform_name;

/// What comes back within this time was told already.
const AGAIN: Duration = Duration::from_hours(1);

/// A notice, as the desktop shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub title: String,
    /// What is wrong, or what to do about it.
    pub text: String,
}

/// What was told, so that it is not told again and again: since when it is gone, or `None` while it
/// stands.
#[derive(Debug, Default)]
pub struct Told(HashMap<String, Option<Instant>>);

impl Told {
    /// What this status adds to what was told; to be asked at every change, for then it is known how
    /// long something has been gone.
    pub fn new_of(&mut self, status: &Status, now: Instant) -> Vec<Notice> {
        let needs: Vec<_> = needs(status).collect();
        self.0.retain(|key, gone| {
            if needs.iter().any(|(standing, _)| standing == key) {
                // What comes back too late is told as something new.
                let back_in_time = gone.is_none_or(|gone| now.duration_since(gone) < AGAIN);
                *gone = None;
                return back_in_time;
            }
            now.duration_since(*gone.get_or_insert(now)) < AGAIN
        });
        let is_new = |(key, notice)| self.0.insert(key, None).is_none().then_some(notice);
        needs.into_iter().filter_map(is_new).collect()
    }
}

/// What needs a person, each with a key by which it is known again.
fn needs(status: &Status) -> impl Iterator<Item = (String, Notice)> + '_ {
    let words = Words::of(status.language);
    let sources = status.sources.iter().filter(|source| source.needs_a_person());
    let sources = sources.map(move |source: &SourceView| {
        let title = format!("{} {}", platform_name(words, source.platform), source.channel);
        (format!("source {}", source.id), Notice { title, text: source.detail.clone() })
    });
    let warnings = status.warnings.iter().map(|warning| {
        let notice = Notice { title: warning.message.clone(), text: warning.hint.clone() };
        (format!("warning {}", warning.code), notice)
    });
    sources.chain(warnings)
}

#[cfg(test)]
mod tests {
    use chat::{Platform, SourceState};
    use engine::WarningView;
    use jiff::Timestamp;

    use super::*;
    use crate::tray_menu::tests::source;

    fn status(state: SourceState, warnings: &[&'static str]) -> Status {
        let warning = |code: &&'static str| WarningView {
            code,
            message: format!("{code} happened."),
            since: Timestamp::UNIX_EPOCH,
            does: String::new(),
            hint: "Do something.".into(),
            section: None,
            passed: false,
            logged: false,
        };
        Status {
            sources: vec![source(Platform::Twitch, "ada", state)],
            warnings: warnings.iter().map(warning).collect(),
            ..Status::default()
        }
    }

    #[test]
    fn each_need_is_told_once_and_again_only_long_after() {
        let mut told = Told::default();
        let start = Instant::now();
        let mut titles = |minutes, state, warnings: &[&'static str]| {
            let now = start + Duration::from_mins(minutes);
            let notices = told.new_of(&status(state, warnings), now).into_iter();
            notices.map(|notice| notice.title).collect::<Vec<_>>()
        };
        assert!(titles(0, SourceState::Live, &[]).is_empty(), "all is well");
        assert_eq!(titles(1, SourceState::Failed, &["a"]), ["Twitch ada", "a happened."]);
        assert!(titles(2, SourceState::Failed, &["a"]).is_empty(), "it goes on");
        assert!(titles(3, SourceState::Live, &[]).is_empty(), "it is over");
        assert_eq!(titles(4, SourceState::Failed, &["a", "b"]), ["b happened."], "it comes back");
        assert!(titles(63, SourceState::Live, &[]).is_empty());
        assert_eq!(titles(130, SourceState::Failed, &["b"]), ["Twitch ada", "b happened."]);
        assert!(titles(400, SourceState::Failed, &["b"]).is_empty(), "hours later it still stands");
        assert!(titles(401, SourceState::Failed, &[]).is_empty(), "it is over");
        assert!(titles(402, SourceState::Failed, &["b"]).is_empty(), "and back a minute later");
    }
}
