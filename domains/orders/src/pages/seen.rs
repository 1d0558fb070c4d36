//! What a page of an order is drawn from, in one reading.

use catalog::{ShopKey, ShopView};
use db::{No, Rx};
use kernel::{Cx, Id, Limit, Money, Refusal, Time};
use ledger::{Movement, code, kind};
use payments::RefundState;
use process::{Purse, allowed};
use shipping::ParcelView;

use super::memory::{self, Memory};
use crate::act::{self, Side};
use crate::order::{By, Event, Method, Order, Purchase, State};
use crate::view::{self, StepView};

/// An order as one of its parties sees it.
pub(super) struct Seen {
    pub side: Side,
    pub order: Order,
    pub allowed: Vec<Event>,
    pub steps: Vec<StepView>,
    pub parcels: Vec<ParcelView>,
    pub shop: ShopView,
    /// The picture of each line, where its listing still has one.
    pub pictures: Vec<Option<String>>,
    /// Every movement over the bridge, as the ledger has it, oldest first.
    pub moved: Vec<Movement>,
    /// What buyer and shop remember of each other.
    pub memory: Option<Memory>,
    /// Whether whoever bought it has left the market.
    pub is_left: bool,
    /// Where the money's way back stands, once it was asked for.
    pub refund: Option<(RefundState, Time)>,
}

impl Seen {
    /// The order, for its buyer, for who keeps its shop, or for staff.
    pub fn read(rx: &mut Rx, cx: &Cx, id: &Id<Order>) -> Result<Self, No> {
        let side = act::side(rx, cx, *id)?;
        let missing = || Refusal::missing("order");
        let purchase = runner::show::<Purchase>(rx, cx, id.uid())?.ok_or_else(missing)?;
        let by: &[By] = match side {
            Side::Buyer => &[By::Buyer],
            Side::Shop => &[By::Shop],
            Side::Staff => &[],
        };
        let order = &purchase.order;
        let mut pictures = Vec::new();
        for line in &order.lines {
            pictures.push(catalog::offer(rx, line.variant)?.and_then(|offer| offer.image));
        }
        let bridge = Purse { kind: kind::ESCROW, of: id.uid() };
        let mut moved = ledger::movements(rx, bridge, Limit::DEFAULT, None)?.data;
        moved.reverse();
        let memory = match (side, order.buyer) {
            (Side::Buyer | Side::Shop, Some(buyer)) => memory::between(rx, buyer, order.shop)?,
            _ => None,
        };
        let is_left = match order.buyer {
            Some(buyer) => identity::has_left(rx, buyer)?,
            None => false,
        };
        Ok(Self {
            side,
            is_left,
            allowed: allowed(&purchase, order, by, cx.now),
            steps: view::timeline(rx, order)?,
            parcels: shipping::of_order(rx, id.uid())?,
            shop: catalog::shop(rx, cx, &ShopKey::Id(order.shop))?,
            pictures,
            moved,
            memory,
            refund: payments::refund_stands(rx, order.refund)?,
            order: purchase.order,
        })
    }

    pub fn may(&self, event: Event) -> bool {
        self.allowed.contains(&event)
    }

    /// What is said where the address would stand, once it is no longer kept.
    pub fn nowhere(&self) -> &'static str {
        if self.is_left { "order-somebody-left" } else { "order-address-gone" }
    }

    pub fn state(&self) -> State {
        self.order.life.state
    }

    pub fn is_cash(&self) -> bool {
        self.order.method == Method::Cash
    }

    /// What the movements of one code come to.
    pub fn moved(&self, what: &str) -> Money {
        let sum =
            self.moved.iter().filter(|movement| movement.code == what).map(|movement| movement.amount).sum();
        self.order.money(sum)
    }

    /// What lies on the bridge now: what came less what left.
    pub fn on_the_bridge(&self) -> Money {
        let sign = |movement: &Movement| if movement.out { -movement.amount } else { movement.amount };
        self.order.money(self.moved.iter().map(sign).sum())
    }

    /// Whether any money of the buyer's ever came.
    pub fn was_paid(&self) -> bool {
        self.moved(code::COLLECT).amount > 0
    }

    /// Whether what was paid is on its way back, or is back.
    pub fn gives_back(&self) -> bool {
        self.refund.is_some() || self.moved(code::RETURN).amount > 0
    }

    /// Whether the buyer's bank took all of it back, so that there is no order any more (F22).
    pub fn is_taken(&self) -> bool {
        self.order.charged > 0 && self.order.left() == 0
    }

    /// Since when it is back, if it is.
    pub fn back_since(&self) -> Option<Time> {
        self.refund.filter(|(state, _)| *state == RefundState::Done).map(|(_, at)| at)
    }
}
