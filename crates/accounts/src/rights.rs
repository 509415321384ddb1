//! What a person lets the application do, and the scopes that it takes.

use chat::Platform;
use serde::{Deserialize, Serialize};

/// What a sign-in is for. The least first: more is asked for when it is turned on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// To read what needs a sign-in.
    Read,
    /// To write in chat.
    Send,
    /// To delete messages, to time out and to ban; and to decide what Twitch's AutoMod holds.
    Moderate,
    /// To use slash commands that are neither messages nor moderation (Twitch).
    Commands,
    /// To read what happens in one's own channel beside its chat: rewards, polls and Hype Trains
    /// (Twitch).
    Events,
    /// To be told who follows one's own channel (Twitch).
    Followers,
}

const ALL: [Right; 6] =
    [Right::Read, Right::Send, Right::Moderate, Right::Commands, Right::Events, Right::Followers];

impl Right {
    /// Its name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Send => "send",
            Self::Moderate => "moderate",
            Self::Commands => "commands",
            Self::Events => "events",
            Self::Followers => "followers",
        }
    }

    /// <https://dev.twitch.tv/docs/authentication/scopes/> and
    /// <https://developers.google.com/youtube/v3/guides/auth/installed-apps>.
    fn scopes(self, platform: Platform) -> &'static [&'static str] {
        match (platform, self) {
            (Platform::Twitch, Self::Read) => &["user:read:chat"],
            (Platform::Twitch, Self::Send) => &["user:write:chat"],
            (Platform::Twitch, Self::Moderate) => &[
                "moderator:manage:automod",
                "moderator:manage:banned_users",
                "moderator:manage:chat_messages",
            ],
            (Platform::Twitch, Self::Commands) => &[
                "channel:edit:commercial",
                "channel:manage:broadcast",
                "channel:manage:moderators",
                "channel:manage:raids",
                "channel:manage:vips",
                "moderator:manage:announcements",
                "moderator:manage:chat_settings",
                "moderator:manage:shoutouts",
                "user:manage:chat_color",
                "user:manage:whispers",
            ],
            (Platform::Twitch, Self::Events) => {
                &["channel:read:hype_train", "channel:read:polls", "channel:read:redemptions"]
            }
            (Platform::Twitch, Self::Followers) => &["moderator:read:followers"],
            (Platform::YouTube, Self::Read) => {
                &["https://www.googleapis.com/auth/youtube.readonly"]
            }
            // YouTube has one scope for all that changes something.
            (Platform::YouTube, Self::Send | Self::Moderate) => {
                &["https://www.googleapis.com/auth/youtube.force-ssl"]
            }
            (Platform::YouTube, Self::Commands | Self::Events | Self::Followers)
            | (Platform::Demo | Platform::Donations, _) => &[],
        }
    }
}

/// The scopes of these rights, and those that are there already: a platform gives what it is
/// asked for this time, not what it gave before.
pub(crate) fn scopes(platform: Platform, rights: &[Right], known: &[String]) -> Vec<String> {
    let wanted = |right: &Right| *right == Right::Read || rights.contains(right);
    let asked = ALL.into_iter().filter(wanted).flat_map(|right| right.scopes(platform));
    let mut scopes: Vec<String> = known.to_vec();
    scopes.extend(asked.map(|&scope| scope.to_owned()));
    scopes.sort();
    scopes.dedup();
    scopes
}

/// The rights that these scopes give.
pub(crate) fn rights(platform: Platform, scopes: &[String]) -> Vec<Right> {
    let has = |scope: &&str| scopes.iter().any(|known| known == scope);
    // YouTube's larger scope allows reading too.
    let may = |right: &Right| {
        let scopes = right.scopes(platform);
        !scopes.is_empty() && scopes.iter().all(&has)
            || *right == Right::Read
                && platform == Platform::YouTube
                && Right::Send.scopes(platform).iter().all(&has)
    };
    ALL.into_iter().filter(may).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_is_asked_for_and_more_is_added_to_it() {
        let least = scopes(Platform::Twitch, &[], &[]);
        assert_eq!(least, ["user:read:chat"]);
        let more = scopes(Platform::Twitch, &[Right::Send], &least);
        assert_eq!(more, ["user:read:chat", "user:write:chat"]);
        assert_eq!(rights(Platform::Twitch, &more), [Right::Read, Right::Send]);
        let youtube = scopes(Platform::YouTube, &[], &[]);
        assert_eq!(youtube, ["https://www.googleapis.com/auth/youtube.readonly"]);
        let all = ["https://www.googleapis.com/auth/youtube.force-ssl".to_owned()];
        assert_eq!(
            rights(Platform::YouTube, &all),
            [Right::Read, Right::Send, Right::Moderate],
            "it has neither commands nor events"
        );
    }
}
