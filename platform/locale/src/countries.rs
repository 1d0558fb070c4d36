//! Countries and currencies by their names. Whoever needs another country adds it here and to the three locale files.

use kernel::Currency;

use crate::{Reader, money};

/// Countries and regions with a name in each language, those that most choose first.
pub const COUNTRIES: [&str; 27] = [
    "PH", "CN", "AE", "AU", "CA", "DE", "ES", "FR", "GB", "HK", "ID", "IN", "IT", "JP", "KR", "KW", "MO",
    "MY", "NZ", "QA", "SA", "SG", "TH", "TW", "US", "VN", "ZA",
];

impl Reader {
    /// A country's name, as it stands in a list; its code where we have none.
    pub fn country(&self, code: &str) -> String {
        let key = format!("country-{code}");
        if self.has(&key) { self.t(&key) } else { code.to_owned() }
    }

    /// What stands before an amount, alone: ₱; a currency's code where it has no sign.
    pub fn sign(&self, currency: Currency) -> String {
        money::symbol(currency, self.language()).trim_end().to_owned()
    }

    /// A currency's name: Philippine peso.
    pub fn currency(&self, currency: Currency) -> String {
        let key = format!("currency-{}", currency.code());
        if self.has(&key) { self.t(&key) } else { currency.code().to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kernel::Time;

    use super::*;
    use crate::{Language, Library, Zone};

    #[test]
    fn every_country_and_every_currency_has_a_name_in_each_language() {
        let library = Arc::new(Library::of(&[]).unwrap());
        let reader = |language| Reader::new(library.clone(), language, Zone::manila(), Time::from_micros(0));
        let readers = [Language::English, Language::Chinese, Language::Filipino].map(reader);
        for reader in &readers {
            for code in COUNTRIES {
                assert_ne!(reader.country(code), code);
            }
            for currency in Currency::all() {
                assert_ne!(reader.currency(currency), currency.code());
            }
        }
        let [english, chinese, filipino] = &readers;
        assert_eq!(english.country("PH"), "Philippines");
        assert_eq!(chinese.country("PH"), "菲律宾");
        assert_eq!(filipino.country("PH"), "Pilipinas");
        assert_eq!(filipino.currency(Currency::PHP), "piso ng Pilipinas");
        assert_eq!(filipino.sign(Currency::PHP), "₱");
        assert_eq!(filipino.sign("AED".parse().unwrap()), "AED");
        assert_eq!(chinese.country("XX"), "XX", "what has no name is its code");
    }
}
