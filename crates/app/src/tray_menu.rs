//! What the tray says: a pure function of the application's status.

mod action;

use chat::{Platform, SourceState};
use engine::{Face, SourceView, Status, Words};

pub use self::action::{Action, Speed};

/// A line of the tray's menu, from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Words to read, not to click.
    Words(String),
    /// Something to do.
    Action {
        /// What.
        action: Action,
        /// What the menu calls it.
        label: String,
        /// Whether it would do anything now.
        enabled: bool,
    },
    /// A line between groups.
    Separator,
}

impl Entry {
    /// Whether a menu item made for the one can serve as the other's with new words on it.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Words(_), Self::Words(_)) | (Self::Separator, Self::Separator) => true,
            (Self::Action { action, .. }, Self::Action { action: other, .. }) => action == other,
            _ => false,
        }
    }
}

/// The menu for this status, in the language that is set.
#[must_use]
pub fn menu(status: &Status) -> Vec<Entry> {
    let words = Words::of(status.language);
    let line = |source| Entry::Words(source_line(words, source));
    let mut entries: Vec<_> = status.sources.iter().map(line).collect();
    if entries.is_empty() {
        entries.push(Entry::Words(words.say("no-channels")));
    }
    entries.extend(status.warnings.iter().map(|warning| Entry::Words(warning.message.clone())));
    let some_off = status.sources.iter().any(|source| source.state == SourceState::Off);
    let action =
        |action: Action, enabled| Entry::Action { action, label: words.say(action.id()), enabled };
    let speed =
        |speed: Speed| action(Action::ChatSpeed(speed), status.chat_speed != speed.characters());
    entries.extend([
        Entry::Separator,
        action(Action::StartListeners, some_off),
        action(Action::StopListeners, status.listening),
        Entry::Separator,
        speed(Speed::Free),
        speed(Speed::Fast),
        speed(Speed::Comfortable),
        speed(Speed::Slow),
        Entry::Separator,
        action(Action::HideChat, !status.curtain),
        action(Action::ShowChat, status.curtain),
        Entry::Separator,
        action(Action::OpenDashboard, true),
        action(Action::CopyOverlayUrl, true),
        Entry::Separator,
        action(Action::Quit, true),
    ]);
    entries
}

/// What the tray icon says when pointed at: one line.
#[must_use]
pub fn tooltip(status: &Status) -> String {
    let words = Words::of(status.language);
    let all = status.sources.len();
    let live = status.sources.iter().filter(|source| source.state == SourceState::Live).count();
    let mut said = vec![match (all, status.listening) {
        (0, _) => words.say("tooltip-no-channels"),
        (_, false) => words.say("tooltip-stopped"),
        (1, true) if live == 1 => words.say("tooltip-live"),
        _ => words.say_with("tooltip-some-live", &[("live", live.into()), ("all", all.into())]),
    }];
    if status.curtain {
        said.push(words.say("tooltip-hidden"));
    }
    if status.sources.iter().any(SourceView::needs_a_person) || !status.warnings.is_empty() {
        said.push(words.say("tooltip-attention"));
    } else if status.face == Face::Trouble {
        said.push(words.say("tooltip-trouble"));
    }
    format!("MultiChat Overlay: {}", said.join(", "))
}

fn source_line(words: &Words, source: &SourceView) -> String {
    let (platform, state) = (platform_name(words, source.platform), state(words, source));
    match source.platform {
        Platform::Demo => format!("{platform} — {state}"),
        _ => format!("{platform} {} — {state}", source.channel),
    }
}

/// A platform as people call it.
pub(crate) fn platform_name(words: &Words, platform: Platform) -> String {
    match platform {
        Platform::Twitch => "Twitch".into(),
        Platform::YouTube => "YouTube".into(),
        Platform::Donations => words.say("donations"),
        Platform::Demo => words.say("demo"),
    }
}

fn state(words: &Words, source: &SourceView) -> String {
    words.say(match source.state {
        SourceState::Off => "state-off",
        SourceState::Connecting => "state-connecting",
        SourceState::Live => "state-live",
        SourceState::Waiting => "state-waiting",
        SourceState::Backoff => "state-backoff",
        SourceState::NeedsAuth => "state-needs-auth",
        SourceState::Failed => "state-failed",
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use chat::SourceId;
    use engine::{Language, WarningView};
    use jiff::Timestamp;

    use super::*;

    pub(crate) fn source(platform: Platform, channel: &str, state: SourceState) -> SourceView {
        SourceView {
            id: SourceId::new(channel),
            platform,
            channel: channel.into(),
            state,
            detail: String::new(),
            since: "2026-11-22T18:03:11Z".parse().expect("it is a time"),
            health: chat::Health::Ok,
            unknown_kinds: Vec::new(),
            streams: Vec::new(),
            routes: Vec::new(),
            quota: None,
            trouble: engine::SourceTrouble::of(state, chat::Health::Ok, false),
            counts: engine::Counts::default(),
        }
    }

    fn status(sources: Vec<SourceView>) -> Status {
        Status {
            // Not the system's, which is another one on each machine.
            language: Language::En,
            listening: sources.iter().any(|s| s.state != SourceState::Off),
            sources,
            ..Status::default()
        }
    }

    /// The menu as a person sees it; what can't be clicked is in brackets.
    fn seen(status: &Status) -> Vec<String> {
        let line = |entry| match entry {
            Entry::Words(words) => format!("[{words}]"),
            Entry::Separator => "---".into(),
            Entry::Action { label, enabled: true, .. } => label,
            Entry::Action { label, .. } => format!("[{label}]"),
        };
        menu(status).into_iter().map(line).collect()
    }

    #[test]
    fn without_channels_there_is_nothing_to_start_or_stop() {
        assert_eq!(
            seen(&status(vec![])),
            [
                "[No channels yet]",
                "---",
                "[Start listeners]",
                "[Stop listeners]",
                "---",
                "[Chat speed: as it comes]",
                "Chat speed: fast",
                "Chat speed: comfortable",
                "Chat speed: slow",
                "---",
                "Hide chat now",
                "[Show chat again]",
                "---",
                "Open dashboard",
                "Copy overlay URL",
                "---",
                "Quit",
            ]
        );
    }

    #[test]
    fn the_chat_speed_that_is_set_can_not_be_chosen_again() {
        let slow = Status { chat_speed: Some(15), ..status(vec![]) };
        assert_eq!(seen(&slow)[5..9].iter().filter(|line| line.starts_with('[')).count(), 1);
        assert_eq!(seen(&slow)[8], "[Chat speed: slow]");
        let other = Status { chat_speed: Some(33), ..status(vec![]) };
        assert!(!seen(&other)[5..9].iter().any(|line| line.starts_with('[')), "any other number");
    }

    #[test]
    fn what_is_hidden_can_be_shown_again_and_the_tooltip_says_so() {
        let hidden = Status { curtain: true, ..status(vec![]) };
        assert_eq!(seen(&hidden)[10..12], ["[Hide chat now]", "Show chat again"]);
        assert!(tooltip(&hidden).ends_with(", chat is hidden"), "{}", tooltip(&hidden));
    }

    #[test]
    fn every_source_has_a_line_in_its_order() {
        let status = status(vec![
            source(Platform::YouTube, "@x", SourceState::Waiting),
            source(Platform::Twitch, "forsen", SourceState::Live),
            source(Platform::Demo, "demo", SourceState::Off),
        ]);
        assert_eq!(
            seen(&status)[..6],
            [
                "[YouTube @x — waiting for a stream]",
                "[Twitch forsen — live]",
                "[Demo chat — off]",
                "---",
                "Start listeners",
                "Stop listeners",
            ],
            "one is off and two are not: both can be done"
        );
    }

    #[test]
    fn start_and_stop_are_enabled_when_they_would_do_something() {
        let live = status(vec![source(Platform::Twitch, "a", SourceState::Live)]);
        assert_eq!(seen(&live)[2..4], ["[Start listeners]", "Stop listeners"]);
        let off = status(vec![source(Platform::Twitch, "a", SourceState::Off)]);
        assert_eq!(seen(&off)[2..4], ["Start listeners", "[Stop listeners]"]);
    }

    #[test]
    fn a_warning_stands_in_the_menu_and_the_tooltip() {
        let mut status = status(vec![source(Platform::Twitch, "a", SourceState::Live)]);
        assert_eq!(tooltip(&status), "MultiChat Overlay: live");
        status.warnings.push(WarningView {
            code: "disk_full",
            message: "The disk is full.".into(),
            since: Timestamp::UNIX_EPOCH,
            does: String::new(),
            hint: String::new(),
            section: None,
            passed: false,
            logged: false,
        });
        assert_eq!(seen(&status)[1], "[The disk is full.]");
        assert!(
            tooltip(&status).ends_with("open the dashboard"),
            "the attention face must have a reason: {}",
            tooltip(&status)
        );
    }

    #[test]
    fn chat_that_can_not_be_read_at_all_is_told_as_what_mends_itself() {
        let away = || source(Platform::Twitch, "a", SourceState::Backoff);
        let said = tooltip(&Status { face: Face::Trouble, ..status(vec![away(), away()]) });
        assert_eq!(
            said,
            "MultiChat Overlay: 0 of 2 channels live, no chat can be read now: it is tried again"
        );
    }

    #[test]
    fn the_tooltip_counts_what_is_live() {
        let two = vec![
            source(Platform::Twitch, "a", SourceState::Live),
            source(Platform::YouTube, "b", SourceState::Failed),
        ];
        assert_eq!(
            tooltip(&status(two)),
            "MultiChat Overlay: 1 of 2 channels live, something needs you: open the dashboard"
        );
        let off = vec![source(Platform::Twitch, "a", SourceState::Off)];
        assert_eq!(tooltip(&status(off)), "MultiChat Overlay: not listening");
        assert_eq!(tooltip(&status(vec![])), "MultiChat Overlay: no channels yet");
    }

    #[test]
    fn the_menu_speaks_the_language_that_is_set() {
        let source = || vec![source(Platform::Twitch, "forsen", SourceState::NeedsAuth)];
        let german = Status { language: Language::De, ..status(source()) };
        assert_eq!(seen(&german)[0], "[Twitch forsen — kein Zugang]");
        assert_eq!(seen(&german).last().map(String::as_str), Some("Beenden"));
        assert_eq!(
            tooltip(&german),
            "MultiChat Overlay: 0 von 1 Kanal live, hier wirst du gebraucht: öffne das Dashboard"
        );
        let spanish = Status { language: Language::Es, ..status(source()) };
        assert_eq!(seen(&spanish).last().map(String::as_str), Some("Salir"));
    }

    #[test]
    fn an_item_never_changes_what_a_click_on_it_does() {
        let action = |action, enabled| Entry::Action { action, label: String::new(), enabled };
        let quit = action(Action::Quit, true);
        assert!(Entry::Words("a".into()).is_like(&Entry::Words("b".into())));
        assert!(quit.is_like(&action(Action::Quit, false)));
        assert!(!quit.is_like(&action(Action::OpenDashboard, true)));
        assert!(!quit.is_like(&Entry::Separator));
    }
}
