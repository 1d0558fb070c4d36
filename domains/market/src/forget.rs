//! Carts and quotes are kept for ninety days: a cart since it was last touched, a quote since it was made. What was
//! bought is an order's, which needs neither.

use db::{No, Tx, params, sql};
use domain::Forget;
use kernel::{Cx, Span};

/// So many days; the data map says the same.
pub(crate) const DAYS: u32 = 90;
const KEPT: Span = Span::days(DAYS as i64);
/// Rows of each table that a command forgets at most. The statements say the same number.
const SLICE: u64 = 200;

/// Carts to be forgotten, the oldest first: the same ones in each statement of a command.
macro_rules! old {
    () => {
        "(SELECT id FROM cart WHERE at <= $1 ORDER BY at, id LIMIT 200)"
    };
}

sql! {
    CURRENT = concat!("DELETE FROM current_cart WHERE cart IN ", old!());
    LINES = concat!("DELETE FROM cart_line WHERE cart IN ", old!());
    /// One that is touched in this very moment stays.
    CARTS = concat!("DELETE FROM cart WHERE at <= $1 AND id IN ", old!());
    QUOTES = "DELETE FROM checkout WHERE id IN (SELECT id FROM checkout WHERE at <= $1 ORDER BY at, id LIMIT 200)";
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
    let before = params![cx.now - KEPT];
    tx.run(&CURRENT, &before)?;
    tx.run(&LINES, &before)?;
    Ok(tx.run(&CARTS, &before)? >= SLICE)
}

fn quotes(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    Ok(tx.run(&QUOTES, &params![cx.now - KEPT])? >= SLICE)
}
