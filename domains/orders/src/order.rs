//! The order's life, from confirmation to the shop's money (rules.md S1).

mod effects;
mod guards;
mod row;

pub use effects::REFUND;
pub use row::{Line, Method, Order, Papers, Payee, Promise, Purchase, Split};

use kernel::Kind;
use process::{Clock, Family, Life, Member, Move, Process, Role, always, words};

use effects::*;
use guards::*;

words! {
    /// Where an order stands.
    pub enum State {
        /// The buyer has yet to pay; the goods are held.
        AwaitingPayment = "awaiting_payment",
        /// Paid, or to be paid at the door: the shop's turn.
        ToShip = "to_ship",
        /// On its way.
        Shipped = "shipped",
        /// At the door; the buyer's turn to look.
        Delivered = "delivered",
        /// The buyer is content; the shop's share waits out its hold.
        Completed = "completed",
        /// The shop has its share.
        Settled = "settled",
        /// Nobody paid in time.
        Expired = "expired",
        /// Called off; what was paid goes back.
        Cancelled = "cancelled",
        /// To be paid at the door, and nobody took it.
        Refused = "refused",
    }
}

words! {
    /// What can happen to an order.
    pub enum Event {
        /// Its money has come in.
        Pay = "pay",
        /// The buyer asks for the same time again, once.
        MoreTime = "more_time",
        /// The time to pay is over.
        TimeUp = "time_up",
        /// Called off by the buyer or the shop.
        Cancel = "cancel",
        /// Handed to a carrier.
        Ship = "ship",
        /// The day the shop promised has passed.
        Late = "late",
        /// It has been late for too long.
        GiveUp = "give_up",
        /// At the door.
        Deliver = "deliver",
        /// To be paid at the door, and not taken.
        Refuse = "refuse",
        /// The buyer has it and is content.
        Confirm = "confirm",
        /// The buyer asks for three more days to look, once.
        Extend = "extend",
        /// The time to look is over.
        Complete = "complete",
        /// The buyer says it never came.
        NotReceived = "not_received",
        /// Nobody has said anything for a long time.
        Silence = "silence",
        /// The shop's hold is over.
        Release = "release",
        /// The buyer's bank took money back.
        ChargeBack = "charge_back",
    }
}

words! {
    /// Who moves an order.
    pub enum By {
        /// Whoever bought it, with an account or a guest's secret.
        Buyer = "buyer",
        /// Who keeps the shop.
        Shop = "shop",
        /// A scan, by the carrier or entered by hand.
        Carrier = "carrier",
        /// The payment it waits for.
        Payment = "payment",
        /// A clock.
        Timer = "timer",
        /// The market itself.
        Engine = "engine",
    }
}
impl Role for By {
    const ENGINE: Self = Self::Engine;
    const TIMER: Self = Self::Timer;
}

use Event::*;
use State::*;

#[rustfmt::skip]
mod tables {
use super::{*, By::{Buyer, Carrier, Payment, Shop, Timer}};

/// The order: one promise between a buyer and a shop, with the money on the bridge until it is kept.
pub const ORDER: &[Move<Order>] = &[
//  in                  on           by       only if      goes to          doing
    (&[AwaitingPayment], Pay,         Payment, always,      ToShip,          &[collect]),
    (&[AwaitingPayment], MoreTime,    Buyer,   first_ask,   AwaitingPayment, &[]),                             // the same limit again, once (WCAG 2.2.1)
    (&[AwaitingPayment], Cancel,      Buyer,   always,      Cancelled,       &[release_stock, not_wanted]),
    (&[AwaitingPayment], TimeUp,      Timer,   always,      Expired,         &[expire_stock, not_wanted]),
    (&[Expired,
       Cancelled],       Pay,         Payment, stock_again, ToShip,          &[collect]),                      // late money, goods still there: the old price (S0)
    (&[Expired],         Pay,         Payment, always,      Expired,         &[send_back]),                    // late money, goods gone: it goes back by itself
    (&[Cancelled],       Pay,         Payment, always,      Cancelled,       &[send_back]),
    (&[ToShip],          Ship,        Shop,    has_parcel,  Shipped,         &[sell_stock]),
    (&[ToShip],          Cancel,      Shop,    always,      Cancelled,       &[release_stock, give_back]),
    (&[ToShip],          Cancel,      Buyer,   is_late,     Cancelled,       &[release_stock, give_back]),     // past the promise the buyer need not ask
    (&[ToShip],          Late,        Timer,   always,      ToShip,          &[]),                             // a fact: the buyer is told, the shop's record has it
    (&[ToShip],          GiveUp,      Timer,   always,      Cancelled,       &[release_stock, give_back]),     // 72 hours later the market calls it off
    (&[Shipped],         Deliver,     Carrier, always,      Delivered,       &[take_cash]),
    (&[Shipped],         Deliver,     Shop,    always,      Delivered,       &[take_cash]),                    // a carrier without scans: the shop's word, and the buyer's time to look
    (&[Shipped],         Refuse,      Carrier, at_the_door, Refused,         &[]),
    (&[Shipped],         Refuse,      Shop,    at_the_door, Refused,         &[]),
    (&[Shipped],         Confirm,     Buyer,   always,      Completed,       &[take_cash, share]),
    (&[Shipped],         NotReceived, Buyer,   is_overdue,  Cancelled,       &[give_back]),                    // the shop answers for the way (S14: silence is yes)
    (&[Shipped],         Silence,     Timer,   always,      Completed,       &[take_cash, share]),
    (&[Delivered],       Confirm,     Buyer,   always,      Completed,       &[share]),
    (&[Delivered],       Extend,      Buyer,   first_extension, Delivered,   &[]),
    (&[Delivered],       Complete,    Timer,   always,      Completed,       &[share]),
    (&[Completed],       Release,     Timer,   always,      Settled,         &[release_share]),
    (&[ToShip],          ChargeBack,  Payment, all_taken,   Cancelled,       &[bear_on_the_way, release_stock]),  // nothing is paid any more, so nothing is sent (F22)
    (&[Shipped,
       Delivered],       ChargeBack,  Payment, all_taken,   Cancelled,       &[bear_on_the_way]),
    (&[Completed],       ChargeBack,  Payment, all_taken,   Cancelled,       &[bear_from_share]),
    (&[Settled],         ChargeBack,  Payment, all_taken,   Cancelled,       &[owe_from_share]),                // paid out perhaps: the shop owes it
    (&[ToShip],          ChargeBack,  Payment, always,      ToShip,          &[bear_on_the_way]),
    (&[Shipped],         ChargeBack,  Payment, always,      Shipped,         &[bear_on_the_way]),
    (&[Delivered],       ChargeBack,  Payment, always,      Delivered,       &[bear_on_the_way]),
    (&[Completed],       ChargeBack,  Payment, always,      Completed,       &[bear_from_share]),
    (&[Settled],         ChargeBack,  Payment, always,      Settled,         &[owe_from_share]),
];

/// Its deadlines. Each follows from the state, when it began, and what was promised.
pub const ORDER_CLOCKS: &[Clock<Order>] = &[
//   name        lives in            runs in             due                    then
    ("pay",      &[AwaitingPayment], &[AwaitingPayment], |_, o| o.pay_by(),      TimeUp),
    ("promise",  &[ToShip],          &[ToShip],          |_, o| o.ship_by(),     Late),
    ("give_up",  &[ToShip],          &[ToShip],          |_, o| o.given_up_at(), GiveUp),
    ("silence",  &[Shipped],         &[Shipped],         |_, o| o.silent_at(),   Silence),
    ("look",     &[Delivered],       &[Delivered],       |_, o| o.look_until(),  Complete),
    ("hold",     &[Completed],       &[Completed],       |_, o| o.released_at(), Release),
];
}
pub use tables::{ORDER, ORDER_CLOCKS};

impl Kind for Order {
    const PREFIX: &'static str = "ord";
}

impl Process for Order {
    type Family = Purchase;
    type State = State;
    type Event = Event;
    type Role = By;
    const NAME: &'static str = "order";
    const BEGINS: &'static [State] = &[AwaitingPayment, ToShip];
    // Money can still come late to an expired or a cancelled order: those two are left by it, and by nothing else. And
    // a bank can still take some back from one that is settled.
    const ENDS: &'static [State] = &[Refused];
    const MOVES: &'static [Move<Self>] = ORDER;
    const CLOCKS: &'static [Clock<Self>] = ORDER_CLOCKS;

    fn rows(family: &Purchase) -> &[Self] {
        std::slice::from_ref(&family.order)
    }
    fn rows_mut(family: &mut Purchase) -> &mut [Self] {
        std::slice::from_mut(&mut family.order)
    }
    fn life(&self) -> &Life<Self> {
        &self.life
    }
    fn life_mut(&mut self) -> &mut Life<Self> {
        &mut self.life
    }
}

impl Family for Purchase {
    const MEMBERS: &'static [Member<Self>] = &[Member::of::<Order>()];
}
