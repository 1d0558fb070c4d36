//! The gateway beside the walks: each attempt, and each try of a refund.

use std::collections::BTreeMap;

use kernel::{Id, Uid};
use process::Process as _;

use super::super::Books;
use super::super::rules::Refund;
use super::AMOUNT;
use crate::gateway::{Capture, Chargeback, MoveStatus, Seen, SeenStatus};

#[derive(Clone, Default)]
pub(super) struct Outside {
    pub attempts: BTreeMap<i64, Seen>,
    captures: i64,
    pub tries: BTreeMap<(Uid, i64), MoveStatus>,
}

impl Outside {
    /// An open attempt is paid or declined. A declined one may be paid after all, and a captured one again, as
    /// some gateways allow.
    pub fn press(&mut self, attempt: usize, pays: bool) {
        let places = self.attempts.len().max(1);
        let Some(seen) = self.attempts.values_mut().nth(attempt % places) else { return };
        match (seen.status, pays) {
            (SeenStatus::Open | SeenStatus::Declined | SeenStatus::Captured, true)
                if seen.captures.len() < 3 =>
            {
                self.captures += 1;
                seen.captures.push(Capture { id: format!("cap_{}", self.captures), amount: AMOUNT });
                seen.status = SeenStatus::Captured;
            }
            (SeenStatus::Open, false) => seen.status = SeenStatus::Declined,
            _ => {}
        }
    }

    /// The payer's bank takes so much back of an attempt, or what is left.
    pub fn regret(&mut self, attempt: usize, amount: i64) {
        let places = self.attempts.len().max(1);
        let Some(seen) = self.attempts.values_mut().nth(attempt % places) else { return };
        let took: i64 = seen.captures.iter().map(|capture| capture.amount).sum();
        let back: i64 = seen.chargebacks.iter().map(|chargeback| chargeback.amount).sum();
        let amount = amount.min(took - back);
        if amount > 0 {
            self.captures += 1;
            seen.chargebacks.push(Chargeback { id: format!("cbk_{}", self.captures), amount });
        }
    }

    /// What the gateway can still send back of an attempt.
    pub fn left(&self, books: &Books, attempt: i64) -> i64 {
        let Some(seen) = self.attempts.get(&attempt) else { return 0 };
        let took: i64 = seen.captures.iter().map(|capture| capture.amount).sum();
        let banks: i64 = seen.chargebacks.iter().map(|chargeback| chargeback.amount).sum();
        let sent = self.tries.iter().filter(|(_, status)| **status != MoveStatus::Failed);
        let of = |id: &Uid| Refund::find(books, Id::from_uid(*id)).filter(|one| one.attempt == attempt);
        let sent: i64 = sent.filter_map(|((id, _), _)| of(id)).map(Refund::sends).sum();
        took - banks - sent
    }
}
