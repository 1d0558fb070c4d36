//! Webhooks on their way out: how they are signed, and who carries them.

mod sender;
mod signature;

pub(crate) use sender::Sender;
pub(crate) use signature::mac_hex;
pub use signature::{SIGNATURE_HEADER, signature};
