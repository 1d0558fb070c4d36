//! Payments in the file.

use rusqlite::{OptionalExtension, params};

use super::{Capture, Payment, PaymentStatus};
use crate::books::{Desk, Refusal};
use crate::clock;
use crate::webhooks::mac_hex;

impl Desk<'_> {
    pub(in crate::books) fn payment(&self, reference: &str) -> Result<Payment, Refusal> {
        let unknown = || Refusal::Unknown { what: "payment", reference: reference.to_owned() };
        self.find_payment(reference)?.ok_or_else(unknown)
    }

    pub(super) fn find_payment(&self, reference: &str) -> Result<Option<Payment>, Refusal> {
        let mut row = self.tx.prepare_cached(
            "SELECT token, status, amount, currency, description, return_url, created_at, expires_at, capture_due,
                    (SELECT COALESCE(SUM(amount), 0) FROM refunds
                      WHERE payment = ?1 AND status = 'succeeded'),
                    (SELECT COALESCE(SUM(amount), 0) FROM refunds
                      WHERE payment = ?1 AND status = 'pending')
               FROM payments
              WHERE reference = ?1",
        )?;
        let captures = self.captures(reference)?;
        let chargebacks = self.chargebacks(reference)?;
        let payment = row.query_row([reference], |row| {
            Ok(Payment {
                reference: reference.to_owned(),
                token: row.get(0)?,
                status: row.get(1)?,
                amount: row.get(2)?,
                currency: row.get(3)?,
                description: row.get(4)?,
                return_url: row.get(5)?,
                created_at: clock::instant(row.get(6)?)?,
                expires_at: clock::instant(row.get(7)?)?,
                capture_due: row.get::<_, Option<i64>>(8)?.map(clock::instant).transpose()?,
                captured: captures.iter().map(|capture| capture.amount).sum(),
                captures,
                charged_back: chargebacks.iter().map(|chargeback| chargeback.amount).sum(),
                chargebacks,
                refunded: row.get(9)?,
                refund_pending: row.get(10)?,
            })
        });
        Ok(payment.optional()?)
    }

    fn captures(&self, payment: &str) -> Result<Vec<Capture>, Refusal> {
        let mut rows =
            self.tx.prepare_cached("SELECT seq, amount, at FROM captures WHERE payment = ?1 ORDER BY seq")?;
        let captures = rows.query_map([payment], |row| {
            Ok(Capture {
                id: self.capture_id(row.get(0)?),
                amount: row.get(1)?,
                captured_at: clock::instant(row.get(2)?)?,
            })
        })?;
        Ok(captures.collect::<Result<_, _>>()?)
    }

    pub(super) fn reference_of(&self, token: &str) -> Result<String, Refusal> {
        let mut row = self.tx.prepare_cached("SELECT reference FROM payments WHERE token = ?1")?;
        let unknown = || Refusal::Unknown { what: "page", reference: token.to_owned() };
        row.query_row([token], |row| row.get(0)).optional()?.ok_or_else(unknown)
    }

    pub(super) fn capture_id(&self, seq: i64) -> String {
        format!("cap_{:011x}{seq:08x}", self.born)
    }

    /// 128 bits that only the secret's holder can compute, so no chance is needed to make them.
    pub(super) fn token(&self, reference: &str) -> String {
        let message = format!("hosted page of {:011x} {reference}", self.born);
        let mut hex = mac_hex(self.secret, &[message.as_bytes()]);
        hex.truncate(32);
        hex
    }

    /// A decision: whatever was on its way is settled by it.
    pub(super) fn set_status(&self, reference: &str, status: PaymentStatus) -> Result<(), Refusal> {
        self.tx.execute(
            "UPDATE payments SET status = ?2, capture_due = NULL WHERE reference = ?1",
            params![reference, status],
        )?;
        Ok(())
    }

    pub(super) fn set_capture_due(&self, reference: &str, due: Option<i64>) -> Result<(), Refusal> {
        self.tx
            .execute("UPDATE payments SET capture_due = ?2 WHERE reference = ?1", params![reference, due])?;
        Ok(())
    }
}
