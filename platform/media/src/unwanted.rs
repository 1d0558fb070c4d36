//! Why the market's staff take a picture away from beside a name: a few reasons that can be said in every language, because
//! whoever showed it is told, and what staff write is in one.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is wrong with a picture beside a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unwanted {
    /// Nakedness or sex.
    Nudity,
    /// Violence.
    Violence,
    /// Hatred of people.
    Hatred,
    /// Somebody else, or somebody else's mark.
    SomebodyElse,
    /// Something else that this market's rules do not allow.
    Rules,
}

impl Unwanted {
    /// In the order of a form.
    pub const ALL: [Self; 5] = [Self::Nudity, Self::Violence, Self::Hatred, Self::SomebodyElse, Self::Rules];

    /// The word in the API, in facts and in the keys of texts.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nudity => "nudity",
            Self::Violence => "violence",
            Self::Hatred => "hatred",
            Self::SomebodyElse => "somebody_else",
            Self::Rules => "rules",
        }
    }
}
