//! A file that is sent while it is written: a thread writes, the connection takes, and neither runs ahead by more than
//! a few pieces.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use tokio::sync::mpsc;

/// Pieces between the two.
const AHEAD: usize = 4;

type Piece = Result<Bytes, io::Error>;

/// The end that writes.
pub(super) struct Pen(mpsc::Sender<Piece>);

/// The end that is sent.
pub(super) struct Sheet(mpsc::Receiver<Piece>);

pub(super) fn pair() -> (Pen, Sheet) {
    let (send, receive) = mpsc::channel(AHEAD);
    (Pen(send), Sheet(receive))
}

impl Pen {
    /// Another hold of the same end.
    pub(super) fn again(&self) -> Self {
        Self(self.0.clone())
    }

    /// Breaks the file off: whoever reads it must not take it for whole.
    pub(super) fn fail(self, error: impl std::fmt::Display) {
        let _ = self.0.blocking_send(Err(io::Error::other(error.to_string()))); // nobody reads any more
    }
}

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Ok(Bytes::copy_from_slice(bytes));
        self.0.blocking_send(piece).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Body for Sheet {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
