//! Crafts and languages.

/// What is made here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Craft {
    /// Enamelled steel for kitchens.
    Enamel,
    /// Cloth from looms.
    Weaving,
    /// Tea and what it is drunk from.
    Tea,
    /// Woodcuts, posters, maps, postcards.
    Prints,
    /// Houseplants and what they stand in.
    Plants,
    /// Things that somebody had before.
    Vintage,
    /// Plaited leaf, rattan and bamboo.
    Baskets,
    /// Kitchen and garden blades.
    Knives,
    /// Paper and notebooks.
    Paper,
    /// Soap and candles.
    Soap,
    /// Stoneware and porcelain.
    Ceramics,
}

/// All of them; a person's tastes are in this order.
pub const CRAFTS: [Craft; 11] = [
    Craft::Enamel,
    Craft::Weaving,
    Craft::Tea,
    Craft::Prints,
    Craft::Plants,
    Craft::Vintage,
    Craft::Baskets,
    Craft::Knives,
    Craft::Paper,
    Craft::Soap,
    Craft::Ceramics,
];

impl Craft {
    /// Its word in files and names.
    pub fn word(self) -> &'static str {
        match self {
            Self::Enamel => "enamel",
            Self::Weaving => "weaving",
            Self::Tea => "tea",
            Self::Prints => "prints",
            Self::Plants => "plants",
            Self::Vintage => "vintage",
            Self::Baskets => "baskets",
            Self::Knives => "knives",
            Self::Paper => "paper",
            Self::Soap => "soap",
            Self::Ceramics => "ceramics",
        }
    }

    /// Its place in [`CRAFTS`].
    pub fn nth(self) -> usize {
        CRAFTS.iter().position(|craft| *craft == self).unwrap_or(0)
    }
}

/// The languages that the market speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Language {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
    /// Filipino.
    Filipino,
}

impl Language {
    /// As the market writes it: `en`, `zh-Hans`, `fil`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
            Self::Filipino => "fil",
        }
    }

    /// One of three texts.
    pub(crate) fn of<T: Copy>(self, texts: [T; 3]) -> T {
        let [english, chinese, filipino] = texts;
        match self {
            Self::English => english,
            Self::Chinese => chinese,
            Self::Filipino => filipino,
        }
    }
}

/// The craft of a word.
pub(super) fn called(word: &str) -> Option<Craft> {
    CRAFTS.into_iter().find(|craft| craft.word() == word)
}

impl Language {
    /// `en`, `zh`, `fil`, as our own files write them.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        match word {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            "fil" => Some(Self::Filipino),
            _ => None,
        }
    }
}

/// The half of a name in two scripts that a language reads: `云雾 Yunwu` is `云雾` in Chinese and `Yunwu` elsewhere.
/// What is in one script is whole in every language.
pub(crate) fn half(name: &str, language: Language) -> &str {
    let is_han = |letter: char| ('一'..='龥').contains(&letter);
    let Some(latin) = name.find(|letter: char| letter.is_ascii_alphabetic()) else { return name };
    let (first, second) = name.split_at(latin);
    match (first.contains(is_han), language) {
        (true, Language::Chinese) => first.split(['·', ' ']).next().unwrap_or(first),
        (true, _) => second.split(',').next().unwrap_or(second).trim(),
        _ => name,
    }
}
