//! What the checkout's form holds, as it was typed: names by shop, so it is read by hand.

use catalog::Shop;
pub(super) use identity::address::form::Fields;
use kernel::{Currency, Id, Money};
use orders::order::Method;
use process::Words as _;
use serde::Deserialize;
use shipping::Rate;

use crate::buy::{Place, Seen, SeenLine};
use crate::cart::Cart;
use crate::quote::Delivery;

/// A country and the part of it that rates go by.
pub(super) fn destination(fields: &Fields) -> shipping::Destination {
    let address = fields.address();
    shipping::Destination { country: address.country.clone(), region: address.division().map(str::to_owned) }
}

/// An address that is not among those that are known.
pub(super) const NEW: &str = "new";

/// The form as it was sent.
#[derive(Clone, Default, Deserialize)]
#[serde(try_from = "Vec<(String, String)>")]
pub(super) struct Draft {
    pub cart: Option<Id<Cart>>,
    pub currency: Option<Currency>,
    /// A key of a known address, [`NEW`], or nothing yet.
    pub address: String,
    pub fields: Fields,
    pub deliveries: Vec<Delivery>,
    /// Where the shown total was for: elsewhere the ways are others, and the cheapest of them is chosen again.
    pub shown_to: String,
    pub method: Option<Method>,
    pub lines: Vec<SeenLine>,
    pub total: Option<i64>,
    /// Whether the button that pays was pressed: every other one only looks.
    pub pays: bool,
}

impl TryFrom<Vec<(String, String)>> for Draft {
    type Error = String;
    fn try_from(pairs: Vec<(String, String)>) -> Result<Self, String> {
        let mut draft = Self::default();
        for (name, value) in pairs {
            draft.take(&name, value).ok_or_else(|| format!("{name} cannot be read"))?;
        }
        Ok(draft)
    }
}

impl Draft {
    fn take(&mut self, name: &str, value: String) -> Option<()> {
        if let Some(field) = self.fields.of(name) {
            *field = value;
            return Some(());
        }
        if let Some(shop) = name.strip_prefix(DELIVERY) {
            let (shop, choice): (Id<Shop>, Id<Rate>) = (shop.parse().ok()?, value.parse().ok()?);
            self.deliveries.push(Delivery { shop, choice });
            return Some(());
        }
        match name {
            "cart" => self.cart = Some(value.parse().ok()?),
            "currency" => self.currency = Some(value.parse().ok()?),
            "address" => self.address = value,
            "pay" => self.method = Some(Method::parse(&value).ok()?),
            "shown_to" => self.shown_to = value,
            "line" => self.lines.push(line(&value)?),
            "total" => self.total = Some(value.parse().ok()?),
            "step" => self.pays = value == "pay",
            _ => return None,
        }
        Some(())
    }

    /// Where it goes.
    pub fn place(&self) -> Place {
        if self.address == NEW || self.address.is_empty() {
            Place::New(Box::new(self.fields.address()))
        } else {
            Place::Known(self.address.clone())
        }
    }

    /// What was shown, where the form says it.
    pub fn seen(&self) -> Option<Seen> {
        let total = Money::new(self.total?, self.currency?);
        Some(Seen { lines: self.lines.clone(), total })
    }
}

/// The name of the choice of one shop's delivery begins so.
pub(super) const DELIVERY: &str = "delivery-";

/// A place as the form holds it: `PH/NCR`.
pub(super) fn shown(to: &shipping::Destination) -> String {
    format!("{}/{}", to.country, to.region.as_deref().unwrap_or_default())
}

/// A line as the form holds it: `var_… 2 69000`.
pub(super) fn written(line: &SeenLine) -> String {
    format!("{} {} {}", line.variant, line.quantity, line.unit)
}

fn line(text: &str) -> Option<SeenLine> {
    let mut words = text.split(' ');
    let (variant, quantity, unit) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() {
        return None;
    }
    Some(SeenLine {
        variant: variant.parse().ok()?,
        quantity: quantity.parse().ok()?,
        unit: unit.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(pairs: &[(&str, &str)]) -> Result<Draft, String> {
        let pairs: Vec<(String, String)> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Draft::try_from(pairs)
    }

    #[test]
    fn what_was_shown_comes_back_as_it_was_and_what_is_not_asked_for_is_refused() {
        let seen = SeenLine { variant: Id::from_uid(kernel::Uid([7; 16])), quantity: 2, unit: 69_000 };
        let text = written(&seen);
        let whole =
            draft(&[("line", &text), ("total", "138000"), ("currency", "PHP"), ("step", "pay")]).unwrap();
        let total = Money::new(138_000, Currency::PHP);
        assert_eq!(whole.seen(), Some(Seen { lines: vec![seen], total }));
        assert!(whole.pays && !draft(&[("step", "look")]).unwrap().pays);
        for (name, value) in [
            ("role", "admin"),
            ("line", "var_x 1 1"),
            ("pay", "nothing"),
            ("delivery-x", "y"),
            ("total", "1.5"),
        ] {
            assert!(draft(&[(name, value)]).is_err(), "{name}={value}");
        }
    }

    #[test]
    fn an_address_has_only_the_parts_that_its_country_has() {
        let mut fields = Fields {
            country: "PH".into(),
            region: "NCR".into(),
            province: "Rizal".into(),
            ..Fields::default()
        };
        (fields.barangay, fields.district) = ("Poblacion".into(), "Chaoyang".into());
        let address = fields.address();
        assert_eq!((address.province, address.district, address.postal_code), (None, None, None));
        assert_eq!(address.barangay.as_deref(), Some("Poblacion"));
        fields.country = "CN".into();
        let address = fields.address();
        assert_eq!(
            (address.region, address.barangay, address.province.as_deref()),
            (None, None, Some("Rizal"))
        );
        assert_eq!(destination(&fields).region.as_deref(), Some("Rizal"));
    }
}
