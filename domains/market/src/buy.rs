//! Buying from a page: quote and confirmation in one command, held to what the buyer saw.

use catalog::Variant;
use db::{No, Rx, Tx};
use identity::Address;
use kernel::{Currency, Cx, Digest, Id, Money, Refusal};
use orders::order::Method;
use shipping::Destination;

use crate::cart::{self, Cart};
use crate::confirm::{self, Confirm, Confirmation};
use crate::quote::{self, Ask, Delivery, Quote, Which};

/// Where the goods go.
#[derive(Clone, Debug)]
pub enum Place {
    /// To an address that is known: its key among [`places`].
    Known(String),
    /// To this one.
    New(Box<Address>),
}

/// One line as the buyer saw it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SeenLine {
    /// What.
    pub variant: Id<Variant>,
    /// How many.
    pub quantity: i64,
    /// What one cost, in minor units.
    pub unit: i64,
}

/// What the buyer saw and agrees to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// The lines.
    pub lines: Vec<SeenLine>,
    /// All of it.
    pub total: Money,
}

impl Seen {
    /// What a page shows of a quote.
    pub fn of(quote: &Quote) -> Self {
        let lines = quote.parts.iter().flat_map(|part| &part.lines);
        let lines = lines.map(|line| SeenLine {
            variant: line.variant,
            quantity: line.quantity,
            unit: line.unit.amount,
        });
        Self { lines: lines.collect(), total: quote.total }
    }
}

/// To buy what can be bought of a cart in one currency.
#[derive(Clone, Debug)]
pub struct Buy {
    /// Which cart.
    pub cart: Id<Cart>,
    /// Where to.
    pub place: Place,
    /// The chosen ways; the cheapest where none is chosen.
    pub deliveries: Vec<Delivery>,
    /// How it is paid.
    pub method: Method,
    /// What was shown.
    pub seen: Seen,
}

/// Something that is not as the buyer saw it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// It is not offered any more.
    Gone(String),
    /// Fewer are left than were wanted: the title, and how many.
    Short(String, i64),
    /// What one cost, and what it costs now.
    Price(String, Money, Money),
    /// Nothing of the goods: the delivery, or the cart itself.
    Else,
}

impl Change {
    fn refusal(&self) -> Refusal {
        let (code, detail) = match self {
            Self::Gone(title) => ("not_offered", format!("\u{201c}{title}\u{201d} is not offered any more.")),
            Self::Short(title, 0) => ("sold_out", format!("\u{201c}{title}\u{201d} is sold out.")),
            Self::Short(title, left) => {
                ("sold_out", format!("Of \u{201c}{title}\u{201d} only {left} are left."))
            }
            Self::Price(title, was, now) => {
                ("price_changed", format!("\u{201c}{title}\u{201d} was {was} and is {now} now."))
            }
            Self::Else => ("total_changed", "The total has changed.".into()),
        };
        Refusal::conflict(code, format!("{detail} Nothing was charged."))
    }
}

/// What is not as the buyer saw it; nothing where all is.
///
/// # Errors
/// What broke in the database.
pub fn changes(rx: &mut Rx, quote: Option<&Quote>, seen: &Seen) -> Result<Vec<Change>, No> {
    let now = quote.map(Seen::of);
    if now.as_ref() == Some(seen) {
        return Ok(Vec::new());
    }
    let mut changes = Vec::new();
    for line in &seen.lines {
        let Some(offer) = catalog::offer(rx, line.variant)? else { continue };
        let was = Money::new(line.unit, offer.price.currency);
        changes.extend(if !offer.published {
            Some(Change::Gone(offer.title))
        } else if offer.available < line.quantity {
            Some(Change::Short(offer.title, offer.available.max(0)))
        } else if offer.price != was {
            Some(Change::Price(offer.title, was, offer.price))
        } else {
            None
        });
    }
    if changes.is_empty() {
        changes.push(Change::Else);
    }
    Ok(changes)
}

/// Where somebody has had things sent or may want them sent, each with its key, the likeliest first.
///
/// # Errors
/// What broke in the database.
pub fn places(rx: &mut Rx, cx: &Cx) -> Result<Vec<(String, Address)>, No> {
    let mut places: Vec<(String, Address)> = Vec::new();
    let kept = identity::addresses(rx, cx, 10)?;
    let first = identity::preferred_address(rx, cx)?;
    for address in first.into_iter().chain(orders::sent_to(rx, cx)?).chain(kept) {
        let key = key(&address);
        if places.len() < MOST_PLACES && places.iter().all(|(known, _)| *known != key) {
            places.push((key, address));
        }
    }
    Ok(places)
}

/// More than these are not offered at once.
const MOST_PLACES: usize = 6;

fn key(address: &Address) -> String {
    let text = serde_json::to_string(address).unwrap_or_default();
    Digest::of(text.as_bytes()).to_string().chars().take(16).collect()
}

/// As far as a price needs to know where an address is.
pub fn destination(address: &Address) -> Destination {
    Destination { country: address.country.clone(), region: address.division().map(str::to_owned) }
}

/// Buys: one order a shop and one payment, or nothing at all. Of two at once that mean the same cart, the second
/// finds it as the first left it.
///
/// # Errors
/// `not_offered`, `sold_out`, `price_changed`, `total_changed` where it is not as it was shown; `empty_cart`,
/// `no_delivery`, `no_cash`; the address's own; missing for anybody whose cart it is not. Then nothing was bought.
pub fn buy(tx: &mut Tx, cx: &Cx, buy: &Buy) -> Result<Confirmation, No> {
    cart::alone(tx, cx, buy.cart)?;
    let address = match &buy.place {
        Place::New(address) => {
            address.check().map_err(confirm::within_address)?;
            (**address).clone()
        }
        Place::Known(key) => {
            let known = places(tx, cx)?.into_iter().find(|(known, _)| known == key);
            known.map(|(_, address)| address).ok_or_else(|| {
                Refusal::field("/address", "address_missing", "Say where it goes. Nothing was charged.")
            })?
        }
    };
    let currency: Currency = buy.seen.total.currency;
    let ask = Ask {
        cart: buy.cart,
        to: destination(&address),
        deliveries: buy.deliveries.clone(),
        which: Which::Buyable(currency),
    };
    let quoted = match quote::quote(tx, cx, &ask) {
        Ok((checkout, _, quote)) => Some((checkout, quote)),
        Err(No::Refused(refusal)) if refusal.code == "empty_cart" => None,
        Err(no) => return Err(no),
    };
    let changes = changes(tx, quoted.as_ref().map(|(_, quote)| quote), &buy.seen)?;
    match (changes.first(), &quoted) {
        (None, _) => {}
        // It was bought meanwhile, in another window.
        (Some(Change::Else), None) => return Err(quote::empty_cart().into()),
        (Some(change), _) => return Err(change.refusal().into()),
    }
    let (checkout, _) = quoted.ok_or_else(quote::empty_cart)?;
    let confirm = Confirm { checkout, address, method: buy.method, total: buy.seen.total };
    confirm::confirm(tx, cx, &confirm)
}
