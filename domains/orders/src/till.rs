//! A shop's money: what it can have sent, what is held for which order and until when, and the lines that add up to
//! what is its own. Every figure is the ledger's; the orders only say whose it is and when it comes.

pub(crate) mod api;

use catalog::{Shop, ShopKey, ShopRole, ShopView};
use db::{No, Rx, params, sql};
use kernel::{Currency, Cursor, Cx, Id, Limit, Money, Page, Refusal, Scope, Time, Uid};
use ledger::{code, kind};
use payments::{Payable, Payout};
use process::Purse;

use crate::order::{Order, Payee, Purchase, State};

sql! {
    /// What lies on the bridges of a shop's orders, as the ledger has it, and how many they are.
    ON_THE_BRIDGE = "SELECT CAST(COALESCE(SUM(p.balance), 0) AS BIGINT), CAST(COUNT(*) AS BIGINT) FROM orders o
        JOIN purse p ON p.kind = 'escrow' AND p.owner = o.id AND p.currency = o.currency
        WHERE o.shop = $1 AND o.currency = $2 AND o.method = 'gateway'
            AND o.state IN ('to_ship', 'shipped', 'delivered') AND p.balance > 0";
    /// Orders whose money the shop has yet to have, the oldest first.
    HELD = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND method = 'gateway' AND state IN ('to_ship', 'shipped', 'delivered', 'completed')
            AND (placed_at > $2 OR (placed_at = $2 AND id > $3))
        ORDER BY placed_at, id LIMIT $4";
    /// What was paid for, or was to be: an order that nobody paid has no invoice.
    SOLD = "SELECT id, placed_at FROM orders
        WHERE shop = $1 AND state IN ('to_ship', 'shipped', 'delivered', 'completed', 'settled')
            AND (placed_at < $2 OR (placed_at = $2 AND id < $3))
        ORDER BY placed_at DESC, id DESC LIMIT $4";
    NUMBER = "SELECT number FROM orders WHERE id = $1 AND shop = $2";
}

/// A shop's money now.
#[derive(Clone, PartialEq, Debug)]
pub struct Till {
    /// Whose.
    pub shop: ShopView,
    /// What whoever looks is to the shop.
    pub role: ShopRole,
    /// What can be sent, and why it is that much.
    pub payable: Payable,
    /// Its share of complete orders, within their hold.
    pub pending: Money,
    /// What buyers paid for orders that are not complete; the market's part is still in it.
    pub bridge: Money,
    /// How many orders that is.
    pub bridges: i64,
    /// Sent and not arrived yet.
    pub on_its_way: Money,
    /// Arrived, of all times.
    pub paid_out: Money,
}

/// An order whose money is held.
#[derive(Clone, PartialEq, Debug)]
pub struct Held {
    /// Which.
    pub order: Id<Order>,
    /// As people read it.
    pub number: String,
    /// The shop's part of it.
    pub share: Money,
    /// Why: it is what the order waits for.
    pub why: State,
    /// By when that ends.
    pub until: Option<Time>,
    /// When the shop has it at the latest, if nobody says otherwise.
    pub at: Option<Time>,
}

/// A line of the statement, with what it leads to.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// The transfer, what for, when, how much.
    pub line: ledger::Line,
    /// What was the shop's after it.
    pub stood: Money,
    /// The order it is about, and its number.
    pub order: Option<(Id<Order>, String)>,
    /// The payout it is about.
    pub payout: Option<Id<Payout>>,
}

/// The shop, for whoever keeps it.
///
/// # Errors
/// Missing for anybody else.
pub fn keeper(rx: &mut Rx, cx: &Cx, key: &ShopKey) -> Result<(ShopView, ShopRole), No> {
    let account = cx.account(Scope::ShopRead)?;
    let shop = catalog::shop(rx, cx, key)?;
    let role = catalog::shop_role(rx, account, shop.id)?.ok_or_else(|| Refusal::missing("shop"))?;
    Ok((shop, role))
}

/// A shop's money, for whoever keeps it.
///
/// # Errors
/// Missing for anybody else.
pub fn till(rx: &mut Rx, cx: &Cx, key: &ShopKey) -> Result<Till, No> {
    let (shop, role) = keeper(rx, cx, key)?;
    let (id, currency) = (shop.id, shop.currency);
    let (bridge, bridges) = rx.one::<(i64, i64)>(&ON_THE_BRIDGE, &params![id, currency])?;
    let (on_its_way, paid_out) = payments::sent(rx, id, currency)?;
    Ok(Till {
        payable: payments::payable(rx, cx, id.uid(), currency)?,
        pending: ledger::balance(rx, Purse { kind: kind::PENDING, of: id.uid() }, currency)?,
        bridge: Money::new(bridge, currency),
        bridges,
        on_its_way,
        paid_out,
        shop,
        role,
    })
}

/// A stretch of a list: how many, and where the last one ended.
pub type Stretch = (Limit, Option<(i64, Uid)>);

/// The orders whose money is held, the oldest first.
///
/// # Errors
/// Missing for anybody who does not keep the shop.
pub fn held(rx: &mut Rx, cx: &Cx, (key, (limit, after)): &(ShopKey, Stretch)) -> Result<Page<Held>, No> {
    let (shop, _) = keeper(rx, cx, key)?;
    let (at, id) = after.unwrap_or((i64::MIN, Uid([0; 16])));
    let rows = rx.all::<(Id<Order>, Time)>(&HELD, &params![shop.id, at, id, limit.probe()])?;
    let page = Page::cut(rows, *limit, |(id, at)| Cursor::of(at.micros(), id.uid()));
    let mut data = Vec::new();
    for (id, _) in page.data {
        if let Some(Purchase { order }) = runner::show::<Purchase>(rx, cx, id.uid())? {
            data.extend(held_of(order));
        }
    }
    Ok(Page { data, next: page.next })
}

fn held_of(order: Order) -> Option<Held> {
    let shops = order.splits.iter().filter(|split| split.payee == Payee::Shop);
    let share = shops.map(|split| order.keeps(*split));
    let until = match order.life.state {
        State::ToShip => order.ship_by(),
        State::Shipped => order.silent_at(),
        State::Delivered => order.look_until(),
        State::Completed => order.released_at(),
        _ => return None,
    };
    Some(Held {
        order: order.life.id,
        share: order.money(share.sum()),
        why: order.life.state,
        until,
        at: order.shops_at(),
        number: order.number,
    })
}

/// Everything that a shop sold, newest first: its invoices.
///
/// # Errors
/// Missing for anybody who does not keep the shop.
pub fn sold(rx: &mut Rx, cx: &Cx, (key, (limit, after)): &(ShopKey, Stretch)) -> Result<Page<Order>, No> {
    let (shop, _) = keeper(rx, cx, key)?;
    let (at, id) = after.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = rx.all::<(Id<Order>, Time)>(&SOLD, &params![shop.id, at, id, limit.probe()])?;
    let page = Page::cut(rows, *limit, |(id, at)| Cursor::of(at.micros(), id.uid()));
    let mut data = Vec::new();
    for (id, _) in page.data {
        data.extend(runner::show::<Purchase>(rx, cx, id.uid())?.map(|purchase| purchase.order));
    }
    Ok(Page { data, next: page.next })
}

/// The statement of a shop, newest first.
///
/// # Errors
/// Missing for anybody who does not keep the shop.
pub fn statement(rx: &mut Rx, cx: &Cx, (key, stretch): &(ShopKey, Stretch)) -> Result<Page<Line>, No> {
    let (shop, _) = keeper(rx, cx, key)?;
    lines(rx, (shop.id, shop.currency), *stretch)
}

fn lines(
    rx: &mut Rx,
    (shop, currency): (Id<Shop>, Currency),
    (limit, after): Stretch,
) -> Result<Page<Line>, No> {
    let whose = (shop.uid(), currency);
    let page = ledger::statement(rx, whose, limit, after)?;
    let mut stood = match page.data.first() {
        Some(first) => ledger::stood(rx, whose, first)?,
        None => Money::zero(currency),
    };
    let mut data = Vec::new();
    for line in page.data {
        let before = Money::new(stood.amount - line.amount, currency);
        let (mut order, mut payout) = (None, None);
        match (line.code.as_str(), line.root) {
            (code::SHARE | code::CLAWBACK, Some(root)) => {
                let number = rx.opt::<String>(&NUMBER, &params![root, shop])?;
                order = number.map(|number| (Id::from_uid(root), number));
            }
            (_, Some(root)) => payout = Some(Id::from_uid(root)),
            (_, None) => {}
        }
        data.push(Line { line, stood, order, payout });
        stood = before;
    }
    Ok(Page { data, next: page.next })
}
