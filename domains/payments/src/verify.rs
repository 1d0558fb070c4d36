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
                COALESCE((SELECT SUM(amount - withheld - cut) FROM refund WHERE refund.payment = payment.id), 0)
            OR payment.charged <>
                COALESCE((SELECT SUM(charged) FROM payment_waiter WHERE payment_waiter.payment = payment.id), 0)
            OR payment.refunds + payment.charged > payment.captured
            OR payment.charged + payment.lost
                    + COALESCE((SELECT SUM(cut) FROM refund WHERE refund.payment = payment.id), 0) >
                COALESCE((SELECT SUM(amount) FROM payment_chargeback WHERE payment_chargeback.payment = payment.id), 0)
            OR (payment.captured > 0) <> (payment.state IN ('captured', 'refunded'))
        ORDER BY payment.id LIMIT $1";
    CAPTURED = "SELECT payment.currency, CAST(SUM(payment_capture.amount) AS BIGINT)
        FROM payment_capture JOIN payment ON payment.id = payment_capture.payment
        GROUP BY payment.currency";
    CHARGED_BACK = "SELECT payment.currency, CAST(SUM(payment_chargeback.amount) AS BIGINT)
        FROM payment_chargeback JOIN payment ON payment.id = payment_chargeback.payment
        GROUP BY payment.currency";
    CUT = "SELECT payment.currency, CAST(SUM(refund.withheld + refund.cut) AS BIGINT)
        FROM refund JOIN payment ON payment.id = refund.payment GROUP BY payment.currency";
    LOST = "SELECT currency, CAST(SUM(lost) AS BIGINT) FROM payment GROUP BY currency";
    GIVEN_BACK = "SELECT payment.currency, CAST(SUM(refund.amount - refund.withheld - refund.cut) AS BIGINT)
        FROM refund JOIN payment ON payment.id = refund.payment
        WHERE refund.state = 'done' GROUP BY payment.currency";
    SENT = "SELECT currency, CAST(SUM(amount) AS BIGINT) FROM payout GROUP BY currency";
    ARRIVED = "SELECT currency, CAST(SUM(amount) AS BIGINT) FROM payout WHERE state = 'paid' GROUP BY currency";
    CAME_BACK = "SELECT currency, CAST(SUM(amount) AS BIGINT) FROM payout WHERE state = 'failed' GROUP BY currency";
}

fn net(booked: &[(String, Currency, i64, i64)], code: &str) -> Vec<(Currency, i64)> {
    booked.iter().filter(|(known, ..)| known == code).map(|(_, currency, _, sum)| (*currency, *sum)).collect()
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
            format!("{id} says {captured} captured, {refunds} promised back and chargebacks beside, and its rows say otherwise")
        })
        .collect();
    let booked = ledger::by_code(rx)?;
    for (what, statement, code) in [
        ("captures", &CAPTURED, code::CAPTURE),
        ("refunds", &GIVEN_BACK, code::REFUND),
        ("chargebacks", &CHARGED_BACK, code::CHARGEBACK),
        ("refunds that banks had first", &CUT, code::CUT),
        ("the market's losses", &LOST, code::LOSS),
        ("payouts", &SENT, code::PAYOUT),
        ("payouts that arrived", &ARRIVED, code::PAID_OUT),
        ("payouts that came back", &CAME_BACK, code::PAYOUT_BACK),
    ] {
        let ours = rx.all::<(Currency, i64)>(statement, &[])?;
        let mut theirs = net(&booked, code);
        // What the market regained was cut from refunds, and is lost no more.
        for (currency, regained) in net(&booked, code::REGAINED) {
            match code {
                code::CUT => theirs.push((currency, regained)),
                code::LOSS => theirs.push((currency, -regained)),
                _ => {}
            }
        }
        let of = |sums: &[(Currency, i64)], currency: Currency| {
            sums.iter().filter(|(one, _)| *one == currency).map(|(_, sum)| sum).sum::<i64>()
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
