//! Webhooks on their way out: how they are signed.

mod signature;

pub(crate) use signature::mac_hex;
pub use signature::{SIGNATURE_HEADER, signature};
