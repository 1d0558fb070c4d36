//! The address of a list: what is looked for, where and in which order. Everything a list shows stands in its
//! address, so that it can be sent to somebody and "back" comes to the same place.

use kernel::{Currency, Cursor, Limit, Refusal, Time};
use serde::Deserialize;
use utoipa::IntoParams;
use web::Paging;

use crate::categories::{self, Category};
use crate::listings::{MAX_QUERY, Search, Sort};
use crate::shops::ShopKey;

/// Letters of an amount in a filter.
const MAX_AMOUNT: usize = 20;

/// The query of an address, as it came.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub(super) struct Fields {
    query: Option<String>,
    category: Option<String>,
    shop: Option<String>,
    sort: Option<String>,
    currency: Option<String>,
    min: Option<String>,
    max: Option<String>,
    in_stock: Option<String>,
    exactly: Option<String>,
    since: Option<String>,
    after: Option<String>,
}

/// What a list is asked for. What an address says wrongly it does not say: a list that somebody was sent shows
/// something, and what it shows it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// Words, cut to what a search reads.
    pub words: String,
    /// Whether their letters are taken as they are.
    pub exactly: bool,
    pub category: Option<&'static Category>,
    /// A shop's handle or id.
    pub shop: Option<String>,
    /// Whether the list stands on the shop's own page.
    pub at_home: bool,
    /// The order asked for; [`Wish::order`] says which it is where none is.
    pub sort: Option<Sort>,
    pub currency: Option<Currency>,
    /// As typed, in major units.
    pub min: String,
    /// As typed, in major units.
    pub max: String,
    pub in_stock: bool,
    /// What was published later is marked as new.
    pub since: Option<Time>,
    pub after: Option<Cursor>,
}

impl Wish {
    /// Reads an address.
    ///
    /// # Errors
    /// A category that there is not.
    pub fn of(fields: Fields) -> Result<Self, Refusal> {
        let said =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let amount = |text| said(text).unwrap_or_default().chars().take(MAX_AMOUNT).collect();
        let letters = fields.query.unwrap_or_default();
        let words: String = letters.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let sort = said(fields.sort);
        let words: String = words.trim().chars().take(MAX_QUERY).collect();
        Ok(Self {
            exactly: said(fields.exactly).is_some() && !words.is_empty(),
            category: said(fields.category).map(|slug| category(&slug)).transpose()?,
            shop: said(fields.shop),
            at_home: false,
            sort: Sort::ALL.into_iter().find(|one| Some(one.word()) == sort.as_deref()),
            words,
            currency: said(fields.currency).and_then(|code| code.parse().ok()),
            min: amount(fields.min),
            max: amount(fields.max),
            in_stock: said(fields.in_stock).is_some(),
            since: said(fields.since).and_then(|text| text.parse().ok()),
            after: said(fields.after).and_then(|text| Cursor::parse(&text).ok()),
        })
    }

    /// In which order it stands.
    pub fn order(&self) -> Sort {
        self.sort.unwrap_or_else(|| Sort::usual(&self.words))
    }

    /// Whether it leaves anything out besides what its words do.
    pub fn is_narrow(&self) -> bool {
        self.narrows() > 0 || self.category.is_some() || self.shop.is_some()
    }

    /// How many filters of the sheet are on, the category aside.
    pub fn narrows(&self) -> usize {
        usize::from(self.in_stock) + usize::from(!self.min.is_empty() || !self.max.is_empty())
    }

    /// The page it stands on: a category without words has its own.
    pub fn path(&self) -> String {
        match (&self.shop, self.category) {
            (Some(shop), _) if self.at_home => format!("/shops/{shop}"),
            (None, Some(category)) if self.words.is_empty() => format!("/c/{}", category.slug),
            _ => "/search".into(),
        }
    }

    /// Its query on a page, as pairs: what the page's own path says is not said twice.
    pub fn pairs(&self, path: &str) -> Vec<(&'static str, String)> {
        let category = self.category.filter(|_| !path.starts_with("/c/")).map(|category| category.slug);
        let shop = self.shop.clone().filter(|_| !path.starts_with("/shops/"));
        let sort = self.sort.filter(|sort| *sort != Sort::usual(&self.words)).map(Sort::word);
        let pairs = [
            ("query", self.words.clone()),
            ("category", category.unwrap_or_default().to_owned()),
            ("shop", shop.unwrap_or_default()),
            ("sort", sort.unwrap_or_default().to_owned()),
            ("currency", self.currency.map(|currency| currency.to_string()).unwrap_or_default()),
            ("min", self.min.clone()),
            ("max", self.max.clone()),
            ("exactly", if self.exactly { "1" } else { "" }.to_owned()),
            ("in_stock", if self.in_stock { "1" } else { "" }.to_owned()),
            ("since", self.since.map(|since| since.to_string()).unwrap_or_default()),
            ("after", self.after.as_ref().map(Cursor::text).unwrap_or_default()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// Its address.
    pub fn href(&self) -> String {
        self.at(&self.path())
    }

    /// The same on another page.
    pub fn at(&self, path: &str) -> String {
        let pairs = self.pairs(path);
        if pairs.is_empty() {
            return path.to_owned();
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        format!("{path}?{query}")
    }

    /// The same with a change, from its beginning.
    pub fn but(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut other = Self { after: None, ..self.clone() };
        change(&mut other);
        other
    }

    /// As a search, prices aside, which need a currency.
    pub fn search(&self) -> Result<Search, Refusal> {
        let shop = self.shop.as_deref().map(str::parse::<ShopKey>).transpose()?;
        let paging = Paging { limit: Limit::DEFAULT, after: self.after.clone() };
        Ok(Search {
            query: (!self.words.is_empty()).then(|| self.words.clone()),
            exactly: self.exactly,
            category: self.category.map(|category| category.slug.to_owned()),
            shop,
            sort: self.order(),
            currency: self.currency,
            in_stock: self.in_stock,
            ..Search::everything(paging)
        })
    }
}

/// A category that an address names.
///
/// # Errors
/// There is none of this name.
pub(super) fn category(slug: &str) -> Result<&'static Category, Refusal> {
    categories::by_slug(slug).ok_or_else(|| Refusal::missing("category"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(pairs: &[(&str, &str)]) -> Wish {
        let of =
            |name: &str| pairs.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned());
        let fields = Fields {
            query: of("query"),
            category: of("category"),
            shop: of("shop"),
            sort: of("sort"),
            currency: of("currency"),
            min: of("min"),
            max: of("max"),
            in_stock: of("in_stock"),
            since: of("since"),
            exactly: of("exactly"),
            after: of("after"),
        };
        Wish::of(fields).unwrap()
    }

    #[test]
    fn an_address_comes_back_as_it_was_and_holds_nothing_empty() {
        let after = "00".repeat(24);
        let full = [
            ("query", "mug & 杯"),
            ("category", "kitchen"),
            ("shop", "emalya"),
            ("sort", "cheapest"),
            ("currency", "PHP"),
            ("min", "100"),
            ("max", "99.50"),
            ("exactly", "1"),
            ("in_stock", "1"),
            ("since", "2026-11-24T08:00:00.000001Z"),
            ("after", after.as_str()),
        ];
        let wished = wish(&full);
        assert_eq!(wished.pairs("/search"), full.map(|(name, value)| (name, value.to_owned())));
        let start = "/search?query=mug+%26+%E6%9D%AF&category=kitchen&shop=emalya&sort=cheapest";
        assert!(wished.href().starts_with(start), "{}", wished.href());
        assert_eq!(wish(&[("query", "  "), ("min", ""), ("sort", "newest")]).href(), "/search");
    }

    #[test]
    fn a_category_without_words_has_a_page_of_its_own_and_a_shop_keeps_its_list() {
        let kitchen = wish(&[("category", "kitchen"), ("in_stock", "1")]);
        assert_eq!(kitchen.href(), "/c/kitchen?in_stock=1");
        assert_eq!(kitchen.but(|wish| wish.words = "mug".into()).path(), "/search");
        let home = Wish { shop: Some("emalya".into()), at_home: true, ..kitchen };
        assert_eq!(home.href(), "/shops/emalya?category=kitchen&in_stock=1");
        assert_eq!(home.at("/search/filters"), "/search/filters?category=kitchen&shop=emalya&in_stock=1");
    }

    #[test]
    fn what_cannot_be_right_is_left_out_and_no_letter_breaks_a_page() {
        let odd = wish(&[("sort", "loudest"), ("currency", "XYZ"), ("after", "zz"), ("query", "a\0b\u{7}")]);
        assert_eq!(odd, Wish { words: "a b".into(), ..Wish::default() });
        assert_eq!(odd.order(), Sort::Best);
        assert_eq!(wish(&[("query", "é".repeat(300).as_str())]).words.chars().count(), MAX_QUERY);
        let fields = Fields { category: Some("nonsense".into()), ..Fields::default() };
        assert!(Wish::of(fields).is_err());
    }

    #[test]
    fn a_change_begins_at_the_beginning() {
        let second = wish(&[("query", "mug"), ("after", "00".repeat(24).as_str())]);
        assert_eq!(second.but(|wish| wish.in_stock = true).href(), "/search?query=mug&in_stock=1");
    }
}
