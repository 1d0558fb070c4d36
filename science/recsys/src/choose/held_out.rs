use rayon::prelude::*;

use crate::chance::{SplitMix, shuffle, unit};
use crate::metrics::{Quality, quality};
use crate::{Csr, Result, Scores};

/// People on whom settings are judged: more would lower the noise little and cost time.
const MOST_PEOPLE: usize = 4_000;

const FEW_PEOPLE: usize = 1_000;

/// Share of a person's acts that is held out.
const SHARE: f64 = 0.2;

pub(super) const PLACES: usize = 20;

/// A history parted in two: what the parts may learn from, and what they are judged by.
pub(super) struct HeldOut {
    pub(super) train: Csr,
    pub(super) later: Csr,
    /// Who is judged, in random order: has acts in both.
    pub(super) people: Vec<u32>,
}

/// Some of the people, to judge by.
pub(super) struct Judges<'a> {
    held: &'a HeldOut,
    people: &'a [u32],
}

impl HeldOut {
    /// Holds out a fifth of each person's acts, at least one where there are two, each person's by the
    /// person's own draw. When squared activities sum to more than `affordable`, whole people are left
    /// out first until they fit.
    pub(super) fn split(history: &Csr, affordable: f64, seed: u64) -> HeldOut {
        let squares: f64 = (0..history.rows()).map(|row| (history.row(row).len() as f64).powi(2)).sum();
        let share = (affordable / squares.max(1.0)).min(1.0);
        let mut held = Vec::new();
        for row in 0..history.rows() {
            let mut rng = SplitMix::at(seed, row as u64);
            let acts = history.row(row).len();
            let sampled = unit(&mut rng) < share;
            let mut places: Vec<usize> = (0..acts).collect();
            shuffle(&mut rng, &mut places);
            let out = if acts < 2 { 0 } else { ((acts as f64 * SHARE).round() as usize).max(1) };
            let mut fate = vec![if sampled { Fate::Kept } else { Fate::Left }; acts];
            if sampled {
                places[..out].iter().for_each(|&place| fate[place] = Fate::Out);
            }
            held.extend(fate);
        }
        let part = |wanted: Fate| {
            let mut fates = held.iter();
            history.filtered(|_, _, _| fates.next() == Some(&wanted))
        };
        let (train, later) = (part(Fate::Kept), part(Fate::Out));
        let mut people: Vec<u32> =
            (0..later.rows() as u32).filter(|&person| !later.row(person as usize).is_empty()).collect();
        let mut rng = SplitMix::new(seed ^ 0x005e_1ec7);
        shuffle(&mut rng, &mut people);
        people.truncate(MOST_PEOPLE);
        HeldOut { train, later, people }
    }

    /// Everybody who is judged.
    pub(super) fn all(&self) -> Judges<'_> {
        Judges { held: self, people: &self.people }
    }

    /// Fewer people, for models that score the whole catalogue for each.
    pub(super) fn few(&self) -> Judges<'_> {
        Judges { held: self, people: &self.people[..self.people.len().min(FEW_PEOPLE)] }
    }
}

impl Judges<'_> {
    /// The mean of Recall@20 and NDCG@20 over the people, for a way to fill scores from a past.
    pub(super) fn value(
        &self,
        fill: impl Fn(u32, &[(u32, f32)], &mut Scores) -> Result<()> + Sync,
    ) -> Result<f64> {
        let each: Vec<f64> = self
            .people
            .par_iter()
            .map_init(
                || Scores::new(self.held.train.width()),
                |scores, &person| {
                    let past: Vec<(u32, f32)> = self.held.train.row(person as usize).iter().collect();
                    fill(person, &past, scores)?;
                    past.iter().for_each(|act| scores.forbid(act.0));
                    let ranking = scores.take_best(PLACES);
                    Ok(quality(&ranking, self.held.later.row(person as usize).columns, PLACES)
                        .map_or(0.0, worth))
                },
            )
            .collect::<Result<_>>()?;
        Ok(each.iter().sum::<f64>() / each.len().max(1) as f64)
    }
}

/// What is maximised: recall alone would not care for order, gain alone would favour the first place.
pub(super) fn worth(quality: Quality) -> f64 {
    (quality.recall + quality.ndcg) / 2.0
}

#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Kept,
    Out,
    Left,
}
