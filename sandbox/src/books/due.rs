//! What happens by itself when its time has come, each thing at its own instant and in that order.

use rusqlite::types::{FromSql, FromSqlResult, ValueRef};

use super::{Desk, Refusal, Verdict};

/// At one instant an expiry comes first: a payment is open until `expires_at`, and no longer.
const DUE: &str = "
    SELECT expires_at AS at, 0 AS turn, reference, NULL AS more
      FROM payments
     WHERE status = 'created' AND expires_at <= ?1
    UNION ALL
    SELECT capture_due, 1, reference, NULL
      FROM payments
     WHERE capture_due <= ?1
    UNION ALL
    SELECT regret_due, 4, payment, seq
      FROM captures
     WHERE regret_due <= ?1
    UNION ALL
    SELECT settle_due, 2, reference, verdict
      FROM refunds
     WHERE status = 'pending' AND settle_due <= ?1
    UNION ALL
    SELECT settle_due, 3, reference, verdict
      FROM payouts
     WHERE status = 'pending' AND settle_due <= ?1
    ORDER BY at, turn, reference";

struct Due {
    at: i64,
    turn: i64,
    reference: String,
    /// How a refund or payout ends, or which capture is taken back.
    more: More,
}

enum More {
    Nothing,
    Ends(Verdict),
    Capture(i64),
}

impl FromSql for More {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<More> {
        match value {
            ValueRef::Null => Ok(More::Nothing),
            ValueRef::Integer(seq) => Ok(More::Capture(seq)),
            word => Verdict::column_result(word).map(More::Ends),
        }
    }
}

impl Desk<'_> {
    /// Lets everything due happen. Two lists are enough: only a capture makes anything new due, its own regret, and a
    /// thing decided by an earlier line of a list is left alone by a later one.
    pub(super) fn settle_due(&self) -> Result<(), Refusal> {
        self.settle(self.due()?)?;
        self.settle(self.due()?)
    }

    fn settle(&self, list: Vec<Due>) -> Result<(), Refusal> {
        for due in list {
            let Due { at, turn, reference, more } = due;
            match (turn, more) {
                (0, _) => self.expire(&reference, at)?,
                (1, _) => self.capture_if_open(&reference, at)?,
                (2, More::Ends(verdict)) => self.end_refund(&reference, verdict, at)?,
                (3, More::Ends(verdict)) => self.end_payout(&reference, verdict, at)?,
                (4, More::Capture(seq)) => self.regret(&reference, seq, at)?,
                _ => tracing::error!(reference, turn, "due without a verdict: left pending"),
            }
        }
        Ok(())
    }

    fn due(&self) -> Result<Vec<Due>, Refusal> {
        let mut rows = self.tx.prepare_cached(DUE)?;
        let due = rows.query_map([self.now], |row| {
            Ok(Due { at: row.get(0)?, turn: row.get(1)?, reference: row.get(2)?, more: row.get(3)? })
        })?;
        Ok(due.collect::<Result<_, _>>()?)
    }
}
