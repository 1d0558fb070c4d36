//! What the tests stand on: instants after one noon, books, and things to put into them.

use std::path::PathBuf;

use jiff::Timestamp;
use sandbox::{Books, NewPayment, NewRefund, Script};
use serde_json::Value;

pub const SECRET: &str = "whsec_practice";
/// 2026-11-24T12:00:00Z in milliseconds after 1970.
pub const NOON: i64 = 1_795_521_600_000;
pub const MINUTE: i64 = 60_000;

/// `ms` milliseconds after noon.
pub fn after(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(NOON + ms).unwrap()
}

pub fn books() -> Books {
    Books::in_memory(SECRET, after(0)).unwrap()
}

/// 129 pesos, payable for a quarter of an hour.
pub fn payment(reference: &str) -> NewPayment {
    NewPayment {
        reference: reference.to_owned(),
        amount: 12_900,
        currency: "PHP".to_owned(),
        return_url: "http://localhost:8080/orders/R-1".to_owned(),
        expires_at: after(15 * MINUTE),
        description: Some("Two mugs".to_owned()),
    }
}

pub fn refund(reference: &str, payment: &str, amount: i64) -> NewRefund {
    NewRefund { reference: reference.to_owned(), payment: payment.to_owned(), amount }
}

/// A script for everything, as `/control` reads it.
pub fn script(json: Value) -> Script {
    serde_json::from_value(json).unwrap()
}

/// An empty folder of this name, the leavings of an earlier run removed.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
