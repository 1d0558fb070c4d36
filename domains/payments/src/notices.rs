//! What people are told of payments and payouts.

use domain::{Class, Notice, Whom};

const fn told(
    process: &'static str,
    event: &'static str,
    whom: Whom,
    class: Class,
    key: &'static str,
) -> Notice {
    Notice { process, event, whom, class, key }
}

/// The table.
#[rustfmt::skip]
pub const NOTICES: &[Notice] = &[
    told("payment",            "capture",    Whom::Buyer, Class::Transaction, "notice-payment-captured"),
    told("payment",            "decline",    Whom::Buyer, Class::Transaction, "notice-payment-declined"),
    told("payment",            "time_up",    Whom::Buyer, Class::Transaction, "notice-payment-expired"),
    told("payment",            "charge_back",Whom::Staff, Class::Transaction, "notice-payment-charged-back"),
    told("payment",            "bear",       Whom::Staff, Class::Transaction, "notice-payment-charge-borne"),
    told("refund",             "begun",      Whom::Buyer, Class::Transaction, "notice-refund-begun"),
    told("refund",             "settle",     Whom::Buyer, Class::Transaction, "notice-refund-arrived"),
    told("refund",             "fail",       Whom::Staff, Class::Transaction, "notice-refund-failed"),
    told("payout",             "begun",      Whom::Shop,  Class::Transaction, "notice-payout-begun"),
    told("payout",             "settle",     Whom::Shop,  Class::Transaction, "notice-payout-arrived"),
    told("payout",             "fail",       Whom::Shop,  Class::Transaction, "notice-payout-came-back"),
    told("payout",             "time_up",    Whom::Staff, Class::Transaction, "notice-payout-parked"),
    told("payout_destination", "set",        Whom::Shop,  Class::Safety,      "notice-payout-destination-set"),
];
