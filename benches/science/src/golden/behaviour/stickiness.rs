//! Active people by day, stickiness, the L28 histogram and growth accounting by week.

use super::super::file::{GoldenFile, Outcome};
use super::cohorts::{day, figure};
use super::{count, elements, events, members, nothing_unknown, text};
use behaviour::{Activity, Audience, Calendar, Day, Growth, Period};
use serde_json::Value;

const KNOWN: &[&str] =
    &["daily", "stickiness_last", "mean_stickiness_last28", "l28_histogram", "weekly_growth_accounting"];

/// Checks a `stickiness…` or `growth_accounting…` file.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let calendar = Calendar::of(text(file, &["tz", "zone", "timezone"]).unwrap_or("UTC"))
        .map_err(|error| error.to_string())?;
    let mut activity = Activity::new();
    for row in events::read(file)? {
        activity.note(row.person, calendar.day(row.at));
    }
    let mut outcome = Outcome::default();
    nothing_unknown(&mut outcome, file, KNOWN);
    let listed = elements(&file.expected()["daily"]);
    let days: Vec<Day> = listed.iter().map(|want| day(&want["day"])).collect::<Result<_, _>>()?;
    let audiences: Vec<Audience> = days.iter().flat_map(|day| activity.audience(*day, day.plus(1))).collect();
    for (audience, want) in audiences.iter().zip(listed) {
        let what = |name: &str| format!("{} {name}", audience.day);
        count(&mut outcome, &what("dau"), audience.daily, &want["dau"]);
        count(&mut outcome, &what("wau7"), audience.weekly, &want["wau7"]);
        count(&mut outcome, &what("mau28"), audience.monthly, &want["mau28"]);
    }
    month(&mut outcome, file, &activity, &audiences);
    for want in elements(&file.expected()["weekly_growth_accounting"]) {
        let week = day(&want["week"])?.week();
        let movements = activity.weekly().growth(week, week.plus(1));
        movements.iter().for_each(|movement| growth(&mut outcome, movement, want));
    }
    Ok(outcome)
}

/// The figures of the 28 days that end with the last day listed.
fn month(outcome: &mut Outcome, file: &GoldenFile, activity: &Activity, audiences: &[Audience]) {
    let expected = file.expected();
    let allowed = file.absolute(&["rate_abs", "ratio_abs"], 1e-12);
    let Some(last) = audiences.last() else { return };
    figure(outcome, "stickiness_last", last.stickiness(), expected.get("stickiness_last"), allowed);
    let mean = activity.mean_stickiness(last.day);
    figure(outcome, "mean_stickiness_last28", mean, expected.get("mean_stickiness_last28"), allowed);
    let histogram = &expected["l28_histogram"];
    if histogram.is_object() {
        let unknown = members(histogram).find(|(days, _)| !(1..=28).any(|n: u32| n.to_string() == **days));
        unknown.into_iter().for_each(|(days, _)| outcome.complain(format!("{days} days of 28 cannot be")));
        for (days, people) in (1..).zip(activity.l28(last.day)) {
            let want = histogram.get(format!("{days}")).cloned().unwrap_or(Value::from(0));
            count(outcome, &format!("people with {days} active days of 28"), people, &want);
        }
    }
}

fn growth<P: Period>(outcome: &mut Outcome, movement: &Growth<P>, want: &Value) {
    let parts = [
        ("new", movement.new),
        ("retained", movement.retained),
        ("resurrected", movement.resurrected),
        ("churned", movement.churned),
        ("active", movement.active()),
    ];
    for (name, got) in parts {
        count(outcome, &format!("{} {name}", want["week"]), got, &want[name]);
    }
    let allowed = super::super::file::Allowed::Absolute(1e-12);
    figure(outcome, "quick ratio", movement.quick_ratio(), want.get("quick_ratio"), allowed);
}
