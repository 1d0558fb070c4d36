//! Kept answers are sealed under the key that the client made up, so that secrets and addresses in them are
//! readable only to whoever can send the same key again. The table holds a hash of the key and no more.
//!
//! A client that picks a guessable key weakens its own seal against somebody who has stolen the database; a
//! random key of 16 letters or more, as everybody without a credential must send, does not give way.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use kernel::Digest;

/// Bytes of the nonce (RFC 8439, 2.8).
pub(crate) const SALT: usize = 12;

/// Seals and opens the answers of one idempotency key.
pub(crate) struct Seal {
    cipher: ChaCha20Poly1305,
    /// The row's id: an answer moved to another row does not open.
    row: Digest,
}

impl Seal {
    /// `key` is what the client sent; `row` is where the answer is kept.
    pub(crate) fn new(key: &str, row: Digest) -> Self {
        let secret = Digest::of_parts([b"rialto idempotency seal 1".as_slice(), key.as_bytes(), &row.0]);
        Self { cipher: ChaCha20Poly1305::new(&secret.0.into()), row }
    }

    /// Nothing only if the answer is beyond what the cipher takes (256 GiB).
    pub(crate) fn close(&self, salt: [u8; SALT], answer: &[u8]) -> Option<Vec<u8>> {
        self.cipher.encrypt(&Nonce::from(salt), Payload { msg: answer, aad: &self.row.0 }).ok()
    }

    /// Nothing if the bytes are not what was sealed.
    pub(crate) fn open(&self, salt: [u8; SALT], sealed: &[u8]) -> Option<Vec<u8>> {
        self.cipher.decrypt(&Nonce::from(salt), Payload { msg: sealed, aad: &self.row.0 }).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_and_the_same_row_open_an_answer() {
        let row = Digest([1; 32]);
        let sealed = Seal::new("key", row).close([9; SALT], b"secret").unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"secret"));
        assert_eq!(Seal::new("key", row).open([9; SALT], &sealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(Seal::new("kez", row).open([9; SALT], &sealed), None);
        assert_eq!(Seal::new("key", Digest([2; 32])).open([9; SALT], &sealed), None);
        assert_eq!(Seal::new("key", row).open([8; SALT], &sealed), None);
    }
}
