//! Rates: where a shop delivers to, for how much, in how many days.

use catalog::{Shop, ShopKey, ShopRole};
use db::{Broken, FromRow, No, Row, Rx, Tx, params, sql};
use kernel::{Currency, Cx, Id, Kind, Money, Refusal, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

sql! {
    INSERT = "INSERT INTO shipping_rate
            (id, shop, name, places, brackets, currency, free_from, days_min, days_max, active, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, $10)";
    OF_SHOP = "SELECT id, name, places, brackets, currency, free_from, days_min, days_max FROM shipping_rate
        WHERE shop = $1 AND active ORDER BY at, id LIMIT 50";
    /// Taken out of use, not away: orders that chose it still name it.
    RETIRE = "UPDATE shipping_rate SET active = false WHERE id = $1 AND shop = $2";
    COUNT = "SELECT COUNT(*) FROM shipping_rate WHERE shop = $1 AND active";
}

/// A rate.
pub struct Rate;
impl Kind for Rate {
    const PREFIX: &'static str = "rat";
}

/// Up to this weight it costs so much.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RateBracket)]
pub struct Bracket {
    /// Grams, included. The last bracket may leave it out: any weight.
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub up_to_grams: Option<i64>,
    /// Minor units of the shop's currency.
    #[schema(minimum = 0, maximum = 1_000_000_000)]
    pub fee: i64,
}

/// A rate as a shop writes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RateText {
    /// What buyers read: `Standard`, `Same day`.
    #[schema(min_length = 1, max_length = 60)]
    pub name: String,
    /// Countries (`PH`), regions of them (`PH/NCR`), or `*` for anywhere.
    #[schema(min_items = 1, max_items = 100)]
    pub places: Vec<String>,
    /// By weight, lightest first.
    #[schema(min_items = 1, max_items = 20)]
    pub brackets: Vec<Bracket>,
    /// Goods worth this much, in minor units, travel free.
    #[schema(minimum = 0, maximum = 1_000_000_000_000i64)]
    pub free_from: Option<i64>,
    /// At least so many days on the way.
    #[schema(minimum = 0, maximum = 90)]
    pub days_min: i64,
    /// At most so many.
    #[schema(minimum = 0, maximum = 90)]
    pub days_max: i64,
}

/// A stored rate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Which one.
    pub id: Id<Rate>,
    /// Of which currency its fees are.
    pub currency: Currency,
    /// What the shop wrote.
    pub text: RateText,
}

impl FromRow for Stored {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        let (id, name) = (row.take()?, row.take()?);
        let (places, brackets) = (json(&row.take::<String>()?)?, json(&row.take::<String>()?)?);
        let currency = row.take()?;
        let (free_from, days_min, days_max) = (row.take()?, row.take()?, row.take()?);
        Ok(Self { id, currency, text: RateText { name, places, brackets, free_from, days_min, days_max } })
    }
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Broken> {
    serde_json::from_str(text).map_err(|error| Broken::Stored(error.to_string()))
}

fn written(value: &impl Serialize) -> Result<String, Broken> {
    serde_json::to_string(value).map_err(|error| Broken::Stored(error.to_string()))
}

/// Where goods are to go, as far as a price needs to know: no personal data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// ISO 3166-1 alpha-2: `PH`.
    #[schema(pattern = "^[A-Z]{2}$")]
    pub country: String,
    /// The part of the country that rates may differ by: a region of the Philippines, a province of China.
    #[schema(max_length = 60)]
    pub region: Option<String>,
}

/// One way to get the goods there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DeliveryChoice)]
pub struct Choice {
    /// The rate, to choose it by.
    pub id: RateId,
    /// What buyers read.
    pub name: String,
    /// What it costs.
    pub fee: Money,
    /// At least so many days on the way.
    pub days_min: i64,
    /// At most so many.
    pub days_max: i64,
}
type RateId = Id<Rate>;

impl RateText {
    /// Whether the rate can be kept as it is written.
    ///
    /// # Errors
    /// The first field that cannot be right.
    pub fn check(&self) -> Result<(), Refusal> {
        let wrong =
            |field: &'static str, detail: &'static str| Err(Refusal::field(field, "shipping_rate", detail));
        if self.name.trim().is_empty() || self.name.chars().count() > 60 {
            return wrong("/name", "A rate needs a name of at most 60 characters.");
        }
        if self.places.is_empty()
            || self.places.len() > 100
            || !self.places.iter().all(|place| is_place(place))
        {
            return wrong("/places", "Places are `PH`, `PH/NCR` or `*`; at least one and at most 100.");
        }
        let weights: Vec<i64> = self.brackets.iter().map(|one| one.up_to_grams.unwrap_or(i64::MAX)).collect();
        let rising =
            weights.windows(2).all(|pair| pair[0] < pair[1]) && weights.first().is_some_and(|one| *one > 0);
        if weights.len() > 20 || !rising {
            return wrong("/brackets", "Brackets go from light to heavy; at least one and at most 20.");
        }
        if self.brackets.iter().any(|one| !(0..=1_000_000_000).contains(&one.fee)) {
            return wrong("/brackets", "A fee is not below nothing and not above ten million.");
        }
        if self.free_from.is_some_and(|from| from < 0) {
            return wrong("/free_from", "This amount cannot be below nothing.");
        }
        if !(0..=90).contains(&self.days_min) || !(self.days_min..=90).contains(&self.days_max) {
            return wrong("/days_max", "Days on the way go from few to many, at most 90.");
        }
        Ok(())
    }

    /// Whether it goes to this place.
    pub fn reaches(&self, to: &Destination) -> bool {
        self.places.iter().any(|place| match place.split_once('/') {
            None => place == "*" || *place == to.country,
            Some((country, region)) => country == to.country && to.region.as_deref() == Some(region),
        })
    }

    fn fee(&self, grams: i64, goods: i64) -> Option<i64> {
        let bracket = self.brackets.iter().find(|one| one.up_to_grams.is_none_or(|most| grams <= most))?;
        Some(if self.free_from.is_some_and(|from| goods >= from) { 0 } else { bracket.fee })
    }
}

fn is_place(place: &str) -> bool {
    let is_country = |text: &str| text.len() == 2 && text.bytes().all(|letter| letter.is_ascii_uppercase());
    match place.split_once('/') {
        None => place == "*" || is_country(place),
        Some((country, region)) => is_country(country) && (1..=60).contains(&region.chars().count()),
    }
}

/// How a shop delivers so much weight to a place, cheapest first.
///
/// # Errors
/// `no_delivery`: the shop does not deliver there, or nothing that heavy.
pub fn choices(
    rx: &mut Rx,
    shop: Id<Shop>,
    to: &Destination,
    grams: i64,
    goods: Money,
) -> Result<Vec<Choice>, No> {
    let mut choices: Vec<Choice> = rx
        .all::<Stored>(&OF_SHOP, &params![shop])?
        .into_iter()
        .filter(|rate| rate.currency == goods.currency && rate.text.reaches(to))
        .filter_map(|rate| {
            let fee = Money::new(rate.text.fee(grams, goods.amount)?, rate.currency);
            let RateText { name, days_min, days_max, .. } = rate.text;
            Some(Choice { id: rate.id, name, fee, days_min, days_max })
        })
        .collect();
    choices.sort_by_key(|choice| (choice.fee.amount, choice.days_max, choice.id));
    if choices.is_empty() {
        let place =
            to.region.as_ref().map_or(to.country.clone(), |region| format!("{region}, {}", to.country));
        let detail = format!("This shop does not deliver these goods to {place}; your cart is as it was.");
        return Err(Refusal::conflict("no_delivery", detail).into());
    }
    Ok(choices)
}

/// The rates of a shop, for everybody.
///
/// # Errors
/// Missing: there is no such shop.
pub fn rates(rx: &mut Rx, cx: &Cx, shop: &Id<Shop>) -> Result<Vec<Stored>, No> {
    catalog::shop(rx, cx, &ShopKey::Id(*shop))?;
    Ok(rx.all(&OF_SHOP, &params![*shop])?)
}

/// Adds a rate to a shop.
///
/// # Errors
/// `shipping_rate` with its field, `too_many_rates`; missing for anybody who does not keep the shop.
pub fn add(tx: &mut Tx, cx: &Cx, (shop, text): &(Id<Shop>, RateText)) -> Result<Stored, No> {
    keeper(tx, cx, *shop)?;
    text.check()?;
    if tx.one::<i64>(&COUNT, &params![*shop])? >= 50 {
        return Err(
            Refusal::conflict("too_many_rates", "A shop has at most 50 rates; take one away first.").into()
        );
    }
    let (id, currency) = (cx.id(), catalog::shop(tx, cx, &ShopKey::Id(*shop))?.currency);
    let (places, brackets) = (written(&text.places)?, written(&text.brackets)?);
    tx.run(
        &INSERT,
        &params![
            id,
            *shop,
            &text.name,
            places,
            brackets,
            currency,
            text.free_from,
            text.days_min,
            text.days_max,
            cx.now
        ],
    )?;
    Ok(Stored { id, currency, text: text.clone() })
}

/// Takes a rate out of use; twice is as once.
///
/// # Errors
/// Missing for anybody who does not keep the shop.
pub fn retire(tx: &mut Tx, cx: &Cx, (shop, rate): &(Id<Shop>, Id<Rate>)) -> Result<(), No> {
    keeper(tx, cx, *shop)?;
    if tx.run(&RETIRE, &params![*rate, *shop])? == 0 {
        return Err(Refusal::missing("rate").into());
    }
    Ok(())
}

fn keeper(rx: &mut Rx, cx: &Cx, shop: Id<Shop>) -> Result<ShopRole, No> {
    let account = cx.account(Scope::ShopWrite)?;
    catalog::shop_role(rx, account, shop)?.ok_or_else(|| Refusal::missing("shop").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate() -> RateText {
        RateText {
            name: "Standard".into(),
            places: vec!["PH".into(), "CN/Guangdong".into()],
            brackets: vec![
                Bracket { up_to_grams: Some(500), fee: 9_500 },
                Bracket { up_to_grams: Some(2_000), fee: 18_000 },
            ],
            free_from: Some(200_000),
            days_min: 2,
            days_max: 5,
        }
    }

    #[test]
    fn the_first_bracket_that_carries_the_weight_counts() {
        let fees: Vec<_> = [1, 500, 501, 2_000, 2_001].map(|grams| rate().fee(grams, 0)).into();
        assert_eq!(fees, [Some(9_500), Some(9_500), Some(18_000), Some(18_000), None]);
        assert_eq!(rate().fee(600, 200_000), Some(0), "worth enough to travel free");
        assert_eq!(rate().fee(2_001, 200_000), None, "too heavy at any price");
    }

    #[test]
    fn a_place_is_a_country_a_region_or_anywhere() {
        let to = |country: &str, region: Option<&str>| Destination {
            country: country.into(),
            region: region.map(Into::into),
        };
        assert!(rate().reaches(&to("PH", None)) && rate().reaches(&to("PH", Some("NCR"))));
        assert!(rate().reaches(&to("CN", Some("Guangdong"))));
        assert!(!rate().reaches(&to("CN", None)) && !rate().reaches(&to("US", None)));
        assert!(RateText { places: vec!["*".into()], ..rate() }.reaches(&to("US", None)));
    }

    #[test]
    fn a_rate_that_cannot_be_right_names_its_field() {
        let heavy_first =
            vec![Bracket { up_to_grams: None, fee: 1 }, Bracket { up_to_grams: Some(5), fee: 2 }];
        let wrong = [
            (RateText { name: " ".into(), ..rate() }, "/name"),
            (RateText { places: vec![], ..rate() }, "/places"),
            (RateText { places: vec!["ph".into()], ..rate() }, "/places"),
            (RateText { brackets: vec![], ..rate() }, "/brackets"),
            (RateText { brackets: heavy_first, ..rate() }, "/brackets"),
            (RateText { brackets: vec![Bracket { up_to_grams: None, fee: -1 }], ..rate() }, "/brackets"),
            (RateText { free_from: Some(-1), ..rate() }, "/free_from"),
            (RateText { days_min: 9, days_max: 8, ..rate() }, "/days_max"),
        ];
        assert_eq!(rate().check(), Ok(()));
        for (text, field) in wrong {
            assert_eq!(text.check().unwrap_err().field.as_deref(), Some(field));
        }
    }
}
