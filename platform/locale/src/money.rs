//! Symbols of currencies. The pattern in all three languages is CLDR's `¤#,##0.00`: the symbol before the digits,
//! with a space that does not break where the symbol ends in a letter.

use kernel::Currency;

use crate::language::Language;

/// CLDR 48's symbols (English and Filipino, Chinese); what is not here shows its code. One deviates: English CLDR
/// writes CN¥ and gives the plain sign to the yen. Here the plain sign is the yuan's in every language, because shops
/// sell in it, and the yen has Chinese CLDR's JP¥ everywhere, so that no sign means two currencies.
#[rustfmt::skip]
const SYMBOLS: &[(&str, &str, &str)] = &[
    ("AUD", "A$",  "AU$"), ("BRL", "R$",  "R$"),  ("CAD", "CA$", "CA$"), ("CNY", "¥",   "¥"),
    ("EUR", "€",   "€"),   ("GBP", "£",   "£"),   ("HKD", "HK$", "HK$"), ("ILS", "₪",   "₪"),
    ("INR", "₹",   "₹"),   ("JPY", "JP¥", "JP¥"), ("KRW", "₩",   "₩"),   ("MXN", "MX$", "MX$"),
    ("NZD", "NZ$", "NZ$"), ("PHP", "₱",   "₱"),   ("TWD", "NT$", "NT$"), ("USD", "$",   "US$"),
    ("VND", "₫",   "₫"),
];

/// What stands before the digits.
pub(crate) fn symbol(currency: Currency, language: Language) -> String {
    match SYMBOLS.iter().find(|(code, ..)| *code == currency.code()) {
        Some((_, _, symbol)) if language == Language::Chinese => (*symbol).to_owned(),
        Some((_, symbol, _)) => (*symbol).to_owned(),
        None => format!("{currency}\u{a0}"),
    }
}
