use rand_core::{Infallible, Rng, TryRng};

/// SplitMix64 (Steele, Lea and Flood 2014): a small generator whose whole state is one number.
///
/// Every choice in this crate that looks random is drawn from a seed that the caller gave, so that a run
/// replays. Where work is shared among threads, each row draws from its own [`SplitMix::at`], so the
/// number of threads changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitMix(u64);

impl SplitMix {
    /// A generator from a seed.
    pub const fn new(seed: u64) -> Self {
        SplitMix(seed)
    }

    /// The generator of one place (a row, a person) under a seed, independent of all other places.
    pub const fn at(seed: u64, place: u64) -> Self {
        SplitMix(finish(seed ^ finish(place.wrapping_add(0x632b_e59b_d9b4_e019))))
    }
}

const fn finish(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl TryRng for SplitMix {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        Ok(finish(self.0))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for chunk in out.chunks_mut(8) {
            let word = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

/// A number in [0, 1), all 53 bits drawn.
pub(crate) fn unit(rng: &mut impl Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

/// A whole number in 0..bound (Lemire's multiplication; its bias is below 2^-32 for bounds below 2^32).
pub(crate) fn below(rng: &mut impl Rng, bound: usize) -> usize {
    ((u128::from(rng.next_u64()) * bound as u128) >> 64) as usize
}

/// A standard normal number (Box and Muller 1958).
pub(crate) fn normal(rng: &mut impl Rng) -> f64 {
    let radius = (-2.0 * (1.0 - unit(rng)).ln()).sqrt();
    radius * (std::f64::consts::TAU * unit(rng)).cos()
}

/// A Gamma number of shape > 0 and scale 1 (Marsaglia and Tsang 2000; shapes below one are boosted).
pub(crate) fn gamma(rng: &mut impl Rng, shape: f64) -> f64 {
    if shape < 1.0 {
        let boost = (1.0 - unit(rng)).powf(1.0 / shape);
        return gamma(rng, shape + 1.0) * boost;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(rng);
        let v = (1.0 + c * x).powi(3);
        if v > 0.0 && (1.0 - unit(rng)).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}

/// A Beta(a, b) number, a and b > 0: Gamma(a) / (Gamma(a) + Gamma(b)).
pub(crate) fn beta(rng: &mut impl Rng, a: f64, b: f64) -> f64 {
    let (x, y) = (gamma(rng, a), gamma(rng, b));
    if x + y > 0.0 { x / (x + y) } else { a / (a + b) }
}

/// Puts a slice in random order (Fisher and Yates).
pub(crate) fn shuffle<T>(rng: &mut impl Rng, slice: &mut [T]) {
    for at in (1..slice.len()).rev() {
        slice.swap(at, below(rng, at + 1));
    }
}
