//! Why each column is kept, how long, and what erasing a person does to it.

use domain::{Column, Erase, Keep};

const fn column(
    table: &'static str,
    columns: &'static str,
    purpose: &'static str,
    keep: Keep,
    erase: Erase,
) -> Column {
    Column { table, columns, purpose, keep, erase }
}

/// The map.
#[rustfmt::skip]
pub const DATA_MAP: &[Column] = &[
    column("payment", "id, checkout, gateway, amount, currency, attempt, captured, refunds, charged, lost", "proves what was charged", Keep::Books, Erase::NotPersonal),
    column("payment", "account, guest", "shows the payment to its buyer only", Keep::Books, Erase::Pseudonym),
    column("payment", "return_url, hosted_url", "where the buyer pays and comes back to", Keep::Books, Erase::Blanked),
    column("payment", "begun_at, expires_at, state, version, since", "where the payment stands and by when", Keep::Books, Erase::NotPersonal),
    column("payment_waiter", "payment, kind, id, amount, state, charged", "who is told when the money is there, or a bank takes it back", Keep::Books, Erase::NotPersonal),
    column("payment_capture", "gateway, capture, payment, attempt, amount, at", "books each capture once", Keep::Books, Erase::NotPersonal),
    column("payment_chargeback", "gateway, chargeback, payment, attempt, amount, at", "books each chargeback once", Keep::Books, Erase::NotPersonal),
    column("refund", "id, payment, waiter_kind, waiter, withheld, cut, attempt, amount, why, failures", "proves what was given back", Keep::Books, Erase::NotPersonal),
    column("refund", "state, version, since", "where the refund stands", Keep::Books, Erase::NotPersonal),
    column("payout", "id, shop, gateway, amount, currency, asked_at", "proves what was sent to a shop", Keep::Books, Erase::NotPersonal),
    column("payout", "destination", "the account that the money was sent to", Keep::Books, Erase::Blanked),
    column("payout", "state, version, since", "where the payout stands", Keep::Books, Erase::NotPersonal),
    column("payout_destination", "shop, root, gateway, set_at, usable_from", "from when money goes to the shop's account", Keep::WithRow, Erase::NotPersonal),
    column("payout_destination", "destination", "the account that a shop's money is sent to", Keep::WithRow, Erase::Blanked),
    column("payout_destination", "set_by", "who said so", Keep::WithRow, Erase::Pseudonym),
    column("webhook", "gateway, event, thing, reference, state, why, at", "takes each webhook once", Keep::Books, Erase::NotPersonal),
];
