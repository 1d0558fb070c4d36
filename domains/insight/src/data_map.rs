//! What is kept of visits and sales, why, and how long.

use domain::{Column, Erase, Keep};

const fn of(
    table: &'static str,
    columns: &'static str,
    purpose: &'static str,
    keep: Keep,
    erase: Erase,
) -> Column {
    Column { table, columns, purpose, keep, erase }
}

use Erase::{Deleted, NotPersonal, Pseudonym};
use Keep::{Books, Days, WithRow};

#[rustfmt::skip]
pub(crate) const DATA_MAP: &[Column] = &[
    of("signal_head", "name, pos", "how far signals go and each reader has come", WithRow, NotPersonal),
    of("signal", "seq, at, received, name, item, place, value", "what was looked at, by consent", Days(400), NotPersonal),
    of("signal", "who, known", "tells visitors apart: a reference, or a name good for one day", Days(400), Pseudonym),
    of("signal", "consent", "the version of the words that were agreed to", Days(400), NotPersonal),
    of("signal_seen", "uuid, day", "that a signal sent twice is counted once", Days(2), NotPersonal),
    of("person", "account, who", "the only link from an account to its signals", WithRow, Deleted),
    of("withdrawn", "account, at", "that a signal from before a withdrawal is nobody's if it is saved after it", Days(1), Pseudonym),
    of("salt", "one, day, salt", "names a device for today; written over the next day", Days(1), NotPersonal),
    of("visit", "who", "tells visitors apart", Days(400), Pseudonym),
    of("visit", "began, last, day, entry, frozen, listing, cart, checkout, ordered", "how visits come to the goods and how far they get", Days(400), NotPersonal),
    of("sales_day", "day, currency, net", "net sales by day, from the books", Books, NotPersonal),
    of("orders_day", "day, orders", "orders by day, from the log", Books, NotPersonal),
    of("buyer_day", "buyer, day", "who bought on which days, to count those who come back", Books, Pseudonym),
];
