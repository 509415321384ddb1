use proptest::prelude::*;

use super::*;

fn command(line: &str) -> Command {
    match read(line) {
        Ok(Line::Command(command)) => command,
        other => panic!("{line}: {other:?}"),
    }
}

fn timeout(who: &str, seconds: u32, reason: Option<&str>) -> Command {
    Command::Timeout { who: who.into(), seconds, reason: reason.map(str::to_owned) }
}

#[test]
fn a_line_is_read_as_twitch_reads_it() {
    for (line, expected) in [
        ("/me waves  at all", Command::Me("waves  at all".into())),
        ("/announce hi", Command::Announce { text: "hi".into(), color: "primary" }),
        ("/AnnounceBlue hi", Command::Announce { text: "hi".into(), color: "blue" }),
        ("/timeout @Bob", timeout("Bob", 600, None)),
        ("/timeout bob 90", timeout("bob", 90, None)),
        ("/timeout bob 1h30m too loud", timeout("bob", 5_400, Some("too loud"))),
        ("/timeout bob too loud", timeout("bob", 600, Some("too loud"))),
        ("/timeout bob 2w", timeout("bob", LONGEST_TIMEOUT, None)),
        ("/ban bob a b", Command::Ban { who: "bob".into(), reason: Some("a b".into()) }),
        ("/untimeout bob", Command::Unban("bob".into())),
        ("/unban @bob ", Command::Unban("bob".into())),
        ("/delete", Command::Delete),
        ("/slow", Command::Mode(Mode::Slow(Some(30)))),
        ("/slow 1m", Command::Mode(Mode::Slow(Some(60)))),
        ("/slowoff", Command::Mode(Mode::Slow(None))),
        ("/followers", Command::Mode(Mode::Followers(Some(0)))),
        ("/followers 30", Command::Mode(Mode::Followers(Some(30)))),
        ("/followers 1d", Command::Mode(Mode::Followers(Some(1_440)))),
        ("/followersoff", Command::Mode(Mode::Followers(None))),
        ("/so bob", Command::Shoutout("bob".into())),
        ("/commercial", Command::Commercial(30)),
        ("/commercial 90", Command::Commercial(90)),
        ("/marker", Command::Marker(None)),
        ("/unvip bob", Command::Vip("bob".into(), false)),
        ("/color #00FF7F", Command::Color("#00ff7f".into())),
        ("/w bob hi", Command::Whisper { who: "bob".into(), text: "hi".into() }),
    ] {
        assert_eq!(command(line), expected, "{line}");
    }
}

#[test]
fn two_slashes_or_a_space_make_it_a_message() {
    for (line, text) in [
        ("//ban bob", "/ban bob"),
        (" /ban bob", "/ban bob"),
        ("and/or", "and/or"),
        (" hello ", "hello"),
    ] {
        assert_eq!(read(line), Ok(Line::Text(text.into())), "{line}");
    }
}

#[test]
fn what_is_no_command_says_how_it_is_written() {
    let unknown = read("/bann bob").unwrap_err();
    assert_eq!(unknown.to_string(), "there is no command /bann");
    assert!(unknown.hint().contains("//"));
    for line in [
        "/",
        "/ ban bob",
        "/ban",
        "/ban @",
        "/unban a b",
        "/me",
        "/timeout bob 3x",
        "/timeout bob 0",
        "/timeout bob 15d",
        "/timeout bob 1h30",
        "/timeout bob 99999999999s",
        "/slow 2",
        "/clear all",
        "/commercial 31",
        "/raid",
        "/color",
        "/w bob",
        "/announce",
    ] {
        let error = read(line).expect_err(line);
        assert!(!error.to_string().is_empty() && !error.hint().is_empty());
    }
    let error = read("/timeout").unwrap_err().to_string();
    assert_eq!(error, "/timeout is written /timeout name [10m] [reason]: name somebody");
}

#[test]
fn each_command_of_the_list_is_read_by_its_own_usage() {
    for known in COMMANDS {
        let line = known.usage.replace(['[', ']'], "");
        let read = command(&line);
        let off = known.name.strip_suffix("off").unwrap_or(known.name);
        let of = ["blue", "green", "orange", "purple"].iter().fold(off, |name, color| {
            name.strip_suffix(color).filter(|name| *name == "announce").unwrap_or(name)
        });
        assert_eq!(read.name(), of.replace("untimeout", "unban"), "{line}");
    }
    assert!(COMMANDS.is_sorted_by_key(|known| known.name));
}

proptest! {
    /// Whatever is typed: what begins with a slash is a message only if it begins with two.
    #[test]
    fn a_command_is_never_a_message(rest in "\\PC{0,60}") {
        let line = format!("/{rest}");
        let is_text = matches!(read(&line), Ok(Line::Text(_)));
        prop_assert_eq!(is_text, rest.starts_with('/'));
    }
}
