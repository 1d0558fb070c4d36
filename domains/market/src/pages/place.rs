//! Where things go, and how a place is named. The fields of an address are identity's.

use db::{No, Rx};
use identity::Address;
use identity::address::divisions::{PROVINCES_CN, REGIONS_PH};
pub(super) use identity::address::form::{form, lines, offered};
use kernel::Cx;
use locale::Reader;
use shipping::Destination;

use crate::buy;

/// Where a price is told for before anybody has said where they are: the likeliest of the places that are known, else
/// the country that the goods come from.
pub(super) fn likely(rx: &mut Rx, cx: &Cx, country: &str) -> Result<(Destination, Option<Address>), No> {
    let known = buy::places(rx, cx)?.into_iter().next().map(|(_, address)| address);
    let to = known
        .as_ref()
        .map_or_else(|| Destination { country: country.to_owned(), region: None }, buy::destination);
    Ok((to, known))
}

/// A country's name within a sentence, which the catalogue knows.
fn within(reader: &Reader, code: &str) -> String {
    let key = format!("place-{code}");
    if reader.has(&key) { reader.t(&key) } else { reader.country(code) }
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
