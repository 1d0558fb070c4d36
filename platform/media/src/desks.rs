//! Where pictures are developed: on threads of their own, few at a time, in bounded memory, never inside a command.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use darkroom::{Developed, MOST_BYTES, MOST_MEMORY, Unfit, develop, look};
use db::No;
use kernel::{Account, Id};
use tokio::sync::Semaphore;

/// Memory is counted in these.
const MIB: u64 = 1 << 20;
/// Beside the pixels as they came: the largest size, its smaller ones, what the encoders need.
const BESIDE: u64 = 48 * MIB;
/// Pictures that may wait for each desk; more are told to come back.
const WAITING_PER_DESK: usize = 16;
/// Bytes that are being received, of everybody together.
const TRAY: usize = 96 << 20;
/// Bytes that are being received of one account: one large picture, or a few of a phone's at once.
const TRAY_EACH: usize = MOST_BYTES + (4 << 20);

/// Why nothing was developed.
#[derive(Debug, thiserror::Error)]
pub enum Undeveloped {
    /// It is no picture that we take.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Too many wait already.
    #[error("too many pictures wait: nothing was kept, try again in a moment")]
    Busy,
}

impl From<Undeveloped> for No {
    fn from(undeveloped: Undeveloped) -> Self {
        match undeveloped {
            Undeveloped::Unfit(unfit) => Self::Refused(unfit.into()),
            Undeveloped::Busy => Self::Busy,
        }
    }
}

/// The desks, and the memory that they share. Cheap to clone.
#[derive(Clone)]
pub struct Desks {
    desks: Arc<Semaphore>,
    memory: Arc<Semaphore>,
    /// All of the memory, in MiB.
    whole: u32,
    line: Arc<Semaphore>,
}

impl Desks {
    /// So many pictures at the same time; the largest that is taken is developed alone.
    pub fn new(desks: usize) -> Self {
        let desks = desks.max(1);
        let shares = u64::try_from(desks).unwrap_or(1).div_ceil(2);
        let whole = u32::try_from((MOST_MEMORY + BESIDE) * shares / MIB).unwrap_or(u32::MAX >> 4);
        Self {
            desks: Arc::new(Semaphore::new(desks)),
            memory: Arc::new(Semaphore::new(whole as usize)),
            whole,
            line: Arc::new(Semaphore::new(desks * (1 + WAITING_PER_DESK))),
        }
    }

    /// Develops a file.
    ///
    /// # Errors
    /// It is no picture that we take, or too many wait.
    pub(crate) async fn develop(&self, file: Arc<Vec<u8>>) -> Result<Developed, Undeveloped> {
        let need = look(&file)?.memory;
        let Ok(_place) = self.line.try_acquire() else { return Err(Undeveloped::Busy) };
        let share = u32::try_from((need + BESIDE).div_ceil(MIB)).unwrap_or(u32::MAX).min(self.whole);
        // The permits go with the work: a caller that goes away does not free memory that is still used.
        let memory = Arc::clone(&self.memory).acquire_many_owned(share).await;
        let desk = Arc::clone(&self.desks).acquire_owned().await;
        let (Ok(memory), Ok(desk)) = (memory, desk) else { return Err(Undeveloped::Busy) };
        let work = tokio::task::spawn_blocking(move || {
            let _held = (memory, desk);
            develop(&file)
        });
        // A decoder that panics has met a file that nobody else could open either.
        Ok(work.await.unwrap_or(Err(Unfit::Broken))?)
    }
}

/// What is being received: bounded for each account and for all of them, so that slow senders hold little.
#[derive(Clone, Default)]
pub struct Tray(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    all: usize,
    each: BTreeMap<Id<Account>, usize>,
}

/// A file on its way in. It counts until this is dropped.
pub(crate) struct Receiving {
    tray: Tray,
    account: Id<Account>,
    file: Vec<u8>,
    counted: usize,
}

impl Tray {
    pub(crate) fn receive(&self, account: Id<Account>) -> Receiving {
        Receiving { tray: self.clone(), account, file: Vec::new(), counted: 0 }
    }
}

impl Receiving {
    /// Takes a piece.
    ///
    /// # Errors
    /// Busy: too much is on its way in already.
    pub(crate) fn take(&mut self, piece: &[u8]) -> Result<(), No> {
        let mut held = self.tray.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = held.each.get(&self.account).copied().unwrap_or(0);
        if held.all + piece.len() > TRAY || own + piece.len() > TRAY_EACH {
            return Err(No::Busy);
        }
        held.all += piece.len();
        held.each.insert(self.account, own + piece.len());
        drop(held);
        self.counted += piece.len();
        self.file.extend_from_slice(piece);
        Ok(())
    }

    /// The file, once it is whole.
    pub(crate) fn file(&mut self) -> Arc<Vec<u8>> {
        Arc::new(std::mem::take(&mut self.file))
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        let mut held = self.tray.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.all = held.all.saturating_sub(self.counted);
        let own = held.each.get(&self.account).copied().unwrap_or(0).saturating_sub(self.counted);
        if own == 0 {
            held.each.remove(&self.account);
        } else {
            held.each.insert(self.account, own);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Uid;

    #[test]
    fn one_account_receives_a_picture_or_two_at_a_time_and_all_together_no_more_than_the_tray_holds() {
        let tray = Tray::default();
        let account = |number| Id::from_uid(Uid([number; 16]));
        let large = vec![0; MOST_BYTES];
        let mut all: Vec<Receiving> = (0..4).map(|number| tray.receive(account(number))).collect();
        for receiving in &mut all {
            receiving.take(&large).unwrap();
        }
        assert_eq!(all[0].take(&large).unwrap_err(), No::Busy, "an account's share is full");
        all[0].take(b"a thumbnail").unwrap();
        let mut fifth = tray.receive(account(5));
        assert_eq!(fifth.take(&large).unwrap_err(), No::Busy, "the tray is full");
        let file = all[0].file();
        assert_eq!(file.len(), MOST_BYTES + 11);
        assert_eq!(fifth.take(&large).unwrap_err(), No::Busy, "a file that is being developed counts on");
        drop(all);
        fifth.take(&large).unwrap();
        drop(fifth);
        let held = tray.0.lock().unwrap();
        assert_eq!((held.all, held.each.len()), (0, 0));
    }
}
