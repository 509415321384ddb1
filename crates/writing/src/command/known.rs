//! The commands that there are.

/// A command, for people to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its name, without the slash.
    pub name: &'static str,
    /// How it is written; what is in brackets can be left out.
    pub usage: &'static str,
    /// What it does.
    pub does: &'static str,
    /// Whether YouTube has it too. Twitch has all.
    pub youtube: bool,
    /// Its other names.
    pub also: &'static [&'static str],
}

const fn known(name: &'static str, usage: &'static str, does: &'static str) -> Known {
    Known { name, usage, does, youtube: false, also: &[] }
}

const fn both(name: &'static str, usage: &'static str, does: &'static str) -> Known {
    Known { youtube: true, ..known(name, usage, does) }
}

/// All of them, by their names.
pub const COMMANDS: &[Known] = &[
    known("announce", "/announce text", "Writes with a coloured border"),
    known("announceblue", "/announceblue text", "The same in blue"),
    known("announcegreen", "/announcegreen text", "The same in green"),
    known("announceorange", "/announceorange text", "The same in orange"),
    known("announcepurple", "/announcepurple text", "The same in purple"),
    both("ban", "/ban name [reason]", "Keeps somebody from writing"),
    known("clear", "/clear", "Takes all messages away"),
    known("color", "/color blue", "The colour of your own name"),
    known("commercial", "/commercial [30]", "Shows advertising for so many seconds"),
    both("delete", "/delete", "Deletes the message that you reply to"),
    known("emoteonly", "/emoteonly", "Emotes alone may be written"),
    known("emoteonlyoff", "/emoteonlyoff", "Ends that"),
    known("followers", "/followers [10m]", "Followers alone may write, after this time"),
    known("followersoff", "/followersoff", "Ends that"),
    known("marker", "/marker [text]", "Marks this point of the stream"),
    known("me", "/me text", "Writes what you do, in your colour"),
    known("mod", "/mod name", "Makes somebody a moderator"),
    known("raid", "/raid channel", "Takes your viewers to a channel"),
    Known { also: &["so"], ..known("shoutout", "/shoutout channel", "Recommends a channel") },
    known("slow", "/slow [30s]", "A pause between two messages of a person"),
    known("slowoff", "/slowoff", "Ends that"),
    known("subscribers", "/subscribers", "Subscribers alone may write"),
    known("subscribersoff", "/subscribersoff", "Ends that"),
    both("timeout", "/timeout name [10m] [reason]", "Keeps somebody from writing for a while"),
    both("unban", "/unban name", "Lets somebody write again"),
    Known {
        also: &["r9kbeta"],
        ..known("uniquechat", "/uniquechat", "The same may not be written twice")
    },
    Known { also: &["r9kbetaoff"], ..known("uniquechatoff", "/uniquechatoff", "Ends that") },
    known("unmod", "/unmod name", "Somebody is no moderator any more"),
    known("unraid", "/unraid", "Calls a raid off"),
    both("untimeout", "/untimeout name", "Lets somebody write again"),
    known("unvip", "/unvip name", "Somebody is no VIP any more"),
    known("vip", "/vip name", "Makes somebody a VIP"),
    Known { also: &["whisper"], ..known("w", "/w name text", "Writes to one person alone") },
];
