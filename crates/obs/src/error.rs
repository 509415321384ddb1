//! What can go wrong with OBS, with a sentence for the person.

/// Why OBS did not do what was asked. The text says what happened, [`hint`](Self::hint) what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ObsError {
    /// The person has not turned the connection on.
    #[error("the connection to OBS is off")]
    Off,
    /// Nobody listens there.
    #[error("OBS is not running, or its WebSocket server is off")]
    NotRunning,
    /// Somebody listens there who does not speak as OBS does.
    #[error("another program than OBS answers at its address")]
    NotObs,
    /// It wants a password, and there is none.
    #[error("OBS wants its WebSocket password")]
    PasswordNeeded,
    /// It has another password.
    #[error("this is not the WebSocket password of OBS")]
    WrongPassword,
    /// It does not speak our version of the protocol.
    #[error("this OBS is too old: it has no WebSocket server of version 5")]
    TooOld,
    /// It can be spoken to, but its browser is older than what overlays are made for. This is its
    /// version.
    #[error("the browser of OBS {0} is too old for overlays")]
    OldBrowser(String),
    /// It was built without the browser source.
    #[error("this OBS has no browser source")]
    NoBrowser,
    /// It took longer than a person waits.
    #[error("OBS does not answer")]
    Silent,
    /// The connection ended.
    #[error("the connection to OBS was lost")]
    Lost,
    /// It said no.
    #[error("OBS refuses {request}: {comment} ({code})")]
    Refused {
        /// The request's name in the protocol.
        request: &'static str,
        /// The status in the protocol.
        code: u16,
        /// Its own words.
        comment: String,
    },
    /// There is no such scene.
    #[error("OBS has no scene {0:?}")]
    NoScene(String),
    /// The scene shows it by a group or a scene within it, of this name.
    #[error("this overlay is not in the scene itself, but within {0}")]
    Within(String),
}

impl ObsError {
    /// Its fixed name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Off => "obs_off",
            Self::NotRunning | Self::NotObs => "obs_not_running",
            Self::PasswordNeeded => "obs_password_needed",
            Self::WrongPassword => "obs_wrong_password",
            Self::TooOld | Self::OldBrowser(_) => "obs_too_old",
            Self::NoBrowser => "obs_no_browser_plugin",
            Self::Silent => "obs_silent",
            Self::Lost => "obs_lost",
            Self::Refused { .. } => "obs_refused",
            Self::NoScene(_) => "obs_no_scene",
            Self::Within(_) => "obs_within",
        }
    }

    /// What to do.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Off => "Turn it on in the dashboard, under OBS.",
            Self::NotRunning => {
                "Start OBS. In OBS, under Tools, WebSocket Server Settings, tick “Enable WebSocket \
                 server”, and see that the port is 4455. The rest goes by itself."
            }
            Self::NotObs => {
                "In OBS, under Tools, WebSocket Server Settings, look at the port: it should be \
                 4455, and no other program may use it."
            }
            Self::PasswordNeeded => {
                "In OBS, under Tools, WebSocket Server Settings, press “Show Connect Info”, copy \
                 the password, and paste it in the dashboard under OBS."
            }
            Self::WrongPassword => {
                "In OBS, under Tools, WebSocket Server Settings, press “Show Connect Info”, copy \
                 the password again, and paste it in the dashboard under OBS."
            }
            Self::TooOld => {
                "Update OBS to version 29.1 or later. If it is the newest, update this application."
            }
            Self::OldBrowser(_) => {
                "Some of what they show may be missing. Update OBS to version 29.1 or later."
            }
            Self::NoBrowser => {
                "Overlays need it. Install OBS from obsproject.com, as a Flatpak, or with your \
                 system's package of its browser plugin, and start OBS again."
            }
            Self::Silent => "It may be busy, or ask you something: look at its windows.",
            Self::Lost => "It is looked for again by itself. If OBS has ended, start it.",
            Self::Refused { .. } => "Look at the scene in OBS, and try again.",
            Self::NoScene(_) => "It may have another name now: choose it again.",
            Self::Within(_) => {
                "Take it out of that one: of a scene here, of a group in OBS' own list of sources."
            }
        }
    }

    /// What happened, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let text = self.to_string();
        let mut letters = text.chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    }

    /// Both, as sentences.
    #[must_use]
    pub fn told(&self) -> String {
        format!("{} {}", self.sentence(), self.hint())
    }
}
