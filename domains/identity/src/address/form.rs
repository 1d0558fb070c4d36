//! The form of an address: its fields as they were typed, and how they are asked for in each country. Without a
//! script, another country is looked at by a button of the form.

use std::collections::BTreeSet;

use locale::{COUNTRIES, Reader};
use maud::{Markup, html};
use serde::Deserialize;
use web::parts::{Choice, Field, Kind};

use super::Address;
use super::divisions::{Division, PROVINCES_CN, REGIONS_PH};

/// The fields of an address, empty where nothing was typed.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// As in [`Address`].
    pub recipient: String,
    /// As in [`Address`].
    pub phone: String,
    /// As in [`Address`].
    pub country: String,
    /// As in [`Address`].
    pub region: String,
    /// As in [`Address`].
    pub province: String,
    /// As in [`Address`].
    pub city: String,
    /// As in [`Address`].
    pub barangay: String,
    /// As in [`Address`].
    pub district: String,
    /// As in [`Address`].
    pub street: String,
    /// As in [`Address`].
    pub details: String,
    /// As in [`Address`].
    pub postal_code: String,
}

impl Fields {
    /// The field of this name.
    pub fn of(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "recipient" => &mut self.recipient,
            "phone" => &mut self.phone,
            "country" => &mut self.country,
            "region" => &mut self.region,
            "province" => &mut self.province,
            "city" => &mut self.city,
            "barangay" => &mut self.barangay,
            "district" => &mut self.district,
            "street" => &mut self.street,
            "details" => &mut self.details,
            "postal_code" => &mut self.postal_code,
            _ => return None,
        })
    }

    /// What an address has, to be changed.
    pub fn of_address(address: &Address) -> Self {
        let text = |part: &Option<String>| part.clone().unwrap_or_default();
        Self {
            recipient: address.recipient.clone(),
            phone: address.phone.clone(),
            country: address.country.clone(),
            region: text(&address.region),
            province: text(&address.province),
            city: address.city.clone(),
            barangay: text(&address.barangay),
            district: text(&address.district),
            street: address.street.clone(),
            details: text(&address.details),
            postal_code: text(&address.postal_code),
        }
    }

    /// The address that was typed: only the parts that its country has, whatever else the form held before.
    pub fn address(&self) -> Address {
        let some = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let within = |countries: bool, text: &String| if countries { some(text) } else { None };
        let (is_ph, is_cn) = (self.country == "PH", self.country == "CN");
        let is_capital = is_ph && self.region == "NCR";
        Address {
            recipient: self.recipient.trim().into(),
            phone: self.phone.trim().into(),
            country: self.country.clone(),
            region: within(!is_cn, &self.region),
            province: within(is_cn || (is_ph && !is_capital), &self.province),
            city: self.city.trim().into(),
            barangay: within(is_ph, &self.barangay),
            district: within(!is_ph, &self.district),
            street: self.street.trim().into(),
            details: some(&self.details),
            postal_code: some(&self.postal_code),
        }
    }
}

/// The codes to choose from: those with a name, and what shops name besides, by their code.
pub fn offered(reader: &Reader, more: &BTreeSet<String>) -> Vec<Choice<'static>> {
    let unnamed = more.iter().map(String::as_str).filter(|code| !COUNTRIES.contains(code));
    let codes = COUNTRIES.into_iter().chain(unnamed);
    codes.map(|code| Choice { value: code.to_owned().into(), text: reader.country(code).into() }).collect()
}

/// The lines of a label for a reader: as on the parcel, with the country's name in their language.
pub fn label(reader: &Reader, address: &Address) -> Vec<String> {
    address.lines_to(&reader.country(&address.country))
}

/// An address in two lines: who, and where.
pub fn lines(reader: &Reader, address: &Address) -> [String; 2] {
    let mut lines = label(reader, address).into_iter();
    let who = lines.next().unwrap_or_default();
    [who, lines.collect::<Vec<_>>().join(", ")]
}

/// The fields of an address in the chosen country, with what was typed and what was wrong with it.
pub fn form(
    reader: &Reader,
    fields: &Fields,
    countries: Vec<Choice<'static>>,
    wrong: Option<(&str, &str)>,
) -> Markup {
    let field = |name: &'static str, value: &str| {
        let error = wrong.filter(|(field, _)| *field == name).map(|(_, words)| words.to_owned().into());
        Field {
            error,
            longest: Some(120),
            required: true,
            ..Field::new(name, reader.t(&format!("address-{name}")))
        }
        .holding(value)
    };
    let optional = |name: &'static str, value: &str| {
        let label =
            reader.say("address-optional", &[("what", reader.t(&format!("address-{name}")).as_str().into())]);
        Field { required: false, label: label.into(), ..field(name, value) }
    };
    let list = |divisions: &'static [Division]| {
        let none = Choice { value: "".into(), text: reader.t("address-choose").into() };
        let known = divisions
            .iter()
            .map(|division| Choice { value: division.code.into(), text: division.name.into() });
        Kind::Select(std::iter::once(none).chain(known).collect())
    };
    let is_capital = fields.country == "PH" && fields.region == "NCR";
    html! {
        (Field { autocomplete: Some("name"), ..field("recipient", &fields.recipient) })
        (Field { autocomplete: Some("tel"), kind: Kind::Phone, longest: Some(30), ..field("phone", &fields.phone) })
        div.two.g3 {
            (Field { kind: Kind::Select(countries), autocomplete: Some("country"), ..field("country", &fields.country) })
            @match fields.country.as_str() {
                "PH" => (Field { kind: list(REGIONS_PH), ..field("region", &fields.region) }),
                "CN" => (Field { kind: list(PROVINCES_CN), ..field("province", &fields.province) }),
                _ => (Field { autocomplete: Some("address-level1"), ..optional("region", &fields.region) }),
            }
            @if fields.country == "PH" && !is_capital { (Field { hint: Some(reader.t("address-province-hint").into()), required: false, ..field("province", &fields.province) }) }
            (Field { autocomplete: Some("address-level2"), ..field("city", &fields.city) })
            @match fields.country.as_str() {
                "PH" => (field("barangay", &fields.barangay)),
                "CN" => (field("district", &fields.district)),
                _ => (optional("district", &fields.district)),
            }
        }
        (Field { autocomplete: Some("address-line1"), ..field("street", &fields.street) })
        (Field { autocomplete: Some("address-line2"), hint: Some(reader.t("address-details-hint").into()), ..optional("details", &fields.details) })
        (Field { autocomplete: Some("postal-code"), longest: Some(12), ..optional("postal_code", &fields.postal_code) })
    }
}

trait Holding {
    fn holding(self, value: &str) -> Self;
}
impl Holding for Field<'_> {
    fn holding(self, value: &str) -> Self {
        Self { value: value.to_owned().into(), ..self }
    }
}
