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
    /// A Hype Train begins.
    HypeTrainBegins,
    /// Somebody gave to it.
    HypeTrainProgresses,
    /// It ends.
    HypeTrainEnds,
    /// Somebody follows the channel from now on.
    Follow,
}

/// What belongs together for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Rewards that were redeemed.
    Rewards,
    /// Polls.
    Polls,
    /// Hype Trains.
    HypeTrains,
    /// Who follows.
    Followers,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Reward,
        Self::AutomaticReward,
        Self::PollBegins,
        Self::PollProgresses,
        Self::PollEnds,
        Self::HypeTrainBegins,
        Self::HypeTrainProgresses,
        Self::HypeTrainEnds,
        Self::Follow,
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
            Self::HypeTrainBegins => "channel.hype_train.begin",
            Self::HypeTrainProgresses => "channel.hype_train.progress",
            Self::HypeTrainEnds => "channel.hype_train.end",
            Self::Follow => "channel.follow",
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
            Self::Reward | Self::PollBegins | Self::PollProgresses | Self::PollEnds => "1",
            Self::AutomaticReward
            | Self::HypeTrainBegins
            | Self::HypeTrainProgresses
            | Self::HypeTrainEnds
            | Self::Follow => "2",
        }
    }

    /// Whether a sign-in with these scopes may read it. Who may manage rewards or polls may read
    /// them too.
    #[must_use]
    pub fn is_allowed_by(self, scopes: &[String]) -> bool {
        let names: &[&str] = match self.subject() {
            Subject::Rewards => &["channel:read:redemptions", "channel:manage:redemptions"],
            Subject::Polls => &["channel:read:polls", "channel:manage:polls"],
            Subject::HypeTrains => &["channel:read:hype_train"],
            Subject::Followers => &["moderator:read:followers"],
        };
        scopes.iter().any(|scope| names.contains(&scope.as_str()))
    }

    /// What it is about.
    #[must_use]
    pub fn subject(self) -> Subject {
        match self {
            Self::Reward | Self::AutomaticReward => Subject::Rewards,
            Self::PollBegins | Self::PollProgresses | Self::PollEnds => Subject::Polls,
            Self::HypeTrainBegins | Self::HypeTrainProgresses | Self::HypeTrainEnds => {
                Subject::HypeTrains
            }
            Self::Follow => Subject::Followers,
        }
    }

    /// Whether Twitch tells it to moderators, and wants to know who of them asks.
    #[must_use]
    pub fn is_for_moderators(self) -> bool {
        self == Self::Follow
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
        assert_eq!(allowed("channel:read:hype_train"), 3);
        assert_eq!(allowed("moderator:read:followers"), 1);
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.name()), Some(topic));
        }
    }
}
