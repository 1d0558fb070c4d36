//! How an order of a stored walk stands, in every table that says something about it, and whether they agree.

use catalog::Variant;
use db::{No, Rx, params, sql};
use kernel::{Currency, Cx, Id, Time};
use ledger::kind;
use orders::order::{Method, Payee, State};
use process::Words as _;

use crate::house::{House, astray};
use crate::purchase::{FEE, Names, TOTAL, an_order, same};

sql! {
    STANDS = "SELECT o.state, o.parcels, COALESCE(p.state, ''), COALESCE(h.ended, 'held') FROM orders o
        JOIN order_line l ON l.order_id = o.id
        JOIN hold h ON h.id = l.hold
        LEFT JOIN payment p ON p.id = o.payment
        WHERE o.id = $1";
    FORGOTTEN = "SELECT COUNT(*) FROM hold
        WHERE for_id = $1 AND ended IS NULL AND id NOT IN (SELECT hold FROM order_line WHERE order_id = $1)";
    SHELF = "SELECT received, received - held - sold, held, sold FROM stock WHERE variant = $1";
    DONE_REFUNDS = "SELECT COUNT(*) FROM refund WHERE id = $1 AND state = 'done'";
}

/// Of a variant: received, available, held, sold.
pub fn shelf(rx: &mut Rx, variant: Id<Variant>) -> Result<(i64, i64, i64, i64), No> {
    Ok(rx.one(&SHELF, &params![variant])?)
}

/// What the market and the shop have in their purses.
pub fn earned(rx: &mut Rx, _: &Cx, names: &Names) -> Result<(i64, i64), No> {
    let order = an_order(names, Method::Gateway, Time::from_micros(0));
    let commission = ledger::open_balance(rx, order.purse(Payee::Market).0, Currency::PHP)?.amount;
    let shop =
        House::purse(rx, order.shops(kind::PENDING))? + House::purse(rx, order.shops(kind::AVAILABLE))?;
    Ok((-commission, shop)) // what the market owes itself stands below zero
}

/// How the order stands.
pub struct Standing {
    pub state: State,
    parcels: i64,
    payment: String,
    hold: String,
    /// Holds for it that none of its lines names.
    forgotten: i64,
    escrow: i64,
    clearing: i64,
    refunds: i64,
    earned: (i64, i64),
    /// Received, available, held, sold.
    shelf: (i64, i64, i64, i64),
    /// What does not recompute. A hold may be overdue between two sweeps, which the catalogue's own check takes for
    /// lost: that one is asked at the end.
    wrong: Vec<String>,
}

pub fn standing(rx: &mut Rx, cx: &Cx, names: &Names) -> Result<Standing, No> {
    let (state, parcels, payment, hold) =
        rx.one::<(String, i64, String, String)>(&STANDS, &params![names.order])?;
    let order = an_order(names, Method::Gateway, cx.now);
    Ok(Standing {
        state: State::parse(&state).unwrap(),
        parcels,
        payment,
        hold,
        forgotten: rx.one(&FORGOTTEN, &params![names.order])?,
        escrow: House::purse(rx, order.escrow())?,
        clearing: House::purse(rx, order.clearing())?,
        refunds: rx.one(&DONE_REFUNDS, &params![names.refund])?,
        earned: earned(rx, cx, names)?,
        shelf: shelf(rx, names.variant)?,
        wrong: astray(rx, cx, &["catalog"])?,
    })
}

impl Standing {
    /// Whether money and goods are where the state says: `before` was earned before this order, the gateway gave
    /// `back` so much in so many refunds, and a neighbour has `taken` some.
    ///
    /// # Errors
    /// What is not.
    pub fn agrees(
        &self,
        cash: bool,
        before: (i64, i64),
        back: (i64, usize),
        taken: i64,
    ) -> Result<(), String> {
        let (is, state) = (self, self.state);
        let on_the_bridge = match state {
            State::Delivered => TOTAL,
            State::ToShip | State::Shipped if !cash => TOTAL,
            _ => 0,
        };
        same("escrow", is.escrow, on_the_bridge)?;
        same("clearing", is.clearing, 0)?;
        let told = matches!(is.payment.as_str(), "captured" | "refunded");
        let got_nothing = matches!(state, State::Expired | State::Cancelled) && told;
        same("refunds", is.refunds, i64::from(got_nothing))?;
        let owed = if got_nothing { (TOTAL, 1) } else { (0, 0) };
        if back != owed {
            return Err(format!("the gateway gave {back:?} back and should have given {owed:?}"));
        }
        let done = matches!(state, State::Completed | State::Settled);
        same("commission", is.earned.0 - before.0, if done { FEE } else { 0 })?;
        same("the shop's share", is.earned.1 - before.1, if done && !cash { TOTAL - FEE } else { 0 })?;
        let expected = match state {
            State::AwaitingPayment | State::ToShip => "held",
            State::Expired => "expired",
            State::Cancelled if is.parcels == 0 => "released",
            _ => "consumed",
        };
        if is.hold != expected && !(state == State::Cancelled && is.hold == "expired") {
            return Err(format!("goods are {} in {}", is.hold, state.word()));
        }
        same("holds that no line names", is.forgotten, 0)?;
        let (held, sold) = (i64::from(is.hold == "held"), i64::from(is.hold == "consumed"));
        let held = held + taken;
        let shelf = (2, 2 - held - sold, held, sold);
        if is.shelf != shelf {
            return Err(format!(
                "received, available, held and sold are {:?} and should be {shelf:?}",
                is.shelf
            ));
        }
        if is.wrong.is_empty() { Ok(()) } else { Err(is.wrong.join("; ")) }
    }
}
