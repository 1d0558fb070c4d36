//! The shop's own view of its stock.

use db::{Broken, FromRow, No, Row, Rx, params, sql};
use kernel::{Cursor, Cx, Page, Uid};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use crate::listings::keep::read;
use crate::shops::{Reach, ShopKey, kept};
use crate::{ListingId, VariantId, words};

sql! {
    /// `$4`: only what is tracked and has at most so many left; a negative number asks for all.
    SHELF = "SELECT v.id, v.listing, l.title, v.choice, v.sku, s.received, s.held, s.sold, s.tracked
        FROM stock s
        JOIN variant v ON v.id = s.variant
        JOIN listing l ON l.id = v.listing
        WHERE s.shop = $1 AND s.variant > $2 AND NOT v.gone AND l.state <> 'archived'
            AND ($4 < 0 OR (s.tracked AND s.received - s.held - s.sold <= $4))
        ORDER BY s.variant
        LIMIT $3";
}

/// A variant on the shelf.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct StockLine {
    /// Which variant.
    pub variant: VariantId,
    /// Of which listing.
    pub listing: ListingId,
    /// The listing's title.
    pub title: String,
    /// The choice, value by value.
    pub choice: Vec<String>,
    /// The shop's code.
    pub sku: Option<String>,
    /// All that ever came, less what was lost.
    pub received: i64,
    /// Promised to buyers.
    pub held: i64,
    /// Sold.
    pub sold: i64,
    /// Free to be bought.
    pub available: i64,
    /// Whether sales stop when none is available.
    pub tracked: bool,
}

impl FromRow for StockLine {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (variant, listing, title) = (row.take()?, row.take()?, row.take()?);
        let choice = read(&row.take::<String>()?)?;
        let sku = row.take()?;
        let (received, held, sold): (i64, i64, i64) = (row.take()?, row.take()?, row.take()?);
        let (available, tracked) = (received - held - sold, row.take()?);
        Ok(Self { variant, listing, title, choice, sku, received, held, sold, available, tracked })
    }
}

/// A page of a shop's stock.
#[derive(Clone, Debug)]
pub struct StockQuery {
    /// Whose.
    pub shop: ShopKey,
    /// Only what is tracked and has at most so many left.
    pub low: Option<u32>,
    /// Which page.
    pub paging: Paging,
}

/// The stock of a shop that the actor keeps.
///
/// # Errors
/// No such shop for this actor; a cursor of another list.
pub fn shelf(rx: &mut Rx, cx: &Cx, ask: &StockQuery) -> Result<Page<StockLine>, No> {
    let shop = kept(rx, &ask.shop, Reach::looking(cx)?)?;
    let (_, after) = words::start(&ask.paging, (0, Uid::default()))?;
    let low = ask.low.map_or(-1, i64::from);
    let rows = rx.all(&SHELF, &params![shop.id, after, ask.paging.limit.probe(), low])?;
    Ok(Page::cut(rows, ask.paging.limit, |line: &StockLine| Cursor::of(0, line.variant.uid())))
}
