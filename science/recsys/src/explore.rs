use rand_core::Rng;

use crate::chance::{below, beta, shuffle, unit};
use crate::{Error, Result, Scored};

/// What is known of a new item: how often it was shown and how often it was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// The item.
    pub item: u32,
    /// Times shown, at least the times taken.
    pub shown: f64,
    /// Times taken.
    pub taken: f64,
}

/// What is believed of an item before it was shown: a Beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Imagined takings, above 0.
    pub taken: f64,
    /// Imagined refusals, above 0.
    pub refused: f64,
}

/// Draws each new item's rate from what is believed of it and gives the `keep` highest draws, best first
/// (Thompson 1933): an item is tried as often as it is likely to be the best one.
///
/// # Errors
/// [`Error::Setting`] when a prior or a count is out of range.
pub fn thompson(rng: &mut impl Rng, trials: &[Trial], prior: Prior, keep: usize) -> Result<Vec<Scored>> {
    for (name, value) in [("prior.taken", prior.taken), ("prior.refused", prior.refused)] {
        if !(value > 0.0 && value.is_finite()) {
            return Err(Error::Setting { name, value, range: "above 0" });
        }
    }
    let mut drawn = Vec::with_capacity(trials.len());
    for trial in trials {
        if !(trial.taken >= 0.0 && trial.shown >= trial.taken && trial.shown.is_finite()) {
            return Err(Error::Setting {
                name: "taken",
                value: trial.taken,
                range: "from 0 to the times shown",
            });
        }
        let rate = beta(rng, prior.taken + trial.taken, prior.refused + trial.shown - trial.taken);
        drawn.push(Scored { item: trial.item, score: rate as f32 });
    }
    Ok(crate::best(drawn, keep))
}

/// A page on which a few places were given to exploration or to chance, with what was needed to judge it
/// afterwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Slate {
    /// The items in the order shown.
    pub items: Vec<u32>,
    /// Which of them came from exploration.
    pub explored: Vec<bool>,
}

/// Gives each place, with probability `share` (0 to 1), to the next of `explorers` instead of the next of
/// `ranked`. The first place always belongs to the ranking; an item never stands twice.
///
/// # Errors
/// [`Error::Setting`] when the share is not within 0 and 1.
pub fn mix(
    rng: &mut impl Rng,
    ranked: &[u32],
    explorers: &[u32],
    places: usize,
    share: f64,
) -> Result<Slate> {
    if !(0.0..=1.0).contains(&share) {
        return Err(Error::Setting { name: "share", value: share, range: "from 0 to 1" });
    }
    let (mut ranked, mut explorers) = (ranked.iter().copied(), explorers.iter().copied());
    let mut slate = Slate { items: Vec::with_capacity(places), explored: Vec::with_capacity(places) };
    while slate.items.len() < places {
        let explore = !slate.items.is_empty() && unit(rng) < share;
        let fresh = |item: &u32| !slate.items.contains(item);
        let (next, explored) = if explore {
            let next = explorers.find(fresh);
            (next.or_else(|| ranked.find(fresh)), next.is_some())
        } else {
            let next = ranked.find(fresh);
            (next.or_else(|| explorers.find(fresh)), next.is_none())
        };
        let Some(item) = next else { break };
        slate.items.push(item);
        slate.explored.push(explored);
    }
    Ok(slate)
}

/// With probability `share` puts the first `places` items in random order, so that a log of such pages
/// tells what a place does from what an item does. Says whether it did.
pub fn randomise_order(rng: &mut impl Rng, items: &mut [u32], places: usize, share: f64) -> bool {
    let chosen = unit(rng) < share;
    if chosen {
        let places = places.min(items.len());
        shuffle(rng, &mut items[..places]);
    }
    chosen
}

/// One item drawn from a softmax over scores, with its probability: the propensity to log.
///
/// A `temperature` above 0 in units of the score: low follows the ranking, high is near even chance.
///
/// # Errors
/// [`Error::Setting`] when the temperature is not above 0.
pub fn softmax_draw(rng: &mut impl Rng, scored: &[Scored], temperature: f64) -> Result<Option<(u32, f64)>> {
    if !(temperature > 0.0 && temperature.is_finite()) {
        return Err(Error::Setting { name: "temperature", value: temperature, range: "above 0" });
    }
    let top = scored.iter().map(|one| f64::from(one.score)).fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> =
        scored.iter().map(|one| ((f64::from(one.score) - top) / temperature).exp()).collect();
    let total: f64 = weights.iter().sum();
    if !(total > 0.0 && total.is_finite()) {
        let even = (!scored.is_empty()).then(|| below(rng, scored.len()));
        return Ok(even.map(|at| (scored[at].item, 1.0 / scored.len() as f64)));
    }
    let mut left = unit(rng) * total;
    for (one, weight) in scored.iter().zip(&weights) {
        if left < *weight {
            return Ok(Some((one.item, weight / total)));
        }
        left -= weight;
    }
    Ok(scored.last().zip(weights.last()).map(|(one, weight)| (one.item, weight / total)))
}
