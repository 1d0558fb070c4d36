//! What a caller may write into each field.

use super::Refusal;

/// The largest amount in minor units: far above any sale, and a thousand of them still fit a 64-bit sum.
const MOST: i64 = 1_000_000_000_000_000;

fn rule(holds: bool, field: &'static str, why: &'static str) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::Invalid { field, why }) }
}

/// A reference travels in addresses and is a key here: short, plain, and never a path of dots.
pub(super) fn reference(field: &'static str, text: &str) -> Result<(), Refusal> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b':' | b'-');
    let holds = (1..=64).contains(&text.len())
        && text.bytes().all(plain)
        && text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric());
    rule(holds, field, "must be 1 to 64 of A-Z a-z 0-9 . _ : - and begin with a letter or digit")
}

/// Something between one minor unit and [`MOST`].
pub(super) fn amount(amount: i64) -> Result<(), Refusal> {
    rule((1..=MOST).contains(&amount), "amount", "must be 1 to 1000000000000000 minor units")
}

/// Three capital letters; whether they name a currency is the merchant's business.
pub(super) fn currency(text: &str) -> Result<(), Refusal> {
    let holds = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    rule(holds, "currency", "must be three capital letters")
}

/// Words for people, on one line.
pub(super) fn words(field: &'static str, text: &str) -> Result<(), Refusal> {
    let holds = (1..=200).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    rule(holds, field, "must be 1 to 200 characters on one line")
}

/// An absolute address for a browser. It goes into a `Location` header, and its origin into the page's
/// Content-Security-Policy: so visible ASCII, and a host without punctuation that either would read as its own.
pub(super) fn return_url(text: &str) -> Result<(), Refusal> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    let host = host(text).unwrap_or_default();
    let holds = text.len() <= 2000
        && text.bytes().all(|b| b.is_ascii_graphic())
        && !host.is_empty()
        && host.bytes().all(plain);
    rule(holds, "return_url", "must be an absolute http or https address of at most 2000 visible characters")
}

/// Host and port of an address that [`return_url`] would judge.
fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"))?;
    rest.split(['/', '?', '#', '\\']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_plain_short_and_never_a_path() {
        for good in ["a", "pay_01hx", "R-1:2.3", &"x".repeat(64)] {
            assert!(reference("reference", good).is_ok(), "{good}");
        }
        for bad in ["", ".", "..", "*", "-a", "a b", "a/b", "é", &"x".repeat(65)] {
            assert!(reference("reference", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_return_address_is_absolute_and_cannot_smuggle_a_header() {
        for good in ["http://a", "https://shop.example:8443/x?y=1#z", "http://[::1]:80/"] {
            assert!(return_url(good).is_ok(), "{good}");
        }
        let bad = [
            "",
            "/orders",
            "//evil",
            "javascript:alert(1)",
            "http://",
            "http:///x",
            "http://a b",
            "http://a;x/",
        ];
        for bad in
            bad.into_iter().chain(["http://u@h/", "http://a\r\nX: y", "http://a,b", "ftp://a", "http://ü/"])
        {
            assert!(return_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_amount_is_neither_nothing_nor_negative_nor_beyond_reason() {
        assert!(amount(1).is_ok() && amount(MOST).is_ok());
        assert!(amount(0).is_err() && amount(-1).is_err() && amount(MOST + 1).is_err());
    }
}
