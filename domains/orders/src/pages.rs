//! The pages of what was bought: the list, one order with what happens next and where the money is, what may be done
//! with it, its invoice, and the page that a payment comes back to.

mod acts;
mod bought;
mod card;
mod invoice;
mod list;
mod memory;
mod money;
mod order;
mod payment;
mod seen;
mod sold;
mod steps;
mod studio;
mod telling;
mod till;

use db::{No, Rx};
use kernel::{Actor, Cx, Id, Scope, Uid};
use payments::{Payment, Payout, Question};
use web::page::{Live, Pulse, Stands, Tab, Visitor};
use web::parts::Icon;
use web::{Access, Answer, PageRoute};

use crate::act;
use crate::order::Order;

pub use payment::hosted_page;

pub(crate) const BOUGHT: &[&db::Sql] = bought::STATEMENTS;
pub(crate) const STUDIO: &[&db::Sql] = studio::STATEMENTS;
pub(crate) const SOLD: &[&db::Sql] = sold::STATEMENTS;
pub(crate) const SLOTS: &[web::page::Slot] = studio::SLOTS;
pub(crate) const MEMORY: &[&db::Sql] = memory::STATEMENTS;
pub(crate) const PAYMENT: &[&db::Sql] = payment::STATEMENTS;

/// The room of orders, for whoever may have some.
pub(crate) const TABS: &[Tab] = &[Tab {
    path: "/orders",
    icon: Icon::Package,
    key: "orders-tab",
    rank: 30,
    shown: may_have_bought,
    stands: Stands::GivesWay,
}];

/// An order, a payment and a payout are watched by whoever may see them.
pub(crate) const LIVE: &[Live] = &[
    Live::of::<Order>(pulse_of_order),
    Live::of::<Payment>(pulse_of_payment),
    Live::of::<Payout>(pulse_of_payout),
];

pub(crate) fn pages() -> Vec<PageRoute> {
    let (look, act) = (Access::Guest(Scope::OrdersRead), Access::Guest(Scope::OrdersWrite));
    let mut pages = vec![
        PageRoute::get("/orders", look, bought::show),
        PageRoute::get("/orders/{order}", look, order::show),
        PageRoute::get("/orders/{order}/invoice", look, invoice::show),
        PageRoute::get("/orders/{order}/acts/{event}", look, acts::ask),
        PageRoute::post("/orders/{order}/acts/{event}", act, acts::make),
        PageRoute::get("/payments/{payment}", look, payment::show),
        PageRoute::post("/payments/{payment}/attempts", act, payment::again),
        PageRoute::get("/studio/{shop}/orders", Access::SignedIn(Scope::ShopRead), sold::show),
        PageRoute::get("/studio/orders/{order}", Access::SignedIn(Scope::ShopRead), studio::pack),
        PageRoute::post("/studio/orders/{order}", Access::SignedIn(Scope::ShopWrite), studio::send),
    ];
    pages.extend(till::pages());
    pages
}

fn may_have_bought(actor: &Actor) -> bool {
    actor.account().is_some() || actor.guest().is_some()
}

/// What somebody holds as a guest becomes the account's they signed in with, before anything is shown of it.
async fn settle_in(visitor: &Visitor) -> Answer<()> {
    if let (Some(_), Some(keepsake)) = (visitor.account(), visitor.keepsake()) {
        let guest = keepsake.secret.digest();
        visitor.write(guest, crate::bring_along).await?;
    }
    Ok(())
}

fn pulse_of_order(rx: &mut Rx, cx: &Cx, order: &Uid) -> Result<Pulse, No> {
    act::side(rx, cx, Id::from_uid(*order))?;
    Ok(Pulse { root: *order, seq: facts::last_of(rx, *order)? })
}

fn pulse_of_payment(rx: &mut Rx, cx: &Cx, payment: &Uid) -> Result<Pulse, No> {
    payments::view(rx, cx, &Question { payment: Id::from_uid(*payment), guest: cx.actor.guest() })?;
    Ok(Pulse { root: *payment, seq: facts::last_of(rx, *payment)? })
}

fn pulse_of_payout(rx: &mut Rx, cx: &Cx, payout: &Uid) -> Result<Pulse, No> {
    payments::payout_watched(rx, cx, Id::from_uid(*payout))?;
    Ok(Pulse { root: *payout, seq: facts::last_of(rx, *payout)? })
}

/// The address of an order's page.
fn path(order: Id<Order>) -> String {
    format!("/orders/{order}")
}
