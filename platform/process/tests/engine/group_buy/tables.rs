//! The tables, as the architecture prints them.

use std::fmt::Debug;
use std::marker::PhantomData;

use process::{Clock, Move, always, words};

use super::rules::*;

words! {
    /// Where a group stands.
    pub enum G {
        /// Its leader has not paid.
        Opening = "opening",
        /// Its link can be shared; the window runs.
        Forming = "forming",
        /// Everybody has an order.
        Succeeded = "succeeded",
        /// Everybody gets the money back.
        Expired = "expired",
        /// Nobody is left in it.
        Cancelled = "cancelled",
        /// Everybody has the money back.
        Refunded = "refunded",
    }
}
words! {
    /// What happens to a group.
    pub enum GE {
        /// The leader paid.
        Lead = "lead",
        /// Another member paid.
        Fill = "fill",
        /// The window is over.
        TimeUp = "time_up",
        /// A member left.
        Empty = "empty",
        /// The shop stops it.
        Stop = "stop",
        /// A refund arrived.
        Settle = "settle",
    }
}
words! {
    /// Where a seat stands.
    pub enum S {
        /// Held while its member pays.
        Reserved = "reserved",
        /// Its money is in escrow.
        Paid = "paid",
        /// It is an order.
        Confirmed = "confirmed",
        /// Not paid in time.
        Released = "released",
        /// Its money is on the way back.
        Refunding = "refunding",
        /// Its money is back.
        Refunded = "refunded",
    }
}
words! {
    /// What happens to a seat.
    pub enum SE {
        /// Its money arrived.
        Pay = "pay",
        /// The time to pay is over.
        TimeUp = "time_up",
        /// Its member leaves.
        Withdraw = "withdraw",
        /// The group succeeded.
        Confirm = "confirm",
        /// The group failed.
        GiveBack = "give_back",
        /// The gateway paid back.
        Returned = "returned",
    }
}
words! {
    /// Who acts.
    pub enum By {
        /// Who has the seat.
        Member = "member",
        /// Whose group it is.
        Shop = "shop",
        /// Who moves the money.
        Gateway = "gateway",
        /// A clock.
        Timer = "timer",
        /// The market.
        Engine = "engine",
    }
}
impl process::Role for By {
    const ENGINE: Self = Self::Engine;
    const TIMER: Self = Self::Timer;
}

use By::{Engine, Gateway, Member, Shop, Timer};
use G::{Cancelled, Expired, Forming, Opening, Succeeded};
use GE::{Empty, Fill, Lead, Settle, Stop};
use S::{Confirmed, Paid, Refunding, Released, Reserved};
use SE::{Confirm, GiveBack, Pay, Returned, Withdraw};

/// The tables. They are generic only so that a test can plant a fault in one row: a domain writes plain
/// constants.
pub struct Printed<T>(PhantomData<T>);

#[rustfmt::skip]
impl<T: Tables> Printed<T> {
    /// The group: from the leader's payment to everybody's order, or everybody's money back.
    pub const GROUP: &'static [Move<Group<T>>] = &[
    //  in               on          by      only if       goes to      doing
        (&[Opening],     Lead,       Engine, always,       Forming,     &[open_link]),         // shareable only once the leader paid
        (&[Forming],     Fill,       Engine, full,         Succeeded,   &[confirm_everyone]),
        (&[Forming],     GE::TimeUp, Timer,  shop_honours, Succeeded,   &[confirm_everyone, say_shop_completed]), // never 'simulated members'
        (&[Forming],     GE::TimeUp, Timer,  always,       Expired,     &[give_everyone_back]),
        (&[Opening,
           Forming],     Empty,      Engine, nobody_left,  Cancelled,   &[]),
        (&[Forming],     Stop,       Shop,   always,       Expired,     &[give_everyone_back]),
        (&[Expired],     Settle,     Engine, all_refunded, G::Refunded, &[]),
    ];
    pub const GROUP_CLOCKS: &'static [Clock<Group<T>>] = &[
    //   name       lives in     runs in      due                                  then
        ("window",  &[Forming],  &[Forming],  |_, g| Some(g.led_at? + g.window),   GE::TimeUp), // from the leader's payment, not the campaign's end
    ];
    /// A seat: ten minutes to pay, then it is a member's until the group decides.
    pub const SEAT: &'static [Move<Seat<T>>] = &[
    //  in               on          by       only if        goes to      doing
        (&[Reserved],    Pay,        Gateway, still_wanted,  Paid,        &[take_in, lead_or_fill]),
        (&[Released],    Pay,        Gateway, still_room,    Paid,        &[take_in, lead_or_fill]),   // late money, seat free: old price
        (&[Reserved,
           Released],    Pay,        Gateway, always,        Refunding,   &[take_in, pay_back]),       // late money, no seat
        (&[Reserved],    SE::TimeUp, Timer,   always,        Released,    &[close_intent, tell_if_empty]),
        (&[Paid],        Withdraw,   Member,  still_forming, Refunding,   &[pay_back, tell_if_empty]), // 'leader' is a query
        (&[Paid],        Confirm,    Engine,  always,        Confirmed,   &[release_order]),
        (&[Paid],        GiveBack,   Engine,  always,        Refunding,   &[pay_back]),
        (&[Refunding],   Returned,   Gateway, always,        S::Refunded, &[book_refund, tell_if_settled]),
    ];
    pub const SEAT_CLOCKS: &'static [Clock<Seat<T>>] = &[
        ("pay",     &[Reserved], &[Reserved], |_, s| Some(s.reserved_at + s.pay_within), SE::TimeUp),
    ];
}

/// Which tables a group buy runs by: the printed ones, where a fault does not put its own.
pub trait Tables: Clone + PartialEq + Debug + Sized + 'static {
    /// The group's moves.
    const GROUP: &'static [Move<Group<Self>>] = Printed::<Self>::GROUP;
    /// The seat's moves.
    const SEAT: &'static [Move<Seat<Self>>] = Printed::<Self>::SEAT;
}

/// Without a fault.
#[derive(Clone, PartialEq, Debug)]
pub struct AsPrinted;
impl Tables for AsPrinted {}
