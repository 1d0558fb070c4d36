//! Seeded chance for the simulations: the same seed, the same run.

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};
use stats::special::normal_quantile;

/// A stream of random numbers.
pub struct Chance {
    stream: ChaCha8Rng,
}

impl Chance {
    /// The stream of a seed.
    pub fn seeded(seed: u64) -> Self {
        Self { stream: ChaCha8Rng::seed_from_u64(seed) }
    }

    /// Uniform in (0, 1), never either end: a half step above each of 2⁵³ multiples.
    pub fn uniform(&mut self) -> f64 {
        ((self.stream.next_u64() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// Standard normal.
    pub fn normal(&mut self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// Exponential with mean 1.
    pub fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }

    /// Gamma with this shape above 0 and scale 1 (Marsaglia & Tsang 2000).
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.uniform().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let z = self.normal();
            let v = (1.0 + z / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * z * z + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// Beta with these parameters above 0.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (one, other) = (self.gamma(a), self.gamma(b));
        one / (one + other)
    }
}

/// Binomial numbers of up to `most` trials with one success probability, by inversion of their tables.
pub struct Binomials {
    cumulative: Vec<Vec<f64>>,
}

impl Binomials {
    /// Tables for 0 to `most` trials.
    pub fn new(most: usize, p: f64) -> Self {
        let mut cumulative = Vec::with_capacity(most + 1);
        let mut exact = vec![1.0];
        for _ in 0..=most {
            let mut sum = 0.0;
            let running = exact.iter().map(|probability| {
                sum += probability;
                sum
            });
            cumulative.push(running.collect());
            // One trial more: Pascal's rule.
            let mut next = vec![0.0; exact.len() + 1];
            for (k, probability) in exact.iter().enumerate() {
                next[k] += probability * (1.0 - p);
                next[k + 1] += probability * p;
            }
            exact = next;
        }
        Self { cumulative }
    }

    /// Successes among `trials` (at most those the tables were made for).
    pub fn draw(&self, trials: u64, chance: &mut Chance) -> u64 {
        let table = &self.cumulative[trials as usize];
        let at = chance.uniform();
        table.partition_point(|below| *below < at).min(table.len() - 1) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stats::compare::Moments;

    #[test]
    fn draws_have_the_mean_and_variance_of_their_distributions() {
        let mut chance = Chance::seeded(7);
        let binomials = Binomials::new(100, 0.05);
        let mut check = |name: &str, draw: &mut dyn FnMut(&mut Chance) -> f64, mean: f64, variance: f64| {
            let drawn: Moments = (0..20_000).map(|_| draw(&mut chance)).collect();
            assert!((drawn.mean() - mean).abs() < 5.0 * (variance / 20_000.0).sqrt(), "{name}");
            assert!((drawn.variance() / variance - 1.0).abs() < 0.15, "{name}: {}", drawn.variance());
        };
        check("uniform", &mut |c| c.uniform(), 0.5, 1.0 / 12.0);
        check("normal", &mut |c| c.normal(), 0.0, 1.0);
        check("exponential", &mut |c| c.exponential(), 1.0, 1.0);
        check("gamma", &mut |c| c.gamma(3.5), 3.5, 3.5);
        check("gamma below 1", &mut |c| c.gamma(0.25), 0.25, 0.25);
        check("beta", &mut |c| c.beta(2.0, 6.0), 0.25, 0.25 * 0.75 / 9.0);
        check("binomial", &mut |c| binomials.draw(100, c) as f64, 5.0, 4.75);
        check("binomial of few", &mut |c| binomials.draw(3, c) as f64, 0.15, 0.1425);
    }

    #[test]
    fn the_same_seed_gives_the_same_stream() {
        let draw = |seed| {
            let mut chance = Chance::seeded(seed);
            [chance.normal(), chance.gamma(0.3), chance.uniform()]
        };
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3), draw(4));
    }
}
