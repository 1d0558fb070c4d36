//! How an order of a stored walk stands, in every table that says something about it, and whether they agree.

use catalog::Variant;
use db::{No, Rx, params, sql};
use kernel::{Currency, Cx, Id, Time};
use ledger::kind;
use orders::order::{Method, Order, Payee, State};
use process::Words as _;

use crate::house::{House, astray};
use crate::purchase::{Names, TOTAL, an_order, same};

sql! {
    STANDS = "SELECT o.state, o.parcels, COALESCE(p.state, ''), COALESCE(h.ended, 'held') FROM orders o
        JOIN order_line l ON l.order_id = o.id
        JOIN hold h ON h.id = l.hold
        LEFT JOIN payment p ON p.id = o.payment
        WHERE o.id = $1";
    FORGOTTEN = "SELECT COUNT(*) FROM hold
        WHERE for_id = $1 AND ended IS NULL AND id NOT IN (SELECT hold FROM order_line WHERE order_id = $1)";
    SHELF = "SELECT received, received - held - sold, held, sold FROM stock WHERE variant = $1";
    REFUND = "SELECT state, amount, withheld, cut FROM refund WHERE id = $1";
    BANK = "SELECT o.charged, COALESCE(p.charged, 0), COALESCE(p.lost, 0),
            CAST(COALESCE((SELECT SUM(b.amount) FROM payment_chargeback b WHERE b.payment = p.id), 0) AS BIGINT)
        FROM orders o LEFT JOIN payment p ON p.id = o.payment WHERE o.id = $1";
}

/// Of a variant: received, available, held, sold.
pub fn shelf(rx: &mut Rx, variant: Id<Variant>) -> Result<(i64, i64, i64, i64), No> {
    Ok(rx.one(&SHELF, &params![variant])?)
}

/// What the market and the shop have in their purses.
pub fn earned(rx: &mut Rx, _: &Cx, names: &Names) -> Result<(i64, i64), No> {
    let order = an_order(names, Method::Gateway, Time::from_micros(0));
    let commission = ledger::open_balance(rx, order.purse(Payee::Market).0, Currency::PHP)?.amount;
    let owes = ledger::open_balance(rx, order.shops(kind::RECEIVABLE), Currency::PHP)?.amount;
    let shop =
        House::purse(rx, order.shops(kind::PENDING))? + House::purse(rx, order.shops(kind::AVAILABLE))?;
    let shop = shop - owes;
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
    /// The order with what of it the buyer's bank took.
    order: Order,
    /// State, amount, and what of it the bank had.
    refund: Option<(String, i64, i64)>,
    /// What the payment knows of banks: the order's part, the market's, and all.
    bank: (i64, i64, i64),
    /// What nobody has borne.
    unborne: i64,
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
    let mut order = an_order(names, Method::Gateway, cx.now);
    let (charged, ours, lost, all) = rx.one::<(i64, i64, i64, i64)>(&BANK, &params![names.order])?;
    order.charged = charged;
    let refund = rx.opt::<(String, i64, i64, i64)>(&REFUND, &params![names.refund])?;
    let unborne = ledger::open_balance(rx, payments::charged_purse(names.payment), Currency::PHP)?.amount;
    Ok(Standing {
        state: State::parse(&state).unwrap(),
        parcels,
        payment,
        hold,
        forgotten: rx.one(&FORGOTTEN, &params![names.order])?,
        escrow: House::purse(rx, order.escrow())?,
        clearing: House::purse(rx, order.clearing())?,
        order,
        refund: refund.map(|(state, amount, withheld, cut)| (state, amount, withheld + cut)),
        bank: (ours, lost, all),
        unborne,
        earned: earned(rx, cx, names)?,
        shelf: shelf(rx, names.variant)?,
        wrong: astray(rx, cx, &["catalog"])?,
    })
}

impl Standing {
    /// Whether all that banks took is borne: by the order, by its refund, which is what this answers, or, where it was
    /// refunded as well, by the market.
    fn borne_by_whom(&self) -> Result<i64, String> {
        let (ours, lost, all) = self.bank;
        let withheld = self.refund.as_ref().map_or(0, |(_, _, bank)| *bank);
        same("what nobody has borne", self.unborne, 0)?;
        same("what banks took", self.order.charged + withheld + lost, all)?;
        same("the order's part", self.order.charged + withheld, ours)?;
        let sent = self.refund.as_ref().map_or(0, |(_, amount, bank)| amount - bank);
        same("what the market lost", lost, (sent + all - TOTAL).max(0))?;
        Ok(withheld)
    }

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
        let left = is.order.left();
        let on_the_bridge = match state {
            State::Delivered => left,
            State::ToShip | State::Shipped if !cash => left,
            _ => 0,
        };
        same("escrow", is.escrow, on_the_bridge)?;
        same("clearing", is.clearing, 0)?;
        let told = matches!(is.payment.as_str(), "captured" | "refunded");
        let got_nothing = matches!(state, State::Expired | State::Cancelled) && told;
        let bank = is.borne_by_whom()?;
        let owed = if got_nothing { left - bank } else { 0 };
        if back != (owed, usize::from(owed > 0)) {
            return Err(format!("the gateway gave {back:?} back and should have given {owed}"));
        }
        let ended = is.refund.as_ref().map(|(state, amount, _)| (state.as_str(), *amount));
        let should = if owed > 0 { "done" } else { "dropped" };
        if ended != (got_nothing && left > 0).then_some((should, left)) {
            return Err(format!("the refund is {:?} in {}", is.refund, state.word()));
        }
        let done = matches!(state, State::Completed | State::Settled);
        let [market, shop] = [is.order.splits[0], is.order.splits[1]];
        let keeps = |split| if done { is.order.keeps(split) } else { 0 };
        same("commission", is.earned.0 - before.0, keeps(market))?;
        same("the shop's share", is.earned.1 - before.1, if cash { 0 } else { keeps(shop) })?;
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
