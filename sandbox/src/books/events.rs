//! What the gateway tells the merchant, and what it still owes of that.
//!
//! An event is written in the transaction of what it tells, its body for good; each delivery of it is a row that
//! stays owed until somebody answered 2xx. So a kill loses none, and at worst repeats one.

use jiff::Timestamp;
use rusqlite::params;
use serde::Serialize;

use super::{Books, Desk, Refusal, WebhookMode};
use crate::clock;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) enum EventKind {
    #[serde(rename = "payment.captured")]
    PaymentCaptured,
    #[serde(rename = "payment.declined")]
    PaymentDeclined,
    #[serde(rename = "payment.expired")]
    PaymentExpired,
    #[serde(rename = "payment.charged_back")]
    PaymentChargedBack,
    #[serde(rename = "refund.succeeded")]
    RefundSucceeded,
    #[serde(rename = "refund.failed")]
    RefundFailed,
    #[serde(rename = "payout.paid")]
    PayoutPaid,
    #[serde(rename = "payout.failed")]
    PayoutFailed,
}

/// To whom it happened; absent fields are not written.
#[derive(Debug, Serialize)]
pub(super) struct EventData<'a> {
    pub reference: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<&'a str>,
    pub status: &'a str,
    pub amount: i64,
    pub currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capture: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chargeback: Option<&'a str>,
}

#[derive(Serialize)]
struct Body<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: EventKind,
    #[serde(serialize_with = "clock::write")]
    created: Timestamp,
    data: &'a EventData<'a>,
}

/// One sending of one event that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Names this delivery to [`Books::record_attempts`].
    pub seq: i64,
    /// What it belongs to: a payment with its refunds, or a payout. Within one, the order of sending matters.
    pub family: String,
    /// The raw bytes to sign and send.
    pub body: String,
    /// How often it was tried before.
    pub attempts: u32,
}

/// What came of trying one delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    /// The delivery's `seq`.
    pub seq: i64,
    /// The HTTP status answered, if any was.
    pub status: Option<u16>,
}

impl Attempt {
    fn arrived(self) -> bool {
        self.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// Milliseconds until the next try after `attempts` failures: 1, 2, 4, … seconds, at most a minute.
fn backoff(attempts: u32) -> i64 {
    (1000_i64 << attempts.saturating_sub(1).min(6)).min(60_000)
}

impl Books {
    /// At most `limit` deliveries that are due, in the order of sending.
    ///
    /// # Errors
    /// Only when the file cannot be used.
    pub fn due_deliveries(&mut self, limit: u32, now: Timestamp) -> Result<Vec<Delivery>, Refusal> {
        self.act(now, |desk| desk.due_deliveries(limit))
    }

    /// Books what came of trying: 2xx ends a delivery, anything else puts it off.
    ///
    /// # Errors
    /// Only when the file cannot be used.
    pub fn record_attempts(&mut self, attempts: &[Attempt], now: Timestamp) -> Result<(), Refusal> {
        self.act(now, |desk| attempts.iter().try_for_each(|attempt| desk.record_attempt(*attempt)))
    }
}

impl Desk<'_> {
    /// Writes an event that happened at `at` (milliseconds after 1970) and plans its deliveries as scripted.
    pub(super) fn emit(&self, kind: EventKind, data: &EventData<'_>, at: i64) -> Result<(), Refusal> {
        let seq: i64 =
            self.tx.query_row("SELECT COALESCE(MAX(seq), 0) + 1 FROM events", [], |row| row.get(0))?;
        let id = format!("evt_{:011x}{seq:08x}", self.born);
        let body = Body { id: &id, kind, created: clock::instant(at)?, data };
        let body = serde_json::to_string(&body)
            .map_err(|why| rusqlite::Error::ToSqlConversionFailure(why.into()))?;
        let family = data.payment.unwrap_or(data.reference);
        self.tx.execute(
            "INSERT INTO events (seq, family, body) VALUES (?1, ?2, ?3)",
            params![seq, family, body],
        )?;
        let nearest = [data.reference, family];
        match self.behaviour(&nearest)?.webhooks {
            WebhookMode::Prompt {} => self.plan(seq, family, at),
            WebhookMode::Late { ms } => self.plan(seq, family, at + ms.ms()),
            WebhookMode::Twice {} => {
                self.plan(seq, family, at)?;
                self.plan(seq, family, at)
            }
            WebhookMode::Reordered { ms } => self.plan_reordered(seq, family, at, ms.ms()),
            WebhookMode::Never {} => Ok(()),
        }
    }

    fn plan(&self, event: i64, family: &str, due: i64) -> Result<(), Refusal> {
        self.tx.execute(
            "INSERT INTO deliveries (event, family, due_at, held) VALUES (?1, ?2, ?3, 0)",
            params![event, family, due],
        )?;
        Ok(())
    }

    /// Holds an event for `ms`, unless an older one of its family is held and untried: then the new one goes at
    /// once and the older follows it.
    fn plan_reordered(&self, event: i64, family: &str, at: i64, ms: i64) -> Result<(), Refusal> {
        let overtaken = self.tx.execute(
            "UPDATE deliveries SET held = 0, due_at = ?2 + 1
              WHERE family = ?1 AND held = 1 AND attempts = 0",
            params![family, at],
        )?;
        if overtaken > 0 {
            return self.plan(event, family, at);
        }
        self.tx.execute(
            "INSERT INTO deliveries (event, family, due_at, held) VALUES (?1, ?2, ?3, 1)",
            params![event, family, at + ms],
        )?;
        Ok(())
    }

    fn due_deliveries(&self, limit: u32) -> Result<Vec<Delivery>, Refusal> {
        let mut rows = self.tx.prepare_cached(
            "SELECT d.seq, d.family, e.body, d.attempts
               FROM deliveries d JOIN events e ON e.seq = d.event
              WHERE d.delivered_at IS NULL AND d.due_at <= ?1
              ORDER BY d.due_at, d.seq
              LIMIT ?2",
        )?;
        let due = rows.query_map(params![self.now, limit], |row| {
            Ok(Delivery { seq: row.get(0)?, family: row.get(1)?, body: row.get(2)?, attempts: row.get(3)? })
        })?;
        Ok(due.collect::<Result<_, _>>()?)
    }

    fn record_attempt(&self, attempt: Attempt) -> Result<(), Refusal> {
        let attempts: u32 = self.tx.query_row(
            "UPDATE deliveries SET attempts = attempts + 1, held = 0, last_status = ?2
              WHERE seq = ?1
             RETURNING attempts",
            params![attempt.seq, attempt.status],
            |row| row.get(0),
        )?;
        match attempt.arrived() {
            true => self.tx.execute(
                "UPDATE deliveries SET delivered_at = ?2 WHERE seq = ?1 AND delivered_at IS NULL",
                params![attempt.seq, self.now],
            )?,
            false => self.tx.execute(
                "UPDATE deliveries SET due_at = ?2 WHERE seq = ?1",
                params![attempt.seq, self.now + backoff(attempts)],
            )?,
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::backoff;

    #[test]
    fn the_pause_between_tries_doubles_from_a_second_to_a_minute() {
        let pauses: Vec<i64> = (1..=8).map(backoff).collect();
        assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        assert_eq!(backoff(u32::MAX), 60_000);
    }
}
