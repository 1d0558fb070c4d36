//! Special functions, only where no well-kept crate has them to 1e-10 (relative).
//!
//! `ln Γ` and `erfc` come from the `libm` crate, right to the last place or two. The incomplete beta and gamma
//! functions are ours because their usual prefactor, a difference of large `ln Γ`, loses five digits at the
//! degrees of freedom of a real experiment (5e-11 was measured at 84,123.9); Loader's form keeps them. The
//! hypergeometric function is ours because no crate has it. Golden figures: `special_functions.json`, 40-digit
//! arithmetic.

mod beta;
mod chi_squared;
mod gamma;
mod hypergeometric;
mod loader;
mod normal;
mod quadrature;
mod student;

pub use beta::{beta_quantile, ln_beta, regularized_beta};
pub use chi_squared::{chi_squared_sf, regularized_gamma_q};
pub use gamma::{digamma, ln_gamma, trigamma};
pub use hypergeometric::hypergeometric_2f1;
pub use normal::{normal_cdf, normal_density, normal_quantile, normal_sf};
pub use quadrature::integrate;
pub use student::{student_quantile, student_sf};

pub(crate) use beta::beta_density;
pub(crate) use hypergeometric::sum_by_ratio;
