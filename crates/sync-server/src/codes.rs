//! Whom the service knows: names, and fingerprints of the codes that were given to them.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Letters of a name.
const LONGEST_NAME: usize = 64;

/// Somebody who may connect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    name: String,
    fingerprint: String,
}

/// The file with all of them. It is read whenever it is asked, so that who is let in or sent away is so
/// at once.
#[derive(Debug, Clone)]
pub struct Codes(PathBuf);

/// Why nobody could be let in, or sent away.
#[derive(Debug)]
pub enum CodesError {
    /// The file can't be read or written.
    File(PathBuf, io::Error),
    /// It is not what this program has written.
    Damaged(PathBuf, serde_json::Error),
    /// There is no such name.
    Unknown(String),
    /// There is one already.
    Taken(String),
    /// It is none.
    NoName,
    /// The system has no randomness to give.
    NoRandomness(getrandom::Error),
}

impl std::fmt::Display for CodesError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path, error) => {
                write!(
                    f,
                    "{} can't be used: {error}. Give a folder that can be written with --data-dir",
                    path.display()
                )
            }
            Self::Damaged(path, error) => {
                write!(
                    f,
                    "{} is damaged ({error}). Put a copy back, or remove it and give new links",
                    path.display()
                )
            }
            Self::Unknown(name) => {
                write!(f, "nobody is called {name:?}: `multichat-sync list` says who is")
            }
            Self::Taken(name) => {
                write!(
                    f,
                    "there is a {name:?} already: `multichat-sync revoke {name}` ends their link"
                )
            }
            Self::NoName => write!(f, "a name has 1 to {LONGEST_NAME} letters, all on one line"),
            Self::NoRandomness(error) => write!(f, "the system has no randomness to give: {error}"),
        }
    }
}

impl std::error::Error for CodesError {}

impl Codes {
    /// Those of a data folder.
    #[must_use]
    pub fn in_folder(data_dir: &Path) -> Self {
        Self(data_dir.join("codes.json"))
    }

    /// Lets somebody in, and gives the code that they connect with. It is nowhere else.
    pub fn allow(&self, name: &str) -> Result<String, CodesError> {
        let name = name.trim();
        if name.is_empty()
            || name.chars().count() > LONGEST_NAME
            || name.chars().any(char::is_control)
        {
            return Err(CodesError::NoName);
        }
        let mut all = self.all()?;
        if all.iter().any(|known| known.name == name) {
            return Err(CodesError::Taken(name.to_owned()));
        }
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(CodesError::NoRandomness)?;
        let code = sync::hex(&bytes);
        all.push(Known { name: name.to_owned(), fingerprint: sync::fingerprint(&code) });
        self.keep(&all)?;
        Ok(code)
    }

    /// Sends somebody away: their code opens nothing any more.
    pub fn revoke(&self, name: &str) -> Result<(), CodesError> {
        let mut all = self.all()?;
        let before = all.len();
        all.retain(|known| known.name != name);
        if all.len() == before {
            return Err(CodesError::Unknown(name.to_owned()));
        }
        self.keep(&all)
    }

    /// Who may connect.
    pub fn names(&self) -> Result<Vec<String>, CodesError> {
        Ok(self.all()?.into_iter().map(|known| known.name).collect())
    }

    /// Whether this fingerprint is one of theirs.
    pub(crate) fn know(&self, fingerprint: &str) -> Result<bool, CodesError> {
        // Of a fingerprint nothing is learned by how long it takes to compare. A file that is not there may
        // be elsewhere, and who is sent away for good needs a person to come back.
        Ok(self.kept()?.iter().any(|known| known.fingerprint == fingerprint))
    }

    fn kept(&self) -> Result<Vec<Known>, CodesError> {
        let bytes =
            std::fs::read(&self.0).map_err(|error| CodesError::File(self.0.clone(), error))?;
        serde_json::from_slice(&bytes).map_err(|error| CodesError::Damaged(self.0.clone(), error))
    }

    fn all(&self) -> Result<Vec<Known>, CodesError> {
        match self.kept() {
            Err(CodesError::File(_, error)) if error.kind() == io::ErrorKind::NotFound => {
                Ok(Vec::new())
            }
            kept => kept,
        }
    }

    fn keep(&self, all: &[Known]) -> Result<(), CodesError> {
        // Names and digits: the encoder has nothing that it could refuse.
        let bytes = serde_json::to_vec_pretty(all).unwrap_or_default();
        let folder = self.0.parent().map_or(Ok(()), files::make_folder);
        let kept = folder.and_then(|()| files::write(&self.0, &bytes));
        kept.map_err(|error| CodesError::File(self.0.clone(), error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_let_in_is_known_by_their_code_until_they_are_sent_away() {
        let folder = tempfile::tempdir().unwrap();
        let codes = Codes::in_folder(&folder.path().join("new"));
        assert_eq!(codes.names().unwrap(), Vec::<String>::new());
        let (ada, bob) = (codes.allow("Ada").unwrap(), codes.allow(" Bob ").unwrap());
        assert_eq!(codes.names().unwrap(), ["Ada", "Bob"]);
        assert!(codes.know(&sync::fingerprint(&ada)).unwrap());
        assert!(!codes.know(&ada).unwrap(), "what is kept opens nothing");
        codes.revoke("Ada").unwrap();
        assert!(!codes.know(&sync::fingerprint(&ada)).unwrap());
        assert!(codes.know(&sync::fingerprint(&bob)).unwrap());
        assert_eq!(ada.len(), 64);
    }

    #[test]
    fn what_can_t_be_is_refused_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let codes = Codes::in_folder(folder.path());
        codes.allow("Ada").unwrap();
        assert!(matches!(codes.allow("Ada"), Err(CodesError::Taken(_))));
        for name in ["", "  ", "two\nlines", &"a".repeat(65)] {
            assert!(matches!(codes.allow(name), Err(CodesError::NoName)), "{name:?}");
        }
        assert!(matches!(codes.revoke("Bob"), Err(CodesError::Unknown(_))));
        assert_eq!(codes.names().unwrap(), ["Ada"]);
        std::fs::write(folder.path().join("codes.json"), "[{").unwrap();
        assert!(matches!(codes.allow("Bob"), Err(CodesError::Damaged(..))));
        assert_eq!(
            std::fs::read(folder.path().join("codes.json")).unwrap(),
            b"[{",
            "nothing is lost"
        );
    }
}
