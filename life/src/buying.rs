//! From the basket to the gateway's page and back: the commands of the cart, the checkout and the payment.

use catalog::{ShopId, VariantId};
use db::{No, Tx};
use identity::Address;
use kernel::{Actor, Chance, Currency, Cx, Id, Time};
use market::buy::destination;
use market::cart::{self, Cart, Put};
use market::confirm::{self, Confirm, Placed};
use market::quote::{self, Ask, Which};
use orders::Act;
use orders::order::{Event, Method, Order};
use payments::{Payment, Question};
use sandbox::Choice;

use crate::agenda::{AtTill, Errand, Till};
use crate::chance::Draw as _;
use crate::opening::currency;
use crate::places::address;
use crate::town::{Failure, Life, Way, span_of_days, span_of_minutes};

/// Of the baskets, so many are left standing.
const LEAVES: f64 = 0.12;
/// Of those who could pay at the door, so many do.
const AT_THE_DOOR: f64 = 0.30;

/// Of the payments at the gateway: who the bank sends away at first, who never pays, who calls it off instead, and who
/// pays when the time is over already.
const DECLINED: f64 = 0.045;
const NEVER: f64 = 0.040;
const CALLS_OFF: f64 = 0.018;
const LATE: f64 = 0.012;
/// Of the captured ones, so many are taken back by the payer's bank.
const TAKEN_BACK: f64 = 0.005;

fn puts(tx: &mut Tx, cx: &Cx, lines: &Vec<(VariantId, i64)>) -> Result<Id<Cart>, No> {
    let (cart, _) = cart::current_or_new(tx, cx, None)?;
    for (variant, quantity) in lines {
        cart::put(tx, cx, &Put { cart, variant: *variant, quantity: *quantity, add: true })?;
    }
    Ok(cart)
}

struct Checkout {
    cart: Id<Cart>,
    address: Address,
    currency: Currency,
    method: Method,
}

struct Bought {
    /// Each with the days it may be on the way.
    orders: Vec<(i64, Placed)>,
    payment: Option<Id<Payment>>,
    lines: Vec<(VariantId, i64)>,
}

/// Quote and confirmation, as the checkout's page does both.
fn checks_out(tx: &mut Tx, cx: &Cx, checkout: &Checkout) -> Result<Bought, No> {
    let ask = Ask {
        cart: checkout.cart,
        to: destination(&checkout.address),
        deliveries: Vec::new(),
        which: Which::Buyable(checkout.currency),
    };
    let (id, _, quote) = quote::quote(tx, cx, &ask)?;
    let confirm = Confirm {
        checkout: id,
        address: checkout.address.clone(),
        method: checkout.method,
        total: quote.total,
    };
    let confirmed = confirm::confirm(tx, cx, &confirm)?;
    let days = |shop: ShopId| {
        let part = quote.parts.iter().find(|part| part.shop == shop);
        part.map_or(0, |part| part.chosen.days_max)
    };
    let lines = quote.parts.iter().flat_map(|part| &part.lines).map(|line| (line.variant, line.quantity));
    Ok(Bought {
        payment: confirmed.payment.as_ref().map(|due| due.id),
        lines: lines.collect(),
        orders: confirmed.orders.into_iter().map(|placed| (days(placed.shop), placed)).collect(),
    })
}

impl Life<'_> {
    /// Somebody fills a basket and, most of the time, buys it.
    pub async fn buys(&mut self, at: Time, nth: usize, chance: &mut Chance) -> Result<(), Failure> {
        let (Some(actor), Some(basket)) = (self.actor(nth), self.basket(nth, at, chance)) else {
            return Ok(());
        };
        let first = self.world.listings[basket[0].0].shop;
        let currency = currency(self.world.shops[first].currency)?;
        let lines = basket.iter().filter_map(|(listing, variant)| {
            let quantity = if chance.happens(0.14) { 2 } else { 1 };
            Some((self.shelves[*listing].as_ref()?.variants[*variant].0, quantity))
        });
        let lines: Vec<(VariantId, i64)> = lines.collect();
        let Some(cart) = self.does(&actor, lines.clone(), puts).await? else { return Ok(()) };
        if chance.happens(LEAVES) {
            return Ok(());
        }
        let person = &self.world.people[nth];
        let address = address(person, &mut self.chance("lives", &[person.handle.as_bytes()]));
        let may_pay_cash = basket.iter().all(|(listing, _)| {
            let shop = &self.world.shops[self.world.listings[*listing].shop];
            shop.pays_at_door && shop.country == person.country
        });
        let method = if may_pay_cash && chance.happens(AT_THE_DOOR) { Method::Cash } else { Method::Gateway };
        let checkout = |method| Checkout { cart, address: address.clone(), currency, method };
        let mut bought = self.does(&actor, checkout(method), checks_out).await?;
        if bought.is_none() && method == Method::Cash {
            // Something that lay in the cart from another day is not sold at the door.
            bought = self.does(&actor, checkout(Method::Gateway), checks_out).await?;
        }
        match bought {
            Some(bought) => self.has_bought(at, nth, bought),
            None => self.found_empty(&lines),
        }
        Ok(())
    }

    /// One thing, often; or another of the same shop; or of another shop, in the same money.
    fn basket(&self, nth: usize, at: Time, chance: &mut Chance) -> Option<Vec<(usize, usize)>> {
        let first = self.would_buy(nth, at, chance)?;
        let mut basket = vec![first];
        let shop = self.world.listings[first.0].shop;
        let (same, other) = (chance.happens(0.20), chance.happens(0.11));
        for _ in 0..if same || other { 8 } else { 0 } {
            let Some(next) = self.would_buy(nth, at, chance) else { break };
            let of = self.world.listings[next.0].shop;
            let fits = if same { of == shop } else { of != shop };
            if fits && next != first && self.world.shops[of].currency == self.world.shops[shop].currency {
                basket.push(next);
                break;
            }
        }
        Some(basket)
    }

    fn has_bought(&mut self, at: Time, nth: usize, bought: Bought) {
        let person = &self.world.people[nth];
        for (variant, quantity) in &bought.lines {
            let Some((listing, place)) = self.goods.get(variant) else { continue };
            if let Some(shelf) = &mut self.shelves[*listing] {
                shelf.variants[*place].1 += u32::try_from(*quantity).unwrap_or(1);
            }
        }
        let at_the_door = bought.payment.is_none();
        let listings: Vec<usize> =
            bought.lines.iter().filter_map(|(variant, _)| Some(self.goods.get(variant)?.0)).collect();
        let mut ids = Vec::new();
        for (days, placed) in bought.orders {
            let Some(shop) = self.shops.iter().position(|shop| *shop == Some(placed.shop)) else { continue };
            let abroad = self.world.shops[shop].country != person.country;
            let listing = listings.iter().copied().find(|listing| self.world.listings[*listing].shop == shop);
            let way = Way { shop, person: nth, listing, at_the_door, abroad, days, parcel: None };
            self.orders.insert(placed.id, way);
            self.lived.orders += 1;
            let known = &mut self.familiar[nth];
            known.retain(|other| *other != shop);
            known.push(shop);
            if known.len() > 6 {
                known.remove(0);
            }
            if at_the_door {
                self.is_the_shops_turn(at, placed.id);
            }
            ids.push(placed.id);
        }
        if let Some(payment) = bought.payment {
            self.paying.insert(payment, ids);
            self.goes_to_the_till(at, nth, payment);
            self.drains_soon(at);
        }
    }

    /// Who found a shelf empty tells nobody, but looks elsewhere until it is filled.
    fn found_empty(&mut self, lines: &[(VariantId, i64)]) {
        for (variant, _) in lines {
            let Some((listing, place)) = self.goods.get(variant) else { continue };
            if let Some(shelf) = &mut self.shelves[*listing] {
                shelf.variants[*place].2 = true;
            }
        }
    }

    /// How it will go at the gateway.
    pub fn goes_to_the_till(&mut self, at: Time, person: usize, payment: Id<Payment>) {
        let mut chance = self.chance("till", &[&payment.uid().0]);
        let till = |does| Errand::AtTheTill(Till { payment, person, attempt: 1, does });
        let fate = chance.share();
        // The page is there once the market's jobs have opened it.
        let soon = at + span_of_minutes(11.0 + 14.0 * chance.share());
        if fate < DECLINED {
            self.agenda.write(soon, till(AtTill::IsDeclined));
        } else if fate < DECLINED + NEVER {
            // The time runs out.
        } else if fate < DECLINED + NEVER + CALLS_OFF {
            for order in self.paying.get(&payment).cloned().unwrap_or_default() {
                self.agenda.write(soon, Errand::CallsOff(order));
            }
        } else if fate < DECLINED + NEVER + CALLS_OFF + LATE {
            self.agenda.write(at + span_of_minutes(60.3), till(AtTill::Pays));
        } else {
            self.agenda.write(soon, till(AtTill::Pays));
        }
    }

    pub async fn at_the_till(&mut self, at: Time, till: Till) -> Result<(), Failure> {
        let Some(actor) = self.actor(till.person) else { return Ok(()) };
        let question = Question { payment: till.payment, guest: None };
        let gateway = &self.house.gateway;
        let next = |does, attempt| Errand::AtTheTill(Till { does, attempt, ..till });
        match till.does {
            AtTill::Pays => {
                let paid =
                    gateway.choose(till.payment, till.attempt, Choice::Pay).map_err(Failure::Gateway)?;
                self.does(&actor, question, payments::look_for).await?;
                if paid {
                    self.has_paid(at, till);
                }
            }
            AtTill::IsDeclined => {
                gateway.choose(till.payment, till.attempt, Choice::Decline).map_err(Failure::Gateway)?;
                self.does(&actor, question, payments::look_for).await?;
                self.agenda.write(at + span_of_minutes(11.0), next(AtTill::AsksAgain, till.attempt));
            }
            AtTill::AsksAgain => {
                self.does(&actor, question, payments::again_for).await?;
                self.agenda.write(at + span_of_minutes(12.0), next(AtTill::Pays, till.attempt + 1));
            }
        }
        self.drains_soon(at);
        Ok(())
    }

    fn has_paid(&mut self, at: Time, till: Till) {
        for order in self.paying.remove(&till.payment).unwrap_or_default() {
            self.is_the_shops_turn(at, order);
        }
        let mut chance = self.chance("bank", &[&till.payment.uid().0]);
        if chance.happens(TAKEN_BACK) {
            let when = at + span_of_days(chance.between(2.0, 24.0));
            self.agenda.write(when, Errand::TakesBack(till.payment, till.person));
        }
    }

    pub async fn calls_off(&mut self, order: Id<Order>) -> Result<(), Failure> {
        if let Some(actor) = self.orders.get(&order).and_then(|way| self.actor(way.person)) {
            self.does(&actor, Act { order, event: Event::Cancel, version: None }, orders::by_buyer).await?;
            self.orders.remove(&order);
            self.drains_soon(self.house.db.now());
        }
        Ok(())
    }

    pub async fn takes_back(&mut self, payment: Id<Payment>, _: usize) -> Result<(), Failure> {
        fn hears(tx: &mut Tx, cx: &Cx, payment: &Id<Payment>) -> Result<(), No> {
            payments::look(tx, cx, *payment)
        }
        for attempt in [1, 2] {
            if self.house.gateway.charge_back(payment, attempt).map_err(Failure::Gateway)? {
                self.does(&Actor::Engine, payment, hears).await?;
                self.drains_soon(self.house.db.now());
                break;
            }
        }
        Ok(())
    }
}
