//! Whole numbers, weights, yes and no, and web addresses as shops write them.

use super::limits::{MAX_GRAMS, MAX_QUANTITY};
use super::refusal::Reason;

/// A decimal number in plain figures as its digits before and after the point.
///
/// Grouping (`1,200`, `1 200`, `1'200`) is refused even where one reading is likelier: guessed wrong, it
/// sells for a thousandth.
fn decimal(text: &str) -> Result<(&str, &str), Reason> {
    let shown = || text.to_owned();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(whole) && digits(fraction) && !fraction.is_empty() && !text.is_empty() {
        return Ok((whole, fraction));
    }
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        return Err(if decimal(rest).is_ok() {
            Reason::Negative { text: shown() }
        } else {
            Reason::NotANumber { text: shown() }
        });
    }
    let is_grouping = |c: char| c.is_whitespace() || ",.'\u{2019}_".contains(c);
    let grouped = text.chars().all(|c| c.is_ascii_digit() || is_grouping(c))
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit());
    Err(if grouped { Reason::Separator { text: shown() } } else { Reason::NotANumber { text: shown() } })
}

/// The number times ten to the `decimals`, exactly; zeros beyond `decimals` do not count as decimals.
pub(super) fn scaled(text: &str, decimals: u32, max: i64) -> Result<i64, Reason> {
    let (whole, fraction) = decimal(text)?;
    let fraction = fraction.trim_end_matches('0');
    let places = decimals as usize;
    if fraction.len() > places {
        return Err(Reason::TooManyDecimals { text: text.to_owned(), limit: decimals });
    }
    let figures = format!("{}{fraction:0<places$}", whole.trim_start_matches('0'));
    let value = if figures.is_empty() { Some(0) } else { figures.parse().ok() };
    value.filter(|value| *value <= max).ok_or_else(|| Reason::TooLarge { text: text.to_owned() })
}

/// Pieces; an empty cell says nothing.
pub(super) fn quantity(cell: &str) -> Result<Option<i64>, Reason> {
    let cell = cell.trim();
    if cell.is_empty() { Ok(None) } else { scaled(cell, 0, MAX_QUANTITY).map(Some) }
}

/// A unit of weight that a column's name or a feed's value carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WeightUnit {
    Gram,
    Kilogram,
    Pound,
    Ounce,
}

impl WeightUnit {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "g" | "gram" | "grams" => Some(Self::Gram),
            "kg" | "kgs" => Some(Self::Kilogram),
            "lb" | "lbs" => Some(Self::Pound),
            "oz" => Some(Self::Ounce),
            _ => None,
        }
    }

    /// Micrograms of one; the avoirdupois pound is 453.59237 g and has 16 ounces.
    fn micrograms(self) -> i128 {
        match self {
            Self::Gram => 1_000_000,
            Self::Kilogram => 1_000_000_000,
            Self::Pound => 453_592_370,
            Self::Ounce => 453_592_370 / 16,
        }
    }
}

/// Grams, to the nearest whole one; an empty cell says nothing.
pub(super) fn grams(cell: &str, unit: WeightUnit) -> Result<Option<i64>, Reason> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    const DECIMALS: u32 = 9;
    let billionths = i128::from(scaled(cell, DECIMALS, i64::MAX)?);
    let divisor = 1_000_000_000_i128 * 1_000_000;
    let grams = (billionths * unit.micrograms() + divisor / 2) / divisor;
    let fits = i64::try_from(grams).ok().filter(|grams| *grams <= MAX_GRAMS);
    fits.map(Some).ok_or_else(|| Reason::TooLarge { text: cell.to_owned() })
}

/// Kilograms of whole grams: `1500` is "1.5".
pub(super) fn kilograms_text(grams: i64) -> String {
    let text = format!("{}.{:03}", grams / 1000, grams % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Yes or no as spreadsheets and shops write it; an empty cell is `blank`.
pub(super) fn yes(cell: &str, blank: bool) -> Result<bool, Reason> {
    match cell.trim().to_ascii_lowercase().as_str() {
        "" => Ok(blank),
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err(Reason::NotYesOrNo { text: cell.to_owned() }),
    }
}

/// A picture's address, to be fetched by who may fetch: here only its scheme is looked at.
pub(super) fn web_address(cell: &str) -> Result<String, Reason> {
    let address = cell.trim();
    let scheme = address.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    match scheme {
        Some((scheme, rest)) if (scheme == "http" || scheme == "https") && !rest.is_empty() => {
            Ok(address.to_owned())
        }
        _ => Err(Reason::NotAWebAddress { text: address.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pound_is_454_grams_and_an_ounce_28() {
        assert_eq!(grams("1", WeightUnit::Pound), Ok(Some(454)));
        assert_eq!(grams("1", WeightUnit::Ounce), Ok(Some(28)));
        assert_eq!(grams("0.5", WeightUnit::Kilogram), Ok(Some(500)));
        assert_eq!(grams("453.592", WeightUnit::Gram), Ok(Some(454)));
        assert_eq!(grams(" ", WeightUnit::Gram), Ok(None));
        assert_eq!(grams("2000000", WeightUnit::Kilogram).unwrap_err().code(), "too_large");
    }

    #[test]
    fn kilograms_are_written_without_idle_zeros() {
        let written: Vec<String> = [0, 1, 500, 1000, 1500, 12_345].into_iter().map(kilograms_text).collect();
        assert_eq!(written, ["0", "0.001", "0.5", "1", "1.5", "12.345"]);
    }

    #[test]
    fn a_quantity_is_a_whole_number_of_pieces() {
        assert_eq!(quantity("7"), Ok(Some(7)));
        assert_eq!(quantity("7.0"), Ok(Some(7)));
        assert_eq!(quantity(""), Ok(None));
        assert_eq!(quantity("1000000000"), Ok(Some(1_000_000_000)));
        for (bad, code) in [
            ("-3", "negative"),
            ("1000000001", "too_large"),
            ("99999999999999999999999", "too_large"),
            ("1.5", "too_many_decimals"),
            ("many", "not_a_number"),
            ("1e3", "not_a_number"),
            ("\u{0661}", "not_a_number"),
        ] {
            assert_eq!(quantity(bad).unwrap_err().code(), code, "{bad}");
        }
    }

    #[test]
    fn only_the_web_has_pictures() {
        assert!(web_address("https://example.com/a.jpg").is_ok());
        for bad in ["a.jpg", "javascript:alert(1)", "file:///etc/passwd", "//example.com/a.jpg", "https://"] {
            assert!(web_address(bad).is_err(), "{bad}");
        }
    }
}
