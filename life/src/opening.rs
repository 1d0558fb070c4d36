//! Who and what comes into the market: people join, shops open, goods are laid out.

use catalog::listings::{New, NewListing, OptionWish, State, VariantWish};
use catalog::shops::NewShop;
use catalog::{ShopId, ShopKey, VariantId};
use db::{No, Tx};
use demo::world::Language;
use identity::Newcomer;
use kernel::{Account, Actor, Currency, Cx, Id, Money, Time};
use shipping::{Bracket, RateText};
use social::profile::height::{self, Height, Said};
use social::profile::{NewProfile, Readers, Words};

use crate::agenda::Errand;
use crate::chance::Draw as _;
use crate::town::{Failure, Life, Shelf};

/// Hours after the market's own: keepers first, then their shops, then what they sell.
const KEEPERS: f64 = 0.0;
const SHOPS: f64 = 0.05;
const GOODS: f64 = 0.1;

/// A shop with its ways of delivery, and where its money goes.
struct Opening {
    shop: NewShop,
    rates: Vec<RateText>,
    destination: String,
}

/// What a keeper does on the first day, one page after the other.
fn open(tx: &mut Tx, cx: &Cx, new: &Opening) -> Result<ShopId, No> {
    Ok(catalog::shops::open(tx, cx, &new.shop)?.id)
}

fn deliver(tx: &mut Tx, cx: &Cx, rate: &(ShopId, RateText)) -> Result<(), No> {
    shipping::add_rate(tx, cx, rate).map(|_| ())
}

fn banks(tx: &mut Tx, cx: &Cx, (shop, owner, account): &(ShopId, Id<Account>, String)) -> Result<(), No> {
    payments::set_destination(tx, cx, (shop.uid(), *owner, "sandbox", account)).map(|_| ())
}

fn lay_out(tx: &mut Tx, cx: &Cx, new: &New) -> Result<Shelf, No> {
    let made = catalog::listings::create(tx, cx, new)?;
    Ok(Shelf { id: made.id, variants: made.variants.iter().map(|variant| (variant.id, 0, false)).collect() })
}

impl Life<'_> {
    /// Writes down who and what has not come yet.
    pub fn opening(&mut self) {
        for (nth, person) in
            self.world.people.iter().enumerate().filter(|(nth, _)| self.accounts[*nth].is_none())
        {
            let hour = match person.keeps {
                Some(_) => KEEPERS,
                None => self.chance("joins", &[person.handle.as_bytes()]).between(0.5, 23.0),
            };
            self.agenda.write(self.on_day(person.joins, hour), Errand::Joins(nth));
        }
        for (nth, shop) in self.world.shops.iter().enumerate().filter(|(nth, _)| self.shops[*nth].is_none()) {
            self.agenda.write(self.on_day(shop.opens, SHOPS), Errand::Opens(nth));
        }
        let many = self.world.listings.len() as f64;
        for (nth, listing) in self.world.listings.iter().enumerate() {
            if self.shelves[nth].is_none() {
                let day = listing.laid_out.max(self.world.shops[listing.shop].opens);
                let hour = GOODS + 0.8 * nth as f64 / many;
                self.agenda.write(self.on_day(day, hour), Errand::LaysOut(nth));
            }
        }
    }

    pub async fn joins(&mut self, nth: usize) -> Result<(), Failure> {
        let person = &self.world.people[nth];
        let new = Newcomer {
            handle: person.handle.clone(),
            name: person.name.clone(),
            language: spoken(person.language),
            password: self.plan.passwords.get(&person.handle).cloned(),
        };
        self.accounts[nth] = self.does(&Actor::Operator, new, identity::settle).await?;
        self.lived.people += u64::from(self.accounts[nth].is_some());
        self.says_of_themselves(nth).await?;
        self.finds_friends(nth).await?;
        // Who joins looks around.
        let soon = self.house.db.now() + crate::town::span_of_minutes(2.0);
        self.agenda.write(soon, Errand::Visits(nth, 0));
        Ok(())
    }

    /// Most say where they are, and half of the members among them something more; some say it to friends alone.
    async fn says_of_themselves(&mut self, nth: usize) -> Result<(), Failure> {
        let person = &self.world.people[nth];
        let mut chance = self.chance("says of themselves", &[person.handle.as_bytes()]);
        let Some(actor) = self.actor(nth).filter(|_| chance.happens(0.7)) else { return Ok(()) };
        let readers = if chance.happens(0.7) { Readers::Everyone } else { Readers::Friends };
        let says_more = chance.happens(0.5) && person.keeps.is_none();
        let about = says_more.then(|| demo::words::of_oneself(person.language, person.place, nth as u64));
        let line = |text: String| Words { text, readers };
        let new = NewProfile {
            language: spoken(person.language),
            about: line(about.unwrap_or_default()),
            city: line(person.place.to_owned()),
            speaks: Words::default(),
        };
        self.does(&actor, new, social::profile::say).await?;
        // Of those who say something, a third say how tall they are as well.
        if !chance.happens(0.35) {
            return Ok(());
        }
        let tall = chance.weighed([0.1, 0.35, 0.35, 0.15, 0.05].into_iter()).map(|nth| Height::ALL[nth]);
        self.does(&actor, Said { height: tall, readers }, height::say).await.map(|_| ())
    }

    pub async fn opens(&mut self, at: Time, nth: usize) -> Result<(), Failure> {
        let (Some(keeper), shop) = (self.keeper(nth), &self.world.shops[nth]) else { return Ok(()) };
        let currency = currency(shop.currency)?;
        let rate = |name: &str, place: &str, fee: i64, days: (i64, i64)| RateText {
            name: name.into(),
            places: vec![place.into()],
            brackets: vec![Bracket { up_to_grams: None, fee }],
            free_from: None,
            days_min: days.0,
            days_max: days.1,
        };
        let new = Opening {
            shop: NewShop {
                handle: shop.handle.into(),
                name: shop.name.into(),
                currency,
                country: shop.country.into(),
                tax_rate: 0,
                ship_days: shop.ship_days.into(),
                cash_on_delivery: shop.pays_at_door,
                story: shop.story.clone(),
            },
            rates: vec![
                rate("Home", shop.country, shop.fees.0, (2, 5)),
                rate("Abroad", "*", shop.fees.1, (7, 21)),
            ],
            destination: format!("{}-{:08}", shop.country, 10_000_019 + 7 * nth),
        };
        let (rates, account, owner) = (new.rates.clone(), new.destination.clone(), keeper.account());
        let Some(id) = self.does(&keeper, new, open).await? else { return Ok(()) };
        self.shops[nth] = Some(id);
        self.lived.shops += 1;
        for rate in rates {
            self.does(&keeper, (id, rate), deliver).await?;
        }
        if let Some(owner) = owner {
            self.does(&keeper, (id, owner, account), banks).await?;
        }
        self.drains_soon(at);
        Ok(())
    }

    pub async fn lays_out(&mut self, _: Time, nth: usize) -> Result<(), Failure> {
        let listing = &self.world.listings[nth];
        let (Some(keeper), Some(shop)) = (self.keeper(listing.shop), self.shops[listing.shop]) else {
            return Ok(());
        };
        let currency = currency(self.world.shops[listing.shop].currency)?;
        let variants = listing.variants.iter().map(|variant| VariantWish {
            choice: variant.choice.clone(),
            compare_at: variant.before.map(|before| Money::new(before, currency)),
            sku: Some(variant.sku.clone()).filter(|sku| !sku.is_empty()),
            stock: variant.stock,
            grams: Some(variant.grams),
            ..VariantWish::of(Money::new(variant.price, currency))
        });
        let wish = |choice: &demo::world::Choice| OptionWish {
            name: choice.name.into(),
            values: choice.values.clone(),
        };
        let new = New {
            shop: ShopKey::Id(shop),
            listing: NewListing {
                title: listing.title.clone(),
                description: listing.description.clone(),
                handle: Some(listing.handle.clone()),
                vendor: Some(self.world.shops[listing.shop].name.into()),
                category: Some(listing.category.into()).filter(|slug: &String| !slug.is_empty()),
                tags: listing.tags.clone(),
                options: listing.choices.iter().map(wish).collect(),
                variants: variants.collect(),
                images: Vec::new(),
                state: State::Published,
            },
        };
        if let Some(shelf) = self.does(&keeper, new, lay_out).await? {
            self.stands(nth, shelf);
            self.lived.listings += 1;
        }
        Ok(())
    }

    /// From now on it can be found.
    pub fn stands(&mut self, nth: usize, shelf: Shelf) {
        let ids: Vec<VariantId> = shelf.variants.iter().map(|(id, ..)| *id).collect();
        self.goods.extend(ids.into_iter().enumerate().map(|(place, id)| (id, (nth, place))));
        self.crafts[self.world.listings[nth].craft.nth()].push(nth);
        self.shelves[nth] = Some(shelf);
    }
}

pub(crate) fn currency(code: &str) -> Result<Currency, Failure> {
    code.parse().map_err(|_| Failure::World(code.into()))
}

pub(crate) fn spoken(language: Language) -> identity::Language {
    match language {
        Language::English => identity::Language::English,
        Language::Chinese => identity::Language::Chinese,
        Language::Filipino => identity::Language::Filipino,
    }
}
