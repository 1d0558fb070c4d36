//! What a notice about an order says: to whom, and with which words filled in. For the listener that writes notices.

use catalog::Shop;
use db::{No, Rx};
use kernel::{Account, Cx, Id, Money, Refusal, Time};

use crate::order::{Order, Purchase};

/// An order as notices name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Told {
    /// Who bought, if with an account.
    pub buyer: Option<Id<Account>>,
    /// Whose goods.
    pub shop: Id<Shop>,
    /// For people.
    pub number: String,
    /// What the buyer agreed to.
    pub total: Money,
    /// By when the shop sends it, if it was paid at this instant.
    pub ship_by: Time,
    /// Until when the buyer may look, if it arrived at this instant.
    pub look_until: Time,
}

/// The order that a fact of this instant is about.
///
/// # Errors
/// Missing for anybody but staff and the market itself.
pub fn told(rx: &mut Rx, cx: &Cx, (id, at): &(Id<Order>, Time)) -> Result<Option<Told>, No> {
    if !cx.actor.is_staff() {
        return Err(Refusal::missing("page").into());
    }
    let Some(Purchase { order }) = runner::show::<Purchase>(rx, cx, id.uid())? else { return Ok(None) };
    Ok(Some(Told {
        buyer: order.buyer,
        shop: order.shop,
        number: order.number.clone(),
        total: order.total(),
        ship_by: *at + order.promise.ship_within,
        look_until: *at + order.promise.look,
    }))
}
