//! How much of a long test is run.

/// The full size where `RIALTO_FULL` is 1, the quick one otherwise: `./test` stays short, `./test --full` does not.
pub fn sized<T>(full: T, quick: T) -> T {
    if std::env::var_os("RIALTO_FULL").is_some_and(|said| said == "1") { full } else { quick }
}
