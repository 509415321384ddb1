//! What can be subscribed to.
//!
//! `channel.moderate` is not among it: what it removes chat removes by itself, an unban brings
//! nothing back, and who moderated is told in Twitch's own log, for a dozen scopes less.

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
    /// AutoMod holds a message until a moderator decides.
    AutoModHolds,
    /// One that it holds was decided, or is too old for that.
    AutoModEnds,
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
    /// Messages that AutoMod holds.
    AutoMod,
}

impl Topic {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Reward,
        Self::AutomaticReward,
        Self::PollBegins,
        Self::PollProgresses,
        Self::PollEnds,
        Self::HypeTrainBegins,
        Self::HypeTrainProgresses,
        Self::HypeTrainEnds,
        Self::Follow,
        Self::AutoModHolds,
        Self::AutoModEnds,
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
            Self::AutoModHolds => "automod.message.hold",
            Self::AutoModEnds => "automod.message.update",
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
            | Self::Follow
            | Self::AutoModHolds
            | Self::AutoModEnds => "2",
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
            Subject::AutoMod => &["moderator:manage:automod"],
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
            Self::AutoModHolds | Self::AutoModEnds => Subject::AutoMod,
        }
    }

    /// Whether Twitch tells it to moderators, and wants to know who of them asks.
    #[must_use]
    pub fn is_for_moderators(self) -> bool {
        matches!(self.subject(), Subject::Followers | Subject::AutoMod)
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
        assert_eq!(allowed("moderator:manage:automod"), 2);
        for topic in Topic::ALL {
            assert_eq!(Topic::parse(topic.name()), Some(topic));
        }
    }
}
