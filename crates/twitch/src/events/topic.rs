//! What can be subscribed to.

/// A kind of event that chat has nothing of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A reward of the channel's own was redeemed.
    Reward,
    /// One of Twitch's own rewards was redeemed.
    AutomaticReward,
    /// A poll begins.
    PollBegins,
    /// Its votes change.
    PollProgresses,
    /// It ends.
    PollEnds,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Reward,
        Self::AutomaticReward,
        Self::PollBegins,
        Self::PollProgresses,
        Self::PollEnds,
    ];

    /// Twitch's name of it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reward => "channel.channel_points_custom_reward_redemption.add",
            Self::AutomaticReward => "channel.channel_points_automatic_reward_redemption.add",
            Self::PollBegins => "channel.poll.begin",
            Self::PollProgresses => "channel.poll.progress",
            Self::PollEnds => "channel.poll.end",
        }
    }

    /// The topic with this [name](Self::name).
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.name() == name)
    }

    /// The version of it that we read.
    #[must_use]
    pub fn version(self) -> &'static str {
        match self {
            Self::AutomaticReward => "2",
            _ => "1",
        }
    }

    /// Whether a sign-in with these scopes may read it. Who may manage rewards or polls may read
    /// them too.
    #[must_use]
    pub fn is_allowed_by(self, scopes: &[String]) -> bool {
        let of = match self {
            Self::Reward | Self::AutomaticReward => "redemptions",
            Self::PollBegins | Self::PollProgresses | Self::PollEnds => "polls",
        };
        let names = [format!("channel:read:{of}"), format!("channel:manage:{of}")];
        scopes.iter().any(|scope| names.contains(scope))
    }

    /// Whether it is of polls.
    #[must_use]
    pub fn is_of_polls(self) -> bool {
        matches!(self, Self::PollBegins | Self::PollProgresses | Self::PollEnds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_read_with_its_scope_alone() {
        let allowed = |scope: &str| {
            Topic::ALL.into_iter().filter(|topic| topic.is_allowed_by(&[scope.to_owned()])).count()
        };
        assert_eq!(allowed("user:read:chat"), 0);
        assert_eq!(allowed("channel:read:redemptions"), 2);
        assert_eq!(allowed("channel:manage:polls"), 3);
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.name()), Some(topic));
        }
    }
}
