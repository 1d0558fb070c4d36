//! The routes. Handlers check and hash what must not happen inside a command, and hand the rest to it.

mod accounts;
mod addresses;
mod leaving;
mod passkeys;
mod sessions;
mod staff;
mod tokens;

use web::Route;

/// Tokens of the rate limit for whatever has a password hashed: it takes some 40 ms of a core and 19 MiB.
pub const HASHING: u32 = 10;

/// This domain's part of the API.
pub(crate) fn routes() -> Vec<Route> {
    [
        accounts::routes(),
        sessions::routes(),
        tokens::routes(),
        passkeys::routes(),
        addresses::routes(),
        leaving::routes(),
        staff::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
