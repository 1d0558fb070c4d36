//! When somebody leaves the market: money that is on its way to them or that their shop could still have paid out keeps
//! them here. Of what is over, the pages where they paid and the accounts of their shop go; amounts stay for the books.

use db::{No, Rx, Tx, params, sql};
use domain::{Bar, Footprint, again};
use kernel::{Account, Cx, Id, Refusal};

use crate::payout::ask::payable;

sql! {
    REFUND = "SELECT 1 FROM refund r JOIN payment p ON p.id = r.payment
        WHERE p.account = $1 AND r.state IN ('asked', 'pending', 'failed', 'parked') LIMIT 1";
    PAYOUT = "SELECT 1 FROM payout WHERE shop = $1 AND state IN ('asked', 'sent', 'parked') LIMIT 1";
    PAGES = "UPDATE payment SET return_url = '', hosted_url = NULL WHERE id IN (
            SELECT id FROM payment WHERE account = $1 AND (return_url <> '' OR hosted_url IS NOT NULL)
            ORDER BY id LIMIT 200)";
    SENT_TO = "UPDATE payout SET destination = '' WHERE id IN (
            SELECT id FROM payout WHERE shop = $1 AND destination <> '' ORDER BY id LIMIT 200)";
    SENDS_TO = "UPDATE payout_destination SET destination = '' WHERE shop = $1";
}

/// What must end first.
pub(crate) fn bars(rx: &mut Rx, cx: &Cx, person: &Id<Account>) -> Result<Option<Bar>, No> {
    if rx.opt::<i64>(&REFUND, &params![*person])?.is_some() {
        let detail = "Money is on its way back to you: wait until it has arrived. Nothing was changed.";
        return Ok(Some(Bar {
            refusal: Refusal::conflict("refund_open", detail),
            page: Some("/orders".into()),
        }));
    }
    for shop in catalog::shops::owned(rx, *person)? {
        let is_sending = rx.opt::<i64>(&PAYOUT, &params![shop])?.is_some();
        let currency = catalog::shop(rx, cx, &catalog::ShopKey::Id(shop))?.currency;
        let payable = payable(rx, cx, shop.uid(), currency)?;
        if is_sending || payable.free.amount >= payable.least.amount {
            let detail = "Your shop has money that is not paid out yet: have it paid out first, and wait until it has \
                          arrived. Nothing was changed.";
            let refusal = Refusal::conflict("shop_money_open", detail);
            return Ok(Some(Bar { refusal, page: Some(format!("/studio/{shop}/money")) }));
        }
    }
    Ok(None)
}

/// A step of it.
pub(crate) fn erase(
    tx: &mut Tx,
    _: &Cx,
    (person, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    let mut taken = vec![tx.run(&PAGES, &params![*person])?];
    for shop in catalog::shops::owned(tx, *person)? {
        taken.push(tx.run(&SENT_TO, &params![shop])?);
        tx.run(&SENDS_TO, &params![shop])?;
    }
    Ok(again(*place, &taken))
}
