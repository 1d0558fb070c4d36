//! All texts of the market, checked once and merged.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Mutex;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use intl_memoizer::concurrent::IntlLangMemoizer;

use crate::check::check;
use crate::formats::{Digits, Formats};
use crate::language::Language;
use crate::pseudo;

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

/// A crate's [`Texts`] from the `locales` folder beside its `src`, for its `lib.rs`: `locale::texts!("orders")`.
#[macro_export]
macro_rules! texts {
    ($domain:literal) => {
        $crate::Texts {
            domain: $domain,
            en: include_str!("../locales/en.ftl"),
            zh_hans: include_str!("../locales/zh-Hans.ftl"),
            fil: include_str!("../locales/fil.ftl"),
        }
    };
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

/// One voice's texts and forms.
struct Speaker {
    bundle: Bundle,
    formats: Formats,
}

/// All domains' texts, checked and merged.
pub struct Library {
    english: Speaker,
    chinese: Speaker,
    filipino: Speaker,
    pseudo: Speaker,
    keys: BTreeSet<String>,
    /// Keys that were asked for and are not there: each is logged once.
    missed: Mutex<BTreeSet<String>>,
}

/// Whose texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Voice {
    /// As people read it.
    Plain(Language),
    /// English in disguise, for tests.
    Pseudo,
}

impl Voice {
    pub(crate) const fn language(self) -> Language {
        match self {
            Self::Plain(language) => language,
            Self::Pseudo => Language::English,
        }
    }
}

impl Library {
    /// Checks and merges them, with this crate's own words for lengths of time.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn of(texts: &[Texts]) -> Result<Self, Faults> {
        let all: Vec<Texts> = std::iter::once(crate::TEXTS).chain(texts.iter().copied()).collect();
        let (mut faults, keys) = check(&all);
        let mut voice = |voice| speaker(&all, voice).map_err(|why| faults.push(why)).ok();
        let speakers = (
            voice(Voice::Plain(Language::English)),
            voice(Voice::Plain(Language::Chinese)),
            voice(Voice::Plain(Language::Filipino)),
            voice(Voice::Pseudo),
        );
        match speakers {
            (Some(english), Some(chinese), Some(filipino), Some(pseudo)) if faults.is_empty() => {
                Ok(Self { english, chinese, filipino, pseudo, keys, missed: Mutex::default() })
            }
            _ => Err(Faults(faults)),
        }
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// Whether there is a text for `key` or `key.attribute`.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// CLDR's word on a voice's language.
    pub(crate) fn formats(&self, voice: Voice) -> &Formats {
        &self.speaker(voice).formats
    }

    /// The text of `key` or `key.attribute`; nothing where there is none.
    pub(crate) fn say(&self, voice: Voice, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let bundle = &self.speaker(voice).bundle;
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, part)| (id, Some(part)));
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut faults).into_owned();
        for fault in faults {
            tracing::error!(key, %fault, "a text lacks a variable");
            debug_assert!(false, "{key}: {fault}");
        }
        Some(if voice == Voice::Pseudo { pseudo::wrap(&text) } else { text })
    }

    fn speaker(&self, voice: Voice) -> &Speaker {
        match voice {
            Voice::Plain(Language::English) => &self.english,
            Voice::Plain(Language::Chinese) => &self.chinese,
            Voice::Plain(Language::Filipino) => &self.filipino,
            Voice::Pseudo => &self.pseudo,
        }
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

fn speaker(all: &[Texts], voice: Voice) -> Result<Speaker, String> {
    let language = voice.language();
    let tag = language.word().parse().map_err(|why| format!("{}: {why:?}", language.word()))?;
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    // No page of ours mixes directions, and the marks would be copied along with a reference.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(number));
    if voice == Voice::Pseudo {
        bundle.set_transform(Some(pseudo::accent));
    }
    for texts in all {
        // What is wrong with a source was said by the check, with its line.
        let resource = FluentResource::try_new(texts.of(language).to_owned());
        bundle.add_resource_overriding(resource.unwrap_or_else(|(resource, _)| resource));
    }
    Ok(Speaker { bundle, formats: Formats::load(language)? })
}

/// A number within a text, as the language writes it.
fn number(value: &FluentValue<'_>, memory: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    memory.with_try_get::<Digits, _, _>((), |digits| digits.whole(number.value)).ok().flatten()
}
