//! Words that cheer.

use chat::{Fragment, RemoteImage};

/// The names that cheer in every channel, without case. Twitch tells them, and those of a channel,
/// only to those who have an account (<https://dev.twitch.tv/docs/api/reference/#get-cheermotes>),
/// so these are as others have seen them (`nossebro/TwitchPubSubMirror` on GitHub), and what events
/// added.
const EVERYWHERE: [&str; 34] = [
    "4head",
    "anon",
    "bday",
    "biblethump",
    "bitboss",
    "charity",
    "cheer",
    "cheerwhal",
    "corgo",
    "dansgame",
    "doodlecheer",
    "elegiggle",
    "failfish",
    "frankerz",
    "goal",
    "heyguys",
    "holidaycheer",
    "kappa",
    "kreygasm",
    "mrdestructoid",
    "muxy",
    "notlikethis",
    "party",
    "pjsalt",
    "pride",
    "ripcheer",
    "seemsgood",
    "shamrock",
    "showlove",
    "streamlabs",
    "swiftrage",
    "trihard",
    "uni",
    "vohiyo",
];

/// How many words are tried in all ways. Honest cheers that can't be told at once have fewer.
const MOST_TRIED: usize = 12;

/// A word that may cheer.
struct Candidate {
    /// Where it is among the parts.
    place: usize,
    bits: u64,
    /// Whether its name cheers everywhere.
    sure: bool,
}

/// The bits of a word like `Cheer100`, whoever may have made it up.
pub(super) fn bits(word: &str) -> Option<u64> {
    let name = name(word);
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
    let bits = word.get(name.len()..).filter(|_| named)?.parse().ok()?;
    (bits > 0).then_some(bits)
}

fn name(word: &str) -> &str {
    word.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// Makes text again of the words that only look like cheers: the real ones are worth together what
/// was cheered. `bits` is that.
pub(super) fn settle(parts: Vec<Fragment>, bits: u64) -> Vec<Fragment> {
    let mut candidates: Vec<_> =
        parts.iter().enumerate().filter_map(|(place, part)| candidate(place, part)).collect();
    candidates.sort_by_key(|candidate| !candidate.sure);
    let real = real(&candidates, bits);
    let mut settled = Vec::with_capacity(parts.len());
    for (place, part) in parts.into_iter().enumerate() {
        let part = match part {
            Fragment::Cheer { text, .. } if !real.contains(&place) => Fragment::plain(text),
            Fragment::Cheer { text, bits, .. } => {
                let image = image(&text, bits);
                Fragment::Cheer { text, bits, image }
            }
            part => part,
        };
        match (settled.last_mut(), part) {
            (Some(Fragment::Text { text: before }), Fragment::Text { text }) => {
                before.push_str(&text);
            }
            (_, part) => settled.push(part),
        }
    }
    settled
}

/// Where a tier begins, in bits. Not every cheermote has pictures for more.
const TIERS: [u64; 5] = [10_000, 5_000, 1_000, 100, 1];

/// The picture of a word that cheers. Twitch names the addresses only to those who have an account
/// (<https://dev.twitch.tv/docs/api/reference/#get-cheermotes>), and they all follow this pattern. A
/// channel's own cheermotes are elsewhere: they get that of `Cheer`.
fn image(word: &str, bits: u64) -> Option<RemoteImage> {
    let tier = TIERS.into_iter().find(|tier| bits >= *tier)?;
    let name = name(word).to_ascii_lowercase();
    let name = EVERYWHERE.iter().find(|known| **known == name).unwrap_or(&"cheer");
    Some(RemoteImage::new(format!(
        "https://d3aqoihi2n8ty8.cloudfront.net/actions/{name}/dark/animated/{tier}/2.gif"
    )))
}

fn candidate(place: usize, part: &Fragment) -> Option<Candidate> {
    let Fragment::Cheer { text, bits, .. } = part else {
        return None;
    };
    let sure = EVERYWHERE.iter().any(|known| known.eq_ignore_ascii_case(name(text)));
    Some(Candidate { place, bits: *bits, sure })
}

/// The places of those that cheer. If no choice of words is worth `bits`, only the sure ones are
/// taken, as far as the bits go.
fn real(candidates: &[Candidate], bits: u64) -> Vec<usize> {
    let all = candidates.iter().try_fold(0_u64, |sum, next| sum.checked_add(next.bits));
    if all == Some(bits) {
        return candidates.iter().map(|candidate| candidate.place).collect();
    }
    let tried = candidates.get(..MOST_TRIED).unwrap_or(candidates);
    exactly(tried, bits).unwrap_or_else(|| {
        let mut left = bits;
        let sure = candidates.iter().filter(|candidate| candidate.sure);
        let covered = sure.filter(|candidate| match left.checked_sub(candidate.bits) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        });
        covered.map(|candidate| candidate.place).collect()
    })
}

/// The places of the first ones that are worth just so much together.
fn exactly(candidates: &[Candidate], bits: u64) -> Option<Vec<usize>> {
    if bits == 0 {
        return Some(Vec::new());
    }
    let (first, rest) = candidates.split_first()?;
    let with = bits.checked_sub(first.bits).and_then(|left| exactly(rest, left));
    match with {
        Some(mut places) => {
            places.push(first.place);
            Some(places)
        }
        None => exactly(rest, bits),
    }
}
