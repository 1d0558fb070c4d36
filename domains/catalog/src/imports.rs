//! Product files on their way in. A file is taken slice by slice, each slice one command: a listing is taken whole or
//! refused with its line and the reason, and what was taken stays taken whatever becomes of the rest.
//!
//! ```text
//! upload ─► import_piece rows ─► job ─┐
//! file of the command line ───────────┴► a reading thread ─► slices ─► listings::keep::put
//! ```
//!
//! A listing is known again by its handle: the same handle in the same shop is the same listing and is changed to what
//! the file says. What the file says already leaves no trace. A stock-keeping code is no such name, because the shops
//! that files come from let several variants share one.

pub(crate) mod api;
mod fetch;
mod file;
mod flow;
mod job;
mod slice;
mod stage;

pub use fetch::{Pictures, fetch_pictures};
pub use file::{FileError, Imported, import_file};
pub use flow::Progress;
pub use job::IMPORT;
pub use stage::MAX_FILE;

pub(crate) use slice::STATEMENTS as SLICE;
pub(crate) use stage::{FORGETS, STATEMENTS as STAGE};

use db::{No, Rx, Tx, params, row, sql};
use facts::Happened;
use jobs::{Lease, New};
use kernel::{Cursor, Cx, Id, Page, Refusal, Time, Uid};
use serde::Serialize;
use utoipa::ToSchema;
use web::Paging;

use crate::exchange::Format;
use crate::shops::{Kept, Reach, ShopKey, kept};
use crate::{Import, ShopId, words};

/// An import's id.
pub type ImportId = Id<Import>;

sql! {
    /// One a shop at a time: the others would refuse each other's lines.
    BEGIN = "INSERT INTO import (id, shop, format, state, bytes, read, items, listings, variants, refused, at)
        VALUES ($1, $2, $3, 'waiting', $4, 0, 0, 0, 0, 0, $5)
        ON CONFLICT DO NOTHING";
    SHOWN = "SELECT i.id, i.shop, i.format, i.state, i.bytes, i.read, i.listings, i.variants, i.refused, i.at, i.ended
        FROM import i
        WHERE i.id = $1
            AND ($2 OR EXISTS (SELECT 1 FROM shop_member m WHERE m.shop = i.shop AND m.account = $3))";
    REFUSALS = "SELECT number, line, field, code, detail FROM import_refusal
        WHERE import = $1 AND number > $2
        ORDER BY number
        LIMIT $3";
    WAITING = "SELECT i.shop, s.currency, i.items FROM import i JOIN shop s ON s.id = i.shop
        WHERE i.id = $1 AND i.ended IS NULL";
    END = "UPDATE import SET state = $2, ended = $3, read = CASE WHEN $2 = 'done' THEN bytes ELSE read END
        WHERE id = $1 AND ended IS NULL";
    COUNTS = "SELECT listings, refused FROM import WHERE id = $1";
}

/// A line that was not taken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ImportRefusal)]
pub struct RefusalView {
    /// Which of the import's refusals, from 1.
    #[serde(skip)]
    number: i64,
    /// The line of the file, from 1.
    pub line: i64,
    /// The column or field at fault.
    pub field: Option<String>,
    /// Why, as a word that stays the same.
    pub code: String,
    /// Why, in English.
    pub detail: String,
}
row!(RefusalView { number, line, field, code, detail });

/// A page of them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = ImportRefusals)]
pub struct Refusals {
    /// In the order they were met.
    pub data: Vec<RefusalView>,
    /// Where the list goes on, for `after`; null at its end.
    pub next: Option<String>,
}

/// How far an import is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// Its id.
    pub id: ImportId,
    /// Into which shop.
    pub shop: ShopId,
    /// What the file is: `shopify`, `woocommerce` or `google`.
    pub format: String,
    /// `waiting`, `running`, `done`, or `failed` where we could not go on; what was taken by then stays.
    pub state: String,
    /// Bytes of the file.
    pub bytes: i64,
    /// Bytes of it that have been looked at.
    pub read: i64,
    /// Listings taken.
    pub listings: i64,
    /// Variants of them.
    pub variants: i64,
    /// Lines refused; the first 10,000 are kept.
    pub refused: i64,
    /// When it was asked for.
    pub at: Time,
    /// When it ended.
    pub ended: Option<Time>,
    /// A page of the refused lines.
    pub refusals: Refusals,
}

impl db::FromRow for ImportView {
    fn from_row(row: &mut db::Row) -> Result<Self, db::Broken> {
        Ok(Self {
            id: row.take()?,
            shop: row.take()?,
            format: row.take()?,
            state: row.take()?,
            bytes: row.take()?,
            read: row.take()?,
            listings: row.take()?,
            variants: row.take()?,
            refused: row.take()?,
            at: row.take()?,
            ended: row.take()?,
            refusals: Refusals { data: Vec::new(), next: None },
        })
    }
}

/// A file that lies ready.
#[derive(Clone, Debug)]
pub(crate) struct Begin {
    pub shop: ShopKey,
    pub import: ImportId,
    pub format: Format,
    pub bytes: i64,
}

/// Begins an import; a job carries it on.
pub(crate) fn begin(tx: &mut Tx, cx: &Cx, ask: &Begin) -> Result<ImportView, No> {
    let shop = kept(tx, &ask.shop, Reach::keeping(cx)?)?;
    if tx.run(&BEGIN, &params![ask.import, shop.id, ask.format.word(), ask.bytes, cx.now])? == 0 {
        let detail = "A file is on its way into this shop already; wait for its end. Nothing was changed.";
        return Err(Refusal::conflict("import_running", detail).into());
    }
    jobs::enqueue(tx, cx, New { subject: ask.import.address(), ..New::of(IMPORT.name, &()) })?;
    let reach = Reach::keeping(cx)?;
    Ok(tx.one(&SHOWN, &params![ask.import, reach.every(), reach.account()])?)
}

/// An import and a page of its refused lines.
///
/// # Errors
/// No such import for this actor; a cursor of another list.
pub fn show(rx: &mut Rx, cx: &Cx, (import, paging): &(ImportId, Paging)) -> Result<ImportView, No> {
    let reach = Reach::looking(cx)?;
    let view = rx.opt::<ImportView>(&SHOWN, &params![*import, reach.every(), reach.account()])?;
    let mut view = view.ok_or_else(|| Refusal::missing("import"))?;
    let (after, _) = words::start(paging, (0, Uid::default()))?;
    let rows = rx.all(&REFUSALS, &params![*import, after, paging.limit.probe()])?;
    let key = |refusal: &RefusalView| Cursor::of(refusal.number, Uid::default());
    let Page { data, next } = Page::cut(rows, paging.limit, key);
    view.refusals = Refusals { data, next };
    Ok(view)
}

/// The shop that the actor may bring a file into.
pub(crate) fn into(rx: &mut Rx, cx: &Cx, shop: &ShopKey) -> Result<ShopId, No> {
    Ok(kept(rx, shop, Reach::keeping(cx)?)?.id)
}

/// What a job goes on with: the shop, and how many items of the file have been decided. Nothing once it has ended.
pub(crate) fn waiting(rx: &mut Rx, _: &Cx, import: &ImportId) -> Result<Option<(Kept, u64)>, No> {
    let Some((id, currency, items)) =
        rx.opt::<(ShopId, kernel::Currency, i64)>(&WAITING, &params![*import])?
    else {
        return Ok(None);
    };
    let kept = Kept { id, currency, role: crate::ShopRole::Owner };
    Ok(Some((kept, items.unsigned_abs())))
}

/// How an import ends.
pub(crate) struct End {
    pub import: ImportId,
    pub shop: ShopId,
    pub state: &'static str,
    pub lease: Lease,
}

/// Ends an import and lets its file go. The job ends with it, unless it is about to be given up.
pub(crate) fn end(tx: &mut Tx, cx: &Cx, ask: &End) -> Result<Option<jobs::Done>, No> {
    let done = match ask.state {
        "done" => Some(ask.lease.finish(tx, cx)?),
        _ => {
            ask.lease.still_mine(tx, cx)?;
            None
        }
    };
    let at = tx.lock(cx, ask.shop.uid())?.at;
    if tx.run(&END, &params![ask.import, ask.state, cx.now])? == 1 {
        stage::drop_pieces(tx, ask.import)?;
        let (listings, refused) = tx.one::<(i64, i64)>(&COUNTS, &params![ask.import])?;
        let event = if ask.state == "done" { "finished" } else { "failed" };
        let ended = Happened::to("import", ask.import.uid(), event, at)
            .note("listings", listings.to_string())
            .note("refused", refused.to_string());
        facts::record(tx, cx, ask.shop.uid(), &[ended])?;
    }
    Ok(done)
}
