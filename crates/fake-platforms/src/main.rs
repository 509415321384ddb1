//! Starts all stand-ins, says on standard output where they are, and replays recorded chat.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use fake_platforms::control::Control;
use fake_platforms::youtube::{Stream, channel_id};
use fake_platforms::{Error, FakeEmotes, FakeIdentity, FakeTwitch, FakeYouTube, Pace, recording};
use serde_json::{Value, json};

/// The channel that recorded YouTube chat is replayed to.
const HANDLE: &str = "@recorded";
const VIDEO: &str = "recorded001";

/// Local Twitch chat, YouTube, emote services and image hosts, for running the application without
/// any of them.
///
/// Prints one line of JSON: the environment variables that lead the application here, the
/// channels with recorded chat, and the address that takes commands.
#[derive(Parser)]
struct Options {
    /// Recorded Twitch lines, replayed in a loop to the channels they name
    #[arg(long, value_name = "FILE")]
    lines: Option<PathBuf>,
    /// Recorded YouTube actions, a JSON file or a folder of them, replayed in a loop
    #[arg(long, value_name = "PATH")]
    actions: Option<PathBuf>,
    /// Messages a second, on each platform
    #[arg(long, default_value_t = 5.0, value_parser = positive)]
    rate: f64,
    /// Send each second's messages at once
    #[arg(long)]
    burst: bool,
    /// Port of the Twitch stand-in; 0 is any free one
    #[arg(long, default_value_t = 0)]
    twitch_port: u16,
    /// Port of the YouTube stand-in
    #[arg(long, default_value_t = 0)]
    youtube_port: u16,
    /// Port of the emote services and image hosts
    #[arg(long, default_value_t = 0)]
    emotes_port: u16,
    /// Port of the identity services
    #[arg(long, default_value_t = 0)]
    identity_port: u16,
    /// Port that takes commands
    #[arg(long, default_value_t = 0)]
    control_port: u16,
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(rate) if rate > 0.0 && f64::is_finite(rate) => Ok(rate),
        _ => Err("must be a number above 0".to_owned()),
    }
}

#[tokio::main]
#[expect(clippy::print_stderr, reason = "the one place that tells a person why it cannot start")]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fake-platforms: {error}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "the line that tells callers where everything is")]
async fn run(options: Options) -> Result<(), Error> {
    let lines = options.lines.as_deref().map(recording::read_lines).transpose()?;
    let actions = options.actions.as_deref().map(recording::read_actions).transpose()?;
    let twitch = FakeTwitch::start_on(options.twitch_port).await?;
    let youtube = FakeYouTube::start_on(options.youtube_port).await?;
    let emotes = FakeEmotes::start_on(options.emotes_port).await?;
    let identity = FakeIdentity::start_on(options.identity_port).await?;
    identity.write_to(&twitch, &youtube);
    let (for_twitch, for_youtube, for_identity) =
        (twitch.clone(), youtube.clone(), identity.clone());
    let port = options.control_port;
    let control =
        Control::start(port, for_twitch, for_youtube, emotes.clone(), for_identity).await?;
    if actions.is_some() {
        youtube.declare(Stream::live(HANDLE, &channel_id(HANDLE), VIDEO));
    }
    let channels = lines.as_deref().map(recording::channels).unwrap_or_default();
    let handles: &[&str] = if actions.is_some() { &[HANDLE] } else { &[] };
    let mut env = emotes.env();
    env.extend(identity.env());
    env.extend(control.donations().env());
    env.insert("MULTICHAT_TWITCH_IRC_URL", twitch.irc_url());
    env.insert("MULTICHAT_YOUTUBE_URL", youtube.url());
    println!(
        "{}",
        json!({
            "env": env,
            "control": control.url(),
            "twitch": channels,
            "youtube": handles,
        })
    );
    let pace = Pace { rate: options.rate, burst: options.burst };
    tokio::select! {
        () = replay_lines(&twitch, lines.unwrap_or_default(), pace) => Ok(()),
        ended = replay_actions(&youtube, actions.unwrap_or_default(), pace) => ended,
        _ = tokio::signal::ctrl_c() => Ok(()),
    }
}

async fn replay_lines(twitch: &FakeTwitch, lines: Vec<String>, pace: Pace) {
    if lines.is_empty() {
        std::future::pending::<()>().await;
    }
    for round in 0.. {
        let fresh: Vec<_> = lines.iter().map(|line| recording::fresh_line(line, round)).collect();
        twitch.replay(&fresh, pace).await;
    }
}

async fn replay_actions(
    youtube: &FakeYouTube,
    actions: Vec<Value>,
    pace: Pace,
) -> Result<(), Error> {
    if actions.is_empty() {
        std::future::pending::<()>().await;
    }
    for round in 0.. {
        let fresh: Vec<_> =
            actions.iter().map(|action| recording::fresh_action(action, round)).collect();
        youtube.replay(VIDEO, &fresh, pace).await?;
    }
    Ok(())
}
