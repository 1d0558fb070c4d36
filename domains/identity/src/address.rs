//! Postal addresses as the Philippines and China write them, and a plain form for everywhere else.

pub(crate) mod book;
pub mod divisions;
pub mod form;

use std::fmt;

use kernel::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use divisions::{Division, NATIONAL_CAPITAL, PROVINCES_CN, REGIONS_PH, is_country};

/// Letters of any one line.
const LONGEST_LINE: usize = 120;

/// Where to deliver, and whom to call there: a snapshot that an order keeps as it was. Neither `Debug` nor
/// anything else shows more of it than country and division.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Who takes it in.
    #[schema(min_length = 1, max_length = 120)]
    pub recipient: String,
    /// 7 to 15 digits, `+` before a country's code; spaces, `-` and brackets are fine.
    pub phone: String,
    /// ISO 3166-1 alpha-2, such as `PH`.
    #[schema(pattern = "^[A-Z]{2}$")]
    pub country: String,
    /// PH: the region's designation, such as `NCR` or `IV-A`. Elsewhere, but for CN, a state where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// PH: the province, but for NCR, which has none. CN: the letters of ISO 3166-2, such as `GD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// City or municipality.
    pub city: String,
    /// PH only: the barangay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barangay: Option<String>,
    /// CN: the district or county. Elsewhere, but for PH, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Street and number.
    #[schema(min_length = 1, max_length = 120)]
    pub street: String,
    /// Building, unit, landmark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// PH: four digits. CN: six. Elsewhere letters, digits, spaces and `-`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
}

impl Address {
    /// Whether a parcel can be sent there.
    ///
    /// # Errors
    /// The first field that is `address_missing`, `address_unknown`, `address_long`, `address_shape` or
    /// `address_not_used`, as a pointer such as `/barangay`; where there is a list to choose from, it is named.
    pub fn check(&self) -> Result<(), Refusal> {
        if !is_country(&self.country) {
            let detail = "A country is its two capital letters in ISO 3166, such as PH or CN.";
            return Err(Refusal::field("/country", "address_unknown", detail));
        }
        for (field, text) in [
            ("/recipient", &self.recipient),
            ("/phone", &self.phone),
            ("/city", &self.city),
            ("/street", &self.street),
        ] {
            line(field, text)?;
        }
        for (field, text) in [
            ("/region", &self.region),
            ("/province", &self.province),
            ("/barangay", &self.barangay),
            ("/district", &self.district),
            ("/details", &self.details),
            ("/postal_code", &self.postal_code),
        ] {
            text.as_ref().map_or(Ok(()), |text| line(field, text))?;
        }
        phone(&self.phone)?;
        match self.country.as_str() {
            "PH" => self.check_philippines(),
            "CN" => self.check_china(),
            _ => self.check_elsewhere(),
        }
    }

    /// What a rate table goes by: the region in the Philippines, the province in China.
    pub fn division(&self) -> Option<&str> {
        match self.country.as_str() {
            "PH" => self.region.as_deref(),
            "CN" => self.province.as_deref(),
            _ => None,
        }
    }

    /// The lines of a label: who, the street and what is near it, down to the country's code.
    pub fn lines(&self) -> Vec<String> {
        self.lines_to(&self.country)
    }

    /// The same with the country as somebody reads it.
    pub(crate) fn lines_to(&self, country: &str) -> Vec<String> {
        let list = match self.country.as_str() {
            "PH" => REGIONS_PH,
            "CN" => PROVINCES_CN,
            _ => &[],
        };
        let code = if self.country == "CN" { &self.province } else { &self.region };
        let known = list.iter().find(|division| Some(division.code) == code.as_deref());
        let division = known.map(|division| division.name).or(code.as_deref());
        let joined = |parts: &[Option<&str>]| {
            let parts: Vec<&str> = parts.iter().copied().flatten().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        };
        let own_province = self.province.as_deref().filter(|_| self.country != "CN");
        let lines = [
            joined(&[Some(&self.recipient), Some(&self.phone)]),
            joined(&[
                self.details.as_deref(),
                Some(&self.street),
                self.barangay.as_deref(),
                self.district.as_deref(),
            ]),
            joined(&[Some(&self.city), own_province, division]),
            joined(&[self.postal_code.as_deref(), Some(country)]),
        ];
        lines.into_iter().filter(|line| !line.is_empty()).collect()
    }

    fn check_philippines(&self) -> Result<(), Refusal> {
        let region = needed("/region", self.region.as_deref())?;
        one_of("/region", region, REGIONS_PH)?;
        if region != NATIONAL_CAPITAL {
            needed("/province", self.province.as_deref())?;
        }
        needed("/barangay", self.barangay.as_deref())?;
        unused("/district", self.district.as_deref())?;
        digits("/postal_code", self.postal_code.as_deref(), 4)
    }

    fn check_china(&self) -> Result<(), Refusal> {
        one_of("/province", needed("/province", self.province.as_deref())?, PROVINCES_CN)?;
        needed("/district", self.district.as_deref())?;
        unused("/region", self.region.as_deref())?;
        unused("/barangay", self.barangay.as_deref())?;
        digits("/postal_code", self.postal_code.as_deref(), 6)
    }

    fn check_elsewhere(&self) -> Result<(), Refusal> {
        unused("/barangay", self.barangay.as_deref())?;
        let Some(code) = &self.postal_code else { return Ok(()) };
        let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ' || c == '-';
        if code.len() <= 12 && code.chars().all(plain) {
            return Ok(());
        }
        let detail = "A postal code has at most 12 letters, digits, spaces and hyphens.";
        Err(Refusal::field("/postal_code", "address_shape", detail))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({} {})", self.country, self.division().unwrap_or("-"))
    }
}

fn line(field: &'static str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(missing(field));
    }
    if text.chars().count() > LONGEST_LINE {
        let detail = format!("A line of an address has at most {LONGEST_LINE} letters.");
        return Err(Refusal::field(field, "address_long", detail));
    }
    if text.chars().any(char::is_control) {
        let detail = "A line of an address is one line, without tabs and the like.";
        return Err(Refusal::field(field, "address_shape", detail));
    }
    Ok(())
}

fn missing(field: &'static str) -> Refusal {
    Refusal::field(field, "address_missing", "This is needed to deliver there.")
}

fn needed<'a>(field: &'static str, text: Option<&'a str>) -> Result<&'a str, Refusal> {
    text.ok_or_else(|| missing(field))
}

fn unused(field: &'static str, text: Option<&str>) -> Result<(), Refusal> {
    match text {
        None => Ok(()),
        Some(_) => {
            let detail = "Addresses of this country have no such part: leave it out.";
            Err(Refusal::field(field, "address_not_used", detail))
        }
    }
}

fn one_of(field: &'static str, text: &str, divisions: &'static [Division]) -> Result<(), Refusal> {
    if divisions.iter().any(|division| division.code == text) {
        return Ok(());
    }
    let codes = divisions.iter().map(|division| division.code);
    Err(Refusal::field(field, "address_unknown", "Choose one of the list.").allowing(codes))
}

fn digits(field: &'static str, text: Option<&str>, count: usize) -> Result<(), Refusal> {
    match text {
        Some(text) if text.len() != count || !text.bytes().all(|b| b.is_ascii_digit()) => {
            Err(Refusal::field(field, "address_shape", format!("A postal code has {count} digits here.")))
        }
        _ => Ok(()),
    }
}

fn phone(text: &str) -> Result<(), Refusal> {
    let number = text.trim().strip_prefix('+').unwrap_or(text.trim());
    let known = number.chars().all(|c| c.is_ascii_digit() || " -().".contains(c));
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if known && (7..=15).contains(&digits) {
        return Ok(());
    }
    let detail = "A phone number has 7 to 15 digits, with + before a country's code.";
    Err(Refusal::field("/phone", "address_shape", detail))
}

#[cfg(test)]
mod tests;
