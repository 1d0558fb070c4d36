//! Recomputing every guarded purse from its transfers.

use db::{No, Rx, params, sql};
use kernel::{Currency, Cx, Uid};

sql! {
    /// Every purse beside the fold of its transfers; only those that differ. The limit keeps a ruined book
    /// from filling the answer.
    DIFFER = "SELECT kind, owner, currency, CAST(SUM(stored) AS BIGINT), CAST(SUM(folded) AS BIGINT) FROM (
            SELECT kind, owner, currency, balance AS stored, 0 AS folded FROM purse
            UNION ALL
            SELECT credit_kind, credit_owner, currency, 0, SUM(amount) FROM transfer
            WHERE credit_kind NOT IN ('gateway', 'cash', 'commission', 'charged', 'receivable', 'loss')
            GROUP BY credit_kind, credit_owner, currency
            UNION ALL
            SELECT debit_kind, debit_owner, currency, 0, -SUM(amount) FROM transfer
            WHERE debit_kind NOT IN ('gateway', 'cash', 'commission', 'charged', 'receivable', 'loss')
            GROUP BY debit_kind, debit_owner, currency
        ) AS both_sides
        GROUP BY kind, owner, currency
        HAVING SUM(stored) <> SUM(folded)
        ORDER BY kind, owner LIMIT $1";
}

/// What does not recompute, in words; at most 100 purses.
///
/// # Errors
/// What broke in the database.
pub fn verify(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<String>, No> {
    let rows = rx.all::<(String, Uid, Currency, i64, i64)>(&DIFFER, &params![100_i64])?;
    Ok(rows
        .into_iter()
        .map(|(kind, owner, currency, stored, folded)| {
            format!("{kind} of {owner} says {stored} {currency} and its transfers say {folded}")
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use crate::chart::{Account, CHART};

    #[test]
    fn the_statement_leaves_out_the_open_accounts_and_no_other() {
        for (kind, account) in CHART {
            let named = super::DIFFER.text.matches(&format!("'{kind}'")).count();
            assert_eq!(named, if *account == Account::Open { 2 } else { 0 }, "{kind}");
        }
    }
}
