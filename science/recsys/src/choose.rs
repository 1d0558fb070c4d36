//! How a recipe is chosen. Nothing here looks at anything but the history that it is given.

mod held_out;
mod weigh;

use held_out::HeldOut;

use crate::recommender::Models;
use crate::{
    Csr, Ease, Error, FactorSettings, Factors, Lists, Part, Recipe, Result, RidgeSettings, Weighting,
    Weights, ridge_lists,
};

/// With fewer people to judge by, the defaults are the better guess.
const FEWEST_PEOPLE: usize = 20;

/// Sum of squared activities up to which settings are tried on everybody; the product behind the lists
/// costs about this many additions.
const AFFORDABLE: f64 = 4e8;

/// The smaller side of a history up to which the exact linear model is tried: its cube is a few seconds.
const EASE_LIMIT: usize = 8_000;

/// Points of the family that are tried first: cosine, Turbo-CF, and mixtures in the manner of RP3β.
const WEIGHTINGS: [[f32; 3]; 6] =
    [[0.0, 0.5, 0.5], [1.0, 0.5, 0.5], [1.0, 0.5, 0.3], [0.7, 0.4, 0.4], [0.5, 0.5, 0.3], [1.2, 0.6, 0.2]];

pub(crate) fn choose(history: &Csr, graph: Option<&Csr>, seed: u64) -> Result<Recipe> {
    if let Some(graph) = graph.filter(|graph| graph.rows() != history.rows()) {
        return Err(Error::Sizes {
            what: "rows of graph and history",
            left: graph.rows(),
            right: history.rows(),
        });
    }
    let mut recipe = Recipe::default();
    recipe.factors.seed = seed;
    let held = HeldOut::split(history, AFFORDABLE, seed);
    if held.people.len() < FEWEST_PEOPLE {
        return Ok(recipe);
    }
    let mut models = Models::counting(&held.train);
    let (weighting, lists) = choose_weighting(&held, recipe.keep)?;
    recipe.weighting = weighting;
    models.lists = Some(lists);
    if affordable(Part::Ease, &held.train, &recipe.ridge) {
        let (ridge, ease) = choose_ease(&held, recipe.ease_ridge)?;
        recipe.ease_ridge = ridge;
        models.ease = Some(ease);
    }
    let neighbours = recipe.neighbours(&held.train)?;
    recipe.ridge.neighbours = affordable_neighbours(&held.train, &neighbours);
    if affordable(Part::Ridge, &held.train, &recipe.ridge) {
        let (ridge, lists) = choose_ridge(&held, &neighbours, recipe.ridge)?;
        recipe.ridge = ridge;
        models.ridge = Some(lists);
    }
    let (settings, factors) = choose_factors(&held, recipe.factors)?;
    recipe.factors = settings;
    models.factors = Some(factors);
    recipe.warm = weigh::warm(&models, &held, graph)?;
    recipe.cold = weigh::cold(&models, &held, graph)?;
    Ok(recipe)
}

pub(crate) fn affordable(part: Part, history: &Csr, ridge: &RidgeSettings) -> bool {
    match part {
        Part::Ease | Part::Company => history.rows().min(history.width()) <= EASE_LIMIT,
        Part::Ridge => ridge.neighbours >= FEWEST_NEIGHBOURS,
        _ => true,
    }
}

/// A candidate setting with what was fitted under it and how well it ranked.
struct Tried<S, M> {
    settings: S,
    model: M,
    value: f64,
}

/// Takes the better of two tries, the first where they are equal.
fn keep_better<S, M>(best: Option<Tried<S, M>>, next: Tried<S, M>) -> Option<Tried<S, M>> {
    match best {
        Some(best) if best.value >= next.value => Some(best),
        _ => Some(next),
    }
}

fn choose_weighting(held: &HeldOut, keep: usize) -> Result<(Weighting, Lists)> {
    let attempt = |weighting: Weighting| {
        let lists = Lists::fit(&held.train, &weighting, keep)?;
        let value = held.all().value(|_, past, scores| {
            lists.score(past, scores);
            Ok(())
        })?;
        Ok::<_, Error>(Tried { settings: weighting, model: lists, value })
    };
    let mut best = None;
    for [person, from, to] in WEIGHTINGS {
        best = keep_better(best, attempt(Weighting { person, from, to, power: 1.0 })?);
    }
    // Then one step along each exponent, from the best point so far.
    for (person, from, to) in [(0.25, 0.0, 0.0), (0.0, 0.15, 0.0), (0.0, 0.0, 0.1)] {
        for sign in [1.0, -1.0] {
            let Some(Tried { settings, .. }) = &best else { continue };
            let moved = Weighting {
                person: (settings.person + sign * person).max(0.0),
                from: (settings.from + sign * from).max(0.0),
                to: (settings.to + sign * to).max(0.0),
                power: settings.power,
            };
            let before = *settings;
            best = keep_better(best, attempt(moved)?);
            if best.as_ref().is_some_and(|best| best.settings != before) {
                break;
            }
        }
    }
    best.map(|best| (best.settings, best.model)).ok_or(Error::Singular)
}

/// Walks a setting up step by step, else down, as long as that helps, at most `most` further tries.
fn climb<S: Copy, M>(
    mut best: Tried<S, M>,
    most: usize,
    moved: impl Fn(S, bool) -> S,
    attempt: impl Fn(S) -> Result<Tried<S, M>>,
) -> Result<Tried<S, M>> {
    let mut left = most;
    for up in [true, false] {
        let mut helped = false;
        while left > 0 {
            left -= 1;
            let next = attempt(moved(best.settings, up))?;
            if next.value <= best.value {
                break;
            }
            best = next;
            helped = true;
        }
        if helped {
            break;
        }
    }
    Ok(best)
}

fn choose_ease(held: &HeldOut, first: f32) -> Result<(f32, Ease)> {
    let attempt = |ridge: f32| {
        let ease = Ease::fit(&held.train, ridge, EASE_LIMIT)?;
        let value = held.few().value(|person, past, scores| {
            ease.score(past, Some(person), scores);
            Ok(())
        })?;
        Ok(Tried { settings: ridge, model: ease, value })
    };
    let moved = |ridge: f32, up: bool| if up { ridge * 2.5 } else { ridge / 2.5 };
    let best = climb(attempt(first)?, 3, moved, attempt)?;
    Ok((best.settings, best.model))
}

/// With fewer neighbours a regression says little more than the lists.
const FEWEST_NEIGHBOURS: usize = 16;

/// Pairs of acts that the regressions may look at in one fit, about ten seconds' worth.
const AFFORDABLE_PAIRS: f64 = 4e9;

/// How many neighbours can be afforded: the work grows with their acts, and with how many of them one
/// person has. Halved until it fits.
fn affordable_neighbours(history: &Csr, neighbours: &Lists) -> usize {
    let acts = history.column_sums();
    let rows = neighbours.rows().transposed();
    let touched: f64 = (0..rows.rows())
        .map(|item| rows.row(item).columns.iter().map(|&from| f64::from(acts[from as usize])).sum::<f64>())
        .sum();
    let mut affordable = RidgeSettings { ..Recipe::default().ridge }.neighbours;
    // Of a person's acts about `affordable / items` of the chosen hit by chance, more by likeness.
    let per_person = history.len() as f64 / history.rows().max(1) as f64;
    let mut work = touched * (1.0 + 0.1 * per_person.min(affordable as f64));
    while work > AFFORDABLE_PAIRS && affordable >= FEWEST_NEIGHBOURS {
        affordable /= 2;
        work /= 4.0;
    }
    affordable
}

fn choose_ridge(held: &HeldOut, neighbours: &Lists, first: RidgeSettings) -> Result<(RidgeSettings, Lists)> {
    let attempt = |settings: RidgeSettings| {
        let lists = ridge_lists(&held.train, neighbours, &settings)?;
        let value = held.all().value(|_, past, scores| {
            lists.score(past, scores);
            Ok(())
        })?;
        Ok(Tried { settings, model: lists, value })
    };
    let moved = |settings: RidgeSettings, up: bool| {
        let ridge = if up { settings.ridge * 2.5 } else { settings.ridge / 2.5 };
        RidgeSettings { ridge, ..settings }
    };
    let best = climb(attempt(first)?, 3, moved, attempt)?;
    Ok((best.settings, best.model))
}

/// Unobserved mass beside a person's acts at which the search for factors starts.
const UNOBSERVED_MASS: f64 = 30.0;

fn choose_factors(held: &HeldOut, first: FactorSettings) -> Result<(FactorSettings, Factors)> {
    let density = held.train.len() as f64 / (held.train.rows().max(1) * held.train.width().max(1)) as f64;
    let unobserved = (UNOBSERVED_MASS * density).clamp(1e-4, 1.0) as f32;
    let attempt = |settings: FactorSettings| {
        let factors = Factors::fit(&held.train, &settings)?;
        let value = held.few().value(|_, past, scores| {
            let taste = factors.taste(past)?;
            factors.score_into(&taste, scores);
            Ok(())
        })?;
        Ok(Tried { settings, model: factors, value })
    };
    let moved = |settings: FactorSettings, up: bool| {
        let by = if up { 3.0 } else { 1.0 / 3.0 };
        FactorSettings { ridge: settings.ridge * by, ..settings }
    };
    let best = climb(attempt(FactorSettings { unobserved, ..first })?, 2, moved, attempt)?;
    let moved = |settings: FactorSettings, up: bool| {
        let by = if up { 3.0 } else { 1.0 / 3.0 };
        FactorSettings { unobserved: settings.unobserved * by, ..settings }
    };
    let again = climb(best, 2, moved, attempt)?;
    Ok((again.settings, again.model))
}

/// What a newcomer's blend may weigh, and a known person's.
fn allowed(part: Part, models: &Models, graph: Option<&Csr>, newcomer: bool) -> bool {
    let fitted = match part {
        Part::Lists => models.lists.is_some(),
        Part::Ridge => models.ridge.is_some(),
        Part::Ease => models.ease.is_some(),
        Part::Factors => models.factors.is_some(),
        Part::Popular => true,
        Part::Friends | Part::Second | Part::Echo => graph.is_some(),
        Part::Company => graph.is_some() && models.ease.is_some(),
    };
    fitted && !(newcomer && part.from_past())
}

/// Every allowed part once.
fn every(models: &Models, graph: Option<&Csr>, newcomer: bool) -> Weights {
    Part::ALL
        .into_iter()
        .filter(|&part| allowed(part, models, graph, newcomer))
        .fold(Weights::default(), |weights, part| weights.with(part, 1.0))
}
