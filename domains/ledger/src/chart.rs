//! The chart of accounts and the codes of transfers. Both are stored words: they never change.

use kernel::Uid;
use process::Purse;

/// The kinds of purse.
pub mod kind {
    /// What a gateway holds for us: debited by a capture, credited by a refund or a payout. Open.
    pub const GATEWAY: &str = "gateway";
    /// Captured for a checkout and not yet collected by its orders, or on its way back. Guarded.
    pub const CLEARING: &str = "clearing";
    /// An order's money, between the buyer and the shop. Guarded.
    pub const ESCROW: &str = "escrow";
    /// A shop's share of completed orders, within the hold of its tier. Guarded.
    pub const PENDING: &str = "pending";
    /// What a shop may have paid out. Guarded.
    pub const AVAILABLE: &str = "available";
    /// A payout on its way through the gateway. Guarded.
    pub const PAYOUT: &str = "payout";
    /// Cash that a shop took at the door. Its debit balance is what the shop has in hand. Open.
    pub const CASH: &str = "cash";
    /// What the market earned. Open.
    pub const COMMISSION: &str = "commission";
    /// What a payer's bank took back of a payment and nobody has borne yet. Open.
    pub const CHARGED: &str = "charged";
    /// What a shop owes because money went back after it had its share. Open.
    pub const RECEIVABLE: &str = "receivable";
    /// What banks took back and nobody but the market could bear. Open.
    pub const LOSS: &str = "loss";
}

/// The codes of transfers: what a movement was for.
pub mod code {
    /// A gateway took a buyer's money: gateway to clearing.
    pub const CAPTURE: &str = "capture";
    /// An order took its share: clearing to escrow.
    pub const COLLECT: &str = "collect";
    /// A buyer paid at the door: cash to escrow.
    pub const CASH: &str = "cash";
    /// An order gave back: escrow to clearing.
    pub const RETURN: &str = "return";
    /// The gateway gave a buyer's money back: clearing to gateway.
    pub const REFUND: &str = "refund";
    /// A shop's share of a completed order: escrow to pending.
    pub const SHARE: &str = "share";
    /// A shop's share of an order paid at the door, which it has in hand already: escrow to cash.
    pub const KEPT: &str = "kept";
    /// The market's commission: escrow to commission.
    pub const COMMISSION: &str = "commission";
    /// The hold is over: pending to available.
    pub const RELEASE: &str = "release";
    /// A shop owes commission on orders paid at the door: available to cash.
    pub const SETTLE_CASH: &str = "settle_cash";
    /// A payout was sent: available to payout.
    pub const PAYOUT: &str = "payout";
    /// It arrived: payout to gateway.
    pub const PAID_OUT: &str = "paid_out";
    /// It did not: payout to available.
    pub const PAYOUT_BACK: &str = "payout_back";
    /// A payer's bank took money back: charged to gateway.
    pub const CHARGEBACK: &str = "chargeback";
    /// An order bears it: escrow, pending, commission or receivable to charged.
    pub const CLAWBACK: &str = "clawback";
    /// A refund bears it, which is not sent any more: clearing to charged.
    pub const CUT: &str = "cut";
    /// The market bears it: loss to charged.
    pub const LOSS: &str = "loss";
    /// A refund makes the market's loss good: clearing to loss.
    pub const REGAINED: &str = "regained";
    /// A shop pays what it owes: available to receivable.
    pub const SETTLE_RECEIVABLE: &str = "settle_receivable";
}

/// Whether an account keeps a balance that cannot go below nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Account {
    /// Moves by one conditional statement.
    Guarded,
    /// Only the log's sum.
    Open,
}

/// The chart.
pub const CHART: &[(&str, Account)] = &[
    (kind::GATEWAY, Account::Open),
    (kind::CLEARING, Account::Guarded),
    (kind::ESCROW, Account::Guarded),
    (kind::PENDING, Account::Guarded),
    (kind::AVAILABLE, Account::Guarded),
    (kind::PAYOUT, Account::Guarded),
    (kind::CASH, Account::Open),
    (kind::COMMISSION, Account::Open),
    (kind::CHARGED, Account::Open),
    (kind::RECEIVABLE, Account::Open),
    (kind::LOSS, Account::Open),
];

/// What a transfer adds to net sales: what orders took in, less what they gave back or was taken. The one definition;
/// every figure of sales in the product is a sum of it (architecture, idea 2).
macro_rules! net {
    () => {
        "CASE WHEN code IN ('collect', 'cash') THEN amount WHEN code IN ('return', 'clawback') THEN -amount ELSE 0 END"
    };
}
pub(crate) use net;

/// Net sales of a currency in a stretch of time.
pub const NET_SALES: &str = concat!(
    "SELECT CAST(COALESCE(SUM(",
    net!(),
    "), 0) AS BIGINT) FROM transfer WHERE currency = $1 AND at >= $2 AND at < $3"
);

/// The market's own accounts belong to nobody.
pub const MARKET: Uid = Uid([0; 16]);

pub(crate) fn account(purse: Purse) -> Option<Account> {
    CHART.iter().find(|(kind, _)| *kind == purse.kind).map(|(_, account)| *account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_in_the_chart_once() {
        let mut kinds: Vec<&str> = CHART.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), CHART.len());
        assert_eq!(account(Purse { kind: kind::ESCROW, of: MARKET }), Some(Account::Guarded));
        assert_eq!(account(Purse { kind: "piggy_bank", of: MARKET }), None);
    }
}
