//! A craft's grammar: forms, finishes and what is said of them, read from `words/crafts/*.txt`, and the writer that
//! makes listings of it for one shop.

use std::collections::BTreeSet;

use super::{Choice, Craft, Language, Listing, Restock, Shop, Variant};
use crate::seed::Seed;
use crate::world::{craft, shops};

const FILES: &[&str] = &[
    include_str!("../../../words/crafts/enamel.txt"),
    include_str!("../../../words/crafts/weaving.txt"),
    include_str!("../../../words/crafts/tea.txt"),
    include_str!("../../../words/crafts/prints.txt"),
    include_str!("../../../words/crafts/plants.txt"),
    include_str!("../../../words/crafts/vintage.txt"),
    include_str!("../../../words/crafts/baskets.txt"),
    include_str!("../../../words/crafts/knives.txt"),
    include_str!("../../../words/crafts/paper.txt"),
    include_str!("../../../words/crafts/soap.txt"),
    include_str!("../../../words/crafts/ceramics.txt"),
];

/// English, Chinese, Filipino.
type Three = [&'static str; 3];
const LANGUAGES: [Language; 3] = [Language::English, Language::Chinese, Language::Filipino];

pub(super) struct Grammar(Vec<Rules>);

/// What a craft's file says.
struct Rules {
    craft: Craft,
    title: Three,
    /// Names of ranges, by language.
    lines: [Vec<&'static str>; 3],
    details: Vec<Three>,
    finishes: Vec<(&'static str, Three)>,
    forms: Vec<Form>,
    /// Sentences of the whole craft, by language.
    said: [Vec<&'static str>; 3],
    /// What is said instead of those that are not quite of the craft: a pot among teas.
    apart: [Vec<&'static str>; 3],
}

struct Form {
    is_apart: bool,
    key: &'static str,
    category: &'static str,
    tag: &'static str,
    pesos: i64,
    grams: u32,
    /// Pieces and days; none is one of a kind.
    restock: Option<(u32, u16)>,
    called: Three,
    /// What people call it when they talk, where the title is another.
    talk: Three,
    /// What the sizes are called, and each with its price and weight in hundredths.
    sizes: Option<(Three, Vec<(Three, i64)>)>,
    finishes: Vec<&'static str>,
    details: Vec<Three>,
    said: [Vec<&'static str>; 3],
}

impl Grammar {
    pub fn read() -> Self {
        Self(FILES.iter().filter_map(|file| rules(file)).collect())
    }

    fn of(&self, craft: Craft) -> Option<&Rules> {
        self.0.iter().find(|rules| rules.craft == craft)
    }
}

fn rules(file: &'static str) -> Option<Rules> {
    let mut lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut rules = Rules {
        craft: craft::called(lines.next()?.strip_prefix("craft ")?)?,
        title: [""; 3],
        lines: [const { Vec::new() }; 3],
        details: Vec::new(),
        finishes: Vec::new(),
        forms: Vec::new(),
        said: [const { Vec::new() }; 3],
        apart: [const { Vec::new() }; 3],
    };
    for line in lines {
        let Some((word, rest)) = line.split_once(' ') else { continue };
        match word {
            "title" => rules.title = three(rest),
            "lines" => {
                for (names, row) in rules.lines.iter_mut().zip(three(rest)) {
                    names.extend(row.split(", "));
                }
            }
            "finish" => {
                let Some((key, called)) = rest.split_once(" | ") else { continue };
                rules.finishes.push((key, three(called)));
            }
            "form" => rules.forms.extend(form(rest)),
            "apart" => {
                let Some((word, rest)) = rest.split_once(' ') else { continue };
                let Some(language) = Language::of_word(word) else { continue };
                rules.apart[nth(language)].push(rest);
            }
            "called" | "talk" | "in" | "sizes" | "is" => {
                let Some(form) = rules.forms.last_mut() else { continue };
                match word {
                    "called" => (form.called, form.talk) = (three(rest), three(rest)),
                    "talk" => form.talk = three(rest),
                    "is" => form.is_apart = rest == "apart",
                    "in" => form.finishes.extend(rest.split(' ')),
                    _ => form.sizes = sizes(rest),
                }
            }
            "detail" => match rules.forms.last_mut() {
                Some(form) => form.details.push(three(rest)),
                None => rules.details.push(three(rest)),
            },
            _ => {
                let Some(language) = Language::of_word(word) else { continue };
                let said = rules.forms.last_mut().map_or(&mut rules.said, |form| &mut form.said);
                said[nth(language)].push(rest);
            }
        }
    }
    Some(rules)
}

/// `mug | kitchen | mugs | 320 | 180 | 24 20`: key, category, tag, pesos, grams, pieces and days.
fn form(line: &'static str) -> Option<Form> {
    let parts: Vec<&str> = line.split(" | ").collect();
    let &[key, category, tag, pesos, grams, ref rest @ ..] = parts.as_slice() else { return None };
    let restock = rest.first().and_then(|part| part.split_once(' '));
    Some(Form {
        is_apart: false,
        key,
        category,
        tag,
        pesos: pesos.parse().ok()?,
        grams: grams.parse().ok()?,
        restock: restock.and_then(|(pieces, days)| Some((pieces.parse().ok()?, days.parse().ok()?))),
        called: [""; 3],
        talk: [""; 3],
        sizes: None,
        finishes: Vec::new(),
        details: Vec::new(),
        said: [const { Vec::new() }; 3],
    })
}

/// `Size | 容量 | Sukat: 250 ml=85, small | 小 | maliit=100`
fn sizes(line: &'static str) -> Option<(Three, Vec<(Three, i64)>)> {
    let (name, values) = line.split_once(": ")?;
    let values = values.split(", ").filter_map(|value| {
        let (called, share) = value.split_once('=')?;
        Some((three(called), share.parse().ok()?))
    });
    Some((three(name), values.collect()))
}

/// One text stands for all three.
fn three(line: &'static str) -> Three {
    let mut parts = line.split(" | ");
    let first = parts.next().unwrap_or_default();
    let second = parts.next().unwrap_or(first);
    [first, second, parts.next().unwrap_or(first)]
}

fn nth(language: Language) -> usize {
    language.of([0, 1, 2])
}

/// Writes the listings of one shop, one after the other.
pub(super) struct Writer<'a> {
    shop: usize,
    of: &'a Shop,
    seed: Seed,
    /// What is still to be made: rules, form, finish.
    plan: Vec<(&'a Rules, &'a Form, &'a (&'static str, Three))>,
    written: usize,
}

impl<'a> Writer<'a> {
    pub fn new(grammar: &'a Grammar, whole: u64, shop: usize, of: &'a Shop) -> Self {
        let mut seed = Seed::nth(whole ^ 0x7772_6974, shop as u64);
        let mut plan = Vec::new();
        for craft in [Some(of.craft), of.also].into_iter().flatten() {
            let Some(rules) = grammar.of(craft) else { continue };
            let mut pairs = Vec::new();
            for form in &rules.forms {
                let finishes = rules.finishes.iter().filter(|(key, _)| form.finishes.contains(key));
                pairs.extend(finishes.map(|finish| (rules, form, finish)));
            }
            seed.shuffle(&mut pairs);
            // What it makes besides is a third of its shelf.
            pairs.truncate(if craft == of.craft { usize::MAX } else { pairs.len().min(12) });
            plan.extend(pairs);
        }
        seed.shuffle(&mut plan);
        Self { shop, of, seed, plan, written: 0 }
    }

    /// The next one; none where all that can be told apart is told.
    pub fn next(&mut self, taken: &mut BTreeSet<String>) -> Option<Listing> {
        let many = self.plan.len();
        for _ in 0..many {
            let (rules, form, finish) = *self.plan.get(self.written % many)?;
            let round = self.written / many;
            self.written += 1;
            if round > 3 {
                return None;
            }
            for attempt in 0..6 {
                let slots = self.slots(rules, form, finish, round * 6 + attempt);
                let title = filled(rules.title[nth(slots.language)], &slots);
                if taken.contains(&title) {
                    continue;
                }
                let handle = free(&format!("{}-{}-{}", form.key, finish.0, self.of.handle), taken);
                taken.insert(title.clone());
                taken.insert(handle.clone());
                return Some(self.listing(rules, form, finish.0, &slots, title, handle));
            }
        }
        None
    }

    fn slots(&mut self, rules: &Rules, form: &Form, finish: &(&'static str, Three), attempt: usize) -> Slots {
        let own = self.of.languages.first().copied().unwrap_or(Language::English);
        // Who speaks Filipino and English names some things in one and some in the other.
        let other = self.of.languages.get(1).copied().filter(|_| own != Language::Chinese);
        let language = if self.seed.share() < 0.3 { other.unwrap_or(own) } else { own };
        let tongue = nth(language);
        // Ranges of a house in the Philippines have names from there, in whatever language they are sold.
        let names = if self.of.country == "PH" { &rules.lines[2] } else { &rules.lines[tongue] };
        let finish_nth = rules.finishes.iter().position(|other| other.0 == finish.0).unwrap_or(0);
        let line = names.get((self.shop * 7 + finish_nth + attempt * 11) % names.len().max(1)).copied();
        let details = if form.details.is_empty() { &rules.details } else { &form.details };
        let detail = self.seed.one(details).map_or("", |detail| detail[tongue]);
        Slots {
            language,
            line: line.unwrap_or_default(),
            form: form.called[tongue],
            finish: finish.1[tongue],
            detail,
            place: self.of.place_in(language),
        }
    }

    fn listing(
        &mut self,
        rules: &Rules,
        form: &Form,
        finish: &str,
        slots: &Slots,
        title: String,
        handle: String,
    ) -> Listing {
        let seed = &mut self.seed;
        let variants = variants(form, slots.language, self.of.currency, &handle, seed);
        let choices = form.sizes.as_ref().filter(|_| variants.len() > 1).map(|(name, values)| Choice {
            name: name[nth(slots.language)],
            values: values.iter().map(|(value, _)| value[nth(slots.language)].to_owned()).collect(),
        });
        let mut description: Vec<String> = Vec::new();
        for language in LANGUAGES.into_iter().filter(|language| self.of.languages.contains(language)) {
            let slots = Slots { language, place: self.of.place_in(language), ..slots.clone() };
            description.push(told(rules, form, &slots, seed));
        }
        if self.of.languages.first() == Some(&Language::Chinese) {
            description.reverse();
        }
        let mut tags = vec![rules.craft.word().to_owned(), form.tag.to_owned()];
        tags.dedup();
        Listing {
            shop: self.shop,
            craft: rules.craft,
            handle,
            title,
            description: description.join("\n\n"),
            language: slots.language,
            category: form.category,
            tags,
            choices: choices.into_iter().collect(),
            variants,
            restock: form.restock.map(|(pieces, every)| Restock { every, pieces }),
            pictures: vec![format!("{}.{}.{finish}", rules.craft.word(), form.key)],
            shows: capital(&join(slots.language, slots.form, slots.finish)),
            called: form.talk.map(str::to_owned),
            appeal: seed.share().powi(4),
            laid_out: if seed.share() < 0.6 {
                self.of.opens
            } else {
                self.of.opens.max(u16::try_from(seed.below(112)).unwrap_or(0))
            },
        }
    }
}

fn join(language: Language, form: &str, finish: &str) -> String {
    if finish.is_empty() {
        return form.to_owned();
    }
    let between = if language == Language::Chinese { "，" } else { ", " };
    format!("{form}{between}{finish}")
}

fn variants(form: &Form, language: Language, currency: &str, handle: &str, seed: &mut Seed) -> Vec<Variant> {
    let dear = 0.85 + 0.4 * seed.share();
    let is_reduced = form.restock.is_some() && seed.share() < 0.08;
    let mut variant = |choice: Vec<String>, share: i64| {
        let pesos = (form.pesos * share) as f32 / 100.0 * dear;
        let price = shops::price(pesos as i64, currency);
        let pieces = form.restock.map_or(1, |(pieces, _)| pieces);
        let stock = if pieces == 1 { 1 } else { (pieces as f32 * seed.between(0.3, 1.6)) as u32 };
        Variant {
            choice,
            price,
            before: is_reduced
                .then(|| shops::price((pesos * 1.2) as i64, currency))
                .filter(|old| *old > price),
            grams: (form.grams as f32 * share as f32 / 100.0) as u32,
            stock,
            sku: String::new(),
        }
    };
    let mut variants: Vec<Variant> = match &form.sizes {
        None => vec![variant(Vec::new(), 100)],
        Some((_, sizes)) => {
            sizes.iter().map(|(size, share)| variant(vec![size[nth(language)].to_owned()], *share)).collect()
        }
    };
    for (nth, variant) in variants.iter_mut().enumerate() {
        variant.sku = format!("{}-{}", handle.to_uppercase(), nth + 1);
    }
    variants
}

/// Two sentences of the form and two of the craft, in the order of the file.
fn told(rules: &Rules, form: &Form, slots: &Slots, seed: &mut Seed) -> String {
    let tongue = nth(slots.language);
    let mut said: Vec<&str> = some(&form.said[tongue], 2, seed);
    let general = if form.is_apart { &rules.apart } else { &rules.said };
    said.extend(some(&general[tongue], 2, seed));
    let between = if slots.language == Language::Chinese { "" } else { " " };
    said.iter().map(|frame| filled(frame, slots)).collect::<Vec<_>>().join(between)
}

fn some(of: &[&'static str], many: usize, seed: &mut Seed) -> Vec<&'static str> {
    let mut order: Vec<usize> = (0..of.len()).collect();
    seed.shuffle(&mut order);
    order.truncate(many);
    order.sort_unstable();
    order.into_iter().map(|nth| of[nth]).collect()
}

#[derive(Clone)]
struct Slots {
    language: Language,
    line: &'static str,
    form: &'static str,
    finish: &'static str,
    detail: &'static str,
    place: &'static str,
}

/// A frame with its places taken; begins with a capital.
fn filled(frame: &str, slots: &Slots) -> String {
    let mut text = frame.to_owned();
    for (slot, value) in [
        ("{line}", slots.line),
        ("{form}", slots.form),
        ("{finish}", slots.finish),
        ("{detail}", slots.detail),
        ("{place}", slots.place),
    ] {
        text = text.replace(slot, value);
    }
    for (empty, gone) in [("  ", " "), (", ,", ","), (" ,", ",")] {
        text = text.replace(empty, gone);
    }
    let text = text.trim().trim_end_matches([',', '·', '，', ' ']).trim_start_matches([',', '·', ' ']);
    capital(text)
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    first.to_uppercase().chain(letters).collect()
}

fn free(handle: &str, taken: &BTreeSet<String>) -> String {
    let mut nth = 1;
    loop {
        let handle = if nth == 1 { handle.to_owned() } else { format!("{handle}-{nth}") };
        if !taken.contains(&handle) {
            return handle;
        }
        nth += 1;
    }
}
