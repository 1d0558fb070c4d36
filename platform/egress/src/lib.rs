//! Asking an address that a stranger named. The one client for it (F30): every other way out is to a place that the
//! operator named.
//!
//! ```text
//! read the address ─► resolve once ─► judge every answer ─► connect to that very answer ─► at most 3 redirects, each
//!                                                                                          from the beginning
//! ```

mod address;
mod denied;
mod fetch;
mod resolve;
mod target;

pub use address::is_public;
pub use denied::Denied;
pub use fetch::{Egress, Fetched, Most};
pub use resolve::{Resolve, System, Waiting};
