//! Chance from a seed. The seed is made in one place (see [`crate::clock::fresh_seed`]) or given by a test.

use rand_chacha::ChaCha12Rng;
use rand_core::{Rng as _, SeedableRng as _};

use crate::{Secret, Uid};

/// A stream of chance that a seed decides: the same seed gives the same ids and secrets again, so a command
/// that is run once more makes the same rows.
pub struct Chance(ChaCha12Rng);

impl Chance {
    /// The stream of `seed`.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(ChaCha12Rng::from_seed(seed))
    }

    /// A stream for tests and walks.
    pub fn from_number(seed: u64) -> Self {
        Self(ChaCha12Rng::seed_from_u64(seed))
    }

    /// `N` bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// A whole number below `bound`, each as likely (Lemire 2019, with rejection); 0 when `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let wide = u128::from(self.0.next_u64()) * u128::from(bound);
            if wide as u64 >= threshold {
                return (wide >> 64) as u64;
            }
        }
    }

    /// One of the given, or nothing of none.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(usize::try_from(self.below(from.len() as u64)).ok()?)
    }

    /// 256 bits that nobody guesses.
    pub fn secret(&mut self) -> Secret {
        Secret::from_bytes(self.bytes())
    }

    /// The seed of a stream of its own.
    pub fn seed(&mut self) -> [u8; 32] {
        self.bytes()
    }

    /// A UUIDv7 of the given instant.
    pub fn uid(&mut self, at: crate::Time) -> Uid {
        Uid::v7(at.millis(), self.bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_is_one_run() {
        let (mut one, mut two) = (Chance::from_number(7), Chance::from_number(7));
        assert_eq!(one.bytes::<32>(), two.bytes::<32>());
        assert_eq!(one.below(1_000), two.below(1_000));
    }

    #[test]
    fn below_reaches_every_number_and_no_other() {
        let mut chance = Chance::from_number(1);
        let mut seen = [0; 6];
        for _ in 0..6_000 {
            seen[chance.below(6) as usize] += 1;
        }
        assert!(seen.iter().all(|count| (850..1_150).contains(count)), "{seen:?}");
        assert_eq!(chance.below(0), 0);
    }
}
