//! Chance by name: what somebody does follows from the seed and from whom and what it is about, never from who came
//! before. So a market that is lived in two halves decides as one that is lived at once.

use kernel::{Chance, Digest};

/// The stream of these words.
pub(crate) fn of(seed: u64, what: &str, about: &[&[u8]]) -> Chance {
    let seed = seed.to_be_bytes();
    let words: [&[u8]; 2] = [&seed, what.as_bytes()];
    Chance::from_seed(Digest::of_parts(words.into_iter().chain(about.iter().copied())).0)
}

/// Draws.
pub(crate) trait Draw {
    /// From 0 up to 1.
    fn share(&mut self) -> f64;

    /// Between two numbers.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// Whether something of this share happens.
    fn happens(&mut self, share: f64) -> bool {
        self.share() < share
    }

    /// Which of some, each as likely as its weight says; nothing where all weigh nothing.
    fn weighed(&mut self, weights: impl Iterator<Item = f64> + Clone) -> Option<usize> {
        let mut left = self.share() * weights.clone().sum::<f64>();
        let mut last = None;
        for (nth, weight) in weights.enumerate().filter(|(_, weight)| *weight > 0.0) {
            last = Some(nth);
            left -= weight;
            if left < 0.0 {
                break;
            }
        }
        last
    }
}

impl Draw for Chance {
    fn share(&mut self) -> f64 {
        self.below(1 << 40) as f64 / (1_u64 << 40) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_is_one_stream_and_what_weighs_nothing_is_never_drawn() {
        assert_eq!(of(7, "day", &[b"1"]).share(), of(7, "day", &[b"1"]).share());
        assert_ne!(of(7, "day", &[b"1"]).share(), of(8, "day", &[b"1"]).share());
        let mut chance = of(1, "weights", &[]);
        let mut drawn = [0; 3];
        for _ in 0..4_000 {
            drawn[chance.weighed([1.0, 0.0, 3.0].into_iter()).unwrap()] += 1;
        }
        assert!(drawn[1] == 0 && (850..1_150).contains(&drawn[0]), "{drawn:?}");
        assert_eq!(chance.weighed([0.0].into_iter()), None);
    }
}
