//! Listings and their variants: what a shop shows, at which price, and since when.
//!
//! Whatever comes in, by the API or in a file, becomes a [`ListingDraft`] and is [`keep::put`]; whatever goes out
//! into a file is [`keep::draft`]ed again. There is one way in and one way out.

pub(crate) mod api;
pub(crate) mod ask;
mod find;
pub mod finder;
mod fold;
pub(crate) mod keep;
mod low;
pub(crate) mod pictures;
mod plain;
mod search;
mod show;
pub(crate) mod store;

pub use ask::{Change, ImageWish, ListingChange, New, NewListing, OptionWish, VariantWish, change, create};
pub use find::STATEMENTS as FINDS;
pub use fold::fold;
pub use low::Past;
pub use pictures::{ImageView, PictureView};
pub use plain::{escaped, plain};
pub use search::{Card, MAX_QUERY, Search, Sort, card, cards, search};
pub(crate) use search::{Looked, currencies, filled, latest_of, look};
pub(crate) use show::seen_lately;
pub use show::{
    ListingLine, ListingView, OptionView, PriceRow, VariantView, behind_the_counter, lowest_price, past_of,
    prices, product, seller_list,
};
pub use store::STATEMENTS;

use std::str::FromStr;

use db::{Broken, FromVal, Val};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether a listing is seen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ListingState)]
pub enum State {
    /// Being written; its shop sees it.
    #[default]
    Draft,
    /// Everybody sees it and may buy it.
    Published,
    /// Taken down; orders still name it.
    Archived,
}

impl State {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }
}

impl FromStr for State {
    type Err = Broken;
    fn from_str(word: &str) -> Result<Self, Broken> {
        [Self::Draft, Self::Published, Self::Archived]
            .into_iter()
            .find(|state| state.word() == word)
            .ok_or_else(|| Broken::Stored(format!("no state of a listing is called `{word}`")))
    }
}

impl FromVal for State {
    fn from_val(val: Val) -> Option<Self> {
        String::from_val(val)?.parse().ok()
    }
}
