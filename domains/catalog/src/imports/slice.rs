//! One slice of a file: the command that takes it.

use std::sync::Arc;

use db::{No, Tx, params, sql};
use jobs::Lease;
use kernel::{Cx, Refusal, Time};

use super::ImportId;
use crate::exchange::limits::MAX_REPORTED_LINES;
use crate::exchange::{ListingDraft, Reason, RefusedLine};
use crate::listings::keep::{self, Counting, Wanted};
use crate::listings::{State, ask};
use crate::shops::Kept;

sql! {
    /// Moves on from exactly where the slice begins: the same slice again finds no row.
    PROGRESS = "UPDATE import
        SET state = 'running', read = $3, items = items + $4, listings = listings + $5, variants = variants + $6,
            refused = refused + $7
        WHERE id = $1 AND items = $2 AND ended IS NULL";
    REFUSED = "SELECT refused FROM import WHERE id = $1";
    KEEP_REFUSAL = "INSERT INTO import_refusal (import, number, line, field, code, detail)
        VALUES ($1, $2, $3, $4, $5, $6)";
}

/// What a reader gave for one listing, or for a line that belongs to none.
pub(crate) type Item = Result<ListingDraft, RefusedLine>;

/// Some listings of a file.
pub(crate) struct Slice {
    pub shop: Kept,
    pub items: Vec<Item>,
    /// Where an upload's progress is kept.
    pub upload: Option<Upload>,
}

/// Where an upload stands before the slice and after it.
#[derive(Clone, Copy)]
pub(crate) struct Upload {
    pub import: ImportId,
    pub lease: Lease,
    /// Items decided before this slice.
    pub items: u64,
    /// Bytes looked at with it.
    pub read: u64,
}

/// For each item of the slice why it was not taken, if it was not.
pub(crate) type Outcome = Vec<Option<RefusedLine>>;

/// Takes a slice. Each listing is taken whole or refused; nothing but a fault of ours stops the others.
pub(crate) fn take(tx: &mut Tx, cx: &Cx, slice: &Arc<Slice>) -> Result<Outcome, No> {
    if let Some(upload) = &slice.upload {
        upload.lease.still_mine(tx, cx)?;
    }
    let at = tx.lock(cx, slice.shop.id.uid())?.at;
    let mut outcome = Vec::with_capacity(slice.items.len());
    let (mut listings, mut variants) = (0_i64, 0_i64);
    for item in &slice.items {
        let refused = match item {
            Ok(draft) => one(tx, cx, slice.shop, at, draft)?,
            Err(refused) => Some(refused.clone()),
        };
        if let (Ok(draft), None) = (item, &refused) {
            listings += 1;
            variants += i64::try_from(draft.variants.len()).unwrap_or(i64::MAX);
        }
        outcome.push(refused);
    }
    if let Some(upload) = &slice.upload {
        note(tx, upload, &outcome, listings, variants)?;
    }
    Ok(outcome)
}

fn one(tx: &mut Tx, cx: &Cx, shop: Kept, at: Time, draft: &ListingDraft) -> Result<Option<RefusedLine>, No> {
    let before = keep::by_handle(tx, shop.id, &draft.handle)?;
    if let Some(before) = &before
        && let Some((values, held)) = keep::uncountable(draft, before)?
    {
        let reason = Reason::StockPromised { held: held.unsigned_abs(), values };
        return Ok(Some(RefusedLine::at(draft.line, "quantity", reason)));
    }
    let state = match (draft.published, before.as_ref().map(|before| before.row.state)) {
        (true, _) => State::Published,
        // What the shop took down stays down until a file publishes it.
        (false, Some(State::Archived)) => State::Archived,
        (false, _) => State::Draft,
    };
    let wanted = Wanted { shop, at, draft, state, counting: Counting::Told, reason: "imported" };
    let placed = keep::put(tx, cx, &wanted, before.as_ref())?;
    ask::tell(tx, cx, shop, at, placed, state)?;
    Ok(None)
}

fn note(tx: &mut Tx, upload: &Upload, outcome: &Outcome, listings: i64, variants: i64) -> Result<(), No> {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let before: i64 = tx.one(&REFUSED, &params![upload.import])?;
    let refused: Vec<&RefusedLine> = outcome.iter().flatten().collect();
    let row = params![
        upload.import,
        whole(upload.items),
        whole(upload.read),
        whole(outcome.len() as u64),
        listings,
        variants,
        whole(refused.len() as u64)
    ];
    if tx.run(&PROGRESS, &row)? == 0 {
        return Err(Refusal::conflict("import_moved_on", "This part of the file was taken before.").into());
    }
    for (number, line) in (before + 1..=MAX_REPORTED_LINES as i64).zip(refused) {
        let (code, detail) = (line.reason.code(), line.reason.to_string());
        tx.run(
            &KEEP_REFUSAL,
            &params![upload.import, number, whole(line.line), line.column.as_deref(), code, detail],
        )?;
    }
    Ok(())
}
