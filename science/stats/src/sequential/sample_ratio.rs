//! Did assignment send people to the arms as planned? If not, no result can be believed.

use super::{CountProcess, p_of_ln_e};
use crate::Invalid;
use crate::special::{chi_squared_sf, ln_gamma, normal_sf};

/// Below this p the split is broken and the verdict is "cannot be decided".
pub const SAMPLE_RATIO_ALARM: f64 = 0.001;

/// Whether a p of the planned split says that it is broken.
pub fn split_is_broken(p: f64) -> bool {
    p < SAMPLE_RATIO_ALARM
}

/// Pearson's χ² test of people by arm against planned shares (brought to sum 1): for one look.
///
/// # Errors
/// Fewer than two arms, a share not above 0, another number of arms than of shares, or nobody.
///
/// ```
/// let p = stats::sequential::sample_ratio_fixed(&[50_000, 51_000], &[0.5, 0.5])?;
/// assert!((p - 0.00165).abs() < 1e-5);
/// # Ok::<(), stats::Invalid>(())
/// ```
pub fn sample_ratio_fixed(people: &[u64], shares: &[f64]) -> Result<f64, Invalid> {
    let process = checked(people, shares)?;
    let all: f64 = people.iter().map(|n| *n as f64).sum();
    let chi_squared: f64 = people
        .iter()
        .zip(process.shares())
        .map(|(n, share)| (*n as f64 - all * share).powi(2) / (all * share))
        .sum();
    Ok(chi_squared_sf(chi_squared, (shares.len() - 1) as f64))
}

/// The always-valid p of people by arm against planned shares: for looks at any time.
///
/// # Errors
/// As [`sample_ratio_fixed`].
pub fn sample_ratio_sequential(people: &[u64], shares: &[f64]) -> Result<f64, Invalid> {
    Ok(p_of_ln_e(checked(people, shares)?.ln_e(people)))
}

fn checked(people: &[u64], shares: &[f64]) -> Result<CountProcess, Invalid> {
    let process = CountProcess::new(shares)?;
    let same = people.len() == shares.len();
    Invalid::unless(same, "the number of arms", "the number of shares", people.len() as f64)?;
    Invalid::unless(people.iter().any(|n| *n > 0), "the number of people", "at least 1", 0.0)?;
    Ok(process)
}

/// Two arms by the normal approximation with continuity correction: two-sided p that `first` of `all` people
/// fell to an arm of share `share`.
///
/// # Errors
/// Nobody, more in the arm than there are, or a share outside (0, 1).
pub fn sample_ratio_corrected(first: u64, all: u64, share: f64) -> Result<f64, Invalid> {
    let (x, n) = two_arms(first, all, share)?;
    let away = ((x - n * share).abs() - 0.5).max(0.0);
    Ok(2.0 * normal_sf(away / (n * share * (1.0 - share)).sqrt()))
}

/// As [`sample_ratio_corrected`] by the exact binomial test: the probability of all outcomes no likelier. It
/// walks over the outcomes, so it is for up to some ten thousand people.
///
/// # Errors
/// As [`sample_ratio_corrected`].
pub fn sample_ratio_binomial(first: u64, all: u64, share: f64) -> Result<f64, Invalid> {
    let (x, n) = two_arms(first, all, share)?;
    let ln_probability = |k: f64| {
        ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0)
            + k * share.ln()
            + (n - k) * (-share).ln_1p()
    };
    // Equally likely outcomes must not part by rounding.
    let seen = ln_probability(x) + 1e-7;
    let unlikely = (0..=all).map(|k| ln_probability(k as f64)).filter(|ln| *ln <= seen);
    Ok(unlikely.map(f64::exp).sum::<f64>().min(1.0))
}

fn two_arms(first: u64, all: u64, share: f64) -> Result<(f64, f64), Invalid> {
    Invalid::unless(all > 0, "the number of people", "at least 1", 0.0)?;
    Invalid::unless(first <= all, "people in the arm", "at most all people", first as f64)?;
    Invalid::unless(share > 0.0 && share < 1.0, "an arm's share", "between 0 and 1", share)?;
    Ok((first as f64, all as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fair_split_is_fair_by_every_test() {
        assert_eq!(sample_ratio_fixed(&[500, 500], &[1.0, 1.0]).unwrap(), 1.0);
        assert_eq!(sample_ratio_sequential(&[500, 500], &[1.0, 1.0]).unwrap(), 1.0);
        assert_eq!(sample_ratio_corrected(500, 1000, 0.5).unwrap(), 1.0);
        assert!((sample_ratio_binomial(500, 1000, 0.5).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_exact_test_of_a_skewed_coin_adds_both_tails() {
        // Ten people at one in four: 6 came. P(X ≥ 6) and nothing as unlikely below.
        let tail: f64 = (6..=10_i32)
            .map(|k| {
                let choose = [210.0, 120.0, 45.0, 10.0, 1.0][k as usize - 6];
                choose * 0.25_f64.powi(k) * 0.75_f64.powi(10 - k)
            })
            .sum();
        assert!((sample_ratio_binomial(6, 10, 0.25).unwrap() - tail).abs() < 1e-14);
    }

    #[test]
    fn the_approximation_nears_the_exact_test() {
        let (exact, near) = (
            sample_ratio_binomial(4_150, 8_350, 0.5).unwrap(),
            sample_ratio_corrected(4_150, 8_350, 0.5).unwrap(),
        );
        assert!((exact - near).abs() < 1e-4);
    }

    #[test]
    fn the_alarm_is_below_its_line_and_not_on_it() {
        assert!(split_is_broken(SAMPLE_RATIO_ALARM.next_down()));
        assert!(!split_is_broken(SAMPLE_RATIO_ALARM) && !split_is_broken(f64::NAN));
    }

    #[test]
    fn a_broken_split_alarms_and_nonsense_is_refused() {
        assert!(sample_ratio_sequential(&[5_400, 4_600], &[0.5, 0.5]).unwrap() < SAMPLE_RATIO_ALARM);
        assert!(sample_ratio_fixed(&[1, 2, 3], &[0.5, 0.5]).is_err());
        assert!(sample_ratio_fixed(&[0, 0], &[0.5, 0.5]).is_err());
        assert!(sample_ratio_corrected(5, 4, 0.5).is_err() && sample_ratio_binomial(0, 4, 1.0).is_err());
    }
}
