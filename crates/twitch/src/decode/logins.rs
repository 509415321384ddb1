//! Whose login is whose id.

use std::{collections::HashMap, mem};

/// After how many authors the older half is forgotten.
const REMEMBERED: usize = 2_000;

/// The authors of the last while. Messages name their author by id, and what Twitch removes without
/// an id it names by login.
#[derive(Debug, Default)]
pub(super) struct Logins {
    ids: HashMap<String, String>,
    /// Those of before, until as many new ones are known.
    older: HashMap<String, String>,
}

impl Logins {
    pub(super) fn learn(&mut self, login: &str, id: &str) {
        if self.ids.get(login).is_some_and(|known| known == id) {
            return;
        }
        if self.ids.len() >= REMEMBERED {
            self.older = mem::take(&mut self.ids);
        }
        self.ids.insert(login.to_owned(), id.to_owned());
    }

    /// The id of an author who wrote lately.
    pub(super) fn id(&self, login: &str) -> Option<&str> {
        self.ids.get(login).or_else(|| self.older.get(login)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_authors_are_known_and_their_number_is_bounded() {
        let mut logins = Logins::default();
        logins.learn("ada", "1");
        logins.learn("ada", "2");
        assert_eq!(logins.id("ada"), Some("2"), "a login may change hands");
        for number in 0..10 * REMEMBERED {
            logins.learn(&format!("login{number}"), "3");
            assert!(logins.ids.len() + logins.older.len() <= 2 * REMEMBERED);
        }
        assert_eq!(logins.id("ada"), None, "long ago");
        let lately = 9 * REMEMBERED + 1;
        assert_eq!(logins.id(&format!("login{lately}")), Some("3"));
    }
}
