//! What an overlay gets of chat, and in which words.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use super::letters::begins_with;
use super::text;
use super::words::Words;
use crate::{Kind, Message, Platform, Role, SubscriptionEvent};

/// What can be hidden beside the kinds: messages that answer another, messages from another channel
/// that shares its chat, subscriptions that are renewed, and the mark of a first message. The page
/// takes the mark away, and shows the message.
const BESIDE_KINDS: [&str; 4] = ["reply", "shared", "resub", "first"];

/// Bots that many channels have, by login.
static BOTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("bots.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// What an overlay gets of chat. All of it, at first.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The names of the kinds, and of what is [beside them](Self::names), that it does not get.
    pub hidden: BTreeSet<String>,
    /// The platforms that it shows. The demo chat is always shown.
    pub platforms: BTreeSet<Platform>,
    /// The roles of which an author must have one; none: everyone is shown.
    pub roles: Vec<Role>,
    /// Chatters who are not shown, by name, login or the platform's id, in small letters.
    pub users: HashSet<String>,
    /// Whether well-known bots are kept away.
    pub bots: bool,
    /// What a message to a bot begins with.
    pub prefixes: Vec<String>,
    /// Words that are not shown.
    pub words: Words,
    /// Whether the words are looked for in names too.
    pub words_in_names: bool,
    /// What becomes of a message with such a word.
    pub on_word: OnWord,
    /// Whose links are shown.
    pub links_from: LinksFrom,
    /// Whether a message goes because of its link, and not the link alone.
    pub links_hide: bool,
    /// What becomes of messages in capitals.
    pub capitals: OnExcess,
    /// What becomes of messages of many emotes.
    pub walls: OnExcess,
}

/// What becomes of a message with a blocked word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnWord {
    /// It is not shown.
    Hide,
    /// Dots are shown in the word's place.
    Mask,
    /// It waits until a person lets it pass.
    Hold,
}

/// Whose links are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinksFrom {
    /// Everyone's.
    Everyone,
    /// Those of this role and all above it.
    Role(Role),
    /// Nobody's.
    Nobody,
}

/// What becomes of a message that has too much of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnExcess {
    /// It is shown as it is.
    Keep,
    /// It is shown with less of it.
    Calm,
    /// It is not shown.
    Hide,
}

/// What the rules say of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is shown as it is.
    Show,
    /// It is shown like this.
    Change(Box<Message>, Because),
    /// It is not shown.
    Hide(Because),
    /// It waits for a person.
    Hold(Because),
}

/// Which rule it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The rule's name: that of the option.
    pub rule: &'static str,
    /// What it met: the word, the kind, the prefix.
    pub met: String,
}

impl Because {
    fn new(rule: &'static str, met: impl Into<String>) -> Self {
        Self { rule, met: met.into() }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            hidden: BTreeSet::new(),
            platforms: BTreeSet::from([Platform::Twitch, Platform::YouTube]),
            roles: Vec::new(),
            users: HashSet::new(),
            bots: false,
            prefixes: Vec::new(),
            words: Words::default(),
            words_in_names: true,
            on_word: OnWord::Hide,
            links_from: LinksFrom::Everyone,
            links_hide: false,
            capitals: OnExcess::Keep,
            walls: OnExcess::Keep,
        }
    }
}

impl Rules {
    /// All that can be hidden by name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Kind::NAMES.into_iter().chain(BESIDE_KINDS)
    }

    /// Of these rules, those about people and what they write: not what is chosen of chat.
    #[must_use]
    pub fn of_manners(self) -> Self {
        let Self { hidden, platforms, roles, prefixes, .. } = Self::default();
        Self { hidden, platforms, roles, prefixes, ..self }
    }

    /// What becomes of a message. The first rule that it meets says so.
    #[must_use]
    pub fn judge(&self, message: &Message) -> Verdict {
        if let Some(because) = self.keeps_away(message) {
            return Verdict::Hide(because);
        }
        let (mut shown, mut because) = (None, None);
        let quoted = message.quote();
        if let Some(hidden) = quoted.and_then(|by| self.hidden_person(&by.author, by.names())) {
            shown.get_or_insert_with(|| message.clone()).reply_to = None;
            because = Some(hidden);
        }
        if let Some(word) = self.word_in(message) {
            let met = Because::new("words", self.words.word(word));
            match self.on_word {
                OnWord::Hide => return Verdict::Hide(met),
                OnWord::Hold => return Verdict::Hold(met),
                OnWord::Mask => {
                    let masked = shown.get_or_insert_with(|| message.clone());
                    text::mask_words(masked, &self.words, self.words_in_names);
                    because = Some(met);
                }
            }
        }
        // The rules of manners are for those who do not keep them up.
        if message.is_by_moderator() {
            return verdict(shown, because);
        }
        if !self.may_link(message) {
            let written = text::link(message);
            if let Some(link) = written.as_ref().filter(|_| self.links_hide) {
                return Verdict::Hide(Because::new("links", link));
            }
            if let Some(link) = written.or_else(|| text::quoted_link(message)) {
                text::mask_links(shown.get_or_insert_with(|| message.clone()));
                because = Some(Because::new("links", link));
            }
        }
        for (rule, what, is_too_much, calm) in [
            (
                "capitals",
                self.capitals,
                text::is_shouted as fn(&Message) -> bool,
                text::calm as fn(&mut Message),
            ),
            ("emote_walls", self.walls, text::is_wall, text::collapse_wall),
        ] {
            if what == OnExcess::Keep || !is_too_much(message) {
                continue;
            }
            if what == OnExcess::Hide {
                return Verdict::Hide(Because::new(rule, ""));
            }
            calm(shown.get_or_insert_with(|| message.clone()));
            because = Some(Because::new(rule, ""));
        }
        // Who answers has not shouted, and the answer is shown.
        if self.capitals != OnExcess::Keep && text::quotes_shouting(message) {
            text::calm_quote(shown.get_or_insert_with(|| message.clone()));
            because = Some(Because::new("capitals", ""));
        }
        verdict(shown, because)
    }

    /// Whether it has a blocked word, or its author is hidden: whatever is shown here, and how, that
    /// is for nobody's eyes.
    #[must_use]
    pub fn is_unwanted(&self, message: &Message) -> bool {
        self.hidden_author(message).is_some() || self.word_in(message).is_some()
    }

    /// The rule of what it is, or who wrote it, that keeps a message away.
    fn keeps_away(&self, message: &Message) -> Option<Because> {
        let is_chosen = matches!(message.platform, Platform::Twitch | Platform::YouTube);
        if is_chosen && !self.platforms.contains(&message.platform) {
            return Some(Because::new("platforms", message.platform.name()));
        }
        if let Some(name) = self.hidden_name(message) {
            return Some(Because::new("hidden", name));
        }
        // Who donates has no roles: the service does not know the chat.
        if !self.roles.is_empty()
            && message.platform != Platform::Donations
            && message.author.is_some()
            && !message.roles().iter().any(|role| self.roles.contains(role))
        {
            return Some(Because::new("roles", ""));
        }
        message.author.as_ref()?;
        if let Some(because) = self.hidden_author(message) {
            return Some(because);
        }
        let first = message.body.first().map_or("", |part| part.text());
        let is_chat = matches!(message.kind, Kind::Chat | Kind::Action);
        let prefix = self.prefixes.iter().find(|prefix| is_chat && begins_with(first, prefix))?;
        Some(Because::new("command_prefixes", prefix))
    }

    /// The rule by which nothing of its author's is shown.
    fn hidden_author(&self, message: &Message) -> Option<Because> {
        let author = message.author.as_ref()?;
        self.hidden_person(&author.name, author.names())
    }

    /// The rule by which nothing of somebody's is shown.
    fn hidden_person(&self, name: &str, names: impl Iterator<Item = String>) -> Option<Because> {
        if self.users.is_empty() && !self.bots {
            return None;
        }
        let names: Vec<String> = names.collect();
        if names.iter().any(|name| self.users.contains(name)) {
            return Some(Because::new("hidden_users", name));
        }
        let is_bot = self.bots && names.iter().any(|name| BOTS.contains(&**name));
        is_bot.then(|| Because::new("hide_bots", name))
    }

    fn hidden_name(&self, message: &Message) -> Option<&'static str> {
        if self.hidden.is_empty() {
            return None;
        }
        let renewed =
            matches!(message.kind, Kind::Subscription { event: SubscriptionEvent::Renewed, .. });
        let is = [
            (message.kind.name(), true),
            ("reply", message.reply_to.is_some()),
            ("shared", message.is_from_elsewhere()),
            ("resub", renewed),
        ];
        is.into_iter()
            .find(|(name, applies)| *applies && self.hidden.contains(*name))
            .map(|is| is.0)
    }

    /// A blocked word in the message, by its number.
    fn word_in(&self, message: &Message) -> Option<usize> {
        if self.words.is_empty() {
            return None;
        }
        text::first_hit(message, &self.words, self.words_in_names)
    }

    /// Whether its author may show links.
    fn may_link(&self, message: &Message) -> bool {
        match self.links_from {
            LinksFrom::Everyone => true,
            // The highest role comes first.
            LinksFrom::Role(lowest) => message.roles().iter().any(|role| *role <= lowest),
            LinksFrom::Nobody => false,
        }
    }
}

fn verdict(shown: Option<Message>, because: Option<Because>) -> Verdict {
    match (shown, because) {
        (Some(message), Some(because)) => Verdict::Change(Box::new(message), because),
        _ => Verdict::Show,
    }
}
