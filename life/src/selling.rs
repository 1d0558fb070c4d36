//! From the shop's table to the buyer's door, and the shop's money.

use catalog::ShopId;
use catalog::stock::{Move, Reason};
use db::{No, Rx};
use kernel::{Currency, Cx, Id, Money, Time};
use orders::order::{Event, Order};
use orders::{Act, Seen, Shipment};
use shipping::{Parcel, Status};

use crate::agenda::Errand;
use crate::chance::Draw as _;
use crate::opening::currency;
use crate::town::{Failure, Life, Way, span_of_days};

/// Of the orders that are a shop's turn: sent after the promised day, called off by the shop, never sent.
const SENT_LATE: f64 = 0.030;
const CANNOT: f64 = 0.018;
const NEVER_SENT: f64 = 0.012;
/// Of those that are late, so many buyers wait no longer.
const DESPAIRS: f64 = 0.35;
/// Of the parcels: refused where it was to be paid at the door, and lost on the way.
const REFUSED: f64 = 0.07;
const LOST: f64 = 0.008;
/// Of those who got it: content within days, and wanting longer to look. The rest say nothing.
const CONTENT: f64 = 0.72;
const LONGER: f64 = 0.05;

fn payable(rx: &mut Rx, cx: &Cx, (shop, currency): &(ShopId, Currency)) -> Result<Money, No> {
    Ok(payments::payable(rx, cx, shop.uid(), *currency)?.free)
}

impl Life<'_> {
    /// It is paid, or will be at the door.
    pub fn is_the_shops_turn(&mut self, at: Time, order: Id<Order>) {
        let Some(way) = self.orders.get(&order) else { return };
        let promised = f64::from(self.world.shops[way.shop].ship_days.max(1));
        let mut chance = self.chance("shop", &[&order.uid().0]);
        // In hours of work; nobody packs in the first half hour, so the money is heard of.
        let (errand, days) = match chance.share() {
            fate if fate < SENT_LATE => (Errand::Sends(order), promised + chance.between(0.3, 2.6)),
            fate if fate < SENT_LATE + CANNOT => (Errand::GivesUp(order), chance.between(0.1, promised)),
            fate if fate < SENT_LATE + CANNOT + NEVER_SENT => (Errand::Despairs(order), 0.0),
            _ => (Errand::Sends(order), 0.05 + 0.9 * promised * chance.share().powi(2)),
        };
        let late = days > promised || matches!(errand, Errand::Despairs(_));
        if late && chance.happens(DESPAIRS) {
            self.agenda
                .write(at + span_of_days(promised + chance.between(0.1, 0.9)), Errand::Despairs(order));
        }
        if !matches!(errand, Errand::Despairs(_)) {
            self.agenda.write(at + span_of_days(days), errand);
        }
    }

    pub async fn sends(&mut self, at: Time, order: Id<Order>) -> Result<(), Failure> {
        let Some(way) = self.orders.get(&order).copied() else { return Ok(()) };
        let (Some(keeper), Some(shop)) = (self.keeper(way.shop), self.shops[way.shop]) else { return Ok(()) };
        let mut chance = self.chance("parcel", &[&order.uid().0]);
        let (carrier, letters) = carrier(self.world.shops[way.shop].country, way.abroad);
        let tracking = format!("{letters}-{:010}", chance.below(10_000_000_000));
        let shipment = Shipment { shop, order, carrier: carrier.into(), tracking };
        let Some(parcel) = self.does(&keeper, shipment, orders::ship).await? else {
            self.orders.remove(&order); // it was called off meanwhile
            return Ok(());
        };
        self.is_on_its_way(at, order, parcel);
        Ok(())
    }

    pub fn is_on_its_way(&mut self, at: Time, order: Id<Order>, parcel: Id<Parcel>) {
        let Some(way) = self.orders.get_mut(&order) else { return };
        way.parcel = Some(parcel);
        let way = *way;
        let mut chance = self.chance("way", &[&order.uid().0]);
        if chance.happens(LOST) {
            // Overdue ten days after the promised ones, says the market's terms.
            let when = at + span_of_days(way.days as f64 + 10.0 + chance.between(0.2, 5.0));
            self.agenda.write(when, Errand::Complains(order));
            return;
        }
        let days = if way.abroad { chance.between(6.0, 17.0) } else { chance.between(0.8, 4.2) };
        self.agenda.write(at + span_of_days(days), Errand::Arrives(order, parcel));
    }

    pub async fn arrives(&mut self, at: Time, order: Id<Order>, parcel: Id<Parcel>) -> Result<(), Failure> {
        let Some(way) = self.orders.get(&order).copied() else { return Ok(()) };
        let Some(keeper) = self.keeper(way.shop) else { return Ok(()) };
        let mut chance = self.chance("door", &[&order.uid().0]);
        let place = self.world.people[way.person].place;
        let scan = |status: Status, at: Time, event: &str| Seen {
            parcel,
            status,
            at,
            place: place.into(),
            event: format!("{event}-{parcel}"),
        };
        if chance.happens(0.5) {
            let when = at + span_of_days(-chance.between(0.1, 0.4));
            self.does(&keeper, scan(Status::OutForDelivery, when, "out"), orders::seen).await?;
        }
        if way.at_the_door && chance.happens(REFUSED) {
            self.does(&keeper, scan(Status::Refused, at, "refused"), orders::seen).await?;
            self.orders.remove(&order);
            return Ok(());
        }
        self.does(&keeper, scan(Status::Delivered, at, "delivered"), orders::seen).await?;
        self.is_there(at, order);
        self.has_got(way.person, way.shop, order, &way.listing.into_iter().collect::<Vec<_>>()).await
    }

    /// The buyer's turn to look.
    pub fn is_there(&mut self, at: Time, order: Id<Order>) {
        let mut chance = self.chance("looks", &[&order.uid().0]);
        let fate = chance.share();
        if fate < CONTENT {
            self.agenda
                .write(at + span_of_days(0.05 + 3.4 * chance.share().powi(2)), Errand::IsContent(order));
        } else if fate < CONTENT + LONGER {
            self.agenda.write(at + span_of_days(chance.between(1.0, 6.0)), Errand::LooksLonger(order));
        } else {
            self.orders.remove(&order); // the clock says it for them
        }
    }

    async fn buyer_says(&mut self, order: Id<Order>, event: Event) -> Result<Option<Way>, Failure> {
        let Some(way) = self.orders.remove(&order) else { return Ok(None) };
        let Some(actor) = self.actor(way.person) else { return Ok(None) };
        self.does(&actor, Act { order, event, version: None }, orders::by_buyer).await?;
        Ok(Some(way))
    }

    pub async fn is_content(&mut self, order: Id<Order>) -> Result<(), Failure> {
        self.buyer_says(order, Event::Confirm).await.map(|_| ())
    }

    pub async fn looks_longer(&mut self, order: Id<Order>) -> Result<(), Failure> {
        self.buyer_says(order, Event::Extend).await.map(|_| ())
    }

    pub async fn complains(&mut self, order: Id<Order>) -> Result<(), Failure> {
        self.buyer_says(order, Event::NotReceived).await?;
        self.drains_soon(self.house.db.now());
        Ok(())
    }

    /// The promised day has passed.
    pub async fn despairs(&mut self, order: Id<Order>) -> Result<(), Failure> {
        let Some(way) = self.orders.get(&order).copied().filter(|way| way.parcel.is_none()) else {
            return Ok(());
        };
        let Some(actor) = self.actor(way.person) else { return Ok(()) };
        let act = Act { order, event: Event::Cancel, version: None };
        if self.does(&actor, act, orders::by_buyer).await?.is_some() {
            self.orders.remove(&order);
            self.drains_soon(self.house.db.now());
        }
        Ok(())
    }

    /// The shop cannot send it.
    pub async fn gives_up(&mut self, order: Id<Order>) -> Result<(), Failure> {
        let Some(way) = self.orders.remove(&order) else { return Ok(()) };
        let (Some(keeper), Some(shop)) = (self.keeper(way.shop), self.shops[way.shop]) else { return Ok(()) };
        let act = Act { order, event: Event::Cancel, version: None };
        self.does(&keeper, (shop, act), orders::by_shop).await?;
        self.drains_soon(self.house.db.now());
        Ok(())
    }

    pub async fn is_paid_out(&mut self, nth: usize, shop: ShopId) -> Result<(), Failure> {
        let Some(keeper) = self.keeper(nth) else { return Ok(()) };
        let currency = currency(self.world.shops[nth].currency)?;
        let free = self.house.db.read(&keeper, (shop, currency), payable).await?;
        if free.amount > 0 {
            self.does(&keeper, (shop, free), payments::ask_for_payout).await?;
            self.drains_soon(self.house.db.now());
        }
        Ok(())
    }

    /// What was sold comes again.
    pub async fn restocks(&mut self, nth: usize) -> Result<(), Failure> {
        let listing = &self.world.listings[nth];
        let (Some(keeper), Some(restock)) = (self.keeper(listing.shop), listing.restock) else {
            return Ok(());
        };
        let Some(shelf) = &mut self.shelves[nth] else { return Ok(()) };
        let (mut moves, mut pieces) = (Vec::new(), Vec::new());
        for (variant, sold, is_empty) in &mut shelf.variants {
            if *sold > 0 || *is_empty {
                moves.push(*variant);
                pieces.push(i64::from((*sold).max(restock.pieces).max(1)));
            }
            (*sold, *is_empty) = (0, false);
        }
        for (variant, delta) in moves.into_iter().zip(pieces) {
            self.does(&keeper, Move { variant, delta, reason: Reason::Received }, catalog::stock::move_stock)
                .await?;
        }
        Ok(())
    }
}

fn carrier(country: &str, abroad: bool) -> (&'static str, &'static str) {
    match (country, abroad) {
        ("PH", false) => ("J&T Express", "JT"),
        ("PH", true) => ("PHLPost", "PHL"),
        ("CN", false) => ("SF Express", "SF"),
        ("CN", true) => ("Yanwen", "YW"),
        (_, false) => ("Post", "PO"),
        (_, true) => ("DHL", "DHL"),
    }
}
