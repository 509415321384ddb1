//! `multichat-sync`: arguments, a ready line, and an end.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::{Parser, Subcommand};
use directories::ProjectDirs;
use sync::Service;
use sync_server::Codes;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// Passes sealed messages between streamers' applications and their moderators' pages.
///
/// Without a command it serves. It speaks plain HTTP, on this machine alone: what is before it speaks
/// HTTPS (docs/sync.md has an example).
#[derive(Debug, Parser)]
#[command(name = "multichat-sync", version)]
struct Args {
    /// All that it keeps goes here: whom it knows
    #[arg(long, value_name = "DIR", env = "STATE_DIRECTORY", global = true)]
    data_dir: Option<PathBuf>,
    /// Where it listens; port 0 is any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7430")]
    listen: SocketAddr,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lets somebody in, and prints the link that connects their application
    Allow {
        /// What you call them
        name: String,
        /// Where this service is reached: <https://sync.example.org>
        address: String,
    },
    /// Ends somebody's link
    Revoke {
        /// What you call them
        name: String,
    },
    /// Prints who may connect
    List,
}

fn main() -> Result<()> {
    let Args { data_dir, listen, command } = Args::parse();
    let data_dir = data_dir.map_or_else(own_folder, Ok)?;
    let codes = Codes::in_folder(&data_dir);
    match command {
        None => serve(listen, &data_dir),
        Some(Command::Allow { name, address }) => {
            let service = Service::parse(&address).with_context(|| {
                format!("{address:?} is no address: give https://, or http:// on this machine")
            })?;
            say(&service.invitation(&codes.allow(&name)?))
        }
        Some(Command::Revoke { name }) => Ok(codes.revoke(&name)?),
        Some(Command::List) => codes.names()?.iter().try_for_each(|name| say(name)),
    }
}

fn own_folder() -> Result<PathBuf> {
    let dirs = ProjectDirs::from("", "", "multichat-sync");
    let dirs = dirs.context("this account has no home folder: give one with --data-dir")?;
    Ok(dirs.data_dir().to_owned())
}

#[tokio::main]
async fn serve(listen: SocketAddr, data_dir: &Path) -> Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| "info".into()))
        .with_writer(std::io::stderr)
        .init();
    // Who can't be let in later is better told now.
    Codes::in_folder(data_dir).names()?;
    let listener = TcpListener::bind(listen).await;
    let listener = listener.with_context(|| {
        format!(
            "{listen} can't be had: end the program that has it, or give another one with --listen"
        )
    })?;
    let address = listener.local_addr()?;
    let stopping = CancellationToken::new();
    tokio::spawn(stop_on_signal(stopping.clone()));
    say(&format!("listening on http://{address}"))?;
    match sync_server::serve(listener, data_dir, stopping).await {
        Ok(()) => Ok(()),
        Err(error) => bail!("the server ended: {error}"),
    }
}

/// Cancels when the system asks the program to end.
async fn stop_on_signal(stopping: CancellationToken) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            stopping.cancel();
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_ok() {
        stopping.cancel();
    }
}

/// One line of what was asked for.
fn say(line: &str) -> Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{line}").context("what was asked for can't be printed")
}
