//! Chargebacks (F22): a payer's bank takes captured money back, whatever has become of it meanwhile. Pure.
//!
//! What the gateway lost is booked at once against the payment's `charged` purse. Who bears it comes after, in this
//! order: the waiters that still have the money (each in its own family, told by a job), a refund that the gateway
//! will not send any more, and the market, whose loss is an account of its own. So the purse comes to nothing once
//! everybody has been heard, and refunds with the waiters' part are never more than was captured.

use kernel::{Id, Money, Refusal, Time};
use ledger::{MARKET, code, kind};
use process::{Plan, Purse, step};

use super::rules::{ChargedBack, exceeds};
use super::{Books, Payment, PaymentEvent, Refund, RefundEvent, RefundState, Role};
use crate::gateway::{Chargeback, gateway_purse};

/// What a payment's chargebacks wait in until somebody has borne them.
pub fn charged_purse(payment: Id<Payment>) -> Purse {
    Purse { kind: kind::CHARGED, of: payment.uid() }
}

/// What is borne by a move that is under way; nothing between moves.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Bearing {
    /// From the clearing: it was to be refunded, and the bank was there first.
    pub cut: i64,
    /// By the market.
    pub loss: i64,
    /// From the clearing likewise, for what the market had borne before.
    pub regained: i64,
}

impl Payment {
    /// What banks took back.
    pub(crate) fn charged_back(&self) -> i64 {
        self.chargebacks.iter().map(|one| one.amount).sum()
    }
    /// What of that is the waiters' to bear.
    pub(crate) fn charged(&self) -> i64 {
        self.waiters.iter().map(|waiting| waiting.charged).sum()
    }
}

impl Books {
    /// Takes a chargeback in, once for its id.
    pub(crate) fn charge_back(
        &mut self,
        attempt: i64,
        chargeback: &Chargeback,
        at: Time,
        plan: &mut Plan,
    ) -> Result<(), db::No> {
        if self.payment.chargebacks.iter().any(|known| known.chargeback == chargeback.id) {
            return Ok(());
        }
        // What of the attempt's money no refund was promised from lies with the waiters.
        let free = self.left_of(attempt).max(0);
        let taken = ChargedBack { chargeback: chargeback.id.clone(), attempt, amount: chargeback.amount, at };
        self.payment.chargebacks.push(taken);
        let id = self.payment.life.id;
        step::<Payment>(self, id, PaymentEvent::ChargeBack, &[Role::Gateway], at, plan)
            .map_err(Refusal::from)?;
        self.charge_waiters(chargeback.amount.min(free))?;
        self.bear(at, plan)
    }

    /// What nobody bears yet: it hangs on refunds whose end is not known.
    pub(crate) fn unborne(&self) -> i64 {
        let cut: i64 = self.refunds.iter().map(|refund| refund.cut).sum();
        self.payment.charged_back() - self.payment.charged() - cut - self.payment.lost
    }

    /// Lets what is unborne be borne as far as that is known: by refunds that the gateway refused, and, when no refund
    /// is open any more, by waiters that still have money, and by the market.
    pub(crate) fn bear(&mut self, at: Time, plan: &mut Plan) -> Result<(), db::No> {
        let mut bearing = Bearing::default();
        for place in 0..self.refunds.len() {
            if self.refunds[place].life.state == RefundState::Failed {
                self.cut_failed(place, &mut bearing, at, plan)?;
            }
        }
        if self.refunds.iter().all(|refund| refund.life.state.is_ended()) {
            self.charge_waiters(self.unborne())?;
            bearing.loss = self.unborne();
            self.payment.lost += bearing.loss;
        }
        self.book_bearing(bearing, at, plan)
    }

    /// A refund that the gateway refused, perhaps because a bank took what it was to be sent from: it bears what is
    /// unborne, and makes good what the market had lost.
    fn cut_failed(
        &mut self,
        place: usize,
        bearing: &mut Bearing,
        at: Time,
        plan: &mut Plan,
    ) -> Result<(), db::No> {
        let missing = |books: &Self| (-books.left_of(books.refunds[place].attempt)).max(0);
        let cut = self.unborne().min(self.refunds[place].sends()).min(missing(self));
        self.refunds[place].cut += cut;
        bearing.cut += cut;
        let regained = self.payment.lost.min(self.refunds[place].sends()).min(missing(self));
        self.refunds[place].cut += regained;
        self.payment.lost -= regained;
        bearing.regained += regained;
        if self.refunds[place].sends() == 0 {
            let id = self.refunds[place].life.id;
            step::<Refund>(self, id, RefundEvent::Drop, &[Role::Engine], at, plan).map_err(Refusal::from)?;
        }
        Ok(())
    }

    /// What of a new refund goes to the bank: the waiter was to bear it and has given the money back instead.
    pub(super) fn withhold(
        &mut self,
        waiter: &kernel::Ref,
        amount: i64,
        at: Time,
        plan: &mut Plan,
    ) -> Result<i64, db::No> {
        let Some(waiting) = self.payment.waiters.iter().find(|waiting| waiting.to == *waiter) else {
            return Err(Refusal::missing("waiter").into());
        };
        let (asked, withheld) = self.asked_for(waiter);
        if asked + amount > waiting.amount {
            return Err(exceeds(Money::new(waiting.amount - asked, self.payment.amount.currency)).into());
        }
        let overlap = asked + amount + waiting.charged - waiting.amount - withheld;
        let most = amount.min(waiting.charged - withheld).max(0);
        let withheld = overlap.clamp(0, most);
        self.book_bearing(Bearing { cut: withheld, ..Bearing::default() }, at, plan)?;
        Ok(withheld)
    }

    /// What a waiter gave back, and what of it was withheld.
    fn asked_for(&self, waiter: &kernel::Ref) -> (i64, i64) {
        let theirs = self.refunds.iter().filter(|refund| refund.waiter.as_ref() == Some(waiter));
        theirs.fold((0, 0), |(asked, withheld), refund| (asked + refund.amount, withheld + refund.withheld))
    }

    /// Splits a chargeback over what each waiter has not given back, to the last unit.
    fn charge_waiters(&mut self, amount: i64) -> Result<(), db::No> {
        let promised: i64 = self.refunds.iter().map(Refund::sends).sum();
        let free = self.payment.captured() - promised - self.payment.charged();
        let rooms: Vec<i64> = self
            .payment
            .waiters
            .iter()
            .map(|waiting| (waiting.amount - waiting.charged - self.asked_for(&waiting.to).0).max(0))
            .collect();
        let amount = amount.min(rooms.iter().sum()).min(free);
        if amount <= 0 {
            return Ok(());
        }
        let shares = kernel::split(amount, &rooms).map_err(|error| db::Broken::Stored(error.to_string()))?;
        for (waiting, share) in self.payment.waiters.iter_mut().zip(shares) {
            waiting.charged += share;
        }
        Ok(())
    }

    fn book_bearing(&mut self, bearing: Bearing, at: Time, plan: &mut Plan) -> Result<(), db::No> {
        if bearing == Bearing::default() {
            return Ok(());
        }
        self.payment.bearing = bearing;
        let id = self.payment.life.id;
        let borne = step::<Payment>(self, id, PaymentEvent::Bear, &[Role::Engine], at, plan);
        self.payment.bearing = Bearing::default();
        borne.map(|_| ()).map_err(|no| Refusal::from(no).into())
    }
}

impl RefundState {
    /// Whether nothing more can be sent of it.
    pub(crate) fn is_ended(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}

// Effects.

/// The chargeback that this move is about is the last one taken in.
pub(super) fn book_chargeback(_: &Books, payment: &Payment, plan: &mut Plan) {
    let Some(taken) = payment.chargebacks.last() else { return };
    let amount = Money::new(taken.amount, payment.amount.currency);
    plan.post(charged_purse(payment.life.id), gateway_purse(&payment.gateway), amount, code::CHARGEBACK);
    plan.note("chargeback", &taken.chargeback);
    plan.note("amount", taken.amount.to_string());
    plan.note("currency", payment.amount.currency.code());
}

pub(super) fn book_borne(_: &Books, payment: &Payment, plan: &mut Plan) {
    let Bearing { cut, loss, regained } = payment.bearing;
    let money = |amount| Money::new(amount, payment.amount.currency);
    let charged = charged_purse(payment.life.id);
    plan.post(payment.clearing(), charged, money(cut), code::CUT);
    let market = Purse { kind: kind::LOSS, of: MARKET };
    plan.post(market, charged, money(loss), code::LOSS);
    plan.post(payment.clearing(), market, money(regained), code::REGAINED);
    plan.note("cut", (cut + regained).to_string());
    plan.note("loss", (loss - regained).to_string());
    plan.note("currency", payment.amount.currency.code());
}

#[cfg(test)]
mod tests;
