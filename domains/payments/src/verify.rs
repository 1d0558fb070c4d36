//! What `rialto verify` recomputes of payments: rows against rows, and their sums against the ledger's.

use db::{No, Rx, params, sql};
use kernel::{Currency, Cx, Id};
use ledger::code;

use crate::Payment;

sql! {
    /// Sums that a payment's own row keeps, beside its captures and refunds; only those that differ.
    DIFFER = "SELECT payment.id, payment.captured, payment.refunds FROM payment
        WHERE payment.captured <>
                COALESCE((SELECT SUM(amount) FROM payment_capture WHERE payment_capture.payment = payment.id), 0)
            OR payment.refunds <>
                COALESCE((SELECT SUM(amount) FROM refund WHERE refund.payment = payment.id), 0)
            OR payment.refunds > payment.captured
            OR (payment.captured > 0) <> (payment.state IN ('captured', 'refunded'))
        ORDER BY payment.id LIMIT $1";
    CAPTURED = "SELECT payment.currency, CAST(SUM(payment_capture.amount) AS BIGINT)
        FROM payment_capture JOIN payment ON payment.id = payment_capture.payment
        GROUP BY payment.currency";
    GIVEN_BACK = "SELECT payment.currency, CAST(SUM(refund.amount) AS BIGINT)
        FROM refund JOIN payment ON payment.id = refund.payment
        WHERE refund.state = 'done' GROUP BY payment.currency";
    SENT = "SELECT currency, CAST(SUM(amount) AS BIGINT) FROM payout GROUP BY currency";
    ARRIVED = "SELECT currency, CAST(SUM(amount) AS BIGINT) FROM payout WHERE state = 'paid' GROUP BY currency";
    CAME_BACK = "SELECT currency, CAST(SUM(amount) AS BIGINT) FROM payout WHERE state = 'failed' GROUP BY currency";
}

/// What does not recompute, in words. Every capture has its transfer and no transfer is without one: their sums
/// agree in each currency, and so do those of refunds and payouts. What is in the clearing purses is then what the
/// ledger's own check folds.
///
/// # Errors
/// What broke in the database.
pub fn verify(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<String>, No> {
    let mut wrong: Vec<String> = rx
        .all::<(Id<Payment>, i64, i64)>(&DIFFER, &params![100_i64])?
        .into_iter()
        .map(|(id, captured, refunds)| {
            format!("{id} says {captured} captured and {refunds} promised back, and its rows say otherwise")
        })
        .collect();
    let booked = ledger::by_code(rx)?;
    for (what, statement, code) in [
        ("captures", &CAPTURED, code::CAPTURE),
        ("refunds", &GIVEN_BACK, code::REFUND),
        ("payouts", &SENT, code::PAYOUT),
        ("payouts that arrived", &ARRIVED, code::PAID_OUT),
        ("payouts that came back", &CAME_BACK, code::PAYOUT_BACK),
    ] {
        let ours = rx.all::<(Currency, i64)>(statement, &[])?;
        let theirs = booked.iter().filter(|(known, ..)| known == code);
        let theirs: Vec<(Currency, i64)> = theirs.map(|(_, currency, _, sum)| (*currency, *sum)).collect();
        let of = |sums: &[(Currency, i64)], currency: Currency| {
            sums.iter().find(|(one, _)| *one == currency).map_or(0, |(_, sum)| *sum)
        };
        let mut currencies: Vec<Currency> = ours.iter().chain(&theirs).map(|(one, _)| *one).collect();
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            let (mine, books) = (of(&ours, currency), of(&theirs, currency));
            if mine != books {
                wrong.push(format!("{what} come to {mine} {currency} and the ledger booked {books}"));
            }
        }
    }
    Ok(wrong)
}
