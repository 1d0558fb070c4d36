//! SQLite's log beside the file, and when it is folded back into it.
//!
//! SQLite's own rule looks after every thousand pages and never waits. While readings overlap all the time there is no
//! moment in which nobody reads from the log, so it would be folded and never begun anew: it grows without end. From
//! twice that size on, a commit therefore waits a little for the readings that are under way; those that begin
//! meanwhile read from the file.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::wal::CheckpointMode;

/// Pages of 4 KiB after which the log is folded as far as that goes without waiting.
const FOLD: u32 = 1_000;
/// Pages after which readings are waited for, so that the log begins anew.
const RENEW: u32 = 2_000;
/// Longest wait for the readings under way, and what other statements of a writing thread may wait for a lock.
const PATIENCE: Duration = Duration::from_millis(250);
pub(crate) const BUSY: Duration = Duration::from_secs(5);

/// How long the log of one writing connection has grown.
#[derive(Default)]
pub(crate) struct Log {
    /// Pages in the log after the last commit. SQLite tells them to a hook that must be `Send`.
    pages: Arc<AtomicU32>,
    /// Nobody is waited for again before the log has this many pages: a reading that takes its time must not hold up
    /// every commit.
    patient_at: Cell<u32>,
}

impl Log {
    /// Takes the place of SQLite's own rule on this connection.
    pub fn watch(conn: &mut Connection) -> rusqlite::Result<Self> {
        let log = Self { patient_at: Cell::new(RENEW), ..Self::default() };
        let pages = Arc::clone(&log.pages);
        conn.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, grown: std::ffi::c_int| {
            pages.store(u32::try_from(grown).unwrap_or(0), Ordering::Relaxed);
            Ok(())
        }))?;
        Ok(log)
    }

    /// After a commit. What fails is tried again after the next: the log is as whole as the file.
    pub fn fold(&self, conn: &Connection) {
        let pages = self.pages.load(Ordering::Relaxed);
        if pages < RENEW {
            self.patient_at.set(RENEW);
        }
        if pages >= self.patient_at.get() {
            let _ = conn.busy_timeout(PATIENCE);
            let renewed = checkpoint(conn, CheckpointMode::RESTART);
            let _ = conn.busy_timeout(BUSY);
            if !renewed {
                self.patient_at.set(pages.saturating_add(FOLD));
            }
        } else if pages >= FOLD {
            checkpoint(conn, CheckpointMode::PASSIVE);
        }
    }
}

fn checkpoint(conn: &Connection, mode: CheckpointMode) -> bool {
    conn.wal_checkpoint_v2(None::<&str>, mode).is_ok()
}
