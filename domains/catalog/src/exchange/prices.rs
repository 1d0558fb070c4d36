//! Prices: decimal text in a file, whole minor units here (F15).

use kernel::Currency;

use super::limits::MAX_PRICE;
use super::numbers::scaled;
use super::refusal::Reason;

/// Minor units of the shop's currency from "120", "120.00", "120.00 PHP" or "PHP 120.00".
///
/// # Errors
/// A price in another currency, below zero, with more decimals than the currency has, with thousands
/// separators, above [`MAX_PRICE`], or no number at all.
pub fn parse_price(cell: &str, currency: Currency) -> Result<i64, Reason> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Err(Reason::Missing);
    }
    let (figures, code) = split_code(cell);
    let amount = scaled(figures, currency.exponent(), MAX_PRICE);
    match code {
        Some(code) if !code.eq_ignore_ascii_case(currency.code()) && !is_no_number(&amount) => {
            Err(Reason::OtherCurrency {
                found: code.to_ascii_uppercase(),
                expected: currency.code().to_owned(),
            })
        }
        _ => amount,
    }
}

fn is_no_number(amount: &Result<i64, Reason>) -> bool {
    matches!(amount, Err(Reason::NotANumber { .. }))
}

/// Figures, and the three letters before or after them.
fn split_code(cell: &str) -> (&str, Option<&str>) {
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if let Some((figures, code)) = cell.len().checked_sub(3).and_then(|at| cell.split_at_checked(at))
        && is_code(code)
    {
        return (figures.trim_end(), Some(code));
    }
    match cell.split_at_checked(3) {
        Some((code, figures)) if is_code(code) => (figures.trim_start(), Some(code)),
        _ => (cell, None),
    }
}

/// The decimal text of an amount of `currency`'s minor units: 12000 centavos are "120.00".
pub fn price_text(minor: i64, currency: Currency) -> String {
    let exponent = currency.exponent();
    if exponent == 0 {
        return minor.to_string();
    }
    let unit = 10_u64.pow(exponent);
    let sign = if minor < 0 { "-" } else { "" };
    let amount = minor.unsigned_abs();
    format!("{sign}{}.{:0width$}", amount / unit, amount % unit, width = exponent as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn a_price_is_read_to_the_minor_unit_of_its_currency() {
        for (text, code, minor) in [
            ("120", "PHP", 12_000),
            ("120.00 PHP", "PHP", 12_000),
            ("PHP 120.5", "PHP", 12_050),
            ("php120.50", "PHP", 12_050),
            (".99", "USD", 99),
            ("0", "USD", 0),
            ("007.10", "USD", 710),
            ("9.9000", "USD", 990),
            ("1200", "JPY", 1_200),
            ("1200.00", "JPY", 1_200),
            ("1.234", "KWD", 1_234),
            ("10000000000000", "USD", 1_000_000_000_000_000),
        ] {
            assert_eq!(parse_price(text, currency(code)), Ok(minor), "{text} {code}");
        }
    }

    #[test]
    fn a_price_that_can_be_misread_is_refused_by_name() {
        for (text, code, reason) in [
            ("", "PHP", "missing"),
            ("-5", "PHP", "negative"),
            ("\u{2212}5 PHP", "PHP", "negative"),
            ("1,200", "PHP", "separator"),
            ("1,200.00", "PHP", "separator"),
            ("1.200,00", "PHP", "separator"),
            ("1 200", "PHP", "separator"),
            ("1'200", "PHP", "separator"),
            ("1.2.3", "PHP", "separator"),
            ("1.005", "PHP", "too_many_decimals"),
            ("0.5", "JPY", "too_many_decimals"),
            ("1.2345", "KWD", "too_many_decimals"),
            ("NaN", "PHP", "not_a_number"),
            ("Infinity", "PHP", "not_a_number"),
            ("inf", "PHP", "not_a_number"),
            ("PHP", "PHP", "not_a_number"),
            ("1e5", "PHP", "not_a_number"),
            ("+5", "PHP", "not_a_number"),
            ("5.", "PHP", "not_a_number"),
            (".", "PHP", "not_a_number"),
            ("\u{20b1}120", "PHP", "not_a_number"),
            ("\u{ff11}\u{ff12}", "PHP", "not_a_number"),
            ("120 USD", "PHP", "other_currency"),
            ("CNY 120", "PHP", "other_currency"),
            ("10000000000000.01", "USD", "too_large"),
            ("99999999999999999999999999", "USD", "too_large"),
        ] {
            assert_eq!(parse_price(text, currency(code)).unwrap_err().code(), reason, "{text} {code}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again_in_every_currency(minor in 0..=MAX_PRICE) {
            for currency in Currency::all() {
                prop_assert_eq!(parse_price(&price_text(minor, currency), currency), Ok(minor));
                prop_assert_eq!(parse_price(&format!("{} {currency}", price_text(minor, currency)), currency), Ok(minor));
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = parse_price(&text, Currency::PHP);
        }
    }
}
