//! What the tables serve: the rows, guards, effects, and the acts on a family that are more than one event.

use kernel::{Account, Digest, Id, Kind, Money, Ref, Refusal, Span, Time, Uid};
use ledger::{code, kind};
use process::{Clock, Family, Fault, Life, Member, Move, Plan, Process, Purse, Why, begin, step};

use super::chargeback::Bearing;
use super::{
    CLOSE, MOST_TRIES, OPEN, PAYMENT, PAYMENT_CLOCKS, PaymentEvent, PaymentState, REFUND, REFUND_CLOCKS,
    REFUND_MOVES, RefundEvent, RefundState, Role,
};
use crate::gateway::{Capture, MoveStatus, gateway_purse};

/// One charge to one buyer.
#[derive(Clone, PartialEq, Debug)]
pub struct Payment {
    pub(crate) life: Life<Self>,
    pub(crate) checkout: Uid,
    pub(crate) account: Option<Id<Account>>,
    pub(crate) guest: Option<Digest>,
    pub(crate) gateway: String,
    pub(crate) amount: Money,
    pub(crate) return_url: String,
    pub(crate) begun_at: Time,
    pub(crate) expires_at: Time,
    /// 1 is the first.
    pub(crate) attempt: i64,
    pub(crate) hosted_url: Option<String>,
    pub(crate) waiters: Vec<Waiting>,
    pub(crate) captures: Vec<Taken>,
    pub(crate) chargebacks: Vec<ChargedBack>,
    /// What banks took back and only the market could bear.
    pub(crate) lost: i64,
    /// What the move under way says is borne; kept nowhere.
    pub(crate) bearing: Bearing,
}

/// Somebody who waits for the money.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Waiting {
    pub to: Ref,
    pub amount: i64,
    pub state: WaiterState,
    /// What of the chargebacks it has to bear.
    pub charged: i64,
}

process::words! {
    /// What a waiter wants.
    pub(crate) enum WaiterState {
        /// To be told.
        Waits = "waits",
        /// Nothing any more; told all the same if money comes.
        Left = "left",
        /// It was told.
        Told = "told",
    }
}

/// Money that the gateway took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Taken {
    pub capture: String,
    pub attempt: i64,
    pub amount: i64,
    pub at: Time,
}

/// Money that a payer's bank took back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ChargedBack {
    pub chargeback: String,
    pub attempt: i64,
    pub amount: i64,
    pub at: Time,
}

/// Money on its way back to the buyer.
#[derive(Clone, PartialEq, Debug)]
pub struct Refund {
    pub(crate) life: Life<Self>,
    /// Whose money; nobody's if it was paid twice.
    pub(crate) waiter: Option<Ref>,
    /// What of it went to the payer's bank instead, before it was promised.
    pub(crate) withheld: i64,
    /// And what after the gateway had refused to send it.
    pub(crate) cut: i64,
    /// The attempt whose captures it gives back.
    pub(crate) attempt: i64,
    pub(crate) amount: i64,
    /// Why, as a word for the fact.
    pub(crate) why: String,
    /// How often the gateway has said no.
    pub(crate) failures: i64,
}

/// The family: a payment with its refunds.
#[derive(Clone, PartialEq, Debug)]
pub struct Books {
    pub(crate) payment: Payment,
    pub(crate) refunds: Vec<Refund>,
}

impl Family for Books {
    const MEMBERS: &'static [Member<Self>] = &[Member::of::<Payment>(), Member::of::<Refund>()];
}

impl Kind for Payment {
    const PREFIX: &'static str = "pay";
}
impl Process for Payment {
    type Family = Books;
    type State = PaymentState;
    type Event = PaymentEvent;
    type Role = Role;
    const NAME: &'static str = "payment";
    const BEGINS: &'static [PaymentState] = &[PaymentState::Created];
    const ENDS: &'static [PaymentState] = &[];
    const MOVES: &'static [Move<Self>] = PAYMENT;
    const CLOCKS: &'static [Clock<Self>] = PAYMENT_CLOCKS;
    fn rows(books: &Books) -> &[Self] {
        std::slice::from_ref(&books.payment)
    }
    fn rows_mut(books: &mut Books) -> &mut [Self] {
        std::slice::from_mut(&mut books.payment)
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}

impl Kind for Refund {
    const PREFIX: &'static str = "rfd";
}
impl Process for Refund {
    type Family = Books;
    type State = RefundState;
    type Event = RefundEvent;
    type Role = Role;
    const NAME: &'static str = "refund";
    const BEGINS: &'static [RefundState] = &[RefundState::Asked];
    const ENDS: &'static [RefundState] = &[RefundState::Done, RefundState::Dropped];
    const MOVES: &'static [Move<Self>] = REFUND_MOVES;
    const CLOCKS: &'static [Clock<Self>] = REFUND_CLOCKS;
    fn rows(books: &Books) -> &[Self] {
        &books.refunds
    }
    fn rows_mut(books: &mut Books) -> &mut [Self] {
        &mut books.refunds
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}

impl Payment {
    /// What was captured, in minor units of its currency.
    pub(crate) fn captured(&self) -> i64 {
        self.captures.iter().map(|taken| taken.amount).sum()
    }
    /// Whether money is still in time.
    pub(crate) fn waits_for_payer(&self) -> bool {
        matches!(self.life.state, PaymentState::Created | PaymentState::Action | PaymentState::Declined)
    }
    /// Whether the payer may pay now.
    pub(crate) fn is_payable(&self) -> bool {
        self.life.state == PaymentState::Action
    }
    pub(super) fn clearing(&self) -> Purse {
        Purse { kind: kind::CLEARING, of: self.checkout }
    }
}

impl PaymentState {
    /// Whether we are through with it: what is open at the gateway is to be closed there.
    pub(crate) fn is_given_up(self) -> bool {
        matches!(self, Self::Expired | Self::Voided | Self::Closed)
    }
}

impl Refund {
    /// What the payer gets of it.
    pub(crate) fn sends(&self) -> i64 {
        self.amount - self.withheld - self.cut
    }
    /// Minutes doubling from one, at most twelve hours: a bank's bad day ends before the last try.
    pub(crate) fn wait(&self) -> Span {
        let doubled = 1_i64 << (self.failures - 1).clamp(0, 10);
        Span::minutes(doubled.min(720))
    }
}

/// A fault in the rules is ours, never the caller's.
pub(crate) fn broken(fault: &Fault) -> db::No {
    db::Broken::Stored(fault.to_string()).into()
}

impl Books {
    /// A payment begins: the gateway is to be told.
    pub(crate) fn start(&mut self, now: Time, plan: &mut Plan) -> Result<(), db::No> {
        begin::<Payment>(self, self.payment.life.id, Role::Engine, now, plan).map_err(|f| broken(&f))?;
        plan.ask(OPEN, self.payment.life.id.address());
        Ok(())
    }

    /// Takes a capture in, once for its id. The first one is for the waiters, who are told by the caller; any
    /// other is given back by itself, under the id `again`. Answers whether it was the first; nothing if it was
    /// known already.
    pub(crate) fn take(
        &mut self,
        attempt: i64,
        capture: &Capture,
        again: Id<Refund>,
        now: Time,
        plan: &mut Plan,
    ) -> Result<Option<bool>, db::No> {
        if self.payment.captures.iter().any(|taken| taken.capture == capture.id) {
            return Ok(None);
        }
        let first = self.payment.captures.is_empty();
        if first && capture.amount != self.payment.amount.amount {
            let detail = "The gateway captured another amount than was asked for; an operator must look.";
            return Err(Refusal::conflict("captured_other_amount", detail).into());
        }
        let taken = Taken { capture: capture.id.clone(), attempt, amount: capture.amount, at: now };
        self.payment.captures.push(taken);
        let id = self.payment.life.id;
        step::<Payment>(self, id, PaymentEvent::Capture, &[Role::Gateway], now, plan)
            .map_err(Refusal::from)?;
        if first {
            for waiting in &mut self.payment.waiters {
                waiting.state = WaiterState::Told;
            }
        } else {
            let amount = capture.amount;
            // What a bank took of this attempt can't be sent from it.
            let attempts = std::iter::once(attempt).chain(1..=self.payment.attempt);
            let attempt = attempts.into_iter().find(|one| amount <= self.left_of(*one)).unwrap_or(attempt);
            let extra = New { id: again, waiter: None, attempt, amount, withheld: 0, why: "paid_twice" };
            self.promise(extra, now, plan)?;
        }
        Ok(Some(first))
    }

    /// Promises a waiter's money back, once for the refund's id. What a payer's bank has taken of it is withheld.
    ///
    /// # Errors
    /// Nothing or less, or more than is left of what was captured; the id stands for another refund.
    pub(crate) fn give_back(
        &mut self,
        id: Id<Refund>,
        waiter: &Ref,
        amount: i64,
        why: &str,
        now: Time,
        plan: &mut Plan,
    ) -> Result<(), db::No> {
        if let Some(known) = Refund::find(self, id) {
            return if known.amount == amount { Ok(()) } else { Err(other_refund().into()) };
        }
        let most =
            |books: &Self| (1..=books.payment.attempt).map(|one| books.left_of(one)).max().unwrap_or(0);
        if amount <= 0 {
            return Err(exceeds(Money::new(most(self), self.payment.amount.currency)).into());
        }
        let withheld = self.withhold(waiter, amount, now, plan)?;
        let sends = amount - withheld;
        let Some(attempt) = (1..=self.payment.attempt).find(|one| sends <= self.left_of(*one).max(0)) else {
            return Err(exceeds(Money::new(most(self), self.payment.amount.currency)).into());
        };
        let waiter = Some(waiter.clone());
        self.promise(New { id, waiter, attempt, amount, withheld, why }, now, plan)
    }

    /// Hears how one try of a refund stands. Answers whether it is on its way, so that it must be asked for again.
    ///
    /// # Errors
    /// There is no such refund.
    pub(crate) fn hear_refund(
        &mut self,
        id: Id<Refund>,
        tried: i64,
        status: MoveStatus,
        at: Time,
        plan: &mut Plan,
    ) -> Result<bool, db::No> {
        let refund = Refund::find_mut(self, id).ok_or_else(|| Refusal::missing(Refund::NAME))?;
        if tried != refund.failures + 1 {
            return Ok(false); // an earlier try, which the gateway itself called failed
        }
        let event = match (status, refund.life.state) {
            (MoveStatus::Pending, RefundState::Asked) => RefundEvent::Accept,
            (MoveStatus::Settled, RefundState::Asked | RefundState::Pending | RefundState::Parked) => {
                RefundEvent::Settle
            }
            (MoveStatus::Failed, RefundState::Asked | RefundState::Pending | RefundState::Parked) => {
                refund.failures += 1;
                RefundEvent::Fail
            }
            (_, state) => return Ok(state == RefundState::Pending),
        };
        let state = step::<Refund>(self, id, event, &[Role::Gateway], at, plan).map_err(Refusal::from)?;
        self.bear(at, plan)?;
        Ok(state == RefundState::Pending)
    }

    /// What of an attempt's captures is neither promised back nor taken back; below nothing where a bank took what was
    /// promised. A gateway gives back within one attempt only.
    pub(super) fn left_of(&self, attempt: i64) -> i64 {
        let captures = self.payment.captures.iter().filter(|taken| taken.attempt == attempt);
        let refunds = self.refunds.iter().filter(|refund| refund.attempt == attempt);
        let banks = self.payment.chargebacks.iter().filter(|taken| taken.attempt == attempt);
        captures.map(|taken| taken.amount).sum::<i64>()
            - refunds.map(Refund::sends).sum::<i64>()
            - banks.map(|taken| taken.amount).sum::<i64>()
    }

    fn promise(&mut self, new: New<'_>, now: Time, plan: &mut Plan) -> Result<(), db::No> {
        let New { id, waiter, attempt, amount, withheld, why } = new;
        let life = Life::new(id, RefundState::Asked, now);
        let why = why.to_owned();
        let refund = Refund { life, waiter, withheld, cut: 0, attempt, amount, why, failures: 0 };
        let (sends, why) = (refund.sends(), refund.why.clone());
        self.refunds.push(refund);
        begin::<Refund>(self, id, Role::Engine, now, plan).map_err(|f| broken(&f))?;
        plan.note("amount", sends.to_string());
        plan.note("currency", self.payment.amount.currency.code());
        plan.note("why", why);
        if sends > 0 {
            plan.ask(REFUND, id.address());
            return Ok(());
        }
        step::<Refund>(self, id, RefundEvent::Drop, &[Role::Engine], now, plan).map_err(Refusal::from)?;
        Ok(())
    }
}

/// A refund to promise.
struct New<'a> {
    id: Id<Refund>,
    waiter: Option<Ref>,
    attempt: i64,
    amount: i64,
    withheld: i64,
    why: &'a str,
}

pub(crate) fn exceeds(left: Money) -> Refusal {
    let detail = format!("At most {left} of this payment can still be given back; nothing was changed.");
    Refusal::conflict("exceeds_capture", detail)
}

fn other_refund() -> Refusal {
    Refusal::conflict("exists_with_different_amount", "Another refund has this id; nothing was changed.")
}

// Guards.

const TOO_MANY_TRIES: Why =
    Why::new("too_many_tries", "This was tried too often. Confirm the cart again to pay another way.");
const SOMEBODY_WAITS: Why =
    Why::new("somebody_waits", "Another order still waits for this payment, so it stays open.");
const NOT_ALL_BACK: Why = Why::new("not_all_back", "Part of the money has not been given back.");

const STILL_SENDS: Why = Why::new("still_sends", "Part of this refund is still the payer's.");

pub(super) fn try_is_left(_: &Books, payment: &Payment, _: Time) -> Result<(), Why> {
    // The command has counted the new attempt already.
    TOO_MANY_TRIES.unless(payment.attempt <= MOST_TRIES)
}
pub(super) fn nobody_waits(_: &Books, payment: &Payment, _: Time) -> Result<(), Why> {
    SOMEBODY_WAITS.unless(payment.waiters.iter().all(|waiting| waiting.state != WaiterState::Waits))
}
pub(super) fn all_given_back(books: &Books, payment: &Payment, _: Time) -> Result<(), Why> {
    let done = books.refunds.iter().filter(|refund| refund.life.state == RefundState::Done);
    NOT_ALL_BACK.unless(done.map(Refund::sends).sum::<i64>() == payment.captured())
}
pub(super) fn is_nothing(_: &Books, refund: &Refund, _: Time) -> Result<(), Why> {
    STILL_SENDS.unless(refund.sends() == 0)
}
pub(super) fn tries_left(_: &Books, refund: &Refund, _: Time) -> Result<(), Why> {
    TOO_MANY_TRIES.unless(refund.failures < MOST_TRIES)
}

// Effects.

/// The capture that this move is about is the last one taken in.
pub(super) fn book(_: &Books, payment: &Payment, plan: &mut Plan) {
    let Some(taken) = payment.captures.last() else { return };
    let amount = Money::new(taken.amount, payment.amount.currency);
    plan.post(gateway_purse(&payment.gateway), payment.clearing(), amount, code::CAPTURE);
    plan.note("capture", &taken.capture);
    plan.note("amount", taken.amount.to_string());
    plan.note("currency", payment.amount.currency.code());
}
pub(super) fn open(_: &Books, payment: &Payment, plan: &mut Plan) {
    plan.ask(OPEN, payment.life.id.address());
}
pub(super) fn close(_: &Books, payment: &Payment, plan: &mut Plan) {
    plan.ask(CLOSE, payment.life.id.address());
}
pub(super) fn book_refund(books: &Books, refund: &Refund, plan: &mut Plan) {
    let payment = &books.payment;
    let amount = Money::new(refund.sends(), payment.amount.currency);
    plan.post(payment.clearing(), gateway_purse(&payment.gateway), amount, code::REFUND);
    plan.note("amount", refund.sends().to_string());
    plan.note("currency", payment.amount.currency.code());
    plan.note("why", &refund.why);
}
pub(super) fn say_given_back(books: &Books, _: &Refund, plan: &mut Plan) {
    plan.send::<Payment>(books.payment.life.id, PaymentEvent::GivenBack);
}
pub(super) fn send(_: &Books, refund: &Refund, plan: &mut Plan) {
    plan.ask(REFUND, refund.life.id.address());
}
