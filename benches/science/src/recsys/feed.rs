//! `./bench recsys --feed`: how long a page takes on a catalogue of a hundred thousand, and how soon an
//! event changes it. Wall time on one thread; the machine should be quiet.

use std::time::Instant;

use recsys::{
    CoCounts, CountSettings, Csr, Part, Prior, Query, Recipe, Recommender, Result, Room, Scored, SplitMix,
    Trial, Variety, Weighting, Weights, diverse, mix, thompson,
};
use serde_json::json;

use super::PLACES;

const PEOPLE: u32 = 50_000;
const ITEMS: u32 = 100_000;
const ACTS: u32 = 30;
const CROWDS: u32 = 200;
const ASKED: u32 = 5_000;
/// What the page is chosen from.
const RANKED: usize = 200;
/// New items of which some are tried.
const NEW: u32 = 50;
/// Share of places that try something new.
const SHARE: f64 = 0.08;

/// Prints a line for each figure; false where a bar that must be met is missed.
pub fn run() -> Result<bool> {
    let history = history()?;
    let warm = [Part::Lists, Part::Factors, Part::Popular].into_iter();
    let warm = warm.fold(Weights::default(), |weights, part| weights.with(part, 0.5));
    let recommender = Recommender::fit(&history, Recipe { warm, ..Recipe::default() })?;
    let mut rng = SplitMix::new(2);
    let mut room = Room::default();
    let mut pages = Vec::new();
    for person in 0..ASKED {
        let past: Vec<(u32, f32)> = history.row(person as usize).iter().collect();
        let (page, took) = timed(|| page(&recommender, &past, &mut rng, &mut room));
        pages.push(took);
        assert_eq!(page?, PLACES, "every page is full");
    }
    let mut counts = CoCounts::new(CountSettings::default())?;
    let mut changes = Vec::new();
    for person in 0..PEOPLE / 5 {
        for &item in history.row(person as usize).columns {
            counts.add(person, item, person.into())?;
        }
    }
    let now = f64::from(PEOPLE);
    for person in 0..ASKED {
        let past: Vec<(u32, f32)> = history.row(person as usize).iter().collect();
        let (found, took) = timed(|| {
            counts.add(person, (person * 17) % ITEMS, now)?;
            let past: Vec<(u32, f32)> = past.iter().copied().chain([((person * 17) % ITEMS, 1.0)]).collect();
            Ok::<_, recsys::Error>(counts.recommend(&past, &Weighting::COSINE, now, PLACES))
        });
        found?;
        changes.push(took);
    }
    let page = told("page of 20 among 100,000 items", pages, 5.0, 2.0);
    let change = told("event to the answer that it changed", changes, 2_000.0, 200.0);
    Ok(page && change)
}

/// People of a crowd like one stretch of the catalogue, its first items most; three in ten acts go astray.
fn history() -> Result<Csr> {
    let mut rng = SplitMix::new(1);
    let mut unit = || f64::from(rand_core::Rng::next_u32(&mut rng)) / 2f64.powi(32);
    let stretch = ITEMS / CROWDS;
    let mut acts = Vec::new();
    for person in 0..PEOPLE {
        for _ in 0..ACTS {
            let (begin, length) =
                if unit() < 0.7 { (person % CROWDS * stretch, stretch) } else { (0, ITEMS) };
            acts.push((person, begin + (unit().powi(2) * f64::from(length)) as u32));
        }
    }
    Csr::from_pairs(PEOPLE as usize, ITEMS as usize, &acts)
}

/// Ranks, keeps authors apart, and tries something new; the number of places filled.
fn page(
    recommender: &Recommender,
    past: &[(u32, f32)],
    rng: &mut SplitMix,
    room: &mut Room,
) -> Result<usize> {
    let ranked = recommender.recommend(&Query { past, ..Query::default() }, RANKED, room)?;
    let alike = |left: u32, right: u32| f32::from(left / 100 == right / 100);
    let shown = diverse(&ranked, PLACES, Variety::default(), |item| u64::from(item / 10), alike);
    let shown: Vec<u32> = shown.iter().map(|one| one.item).collect();
    let trials: Vec<Trial> =
        (0..NEW).map(|new| Trial { item: ITEMS + new, shown: f64::from(new), taken: 0.0 }).collect();
    let tried: Vec<Scored> = thompson(rng, &trials, Prior { taken: 1.0, refused: 20.0 }, 5)?;
    let tried: Vec<u32> = tried.iter().map(|one| one.item).collect();
    Ok(mix(rng, &shown, &tried, PLACES, SHARE)?.items.len())
}

fn told(figure: &str, mut took_ms: Vec<f64>, must_ms: f64, aim_ms: f64) -> bool {
    took_ms.sort_by(f64::total_cmp);
    let at = |share: f64| took_ms[(share * (took_ms.len() - 1) as f64).round() as usize];
    let (half, p99) = (at(0.5), at(0.99));
    let ok = p99 < must_ms;
    let rounded = |ms: f64| (ms * 1e4).round() / 1e4;
    println!(
        "{}",
        json!({ "figure": figure, "p50_ms": rounded(half), "p99_ms": rounded(p99), "must_ms": must_ms,
                "aim_ms": aim_ms, "ok": ok })
    );
    ok
}

#[expect(clippy::disallowed_methods, reason = "a bench measures the machine that it runs on")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begin = Instant::now();
    let done = work();
    (done, begin.elapsed().as_secs_f64() * 1e3)
}
