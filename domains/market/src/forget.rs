//! Carts and quotes are kept for ninety days: a cart since it was last touched, a quote since it was made. What was
//! bought is an order's, which needs neither.

use db::{No, Tx, Val, params, sql};
use domain::Forget;
use kernel::{Cx, Id, Span};

use crate::cart::Cart;

/// So many days; the data map says the same.
pub(crate) const DAYS: u32 = 90;
const KEPT: Span = Span::days(DAYS as i64);
/// Rows that a command forgets at most, so that none holds the writer for long.
const SLICE: i64 = 200;

sql! {
    /// The oldest ones are held first: whoever touches one in this very moment finds it whole or not at all.
    HOLD = "UPDATE cart SET at = at
        WHERE at <= $1 AND id IN (SELECT id FROM cart WHERE at <= $1 ORDER BY at, id LIMIT $2)
        RETURNING id";
    CURRENT = "DELETE FROM current_cart WHERE cart = ANY($1)";
    LINES = "DELETE FROM cart_line WHERE cart = ANY($1)";
    CARTS = "DELETE FROM cart WHERE id = ANY($1)";
    QUOTES = "DELETE FROM checkout WHERE id IN (SELECT id FROM checkout WHERE at <= $1 ORDER BY at, id LIMIT $2)";
}

/// What this domain keeps to its time.
pub(crate) const FORGETS: &[Forget] = &[
    Forget {
        name: "carts that nobody touches",
        of: &["cart", "current_cart", "cart_line"],
        run: Some(carts),
    },
    Forget { name: "quotes of long ago", of: &["checkout"], run: Some(quotes) },
];

fn carts(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    let old: Vec<Id<Cart>> = tx.all(&HOLD, &params![cx.now - KEPT, SLICE])?;
    let these = params![Val::list(old.iter().copied())];
    for part in [&CURRENT, &LINES, &CARTS] {
        tx.run(part, &these)?;
    }
    Ok(i64::try_from(old.len()) == Ok(SLICE))
}

fn quotes(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    Ok(i64::try_from(tx.run(&QUOTES, &params![cx.now - KEPT, SLICE])?) == Ok(SLICE))
}
