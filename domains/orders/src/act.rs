//! What a buyer and a shop do to an order: bare events, each judged by the table.

use catalog::Shop;
use db::{No, Rx, Tx, params, sql};
use kernel::{Cx, Id, Refusal, Scope};
use process::{Words as _, step};

use crate::order::{By, Event, Order, Purchase};

sql! {
    /// Who bought it, by account or by a guest's secret; the scope is in the statement (F25).
    BOUGHT = "SELECT id FROM orders WHERE id = $1 AND (buyer = $2 OR guest = $3)";
    SOLD = "SELECT id FROM orders WHERE id = $1 AND shop = $2";
    /// Whose shop it is, for looking next whether the actor keeps it.
    SHOP = "SELECT shop FROM orders WHERE id = $1";
}

/// Checks that the actor bought the order.
///
/// # Errors
/// Missing: there is none for this actor.
pub fn bought(rx: &mut Rx, cx: &Cx, order: Id<Order>) -> Result<(), No> {
    rx.opt::<Id<Order>>(&BOUGHT, &params![order, cx.actor.account(), cx.actor.guest()])?
        .map(|_| ())
        .ok_or_else(|| Refusal::missing("order").into())
}

/// Checks that the actor keeps the shop that sold the order, with a credential for that.
///
/// # Errors
/// Missing: there is no such order of a shop of this actor's.
pub fn sold(rx: &mut Rx, cx: &Cx, shop: Id<Shop>, order: Id<Order>, scope: Scope) -> Result<(), No> {
    let account = cx.account(scope)?;
    let keeps = catalog::shop_role(rx, account, shop)?.is_some();
    let theirs = keeps && rx.opt::<Id<Order>>(&SOLD, &params![order, shop])?.is_some();
    if theirs { Ok(()) } else { Err(Refusal::missing("order").into()) }
}

/// On which side of an order somebody stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// They bought it.
    Buyer,
    /// They keep its shop.
    Shop,
    /// They help both.
    Staff,
}

/// On which side of the order the actor stands. Who bought in a shop of their own is its buyer here.
///
/// # Errors
/// Missing for anybody else.
pub fn side(rx: &mut Rx, cx: &Cx, order: Id<Order>) -> Result<Side, No> {
    match bought(rx, cx, order) {
        Ok(()) => return Ok(Side::Buyer),
        Err(no) if no.is_missing() => {}
        Err(no) => return Err(no),
    }
    let shop = rx.opt::<Id<Shop>>(&SHOP, &params![order])?.ok_or_else(|| Refusal::missing("order"))?;
    if cx.actor.account().is_some() && sold(rx, cx, shop, order, Scope::ShopRead).is_ok() {
        return Ok(Side::Shop);
    }
    if cx.actor.is_staff() { Ok(Side::Staff) } else { Err(Refusal::missing("order").into()) }
}

/// Acts as the side that the actor stands on.
///
/// # Errors
/// Missing for anybody else; what the table says.
pub fn by_party(tx: &mut Tx, cx: &Cx, act: &Act) -> Result<(), No> {
    match side(tx, cx, act.order)? {
        Side::Buyer => by_buyer(tx, cx, act),
        Side::Shop => {
            let shop = tx.one::<Id<Shop>>(&SHOP, &params![act.order])?;
            by_shop(tx, cx, &(shop, *act))
        }
        Side::Staff => Err(Refusal::forbidden("not_yours", "Only the two parties move an order.").into()),
    }
}

/// One bare event by one party.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// Which order.
    pub order: Id<Order>,
    /// What happens to it.
    pub event: Event,
    /// The version it was decided on; `None` does not care.
    pub version: Option<i64>,
}

/// The buyer acts.
///
/// # Errors
/// Missing for anybody else; what the table says.
pub fn by_buyer(tx: &mut Tx, cx: &Cx, act: &Act) -> Result<(), No> {
    bought(tx, cx, act.order)?;
    make(tx, cx, act, By::Buyer)
}

/// The shop acts.
///
/// # Errors
/// Missing for anybody else; what the table says.
pub fn by_shop(tx: &mut Tx, cx: &Cx, (shop, act): &(Id<Shop>, Act)) -> Result<(), No> {
    sold(tx, cx, *shop, act.order, Scope::ShopWrite)?;
    make(tx, cx, act, By::Shop)
}

/// Writes what the event brings, then makes the step.
pub(crate) fn make(tx: &mut Tx, cx: &Cx, act: &Act, by: By) -> Result<(), No> {
    runner::run::<Purchase, _>(tx, cx, act.order.uid(), |_, purchase, at, plan| {
        let order = &mut purchase.order;
        if let Some(version) = act.version {
            order.life.unchanged_since(version).map_err(Refusal::from)?;
        }
        match act.event {
            Event::MoreTime => order.asked_time += 1,
            Event::Extend => order.asked_look += 1,
            _ => {}
        }
        step::<Order>(purchase, act.order, act.event, &[by], at, plan).map_err(Refusal::from)?;
        Ok(())
    })
}

/// The event of a word in a request.
///
/// # Errors
/// `unknown_event`, with those that there are for this party.
pub fn event(word: &str, by: By) -> Result<Event, Refusal> {
    let theirs = || {
        let mut words: Vec<&'static str> =
            crate::order::ORDER.iter().filter(|row| row.2 == by).map(|row| row.1.word()).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    Event::parse(word).map_err(|_| {
        Refusal::field("/event", "unknown_event", "There is no such event; nothing was changed.")
            .allowing(theirs())
    })
}
