//! The languages the market speaks, and which of them a browser asks for.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A language the market speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ToSchema)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese in simplified characters.
    #[serde(rename = "zh-Hans")]
    Chinese,
    /// Filipino.
    #[serde(rename = "fil")]
    Filipino,
}

/// The text is no language of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language we speak: en, zh-Hans or fil")]
pub struct BadLanguage;

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::English, Self::Chinese, Self::Filipino];

    /// Its BCP 47 tag, as stored and as `lang` says it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
            Self::Filipino => "fil",
        }
    }

    /// Its name for itself: who looks for their language reads no other.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
            Self::Filipino => "Filipino",
        }
    }
}

impl FromStr for Language {
    type Err = BadLanguage;
    /// Reads the stored word, nothing near it.
    fn from_str(text: &str) -> Result<Self, BadLanguage> {
        Self::ALL.into_iter().find(|language| language.word() == text).ok_or(BadLanguage)
    }
}

/// The best of ours for an `Accept-Language` header (RFC 9110, 12.5.4): the range with the highest weight that one of
/// ours answers, the earlier of two with the same; English where none fits. A weight of nothing refuses a language.
/// Traditional Chinese is answered in simplified, which its readers read sooner than English; Tagalog is Filipino.
pub fn negotiate(header: &str) -> Language {
    let mut wishes: Vec<(u16, &str)> = header.split(',').filter_map(wish).collect();
    let refused: Vec<Language> =
        wishes.iter().filter(|(weight, _)| *weight == 0).filter_map(|(_, range)| ours(range)).collect();
    // Stable: of two equal weights the earlier stays first.
    wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wishes
        .into_iter()
        .filter(|(weight, _)| *weight > 0)
        .find_map(|(_, range)| match range {
            "*" => Language::ALL.into_iter().find(|language| !refused.contains(language)),
            range => ours(range),
        })
        .unwrap_or(Language::English)
}

/// A range and its weight in thousandths; one that cannot be read is none.
fn wish(part: &str) -> Option<(u16, &str)> {
    let mut words = part.split(';').map(str::trim);
    let range = words.next().filter(|range| !range.is_empty())?;
    let Some(word) = words.next() else { return Some((1_000, range)) };
    let (name, weight) = word.split_once('=')?;
    name.trim().eq_ignore_ascii_case("q").then(|| thousandths(weight.trim()))?.map(|weight| (weight, range))
}

/// `0`, `0.8`, `1.000`: at most three decimals and never above one.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let part: u16 = format!("{part:0<3}").parse().ok()?;
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1_000),
        _ => None,
    }
}

fn ours(range: &str) -> Option<Language> {
    let primary = range.split('-').next().unwrap_or_default();
    let is = |tag: &str| primary.eq_ignore_ascii_case(tag);
    if is("en") {
        Some(Language::English)
    } else if is("zh") || is("cmn") {
        Some(Language::Chinese)
    } else if is("fil") || is("tl") {
        Some(Language::Filipino)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_stored_and_read_back_by_its_tag() {
        for language in Language::ALL {
            assert_eq!(language.word().parse(), Ok(language));
            let json = serde_json::to_string(&language).unwrap();
            assert_eq!(json, format!("\"{}\"", language.word()));
            assert_eq!(serde_json::from_str::<Language>(&json).unwrap(), language);
        }
        for bad in ["", "EN", "zh", "zh-Hant", "tl", "English"] {
            assert_eq!(bad.parse::<Language>(), Err(BadLanguage), "{bad:?}");
        }
    }

    #[test]
    fn a_browser_gets_the_language_it_would_rather_have_of_those_we_speak() {
        use Language::{Chinese, English, Filipino};
        for (header, language) in [
            ("", English),
            ("en-US,en;q=0.9", English),
            ("zh-CN,zh;q=0.9,en;q=0.8", Chinese),
            ("zh", Chinese),
            ("zh-Hans", Chinese),
            ("zh-Hant-HK", Chinese),
            ("cmn-Hans-CN", Chinese),
            ("ZH-hans-sg", Chinese),
            ("tl", Filipino),
            ("fil-PH, en;q=0.8", Filipino),
            ("en;q=0.5, fil;q=0.9", Filipino),
            ("de, fr;q=0.9, fil;q=0.1", Filipino),
            ("de", English),
            ("ceb, de;q=0.9", English),
            ("en;q=0.8, zh;q=0.8", English),
            ("zh;q=0.8, en;q=0.8", Chinese),
            ("*", English),
            ("en;q=0, *;q=0.5", Chinese),
            ("en;q=0, zh;q=0, *", Filipino),
            ("en;q=0, zh", Chinese),
            ("zh ; Q = 0.7 , fil;q=0.701", Filipino),
            ("zh;q=1.001, fil;q=0.1", Filipino),
            ("zh;q=0.1234, fil;q=0.1", Filipino),
            ("zh;q=-1, fil;q=0.1", Filipino),
            ("zh;level=1, fil;q=0.1", Filipino),
            ("zhuang, fil;q=0.1", Filipino),
            (",,;q=1,;;,=", English),
        ] {
            assert_eq!(negotiate(header), language, "{header:?}");
        }
    }
}
