//! How well the search finds what people mean: nDCG@10 over a set of our own, printed with what it misses.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it was made")]

use std::collections::BTreeMap;

use catalog::categories;
use catalog::listings::finder::{Entry, Sought};
use catalog::listings::fold;
use demo::world::{Language, Size, World};
use discover::search::{Keeper, Place, Ready};
use kernel::{Currency, Id, Time, Uid};

const SET: &str = include_str!("../words/judged.txt");

/// Below this the search is worse than it was.
const FLOOR: f64 = 0.96;

/// The same over the lived market's shelves, by rule: each thing by what people call it in each language, and mistyped.
const FLOOR_BY_RULE: f64 = 0.80;

const CATALOGUE: [(&str, &str); 4] = [
    ("Emalya", include_str!("../../../demo/enamel.csv")),
    ("Habi", include_str!("../../../demo/weaving.csv")),
    ("云雾 Yunwu", include_str!("../../../demo/tea.csv")),
    ("Dahon at Luma", include_str!("../../../demo/plants-and-vintage.csv")),
];

/// The demo's listings as the index is told of them.
fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for (shop, (name, file)) in (1..).zip(CATALOGUE) {
        let mut rows = csv::Reader::from_reader(file.as_bytes());
        let named: Vec<BTreeMap<String, String>> = rows.deserialize().map(Result::unwrap).collect();
        for row in named.iter().filter(|row| !row["Title"].is_empty()) {
            let of = |column: &str| row.get(column).cloned().unwrap_or_default();
            let tags: Vec<String> = of("Tags").split(',').map(|tag| tag.trim().to_owned()).collect();
            let codes: Vec<&str> = named
                .iter()
                .filter(|other| other["Handle"] == row["Handle"])
                .map(|other| other["Variant SKU"].as_str())
                .collect();
            let words = [of("Title"), of("Vendor"), of("Type"), tags.join(" "), codes.join(" ")].join(" ");
            let mut id = [0; 16];
            (id[0], id[15]) = (1, u8::try_from(entries.len()).unwrap());
            entries.push(Entry {
                id: Id::from_uid(Uid(id)),
                shop: Id::from_uid(Uid([shop; 16])),
                shop_name: name.into(),
                title: of("Title"),
                description: of("Body (HTML)"),
                folded: fold(&words),
                kind: Some(of("Type")),
                tags,
                category: categories::place(&of("Product Category")),
                price_from: 10_000,
                currency: Currency::PHP,
                published_at: Time::from_micros(0),
                sold_out: false,
            });
        }
    }
    entries
}

/// Whether one of the ways holds for a listing.
fn holds(rules: &str, entry: &Entry) -> bool {
    rules.split('/').any(|way| {
        let mut parts = way.split_whitespace().peekable();
        parts.peek().is_some()
            && parts.all(|rule| {
                let (part, word) = rule.split_once(':').unwrap();
                let text = match part {
                    "kind" => entry.kind.clone().unwrap_or_default(),
                    "tag" => entry.tags.join(" "),
                    "title" => entry.title.replace('\'', ""),
                    "text" => entry.description.clone(),
                    "shop" => entry.shop_name.clone(),
                    other => panic!("no part of a listing is called {other}"),
                };
                fold(&text).contains(&word.replace('_', " "))
            })
    })
}

fn gain(grades: &[u8]) -> f64 {
    grades
        .iter()
        .zip(2_u32..)
        .map(|(grade, place)| (2_f64.powi(i32::from(*grade)) - 1.0) / f64::from(place).log2())
        .sum()
}

/// A word with its third letter left out, where it is long enough to be forgiven.
fn mistyped(words: &str) -> Option<String> {
    let word = words.split(' ').find(|word| word.is_ascii() && word.len() >= 6)?;
    let wrong = format!("{}{}", &word[..2], &word[3..]);
    Some(words.replacen(word, &wrong, 1))
}

/// The lived market's shelves as the index is told of them, and what each thing is called.
fn lived() -> (Vec<Entry>, Vec<[String; 3]>) {
    let world = World::of(1, Size::WHOLE);
    let mut entries = Vec::new();
    let mut called = Vec::new();
    for (nth, listing) in world.listings.iter().enumerate() {
        let shop = &world.shops[listing.shop];
        let mut id = [0; 16];
        id[..8].copy_from_slice(&(nth as u64).to_be_bytes());
        let codes: Vec<&str> = listing.variants.iter().map(|variant| variant.sku.as_str()).collect();
        entries.push(Entry {
            id: Id::from_uid(Uid(id)),
            shop: Id::from_uid(Uid([u8::try_from(listing.shop).unwrap(); 16])),
            shop_name: shop.name.into(),
            title: listing.title.clone(),
            description: listing.description.clone(),
            folded: fold(&[listing.title.clone(), listing.tags.join(" "), codes.join(" ")].join(" ")),
            kind: None,
            tags: listing.tags.clone(),
            category: categories::by_slug(listing.category),
            price_from: listing.variants[0].price,
            currency: shop.currency.parse().unwrap(),
            published_at: Time::from_micros(0),
            sold_out: false,
        });
        called.push(
            [Language::English, Language::Chinese, Language::Filipino]
                .map(|one| listing.called(one).to_owned()),
        );
    }
    (entries, called)
}

#[test]
fn each_thing_of_the_lived_market_is_found_by_its_name_in_every_language() {
    let (entries, called) = lived();
    let ready = indexed(&entries);
    let mut things = called.clone();
    things.sort();
    things.dedup();
    let (mut sum, mut judged, mut missed) = (0.0, 0, Vec::new());
    for thing in &things {
        let wrong = thing.iter().filter_map(|words| mistyped(words));
        for query in thing.iter().cloned().chain(wrong) {
            // What people call it in one language may be what they call another thing, too: both are meant then.
            let grade = |at: usize| u8::from(called[at] == *thing || called[at].contains(&query)) * 2;
            let mut best: Vec<u8> = (0..entries.len()).map(grade).collect();
            best.sort_unstable_by(|one, other| other.cmp(one));
            best.truncate(10);
            let found = found(&ready, &query);
            let places: Vec<usize> =
                found.iter().filter_map(|id| entries.iter().position(|entry| entry.id == *id)).collect();
            let score = gain(&places.iter().map(|at| grade(*at)).collect::<Vec<_>>()) / gain(&best);
            sum += score;
            judged += 1;
            if score < 0.5 {
                let titles: Vec<&str> = places.iter().take(3).map(|at| entries[*at].title.as_str()).collect();
                missed.push(format!("{score:.2} {query} ({}): {}", thing[0], titles.join(" · ")));
            }
        }
    }
    let mean = sum / f64::from(judged);
    println!("nDCG@10 {mean:.4} over {judged} queries and {} listings; under 0.5:", entries.len());
    missed.iter().for_each(|line| println!("  {line}"));
    assert!(mean >= FLOOR_BY_RULE, "nDCG@10 {mean:.4} is under {FLOOR_BY_RULE}");
}

fn indexed(entries: &[Entry]) -> Ready {
    let mut keeper = Keeper::in_memory().unwrap();
    entries.iter().for_each(|entry| keeper.add(entry).unwrap());
    keeper.save(Place::default()).unwrap();
    keeper.ready().unwrap()
}

fn found(ready: &Ready, words: &str) -> Vec<catalog::ListingId> {
    let sought = Sought::by(words, 10, Time::from_micros(0));
    ready.find(&sought).unwrap().found.into_iter().map(|hit| hit.id).collect()
}

#[test]
fn what_people_mean_stands_at_the_top_in_three_languages_and_with_typing_mistakes() {
    let entries = entries();
    let ready = indexed(&entries);
    let (mut sum, mut judged, mut missed) = (0.0, 0, Vec::new());
    for line in SET.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let mut parts = line.split('|').map(str::trim);
        let (query, meant, near) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or(""));
        let grade = |entry: &Entry| if holds(meant, entry) { 2 } else { u8::from(holds(near, entry)) };
        let mut best: Vec<u8> = entries.iter().map(grade).collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        best.truncate(10);
        if best.first() != Some(&2) {
            println!("nothing is meant by “{query}”");
            continue;
        }
        let by_id = |id: &catalog::ListingId| entries.iter().find(|entry| entry.id == *id).unwrap();
        let found = found(&ready, query);
        let grades: Vec<u8> = found.iter().map(by_id).map(grade).collect();
        let score = gain(&grades) / gain(&best);
        sum += score;
        judged += 1;
        if score < 0.8 {
            let titles: Vec<&str> =
                found.iter().map(by_id).map(|entry| entry.title.as_str()).take(5).collect();
            missed.push(format!("{score:.2} {query}: {}", titles.join(" · ")));
        }
    }
    let mean = sum / f64::from(judged);
    println!("nDCG@10 {mean:.4} over {judged} queries and {} listings; under 0.8:", entries.len());
    missed.iter().for_each(|line| println!("  {line}"));
    assert!(judged >= 120, "only {judged} queries can be judged");
    assert!(mean >= FLOOR, "nDCG@10 {mean:.4} is under {FLOOR}");
}
