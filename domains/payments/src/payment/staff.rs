//! Chargebacks as the staff see them: what banks took back of each payment, and who bears it.

use db::{No, Rx, params, row, sql};
use kernel::{Currency, Cursor, Cx, Id, Money, Page, Refusal, Time, Uid};
use serde::Serialize;
use utoipa::ToSchema;
use web::{Access, Answer, Call, List, Paging, Route};

use super::Payment;

sql! {
    CHARGED_BACK = "SELECT payment.id, payment.gateway, payment.currency, payment.captured, payment.refunds, bank.taken,
            payment.charged,
            CAST(COALESCE((SELECT SUM(refund.cut) FROM refund WHERE refund.payment = payment.id), 0) AS BIGINT),
            payment.lost, bank.last
        FROM (SELECT payment, CAST(SUM(amount) AS BIGINT) AS taken, MAX(at) AS last
            FROM payment_chargeback GROUP BY payment) AS bank
        JOIN payment ON payment.id = bank.payment
        WHERE bank.last < $1 OR (bank.last = $1 AND payment.id < $2)
        ORDER BY bank.last DESC, payment.id DESC LIMIT $3";
}

type PaymentId = Id<Payment>;

/// What payers' banks took back of one payment.
#[derive(Serialize, ToSchema)]
#[schema(as = ChargedBackPayment)]
pub(crate) struct View {
    payment: PaymentId,
    /// Through which gateway.
    method: String,
    /// What came in.
    captured: Money,
    /// What was promised back and not left to the bank.
    refunds: Money,
    /// What banks took back; the next four come to it.
    charged_back: Money,
    /// What the orders bear: their shops and the market's commission.
    orders: Money,
    /// What refunds bear that are not sent any more.
    cut: Money,
    /// What the market lost: it was refunded as well.
    lost: Money,
    /// What hangs on a refund whose end is not known.
    open: Money,
    /// When the last of it was heard of.
    last_at: Time,
}

struct Line {
    id: PaymentId,
    gateway: String,
    currency: Currency,
    captured: i64,
    refunds: i64,
    taken: i64,
    charged: i64,
    cut: i64,
    lost: i64,
    last: Time,
}
row!(Line { id, gateway, currency, captured, refunds, taken, charged, cut, lost, last });

fn list(rx: &mut Rx, _: &Cx, paging: &Paging) -> Result<Page<View>, No> {
    let after = paging.after.as_ref().map(Cursor::parts).transpose();
    let after = after.map_err(|_| Refusal::field("after", "cursor", "This cursor belongs to another list."));
    let (at, id) = after?.unwrap_or((i64::MAX, Uid([255; 16])));
    let rows = rx.all::<Line>(&CHARGED_BACK, &params![at, id, paging.limit.probe()])?;
    let page = Page::cut(rows, paging.limit, |line| Cursor::of(line.last.micros(), line.id.uid()));
    Ok(page.map(|line| {
        let money = |amount| Money::new(amount, line.currency);
        View {
            payment: line.id,
            method: line.gateway,
            captured: money(line.captured),
            refunds: money(line.refunds),
            charged_back: money(line.taken),
            orders: money(line.charged),
            cut: money(line.cut),
            lost: money(line.lost),
            open: money(line.taken - line.charged - line.cut - line.lost),
            last_at: line.last,
        }
    }))
}

async fn get_charged_back(call: Call, paging: Paging) -> Answer<List<View>> {
    call.list(paging, list).await
}

pub(crate) fn routes() -> Vec<Route> {
    let about = "List the payments of which payers' banks took money back, and who bears it, latest first.";
    vec![Route::get("/charged-back-payments", Access::Staff, about, get_charged_back)]
}
