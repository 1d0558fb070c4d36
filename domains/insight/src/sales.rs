//! Sales as the log and the books say them: summed by day as facts are heard, each fact once. Never from signals.

use std::collections::BTreeMap;

use db::{No, Rx, Tx, params, sql};
use facts::{Fact, Listener, Mark};
use kernel::{Currency, Cx, Id, Money, Time};
use ledger::Transfer;
use orders::order::Order;

use crate::Calendar;

sql! {
    ADD_SALES = "INSERT INTO sales_day (day, currency, net) VALUES ($1, $2, $3)
        ON CONFLICT (day, currency) DO UPDATE SET net = sales_day.net + $3";
    ADD_ORDER = "INSERT INTO orders_day (day, orders) VALUES ($1, 1)
        ON CONFLICT (day) DO UPDATE SET orders = orders_day.orders + 1";
    ADD_BUYER = "INSERT INTO buyer_day (buyer, day) VALUES ($1, $2) ON CONFLICT (buyer, day) DO NOTHING";
    ALL_TIME = "SELECT currency, CAST(SUM(net) AS BIGINT) FROM sales_day GROUP BY currency ORDER BY currency";
    NET = "SELECT day, net, currency FROM sales_day WHERE day >= $1 AND day <= $2 ORDER BY day, currency";
    ORDERS = "SELECT day, orders FROM orders_day WHERE day >= $1 AND day <= $2 ORDER BY day";
    BUYERS = "SELECT COUNT(DISTINCT buyer) FROM buyer_day WHERE day >= $1 AND day <= $2";
    CAME_BACK = "SELECT COUNT(DISTINCT buyer) FROM buyer_day WHERE day >= $1 AND day <= $2
        AND buyer IN (SELECT before.buyer FROM buyer_day AS before WHERE before.day < $1)";
}

/// Its name, under which its place in the log is kept.
pub const LISTENER: &str = "insight/sales";

/// Who hears the log.
pub(crate) const LISTENERS: &[Listener] = &[Listener { name: LISTENER, hear }];

/// The fact of an order's beginning.
pub(crate) const BEGUN: &str = "begun";

fn hear(tx: &mut Tx, cx: &Cx, fact: &Fact) -> Result<(), No> {
    for (at, net) in moved(tx, &fact.transfers)? {
        tx.run(&ADD_SALES, &params![Calendar::of(cx).day(at), net.currency, net.amount])?;
    }
    if fact.process == "order" && fact.event == BEGUN {
        let Some(order) = orders::desk::brief(tx, cx, &Id::<Order>::from_uid(fact.id))? else {
            return Ok(());
        };
        let day = Calendar::of(cx).day(order.placed_at);
        tx.run(&ADD_ORDER, &params![day])?;
        if let Some(buyer) = order.buyer {
            tx.run(&ADD_BUYER, &params![buyer, day])?;
        }
    }
    Ok(())
}

/// What transfers add to net sales.
fn moved(rx: &mut Rx, marks: &[Mark]) -> Result<Vec<(Time, Money)>, No> {
    let mut moved = Vec::new();
    for mark in marks {
        let Ok(id) = mark.id.parse::<Id<Transfer>>() else { continue };
        moved.extend(ledger::net_of(rx, id)?.filter(|(_, net)| net.amount != 0));
    }
    Ok(moved)
}

/// That what was summed and what is yet to be heard come to what the books say, to the cent.
///
/// # Errors
/// What broke in the database.
pub fn verify(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<String>, No> {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    let mut add = |currency: Currency, net: i64| *sums.entry(currency.code().into()).or_default() += net;
    for (currency, net) in rx.all::<(Currency, i64)>(&ALL_TIME, &[])? {
        add(currency, net);
    }
    for fact in facts::not_heard(rx, cx, &LISTENER)? {
        for (_, net) in moved(rx, &fact.transfers)? {
            add(net.currency, net.amount);
        }
    }
    for (currency, net) in ledger::all_net_sales(rx)? {
        add(currency, -net);
    }
    let wrong = sums.into_iter().filter(|(_, off)| *off != 0);
    Ok(wrong
        .map(|(currency, off)| {
            format!("net sales by day are {off} {currency} (in its smallest unit) off the books")
        })
        .collect())
}

/// Days, the first and the last of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    /// The first.
    pub first: i64,
    /// The last.
    pub last: i64,
}

/// What was sold on some days, as of a place in the log.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sales {
    /// The place: everything that the log tells up to it is in, and nothing else.
    pub as_of: i64,
    /// How many facts are not in yet.
    pub behind: i64,
    /// Net sales by day and currency, days without any left out.
    pub net: Vec<(i64, Money)>,
    /// Orders by day, days without any left out.
    pub orders: Vec<(i64, i64)>,
    /// Accounts that bought.
    pub buyers: i64,
    /// Of them, those who had bought before the first day.
    pub came_back: i64,
    /// Net sales of all time, by currency.
    pub all_time: Vec<Money>,
}

impl Sales {
    /// Net sales of these days, by currency.
    pub fn sums(&self) -> Vec<Money> {
        let mut sums: Vec<Money> = Vec::new();
        for (_, net) in &self.net {
            match sums.iter_mut().find(|sum| sum.currency == net.currency) {
                Some(sum) => sum.amount += net.amount,
                None => sums.push(*net),
            }
        }
        sums
    }
}

struct OnDay(i64, Money);
impl db::FromRow for OnDay {
    fn from_row(row: &mut db::Row) -> Result<Self, db::Broken> {
        Ok(Self(row.take()?, Money::from_row(row)?))
    }
}

/// What was sold on these days.
///
/// # Errors
/// Missing for anybody but staff; what broke in the database.
pub fn sales(rx: &mut Rx, cx: &Cx, days: &Days) -> Result<Sales, No> {
    if !cx.actor.is_staff() {
        return Err(kernel::Refusal::missing("page").into());
    }
    let Days { first, last } = *days;
    let money = |(currency, net)| Money::new(net, currency);
    Ok(Sales {
        as_of: facts::heard(rx, cx, &LISTENER)?,
        behind: facts::lag(rx, cx, &LISTENER)? + facts::head(rx, cx, &())?.1,
        net: rx
            .all::<OnDay>(&NET, &params![first, last])?
            .into_iter()
            .map(|OnDay(day, net)| (day, net))
            .collect(),
        orders: rx.all(&ORDERS, &params![first, last])?,
        buyers: rx.one(&BUYERS, &params![first, last])?,
        came_back: rx.one(&CAME_BACK, &params![first, last])?,
        all_time: rx.all::<(Currency, i64)>(&ALL_TIME, &[])?.into_iter().map(money).collect(),
    })
}
