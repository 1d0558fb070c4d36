//! Time, as the gateway sees it: instants come from the outside, are kept to the millisecond and spoken in
//! RFC 3339.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer};

/// Where a running gateway asks the time. A test hands in its own and moves it by hand.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The clock of the machine.
pub fn system_clock() -> Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the gateway reads the machine's clock"
    )]
    let now = || Timestamp::now();
    Arc::new(now)
}

/// The instant `ms` milliseconds after 1970 began, as the file keeps it.
pub(crate) fn instant(ms: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|why| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Integer, why.into())
    })
}

/// Writes an instant as RFC 3339 in UTC.
pub(crate) fn write<S: Serializer>(at: &Timestamp, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(at)
}

/// Writes an instant that may not have come yet.
pub(crate) fn write_if_any<S: Serializer>(at: &Option<Timestamp>, out: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => write(at, out),
        None => out.serialize_none(),
    }
}

/// Reads RFC 3339 and drops what is finer than a millisecond, so that a call repeated compares equal.
pub(crate) fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    use serde::de::Error;
    let text = String::deserialize(from)?;
    let at: Timestamp =
        text.parse().map_err(|_| D::Error::custom(format!("`{text}` is not an RFC 3339 time")))?;
    Timestamp::from_millisecond(at.as_millisecond()).map_err(D::Error::custom)
}
