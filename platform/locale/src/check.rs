//! What can be wrong with texts, found before anybody reads them.

use std::collections::{BTreeMap, BTreeSet};

use crate::formats::categories;
use crate::language::Language;
use crate::library::Texts;
use crate::sheet::{Choice, Sheet, Spoken};

/// What no interface text of the house has (design, Writing), and what it is called.
const UNWANTED: &[(char, &str)] =
    &[('!', "an exclamation mark"), ('！', "an exclamation mark"), ('—', "an em dash")];

/// CLDR's names for plural categories, of all languages.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Every fault of all texts, and the keys of those that are asked for.
pub(crate) fn check(all: &[Texts]) -> (Vec<String>, BTreeSet<String>) {
    let mut faults = Vec::new();
    let mut keys = BTreeSet::new();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    let mut known: BTreeMap<Language, BTreeSet<String>> = BTreeMap::new();
    let domains: Vec<[Sheet; 3]> =
        all.iter().map(|texts| Language::ALL.map(|language| Sheet::read(texts, language))).collect();
    for sheet in domains.iter().flatten() {
        known.entry(sheet.language).or_default().extend(sheet.texts.keys().cloned());
    }
    for sheets in &domains {
        let names: BTreeSet<&String> = sheets.iter().flat_map(|sheet| sheet.texts.keys()).collect();
        for name in names {
            let domain = sheets[0].domain;
            if let Some(owner) = owners.insert(name.clone(), domain) {
                faults.push(format!("{domain}: {name} is in {owner} already"));
            }
            faults.extend(between_languages(name, sheets));
            keys.extend((!name.starts_with('-')).then(|| name.clone()));
        }
        for sheet in sheets {
            faults.extend(sheet.faults.iter().cloned());
            faults.extend(within(sheet, known.get(&sheet.language)));
        }
    }
    (faults, keys)
}

/// What only a comparison shows.
fn between_languages(name: &str, sheets: &[Sheet; 3]) -> Vec<String> {
    let mut faults = Vec::new();
    // A term's grammar is its language's own affair.
    let compared = !name.starts_with('-');
    let English { variables, words } = English::of(sheets.first().and_then(|sheet| sheet.texts.get(name)));
    for sheet in sheets {
        let Some(spoken) = sheet.texts.get(name) else {
            faults.push(format!("{}: {name} is missing", sheet.name()));
            continue;
        };
        if let Some(variables) = variables.filter(|variables| compared && **variables != spoken.variables) {
            let [here, there] = [&spoken.variables, variables].map(said);
            faults
                .push(format!("{}: {name} has the variables {here} where English has {there}", sheet.name()));
        }
        let untouched = sheet.language == Language::Chinese
            && words.is_some_and(|words| words.split_whitespace().count() >= 2 && words == spoken.words)
            && !spoken.words.chars().any(han);
        if untouched {
            faults.push(format!("{}: {name} is still in English", sheet.name()));
        }
    }
    faults
}

struct English<'a> {
    variables: Option<&'a BTreeSet<String>>,
    words: Option<&'a str>,
}

impl<'a> English<'a> {
    fn of(spoken: Option<&'a Spoken>) -> Self {
        Self {
            variables: spoken.map(|spoken| &spoken.variables),
            words: spoken.map(|spoken| spoken.words.as_str()),
        }
    }
}

fn said(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "none".into();
    }
    variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}

/// What one language shows by itself.
fn within(sheet: &Sheet, known: Option<&BTreeSet<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    let name = sheet.name();
    let categories = match categories(sheet.language) {
        Ok(categories) => categories,
        Err(why) => return vec![why],
    };
    for (key, spoken) in &sheet.texts {
        for choice in &spoken.choices {
            faults.extend(
                plural(sheet.language, choice, spoken, &categories)
                    .into_iter()
                    .map(|why| format!("{name}: {key} {why}")),
            );
        }
        for call in &spoken.calls {
            faults.push(format!("{name}: {key} calls {call}, which is no function of ours"));
        }
        for part in spoken.contains.iter().filter(|part| !known.is_some_and(|known| known.contains(*part))) {
            faults.push(format!("{name}: {key} contains {part}, which is nowhere"));
        }
        for (letter, called) in UNWANTED {
            if spoken.words.contains(*letter) {
                faults.push(format!("{name}: {key} has {called}"));
            }
        }
    }
    faults
}

/// What is wrong with a choice by number; nothing with any other choice.
fn plural(language: Language, choice: &Choice, spoken: &Spoken, categories: &[&str]) -> Vec<String> {
    if choice.words.is_empty() || !choice.words.iter().all(|word| CATEGORIES.contains(&word.as_str())) {
        return Vec::new();
    }
    let lacks = categories.iter().filter(|category| !choice.words.iter().any(|word| word == *category));
    let mut faults: Vec<String> =
        lacks.map(|category| format!("lacks the plural category {category}")).collect();
    let idle = choice.words.iter().filter(|word| !categories.contains(&word.as_str()));
    faults.extend(idle.map(|word| format!("has the plural category {word}, which this language never uses")));
    // Only English `one` is a single number, and may say "an order": in Filipino it is 0 to 3, 5, 7 and more.
    let aloud = language == Language::English
        || !choice.silent
        || choice.by.as_ref().is_none_or(|by| spoken.written.contains(by));
    if let Some(by) = choice.by.as_ref().filter(|_| !aloud) {
        faults.push(format!("does not say ${by} in every plural"));
    }
    faults
}

/// Chinese characters: the unified ones with their extensions.
fn han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
