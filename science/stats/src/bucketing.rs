//! Who sees what, by hash alone: no table, the same on every node, and nested, so that a growing share never
//! takes a treatment from somebody who had it.
//!
//! ```
//! use stats::bucketing::{enabled, variant};
//!
//! assert!((0..1_000).all(|k| {
//!     let unit = format!("u_{k}");
//!     enabled("gift-pack", &unit, 0.25) || !enabled("gift-pack", &unit, 0.05)
//! }));
//! assert_eq!(variant("gift-pack", "u_1", &[0.5, 0.5]), variant("gift-pack", "u_1", &[0.5, 0.5]));
//! ```

/// Buckets: the finest share is one in ten thousand.
pub const BUCKETS: u32 = 10_000;
/// Seed that says whether somebody takes part at all.
pub const ALLOCATION_SEED: u32 = 0;
/// Seed that says which variant; another, so that the two are independent (Unleash's number).
pub const VARIANT_SEED: u32 = 86_028_157;

/// MurmurHash3, x86, 32 bits (Austin Appleby, public domain).
pub fn murmur3_32(bytes: &[u8], seed: u32) -> u32 {
    const C1: u32 = 0xcc9e_2d51;
    const C2: u32 = 0x1b87_3593;
    let scrambled = |block: u32| block.wrapping_mul(C1).rotate_left(15).wrapping_mul(C2);
    let blocks = bytes.chunks_exact(4);
    // Up to three bytes are left, the first lowest.
    let rest = blocks.remainder().iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
    let mut hash = seed;
    for block in blocks {
        let word = block.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
        hash = (hash ^ scrambled(word)).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64);
    }
    // The length is mixed modulo 2³².
    hash ^= scrambled(rest) ^ bytes.len() as u32;
    hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ hash >> 13).wrapping_mul(0xc2b2_ae35);
    hash ^ hash >> 16
}

/// The hash of `salt:unit`, as Unleash forms it.
pub fn hash(salt: &str, unit: &str, seed: u32) -> u32 {
    murmur3_32(format!("{salt}:{unit}").as_bytes(), seed)
}

/// The unit's bucket, 0 to 9,999.
pub fn bucket(salt: &str, unit: &str, seed: u32) -> u32 {
    hash(salt, unit, seed) % BUCKETS
}

/// Unleash's normalised value, 1 to 100, for shops that come from there.
pub fn unleash_value(salt: &str, unit: &str, seed: u32) -> u32 {
    hash(salt, unit, seed) % 100 + 1
}

/// Whether the unit takes part when `share` (0 to 1) of all do. Nested: a larger share keeps everybody.
pub fn enabled(salt: &str, unit: &str, share: f64) -> bool {
    f64::from(bucket(salt, unit, ALLOCATION_SEED)) < (share * f64::from(BUCKETS)).round()
}

/// The unit's variant among `weights` (at least 0, any sum); `None` if there is no weight.
pub fn variant(salt: &str, unit: &str, weights: &[f64]) -> Option<usize> {
    let whole: f64 = weights.iter().sum();
    let at = (f64::from(bucket(salt, unit, VARIANT_SEED)) + 0.5) / f64::from(BUCKETS) * whole;
    let mut below = 0.0;
    weights.iter().position(|weight| {
        below += weight;
        at < below
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sequential::sample_ratio_fixed;

    #[test]
    fn the_published_vectors_hold() {
        assert_eq!(murmur3_32(b"", 0), 0);
        assert_eq!(murmur3_32(b"", 1), 0x514e_28b7);
        assert_eq!(murmur3_32(b"hello, world", 0), 0x149b_bb7f);
        assert_eq!(unleash_value("gr1", "123", 0), 73);
        assert_eq!(unleash_value("groupX", "999", 0), 25);
    }

    #[test]
    fn a_million_units_fill_the_buckets_evenly_and_two_salts_are_unrelated() {
        let (mut counts, mut moments) = (vec![0_u64; 100], crate::compare::Joint::default());
        for k in 0..1_000_000_u32 {
            let unit = format!("u_{k}");
            let here = bucket("salt-a", &unit, ALLOCATION_SEED);
            counts[here as usize / 100] += 1;
            if k < 100_000 {
                moments += (f64::from(here), f64::from(bucket("salt-b", &unit, ALLOCATION_SEED)));
            }
        }
        assert!(sample_ratio_fixed(&counts, &[1.0; 100]).unwrap() > 0.001);
        let spread = (moments.first.variance() * moments.second.variance()).sqrt();
        assert!((moments.covariance() / spread).abs() < 0.005);
    }

    #[test]
    fn a_growing_share_never_takes_the_treatment_away() {
        for k in 0..2_000 {
            let unit = format!("person-{k}");
            let seen: Vec<bool> =
                [0.0, 0.01, 0.05, 0.25, 0.5, 1.0].map(|share| enabled("s", &unit, share)).to_vec();
            assert!(seen.windows(2).all(|pair| pair[1] || !pair[0]));
            assert!(!seen[0] && seen[5]);
        }
    }

    #[test]
    fn variants_follow_their_weights_and_no_weight_has_no_variant() {
        let mut counts = [0_u64; 3];
        (0..20_000).for_each(|k| counts[variant("s", &k.to_string(), &[1.0, 0.0, 3.0]).unwrap()] += 1);
        assert_eq!(counts[1], 0);
        assert!(sample_ratio_fixed(&[counts[0], counts[2]], &[1.0, 3.0]).unwrap() > 0.001);
        assert_eq!(variant("s", "u", &[]), None);
        assert_eq!(variant("s", "u", &[0.0]), None);
    }
}
