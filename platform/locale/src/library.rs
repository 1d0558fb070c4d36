//! All texts of the market, checked once and merged.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Mutex;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::language::Language;

/// One domain's texts in the three languages: Fluent sources, by `include_str!`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Texts {
    /// Its folder's name.
    pub domain: &'static str,
    /// `locales/en.ftl`.
    pub en: &'static str,
    /// `locales/zh-Hans.ftl`.
    pub zh_hans: &'static str,
    /// `locales/fil.ftl`.
    pub fil: &'static str,
}

impl Texts {
    pub(crate) const fn of(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh_hans,
            Language::Filipino => self.fil,
        }
    }
}

/// Everything that is wrong with the texts, a line each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Faults(pub Vec<String>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}
impl std::error::Error for Faults {}

type Bundle = FluentBundle<FluentResource>;

/// All domains' texts, checked and merged.
pub struct Library {
    english: Bundle,
    chinese: Bundle,
    filipino: Bundle,
    pseudo: Bundle,
    keys: BTreeSet<String>,
    /// Keys that were asked for and are not there: each is logged once.
    missed: Mutex<BTreeSet<String>>,
}

/// How one of the bundles is made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Voice {
    /// As people read it.
    Plain(Language),
    /// English in disguise, for tests.
    Pseudo,
}

impl Library {
    /// Checks and merges them, with this crate's own words for lengths of time.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn of(texts: &[Texts]) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let all: Vec<Texts> = std::iter::once(crate::TEXTS).chain(texts.iter().copied()).collect();
        let mut bundle = |voice| bundle(&all, voice, &mut faults);
        let english = bundle(Voice::Plain(Language::English));
        let chinese = bundle(Voice::Plain(Language::Chinese));
        let filipino = bundle(Voice::Plain(Language::Filipino));
        let pseudo = bundle(Voice::Pseudo);
        let keys = all
            .iter()
            .flat_map(|texts| texts.en.lines())
            .filter_map(|line| line.split_once(" = "))
            .filter(|(key, _)| key.starts_with(|letter: char| letter.is_ascii_alphabetic()))
            .map(|(key, _)| key.to_owned())
            .collect();
        if faults.is_empty() {
            Ok(Self { english, chinese, filipino, pseudo, keys, missed: Mutex::default() })
        } else {
            Err(Faults(faults))
        }
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// The text of a key, `key` or `key.attribute`; nothing where there is none.
    pub(crate) fn say(&self, voice: Voice, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let bundle = match voice {
            Voice::Plain(Language::English) => &self.english,
            Voice::Plain(Language::Chinese) => &self.chinese,
            Voice::Plain(Language::Filipino) => &self.filipino,
            Voice::Pseudo => &self.pseudo,
        };
        let (key, attribute) = match key.split_once('.') {
            Some((key, attribute)) => (key, Some(attribute)),
            None => (key, None),
        };
        let message = bundle.get_message(key)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut faults).into_owned();
        for fault in faults {
            tracing::error!(key, %fault, "a text lacks something");
        }
        Some(text)
    }

    /// Logs once that a key is not there.
    pub(crate) fn miss(&self, key: &str) {
        let mut missed = self.missed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if missed.len() < MISSED && missed.insert(key.to_owned()) {
            tracing::error!(key, "a text is missing");
        }
    }
}

/// Keys come from our own code, so there are few that can be missed; this many are remembered.
const MISSED: usize = 1_000;

fn bundle(all: &[Texts], voice: Voice, faults: &mut Vec<String>) -> Bundle {
    let language = match voice {
        Voice::Plain(language) => language,
        Voice::Pseudo => Language::English,
    };
    let mut bundle = Bundle::new_concurrent(language.word().parse().into_iter().collect());
    // No page of ours mixes directions, and the marks would be copied along with a reference.
    bundle.set_use_isolating(false);
    for texts in all {
        match FluentResource::try_new(texts.of(language).to_owned()) {
            Ok(resource) => {
                for fault in bundle.add_resource(resource).err().into_iter().flatten() {
                    faults.push(format!("{} {}: {fault}", texts.domain, language.word()));
                }
            }
            Err((_, found)) => {
                faults.extend(
                    found.iter().map(|fault| format!("{} {}: {fault}", texts.domain, language.word())),
                );
            }
        }
    }
    bundle
}
