//! What the books keep. They name things, never people: whose order a purse belongs to is the order's to say.

use domain::{Column, Erase, Keep};

const fn kept(table: &'static str, columns: &'static str, purpose: &'static str) -> Column {
    Column { table, columns, purpose, keep: Keep::Books, erase: Erase::NotPersonal }
}

pub(crate) const DATA_MAP: &[Column] = &[
    kept("purse", "kind, owner", "whose money it is: an order, a checkout, a shop"),
    kept("purse", "currency, balance", "how much is in it"),
    kept("transfer", "id", "names the transfer in facts"),
    kept("transfer", "debit_kind, debit_owner, credit_kind, credit_owner", "from which purse to which"),
    kept("transfer", "amount, currency, code, at", "how much, what for, when"),
    kept("transfer", "root", "the family whose fact tells of it"),
];
