use std::fs;
use std::path::{Path, PathBuf};

use recsys::metrics::{Quality, mean, quality};
use recsys::{Circle, Csr, Query, Recommender, Room};

use crate::past;

/// The folder of published sets, read in place; `None`, said aloud, where it is not at hand.
fn folder(set: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("RIALTO_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let dir = shared.join("data/recsys").join(set);
    if dir.is_dir() {
        return Some(dir);
    }
    println!("skipped: {} is not here", dir.display());
    None
}

fn pairs(file: &Path) -> Vec<(u32, u32)> {
    let text = fs::read_to_string(file).unwrap();
    let mut pairs = Vec::new();
    for line in text.lines() {
        let mut ids = line.split_whitespace().map(|word| word.parse().unwrap());
        if let Some(person) = ids.next() {
            pairs.extend(ids.map(|item| (person, item)));
        }
    }
    pairs
}

/// The bars of the design for LastFM: quality for people with a past, and for newcomers with friends.
#[test]
fn lastfm_is_served_as_well_as_the_design_asks() {
    let Some(dir) = folder("lastfm") else { return };
    let (train, test, social) =
        (pairs(&dir.join("train.txt")), pairs(&dir.join("test.txt")), pairs(&dir.join("social.txt")));
    let people = train.iter().chain(&test).map(|act| act.0).max().unwrap() as usize + 1;
    let items = train.iter().chain(&test).map(|act| act.1).max().unwrap() as usize + 1;
    let (train, test) =
        (Csr::from_pairs(people, items, &train).unwrap(), Csr::from_pairs(people, items, &test).unwrap());
    let graph = Csr::from_pairs(people, people, &social).unwrap();
    let recommender = Recommender::learn(&train, Some(&graph), 20).unwrap();
    let mut room = Room::default();
    let mut judged = |newcomer: bool| -> Quality {
        let tested = (0..people).filter(|&person| !test.row(person).is_empty());
        let each: Vec<Quality> = tested
            .map(|person| {
                let had = if newcomer { Vec::new() } else { past(&train, person) };
                let circle = Circle::around(person as u32, &graph, &train);
                let without = train.row(person).columns;
                let query = Query { past: &had, person: Some(person as u32), circle: Some(&circle), without };
                let shown = recommender.recommend(&query, 20, &mut room).unwrap();
                quality(&shown, test.row(person).columns, 20).unwrap()
            })
            .collect();
        mean(&each)
    };
    let known = judged(false);
    assert!(known.recall >= 0.280 && known.ndcg >= 0.285, "{known:?}");
    let cold = judged(true);
    assert!(cold.recall >= 0.170, "{cold:?}");
}
