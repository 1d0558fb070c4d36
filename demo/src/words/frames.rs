//! Frames of a language, by section, and what fills their places.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::seed::Seed;
use crate::world::{Language, World, half};

/// What a language says.
pub(super) struct Frames {
    language: Language,
    sections: BTreeMap<&'static str, Vec<&'static str>>,
    /// What fills a place by chance.
    pools: BTreeMap<&'static str, Vec<&'static str>>,
}

const ENGLISH: &[&str] = &[include_str!("../../words/said/en.txt")];
const CHINESE: &[&str] = &[include_str!("../../words/said/zh.txt")];
const FILIPINO: &[&str] = &[include_str!("../../words/said/fil.txt")];

pub(super) fn frames(language: Language) -> &'static Frames {
    static ALL: [OnceLock<Frames>; 3] = [const { OnceLock::new() }; 3];
    let files = language.of([ENGLISH, CHINESE, FILIPINO]);
    ALL[language.of([0, 1, 2])].get_or_init(|| read(language, files))
}

/// `[section]` begins one; `= name: one | other` is a pool; any other line is a frame.
fn read(language: Language, files: &[&'static str]) -> Frames {
    let mut frames = Frames { language, sections: BTreeMap::new(), pools: BTreeMap::new() };
    for file in files {
        let mut section = "";
        for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name;
            } else if let Some((name, values)) =
                line.strip_prefix("= ").and_then(|line| line.split_once(": "))
            {
                frames.pools.entry(name).or_default().extend(values.split(" | "));
            } else {
                frames.sections.entry(section).or_default().push(line);
            }
        }
    }
    frames
}

impl Frames {
    /// One frame of each of these sections, filled, one behind the other. Frames take turns by number, in an order
    /// that changes from round to round, so that none comes twice before all have come.
    pub fn said(&self, sections: &[&str], slots: &mut Slots, nth: u64) -> String {
        let mut said = Vec::new();
        for (place, section) in sections.iter().enumerate() {
            let Some(frames) = self.section(section) else { continue };
            let many = frames.len() as u64;
            let (round, step) = (nth / many, nth % many);
            let mut order: Vec<usize> = (0..frames.len()).collect();
            Seed::nth(Seed::of(section).below(usize::MAX) as u64, round + 31 * place as u64)
                .shuffle(&mut order);
            let frame = frames[order[usize::try_from(step).unwrap_or(0)]];
            let text = self.filled(frame, slots);
            if !text.is_empty() && text != "-" {
                said.push(text);
            }
        }
        said.join(if self.language == Language::Chinese { "" } else { " " })
    }

    /// A question, and which line of its section it is: the answer stands in the same line of the answers.
    pub fn asked(&self, section: &str, slots: &mut Slots, nth: u64) -> (String, usize) {
        let Some(frames) = self.section(section) else { return (String::new(), 0) };
        let line = Seed::nth(Seed::of(section).below(usize::MAX) as u64, nth).below(frames.len());
        (self.filled(frames[line], slots), line)
    }

    /// The answer to the question in that line; ` | ` parts two of one meaning.
    pub fn answered(&self, section: &str, line: usize, slots: &mut Slots) -> String {
        let frame = self.section(section).and_then(|frames| frames.get(line)).copied().unwrap_or_default();
        let either: Vec<&str> = frame.split(" | ").collect();
        let chosen = slots.seed.one(&either).unwrap_or_default();
        self.filled(chosen, slots)
    }

    /// `making enamel` where there is one, or what is said of every craft: `making`.
    fn section(&self, name: &str) -> Option<&Vec<&'static str>> {
        let shorter = || name.rsplit_once(' ').map(|(shorter, _)| shorter);
        self.sections.get(name).or_else(|| self.sections.get(shorter()?))
    }

    /// What a picture shows, in words.
    pub fn picture(&self, name: &str) -> String {
        let kind = name.rsplit_once('.').map_or(name, |(kind, _)| kind);
        let told = |section: &str| self.sections.get(section).and_then(|lines| lines.first());
        told(&format!("shows {kind}")).map_or_else(String::new, |line| (*line).to_owned())
    }

    fn filled(&self, frame: &str, slots: &mut Slots) -> String {
        let mut text = frame.to_owned();
        // A value may have places of its own.
        for _ in 0..3 {
            if !text.contains('{') {
                break;
            }
            text = self.once(&text, slots);
        }
        sentence(&text)
    }

    fn once(&self, frame: &str, slots: &mut Slots) -> String {
        let mut text = String::new();
        let mut rest = frame;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            text.push_str(before);
            let value = self.value(name, slots);
            let is_open = value.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']);
            let article = text.ends_with(" a ") || text == "A ";
            if self.language == Language::English && article && is_open {
                text.pop();
                text.push_str("n ");
            }
            text.push_str(&value);
            rest = after;
        }
        text.push_str(rest);
        text
    }

    fn value(&self, name: &str, slots: &mut Slots) -> String {
        if let Some(value) = slots.known.get(name) {
            return value.clone();
        }
        let pool = self.pools.get(name).map(Vec::as_slice).unwrap_or_default();
        slots.seed.one(pool).unwrap_or_default().to_owned()
    }
}

/// Sentences begin with capitals.
pub(super) fn sentence(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_start = true;
    for letter in text.chars() {
        if is_start && letter.is_alphabetic() {
            out.extend(letter.to_uppercase());
            is_start = false;
        } else {
            is_start = match letter {
                '.' | '?' => true,
                ' ' | '“' | '(' | '\n' => is_start,
                _ => false,
            };
            out.push(letter);
        }
    }
    out
}

/// What is true, and the chance that fills what is left open.
pub(super) struct Slots {
    known: BTreeMap<&'static str, String>,
    seed: Seed,
}

impl Slots {
    pub fn bare(seed: Seed) -> Self {
        Self { known: BTreeMap::new(), seed }
    }

    pub fn set(&mut self, name: &'static str, value: String) {
        self.known.insert(name, value);
    }

    pub fn new(world: &World, author: usize, about: Option<usize>, language: Language, seed: Seed) -> Self {
        let mut slots = Self::bare(seed);
        if let Some(person) = world.people.get(author) {
            slots.set("town", person.place.to_owned());
        }
        let Some(listing) = about.and_then(|about| world.listings.get(about)) else { return slots };
        slots.set("thing", listing.called(language).to_owned());
        slots.set("title", listing.title.clone());
        if let Some(shop) = world.shops.get(listing.shop) {
            slots.set("shop", half(shop.name, language).to_owned());
            slots.set("place", shop.place_in(language).to_owned());
            slots.set("days", shop.ship_days.to_string());
        }
        let values: Vec<&str> =
            listing.choices.iter().flat_map(|choice| &choice.values).map(String::as_str).collect();
        let comma = if language == Language::Chinese { "、" } else { ", " };
        slots.set("sizes", values.join(comma));
        if let Some(restock) = listing.restock {
            slots.set("every", restock.every.to_string());
        }
        slots
    }
}
