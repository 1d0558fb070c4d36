//! What happened with an order, from its facts, and what comes, from its table.

use kernel::Time;
use locale::Reader;
use maud::{Markup, Render as _, html};
use shipping::ParcelView;
use web::parts::{Step, Timeline, When};

use super::seen::Seen;
use crate::act::Side;
use crate::order::State;

/// The timeline: facts first, then what is waited for, then what comes after that.
pub(super) fn timeline(reader: &Reader, seen: &Seen) -> Markup {
    let mut steps: Vec<Step<'_>> = seen
        .steps
        .iter()
        .map(|step| {
            let title = says(reader, seen, "step", &step.event);
            at(
                reader,
                title,
                step.at,
                When::Done,
                html! { @if step.event == "ship" { (tracking(reader, &seen.parcels)) } },
            )
        })
        .collect();
    let (now, ahead): (Option<(&str, Option<Time>)>, &[&str]) = match seen.state() {
        State::AwaitingPayment => (Some(("pay", seen.order.pay_by())), &["ship", "way", "look", "share"]),
        State::ToShip => (Some(("ship", seen.order.ship_by())), &["way", "look", "share"]),
        State::Shipped => (Some(("way", seen.order.arrives_by())), &["look", "share"]),
        State::Delivered => (Some(("look", seen.order.look_until())), &["share"]),
        State::Completed => (Some(("share", seen.order.released_at())), &[]),
        State::Cancelled | State::Expired if seen.gives_back() && seen.back_since().is_none() => {
            (Some(("back", None)), &[])
        }
        _ => (None, &[]),
    };
    if let Some((key, by)) = now {
        let title = says(reader, seen, "comes", key);
        let time = by.map(|at| reader.say("order-by", &[("day", reader.day(at).as_str().into())]).into());
        steps.push(Step {
            title: title.into(),
            time,
            datetime: by.map(|at| at.to_string().into()),
            body: Markup::default(),
            when: When::Now,
        });
    }
    if let Some(back) = seen.back_since() {
        steps.push(at(reader, reader.t("order-step-returned"), back, When::Done, Markup::default()));
    }
    for key in ahead {
        let title = says(reader, seen, "comes", key);
        steps.push(Step { title: title.into(), when: When::Ahead, ..Step::default() });
    }
    Timeline { label: reader.t("order-happens").into(), done: reader.t("order-done").into(), steps }.render()
}

/// What happened or comes, as this reader's side says it: a buyer is you, to themselves.
fn says(reader: &Reader, seen: &Seen, what: &str, key: &str) -> String {
    let usual = format!("order-{what}-{key}");
    let own = format!("{usual}-you");
    let key = if seen.side == Side::Buyer && reader.has(&own) { own } else { usual };
    reader.say(&key, &[("shop", seen.shop.name.as_str().into())])
}

fn at<'a>(reader: &Reader, title: String, at: Time, when: When, body: Markup) -> Step<'a> {
    Step {
        title: title.into(),
        time: Some(reader.moment(at).into()),
        datetime: Some(at.to_string().into()),
        body,
        when,
    }
}

/// Each parcel with its carrier's number, and where it was seen.
pub(super) fn tracking(reader: &Reader, parcels: &[ParcelView]) -> Markup {
    html! {
        @for parcel in parcels {
            p translate="no" { (parcel.carrier) @if !parcel.tracking.is_empty() { ", " code { (parcel.tracking) } } }
            @if !parcel.scans.is_empty() {
                ul.lines {
                    @for scan in parcel.scans.iter().rev() {
                        li.sm {
                            (reader.t(&format!("parcel-{}", scan.status))) ", " (reader.moment(scan.at))
                            @if !scan.place.is_empty() { ", " span translate="no" { (scan.place) } }
                        }
                    }
                }
            } @else {
                p.sm { (reader.t(&format!("parcel-{}", parcel.status))) }
            }
        }
    }
}
