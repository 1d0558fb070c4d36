//! What can be recomputed of orders, and what their columns are for.

use db::{No, Rx, params, sql};
use domain::{Check, Column, Erase, Keep};
use kernel::{Cx, Id, Uid};

use crate::order::Order;

sql! {
    /// Money on the bridge is exactly what the states say. Only those that differ.
    BRIDGE = "SELECT o.id, o.state, COALESCE(p.balance, 0) FROM orders o
        LEFT JOIN purse p ON p.kind = 'escrow' AND p.owner = o.id AND p.currency = o.currency
        WHERE COALESCE(p.balance, 0) <> CASE
            WHEN o.method = 'gateway' AND o.state IN ('to_ship', 'shipped', 'delivered') THEN o.total - o.charged
            WHEN o.method = 'cash' AND o.state = 'delivered' THEN o.total
            ELSE 0 END
        ORDER BY o.id LIMIT $1";
    LINES = "SELECT o.id FROM orders o
        WHERE o.total <> o.shipping + (SELECT COALESCE(SUM(l.total), 0) FROM order_line l WHERE l.order_id = o.id)
        ORDER BY o.id LIMIT $1";
}

pub(crate) const CHECKS: &[Check] = &[
    Check { name: "money on the bridge is what the orders' states say", run: bridge },
    Check { name: "every order is the sum of its lines and its delivery", run: sums },
];

fn bridge(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<String>, No> {
    let wrong = rx.all::<(Id<Order>, String, i64)>(&BRIDGE, &params![100_i64])?;
    Ok(wrong.into_iter().map(|(id, state, n)| format!("{id} is {state} and has {n} on the bridge")).collect())
}

fn sums(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<String>, No> {
    let wrong = rx.all::<Uid>(&LINES, &params![100_i64])?;
    Ok(wrong
        .into_iter()
        .map(|id| format!("{} is not the sum of its parts", Id::<Order>::from_uid(id)))
        .collect())
}

const fn books(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::Books, erase: Erase::NotPersonal }
}

pub(crate) const DATA_MAP: &[Column] = &[
    books("orders", "id, state, version, since, number", "which order, and where it stands"),
    books("orders", "checkout, payment, refund, shop, method, currency", "between whom and through what"),
    books("orders", "total, shipping, tax, splits, trace", "what was agreed and who gets it"),
    books(
        "orders",
        "promise, placed_at, asked_time, stock_again, parcels, asked_look",
        "the deadlines that were told",
    ),
    books("orders", "charged", "what of it the buyer's bank took back"),
    books("orders", "delivery", "how it goes there"),
    Column {
        table: "orders",
        columns: "buyer, guest",
        purpose: "who bought",
        keep: Keep::Books,
        erase: Erase::Pseudonym,
    },
    Column {
        table: "orders",
        columns: "address",
        purpose: "where the goods go",
        keep: Keep::Days(crate::forget::DAYS),
        erase: Erase::Blanked,
    },
    books("order_line", "order_id, place, variant, listing, title, options", "what was bought"),
    books("order_line", "quantity, unit, total, tax, hold", "how much of it, for how much"),
];

#[cfg(test)]
mod tests {
    #[test]
    fn every_column_has_its_entry() {
        let domain = crate::domain();
        assert_eq!(domain::unmapped(domain.migrations, domain.data_map), Vec::<String>::new());
    }
}
