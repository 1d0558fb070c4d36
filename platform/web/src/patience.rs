//! A connection that is waited for, but not for ever.
//!
//! hyper has one timer for "no head yet", and it runs between requests too: it serves us as the idle limit.
//! What is missing is a shorter one from the first byte of a head to its end, and one for a client that takes
//! no answer. Both are here, at the stream.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// What the stream and the service know together.
#[derive(Default)]
pub(crate) struct Patience {
    /// Whether a request is with its handler.
    busy: AtomicBool,
    /// How many heads were complete so far.
    heads: AtomicUsize,
}

/// A request is with its handler for as long as this lives.
pub(crate) struct Busy(Arc<Patience>);

impl Patience {
    pub(crate) fn busy(patience: &Arc<Self>) -> Busy {
        patience.busy.store(true, Ordering::Release);
        patience.heads.fetch_add(1, Ordering::Release);
        Busy(Arc::clone(patience))
    }
}
impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.store(false, Ordering::Release);
    }
}

/// The stream.
pub(crate) struct Patient {
    stream: TcpStream,
    patience: Arc<Patience>,
    /// Heads that were complete when this was last looked at.
    heads: usize,
    head_time: Duration,
    /// Until when the head must be there, once it has begun.
    head: Option<Pin<Box<Sleep>>>,
    write_time: Duration,
    /// Until when the client must take a byte, while it takes none.
    write: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    /// The first head begins with the connection: a silent client is not worth the idle limit.
    pub(crate) fn new(stream: TcpStream, head_time: Duration, write_time: Duration) -> (Self, Arc<Patience>) {
        let patience = Arc::new(Patience::default());
        let head = Some(Box::pin(sleep(head_time)));
        let patient = Self {
            stream,
            patience: Arc::clone(&patience),
            heads: 0,
            head_time,
            head,
            write_time,
            write: None,
        };
        (patient, patience)
    }

    /// Looks after a write: one that moved ends the wait, one that did not begins or continues it.
    fn wrote<T>(&mut self, context: &mut Context<'_>, wrote: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if wrote.is_ready() {
            self.write = None;
            return wrote;
        }
        let time = self.write_time;
        let write = self.write.get_or_insert_with(|| Box::pin(sleep(time)));
        late(write, context, "the client takes no answer")
    }
}

/// Pending until the timer rings, then an error.
fn late<T>(
    timer: &mut Pin<Box<Sleep>>,
    context: &mut Context<'_>,
    words: &'static str,
) -> Poll<io::Result<T>> {
    timer.as_mut().poll(context).map(|()| Err(io::Error::new(io::ErrorKind::TimedOut, words)))
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        let heads = self.patience.heads.load(Ordering::Acquire);
        if heads != self.heads {
            (self.heads, self.head) = (heads, None);
        }
        if self.patience.busy.load(Ordering::Acquire) {
            return read; // a body; its own limit watches it
        }
        if read.is_ready() {
            if buffer.filled().len() > before && self.head.is_none() {
                let end = Instant::now() + self.head_time;
                self.head = Some(Box::pin(tokio::time::sleep_until(end)));
            }
            return read;
        }
        match &mut self.head {
            Some(head) => late(head, context, "the head of a request did not come in time"),
            None => Poll::Pending,
        }
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.wrote(context, wrote)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let wrote = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.wrote(context, wrote)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
