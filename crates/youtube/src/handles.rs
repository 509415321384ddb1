//! Whose channel a handle is.

use chat::{Author, AuthorId, Recent};

/// The channels behind the handles that were met lately.
///
/// A gift of Jewels comes with a handle alone, and whoever is banned is named by the channel.
#[derive(Debug)]
pub(crate) struct Handles(Recent<String, AuthorId>);

impl Handles {
    pub(crate) fn new(capacity: usize) -> Self {
        Self(Recent::new(capacity))
    }

    /// Learns the channel of an author who has both, and gives it to one who has a handle alone.
    pub(crate) fn meet(&mut self, author: &mut Author) {
        if !author.name.starts_with('@') {
            return;
        }
        if author.id.as_str() != author.name {
            self.0.insert(author.name.clone(), author.id.clone());
        } else if let Some(channel) = self.0.get(&author.name) {
            author.id = channel.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(name: &str, id: &str) -> Author {
        Author {
            id: AuthorId::new(id),
            name: name.to_owned(),
            login: None,
            color: None,
            roles: Vec::new(),
            badges: Vec::new(),
            avatar: None,
            pronouns: None,
        }
    }

    #[test]
    fn a_handle_is_known_by_its_channel_for_a_while() {
        let mut handles = Handles::new(2);
        let id = |handles: &mut Handles, name: &str, id: &str| {
            let mut author = author(name, id);
            handles.meet(&mut author);
            author.id
        };
        assert_eq!(id(&mut handles, "@ada", "@ada").as_str(), "@ada", "nobody knows yet");
        for (name, channel) in [("@ada", "UCada"), ("@bob", "UCbob"), ("@ada", "UCada")] {
            assert_eq!(id(&mut handles, name, channel).as_str(), channel, "as it is");
        }
        assert_eq!(id(&mut handles, "@ada", "@ada").as_str(), "UCada");
        id(&mut handles, "@eve", "UCeve");
        assert_eq!(id(&mut handles, "@ada", "@ada").as_str(), "@ada", "memory is bounded");
        assert_eq!(id(&mut handles, "@bob", "@bob").as_str(), "UCbob");
    }
}
