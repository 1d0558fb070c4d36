//! How a total is made, on rose paper: the steps of the price's own trace, which sum to it exactly.

use kernel::{Id, Money};
use locale::Reader;
use maud::{Markup, Render as _};
use web::parts::{Docket, Sum, Sums};

use crate::quote::{Part, Quote};

/// Whether amounts are looked at or to be paid.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// `₱2,370`.
    Browsing,
    /// `₱2,370.00`.
    Paying,
}

impl Tone {
    pub fn says(self, reader: &Reader, money: Money) -> String {
        match self {
            Self::Browsing => reader.price(money),
            Self::Paying => reader.money(money),
        }
    }
}

/// How many pieces there are in it.
pub(super) fn pieces(quote: &Quote) -> i64 {
    quote.parts.iter().flat_map(|part| &part.lines).map(|line| line.quantity).sum()
}

/// The sums of a quote: what each shop's goods cost before and after its own reductions, each delivery, the total.
pub(super) fn of(reader: &Reader, quote: &Quote, tone: Tone) -> Markup {
    let several = quote.parts.len() > 1;
    let mut sums: Vec<Sum<'_>> =
        quote.parts.iter().flat_map(|part| steps(reader, part, several, tone)).collect();
    sums.push(Sum::total(reader.t("sum-total"), tone.says(reader, quote.total)));
    Sums(sums).render()
}

/// One step for each code of the trace: its lines come to one amount.
fn steps<'a>(reader: &Reader, part: &Part, several: bool, tone: Tone) -> Vec<Sum<'a>> {
    let count: i64 = part.lines.iter().map(|line| line.quantity).sum();
    let mut sums = Vec::new();
    let mut codes: Vec<&str> = part.trace.iter().map(|step| step.code.as_str()).collect();
    codes.dedup();
    let mut told: Vec<&str> = Vec::new();
    for code in codes {
        if told.contains(&code) {
            continue;
        }
        told.push(code);
        let amount: i64 = part.trace.iter().filter(|step| step.code == code).map(|step| step.amount).sum();
        let what = match code {
            "list" => reader.say("sum-goods", &[("count", count.into())]),
            "sale" => reader.t("price-step-sale"),
            "delivery" => reader.say("sum-delivery", &[("name", part.chosen.name.as_str().into())]),
            other => reader.t(&format!("price-step-{other}")),
        };
        let shop = part.name.as_str();
        let what = if several {
            reader.say("sum-of-shop", &[("shop", shop.into()), ("what", what.as_str().into())])
        } else {
            what
        };
        sums.push(Sum::of(what, tone.says(reader, Money::new(amount, part.total.currency))));
    }
    sums
}

/// The docket with them.
pub(super) fn docket(reader: &Reader, title: &'static str, quote: &Quote, tone: Tone) -> Docket<'static> {
    Docket::new(reader.t(title), of(reader, quote, tone))
}

/// A shop's colour: always the same for one shop.
pub(super) fn hue<K>(id: Id<K>) -> u8 {
    id.uid().0[15] % 8
}
