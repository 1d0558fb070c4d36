//! Signals by their two doors: the API's for programs, which say what was agreed to, and the pages' own for their script,
//! where the cookie says it.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use db::Db;
use kernel::{Refusal, Span, Time, Uid};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::page::{Consent, Reply};
use web::{Access, Answer, Call, Json, NoContent, PageRoute, Route, State, Visitor};

use crate::Counted;
use crate::intake::{Signal, Who, item};
use crate::registry::{About, Class, Place, named};

/// Signals in one request at most, and its bytes.
const MOST: usize = 500;
const BYTES: usize = 128 * 1024;
/// What happened longer ago is not taken any more.
const OLDEST: Span = Span::days(7);

/// One thing somebody did.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSignal {
    /// A UUID of the sender's making: the same one is counted once within a day.
    #[schema(min_length = 32, max_length = 36)]
    id: String,
    /// A name of the registry.
    #[schema(max_length = 20)]
    name: String,
    /// When, if it was not now.
    at: Option<Time>,
    /// What it is about: the id of a listing, a post, a shop.
    #[schema(max_length = 40)]
    item: Option<String>,
    /// Where it happened.
    place: Option<Place>,
    /// Its number, where its kind has one.
    value: Option<i64>,
}

/// What was agreed to, and in which version of the words.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SignalConsent)]
struct Agreed {
    version: u8,
    #[serde(default)]
    analytics: bool,
    #[serde(default)]
    personalisation: bool,
    #[serde(default)]
    marketing: bool,
}

/// Signals of a program.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Signals {
    /// What the person whose signals these are has agreed to.
    consent: Agreed,
    #[schema(max_items = 500)]
    signals: Vec<NewSignal>,
}

/// Signals of a page of ours.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PageSignals)]
struct OfPage {
    signals: Vec<NewSignal>,
}

/// What became of them.
#[derive(Serialize, ToSchema, Debug, PartialEq, Eq)]
struct SignalsTaken {
    /// In the queue: they are saved within a moment.
    taken: usize,
    /// Not agreed to, so not taken.
    refused: usize,
    /// Older than a week, so not taken.
    late: usize,
}

/// What the request's head says of the device, without a cookie.
struct Device {
    agent: String,
    is_refused: bool,
}

impl FromRequestParts<State> for Device {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &State) -> Result<Self, Infallible> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Ok(Self {
            agent: agent.unwrap_or_default().to_owned(),
            is_refused: Consent::is_refused_by(&parts.headers),
        })
    }
}
impl web::Takes for Device {
    fn sketch(_: &mut web::Sketch) {}
}

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::post(
            "/signals",
            Access::Public,
            "Tell what somebody did who agreed to have it counted. Never orders or refunds: those are known.",
            take,
        )
        .without_key("each signal has an id of its own")
        .body(BYTES)
        .refuses(&["unknown_signal", "signals_full", "too_many_signals"]),
    ]
}

pub(crate) fn beacon() -> PageRoute {
    PageRoute::post("/signals", Access::Public, of_page)
        .twice_is_once("each signal has an id of its own")
        .body(BYTES)
        .cost(1)
}

async fn take(call: Call, device: Device, Json(sent): Json<Signals>) -> Answer<Json<SignalsTaken>> {
    let Agreed { version, analytics, personalisation, marketing } = sent.consent;
    let current = version == Consent::VERSION && !device.is_refused;
    let consent =
        if current { Consent { analytics, personalisation, marketing } } else { Consent::default() };
    let who = Who::of(&call.caller.actor, call.caller.address, &device.agent);
    Ok(Json(offer(&call.db, call.part::<Counted>()?, &who, consent, sent.signals)?))
}

async fn of_page(visitor: Visitor, device: Device, Json(sent): Json<OfPage>) -> Answer<Reply> {
    let consent = visitor.consent().filter(|_| !visitor.is_refused()).unwrap_or_default();
    let who = Who::of(&visitor.caller.actor, visitor.caller.address, &device.agent);
    offer(&visitor.db, visitor.part::<Counted>()?, &who, consent, sent.signals)?;
    Ok(Reply::of(NoContent))
}

fn offer(
    db: &Db,
    counted: &Counted,
    who: &Who,
    consent: Consent,
    sent: Vec<NewSignal>,
) -> Result<SignalsTaken, Refusal> {
    if sent.len() > MOST {
        let detail = format!("At most {MOST} signals fit into one request; none was taken.");
        return Err(Refusal::field("/signals", "too_many_signals", detail));
    }
    let now = db.now();
    let mut became = SignalsTaken { taken: 0, refused: 0, late: 0 };
    let mut signals = Vec::with_capacity(sent.len());
    for (place, new) in sent.iter().enumerate() {
        let signal = read(place, new, who, consent, now)?;
        match signal {
            Read::Taken(signal) => signals.push(signal),
            Read::Refused => became.refused += 1,
            Read::Late => became.late += 1,
        }
    }
    became.taken = signals.len();
    counted.intake.offer(signals)?;
    Ok(became)
}

enum Read {
    Taken(Signal),
    Refused,
    Late,
}

fn read(place: usize, new: &NewSignal, who: &Who, consent: Consent, now: Time) -> Result<Read, Refusal> {
    let wrong = |field: &str, detail: &str| {
        let detail = format!("{detail} None of these signals was taken.");
        Refusal::field(format!("/signals/{place}/{field}"), "unknown_signal", detail)
    };
    let event = named(&new.name).ok_or_else(|| wrong("name", "No signal has this name."))?;
    let uuid = uuid(&new.id).ok_or_else(|| wrong("id", "An id is a UUID of 32 hexadecimal digits."))?;
    let item = match (event.about, &new.item) {
        (About::Nothing, None) => None,
        (About::Nothing, Some(_)) => return Err(wrong("item", "This signal is about nothing.")),
        (About::One(kinds), Some(text)) => Some(
            item(text, kinds)
                .ok_or_else(|| wrong("item", "This signal is about a thing of another kind."))?,
        ),
        (About::One(_), None) => return Err(wrong("item", "This signal is about a thing.")),
    };
    match (event.value, new.value) {
        (None, None) => {}
        (Some((least, most)), Some(value)) if (least..=most).contains(&value) => {}
        (None, Some(_)) => return Err(wrong("value", "This signal has no number.")),
        (Some(_), _) => return Err(wrong("value", "This signal's number is missing or out of its range.")),
    }
    let agreed = match event.class {
        Class::Necessary => true,
        Class::Analytics => consent.analytics,
        Class::Personalisation => consent.personalisation,
        Class::Marketing => consent.marketing,
    };
    // A clock that runs ahead is the device's.
    let at = new.at.map_or(now, |at| at.min(now));
    if !agreed {
        return Ok(Read::Refused);
    }
    if at < now - OLDEST {
        return Ok(Read::Late);
    }
    Ok(Read::Taken(Signal {
        uuid: Some(uuid),
        who: who.clone(),
        code: event.code,
        at,
        item,
        place: new.place.unwrap_or(Place::Direct),
        value: new.value,
        consent: Consent::VERSION,
    }))
}

/// With or without its hyphens.
fn uuid(text: &str) -> Option<Uid> {
    let digits: String = text.chars().filter(|letter| *letter != '-').collect();
    if digits.len() != 32 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(&digits, 16).ok().map(|bits| Uid(bits.to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    const NOW: Time = Time::from_micros(1_795_507_200_000_000);

    fn new(name: &str, item: Option<&str>, value: Option<i64>) -> NewSignal {
        let id = "0190a1b2-c3d4-7000-8000-0123456789ab".into();
        NewSignal { id, name: name.into(), at: None, item: item.map(Into::into), place: None, value }
    }

    fn said(new: &NewSignal, consent: Consent) -> String {
        let who = Who::Device(IpAddr::from([127, 0, 0, 1]), String::new());
        match read(3, new, &who, consent, NOW) {
            Ok(Read::Taken(signal)) => format!("taken {}", signal.code),
            Ok(Read::Refused) => "refused".into(),
            Ok(Read::Late) => "late".into(),
            Err(no) => format!("{} {}", no.code, no.field.unwrap_or_default()),
        }
    }

    #[test]
    fn a_signal_is_taken_only_as_the_registry_describes_it_and_only_with_its_class_agreed_to() {
        let all = Consent { analytics: true, personalisation: true, marketing: true };
        let only_sums = Consent { analytics: true, ..Consent::default() };
        let listing = Some("lst_01h455vb4pex5vsknk084sn02q");
        let order = Some("ord_01h455vb4pex5vsknk084sn02q");
        assert_eq!(said(&new("looked", listing, Some(5)), all), "taken 21");
        assert_eq!(said(&new("looked", listing, Some(5)), only_sums), "refused");
        assert_eq!(said(&new("shared", listing, None), only_sums), "taken 23");
        assert_eq!(said(&new("shared", listing, None), Consent::default()), "refused");
        assert_eq!(said(&new("looked", listing, Some(0)), all), "unknown_signal /signals/3/value");
        assert_eq!(said(&new("looked", listing, None), all), "unknown_signal /signals/3/value");
        assert_eq!(said(&new("seen", listing, Some(1)), all), "unknown_signal /signals/3/value");
        assert_eq!(said(&new("seen", order, None), all), "unknown_signal /signals/3/item");
        assert_eq!(said(&new("seen", None, None), all), "unknown_signal /signals/3/item");
        assert_eq!(said(&new("order", order, None), all), "unknown_signal /signals/3/name");
        let late = NewSignal { at: Some(NOW - Span::days(8)), ..new("seen", listing, None) };
        assert_eq!(said(&late, all), "late");
        let bad = NewSignal { id: "1".into(), ..new("seen", listing, None) };
        assert_eq!(said(&bad, all), "unknown_signal /signals/3/id");
    }
}
