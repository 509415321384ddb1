//! The tags that we read, by name.

use std::borrow::Cow;

use super::grammar;

macro_rules! tags {
    ($($tag:ident = $name:literal),* $(,)?) => {
        /// A tag that we read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tag {
            $($tag),*
        }

        impl Tag {
            const COUNT: usize = [$(Self::$tag),*].len();

            /// By arrays, so that the compiler compares numbers and calls nothing: this is done
            /// for each tag of each line.
            fn named(name: &[u8]) -> Option<Self> {
                $(if name.as_array() == Some($name) {
                    return Some(Self::$tag);
                })*
                None
            }
        }
    };
}

tags! {
    AnimationId = b"animation-id",
    BadgeInfo = b"badge-info",
    Badges = b"badges",
    BanDuration = b"ban-duration",
    Bits = b"bits",
    CharityName = b"msg-param-charity-name",
    Color = b"color",
    CommunityGiftId = b"msg-param-community-gift-id",
    CumulativeMonths = b"msg-param-cumulative-months",
    CustomRewardId = b"custom-reward-id",
    DisplayName = b"display-name",
    DonationAmount = b"msg-param-donation-amount",
    DonationCurrency = b"msg-param-donation-currency",
    DonationExponent = b"msg-param-exponent",
    EmoteOnly = b"emote-only",
    Emotes = b"emotes",
    FirstMsg = b"first-msg",
    FollowersOnly = b"followers-only",
    Gifs = b"gifs",
    Id = b"id",
    Login = b"login",
    MassGiftCount = b"msg-param-mass-gift-count",
    MilestoneCategory = b"msg-param-category",
    MilestoneValue = b"msg-param-value",
    Mod = b"mod",
    Months = b"msg-param-months",
    MsgColor = b"msg-param-color",
    MsgId = b"msg-id",
    OriginId = b"msg-param-origin-id",
    PaidAmount = b"pinned-chat-paid-amount",
    PaidCurrency = b"pinned-chat-paid-currency",
    PaidExponent = b"pinned-chat-paid-exponent",
    R9k = b"r9k",
    RecipientDisplayName = b"msg-param-recipient-display-name",
    RecipientUserName = b"msg-param-recipient-user-name",
    ReplyParentDisplayName = b"reply-parent-display-name",
    ReplyParentMsgBody = b"reply-parent-msg-body",
    ReplyParentMsgId = b"reply-parent-msg-id",
    ReplyParentUserId = b"reply-parent-user-id",
    ReplyParentUserLogin = b"reply-parent-user-login",
    ReturningChatter = b"returning-chatter",
    RoomId = b"room-id",
    SelectedCount = b"msg-param-selected-count",
    Slow = b"slow",
    SourceBadgeInfo = b"source-badge-info",
    SourceBadges = b"source-badges",
    SourceId = b"source-id",
    SourceMsgId = b"source-msg-id",
    SourceRoomId = b"source-room-id",
    StreakMonths = b"msg-param-streak-months",
    SubPlan = b"msg-param-sub-plan",
    Subscriber = b"subscriber",
    SubsOnly = b"subs-only",
    SystemMsg = b"system-msg",
    TargetMsgId = b"target-msg-id",
    TargetUserId = b"target-user-id",
    TmiSentTs = b"tmi-sent-ts",
    TotalRewardCount = b"msg-param-total-reward-count",
    UserId = b"user-id",
    ViewerCount = b"msg-param-viewerCount",
    Vip = b"vip",
}

/// The tags of a line.
pub(super) struct Tags<'a> {
    /// The tags as they were sent, or, if something is escaped in them, their values.
    text: Cow<'a, str>,
    /// Where each value begins and ends in the text.
    places: [(u16, u16); Tag::COUNT],
}

impl<'a> Tags<'a> {
    /// Reads the tags of a line. Of one that comes twice, the last counts.
    pub(super) fn read(sent: &'a str) -> Self {
        let escaped = sent.as_bytes().contains(&b'\\');
        let mut values = String::with_capacity(if escaped { sent.len() } else { 0 });
        let mut places = [(0, 0); Tag::COUNT];
        let mut end = 0;
        for tag in sent.as_bytes().split(|byte| *byte == b';') {
            let start = end;
            end += tag.len();
            let name = tag.iter().take_while(|byte| **byte != b'=').count();
            let known = tag.get(..name).and_then(Tag::named);
            if let Some(place) = known.and_then(|known| places.get_mut(known as usize)) {
                let value = end.min(start + name + 1);
                *place = if escaped {
                    let start = values.len();
                    grammar::unescape(sent.get(value..end).unwrap_or_default(), &mut values);
                    (narrow(start), narrow(values.len()))
                } else {
                    (narrow(value), narrow(end))
                };
            }
            end += 1;
        }
        let text = if escaped { Cow::Owned(values) } else { Cow::Borrowed(sent) };
        Self { text, places }
    }

    /// The value of a tag. `None` if it is missing or empty: Twitch means the same by both.
    pub(super) fn get(&self, tag: Tag) -> Option<&str> {
        let (start, end) = self.places.get(tag as usize)?;
        let value = self.text.get(usize::from(*start)..usize::from(*end))?;
        (!value.is_empty()).then_some(value)
    }
}

/// A line that is read is far shorter than 64 kB.
fn narrow(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_name_and_read_as_they_were_meant() {
        let tags = Tags::read(r"vip;mod=1;id=a=b;color=;bits=1;bits=2;unknown=x;login=a\sb\\\:\q\");
        assert_eq!(tags.get(Tag::Id), Some("a=b"), "only the first = parts name and value");
        assert_eq!(tags.get(Tag::Mod), Some("1"));
        assert_eq!(tags.get(Tag::Vip), None, "no value");
        assert_eq!(tags.get(Tag::Color), None, "an empty value");
        assert_eq!(tags.get(Tag::UserId), None, "not there");
        assert_eq!(tags.get(Tag::Bits), Some("2"), "the last one counts");
        assert_eq!(tags.get(Tag::Login), Some(r"a b\;q"));
        let plain = Tags::read("badges=é/1;id=x");
        assert_eq!((plain.get(Tag::Badges), plain.get(Tag::Id)), (Some("é/1"), Some("x")));
        assert_eq!(Tags::read("").get(Tag::Id), None);
    }
}
