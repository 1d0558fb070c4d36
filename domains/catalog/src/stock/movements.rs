//! What came into the shop and what left it other than by a sale. Never below what is held or sold: those units are
//! promised to somebody or gone already.

use db::{Broken, No, Rx, Tx, params, row, sql};
use facts::Happened;
use kernel::{Cx, Id, Refusal, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::exchange::limits::MAX_QUANTITY;
use crate::shops::Reach;
use crate::{Movement, ShopId, Variant, VariantId};

sql! {
    BEGIN = "INSERT INTO stock (variant, shop, tracked, counted, received, held, sold)
        VALUES ($1, $2, $3, $4, $5, 0, 0)";
    /// What a count of the shelf found is what is held there and what is free.
    COUNT = "UPDATE stock SET tracked = $2, counted = $3, received = sold + $4
        WHERE variant = $1 AND received = $5 AND sold = $6 AND (NOT $2 OR held <= $4)";
    NOW = "SELECT received, sold FROM stock WHERE variant = $1";
    MOVE = "UPDATE stock SET received = received + $2, counted = TRUE
        WHERE variant = $1
            AND received + $2 >= CASE WHEN tracked THEN held + sold ELSE 0 END
            AND received + $2 - sold <= $3";
    LOG = "INSERT INTO stock_movement (id, variant, delta, reason, at, actor) VALUES ($1, $2, $3, $4, $5, $6)";
    KEPT = "SELECT s.shop FROM stock s
        WHERE s.variant = $1
            AND ($2 OR EXISTS (SELECT 1 FROM shop_member m WHERE m.shop = s.shop AND m.account = $3))";
    AFTER = "SELECT variant, received, held, sold, received - held - sold, tracked FROM stock WHERE variant = $1";
}

/// Why stock moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = StockReason)]
pub enum Reason {
    /// Came from the maker.
    Received,
    /// A buyer sent it back.
    Returned,
    /// A count of the shelf found another number.
    Counted,
    /// Cannot be sold any more.
    Damaged,
    /// Is not where it was.
    Lost,
}

impl Reason {
    /// The stored word, which is also the fact's event.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Returned => "returned",
            Self::Counted => "counted",
            Self::Damaged => "damaged",
            Self::Lost => "lost",
        }
    }
}

/// Stock that is to come or go.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// Of which variant.
    pub variant: VariantId,
    /// How many more; fewer when below zero.
    pub delta: i64,
    /// Why.
    pub reason: Reason,
}

/// A variant's stock after a movement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = StockMoved)]
pub struct Moved {
    /// Which variant.
    pub variant: VariantId,
    /// All that ever came, less what was lost.
    pub received: i64,
    /// Promised to buyers.
    pub held: i64,
    /// Sold.
    pub sold: i64,
    /// Free to be bought: received less held and sold.
    pub available: i64,
    /// Whether sales stop when none is available.
    pub tracked: bool,
}
row!(Moved { variant, received, held, sold, available, tracked });

/// Moves stock by hand.
///
/// # Errors
/// No such variant for this actor; `delta` of nothing; `stock_promised` when fewer would stay than are held or sold;
/// `stock_too_large`. Then nothing was moved.
pub fn move_stock(tx: &mut Tx, cx: &Cx, ask: &Move) -> Result<Moved, No> {
    let shop = kept(tx, cx, ask.variant)?;
    if ask.delta == 0 || ask.delta.unsigned_abs() > MAX_QUANTITY.unsigned_abs() {
        let rule = format!("A movement is of 1 to {MAX_QUANTITY} units, either way. Nothing was changed.");
        return Err(Refusal::field("/delta", "delta", rule).into());
    }
    let family = tx.lock(cx, shop.uid())?;
    if tx.run(&MOVE, &params![ask.variant, ask.delta, MAX_QUANTITY])? == 0 {
        let now: Moved = tx.one(&AFTER, &params![ask.variant])?;
        return Err(if ask.delta < 0 { promised(now.held) } else { too_large("/delta") }.into());
    }
    log(tx, cx, ask.variant, ask.delta, ask.reason.word(), family.at)?;
    let happened = Happened::to("stock", ask.variant.uid(), ask.reason.word(), family.at);
    facts::record(tx, cx, shop.uid(), &[happened.note("delta", ask.delta.to_string())])?;
    Ok(tx.one(&AFTER, &params![ask.variant])?)
}

/// The shop of a variant that the actor keeps.
fn kept(rx: &mut Rx, cx: &Cx, variant: VariantId) -> Result<ShopId, No> {
    let reach = Reach::keeping(cx)?;
    let shop = rx.opt(&KEPT, &params![variant, reach.every(), reach.account()])?;
    shop.ok_or_else(|| Refusal::missing("variant").into())
}

fn promised(held: i64) -> Refusal {
    let detail = format!("{held} are promised to buyers: fewer cannot stay. Nothing was changed.");
    Refusal::conflict("stock_promised", detail)
}

fn too_large(field: &'static str) -> Refusal {
    let detail = format!("A variant has at most {MAX_QUANTITY} units. Nothing was changed.");
    Refusal::field(field, "stock_too_large", detail)
}

/// What a count of the shelf found.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// Of which variant.
    pub variant: VariantId,
    /// Pieces in the shop, those promised to buyers among them.
    pub on_hand: i64,
    /// Whether sales stop when none is available.
    pub tracked: bool,
}

/// Sets stock to what was counted. Twice is as once.
///
/// # Errors
/// No such variant for this actor; `stock_promised` when fewer were counted than are held; `stock_too_large`. Then
/// nothing was changed.
pub fn count_stock(tx: &mut Tx, cx: &Cx, ask: &Count) -> Result<Moved, No> {
    let shop = kept(tx, cx, ask.variant)?;
    if !(0..=MAX_QUANTITY).contains(&ask.on_hand) {
        return Err(too_large("/on_hand").into());
    }
    let family = tx.lock(cx, shop.uid())?;
    let before: Moved = tx.one(&AFTER, &params![ask.variant])?;
    if ask.tracked && ask.on_hand < before.held {
        return Err(promised(before.held).into());
    }
    let reason = Reason::Counted.word();
    let counted = Counted { tracked: ask.tracked, on_hand: Some(ask.on_hand), reason };
    count(tx, cx, ask.variant, &counted)?;
    let after: Moved = tx.one(&AFTER, &params![ask.variant])?;
    if after != before {
        let happened = Happened::to("stock", ask.variant.uid(), reason, family.at);
        let delta = after.received - before.received;
        facts::record(tx, cx, shop.uid(), &[happened.note("delta", delta.to_string())])?;
    }
    Ok(after)
}

fn log(tx: &mut Tx, cx: &Cx, variant: Id<Variant>, delta: i64, reason: &str, at: Time) -> Result<(), Broken> {
    let id = cx.id::<Movement>();
    tx.run(&LOG, &params![id, variant, delta, reason, at, cx.actor.name()])?;
    Ok(())
}

/// What a shop or its file says of a variant's stock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Counted {
    pub tracked: bool,
    /// Pieces in the shop, promised ones among them; nothing where nobody counted.
    pub on_hand: Option<i64>,
    pub reason: &'static str,
}

/// The stock of a new variant.
pub(crate) fn begin(
    tx: &mut Tx,
    cx: &Cx,
    variant: Id<Variant>,
    shop: ShopId,
    counted: &Counted,
) -> Result<(), No> {
    let pieces = counted.on_hand.unwrap_or(0);
    tx.run(&BEGIN, &params![variant, shop, counted.tracked, counted.on_hand.is_some(), pieces])?;
    if pieces != 0 {
        log(tx, cx, variant, pieces, counted.reason, cx.now)?;
    }
    Ok(())
}

/// The stock of a variant as it was counted anew. What is held stays held.
///
/// The caller has seen that enough was counted for what is held; where a hold came in between, the answer is
/// [`No::Busy`] and the same again will see it.
pub(crate) fn count(tx: &mut Tx, cx: &Cx, variant: Id<Variant>, counted: &Counted) -> Result<(), No> {
    let (received, sold) = tx.one::<(i64, i64)>(&NOW, &params![variant])?;
    let pieces = counted.on_hand.unwrap_or(0);
    let row = params![variant, counted.tracked, counted.on_hand.is_some(), pieces, received, sold];
    if tx.run(&COUNT, &row)? == 0 {
        return Err(No::Busy);
    }
    match sold + pieces - received {
        0 => Ok(()),
        delta => Ok(log(tx, cx, variant, delta, counted.reason, cx.now)?),
    }
}
