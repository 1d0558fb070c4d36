//! Where files are laid down that are on their way in: bounded, whichever way they come.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use db::No;
use kernel::{Account, Id};

/// Bytes that are being received, of everybody together.
const TRAY: usize = 96 << 20;
/// Bytes that are being received of one account: one large picture, or a few of a phone's at once.
const TRAY_EACH: usize = 24 << 20;

/// What is being received: bounded for each account and for all of them, so that slow senders hold little.
#[derive(Clone, Default)]
pub struct Tray(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    all: usize,
    each: BTreeMap<Option<Id<Account>>, usize>,
}

/// A file on its way in. It counts until this is dropped: keep it while the file is worked on.
pub struct Receiving {
    tray: Tray,
    account: Option<Id<Account>>,
    file: Vec<u8>,
    counted: usize,
}

impl Tray {
    /// Begins to receive a file of an account.
    pub fn receive(&self, account: Option<Id<Account>>) -> Receiving {
        Receiving { tray: self.clone(), account, file: Vec::new(), counted: 0 }
    }
}

impl Receiving {
    /// Takes a piece.
    ///
    /// # Errors
    /// Busy: too much is on its way in already.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), No> {
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

    /// What has come so far.
    pub fn bytes(&self) -> &[u8] {
        &self.file
    }

    /// Whether nothing has come.
    pub fn is_empty(&self) -> bool {
        self.file.is_empty()
    }

    /// The file, once it is whole. It counts on.
    pub fn file(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.file)
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

    const LARGE: usize = 20 << 20;

    #[test]
    fn one_account_receives_a_picture_or_two_at_a_time_and_all_together_no_more_than_the_tray_holds() {
        let tray = Tray::default();
        let account = |number| Some(Id::from_uid(Uid([number; 16])));
        let large = vec![0; LARGE];
        let mut all: Vec<Receiving> = (0..4).map(|number| tray.receive(account(number))).collect();
        for receiving in &mut all {
            receiving.take(&large).unwrap();
        }
        assert_eq!(all[0].take(&large).unwrap_err(), No::Busy, "an account's share is full");
        all[0].take(b"a thumbnail").unwrap();
        let mut fifth = tray.receive(account(5));
        assert_eq!(fifth.take(&large).unwrap_err(), No::Busy, "the tray is full");
        let file = all[0].file();
        assert_eq!(file.len(), LARGE + 11);
        assert_eq!(fifth.take(&large).unwrap_err(), No::Busy, "a file that is being developed counts on");
        drop(all);
        fifth.take(&large).unwrap();
        drop(fifth);
        let held = tray.0.lock().unwrap();
        assert_eq!((held.all, held.each.len()), (0, 0));
    }
}
