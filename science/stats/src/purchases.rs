//! How many purchases are to come, and what they will be worth.
//!
//! BG/NBD: while alive a customer buys as a Poisson process with rate λ ~ Gamma(r, α); after each purchase the
//! customer leaves for good with probability p ~ Beta(a, b) (Fader, Hardie & Lee 2005, "Counting your customers
//! the easy way"). Gamma–Gamma: what a purchase is worth (Fader & Hardie 2013). Time may be in any unit, the
//! same throughout.
//!
//! **What it is for:** totals, budgets and lifetime value. Not for ranking who will come back: the model holds
//! everybody who bought once alive for certain, so over a whole base its P(alive) ranks worse than chance (AUC
//! 0.32 on CDNOW, where a calibrated logit has 0.80). For that see [`crate::propensity`].
//!
//! ```
//! use stats::purchases::{BgNbd, Customer};
//!
//! // The published fit of CDNOW, in weeks.
//! let model = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
//! let customer = Customer { repeats: 2, recency: 30.43, age: 38.86 };
//! assert!((model.probability_alive(&customer) - 0.727).abs() < 5e-4);
//! assert!((model.expected_purchases(&customer, 39.0) - 1.226).abs() < 5e-4);
//! ```

mod bg_nbd;
mod fit;
mod gamma_gamma;
mod lifetime_value;
mod likelihood;

pub use bg_nbd::BgNbd;
pub use fit::{BgNbdFit, LEAST_PENALTY, SMALL_BASE, fit_bg_nbd, fit_bg_nbd_penalised};
pub use gamma_gamma::{GammaGamma, GammaGammaFit, Spender, fit_gamma_gamma};
pub use lifetime_value::{Horizon, lifetime_value};

use crate::Invalid;

/// What the BG/NBD model needs to know of a customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Customer {
    /// x: purchases after the first, counted by day.
    pub repeats: u32,
    /// t_x: time from the first to the last purchase; 0 without a repeat.
    pub recency: f64,
    /// T: time from the first purchase until now, at least `recency`.
    pub age: f64,
}

/// Customers who look alike. A base of any size comes down to its distinct cells, and the fit to theirs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// What they look like.
    pub customer: Customer,
    /// How many they are; above 0, need not be whole.
    pub weight: f64,
}

impl Customer {
    /// # Errors
    /// A negative or infinite time, or a recency beyond the age.
    pub(crate) fn check(&self) -> Result<(), Invalid> {
        let fine = self.recency >= 0.0 && self.recency <= self.age;
        Invalid::unless(fine, "recency", "between 0 and the customer's age", self.recency)?;
        Invalid::unless(self.age.is_finite(), "age", "finite", self.age)
    }
}

/// Brings customers together into their distinct cells, in the order of repeats, recency and age.
///
/// ```
/// use stats::purchases::{Customer, into_cells};
/// let once = Customer { repeats: 0, recency: 0.0, age: 30.0 };
/// let cells = into_cells(&[once, once, once]);
/// assert_eq!((cells.len(), cells[0].weight), (1, 3.0));
/// ```
pub fn into_cells(customers: &[Customer]) -> Vec<Cell> {
    let mut ordered = customers.to_vec();
    ordered.sort_by(|one, other| {
        let by_time = || one.recency.total_cmp(&other.recency).then(one.age.total_cmp(&other.age));
        one.repeats.cmp(&other.repeats).then_with(by_time)
    });
    ordered
        .chunk_by(|one, other| one == other)
        .map(|same| Cell { customer: same[0], weight: same.len() as f64 })
        .collect()
}

/// Why a purchase model was not fitted.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum NoFit {
    /// A row was refused.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// There was no row to fit.
    #[error("there is no customer to fit")]
    Nobody,
    /// The likelihood has no maximum that could be found.
    #[error("the fit did not settle; its steepness is still {steepness:e}")]
    Unsettled {
        /// max|∂ mean negative log-likelihood / ∂ ln parameter| where it stopped.
        steepness: f64,
    },
}
