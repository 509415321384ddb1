//! A socket that sends no faster than it is told to.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Sleep, sleep};

use super::world::World;

/// The socket of one client, which the world's [`super::Line`] slows down.
pub(super) struct Wire {
    socket: TcpStream,
    world: watch::Receiver<World>,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Wire {
    pub(super) fn new(socket: TcpStream, world: watch::Receiver<World>) -> Self {
        Self { socket, world, pause: None }
    }

    /// Makes the close of this socket an RST, as a crashed server or a dropped route does.
    pub(super) fn reset(&self) {
        if let Err(error) = self.socket.set_zero_linger() {
            tracing::debug!(%error, "cannot reset a connection, closing it instead");
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(context));
            self.pause = None;
        }
        let line = self.world.borrow().line;
        let most = if line.bytes == 0 { bytes.len() } else { line.bytes.min(bytes.len()) };
        let piece = bytes.get(..most).unwrap_or(bytes);
        let written = ready!(Pin::new(&mut self.socket).poll_write(context, piece))?;
        if line.bytes > 0 && line.pause_ms > 0 {
            self.pause = Some(Box::pin(sleep(Duration::from_millis(line.pause_ms))));
        }
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}
