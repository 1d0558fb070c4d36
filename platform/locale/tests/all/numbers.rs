//! Numbers and money.

use kernel::{Currency, Money};

use crate::{all, readers};

fn of(amount: i64, code: &str) -> Money {
    Money::new(amount, code.parse().unwrap())
}

#[test]
fn counts_have_their_thousands_apart_and_a_minus_that_does_not_break_off() {
    for (n, text) in [
        (0, "0"),
        (7, "7"),
        (999, "999"),
        (1_000, "1,000"),
        (1_234_567, "1,234,567"),
        (-42, "\u{2212}42"),
        (i64::MAX, "9,223,372,036,854,775,807"),
        (i64::MIN, "\u{2212}9,223,372,036,854,775,808"),
    ] {
        assert_eq!(all(&readers(), |reader| reader.number(n)), [text; 3]);
    }
}

#[test]
fn scores_have_one_decimal_and_shares_as_many_as_they_need() {
    for (tenths, text) in [(48, "4.8"), (50, "5.0"), (0, "0.0"), (-3, "\u{2212}0.3"), (12_345, "1,234.5")] {
        assert_eq!(all(&readers(), |reader| reader.decimal(tenths)), [text; 3]);
    }
    for (basis_points, text) in
        [(0, "0%"), (500, "5%"), (1_250, "12.5%"), (1_234, "12.34%"), (10_000, "100%"), (-50, "\u{2212}0.5%")]
    {
        assert_eq!(all(&readers(), |reader| reader.percent(basis_points)), [text; 3]);
    }
}

#[test]
fn paying_shows_every_decimal_and_browsing_only_those_that_count() {
    for (amount, paying, browsing) in [
        (237_000, "₱2,370.00", "₱2,370"),
        (237_050, "₱2,370.50", "₱2,370.50"),
        (5, "₱0.05", "₱0.05"),
        (0, "₱0.00", "₱0"),
        (-9_500, "\u{2212}₱95.00", "\u{2212}₱95"),
        (123_456_789, "₱1,234,567.89", "₱1,234,567.89"),
    ] {
        let money = Money::new(amount, Currency::PHP);
        assert_eq!(all(&readers(), |reader| reader.money(money)), [paying; 3]);
        assert_eq!(all(&readers(), |reader| reader.price(money)), [browsing; 3]);
    }
    let least = Money::new(i64::MIN, Currency::PHP);
    assert_eq!(readers()[0].money(least), "\u{2212}₱92,233,720,368,547,758.08");
}

#[test]
fn each_currency_has_its_sign_and_its_decimals_in_each_language() {
    for (money, english, chinese, filipino) in [
        (of(123_400, "CNY"), "¥1,234.00", "¥1,234.00", "¥1,234.00"),
        (of(123_400, "USD"), "$1,234.00", "US$1,234.00", "$1,234.00"),
        (of(123_400, "AUD"), "A$1,234.00", "AU$1,234.00", "A$1,234.00"),
        (of(123_400, "HKD"), "HK$1,234.00", "HK$1,234.00", "HK$1,234.00"),
        (of(123_400, "EUR"), "€1,234.00", "€1,234.00", "€1,234.00"),
        (of(1_234, "JPY"), "JP¥1,234", "JP¥1,234", "JP¥1,234"),
        (of(1_234, "VND"), "₫1,234", "₫1,234", "₫1,234"),
        (of(123_400, "CHF"), "CHF\u{a0}1,234.00", "CHF\u{a0}1,234.00", "CHF\u{a0}1,234.00"),
        (of(-1_234, "KWD"), "\u{2212}KWD\u{a0}1.234", "\u{2212}KWD\u{a0}1.234", "\u{2212}KWD\u{a0}1.234"),
    ] {
        assert_eq!(all(&readers(), |reader| reader.money(money)), [english, chinese, filipino]);
    }
}

#[test]
fn no_sign_stands_for_two_currencies() {
    for reader in readers() {
        let mut seen = std::collections::BTreeSet::new();
        for currency in Currency::all() {
            let shown = reader.price(Money::zero(currency));
            assert!(seen.insert(shown.clone()), "{currency} shows {shown}, as another does");
        }
    }
}
