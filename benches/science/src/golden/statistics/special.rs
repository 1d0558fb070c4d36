//! `special_*`: special functions against 40-digit arithmetic (mpmath).

use super::super::file::{Allowed, GoldenFile, Outcome};
use super::given::{elements, needed};
use serde_json::Value;
use stats::special::{
    chi_squared_sf, digamma, hypergeometric_2f1, ln_beta, ln_gamma, normal_cdf, normal_quantile, normal_sf,
    regularized_beta, regularized_gamma_q, student_quantile, student_sf, trigamma,
};

/// Each row names a function, its arguments and its value.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    for row in elements(file.expected()) {
        let name = row["f"].as_str().unwrap_or_default();
        let Some(got) = value(name, row).transpose()? else {
            outcome.complain(format!("the function {name} is not understood"));
            continue;
        };
        let allowed = match file.relative(&[&format!("{name}_rel")], 1e-12) {
            // Nothing is relatively near to nothing.
            Allowed::Relative(share) => Allowed::Either(f64::EPSILON * share, share),
            other => other,
        };
        outcome.near_json(&format!("{name} of {row}"), got, &row["v"], allowed);
    }
    Ok(outcome)
}

/// The function's value; `None` for a function that is not known.
fn value(name: &str, row: &Value) -> Option<Result<f64, String>> {
    let given = |argument: &str| needed(row, argument);
    let one = |f: fn(f64) -> f64, x: &str| given(x).map(f);
    let two = |f: fn(f64, f64) -> f64, x: &str, y: &str| Ok(f(given(x)?, given(y)?));
    Some(match name {
        "t_sf" => two(student_sf, "x", "df"),
        "t_ppf" => two(student_quantile, "p", "df"),
        "chi2_sf" => two(chi_squared_sf, "x", "df"),
        "norm_ppf" => one(normal_quantile, "p"),
        "norm_cdf" => one(normal_cdf, "x"),
        "norm_sf" => one(normal_sf, "x"),
        "lgamma" | "gammaln" => one(ln_gamma, "x"),
        "digamma" | "psi" => one(digamma, "x"),
        "trigamma" => one(trigamma, "x"),
        "betaln" => two(ln_beta, "a", "b"),
        "gammaincc" => two(regularized_gamma_q, "a", "x"),
        "betainc_reg" | "betainc" => {
            given("a").and_then(|a| Ok(regularized_beta(a, given("b")?, given("x")?)))
        }
        "hyp2f1" => given("a").and_then(|a| Ok(hypergeometric_2f1(a, given("b")?, given("c")?, given("z")?))),
        _ => return None,
    })
}
