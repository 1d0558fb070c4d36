//! Guessing at passwords is slow. Each try takes from two buckets before anything is verified, and a right one
//! puts back what it took: 32 tries at once are 32 tries.
//!
//! The small bucket is of one handle from one network, so that somebody who guesses from elsewhere does not keep
//! the owner out; the large one is of the handle alone, against guessing from many networks. Both fill again by
//! themselves, open sessions go on, and recovery codes ask neither: nobody is locked out for good. Handles that
//! nobody has are counted in the same way, so a refusal says nothing about them.

use std::net::IpAddr;

use db::{Broken, No, Tx, params, sql};
use kernel::{Cx, Digest, Refusal, RefusalKind, Span};

sql! {
    /// The generic cell rate algorithm as one conditional statement: of two at once, both count.
    TAKE = "INSERT INTO guess (bucket, full_at)
        VALUES ($1, CAST($2 AS BIGINT) + CAST($3 AS BIGINT))
        ON CONFLICT (bucket) DO UPDATE
        SET full_at = CASE WHEN guess.full_at > $2 THEN guess.full_at ELSE $2 END + $3
        WHERE guess.full_at <= CAST($2 AS BIGINT) + CAST($4 AS BIGINT)";
    FORGET = "DELETE FROM guess WHERE bucket = $1";
    PUT_BACK = "UPDATE guess SET full_at = full_at - $2 WHERE bucket = $1";
}

/// How many guesses at once, and how soon one comes back.
struct Bucket {
    most: i64,
    every: Span,
}

/// One handle from one network.
const NARROW: Bucket = Bucket { most: 5, every: Span::minutes(3) };
/// One handle from anywhere: 20 guesses an hour after the first fifty.
const WIDE: Bucket = Bucket { most: 50, every: Span::minutes(3) };

/// One try at a handle's password.
#[derive(Clone)]
pub(crate) struct Try {
    /// As it was looked up.
    pub handle: String,
    narrow: Digest,
    wide: Digest,
}

impl Try {
    pub(crate) fn new(handle: &str, from: IpAddr) -> Self {
        let handle = crate::handle::folded(handle);
        let network = network(from);
        let narrow = Digest::of_parts([b"network".as_slice(), handle.as_bytes(), &network]);
        let wide = Digest::of_parts([b"handle".as_slice(), handle.as_bytes()]);
        Self { handle, narrow, wide }
    }

    fn buckets(&self) -> [(Digest, Bucket); 2] {
        [(self.narrow, NARROW), (self.wide, WIDE)]
    }

    /// Takes one guess.
    ///
    /// # Errors
    /// `too_many_guesses`.
    pub(crate) fn take(&self, tx: &mut Tx, cx: &Cx) -> Result<(), No> {
        for (key, bucket) in self.buckets() {
            let every = bucket.every.micros();
            if tx.run(&TAKE, &params![key, cx.now, every, every * (bucket.most - 1)])? == 0 {
                let detail = "Too many wrong passwords for this handle. Wait a few minutes, or sign in with a \
                              recovery code. Sessions that are open go on.";
                return Err(Refusal::new(RefusalKind::TooMany, "too_many_guesses", detail).into());
            }
        }
        Ok(())
    }

    /// Puts it back: it was no guess.
    pub(crate) fn put_back(&self, tx: &mut Tx) -> Result<(), Broken> {
        for (key, bucket) in self.buckets() {
            tx.run(&PUT_BACK, &params![key, bucket.every])?;
        }
        Ok(())
    }
}

/// Forgets the tries at a handle whose owner is gone; those from one network are forgotten within a quarter of an hour.
pub(crate) fn forget(tx: &mut Tx, handle: &str) -> Result<u64, Broken> {
    tx.run(&FORGET, &params![Digest::of_parts([b"handle".as_slice(), handle.as_bytes()])])
}

/// An IPv4 address, or the /64 that one subscriber has.
fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_subscriber_is_one_network_however_many_addresses_they_have() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:2"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
