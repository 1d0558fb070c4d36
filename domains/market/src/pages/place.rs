//! Where things go: the countries that are offered, the fields of an address, and how a place is named.

use std::collections::BTreeSet;

use db::{No, Rx};
use identity::Address;
use identity::address::divisions::{PROVINCES_CN, REGIONS_PH};
use kernel::Cx;
use locale::Reader;
use maud::{Markup, html};
use shipping::Destination;
use web::parts::{Choice, Field, Kind};

use super::draft::Fields;
use crate::buy;

/// Countries with a name in each language. Others are offered by their code where a shop delivers there by name.
pub(super) const NAMED: [&str; 24] = [
    "PH", "CN", "AE", "AU", "CA", "DE", "GB", "HK", "ID", "IT", "JP", "KR", "KW", "MO", "MY", "NZ", "QA",
    "SA", "SG", "TH", "TW", "US", "VN", "ZA",
];

/// Where a price is told for before anybody has said where they are: the likeliest of the places that are known, else
/// the country that the goods come from.
pub(super) fn likely(rx: &mut Rx, cx: &Cx, country: &str) -> Result<(Destination, Option<Address>), No> {
    let known = buy::places(rx, cx)?.into_iter().next().map(|(_, address)| address);
    let to = known
        .as_ref()
        .map_or_else(|| Destination { country: country.to_owned(), region: None }, buy::destination);
    Ok((to, known))
}

/// A country's name; its code where we have none.
pub(super) fn country(reader: &Reader, code: &str) -> String {
    let key = format!("country-{code}");
    if reader.has(&key) { reader.t(&key) } else { code.to_owned() }
}

/// A country's name within a sentence, which the catalogue knows.
fn within(reader: &Reader, code: &str) -> String {
    let key = format!("place-{code}");
    if reader.has(&key) { reader.t(&key) } else { country(reader, code) }
}

/// A place as people call it: the city that is known, else the region, else the country.
pub(super) fn named(reader: &Reader, to: &Destination, known: Option<&Address>) -> String {
    if let Some(address) = known.filter(|address| buy::destination(address) == *to) {
        return address.city.clone();
    }
    let lists = [("PH", REGIONS_PH), ("CN", PROVINCES_CN)];
    let list = lists.into_iter().find(|(code, _)| *code == to.country).map_or(&[][..], |(_, list)| list);
    let division = list.iter().find(|division| Some(division.code) == to.region.as_deref());
    division.map_or_else(|| within(reader, &to.country), |division| division.name.to_owned())
}

/// The codes to choose from: those with a name, and what shops name besides.
pub(super) fn offered(reader: &Reader, more: &BTreeSet<String>) -> Vec<Choice<'static>> {
    let unnamed = more.iter().map(String::as_str).filter(|code| !NAMED.contains(code));
    let codes = NAMED.into_iter().chain(unnamed);
    codes.map(|code| Choice { value: code.to_owned().into(), text: country(reader, code).into() }).collect()
}

/// An address in two lines: who, and where.
pub(super) fn lines(address: &Address) -> [String; 2] {
    let mut lines = address.lines().into_iter();
    let who = lines.next().unwrap_or_default();
    [who, lines.collect::<Vec<_>>().join(", ")]
}

/// The fields of an address in the chosen country, with what was typed and what was wrong with it.
pub(super) fn form(
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
    let list = |divisions: &'static [identity::address::divisions::Division]| {
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
