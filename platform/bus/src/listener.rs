//! The hearing end, the same whatever carries the hints.

use std::sync::Arc;

use tokio::sync::broadcast::{self, error::RecvError};

/// What a listener is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Heard {
    /// Somebody published this.
    Hint(Arc<[u8]>),
    /// Hints were lost: read everything again.
    Resync,
}

/// Hears one topic.
pub struct Listener(Option<broadcast::Receiver<Heard>>);

impl Listener {
    /// Hears what comes through a channel: for those who carry hints.
    pub fn of(channel: broadcast::Receiver<Heard>) -> Self {
        Self(Some(channel))
    }

    /// Never hears anything.
    pub fn deaf() -> Self {
        Self(None)
    }

    /// The next hint, in the order of publishing. Waits as long as it takes; on a dead bus, for ever.
    ///
    /// May be dropped while waiting: no hint is lost by that.
    pub async fn next(&mut self) -> Heard {
        if let Some(channel) = &mut self.0 {
            match channel.recv().await {
                Ok(heard) => return heard,
                Err(RecvError::Lagged(_)) => return Heard::Resync,
                Err(RecvError::Closed) => self.0 = None,
            }
        }
        std::future::pending().await
    }
}
