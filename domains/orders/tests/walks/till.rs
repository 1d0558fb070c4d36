//! A gateway in memory: it takes money when the walk says so, and answers at once. What it is asked to give back it
//! gives, whatever the buyer's bank has taken.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};

use axum::http::HeaderMap;
use kernel::Time;
use payments::{
    Capture, Chargeback, Event, Forged, Gateway, MoveStatus, NewPayment, NewPayout, NewRefund, Seen,
    SeenStatus, Trouble,
};

struct Page {
    seen: Seen,
    amount: i64,
    /// What was given back, by the refund's reference.
    refunds: BTreeMap<String, i64>,
}

/// The gateway of one house.
#[derive(Default)]
pub struct Till {
    pages: Mutex<BTreeMap<String, Page>>,
    /// Whether it takes money for a payment that was closed, as some gateways do.
    lenient: AtomicBool,
}

impl Till {
    pub fn be_lenient(&self, lenient: bool) {
        self.lenient.store(lenient, Ordering::Relaxed);
    }

    /// Somebody pays; whether money was taken by it.
    pub fn pay(&self, reference: &str) -> bool {
        let mut pages = self.pages();
        let Some(page) = pages.get_mut(reference) else { return false };
        let takes = match page.seen.status {
            SeenStatus::Open => true,
            SeenStatus::Voided => self.lenient.load(Ordering::Relaxed),
            _ => false,
        };
        if takes {
            page.seen.status = SeenStatus::Captured;
            page.seen.captures.push(Capture { id: format!("cap_{reference}"), amount: page.amount });
        }
        takes
    }

    /// The buyer's bank takes so much of what was captured back, or what is left of it; whether it took any.
    pub fn charge_back(&self, reference: &str, amount: i64) -> bool {
        let mut pages = self.pages();
        let Some(page) = pages.get_mut(reference) else { return false };
        let taken: i64 = page.seen.chargebacks.iter().map(|bank| bank.amount).sum();
        let captured: i64 = page.seen.captures.iter().map(|capture| capture.amount).sum();
        let amount = amount.min(captured - taken);
        if amount > 0 {
            let id = format!("cbk_{reference}_{}", page.seen.chargebacks.len());
            page.seen.chargebacks.push(Chargeback { id, amount });
        }
        amount > 0
    }

    /// What was given back of a payment, and in how many refunds.
    pub fn given_back(&self, reference: &str) -> (i64, usize) {
        let pages = self.pages();
        pages.get(reference).map_or((0, 0), |page| (page.refunds.values().sum(), page.refunds.len()))
    }

    fn pages(&self) -> MutexGuard<'_, BTreeMap<String, Page>> {
        self.pages.lock().unwrap()
    }
}

impl Gateway for Till {
    fn name(&self) -> &'static str {
        "till"
    }

    fn create(&self, new: &NewPayment) -> Result<Seen, Trouble> {
        let page = || Page {
            seen: Seen {
                status: SeenStatus::Open,
                hosted_url: "http://till/".into(),
                captures: Vec::new(),
                chargebacks: Vec::new(),
            },
            amount: new.amount.amount,
            refunds: BTreeMap::new(),
        };
        Ok(self.pages().entry(new.reference.clone()).or_insert_with(page).seen.clone())
    }

    fn payment(&self, reference: &str) -> Result<Seen, Trouble> {
        self.pages().get(reference).map(|page| page.seen.clone()).ok_or(Trouble::Missing)
    }

    fn void(&self, reference: &str) -> Result<Seen, Trouble> {
        let mut pages = self.pages();
        let page = pages.get_mut(reference).ok_or(Trouble::Missing)?;
        if page.seen.status == SeenStatus::Open {
            page.seen.status = SeenStatus::Voided;
        }
        Ok(page.seen.clone())
    }

    fn refund(&self, new: &NewRefund) -> Result<MoveStatus, Trouble> {
        let mut pages = self.pages();
        let page = pages.get_mut(&new.payment).ok_or(Trouble::Missing)?;
        page.refunds.insert(new.reference.clone(), new.amount.amount);
        Ok(MoveStatus::Settled)
    }

    fn refund_status(&self, reference: &str) -> Result<MoveStatus, Trouble> {
        let known = self.pages().values().any(|page| page.refunds.contains_key(reference));
        if known { Ok(MoveStatus::Settled) } else { Err(Trouble::Missing) }
    }

    fn payout(&self, _: &NewPayout) -> Result<MoveStatus, Trouble> {
        Err(Trouble::Refused("no payouts here".into()))
    }

    fn payout_status(&self, _: &str) -> Result<MoveStatus, Trouble> {
        Err(Trouble::Missing)
    }

    fn hear(&self, _: &HeaderMap, _: &[u8], _: Time) -> Result<Option<Event>, Forged> {
        Err(Forged)
    }
}
