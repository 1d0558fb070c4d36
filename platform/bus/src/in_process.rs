//! The bus of one process: a bounded ring for each topic that somebody listens to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast::{self, Sender};

use crate::{Bus, Heard, LONGEST, Listener, MOST_WAITING};

/// Carries hints inside this process. Clones are the same bus.
#[derive(Clone, Default)]
pub struct InProcess(Arc<Mutex<BTreeMap<String, Sender<Heard>>>>);

impl InProcess {
    /// Nobody listens yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many topics somebody listens to, as far as is known: one that all have left is forgotten when the
    /// next hint for it, or the next listener to anything, comes.
    pub fn topics(&self) -> usize {
        self.hold().len()
    }

    fn hold(&self) -> MutexGuard<'_, BTreeMap<String, Sender<Heard>>> {
        // Nothing panics while it holds this lock; if it did, the map would still be whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Bus for InProcess {
    fn publish(&self, topic: &str, payload: &[u8]) {
        let heard = if payload.len() > LONGEST { Heard::Resync } else { Heard::Hint(Arc::from(payload)) };
        let mut topics = self.hold();
        // Sending overwrites the oldest in a full ring, so it does not wait; it fails when all have left.
        if topics.get(topic).is_some_and(|ring| ring.send(heard).is_err()) {
            topics.remove(topic);
        }
    }

    fn listen(&self, topic: &str) -> Listener {
        let mut topics = self.hold();
        topics.retain(|_, ring| ring.receiver_count() > 0);
        let ring = topics.entry(topic.to_owned()).or_insert_with(|| broadcast::channel(MOST_WAITING).0);
        Listener::of(ring.subscribe())
    }
}
