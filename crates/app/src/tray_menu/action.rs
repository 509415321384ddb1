//! What can be done from the tray, and what its menu's items are called on the way to the desktop.

/// What can be done from the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Starts every source.
    StartListeners,
    /// Stops every source.
    StopListeners,
    /// Makes chat as fast as this on every overlay.
    ChatSpeed(Speed),
    /// Draws the curtain before every overlay.
    HideChat,
    /// Lifts it.
    ShowChat,
    /// Shows the dashboard window.
    OpenDashboard,
    /// Puts the default overlay's address on the clipboard.
    CopyOverlayUrl,
    /// Ends the application.
    Quit,
}

/// How fast chat is, as a person chooses it. The dashboard has any number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// As it comes.
    Free,
    /// Fast to read.
    Fast,
    /// A person's usual reading.
    Comfortable,
    /// For a stream that is watched beside something else.
    Slow,
}

impl Speed {
    /// Characters a second; `None` is as it comes.
    #[must_use]
    pub const fn characters(self) -> Option<u16> {
        match self {
            Self::Free => None,
            Self::Fast => Some(60),
            Self::Comfortable => Some(30),
            Self::Slow => Some(15),
        }
    }
}

impl Action {
    const ALL: [Self; 11] = [
        Self::StartListeners,
        Self::StopListeners,
        Self::ChatSpeed(Speed::Free),
        Self::ChatSpeed(Speed::Fast),
        Self::ChatSpeed(Speed::Comfortable),
        Self::ChatSpeed(Speed::Slow),
        Self::HideChat,
        Self::ShowChat,
        Self::OpenDashboard,
        Self::CopyOverlayUrl,
        Self::Quit,
    ];

    /// The name that a menu item of the desktop carries.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::StartListeners => "start-listeners",
            Self::StopListeners => "stop-listeners",
            Self::ChatSpeed(Speed::Free) => "chat-speed-free",
            Self::ChatSpeed(Speed::Fast) => "chat-speed-fast",
            Self::ChatSpeed(Speed::Comfortable) => "chat-speed-comfortable",
            Self::ChatSpeed(Speed::Slow) => "chat-speed-slow",
            Self::HideChat => "hide-chat",
            Self::ShowChat => "show-chat",
            Self::OpenDashboard => "open-dashboard",
            Self::CopyOverlayUrl => "copy-overlay-url",
            Self::Quit => "quit",
        }
    }

    /// The action with this [id](Self::id).
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_found_by_its_id() {
        for action in Action::ALL {
            assert_eq!(Action::from_id(action.id()), Some(action));
        }
        assert_eq!(Action::from_id("made-up"), None);
    }
}
