//! `./bench search [LISTINGS]`: the time of a search with all its counts, as a page asks for it, over so many generated
//! listings; what the index weighs, and how long it takes to build.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use catalog::categories;
use catalog::listings::finder::{Entry, Sought};
use catalog::listings::fold;
use demo::world::{Size, World};
use discover::search::{Keeper, Place, Ready};
use kernel::{Currency, Id, Time, Uid};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

/// The market's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What people look for: the judged set's own queries.
const QUERIES: &str = include_str!("../../../domains/discover/words/judged.txt");

/// How often each query is asked.
const ROUNDS: usize = 10;

/// Words of the vocabulary that shops make up for their titles: names of series, of places, codes.
const MADE_UP: u32 = 30_000;

/// Microseconds of the instant at which everything is asked.
const NOW: i64 = 1_795_000_000_000_000;

fn main() -> ExitCode {
    let listings = std::env::args().nth(1).map_or(Ok(100_000), |number| number.parse());
    let done = listings.map_err(Failure::from).and_then(run);
    if let Err(why) = done {
        eprintln!("bench: {why}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn run(listings: usize) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("search-bench-{}", std::process::id()));
    let outcome = measure(&folder, listings);
    // A merge in the background may still write into it.
    if let Err(why) = std::fs::remove_dir_all(&folder) {
        eprintln!("bench: {} stays behind: {why}", folder.display());
    }
    outcome
}

fn measure(folder: &PathBuf, listings: usize) -> Result<(), Failure> {
    let mut keeper = Keeper::open(folder)?;
    let entries = generated(listings);
    let (built, ()) = timed(|| {
        for entry in &entries {
            keeper.add(entry)?;
        }
        keeper.save(Place::default())
    })?;
    println!("{listings} listings indexed in {:.1} s", built.as_secs_f64());
    let ready = keeper.ready().ok_or("the index is not whole")?;
    let queries: Vec<&str> = QUERIES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .filter_map(|line| line.split('|').next().map(str::trim))
        .collect();
    // Once to warm: the first mistyped word builds the automaton of all.
    for query in &queries {
        ready.find(&sought(query))?;
    }
    one_after_the_other(&ready, &queries)?;
    at_once(&ready, &queries)?;
    found_after(&mut keeper, &entries)?;
    println!("index {:.1} MB on disk", weight(folder)? as f64 / 1e6);
    Ok(())
}

fn one_after_the_other(ready: &Ready, queries: &[&str]) -> Result<(), Failure> {
    let mut times: Vec<(Duration, &str)> = Vec::new();
    for _ in 0..ROUNDS {
        for query in queries {
            let (time, _) = timed(|| ready.find(&sought(query)))?;
            times.push((time, query));
        }
    }
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].0.as_secs_f64() * 1e3;
    println!(
        "a search with its counts: p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms, most {:.2} ms ({} searches, {} queries)",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
        times.len(),
        queries.len()
    );
    // What else runs on the machine takes turns with a search, but seldom with each of its rounds.
    let mut least: std::collections::BTreeMap<&str, Duration> = std::collections::BTreeMap::new();
    for (time, query) in times.iter().rev() {
        least.insert(query, *time);
    }
    let mut least: Vec<Duration> = least.into_values().collect();
    least.sort();
    let at = |share: f64| ms(least[((least.len() - 1) as f64 * share) as usize]);
    println!(
        "of each query the best of {ROUNDS}: p50 {:.2} ms, p99 {:.2} ms, most {:.2} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    let mut slowest: Vec<&str> = Vec::new();
    for (_, query) in times.iter().rev() {
        if !slowest.contains(query) && slowest.len() < 5 {
            slowest.push(query);
        }
    }
    println!("slowest: {}", slowest.join(", "));
    Ok(())
}

fn at_once(ready: &Ready, queries: &[&str]) -> Result<(), Failure> {
    let threads = std::thread::available_parallelism()?.get();
    let (time, ()) = timed(|| {
        std::thread::scope(|scope| {
            let asked = |_| {
                scope.spawn(|| {
                    (0..ROUNDS).try_for_each(|_| {
                        queries.iter().try_for_each(|query| ready.find(&sought(query)).map(drop))
                    })
                })
            };
            let asking: Vec<_> = (0..threads).map(asked).collect();
            for one in asking {
                one.join().map_err(|_| "a thread broke off")??;
            }
            Ok::<(), Failure>(())
        })
    })?;
    let count = threads * ROUNDS * queries.len();
    println!("{threads} threads: {:.0} searches a second", count as f64 / time.as_secs_f64());
    Ok(())
}

/// How long it takes until a new listing is found: the commit, after which it is.
fn found_after(keeper: &mut Keeper, entries: &[Entry]) -> Result<(), Failure> {
    let mut times = Vec::new();
    for round in 0..20_u8 {
        let mut entry = entries[usize::from(round)].clone();
        entry.title.push_str(" novelty");
        let (time, _) = timed(|| {
            keeper.put(entry.id, Some(&entry))?;
            keeper.save(Place::default())
        })?;
        times.push(time);
    }
    times.sort();
    println!("a commit of one listing: median {:.0} ms, most {:.0} ms", ms(times[10]), ms(times[19]));
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Merges go on in the background: a file may be gone again before it is weighed.
fn weight(folder: &PathBuf) -> std::io::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        sum += match entry.metadata() {
            Ok(of) if of.is_dir() => weight(&entry.path())?,
            Ok(of) => of.len(),
            Err(_) => 0,
        };
    }
    Ok(sum)
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time; nothing depends on what it reads")]
fn timed<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(Duration, T), E> {
    let begin = std::time::Instant::now();
    let done = work()?;
    Ok((begin.elapsed(), done))
}

fn sought(words: &str) -> Sought {
    Sought { priced_in: Some(Currency::PHP), ..Sought::by(words, 25, Time::from_micros(NOW)) }
}

/// Listings of the sample market's grammar, each told apart by words that its shop made up.
fn generated(listings: usize) -> Vec<Entry> {
    let world = World::of(7, Size::WHOLE);
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let mut entries = Vec::with_capacity(listings);
    for nth in 0..listings {
        let like = &world.listings[nth % world.listings.len()];
        let shop = chance.next_u32() % 2_000;
        let title = format!("{} {} {}", like.title, made_up(&mut chance), made_up(&mut chance));
        let words = format!("{title} {} {}", like.tags.join(" "), made_up(&mut chance));
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(nth as u64).to_be_bytes());
        id[8..].copy_from_slice(&chance.next_u64().to_be_bytes());
        let mut of_shop = [7; 16];
        of_shop[..4].copy_from_slice(&shop.to_be_bytes());
        entries.push(Entry {
            id: Id::from_uid(Uid(id)),
            shop: Id::from_uid(Uid(of_shop)),
            shop_name: format!("{} {}", world.shops[nth % world.shops.len()].name, shop),
            folded: fold(&words),
            title,
            description: like.description.clone(),
            kind: None,
            tags: like.tags.clone(),
            category: categories::by_slug(like.category),
            price_from: i64::from(chance.next_u32() % 500_000),
            currency: if nth % 3 == 0 { Currency::CNY } else { Currency::PHP },
            published_at: Time::from_micros(NOW - i64::from(chance.next_u32() % 120) * 86_400_000_000),
            sold_out: chance.next_u32() % 10 == 0,
        });
    }
    entries
}

/// A word that no dictionary has; a few are frequent, most are rare.
fn made_up(chance: &mut ChaCha8Rng) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ko", "li", "ma", "nu", "pa", "ri", "sa", "te", "vo", "wi", "ya", "do", "fe", "gu", "ha"];
    let share = f64::from(chance.next_u32()) / f64::from(u32::MAX);
    let mut number = (f64::from(MADE_UP) * share * share * share) as usize + 16;
    let mut word = String::new();
    while number > 0 {
        word.push_str(SYLLABLES[number % 16]);
        number /= 16;
    }
    word
}
