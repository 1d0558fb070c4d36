//! A payout: what is available to a shop, sent. Pure; rooted at itself, so that nothing waits for a slow bank.

pub(crate) mod api;
pub(crate) mod ask;
pub(crate) mod destination;
pub(crate) mod store;
#[cfg(test)]
mod walks;

use kernel::{Id, Kind, Money, Time, Uid};
use ledger::{code, kind};
use process::{Clock, Family, Fault, Life, Member, Move, Plan, Process, Purse, always, begin, words};

use crate::gateway::{MoveStatus, gateway_purse};
use crate::payment::UNKNOWN_AFTER;

words! {
    /// Where a payout stands.
    pub enum PayoutState {
        /// The gateway has not said yet that it knows it.
        Asked = "asked",
        /// On its way.
        Sent = "sent",
        /// It arrived.
        Paid = "paid",
        /// It came back; the money is available to the shop again.
        Failed = "failed",
        /// An operator must look.
        Parked = "parked",
    }
}
words! {
    /// What happens to a payout.
    pub enum PayoutEvent {
        /// The gateway has it.
        Accept = "accept",
        /// It arrived.
        Settle = "settle",
        /// It will not arrive.
        Fail = "fail",
        /// The wait is over.
        TimeUp = "time_up",
        /// An operator lets it be asked again.
        Revive = "revive",
    }
}
words! {
    /// Who acts on a payout.
    pub enum PayoutRole {
        /// Who moves the money.
        Gateway = "gateway",
        /// The operator's people.
        Staff = "staff",
        /// A clock.
        Timer = "timer",
        /// The market.
        Engine = "engine",
    }
}
impl process::Role for PayoutRole {
    const ENGINE: Self = Self::Engine;
    const TIMER: Self = Self::Timer;
}

use PayoutEvent::{Accept, Fail, Revive, Settle, TimeUp};
use PayoutRole::{Engine, Gateway, Staff, Timer};
use PayoutState::{Asked, Failed, Paid, Parked, Sent};

pub(crate) const SEND: &str = "payments/payout";

/// A payout: it arrives, or the shop has its money back, or somebody looks (F20).
#[rustfmt::skip]
const PAYOUT: &[Move<Payout>] = &[
//  in           on       by       only if  goes to  doing
    (&[Asked],   Accept,  Gateway, always,  Sent,    &[]),
    (&[Asked,
       Sent,
       Parked],  Settle,  Gateway, always,  Paid,    &[book]),
    (&[Asked,
       Sent,
       Parked],  Fail,    Gateway, always,  Failed,  &[put_back]),
    (&[Asked],   TimeUp,  Timer,   always,  Parked,  &[]),          // 23 hours without a word
    (&[Parked],  Revive,  Staff,   always,  Asked,   &[send]),
];
#[rustfmt::skip]
const PAYOUT_CLOCKS: &[Clock<Payout>] = &[
//   name      lives in   runs in    due                                           then
    ("answer", &[Asked],  &[Asked],  |_, p| Some(p.life.since + UNKNOWN_AFTER),    TimeUp),
];

/// Money on its way to a shop.
#[derive(Clone, PartialEq, Debug)]
pub struct Payout {
    pub(crate) life: Life<Self>,
    pub(crate) shop: Uid,
    pub(crate) gateway: String,
    /// As it was when the payout was asked for.
    pub(crate) destination: String,
    pub(crate) amount: Money,
    pub(crate) asked_at: Time,
}

impl Kind for Payout {
    const PREFIX: &'static str = "pyo";
}
impl Family for Payout {
    const MEMBERS: &'static [Member<Self>] = &[Member::of::<Self>()];
}
impl Process for Payout {
    type Family = Self;
    type State = PayoutState;
    type Event = PayoutEvent;
    type Role = PayoutRole;
    const NAME: &'static str = "payout";
    const BEGINS: &'static [PayoutState] = &[Asked];
    const ENDS: &'static [PayoutState] = &[Paid, Failed];
    const MOVES: &'static [Move<Self>] = PAYOUT;
    const CLOCKS: &'static [Clock<Self>] = PAYOUT_CLOCKS;
    fn rows(payout: &Self) -> &[Self] {
        std::slice::from_ref(payout)
    }
    fn rows_mut(payout: &mut Self) -> &mut [Self] {
        std::slice::from_mut(payout)
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}

/// What a shop owes the market.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Owed {
    /// On orders paid at the door: it has the money in its drawer.
    pub cash: Money,
    /// Money that went back after it had its share.
    pub back: Money,
}

impl Payout {
    fn id(&self) -> Id<Self> {
        self.life.id
    }

    fn purses(&self) -> (Purse, Purse) {
        (Purse { kind: kind::AVAILABLE, of: self.shop }, Purse { kind: kind::PAYOUT, of: self.id().uid() })
    }

    /// It begins: what the shop owes is settled first, then the money leaves.
    pub(crate) fn start(&mut self, owed: Owed, now: Time, plan: &mut Plan) -> Result<(), Fault> {
        begin::<Self>(self, self.id(), Engine, now, plan)?;
        let (available, on_its_way) = self.purses();
        let purse = |kind| Purse { kind, of: self.shop };
        plan.post(available, purse(kind::CASH), owed.cash, code::SETTLE_CASH);
        plan.post(available, purse(kind::RECEIVABLE), owed.back, code::SETTLE_RECEIVABLE);
        plan.post(available, on_its_way, self.amount, code::PAYOUT);
        plan.note("shop", self.shop.to_string());
        plan.note("amount", self.amount.amount.to_string());
        plan.note("currency", self.amount.currency.code());
        plan.ask(SEND, self.id().address());
        Ok(())
    }
}

/// What the gateway's word means where a payout stands.
pub(crate) fn heard(status: MoveStatus, state: PayoutState) -> Option<PayoutEvent> {
    match (status, state) {
        (_, Paid | Failed) => None,
        (MoveStatus::Pending, Asked) => Some(Accept),
        (MoveStatus::Pending, _) => None,
        (MoveStatus::Settled, _) => Some(Settle),
        (MoveStatus::Failed, _) => Some(Fail),
    }
}

fn book(_: &Payout, payout: &Payout, plan: &mut Plan) {
    let (_, on_its_way) = payout.purses();
    plan.post(on_its_way, gateway_purse(&payout.gateway), payout.amount, code::PAID_OUT);
    plan.note("shop", payout.shop.to_string());
}
fn put_back(_: &Payout, payout: &Payout, plan: &mut Plan) {
    let (available, on_its_way) = payout.purses();
    plan.post(on_its_way, available, payout.amount, code::PAYOUT_BACK);
    plan.note("shop", payout.shop.to_string());
}
fn send(_: &Payout, payout: &Payout, plan: &mut Plan) {
    plan.ask(SEND, payout.id().address());
}
