//! Secrets: shown once to whom they belong, stored hashed, never printed.

use std::fmt;

use sha2::{Digest as _, Sha256};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A secret text: a session, a cart's key, a token. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// 256 bits as 52 letters.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        let mut text = String::with_capacity(52);
        let (mut window, mut bits) = (0_u32, 0);
        for byte in bytes {
            window = (window << 8) | u32::from(byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(char::from(ALPHABET[((window >> bits) & 31) as usize]));
            }
        }
        text.push(char::from(ALPHABET[((window << (5 - bits)) & 31) as usize]));
        Self(text)
    }

    /// What somebody handed in.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, to hand to its owner or to a hash.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What we keep of it. Plain SHA-256 is right for 256 random bits; passwords go through argon2 instead.
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A SHA-256 hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of several parts, each preceded by its length so that no two lists of parts run together.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_fifty_two_letters_and_does_not_print() {
        let secret = Secret::from_bytes([255; 32]);
        assert_eq!(secret.reveal().len(), 52);
        assert_eq!(&secret.reveal()[..3], "zzz");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn parts_do_not_run_together() {
        let split = Digest::of_parts([b"ab".as_slice(), b"c"]);
        assert_ne!(split, Digest::of_parts([b"a".as_slice(), b"bc"]));
        assert_eq!(
            Digest::of(b"abc").to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
