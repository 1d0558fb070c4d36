//! Funnels with the semantics of `windowFunnel`.

use super::super::file::{GoldenFile, Outcome};
use super::cohorts::figure;
use super::{count, elements, events, members};
use behaviour::{Classes, Event, Funnel, FunnelReport, Timelines};
use serde_json::Value;

/// A class that belongs to no set: the events that are no step.
const NO_STEP: u8 = u8::MAX;

/// Checks a `funnel…` file.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let steps: Vec<Vec<&str>> = elements(&file.inputs()["steps"]).iter().map(names).collect();
    let mut known: Vec<&str> = steps.concat();
    known.sort_unstable();
    known.dedup();
    if known.len() > 64 {
        return Err("more than 64 different events as steps".to_owned());
    }
    let class = |name: &str| known.binary_search(&name).ok().and_then(|place| u8::try_from(place).ok());
    let events: Vec<Event> = events::read(file)?
        .into_iter()
        .map(|row| Event { person: row.person, at: row.at, class: class(&row.name).unwrap_or(NO_STEP) })
        .collect();
    let timelines = Timelines::of(&events);
    let steps: Vec<Classes> =
        steps.iter().map(|names| Classes::of(names.iter().filter_map(|name| class(name)))).collect();
    let mut outcome = Outcome::default();
    for (window, want) in members(file.expected()) {
        let window_s = window.parse().map_err(|_| format!("{window:?} is no window in seconds"))?;
        let funnel = Funnel::new(steps.clone(), window_s).map_err(|error| error.to_string())?;
        compare(&mut outcome, file, &format!("{window} s"), &funnel.run(&timelines), want);
        if let Some(nowhere) = want["level_counts"].get("0") {
            let began = funnel.run(&timelines).reached().first().copied().unwrap_or(0);
            count(&mut outcome, "level 0", timelines.people() as u64 - began, nowhere);
        }
    }
    Ok(outcome)
}

/// A step is the name of an event, or a list of names of which any will do.
fn names(step: &Value) -> Vec<&str> {
    step.as_str().into_iter().chain(elements(step).iter().filter_map(Value::as_str)).collect()
}

fn compare(outcome: &mut Outcome, file: &GoldenFile, what: &str, report: &FunnelReport, want: &Value) {
    let allowed = file.absolute(&["rate_abs", "ratio_abs"], 1e-12);
    if want["level_counts"].is_object() {
        for (level, people) in (1..).zip(&report.level_counts) {
            let want = want["level_counts"].get(format!("{level}")).cloned().unwrap_or(Value::from(0));
            count(outcome, &format!("{what} level {level}"), *people, &want);
        }
    }
    if let Some(reached) = want["reached"].as_array() {
        outcome.exact(&format!("{what} steps"), report.reached().len(), reached.len());
        for (step, (got, want)) in report.reached().into_iter().zip(reached).enumerate() {
            count(outcome, &format!("{what} reached {step}"), got, want);
        }
    }
    for (share, want) in report.step_conversion().iter().zip(elements(&want["step_conversion"])) {
        figure(outcome, &format!("{what} step conversion"), share.rate(), Some(want), allowed);
    }
    figure(outcome, &format!("{what} overall"), report.overall().rate(), want.get("overall"), allowed);
    figure(outcome, &format!("{what} median"), report.median_s(), want.get("median_s"), allowed);
}
