//! What a notice about money says: to whom, and how much. For the listener that writes notices.

use db::{No, Rx, params, sql};
use kernel::{Account, Currency, Cx, Id, Money, Refusal, Uid};

sql! {
    PAYMENT = "SELECT id, account, amount, currency FROM payment WHERE id = $1";
    REFUND = "SELECT payment.id, payment.account, refund.amount, payment.currency
        FROM refund JOIN payment ON payment.id = refund.payment WHERE refund.id = $1";
    PAYOUT = "SELECT shop, amount, currency FROM payout WHERE id = $1";
}

/// Money as notices name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Told {
    /// The payment it came by, if it is a payer's.
    pub payment: Option<Uid>,
    /// Who paid, if with an account.
    pub payer: Option<Id<Account>>,
    /// The shop that is paid, if it is one.
    pub shop: Option<Uid>,
    /// How much.
    pub amount: Money,
}

/// The payment, refund or payout that a fact is about, by its process.
///
/// # Errors
/// Missing for anybody but staff and the market itself.
pub fn told(rx: &mut Rx, cx: &Cx, (process, id): &(&str, Uid)) -> Result<Option<Told>, No> {
    if !cx.actor.is_staff() {
        return Err(Refusal::missing("page").into());
    }
    if *process == "payout" {
        let row = rx.opt::<(Uid, i64, Currency)>(&PAYOUT, &params![*id])?;
        let told = |(shop, n, currency)| Told {
            payment: None,
            payer: None,
            shop: Some(shop),
            amount: Money::new(n, currency),
        };
        return Ok(row.map(told));
    }
    let of = if *process == "refund" { &REFUND } else { &PAYMENT };
    let row = rx.opt::<(Uid, Option<Id<Account>>, i64, Currency)>(of, &params![*id])?;
    Ok(row.map(|(payment, payer, n, currency)| Told {
        payment: Some(payment),
        payer,
        shop: None,
        amount: Money::new(n, currency),
    }))
}
