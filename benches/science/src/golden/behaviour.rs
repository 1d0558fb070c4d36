//! Golden files whose subject is behaviour: cohorts, funnels, stickiness, growth accounting, lifecycles.

mod cohorts;
mod customers;
mod events;
mod funnels;
mod orders;
mod stickiness;
mod summaries;

use super::file::{GoldenFile, Outcome};
use serde_json::Value;

/// Checks one kind of file; an error is something that could not be read.
type Check = fn(&GoldenFile) -> Result<Outcome, String>;

/// Kinds by how a file's name begins; the first that fits is taken, so the longer of two stands first.
const KINDS: &[(&str, Check)] = &[
    ("cohort", cohorts::check),
    ("funnel", funnels::check),
    ("stickiness", stickiness::check),
    ("growth_accounting", stickiness::check),
    ("rfm_t_summary", summaries::check),
    ("repurchase", customers::check),
    ("rfm", customers::check),
    ("lifecycle", customers::check),
];

/// Checks `file` if its kind belongs to behaviour; `None` says that it is somebody else's.
pub fn check(kind: &str, file: &GoldenFile) -> Option<Outcome> {
    let (_, check) = KINDS.iter().find(|(begins, _)| kind.starts_with(begins))?;
    Some(check(file).unwrap_or_else(Outcome::refused))
}

/// The first of `names` that is a text among the inputs.
fn text<'a>(file: &'a GoldenFile, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| file.inputs()[*name].as_str())
}

/// As [`text`], for what a check cannot do without.
fn needed<'a>(file: &'a GoldenFile, names: &[&str]) -> Result<&'a str, String> {
    text(file, names).ok_or_else(|| format!("the inputs name no {}", names.join(" or ")))
}

/// Complains of figures that the file expects and the check does not know: they would pass unseen. A known
/// name that ends in `*` stands for all that begin so.
fn nothing_unknown(outcome: &mut Outcome, file: &GoldenFile, known: &[&str]) {
    let knows = |name: &str| {
        known
            .iter()
            .any(|known| known.strip_suffix('*').map_or(*known == name, |begins| name.starts_with(begins)))
    };
    for (name, _) in members(file.expected()).filter(|(name, _)| !knows(name)) {
        outcome.complain(format!("expected {name} is not understood"));
    }
}

/// The members of a JSON object in the order of their names; none for anything else.
fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    value.as_object().into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// The elements of a JSON array; none for anything else.
fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Compares a count with JSON. Nothing in the file is nothing to compare.
fn count(outcome: &mut Outcome, what: &str, got: u64, want: &Value) {
    match want {
        Value::Null => {}
        _ => outcome.exact(what, Some(got), whole(want)),
    }
}

/// Compares a cell that may be unknown: JSON null stands for "not over yet".
fn cell(outcome: &mut Outcome, what: &str, got: Option<u64>, want: &Value) {
    outcome.exact(what, got, whole(want));
}

/// A whole number, also where it is written as 3.0.
fn whole(value: &Value) -> Option<u64> {
    let written_as_float = || value.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0);
    value.as_u64().or_else(|| written_as_float().map(|number| number as u64))
}

#[cfg(test)]
mod tests {
    use super::super::file::shared;
    use super::*;

    fn golden(name: &str) -> Option<GoldenFile> {
        let path = shared()?.join("data/golden/retention").join(name);
        let file = path.is_file().then(|| GoldenFile::read(&path).unwrap());
        if file.is_none() {
            println!("skipped: {name} is not there");
        }
        file
    }

    #[test]
    fn every_behaviour_file_is_within_its_tolerance() {
        let kinds = [
            ("cohort_retention", 944),
            ("funnel", 39),
            ("stickiness_growth_accounting", 224),
            ("repurchase_rfm_lifecycle", 434),
            ("rfm_t_summary_from_transactions", 181),
        ];
        for (kind, least) in kinds {
            let Some(file) = golden(&format!("{kind}.json")) else { continue };
            let outcome = check(file.kind(), &file).unwrap();
            assert!(outcome.ok(), "{kind}: {:?}", outcome.complaints());
            assert!(outcome.checks() >= least, "{kind}: only {} checks", outcome.checks());
        }
    }

    #[test]
    fn a_file_with_one_wrong_figure_is_not_ok() {
        let Some(shared) = shared() else { return println!("skipped: the shared folder is not there") };
        let folder = shared.join("data/golden/retention");
        let altered = [
            ("cohort_retention", "/expected/daily/3/classic/7", Value::from(1)),
            ("cohort_retention", "/expected/weekly/2/weeks/8", Value::from(0)),
            ("cohort_retention", "/expected/rolling_24h/7/retained", Value::from(36)),
            ("funnel", "/expected/86400/reached/2", Value::from(74)),
            ("stickiness_growth_accounting", "/expected/l28_histogram/12", Value::from(2)),
            (
                "repurchase_rfm_lifecycle",
                "/expected/lifecycle_transitions/0/counts/new>active",
                Value::from(105),
            ),
            ("rfm_t_summary_from_transactions", "/expected/0/monetary_value", Value::from(23.7)),
        ];
        for (number, (kind, pointer, wrong)) in altered.into_iter().enumerate() {
            let text = std::fs::read_to_string(folder.join(format!("{kind}.json"))).unwrap();
            let mut json: Value = serde_json::from_str(&text).unwrap();
            let name = json["inputs"]["csv"].as_str().unwrap().to_owned();
            *json.pointer_mut(pointer).unwrap() = wrong;
            let place = std::env::temp_dir().join(format!("rialto-golden-{}-{number}", std::process::id()));
            std::fs::create_dir_all(&place).unwrap();
            let path = place.join(format!("{kind}.json"));
            std::fs::write(&path, json.to_string()).unwrap();
            std::fs::copy(folder.join(&name), place.join(&name)).unwrap();
            let file = GoldenFile::read(&path).unwrap();
            let outcome = check(file.kind(), &file).unwrap();
            assert_eq!(outcome.complaints().len(), 1, "{pointer}: {:?}", outcome.complaints());
            std::fs::remove_dir_all(&place).unwrap();
        }
    }
}
