//! What a cart and a quote need to know of a variant.

use db::{Broken, FromRow, No, Row, Rx, params, sql};
use kernel::{Currency, Cx, Money};
use media::{Address, Shown};

use crate::exchange::limits::MAX_QUANTITY;
use crate::listings::keep::read;
use crate::{ListingId, ShopId, VariantId};

sql! {
    OFFER = "SELECT v.id, v.listing, v.shop, l.title, v.choice, v.sku, v.price, v.compare_at, p.currency, p.tax_rate,
            v.grams, v.requires_shipping, COALESCE(v.image, ''), l.images, v.version,
            l.state = 'published' AND NOT v.gone, s.tracked, s.received - s.held - s.sold
        FROM variant v
        JOIN listing l ON l.id = v.listing
        JOIN shop p ON p.id = v.shop
        JOIN stock s ON s.variant = v.id
        WHERE v.id = $1";
}

/// A variant as it is offered now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// What is bought.
    pub variant: VariantId,
    /// Its listing.
    pub listing: ListingId,
    /// Whose.
    pub shop: ShopId,
    /// The listing's title.
    pub title: String,
    /// The choice in words, "Large / Red"; empty when there is nothing to choose.
    pub options: String,
    /// The shop's stock-keeping code.
    pub sku: Option<String>,
    /// Tax included.
    pub price: Money,
    /// The price before the reduction; above `price`.
    pub compare_at: Option<Money>,
    /// Tax in the price, in basis points.
    pub tax_rate: i64,
    /// Grams of one piece, where the shop says.
    pub grams: Option<i64>,
    /// False for what is delivered without a parcel.
    pub requires_shipping: bool,
    /// Web address of a picture; a path where it was brought here.
    pub image: Option<String>,
    /// The listing's first picture, where it was brought here and the variant has none of its own.
    pub picture: Option<Shown>,
    /// Grows with every change: a quote of another version is stale (F24).
    pub version: i64,
    /// Whether it can be bought at all.
    pub published: bool,
    /// Whether sales stop when none is available.
    pub tracked: bool,
    /// How many can be bought at this instant; [`MAX_QUANTITY`] of what is not tracked.
    pub available: i64,
}

impl FromRow for Offer {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (variant, listing, shop, title) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let options: Vec<String> = read(&row.take::<String>()?)?;
        let sku = row.take()?;
        let (price, compare_at): (i64, Option<i64>) = (row.take()?, row.take()?);
        let currency: Currency = row.take()?;
        let (tax_rate, grams, requires_shipping) = (row.take()?, row.take()?, row.take()?);
        let own: String = row.take()?;
        let of_listing: Vec<crate::exchange::ImageDraft> = read(&row.take::<String>()?)?;
        let first = of_listing.into_iter().next().filter(|_| own.is_empty());
        let picture = first.as_ref().and_then(|image| image.shown().cloned());
        let image = match (&picture, first) {
            (Some(shown), _) => Some(Address::default().whole(shown.plain())),
            (None, Some(first)) => Some(first.url),
            (None, None) => Some(own).filter(|own| !own.is_empty()),
        };
        let (version, published, tracked) = (row.take()?, row.take()?, row.take()?);
        let left: i64 = row.take()?;
        Ok(Self {
            variant,
            listing,
            shop,
            title,
            options: options.join(" / "),
            sku,
            price: Money::new(price, currency),
            compare_at: compare_at.map(|before| Money::new(before, currency)),
            tax_rate,
            grams,
            requires_shipping,
            image,
            picture,
            version,
            published,
            tracked,
            available: if tracked { left.max(0) } else { MAX_QUANTITY },
        })
    }
}

/// One variant as it is offered now, if it exists.
///
/// # Errors
/// What broke in the database.
pub fn offer(rx: &mut Rx, variant: VariantId) -> Result<Option<Offer>, Broken> {
    rx.opt(&OFFER, &params![variant])
}

/// The variants as they are offered now, in the order asked; what does not exist is left out.
///
/// # Errors
/// What broke in the database.
pub fn offers(rx: &mut Rx, variants: &[VariantId]) -> Result<Vec<Offer>, Broken> {
    let mut found = Vec::with_capacity(variants.len());
    for variant in variants {
        found.extend(offer(rx, *variant)?);
    }
    Ok(found)
}

/// What a cart wants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wish {
    /// Of what.
    pub variant: VariantId,
    /// How many.
    pub quantity: i64,
}

/// Whether a wish can be had now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Buyable {
    /// Yes, at this offer.
    Yes(Offer),
    /// Only so many of it are left; none is 0.
    Short(Offer),
    /// It is not for sale any more.
    Off(Offer),
    /// There is no such variant.
    Missing,
}

/// For each wish whether it can be had now. It promises nothing: a hold does.
///
/// # Errors
/// What broke in the database.
#[expect(clippy::ptr_arg, reason = "the type of a reading's input")]
pub fn buyable(rx: &mut Rx, _: &Cx, wishes: &Vec<Wish>) -> Result<Vec<Buyable>, No> {
    let judged = wishes.iter().map(|wish| {
        Ok(match offer(rx, wish.variant)? {
            None => Buyable::Missing,
            Some(offer) if !offer.published => Buyable::Off(offer),
            Some(offer) if offer.available < wish.quantity => Buyable::Short(offer),
            Some(offer) => Buyable::Yes(offer),
        })
    });
    judged.collect()
}
