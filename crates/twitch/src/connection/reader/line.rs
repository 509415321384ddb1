//! What becomes of a line that was heard.

use std::time::Duration;

use chat::{ChatEvent, Kind, Passed, Report};
use tokio::time::Instant;

use super::{Reader, Stage, Unheard, doubles};
use crate::Decoded;

impl Reader {
    pub(super) async fn line(&mut self, index: usize, line: &str) -> Result<(), Unheard> {
        match self.decoder.decode(line, (self.now)()) {
            Decoded::Event(event) => {
                self.joined(index).await?;
                self.event(index, line, event).await
            }
            Decoded::Unknown(event, unknown) => {
                self.joined(index).await?;
                self.event(index, line, event).await?;
                self.report(Report::Passed(Passed::Unknown(unknown))).await
            }
            Decoded::Passed(passed) => {
                tracing::debug!(login = %self.login, ?passed, "a line was passed over");
                self.report(Report::Passed(passed)).await
            }
            Decoded::Joined => self.joined(index).await,
            Decoded::Welcome => {
                if let Some(link) = self.links.get_mut(index) {
                    link.welcome = true;
                }
                Ok(())
            }
            Decoded::Ping(text) => {
                if let Some(link) = self.links.get_mut(index) {
                    link.send(format!("PONG :{text}"));
                }
                Ok(())
            }
            Decoded::Reconnect => {
                if let Some(link) = self.links.get_mut(index).filter(|l| l.stage == Stage::Joined) {
                    link.stage = Stage::Closing;
                    // Each new connection may be told the same: only the joins' limit slows it.
                    if !self.has_future() {
                        self.dial(Duration::ZERO);
                    }
                }
                Ok(())
            }
            Decoded::Refused(words) => {
                let detail = format!(
                    "Twitch refuses to be read: {words}. It is tried again every minute; if that \
                     does not help, look for a newer version of this program."
                );
                self.unreadable(index, detail).await
            }
            Decoded::Notice { code, text } => {
                tracing::debug!(login = %self.login, code, text, "a notice for us alone");
                if !matches!(code.as_str(), "msg_channel_suspended" | "tos_ban") {
                    return Ok(());
                }
                let detail = format!(
                    "Twitch has suspended the channel {}, or it was closed. Check the name; whose \
                     channel it is can ask Twitch why. It is looked for again every minute.",
                    self.login
                );
                self.unreadable(index, detail).await
            }
            Decoded::Nothing => Ok(()),
        }
    }

    /// Reports what a line tells, unless another connection told it already.
    async fn event(&mut self, index: usize, line: &str, event: ChatEvent) -> Result<(), Unheard> {
        let now = Instant::now();
        let together = self.links.len() > 1;
        let several = together || self.dialling.is_some();
        let is_first = match &event {
            // Twitch neither names nor dates these.
            ChatEvent::Message(message) if matches!(message.kind, Kind::Mode { .. }) => {
                let by = self.links.get(index).map_or(0, |link| link.number);
                self.undated.is_first(line, by, together, now)
            }
            ChatEvent::Message(message) => self.doubles.is_first(message.id, several, now),
            ChatEvent::Removed(removal) => {
                self.doubles.is_first(doubles::name(removal), several, now)
            }
            _ => true,
        };
        if is_first { self.report(Report::Event(event)).await } else { Ok(()) }
    }
}
