//! What happens by itself when its time has come, each thing at its own instant and in that order.

use super::{Desk, Refusal, Verdict};

/// At one instant an expiry comes first: a payment is open until `expires_at`, and no longer.
const DUE: &str = "
    SELECT expires_at AS at, 0 AS turn, reference, NULL AS verdict
      FROM payments
     WHERE status = 'created' AND expires_at <= ?1
    UNION ALL
    SELECT capture_due, 1, reference, NULL
      FROM payments
     WHERE capture_due <= ?1
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
    verdict: Option<Verdict>,
}

impl Desk<'_> {
    /// Lets everything due happen. One list is enough: nothing that happens here makes anything new due, and a
    /// thing decided by an earlier line of the list is left alone by a later one.
    pub(super) fn settle_due(&self) -> Result<(), Refusal> {
        for due in self.due()? {
            let Due { at, turn, reference, verdict } = due;
            match (turn, verdict) {
                (0, _) => self.expire(&reference, at)?,
                (1, _) => self.capture_if_open(&reference, at)?,
                (2, Some(verdict)) => self.end_refund(&reference, verdict, at)?,
                (3, Some(verdict)) => self.end_payout(&reference, verdict, at)?,
                _ => tracing::error!(reference, turn, "due without a verdict: left pending"),
            }
        }
        Ok(())
    }

    fn due(&self) -> Result<Vec<Due>, Refusal> {
        let mut rows = self.tx.prepare_cached(DUE)?;
        let due = rows.query_map([self.now], |row| {
            Ok(Due { at: row.get(0)?, turn: row.get(1)?, reference: row.get(2)?, verdict: row.get(3)? })
        })?;
        Ok(due.collect::<Result<_, _>>()?)
    }
}
