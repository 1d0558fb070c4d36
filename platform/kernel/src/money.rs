//! Money: whole minor units of one currency. There is no arithmetic across currencies and none with fractions.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 currency that a shop can keep its prices in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// ISO 4217 codes with the number of decimals of their minor unit (list one, without funds and metals).
#[rustfmt::skip]
const CURRENCIES: &[(&str, u32)] = &[
    ("AED", 2), ("AUD", 2), ("BDT", 2), ("BHD", 3), ("BRL", 2), ("CAD", 2), ("CHF", 2), ("CLP", 0),
    ("CNY", 2), ("CZK", 2), ("DKK", 2), ("EUR", 2), ("GBP", 2), ("HKD", 2), ("HUF", 2), ("IDR", 2),
    ("ILS", 2), ("INR", 2), ("ISK", 0), ("JOD", 3), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("LKR", 2),
    ("MOP", 2), ("MXN", 2), ("MYR", 2), ("NOK", 2), ("NZD", 2), ("OMR", 3), ("PHP", 2), ("PKR", 2),
    ("PLN", 2), ("QAR", 2), ("RON", 2), ("SAR", 2), ("SEK", 2), ("SGD", 2), ("THB", 2), ("TND", 3),
    ("TRY", 2), ("TWD", 2), ("UAH", 2), ("USD", 2), ("VND", 0), ("ZAR", 2),
];

/// The text names no currency that we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a currency we know: three capital letters such as PHP are needed")]
pub struct BadCurrency;

impl Currency {
    /// Philippine peso.
    pub const PHP: Self = Self(*b"PHP");
    /// Chinese yuan renminbi.
    pub const CNY: Self = Self(*b"CNY");
    /// United States dollar.
    pub const USD: Self = Self(*b"USD");

    /// Three capital letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Decimals of the minor unit: 0 (JPY), 2 (PHP) or 3 (KWD).
    pub fn exponent(self) -> u32 {
        CURRENCIES.iter().find(|(code, _)| code.as_bytes() == self.0).map_or(2, |(_, exponent)| *exponent)
    }

    /// Every currency we know, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        CURRENCIES.iter().filter_map(|(code, _)| code.parse().ok())
    }
}

impl FromStr for Currency {
    type Err = BadCurrency;
    fn from_str(text: &str) -> Result<Self, BadCurrency> {
        let known = CURRENCIES.iter().find(|(code, _)| *code == text).ok_or(BadCurrency)?;
        known.0.as_bytes().try_into().map(Self).map_err(|_| BadCurrency)
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
impl utoipa::PartialSchema for Currency {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .enum_values(Some(CURRENCIES.iter().map(|(code, _)| *code)))
            .into()
    }
}
impl utoipa::ToSchema for Currency {}

/// An amount of one currency in its minor units; what it means below zero is for the user of it to say.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Minor units: centavos, fen; whole yen.
    pub amount: i64,
    /// Of which currency.
    pub currency: Currency,
}

/// Why two amounts could not be put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Pesos and yuan do not add up.
    #[error("{0} and {1} cannot be added: exchange is two transfers with a stored rate")]
    Currencies(Currency, Currency),
    /// Beyond 64 bits of minor units.
    #[error("the amount is larger than we can count")]
    Overflow,
    /// Parts of a whole that has no weights to go by.
    #[error("nothing to share the amount out by")]
    NoWeights,
}

impl Money {
    /// `amount` minor units of `currency`.
    pub const fn new(amount: i64, currency: Currency) -> Self {
        Self { amount, currency }
    }

    /// Reads an amount as people type it: `1,290` or `1290.50`. Nothing where it is not one, or has more places than
    /// the currency.
    pub fn typed(text: &str, currency: Currency) -> Option<Self> {
        let plain: String = text.trim().chars().filter(|letter| !matches!(letter, ',' | ' ')).collect();
        let (whole, part) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
        let places = usize::try_from(currency.exponent()).ok()?;
        let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
        if whole.is_empty() || part.len() > places || !digits(whole) || !digits(part) {
            return None;
        }
        format!("{whole}{part:0<places$}").parse().ok().map(|amount| Self::new(amount, currency))
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The sum.
    ///
    /// # Errors
    /// Another currency, or more than 64 bits hold.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.amount
            .checked_add(other.amount)
            .map(|sum| Self::new(sum, self.currency))
            .ok_or(MoneyError::Overflow)
    }

    /// The difference.
    ///
    /// # Errors
    /// Another currency, or more than 64 bits hold.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        self.amount
            .checked_sub(other.amount)
            .map(|rest| Self::new(rest, self.currency))
            .ok_or(MoneyError::Overflow)
    }

    /// `n` times the amount.
    ///
    /// # Errors
    /// More than 64 bits hold.
    pub fn times(self, n: i64) -> Result<Self, MoneyError> {
        self.amount.checked_mul(n).map(|all| Self::new(all, self.currency)).ok_or(MoneyError::Overflow)
    }

    /// `rate` ten-thousandths of the amount, rounded half away from zero.
    ///
    /// # Errors
    /// More than 64 bits hold.
    pub fn basis_points(self, rate: i64) -> Result<Self, MoneyError> {
        let exact = i128::from(self.amount) * i128::from(rate);
        let half = if exact < 0 { -5_000 } else { 5_000 };
        i64::try_from((exact + half) / 10_000)
            .map(|part| Self::new(part, self.currency))
            .map_err(|_| MoneyError::Overflow)
    }

    fn same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::Currencies(self.currency, other.currency))
        }
    }
}

impl fmt::Display for Money {
    /// Major units with all decimals and the code: `1290.00 PHP`. For people, pages use locale data instead.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exponent = self.currency.exponent();
        let unit = 10_u64.pow(exponent);
        let sign = if self.amount < 0 { "-" } else { "" };
        let (whole, part) = (self.amount.unsigned_abs() / unit, self.amount.unsigned_abs() % unit);
        if exponent == 0 {
            write!(f, "{sign}{whole} {}", self.currency)
        } else {
            write!(f, "{sign}{whole}.{part:0width$} {}", self.currency, width = exponent as usize)
        }
    }
}
impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl utoipa::PartialSchema for Money {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{AdditionalProperties, KnownFormat, ObjectBuilder, SchemaFormat, Type};
        let amount = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
            .description(Some("minor units of the currency"));
        ObjectBuilder::new()
            .property("amount", amount)
            .property("currency", Currency::schema())
            .required("amount")
            .required("currency")
            .additional_properties(Some(AdditionalProperties::FreeForm(false)))
            .into()
    }
}
impl utoipa::ToSchema for Money {}

/// Shares `whole` out by `weights` so that the parts sum to it exactly: the largest-remainder method
/// (Hamilton 1792), ties to the earlier part. Works below zero too, as the mirror image.
///
/// # Errors
/// No weights, or none above zero, for a whole that is not zero; a negative weight counts as none.
pub fn split(whole: i64, weights: &[i64]) -> Result<Vec<i64>, MoneyError> {
    let weights: Vec<i128> = weights.iter().map(|weight| i128::from((*weight).max(0))).collect();
    let total: i128 = weights.iter().sum();
    if total == 0 {
        return if whole == 0 { Ok(vec![0; weights.len()]) } else { Err(MoneyError::NoWeights) };
    }
    let sign = i128::from(whole.signum());
    let size = i128::from(whole).abs();
    let mut parts: Vec<i128> = weights.iter().map(|weight| size * weight / total).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(size * weights[*place] % total), *place));
    let left = size - parts.iter().sum::<i128>();
    for place in order.into_iter().take(usize::try_from(left).map_err(|_| MoneyError::Overflow)?) {
        parts[place] += 1;
    }
    parts.into_iter().map(|part| i64::try_from(sign * part).map_err(|_| MoneyError::Overflow)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_reads_in_major_units_of_its_currency() {
        assert_eq!(Money::new(12_905, Currency::PHP).to_string(), "129.05 PHP");
        assert_eq!(Money::new(-5, Currency::PHP).to_string(), "-0.05 PHP");
        assert_eq!(Money::new(500, "JPY".parse().unwrap()).to_string(), "500 JPY");
        assert_eq!(Money::new(1_234, "KWD".parse().unwrap()).to_string(), "1.234 KWD");
    }

    #[test]
    fn pesos_and_yuan_do_not_add_up() {
        let (peso, yuan) = (Money::new(1, Currency::PHP), Money::new(1, Currency::CNY));
        assert_eq!(peso.plus(yuan), Err(MoneyError::Currencies(Currency::PHP, Currency::CNY)));
        assert_eq!(Money::new(i64::MAX, Currency::PHP).plus(peso), Err(MoneyError::Overflow));
    }

    #[test]
    fn a_rate_rounds_half_away_from_zero() {
        let at = |amount, rate| Money::new(amount, Currency::PHP).basis_points(rate).unwrap().amount;
        assert_eq!(at(101, 500), 5);
        assert_eq!(at(110, 500), 6);
        assert_eq!(at(-110, 500), -6);
    }

    #[test]
    fn the_largest_remainder_gets_the_odd_centavo() {
        assert_eq!(split(100, &[1, 1, 1]), Ok(vec![34, 33, 33]));
        assert_eq!(split(-100, &[1, 1, 1]), Ok(vec![-34, -33, -33]));
        assert_eq!(split(5, &[]), Err(MoneyError::NoWeights));
        assert_eq!(split(5, &[0, 0]), Err(MoneyError::NoWeights));
        assert_eq!(split(0, &[0, 0]), Ok(vec![0, 0]));
    }

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        let read = |text, currency| Money::typed(text, currency).map(|money| money.amount);
        assert_eq!(read("1,290", Currency::PHP), Some(129_000));
        assert_eq!(read(" 1290.5 ", Currency::PHP), Some(129_050));
        assert_eq!(read("500", "JPY".parse().unwrap()), Some(500));
        for bad in ["", "-5", "1.234", "abc", "1.2.3", "99999999999999999999", "₱5"] {
            assert_eq!(read(bad, Currency::PHP), None, "{bad}");
        }
        assert_eq!(read("1.5", "JPY".parse().unwrap()), None);
    }

    #[test]
    fn json_money_refuses_fields_it_does_not_know() {
        let good = r#"{"amount":12900,"currency":"PHP"}"#;
        assert_eq!(serde_json::from_str::<Money>(good).unwrap(), Money::new(12_900, Currency::PHP));
        for bad in [
            r#"{"amount":1.5,"currency":"PHP"}"#,
            r#"{"amount":1,"currency":"XXX"}"#,
            r#"{"amount":1,"currency":"PHP","free":true}"#,
            r#"{"amount":9223372036854775808,"currency":"PHP"}"#,
        ] {
            assert!(serde_json::from_str::<Money>(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_stay_within_one_of_their_share(
            whole in -1_000_000_000_i64..1_000_000_000,
            weights in prop::collection::vec(0_i64..1_000_000, 1..12),
        ) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let parts = split(whole, &weights).unwrap();
            prop_assert_eq!(parts.iter().sum::<i64>(), whole);
            let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
            for (part, weight) in parts.iter().zip(&weights) {
                let off = i128::from(*part) * total - i128::from(whole) * i128::from(*weight);
                prop_assert!(off.abs() < total, "more than one minor unit from the exact share");
            }
        }
    }
}
