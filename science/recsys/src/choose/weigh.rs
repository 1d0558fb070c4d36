//! Which parts count, and how much: coordinate ascent on held-out acts, one part at a time.

use rayon::prelude::*;

use super::every;
use super::held_out::{HeldOut, PLACES, worth};
use crate::metrics::quality;
use crate::ranking::Top;
use crate::recommender::{CANDIDATES, Models, Pool};
use crate::{Circle, Csr, Part, Query, Result, Room, Weights};

/// People whose pools are held in memory together: some thousand candidates of eight numbers each.
const MOST_POOLS: usize = 2_000;

/// Passes over all parts; weights settle in two or three.
const PASSES: usize = 4;

/// What a weight is changed to, relative to the blend's greatest.
const STEPS: [f32; 8] = [0.0, 0.03, 0.08, 0.15, 0.3, 0.5, 0.75, 1.0];

struct Case {
    pool: Pool,
    later: Vec<u32>,
}

/// Weights for people with a past.
pub(super) fn warm(models: &Models, held: &HeldOut, graph: Option<&Csr>) -> Result<Weights> {
    ascend(&every(models, graph, false), &cases(models, held, graph, false)?)
}

/// Weights for newcomers: the same people, with their past hidden from the parts. Acts that are known
/// are left out of the ranking, as they are not among those that are held out.
pub(super) fn cold(models: &Models, held: &HeldOut, graph: Option<&Csr>) -> Result<Weights> {
    ascend(&every(models, graph, true), &cases(models, held, graph, true)?)
}

fn cases(models: &Models, held: &HeldOut, graph: Option<&Csr>, newcomer: bool) -> Result<Vec<Case>> {
    let weights = every(models, graph, newcomer);
    let acquainted = |person: &u32| graph.is_none_or(|graph| !graph.row(*person as usize).is_empty());
    // A newcomer without friends is served by popularity whatever the weights are.
    let judged = held.people.iter().filter(|person| !newcomer || acquainted(person)).take(MOST_POOLS);
    judged
        .copied()
        .collect::<Vec<u32>>()
        .into_par_iter()
        .map_init(Room::default, |room, person| {
            let known = held.train.row(person as usize);
            let past: Vec<(u32, f32)> = if newcomer { Vec::new() } else { known.iter().collect() };
            let circle = graph.map(|graph| Circle::around(person, graph, &held.train));
            let without = if newcomer { known.columns } else { &[] };
            let query = Query { past: &past, person: Some(person), circle: circle.as_ref(), without };
            let pool = models.pool(&query, &weights, CANDIDATES, room)?;
            Ok(Case { pool, later: held.later.row(person as usize).columns.to_vec() })
        })
        .collect()
}

/// Starts from the best part alone and changes one weight at a time while that helps.
fn ascend(parts: &Weights, cases: &[Case]) -> Result<Weights> {
    let mut best = Weights::only(Part::Popular);
    let mut values = judge(&best, cases);
    for (part, _) in parts.active() {
        let alone = judge(&Weights::only(part), cases);
        if mean(&alone) > mean(&values) {
            (best, values) = (Weights::only(part), alone);
        }
    }
    for _ in 0..PASSES {
        let before = best;
        for (part, _) in parts.active() {
            let entered = best.of(part) > 0.0;
            let mut candidate: Option<(Weights, Vec<f64>)> = None;
            for step in STEPS {
                let changed = best.with(part, step);
                if changed == best || changed.active().next().is_none() {
                    continue;
                }
                let next = judge(&changed, cases);
                if mean(&next) > candidate.as_ref().map_or(mean(&values), |found| mean(&found.1)) {
                    candidate = Some((changed, next));
                }
            }
            if let Some((changed, next)) =
                candidate.filter(|found| entered || beyond_noise(&values, &found.1))
            {
                (best, values) = (changed, next);
            }
        }
        if best == before {
            break;
        }
    }
    Ok(best)
}

/// Whether the mean gain is larger than its own standard error over people.
fn beyond_noise(before: &[f64], after: &[f64]) -> bool {
    let gains: Vec<f64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
    let gain = mean(&gains);
    let variance = gains.iter().map(|one| (one - gain).powi(2)).sum::<f64>() / gains.len().max(1) as f64;
    gain > (variance / gains.len().max(1) as f64).sqrt()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

fn judge(weights: &Weights, cases: &[Case]) -> Vec<f64> {
    cases
        .par_iter()
        .map(|case| {
            // Only parts that count are summed: most blends that are tried have two or three.
            let counted: Vec<(usize, f32)> =
                case.pool.parts.iter().map(|&part| weights.of(part)).enumerate().collect();
            let counted: Vec<(usize, f32)> = counted.into_iter().filter(|part| part.1 > 0.0).collect();
            let mut top = Top::new(PLACES);
            for (&item, cells) in
                case.pool.items.iter().zip(case.pool.cells.chunks_exact(case.pool.parts.len()))
            {
                let score: f32 = counted.iter().map(|&(at, weight)| cells[at] * weight).sum();
                if score > 0.0 {
                    top.offer(item, score);
                }
            }
            quality(&top.finish(), &case.later, PLACES).map_or(0.0, worth)
        })
        .collect()
}
