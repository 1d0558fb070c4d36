//! Members: who they are, what they like, whom they know.

use std::collections::BTreeSet;

use super::{CRAFTS, Language, Shop};
use crate::seed::Seed;

const NAMES: &str = include_str!("../../words/names.txt");

/// Somebody who lives in the market.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    /// As it is shown.
    pub name: String,
    /// As it signs in: a to z, digits and `_`.
    pub handle: String,
    /// What they read and write.
    pub language: Language,
    /// ISO 3166-1, two letters.
    pub country: &'static str,
    /// The town.
    pub place: &'static str,
    /// How much they like each of [`CRAFTS`], in that order; they sum to 1.
    pub tastes: [f32; CRAFTS.len()],
    /// Which of the world's circles is theirs.
    pub circle: usize,
    /// How often they come: 1 is once in two days, most are far below.
    pub activity: f32,
    /// How often they write when they come, 0 to 1.
    pub talk: f32,
    /// Of what arrives, the share that they send back.
    pub returns: f32,
    /// What they spend beside what others do, 1 being usual.
    pub purse: f32,
    /// The shop they keep.
    pub keeps: Option<usize>,
    /// Of the 120 days, the one on which they join; about half are there from the first.
    pub joins: u16,
}

/// Friends.
#[derive(Clone, PartialEq, Debug)]
pub struct Circle {
    /// What the one who made it calls it.
    pub name: String,
    /// People, by number; the first made it.
    pub members: Vec<usize>,
}

/// Names that go together, and where who bears them lives.
struct Names {
    language: Language,
    /// Of a hundred people, so many.
    share: usize,
    places: Vec<(&'static str, &'static str)>,
    first: Vec<&'static str>,
    last: Vec<&'static str>,
}

fn families() -> Vec<Names> {
    let mut families: Vec<Names> = Vec::new();
    for line in NAMES.lines() {
        let Some((word, rest)) = line.split_once(' ') else { continue };
        if let Some(language) = Language::of_word(word) {
            let share = rest.parse().unwrap_or(0);
            families.push(Names { language, share, places: Vec::new(), first: Vec::new(), last: Vec::new() });
        }
        let Some(family) = families.last_mut() else { continue };
        match word {
            "places" => family.places.extend(rest.split(", ").filter_map(|place| place.split_once(' '))),
            "first" => family.first.extend(rest.split(", ")),
            "last" => family.last.extend(rest.split(", ")),
            _ => {}
        }
    }
    families
}

pub(super) fn all(seed: u64, shops: &[Shop], most: usize) -> (Vec<Person>, Vec<Circle>) {
    let families = families();
    let mut people: Vec<Person> = Vec::with_capacity(most);
    let mut taken = BTreeSet::new();
    taken.extend(shops.iter().map(|shop| shop.keeper_handle.to_owned()));
    for (nth, shop) in shops.iter().enumerate().take(most) {
        people.push(keeper(&mut Seed::nth(seed ^ 0x6b65_6570, nth as u64), nth, shop));
    }
    for nth in people.len()..most {
        let mut seed = Seed::nth(seed ^ 0x6e61_6d65, nth as u64);
        people.extend(member(&mut seed, &families, &mut taken));
    }
    let circles = circles(seed, &mut people);
    (people, circles)
}

fn keeper(seed: &mut Seed, nth: usize, shop: &Shop) -> Person {
    let mut tastes = tastes(seed);
    tastes[shop.craft.nth()] += 0.6;
    Person {
        name: shop.keeper.to_owned(),
        handle: shop.keeper_handle.to_owned(),
        language: shop.languages.first().copied().unwrap_or(Language::English),
        country: shop.country,
        place: shop.place,
        tastes: whole(tastes),
        circle: 0,
        activity: seed.between(0.7, 1.0),
        talk: seed.between(0.5, 0.9),
        returns: 0.02,
        purse: seed.between(0.8, 1.3),
        keeps: Some(nth),
        joins: shop.opens,
    }
}

fn member(seed: &mut Seed, families: &[Names], taken: &mut BTreeSet<String>) -> Option<Person> {
    let mut drawn = seed.below(100);
    let family = families.iter().find(|family| {
        let is_it = drawn < family.share;
        drawn = drawn.saturating_sub(family.share);
        is_it
    });
    let family = family.or(families.first())?;
    let first = seed.one(&family.first).unwrap_or("Ana");
    let last = seed.one(&family.last).unwrap_or("Reyes");
    let (name, handle) = called(seed, first, last, taken);
    let (country, place) = seed.one(&family.places).unwrap_or(("PH", "Manila"));
    let activity = seed.share().powi(3);
    Some(Person {
        name,
        handle,
        language: family.language,
        country,
        place,
        tastes: tastes(seed),
        circle: 0,
        activity: 0.02 + 0.98 * activity,
        talk: seed.share().powi(2),
        returns: 0.01 + 0.12 * seed.share().powi(3),
        purse: 0.4 + 1.6 * seed.share().powi(2),
        keeps: None,
        joins: if seed.share() < 0.5 { 0 } else { u16::try_from(seed.below(110)).unwrap_or(0) },
    })
}

/// The name as it is shown, and a handle that nobody has.
fn called(seed: &mut Seed, first: &str, last: &str, taken: &mut BTreeSet<String>) -> (String, String) {
    // `若溪/ruoxi`: written in its own letters, and in ours.
    let (shown_first, plain_first) = first.split_once('/').unwrap_or((first, first));
    let (shown_last, plain_last) = last.split_once('/').unwrap_or((last, last));
    let is_chinese = first.contains('/');
    let name =
        if is_chinese { format!("{shown_last}{shown_first}") } else { format!("{shown_first} {shown_last}") };
    let (one, two) = (plain(plain_first), plain(plain_last));
    let initial: String = two.chars().take(1).collect();
    let forms = [
        format!("{one}_{two}"),
        format!("{one}{initial}"),
        format!("{two}_{one}"),
        format!("{one}_{initial}"),
    ];
    let begin = seed.below(forms.len());
    let shape = |handle: &str| handle.chars().take(26).collect::<String>();
    let free = (0..forms.len())
        .map(|nth| shape(&forms[(begin + nth) % forms.len()]))
        .find(|handle| handle.len() >= 3 && !taken.contains(handle));
    let handle = free.unwrap_or_else(|| {
        let stem = shape(&forms[0]);
        (2..).map(|nth| format!("{stem}{nth}")).find(|handle| !taken.contains(handle)).unwrap_or(stem)
    });
    taken.insert(handle.clone());
    (name, handle)
}

/// Small letters without marks.
fn plain(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            'a'..='z' => Some(letter),
            'á' | 'à' | 'ã' | 'â' | 'ä' | 'ầ' => Some('a'),
            'é' | 'è' | 'ê' | 'ë' | 'ế' => Some('e'),
            'í' | 'ì' | 'î' | 'ï' => Some('i'),
            'ó' | 'ò' | 'ô' | 'õ' | 'ö' => Some('o'),
            'ú' | 'ù' | 'û' | 'ü' => Some('u'),
            'ñ' => Some('n'),
            'ç' => Some('c'),
            _ => None,
        })
        .collect()
}

/// Two or three crafts that matter, and a little of the rest.
fn tastes(seed: &mut Seed) -> [f32; CRAFTS.len()] {
    let mut tastes = [0.02; CRAFTS.len()];
    for weight in [0.55, 0.3, 0.15] {
        tastes[seed.below(CRAFTS.len())] += weight * seed.between(0.7, 1.3);
    }
    whole(tastes)
}

fn whole(mut tastes: [f32; CRAFTS.len()]) -> [f32; CRAFTS.len()] {
    let sum: f32 = tastes.iter().sum();
    tastes.iter_mut().for_each(|taste| *taste /= sum);
    tastes
}

/// Friends live near each other, speak alike, and like some of the same things.
fn circles(seed: u64, people: &mut [Person]) -> Vec<Circle> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    let mut mixed = Seed::nth(seed, 0x6369_7263);
    mixed.shuffle(&mut order);
    order.sort_by_key(|nth| (people[*nth].language, people[*nth].country, people[*nth].place));
    let (mut circles, mut begin) = (Vec::new(), 0);
    while begin < order.len() {
        let many = 4 + mixed.below(9);
        let end = (begin + many).min(order.len());
        let members: Vec<usize> = order[begin..end].to_vec();
        let common = CRAFTS.len() - 1;
        let shared = mixed.below(common + 1);
        for member in &members {
            let person = &mut people[*member];
            person.circle = circles.len();
            person.tastes[shared] += 0.35;
            person.tastes = whole(person.tastes);
        }
        let first = members.first().copied().unwrap_or(0);
        let name = crate::words::circle(people[first].language, people[first].place, circles.len() as u64);
        circles.push(Circle { name, members });
        begin = end;
    }
    circles
}
