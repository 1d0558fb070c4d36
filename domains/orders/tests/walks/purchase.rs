//! The order that both walks live through.

use catalog::{Hold, Listing, Shop, Variant};
use kernel::{Account, Currency, Id, Span, Time, Uid};
use orders::order::{Line, Method, Order, Papers, Payee, Promise, Split, State};
use payments::{Payment, Refund};
use process::Life;

/// What it costs, delivery and all.
pub const TOTAL: i64 = 10_007;
/// The market's part.
pub const FEE: i64 = 501;

/// Who and what it is about.
#[derive(Clone, Copy)]
pub struct Names {
    pub order: Id<Order>,
    pub checkout: Uid,
    pub payment: Id<Payment>,
    pub refund: Id<Refund>,
    pub shop: Id<Shop>,
    pub buyer: Id<Account>,
    pub variant: Id<Variant>,
    pub listing: Id<Listing>,
    pub hold: Id<Hold>,
}

/// One cup, to be paid in 15 minutes and sent in two days.
pub fn an_order(names: &Names, method: Method, now: Time) -> Order {
    let payee = if method == Method::Cash { Payee::ShopDrawer } else { Payee::Shop };
    let state = if method == Method::Cash { State::ToShip } else { State::AwaitingPayment };
    Order {
        life: Life::new(names.order, state, now),
        number: "R-00000000".into(),
        checkout: names.checkout,
        payment: (method == Method::Gateway).then_some(names.payment),
        refund: names.refund,
        shop: names.shop,
        buyer: Some(names.buyer),
        guest: None,
        method,
        currency: Currency::PHP,
        total: TOTAL,
        shipping: 1_000,
        tax: 1_072,
        lines: vec![Line {
            variant: names.variant,
            listing: names.listing,
            title: "Enamel cup".into(),
            options: "Blue".into(),
            quantity: 1,
            unit: TOTAL - 1_000,
            total: TOTAL - 1_000,
            tax: 965,
            hold: names.hold,
        }],
        splits: vec![Split { payee: Payee::Market, amount: FEE }, Split { payee, amount: TOTAL - FEE }],
        promise: Promise {
            pay_within: Span::minutes(15),
            ship_within: Span::days(2),
            give_up: Span::hours(72),
            on_the_way: Span::days(5),
            overdue: Span::days(10),
            silence: Span::days(30),
            look: Span::days(7),
            extension: Span::days(3),
            hold: Span::days(3),
        },
        papers: Papers { address: "{}".into(), ..Papers::default() },
        placed_at: now,
        asked_time: 0,
        stock_again: false,
        parcels: 0,
        asked_look: 0,
        charged: 0,
        charging: 0,
    }
}

/// How a life can end.
pub const ENDS: [&str; 6] = [
    "cash cancelled",
    "cash refused",
    "cash settled",
    "gateway cancelled",
    "gateway expired",
    "gateway settled",
];

/// That it is as it should be.
pub fn same(what: &str, is: i64, should_be: i64) -> Result<(), String> {
    if is == should_be { Ok(()) } else { Err(format!("{what} is {is} and should be {should_be}")) }
}
