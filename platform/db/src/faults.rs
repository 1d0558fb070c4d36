//! Faults on order: what a test asks the layer to meet, at the exact place where the world would do it.
//! Nothing asks in production, and the question costs one atomic read.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Something that goes wrong once, the next time its place is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// `BEGIN` fails.
    Begin,
    /// `SAVEPOINT` fails.
    Mark,
    /// `COMMIT` fails and nothing was saved.
    Commit,
    /// The engine undoes the whole transaction in the middle of a command, as SQLite does on a full disk.
    UndoneBelow,
    /// The connection is lost before `COMMIT` reached the server: nothing was saved.
    LostBeforeCommit,
    /// The connection is lost after `COMMIT` was carried out: it was saved and nobody said so.
    LostAfterCommit,
}

/// The faults that are still to come.
#[derive(Clone, Default)]
pub struct Faults(Arc<(AtomicUsize, Mutex<VecDeque<Fault>>)>);

impl Faults {
    /// Orders one more fault.
    pub fn order(&self, fault: Fault) {
        let mut coming = self.0.1.lock().unwrap_or_else(PoisonError::into_inner);
        coming.push_back(fault);
        self.0.0.store(coming.len(), Ordering::Release);
    }

    /// How many are still to come.
    pub fn left(&self) -> usize {
        self.0.0.load(Ordering::Acquire)
    }

    pub(crate) fn strikes(&self, fault: Fault) -> bool {
        if self.left() == 0 {
            return false;
        }
        let mut coming = self.0.1.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(place) = coming.iter().position(|next| *next == fault) else { return false };
        coming.remove(place);
        self.0.0.store(coming.len(), Ordering::Release);
        true
    }
}
