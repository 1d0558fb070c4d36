//! What to show: suggestions from what people did, who their friends are and what is popular, with
//! reasons that add up.
//!
//! The crate is pure: it reads no file, asks no clock and draws from no generator of its own. Time and
//! randomness are arguments, so every answer can be replayed.
//!
//! ```
//! use recsys::{Csr, Query, Recommender, Room};
//!
//! // A history: rows are people, columns are items.
//! let acts = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (2, 2), (3, 0)];
//! let history = Csr::from_pairs(4, 3, &acts)?;
//!
//! // The library chooses the parts, their settings and their weights by itself.
//! let recommender = Recommender::learn(&history, None, 42)?;
//!
//! // Person 3 has item 0; most who have it have item 1 too.
//! let mut room = Room::default();
//! let query = Query { past: &[(0, 1.0)], person: Some(3), ..Query::default() };
//! let shown = recommender.recommend(&query, 1, &mut room)?;
//! assert_eq!(shown[0].item, 1);
//!
//! // Why? The amounts sum to the score.
//! let why = recommender.explain(&query, 1, 1, &mut room)?.expect("it was shown");
//! let sum: f32 = why.carried.iter().map(|one| one.amount).sum();
//! assert!((sum - shown[0].score).abs() < 1e-5);
//! # Ok::<(), recsys::Error>(())
//! ```
//!
//! | to do this | use |
//! |---|---|
//! | learn from a whole history and serve | [`Recommender`], [`Recipe`], [`Query`] |
//! | change within a second of an event | [`CoCounts`], [`Trending`] |
//! | one method alone | [`Lists`], [`ridge_lists`], [`Ease`], [`Factors`] |
//! | friends | [`Circle`] |
//! | a page that is varied and tries what is new | [`diverse`], [`thompson`], [`mix`] |
//! | judge | [`metrics`], [`replay`], [`simulate`] |

mod bytes;
mod chance;
mod choose;
mod counts;
mod dense;
mod diverse;
mod ease;
mod error;
mod explain;
mod explore;
mod friends;
mod ials;
mod lists;
mod matrix;
pub mod metrics;
mod part;
mod popular;
mod ranking;
mod recipe;
mod recommender;
pub mod replay;
mod ridge;
pub mod simulate;

pub use chance::SplitMix;
pub use counts::{CoCounts, CountSettings};
pub use diverse::{Variety, diverse};
pub use ease::Ease;
pub use error::{Error, Result};
pub use explain::{Carried, Explanation, Reason};
pub use explore::{Prior, Slate, Trial, mix, randomise_order, softmax_draw, thompson};
pub use friends::{Acquaintance, Circle};
pub use ials::{FactorSettings, Factors, Taste};
pub use lists::{Lists, Weighting};
pub use matrix::{Csr, Row};
pub use part::{Part, Weights};
pub use popular::Trending;
pub use ranking::{Scored, Scores, best};
pub use recipe::Recipe;
pub use recommender::{Query, Recommender, Room};
pub use ridge::{RidgeSettings, ridge_lists};
