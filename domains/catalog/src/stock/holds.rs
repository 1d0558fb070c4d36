//! Holds: taken by one conditional statement, ended exactly once (F01, F03, F05).

use std::collections::BTreeMap;

use db::{Broken, No, Rx, Tx, params, row, sql};
use kernel::{Cx, Id, Ref, Refusal, Time, Uid};
use process::StockMove;

use crate::{Hold, Variant};

sql! {
    INSERT = "INSERT INTO hold (id, variant, quantity, for_kind, for_id, until, taken)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO NOTHING";
    /// The guard and the write are one statement: of two that want the last unit, one finds no row.
    TAKE = "UPDATE stock SET held = held + $2
        WHERE variant = $1
            AND (NOT tracked OR received - held - sold >= $2)
            AND EXISTS (
                SELECT 1 FROM variant v JOIN listing l ON l.id = v.listing
                WHERE v.id = $1 AND NOT v.gone AND l.state = 'published')";
    WHY_NOT = "SELECT s.received - s.held - s.sold, v.gone OR l.state <> 'published'
        FROM stock s JOIN variant v ON v.id = s.variant JOIN listing l ON l.id = v.listing
        WHERE s.variant = $1";
    SAME = "SELECT variant, quantity, for_kind, for_id FROM hold WHERE id = $1";
    END = "UPDATE hold SET ended = $2, ended_at = $3
        WHERE id = $1 AND ended IS NULL
        RETURNING variant, quantity";
    ENDED = "SELECT ended FROM hold WHERE id = $1";
    SETTLE = "UPDATE stock SET held = held - $2, sold = sold + $3 WHERE variant = $1";
    OF = "SELECT id, variant, quantity, until, ended FROM hold WHERE for_kind = $1 AND for_id = $2 ORDER BY id";
    OVERDUE = "SELECT id, variant, quantity, until, ended FROM hold
        WHERE ended IS NULL AND until < $1
        ORDER BY until, id
        LIMIT $2";
}

/// A hold as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// Which.
    pub id: Id<Hold>,
    /// Of what.
    pub variant: Id<Variant>,
    /// How many.
    pub quantity: i64,
    /// Until when it was promised. Whoever asked for it ends it: a hold has no clock of its own.
    pub until: Time,
    /// `consumed`, `released` or `expired`, once it has ended.
    pub ended: Option<String>,
}
row!(Held { id, variant, quantity, until, ended });

/// Promises `quantity` units to `whom`. The same hold asked for again is success.
///
/// A command that takes several takes them in the order of their variants, after everything else it does: stock is
/// the hottest row it touches.
///
/// # Errors
/// `sold_out` with how many are left in `allowed`, `not_for_sale`, no such variant, `exists_with_different_hold`, a
/// quantity below 1: then nothing was held.
pub fn hold(
    tx: &mut Tx,
    cx: &Cx,
    hold: Id<Hold>,
    variant: Id<Variant>,
    quantity: i64,
    whom: &Ref,
    until: Time,
) -> Result<(), No> {
    if quantity < 1 {
        return Err(Refusal::field("/quantity", "quantity", "At least one. Nothing was changed.").into());
    }
    if tx.run(&TAKE, &params![variant, quantity])? == 0 {
        return match same(tx, hold, variant, quantity, whom)? {
            Some(true) => Ok(()),
            _ => Err(why_not(tx, variant)?.into()),
        };
    }
    let row = params![hold, variant, quantity, whom.kind.clone(), whom.id, until, cx.now];
    if tx.run(&INSERT, &row)? == 1 {
        return Ok(());
    }
    // It was there before: what was taken just now goes back.
    tx.run(&SETTLE, &params![variant, quantity, 0_i64])?;
    match same(tx, hold, variant, quantity, whom)? {
        Some(true) => Ok(()),
        _ => {
            let other = "Another hold has this id; nothing was held.";
            Err(Refusal::conflict("exists_with_different_hold", other).into())
        }
    }
}

/// Whether the hold exists, and if so whether it is this one.
fn same(
    rx: &mut Rx,
    hold: Id<Hold>,
    variant: Id<Variant>,
    quantity: i64,
    whom: &Ref,
) -> Result<Option<bool>, Broken> {
    let stored = rx.opt::<(Id<Variant>, i64, String, Uid)>(&SAME, &params![hold])?;
    Ok(stored.map(|stored| stored == (variant, quantity, whom.kind.clone().into_owned(), whom.id)))
}

fn why_not(rx: &mut Rx, variant: Id<Variant>) -> Result<Refusal, Broken> {
    let Some((left, off)) = rx.opt::<(i64, bool)>(&WHY_NOT, &params![variant])? else {
        return Ok(Refusal::missing("variant"));
    };
    if off {
        let detail = "This is not for sale any more. Nothing was changed.";
        return Ok(Refusal::conflict("not_for_sale", detail));
    }
    let left = left.max(0);
    let detail = match left {
        0 => "This is sold out. Nothing was changed.".to_owned(),
        left => format!("Only {left} of this are left. Nothing was changed."),
    };
    Ok(Refusal::conflict("sold_out", detail).allowing([left.to_string()]))
}

/// Where the runner's stock moves go.
pub struct StockSink;

impl runner::Stock for StockSink {
    fn end(&self, tx: &mut Tx, cx: &Cx, moves: &[StockMove]) -> Result<(), No> {
        // Each variant once and in order, so that two commands never wait for each other in a ring.
        let mut settled: BTreeMap<Uid, (i64, i64)> = BTreeMap::new();
        for what in moves {
            let (hold, word) = match *what {
                StockMove::Consume { hold } => (hold, "consumed"),
                StockMove::Release { hold } => (hold, "released"),
                StockMove::Expire { hold } => (hold, "expired"),
            };
            let (variant, quantity) = end(tx, cx, hold, word)?;
            let (held, sold) = settled.entry(variant).or_default();
            *held += quantity;
            *sold += if word == "consumed" { quantity } else { 0 };
        }
        for (variant, (held, sold)) in settled {
            if tx.run(&SETTLE, &params![variant, held, sold])? != 1 {
                return Err(Broken::Stored(format!("variant {variant} has holds and no stock")).into());
            }
        }
        Ok(())
    }
}

fn end(tx: &mut Tx, cx: &Cx, hold: Uid, word: &'static str) -> Result<(Uid, i64), No> {
    if let Some(ended) = tx.opt::<(Uid, i64)>(&END, &params![hold, word, cx.now])? {
        return Ok(ended);
    }
    Err(match tx.opt::<Option<String>>(&ENDED, &params![hold])? {
        Some(before) => {
            let before = before.unwrap_or_default();
            let detail = format!("This hold was {before} before and cannot be {word}. Nothing was changed.");
            Refusal::conflict("hold_ended", detail)
        }
        None => Refusal::missing("hold"),
    }
    .into())
}

/// The holds of one order, by id.
///
/// # Errors
/// What broke in the database.
pub fn holds_for(rx: &mut Rx, whom: &Ref) -> Result<Vec<Held>, Broken> {
    rx.all(&OF, &params![whom.kind.clone(), whom.id])
}

/// Holds that should have ended before `before` and have not; at most `most`. There are none unless whoever asked
/// for them forgot (F02).
///
/// # Errors
/// What broke in the database.
pub fn overdue(rx: &mut Rx, before: Time, most: i64) -> Result<Vec<Held>, Broken> {
    rx.all(&OVERDUE, &params![before, most])
}
