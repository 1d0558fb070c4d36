use crate::bytes::{Kind, Reader, Writer};
use crate::matrix::within;
use crate::{Error, Result, Scored, best};

const KIND: Kind = Kind { name: "trending counts", code: 4, version: 1 };

/// Beyond this many half-lives the shared time base moves, long before 2^x leaves the range of f64.
const REBASE_AFTER: f64 = 256.0;

/// Forward decay (Cormode et al. 2009): an act at time t weighs `2^((t - base) / half_life)`, and every
/// reading divides by the same expression for now. Old weights are never touched as time passes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Decay {
    /// Seconds after which an act counts half.
    pub(crate) half_life: f64,
    /// Seconds since the epoch of the caller's clock at which an act weighs one.
    pub(crate) base: f64,
}

impl Decay {
    pub(crate) fn new(half_life: f64) -> Result<Self> {
        if !(half_life > 0.0 && half_life.is_finite()) {
            return Err(Error::Setting { name: "half_life", value: half_life, range: "seconds above 0" });
        }
        Ok(Decay { half_life, base: 0.0 })
    }

    pub(crate) fn weight(&self, at: f64) -> f64 {
        ((at - self.base) / self.half_life).exp2()
    }

    /// By how much all stored weights must be multiplied so that `at` is near the base again, if it is not.
    pub(crate) fn rebase(&mut self, at: f64) -> Option<f64> {
        if at - self.base <= REBASE_AFTER * self.half_life {
            return None;
        }
        let factor = ((self.base - at) / self.half_life).exp2();
        self.base = at;
        Some(factor)
    }
}

/// What many people act on now, and what is rising.
///
/// Two decayed counts are kept for each item: a short one (what happens now) and a long one (what is
/// usual). Their order of arrival does not matter. [`Trending::popular`] ranks by the short count alone;
/// [`Trending::rising`] by how far it stands above what the long one makes one expect.
///
/// ```
/// use recsys::Trending;
/// let day = 86_400.0;
/// let mut trending = Trending::new(2, day, 14.0 * day)?;
/// (0..60).try_for_each(|hour| trending.add(0, 3_600.0 * f64::from(hour), 1.0))?;
/// (48..60).try_for_each(|hour| trending.add(1, 3_600.0 * f64::from(hour), 1.0))?;
/// let now = 60.0 * 3_600.0;
/// assert_eq!(trending.popular(now, 1)[0].item, 0); // the usual one is ahead
/// assert_eq!(trending.rising(now, 1)[0].item, 1); // the new one rises
/// # Ok::<(), recsys::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Trending {
    short: Decay,
    long: Decay,
    now: Vec<f64>,
    usual: Vec<f64>,
}

impl Trending {
    /// Counts for `items`, with two half-lives in seconds, the short one first.
    ///
    /// # Errors
    /// [`Error::Setting`] when a half-life is not above zero or the long one is not the longer.
    pub fn new(items: usize, short: f64, long: f64) -> Result<Trending> {
        if long <= short {
            return Err(Error::Setting {
                name: "long",
                value: long,
                range: "longer than the short half-life",
            });
        }
        let (short, long) = (Decay::new(short)?, Decay::new(long)?);
        Ok(Trending { short, long, now: vec![0.0; items], usual: vec![0.0; items] })
    }

    /// Counts one act of some weight at a time in seconds. New items must be announced with
    /// [`Trending::grow`].
    ///
    /// # Errors
    /// [`Error::Outside`] for an unknown item, [`Error::Setting`] when time or weight are not finite.
    pub fn add(&mut self, item: u32, at: f64, weight: f64) -> Result<()> {
        within("item", item, self.now.len())?;
        for (name, value) in [("at", at), ("weight", weight)] {
            if !value.is_finite() {
                return Err(Error::Setting { name, value, range: "finite" });
            }
        }
        for (decay, counts) in [(&mut self.short, &mut self.now), (&mut self.long, &mut self.usual)] {
            if let Some(factor) = decay.rebase(at) {
                counts.iter_mut().for_each(|count| *count *= factor);
            }
            counts[item as usize] += weight * decay.weight(at);
        }
        Ok(())
    }

    /// Makes room for items up to a catalogue of this size.
    pub fn grow(&mut self, items: usize) {
        if items > self.now.len() {
            self.now.resize(items, 0.0);
            self.usual.resize(items, 0.0);
        }
    }

    /// An item's acts now, each counting half after the short half-life; zero for an unknown item.
    pub fn count(&self, item: u32, now: f64) -> f64 {
        self.now.get(item as usize).map_or(0.0, |count| count / self.short.weight(now))
    }

    /// The best `keep` items by recent acts.
    pub fn popular(&self, now: f64, keep: usize) -> Vec<Scored> {
        let scale = self.short.weight(now);
        self.ranked(keep, |short, _| short / scale)
    }

    /// The best `keep` items by `(seen - expected) / √(expected + 1)`: a Poisson z-score with one act of
    /// doubt. An item is expected to take the share of all that happens now that it had of the long
    /// count, so a busy evening raises nobody. Only items above what is expected are given.
    pub fn rising(&self, now: f64, keep: usize) -> Vec<Scored> {
        let short = self.short.weight(now);
        let (seen, usual): (f64, f64) = (self.now.iter().sum(), self.usual.iter().sum());
        let share = if usual > 0.0 { seen / short / usual } else { 0.0 };
        self.ranked(keep, |seen, usual| {
            let expected = usual * share;
            (seen / short - expected) / (expected + 1.0).sqrt()
        })
    }

    fn ranked(&self, keep: usize, score: impl Fn(f64, f64) -> f64) -> Vec<Scored> {
        let scored = self.now.iter().zip(&self.usual).enumerate().filter_map(|(item, (&now, &usual))| {
            let score = score(now, usual) as f32;
            (score > 0.0).then_some(Scored { item: item as u32, score })
        });
        best(scored.collect(), keep)
    }

    /// The counts as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(KIND);
        for decay in [self.short, self.long] {
            out.f64(decay.half_life);
            out.f64(decay.base);
        }
        out.f64s(&self.now);
        out.f64s(&self.usual);
        out.finish()
    }

    /// The counts from bytes of [`Trending::to_bytes`].
    ///
    /// # Errors
    /// [`Error::NotAModel`] or [`Error::Version`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Trending> {
        let mut input = Reader::new(bytes, KIND)?;
        let mut decay = || Ok::<_, Error>(Decay { half_life: input.f64()?, base: input.f64()? });
        let (short, long) = (decay()?, decay()?);
        let (now, usual) = (input.f64s()?, input.f64s()?);
        if now.len() != usual.len()
            || Decay::new(short.half_life).is_err()
            || Decay::new(long.half_life).is_err()
        {
            return Err(input.broken());
        }
        input.end()?;
        Ok(Trending { short, long, now, usual })
    }
}
