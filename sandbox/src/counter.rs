//! The counter at which the running gateway serves everybody: the books behind one lock, the clock, and the
//! word that it is closing time.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use tokio::sync::{Notify, watch};

use crate::books::{Books, Refusal};
use crate::clock::Clock;

/// Access to the books for the API, the page and the webhooks.
#[derive(Clone)]
pub(crate) struct Counter {
    books: Arc<Mutex<Books>>,
    clock: Clock,
    stirred: Arc<Notify>,
}

/// An act on the books could not be answered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AskError {
    /// The books refused, or their file failed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The act died half-way; its transaction rolled back.
    #[error("the act on the books broke off")]
    BrokeOff(#[from] tokio::task::JoinError),
}

impl Counter {
    pub(crate) fn new(books: Books, clock: Clock) -> Counter {
        Counter { books: Arc::new(Mutex::new(books)), clock, stirred: Arc::new(Notify::new()) }
    }

    /// Runs one act on a thread that may wait for the disk. It runs to its end even when the caller has gone.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Books, Timestamp) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, AskError> {
        let (books, clock) = (Arc::clone(&self.books), Arc::clone(&self.clock));
        let done = tokio::task::spawn_blocking(move || {
            // A lock poisoned by a panic guards a connection whose transaction has rolled back: it is usable.
            let mut books = books.lock().unwrap_or_else(PoisonError::into_inner);
            act(&mut books, clock())
        });
        Ok(done.await??)
    }

    /// Says that there may be something new to send.
    pub(crate) fn stir(&self) {
        self.stirred.notify_one();
    }

    /// Waits for [`Counter::stir`].
    pub(crate) async fn stirred(&self) {
        self.stirred.notified().await;
    }
}

/// Hears when the gateway is to stop.
#[derive(Clone)]
pub(crate) struct Stop(watch::Receiver<bool>);

impl Stop {
    /// The word to say, and an ear for it.
    pub(crate) fn new() -> (watch::Sender<bool>, Stop) {
        let (say, hear) = watch::channel(false);
        (say, Stop(hear))
    }

    pub(crate) fn is_told(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits for the word. A sayer who is gone has said it.
    pub(crate) async fn told(&mut self) {
        // An error means that the sender was dropped, which is the word as well.
        let _ = self.0.wait_for(|told| *told).await;
    }
}
