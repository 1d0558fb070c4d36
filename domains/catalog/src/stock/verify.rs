//! Recomputing every stock from its holds and movements.

use db::{No, Rx, params, sql};
use kernel::{Cx, Span, Uid};

use super::overdue;

sql! {
    /// Every stock beside the sums of its movements and holds; only those that differ. The limit keeps a ruined
    /// shop from filling the answer.
    DIFFER = "SELECT variant, CAST(SUM(received) AS BIGINT), CAST(SUM(moved) AS BIGINT), CAST(SUM(held) AS BIGINT),
            CAST(SUM(promised) AS BIGINT), CAST(SUM(sold) AS BIGINT), CAST(SUM(consumed) AS BIGINT)
        FROM (
            SELECT variant, received, 0 AS moved, held, 0 AS promised, sold, 0 AS consumed FROM stock
            UNION ALL
            SELECT variant, 0, SUM(delta), 0, 0, 0, 0 FROM stock_movement GROUP BY variant
            UNION ALL
            SELECT variant, 0, 0, 0, SUM(CASE WHEN ended IS NULL THEN quantity ELSE 0 END), 0,
                SUM(CASE WHEN ended = 'consumed' THEN quantity ELSE 0 END)
            FROM hold GROUP BY variant
        ) AS sides
        GROUP BY variant
        HAVING SUM(received) <> SUM(moved) OR SUM(held) <> SUM(promised) OR SUM(sold) <> SUM(consumed)
        ORDER BY variant
        LIMIT $1";
    /// The lowest price that cards show is made from the variants.
    PRICES = "SELECT l.id, l.price_from, MIN(v.price) FROM listing l JOIN variant v ON v.listing = l.id
        WHERE NOT v.gone
        GROUP BY l.id, l.price_from
        HAVING l.price_from <> MIN(v.price)
        ORDER BY l.id
        LIMIT $1";
}

/// How long after its time a hold may still be open: its order's clocks fire with the first command or sweep.
const GRACE: Span = Span::days(1);
/// Lines of one kind in the answer.
const MOST: i64 = 100;

/// What does not recompute, in words.
///
/// # Errors
/// What broke in the database.
pub fn verify(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<String>, No> {
    let mut wrong = Vec::new();
    for (variant, received, moved, held, promised, sold, consumed) in
        rx.all::<(Uid, i64, i64, i64, i64, i64, i64)>(&DIFFER, &params![MOST])?
    {
        wrong.push(format!(
            "variant {variant} says {received} received, {held} held, {sold} sold; \
             its movements and holds say {moved}, {promised}, {consumed}"
        ));
    }
    for (listing, shown, lowest) in rx.all::<(Uid, i64, i64)>(&PRICES, &params![MOST])? {
        wrong.push(format!("listing {listing} shows prices from {shown} and the lowest is {lowest}"));
    }
    for held in overdue(rx, cx.now - GRACE, MOST)? {
        wrong.push(format!("{} of {} should have ended at {}", held.id, held.variant, held.until));
    }
    Ok(wrong)
}
