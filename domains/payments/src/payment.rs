//! A payment and its refunds: the tables, and the rules they serve. Pure.

pub(crate) mod api;
pub(crate) mod begin;
pub(crate) mod chargeback;
pub(crate) mod jobs;
pub(crate) mod news;
pub(crate) mod refund;
mod rules;
pub(crate) mod staff;
pub(crate) mod store;
#[cfg(test)]
mod walks;

pub use chargeback::charged_purse;
pub use rules::{Books, Payment, Refund};
pub(crate) use rules::{Taken, WaiterState, Waiting, broken};

use kernel::Span;
use process::{Clock, Move, always, words};

use chargeback::{book_borne, book_chargeback};
use rules::{
    all_given_back, book, book_refund, close, is_nothing, nobody_waits, open, say_given_back, send,
    tries_left, try_is_left,
};

words! {
    /// Where a payment stands.
    pub enum PaymentState {
        /// It is ours; the gateway has not said yet that it knows it.
        Created = "created",
        /// The payer's turn, on the gateway's page.
        Action = "action",
        /// The payer or the bank said no. Another attempt may be made.
        Declined = "declined",
        /// Its time is over; the gateway is told to close it.
        Expired = "expired",
        /// Nobody waits for it any more; the gateway is told to close it.
        Voided = "voided",
        /// The gateway said that no money can follow.
        Closed = "closed",
        /// The money is there.
        Captured = "captured",
        /// All of it was given back.
        Refunded = "refunded",
    }
}
words! {
    /// What happens to a payment.
    pub enum PaymentEvent {
        /// The gateway knows it.
        Open = "open",
        /// Money was taken.
        Capture = "capture",
        /// The payer or the bank said no.
        Decline = "decline",
        /// The buyer tries once more.
        TryAgain = "try_again",
        /// The time is over.
        TimeUp = "time_up",
        /// A waiter left.
        Leave = "leave",
        /// The gateway closed it.
        Close = "close",
        /// A refund arrived.
        GivenBack = "given_back",
        /// A payer's bank took money back.
        ChargeBack = "charge_back",
        /// What a bank took is borne by a refund that is not sent, or by the market.
        Bear = "bear",
    }
}
words! {
    /// Where a refund stands.
    pub enum RefundState {
        /// The gateway has not said yet that it knows it.
        Asked = "asked",
        /// On its way.
        Pending = "pending",
        /// Arrived and booked.
        Done = "done",
        /// The gateway said no; it is tried again under another reference.
        Failed = "failed",
        /// An operator must look.
        Parked = "parked",
        /// The payer's bank had all of it first.
        Dropped = "dropped",
    }
}
words! {
    /// What happens to a refund.
    pub enum RefundEvent {
        /// The gateway has it and is at it.
        Accept = "accept",
        /// It arrived.
        Settle = "settle",
        /// The gateway said no, finally.
        Fail = "fail",
        /// The wait is over.
        TimeUp = "time_up",
        /// An operator lets it be tried again.
        Revive = "revive",
        /// The payer's bank had all of it first.
        Drop = "drop",
    }
}
words! {
    /// Who acts.
    pub enum Role {
        /// Who pays.
        Buyer = "buyer",
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
impl process::Role for Role {
    const ENGINE: Self = Self::Engine;
    const TIMER: Self = Self::Timer;
}

use PaymentEvent as P;
use PaymentState::{Action, Captured, Closed, Created, Declined, Expired, Refunded, Voided};
use RefundEvent as R;
use RefundState::{Asked, Done, Dropped, Failed, Parked, Pending};
use Role::{Buyer, Engine, Gateway, Staff, Timer};

/// A gateway forgets our reference after 24 hours: what it has not answered by then is never sent again by us.
pub const UNKNOWN_AFTER: Span = Span::hours(23);
/// How often a buyer may try to pay, and how often a failed refund is sent, before somebody must look.
pub const MOST_TRIES: i64 = 8;

/// The job that tells a payment that a waiter left; it is about the waiter (an order's address).
pub const UNWANTED: &str = "payments/unwanted";
pub(crate) const OPEN: &str = "payments/open";
pub(crate) const LOOK: &str = "payments/look";
pub(crate) const WATCH: &str = "payments/watch";
pub(crate) const CLOSE: &str = "payments/close";
pub(crate) const REFUND: &str = "payments/refund";

/// A payment: from the buyer's confirmation to the money, or to the gateway's word that none can come. Nothing
/// is an end: a gateway may take money whatever we think of it, and money that comes is booked and answered.
#[rustfmt::skip]
pub(crate) const PAYMENT: &[Move<Payment>] = &[
//  in             on            by       only if         goes to    doing
    (&[Created],   P::Open,      Gateway, always,         Action,    &[]),
    (&[Created,
       Action],    P::Decline,   Gateway, always,         Declined,  &[]),
    (&[Declined],  P::TryAgain,  Buyer,   try_is_left,    Created,   &[open]),     // under another reference
    (&[Created,
       Action,
       Declined],  P::TimeUp,    Timer,   always,         Expired,   &[close]),
    (&[Created,
       Action,
       Declined],  P::Leave,     Engine,  nobody_waits,   Voided,    &[close]),
    (&[Created,
       Action,
       Declined,
       Expired,
       Voided],    P::Close,     Gateway, always,         Closed,    &[]),
    (&[Created,
       Action,
       Declined],  P::Capture,   Gateway, always,         Captured,  &[book]),
    (&[Expired,
       Voided,
       Closed],    P::Capture,   Gateway, always,         Captured,  &[book]),     // late: the waiters decide (S0)
    (&[Captured,
       Refunded],  P::Capture,   Gateway, always,         Captured,  &[book]),     // twice: refunded by itself (F04)
    (&[Captured],  P::GivenBack, Engine,  all_given_back, Refunded,  &[]),
    (&[Captured],  P::ChargeBack, Gateway, always,        Captured,  &[book_chargeback]),
    (&[Refunded],  P::ChargeBack, Gateway, always,        Refunded,  &[book_chargeback]),   // and refunded: the market's loss (F22)
    (&[Captured],  P::Bear,      Engine,  always,         Captured,  &[book_borne]),
    (&[Refunded],  P::Bear,      Engine,  always,         Refunded,  &[book_borne]),
];
#[rustfmt::skip]
pub(crate) const PAYMENT_CLOCKS: &[Clock<Payment>] = &[
//   name       lives in                       runs in                        due                    then
    ("expiry",  &[Created, Action, Declined],  &[Created, Action, Declined],  |_, p| Some(p.expires_at), P::TimeUp),
];

/// A refund: it arrives once, or somebody looks. Its amount stays promised whatever becomes of it, so no two
/// refunds give the same money back (F06, F07).
#[rustfmt::skip]
pub(crate) const REFUND_MOVES: &[Move<Refund>] = &[
//  in            on          by       only if     goes to   doing
    (&[Asked],    R::Accept,  Gateway, always,     Pending,  &[]),
    (&[Asked,
       Pending,
       Parked],   R::Settle,  Gateway, always,     Done,     &[book_refund, say_given_back]),
    (&[Asked,
       Pending,
       Parked],   R::Fail,    Gateway, always,     Failed,   &[]),
    (&[Failed],   R::TimeUp,  Timer,   tries_left, Asked,    &[send]),
    (&[Failed],   R::TimeUp,  Timer,   always,     Parked,   &[]),
    (&[Asked],    R::TimeUp,  Timer,   always,     Parked,   &[]),              // 23 hours without a word
    (&[Parked],   R::Revive,  Staff,   always,     Asked,    &[send]),
    (&[Asked,
       Failed],   R::Drop,    Engine,  is_nothing, Dropped,  &[]),              // the payer's bank had it first
];
#[rustfmt::skip]
pub(crate) const REFUND_CLOCKS: &[Clock<Refund>] = &[
//   name      lives in    runs in     due                                           then
    ("answer", &[Asked],   &[Asked],   |_, r| Some(r.life.since + UNKNOWN_AFTER),    R::TimeUp),
    ("again",  &[Failed],  &[Failed],  |_, r| Some(r.life.since + r.wait()),         R::TimeUp),
];
