//! A market with goods on its shelves and buyers at its counter: as many listings as checkouts, each checkout a
//! cart of one of them with its quote, everything but the confirmation done. Made by the market's own commands,
//! from one seed: both engines get the same rows under the same ids.

use std::sync::Arc;
use std::time::Duration;

use catalog::listings::{New, NewListing};
use catalog::shops::NewShop;
use catalog::{ShopId, ShopKey, VariantId};
use db::{Db, Faults, No, Store, Tx};
use identity::Address;
use kernel::clock::{Clock, Manual, System};
use kernel::{Account, Actor, Cx, Id, Role, Scopes, Secret, Span, Uid, Wiring};
use market::cart::{self, Put};
use market::confirm::Confirm;
use market::quote::{self, Ask, Which};
use market::{ReturnTo, Terms};
use orders::order::Method;
use payments::{Gateways, SandboxGateway, Told, Waiters};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shipping::Destination;

use crate::Failure;

/// Listings and checkouts of one preparing command, so that none holds the writer for long.
const BATCH: usize = 100;
/// The prepared quotes outlive any bench.
const QUOTE: Span = Span::days(30);

/// A market ready to sell.
pub struct Stall {
    /// What the buyer says to each checkout.
    pub confirms: Vec<Confirm>,
    /// The first listing, for the point read.
    pub listing: Id<catalog::Listing>,
}

/// Who sells.
fn seller() -> Actor {
    Actor::Account { id: account(1), role: Role::Member, scopes: Scopes::all() }
}

/// Who buys.
pub fn buyer() -> Actor {
    Actor::Account { id: account(2), role: Role::Member, scopes: Scopes::all() }
}

fn account(number: u8) -> Id<Account> {
    Id::from_uid(Uid([number; 16]))
}

/// As `app` wires it, as far as a confirmation goes. Nothing here calls the gateway: that is a job's work.
fn wiring() -> Wiring {
    let secret = || Secret::from_bytes([7; 32]);
    let gateway = SandboxGateway::new("http://127.0.0.1:9", secret(), secret(), Duration::from_secs(1));
    Wiring::default()
        .with(runner::Sinks { stock: Box::new(catalog::StockSink), ledger: Box::new(ledger::Sink) })
        .with(Terms { quote: QUOTE, ..Terms::default() })
        .with(payments::Terms::default())
        .with(ReturnTo { public_url: "http://localhost".into() })
        .with(Gateways(vec![Arc::new(gateway)]))
        .with(Waiters(vec![Told { prefix: "ord", paid: orders::PAID, charged: orders::CHARGED }]))
}

/// Opens a market with the clock and chance of earnest.
///
/// # Errors
/// The engine refuses.
pub fn open(store: Store) -> Result<Db, Failure> {
    open_by(store, Arc::new(System::new()?))
}

/// Opens a market by this clock.
///
/// # Errors
/// The engine refuses.
pub fn open_by(store: Store, clock: Arc<dyn Clock>) -> Result<Db, Failure> {
    let migrations = app::product::product().migrations();
    Ok(Db::open(store, &migrations, clock, Arc::new(wiring()), Faults::default())?)
}

/// Fills a market with `count` listings and as many checkouts. `clock` stands where it is told, so that every
/// engine is given the same.
///
/// # Errors
/// A rule of the market that these goods break.
pub async fn fill(db: &Db, clock: &Manual, count: usize) -> Result<Stall, Failure> {
    let shop = db.write(&seller(), told::<NewShop>(shop())?, catalog::shops::open).await?.id;
    db.write(&seller(), (shop, told(rate())?), shipping::add_rate).await?;
    let mut stall: Option<Stall> = None;
    for first in (0..count).step_by(BATCH) {
        clock.advance(Span::from_micros(1_000));
        let listings: Vec<NewListing> = (first..(first + BATCH).min(count))
            .map(|number| told(listing(number)))
            .collect::<Result<_, _>>()?;
        let shelves = db.background().write(&seller(), Shelves { shop, listings }, put_on_shelves).await?;
        let (listing, variants) = shelves;
        let confirms = db.background().write(&buyer(), variants, go_to_counter).await?;
        match &mut stall {
            None => stall = Some(Stall { confirms, listing }),
            Some(stall) => stall.confirms.extend(confirms),
        }
    }
    stall.ok_or_else(|| "a market without a listing".into())
}

struct Shelves {
    shop: ShopId,
    listings: Vec<NewListing>,
}

/// Makes the listings; the first one's id and every variant's.
fn put_on_shelves(
    tx: &mut Tx,
    cx: &Cx,
    shelves: &Shelves,
) -> Result<(Id<catalog::Listing>, Vec<VariantId>), No> {
    let mut first = None;
    let mut variants = Vec::new();
    for listing in &shelves.listings {
        let new = New { shop: ShopKey::Id(shelves.shop), listing: listing.clone() };
        let made = catalog::listings::create(tx, cx, &new)?;
        first.get_or_insert(made.id);
        variants.extend(made.variants.iter().map(|variant| variant.id).take(1));
    }
    let first = first.ok_or_else(|| kernel::Refusal::missing("listing"))?;
    Ok((first, variants))
}

/// Puts each thing into a cart of its own and has it quoted.
fn go_to_counter(tx: &mut Tx, cx: &Cx, variants: &Vec<VariantId>) -> Result<Vec<Confirm>, No> {
    let address: Address = told(address()).map_err(|why| db::Broken::Stored(why.to_string()))?;
    let to = Destination { country: "PH".into(), region: Some("NCR".into()) };
    let mut confirms = Vec::new();
    for variant in variants {
        let (cart, _) = cart::open(tx, cx, &())?;
        cart::put(tx, cx, &Put { cart, variant: *variant, quantity: 1, add: true })?;
        let (checkout, _, quote) = quote::quote(
            tx,
            cx,
            &Ask { cart, to: to.clone(), deliveries: Vec::new(), which: Which::Everything },
        )?;
        let (address, total) = (address.clone(), quote.total);
        confirms.push(Confirm { checkout, address, method: Method::Gateway, total });
    }
    Ok(confirms)
}

fn told<T: DeserializeOwned>(value: Value) -> Result<T, serde_json::Error> {
    serde_json::from_value(value)
}

fn shop() -> Value {
    json!({
        "handle": "bench", "name": "The bench's shop", "currency": "PHP", "country": "PH", "tax_rate": 1200,
        "ship_days": 3, "cash_on_delivery": true,
    })
}

fn rate() -> Value {
    json!({
        "name": "Standard", "places": ["PH"], "brackets": [{"up_to_grams": null, "fee": 9500}], "free_from": null,
        "days_min": 2, "days_max": 5,
    })
}

/// As long as listings in the sample catalogues are: a title of six words, a paragraph, two pictures.
fn listing(number: usize) -> Value {
    let words = ["woven", "dried", "roasted", "hand-made", "pressed", "glazed", "folded"];
    let goods = ["basket from Bicol", "mangoes from Guimaras", "coffee from Benguet", "lamp from Pampanga"];
    let (word, thing) = (words[number % words.len()], goods[number / words.len() % goods.len()]);
    json!({
        "title": format!("{word} {thing}, no. {number}"),
        "description": format!("A {word} {thing}. ").repeat(12),
        "handle": format!("thing-{number}"),
        "category": "fresh-produce",
        "tags": [word, "bench"],
        "variants": [{
            "price": {"amount": 10_000 + 25 * (number as i64 % 400), "currency": "PHP"}, "stock": 100,
            "sku": format!("BNCH-{number:05}"), "grams": 450,
        }],
        "images": [
            {"url": format!("https://pictures.example/{number}/front.jpg"), "alt": format!("{thing} from the front")},
            {"url": format!("https://pictures.example/{number}/back.jpg"), "alt": format!("{thing} from the back")},
        ],
        "state": "published",
    })
}

/// Where everything is sent.
pub fn address() -> Value {
    json!({
        "recipient": "Maria Clara Santos", "phone": "+63 917 555 0123", "country": "PH", "region": "NCR",
        "city": "Quezon City", "barangay": "Bagumbayan", "street": "12 Orchid Street", "details": "Unit 4B",
        "postal_code": "1110",
    })
}
