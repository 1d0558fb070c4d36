//! Money has a long tail: one large order must not decide an experiment.

use crate::Invalid;
use crate::propensity::quantile_of_sorted;

/// The share of people whose money is left as it is.
pub const WINSORISE_AT: f64 = 0.999;

/// The cap for a metric: the `share` quantile of all values of both arms together, linear between neighbours.
///
/// Values above it count as the cap. It is stored with the experiment and shown beside the result.
///
/// # Errors
/// No values, one that is not a number, or a share outside [0, 1].
///
/// ```
/// let cap = stats::compare::winsorising_cap(&[10.0, 20.0, 30.0, 10_000.0], 0.5)?;
/// assert_eq!(cap, 25.0);
/// # Ok::<(), stats::Invalid>(())
/// ```
pub fn winsorising_cap(values: &[f64], share: f64) -> Result<f64, Invalid> {
    Invalid::unless((0.0..=1.0).contains(&share), "the share", "between 0 and 1", share)?;
    Invalid::unless(!values.is_empty(), "the number of values", "at least 1", 0.0)?;
    if let Some(odd) = values.iter().find(|value| value.is_nan()) {
        return Err(Invalid { argument: "a value", rule: "a number", got: *odd });
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Ok(quantile_of_sorted(&sorted, share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cap_lies_between_the_neighbouring_values() {
        let values: Vec<f64> = (0..=1000).map(f64::from).collect();
        assert_eq!(winsorising_cap(&values, WINSORISE_AT).unwrap(), 999.0);
        assert_eq!(winsorising_cap(&[7.0], 0.999).unwrap(), 7.0);
        assert!(winsorising_cap(&[], 0.5).is_err());
        assert!(winsorising_cap(&[1.0, f64::NAN], 0.5).is_err());
        assert!(winsorising_cap(&[1.0], 1.5).is_err());
    }
}
