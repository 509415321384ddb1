//! Polls.

use chat::{Poll, PollChoice};
use serde_json::Value;

use crate::{
    json::{self, str_at},
    text,
};

/// Choices that are kept: YouTube's own limit is four.
pub(crate) const CHOICES: usize = 10;
/// Letters of one: YouTube's own limits are 200 and 80.
const LETTERS: usize = 300;

/// As much of a question or a choice as is kept.
pub(crate) fn short(text: &str) -> String {
    text.chars().take(LETTERS).collect()
}

/// A `pollRenderer`. Before the first vote its choices have no share.
pub(crate) fn read(poll: &Value) -> Option<Poll> {
    let header = json::at(poll, "/header/pollHeaderRenderer");
    let votes = header.and_then(|header| text::words(header.get("metadataText")));
    let choices = json::list_at(poll, "/choices").iter().take(CHOICES);
    Some(Poll {
        id: str_at(poll, "/liveChatPollId")?.to_owned(),
        question: header
            .and_then(|header| text::words(header.get("pollQuestion")))
            .map(|question| short(&question))
            .unwrap_or_default(),
        choices: choices
            .map(|choice| PollChoice {
                text: text::words(choice.get("text")).map(|text| short(&text)).unwrap_or_default(),
                permille: choice.get("voteRatio").and_then(Value::as_f64).and_then(permille),
            })
            .collect(),
        votes: votes.as_deref().and_then(count_of_votes),
    })
}

/// The result that YouTube writes into the chat, a choice a line:
/// `DIG (70%)`, `ZZZZZ (30%)`, an empty one, `Poll complete: 1.3K votes`.
pub(crate) fn result(id: &str, words: &str) -> Poll {
    let mut poll = Poll {
        id: id.to_owned(),
        question: String::new(),
        choices: Vec::new(),
        votes: words.lines().last().and_then(count_of_votes),
    };
    for line in words.lines().take_while(|line| !line.is_empty()) {
        match choice(line) {
            Some(choice) if poll.choices.len() < CHOICES => poll.choices.push(choice),
            Some(_) => {}
            None => poll.question = short(line),
        }
    }
    poll
}

fn choice(line: &str) -> Option<PollChoice> {
    let (text, share) = line.strip_suffix("%)")?.rsplit_once(" (")?;
    let percent: u16 = share.parse().ok().filter(|percent| *percent <= 100)?;
    Some(PollChoice { text: short(text), permille: Some(percent * 10) })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=1000 first"
)]
fn permille(ratio: f64) -> Option<u16> {
    ratio.is_finite().then(|| (ratio.clamp(0.0, 1.0) * 1000.0).round() as u16)
}

/// `1,301` in `@ada • 10 min ago • 1,301 votes`, and about 1300 in `1.3K votes`.
fn count_of_votes(words: &str) -> Option<u64> {
    let (before, _) = words.rsplit_once(" vote")?;
    let count = before.rsplit(char::is_whitespace).next()?.replace(',', "");
    let (number, scale) = match count.strip_suffix(['K', 'M']) {
        Some(number) if count.ends_with('K') => (number, 3),
        Some(number) => (number, 6),
        None => (count.as_str(), 0),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    if decimals.len() > scale {
        return None;
    }
    format!("{whole}{decimals:0<scale$}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_is_never_longer_than_an_honest_one() {
        let long = serde_json::json!({"simpleText": "x".repeat(1000)});
        let choices = vec![serde_json::json!({"text": long}); 50];
        let poll = read(&serde_json::json!({"liveChatPollId": "p", "choices": choices,
            "header": {"pollHeaderRenderer": {"pollQuestion": long}}}));
        let poll = poll.expect("a poll");
        let longest = poll.choices.iter().map(|choice| choice.text.len()).max();
        assert_eq!((poll.question.len(), poll.choices.len()), (LETTERS, CHOICES));
        assert_eq!(longest, Some(LETTERS));
    }

    #[test]
    fn votes_are_counted_in_every_spelling() {
        for (words, votes) in [
            ("@ada • just now • 0 votes", Some(0)),
            ("1 vote", Some(1)),
            ("@ada • 49 min. ago • 22,281 votes", Some(22_281)),
            ("Poll complete: 1.3K votes", Some(1300)),
            ("Poll complete: 2M votes", Some(2_000_000)),
            ("投票", None),
            ("1.23 votes", None),
        ] {
            assert_eq!(count_of_votes(words), votes, "{words:?}");
        }
    }
}
