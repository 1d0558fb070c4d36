//! What an order's row holds, and the deadlines that follow from it alone.

use catalog::{Hold, Listing, Shop, Variant};
use kernel::{Account, Currency, Digest, Id, Money, Ref, Span, Time, Uid};
use ledger::{code, kind};
use payments::{Payment, Refund};
use process::{Life, Purse};
use serde::{Deserialize, Serialize};

use super::State;

process::words! {
    /// How the buyer pays.
    pub enum Method {
        /// Through a gateway, before the shop sends anything.
        Gateway = "gateway",
        /// In cash, at the door.
        Cash = "cash",
    }
}

/// The limits that were told at confirmation, frozen: no later setting moves a deadline somebody was promised.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    /// To pay, each of the two times it may run.
    #[serde(with = "micros")]
    pub pay_within: Span,
    /// For the shop to hand the parcel over, from payment.
    #[serde(with = "micros")]
    pub ship_within: Span,
    /// After the promise, until the market calls the order off.
    #[serde(with = "micros")]
    pub give_up: Span,
    /// On the way, at most.
    #[serde(with = "micros")]
    pub on_the_way: Span,
    /// After that, until the buyer may say it never came.
    #[serde(with = "micros")]
    pub overdue: Span,
    /// After that, until silence counts as content.
    #[serde(with = "micros")]
    pub silence: Span,
    /// For the buyer to look, from delivery.
    #[serde(with = "micros")]
    pub look: Span,
    /// What one extension adds to that.
    #[serde(with = "micros")]
    pub extension: Span,
    /// How long the shop's share waits after completion.
    #[serde(with = "micros")]
    pub hold: Span,
}

mod micros {
    use kernel::Span;
    use serde::{Deserialize as _, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(span.micros())
    }
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        i64::deserialize(deserializer).map(Span::from_micros)
    }
}

/// One line of an order, as it was bought.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What was bought.
    pub variant: Id<Variant>,
    /// Of which listing.
    pub listing: Id<Listing>,
    /// Its title then.
    pub title: String,
    /// The chosen options then: `Blue / M`.
    pub options: String,
    /// How many.
    pub quantity: i64,
    /// What one cost, in the order's currency.
    pub unit: i64,
    /// What they cost together.
    pub total: i64,
    /// The tax that is in it.
    pub tax: i64,
    /// What holds the goods.
    pub hold: Id<Hold>,
}

process::words! {
    /// Who gets a part of an order's money when it is complete.
    pub enum Payee {
        /// The market: its commission.
        Market = "market",
        /// The shop: into its purse, after the hold.
        Shop = "shop",
        /// The shop, which has it in its drawer already.
        ShopDrawer = "shop_drawer",
    }
}

/// One part of the order's money: who gets how much of it. The parts sum to the total.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Split {
    /// Who.
    pub payee: Payee,
    /// How much, in minor units of the order's currency.
    pub amount: i64,
}

/// What was written down at confirmation and takes no part in the order's life. JSON of the domains that wrote it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Papers {
    /// Where it goes: an address, blanked when its person is erased.
    pub address: String,
    /// How it goes: the delivery that was chosen.
    pub delivery: String,
    /// How the price came about.
    pub trace: String,
}

/// One order.
#[derive(Clone, PartialEq, Debug)]
pub struct Order {
    /// The engine's part.
    pub life: Life<Self>,
    /// How people read it: `R-` and eight characters.
    pub number: String,
    /// Where it was born, and whose clearing its money comes through.
    pub checkout: Uid,
    /// What it waits for, unless it is paid at the door.
    pub payment: Option<Id<Payment>>,
    /// The one refund it can ever have: its id was made with it, so that no second try makes a second one.
    pub refund: Id<Refund>,
    /// Whose goods.
    pub shop: Id<Shop>,
    /// Who bought, if with an account.
    pub buyer: Option<Id<Account>>,
    /// The hash of a guest's secret otherwise.
    pub guest: Option<Digest>,
    /// How it is paid.
    pub method: Method,
    /// Of every amount here.
    pub currency: Currency,
    /// Goods and shipping, tax included: what the buyer agreed to.
    pub total: i64,
    /// The shipping in it.
    pub shipping: i64,
    /// The tax in it.
    pub tax: i64,
    /// The lines.
    pub lines: Vec<Line>,
    /// The money map, frozen at confirmation.
    pub splits: Vec<Split>,
    /// The limits, frozen likewise.
    pub promise: Promise,
    /// What was written down.
    pub papers: Papers,
    /// Confirmed.
    pub placed_at: Time,
    /// How often the buyer asked for more time to pay: written by the command that asks.
    pub asked_time: i64,
    /// Late money found the goods again: written by the command that brings it.
    pub stock_again: bool,
    /// A parcel was made out: written by the command that ships.
    pub parcels: i64,
    /// How often the buyer asked for more time to look: written likewise.
    pub asked_look: i64,
    /// What it has borne of chargebacks, out of its escrow, the shop's share and the commission.
    pub charged: i64,
    /// What the chargeback under way takes more: written by the command that brings it, and kept nowhere.
    pub charging: i64,
}

impl Order {
    /// Since when it has stood in `state`, if it stands there. Deadlines follow from this alone.
    fn since(&self, state: State) -> Option<Time> {
        (self.life.state == state).then_some(self.life.since)
    }

    /// Until when the buyer may pay, while that is awaited.
    pub fn pay_by(&self) -> Option<Time> {
        let once = self.since(State::AwaitingPayment)? + self.promise.pay_within;
        Some(if self.asked_time > 0 { once + self.promise.pay_within } else { once })
    }

    /// Until when the shop has promised to hand it over, while that is awaited.
    pub fn ship_by(&self) -> Option<Time> {
        Some(self.since(State::ToShip)? + self.promise.ship_within)
    }

    /// When the market calls a late order off.
    pub fn given_up_at(&self) -> Option<Time> {
        Some(self.ship_by()? + self.promise.give_up)
    }

    /// By when it should be at the door, while it is on its way.
    pub fn arrives_by(&self) -> Option<Time> {
        Some(self.since(State::Shipped)? + self.promise.on_the_way)
    }

    /// From when the buyer may say it never came, while it is on its way.
    pub fn overdue_at(&self) -> Option<Time> {
        Some(self.since(State::Shipped)? + self.promise.on_the_way + self.promise.overdue)
    }

    /// When silence about a parcel on its way counts as content.
    pub fn silent_at(&self) -> Option<Time> {
        Some(self.overdue_at()? + self.promise.silence)
    }

    /// Until when the buyer may look before it is complete by itself.
    pub fn look_until(&self) -> Option<Time> {
        let once = self.since(State::Delivered)? + self.promise.look;
        Some(if self.asked_look > 0 { once + self.promise.extension } else { once })
    }

    /// When the shop has its share.
    pub fn released_at(&self) -> Option<Time> {
        Some(self.since(State::Completed)? + self.promise.hold)
    }

    /// When the shop has its share at the latest, if nobody says otherwise; not known before it is sent.
    pub fn shops_at(&self) -> Option<Time> {
        match self.life.state {
            State::Shipped => Some(self.silent_at()? + self.promise.hold),
            State::Delivered => Some(self.look_until()? + self.promise.hold),
            State::Completed => self.released_at(),
            _ => None,
        }
    }

    /// An amount of this order.
    pub fn money(&self, amount: i64) -> Money {
        Money::new(amount, self.currency)
    }

    /// What the buyer agreed to.
    pub fn total(&self) -> Money {
        self.money(self.total)
    }

    /// What the buyer's bank has left of it.
    pub fn left(&self) -> i64 {
        self.total - self.charged
    }

    /// What a part bears of `charged` units that a bank took: in proportion, rounded down, and the shop what is left.
    /// For one other part beside the shop's it never shrinks while `charged` grows.
    pub fn taken_of(&self, split: Split, charged: i64) -> i64 {
        let of = |amount: i64| {
            let part = i128::from(charged) * i128::from(amount) / i128::from(self.total.max(1));
            i64::try_from(part).unwrap_or(i64::MAX)
        };
        if split.payee != Payee::Shop {
            return of(split.amount);
        }
        let others = self.splits.iter().filter(|other| other.payee != Payee::Shop);
        charged - others.map(|other| of(other.amount)).sum::<i64>()
    }

    /// What a part keeps of its amount.
    pub fn keeps(&self, split: Split) -> i64 {
        split.amount - self.taken_of(split, self.charged)
    }

    /// Its address.
    pub fn address(&self) -> Ref {
        self.life.id.address()
    }

    /// Where its money is while it is on the bridge.
    pub fn escrow(&self) -> Purse {
        Purse { kind: kind::ESCROW, of: self.life.id.uid() }
    }

    /// Where its money comes from and goes back to.
    pub fn clearing(&self) -> Purse {
        Purse { kind: kind::CLEARING, of: self.checkout }
    }

    /// The purse a part goes to, and the code of the transfer.
    pub fn purse(&self, payee: Payee) -> (Purse, &'static str) {
        match payee {
            Payee::Market => (Purse { kind: kind::COMMISSION, of: ledger::MARKET }, code::COMMISSION),
            Payee::Shop => (self.shops(kind::PENDING), code::SHARE),
            Payee::ShopDrawer => (self.shops(kind::CASH), code::KEPT),
        }
    }

    /// One of the shop's own purses.
    pub fn shops(&self, kind: &'static str) -> Purse {
        Purse { kind, of: self.shop.uid() }
    }
}

/// What one lock holds: the order. Its parcels are rows beside it; its cases will join it here.
#[derive(Clone, PartialEq, Debug)]
pub struct Purchase {
    /// The order.
    pub order: Order,
}
