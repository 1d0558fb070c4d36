//! `tea_tasting_*`: a second implementation on raw rows, told by its call which metrics to form.

use super::super::file::{GoldenFile, Outcome, number};
use super::super::table::Table;
use super::given::{alpha, csv_name, elements};
use serde_json::Value;
use stats::compare::{Arm, Effect, Joint, Moments, cuped, relative_by_log};
use stats::sequential::{sample_ratio_binomial, sample_ratio_corrected};

/// Below so many people tea-tasting's sample-ratio test is exact.
const EXACT_BELOW: u64 = 1_000;

/// Each row of `expected` is a metric of the call: `name=Mean('x')`, `RatioOfMeans('x','y')`,
/// `Mean('x',covariate='z')` or `SampleRatio()`.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(csv_name(file, &["csv"])?)?;
    let arm = ["variant", "arm", "group"].into_iter().find(|name| table.has(name));
    let treated: Vec<bool> =
        table.numbers(arm.ok_or("the CSV has no column of arms")?)?.iter().map(|arm| *arm != 0.0).collect();
    let mut outcome = Outcome::default();
    for row in elements(file.expected()) {
        let name = row["metric"].as_str().ok_or("a row names no metric")?;
        let metric = Metric::told(file.call(), name).ok_or_else(|| format!("the call forms no {name}"))?;
        match metric {
            Metric::SampleRatio => check_split(&mut outcome, file, &treated, row)?,
            _ => check_metric(&mut outcome, file, name, metric.arms(&table, &treated)?, row)?,
        }
    }
    Ok(outcome)
}

enum Metric {
    Mean(String),
    Ratio(String, String),
    Cuped(String, String),
    SampleRatio,
}

impl Metric {
    /// The metric that `name=…(…)` forms.
    fn told(call: &str, name: &str) -> Option<Self> {
        let at = call.find(&format!("{name}="))?;
        let (kind, rest) = call[at + name.len() + 1..].split_once('(')?;
        let (inside, _) = rest.split_once(')')?;
        let mut columns = inside.split(',').map(|part| {
            part.split('=').next_back().unwrap_or_default().trim_matches([' ', '\'', '"']).to_owned()
        });
        match (kind.trim(), columns.next(), columns.next()) {
            ("SampleRatio", ..) => Some(Self::SampleRatio),
            ("Mean", Some(value), None) => Some(Self::Mean(value)),
            ("Mean", Some(value), Some(before)) => Some(Self::Cuped(value, before)),
            ("RatioOfMeans", Some(above), Some(below)) => Some(Self::Ratio(above, below)),
            _ => None,
        }
    }

    /// Control and treatment. tea-tasting centres the covariate, so that adjusted means stay in their place.
    fn arms(&self, table: &Table, treated: &[bool]) -> Result<[Arm; 2], String> {
        let refused = |refusal: stats::Invalid| refusal.to_string();
        let both = |first: &str, second: &str| -> Result<[Joint; 2], String> {
            let (first, second) = (table.numbers(first)?, table.numbers(second)?);
            let of = |arm: bool| {
                let rows = first.iter().zip(&second).zip(treated);
                rows.filter(|(_, treated)| **treated == arm).map(|((x, y), _)| (*x, *y)).collect()
            };
            Ok([of(false), of(true)])
        };
        match self {
            Self::SampleRatio => Err("a sample ratio has no arms to compare".to_owned()),
            Self::Mean(value) => {
                let moments: [Moments; 2] = both(value, value)?.map(|joint| joint.first);
                Ok([Arm::mean(&moments[0]).map_err(refused)?, Arm::mean(&moments[1]).map_err(refused)?])
            }
            Self::Ratio(above, below) => {
                let joint = both(above, below)?;
                Ok([Arm::ratio(&joint[0]).map_err(refused)?, Arm::ratio(&joint[1]).map_err(refused)?])
            }
            Self::Cuped(value, before) => {
                let [a, b] = both(value, before)?;
                let adjusted = cuped(&a, &b).map_err(refused)?;
                let centre = adjusted.theta * (a + b).second.mean();
                let centred = |arm: Arm| Arm { mean: arm.mean + centre, ..arm };
                Ok([centred(adjusted.control), centred(adjusted.treatment)])
            }
        }
    }
}

fn check_metric(
    outcome: &mut Outcome,
    file: &GoldenFile,
    name: &str,
    [control, treatment]: [Arm; 2],
    row: &Value,
) -> Result<(), String> {
    let refused = |refusal: stats::Invalid| refusal.to_string();
    let alpha = alpha(file);
    let effect = Effect::absolute(&control, &treatment).map_err(refused)?;
    let test = effect.fixed(alpha).map_err(refused)?;
    let (relative, by_log) = relative_by_log(&control, &treatment, alpha).map_err(refused)?;
    let allowed = file.relative(&[], 1e-8);
    for (part, got) in [
        ("control", control.mean),
        ("treatment", treatment.mean),
        ("effect_size", effect.estimate),
        ("effect_size_ci_lower", test.interval.low),
        ("effect_size_ci_upper", test.interval.high),
        ("rel_effect_size", relative),
        ("rel_effect_size_ci_lower", by_log.low),
        ("rel_effect_size_ci_upper", by_log.high),
        ("pvalue", test.p),
        ("statistic", effect.estimate / effect.standard_error()),
    ] {
        if !row[part].is_null() {
            outcome.near_json(&format!("{name} {part}"), got, &row[part], allowed);
        }
    }
    Ok(())
}

fn check_split(
    outcome: &mut Outcome,
    file: &GoldenFile,
    treated: &[bool],
    row: &Value,
) -> Result<(), String> {
    let treatment = treated.iter().filter(|treated| **treated).count() as u64;
    let all = treated.len() as u64;
    outcome.exact("people in control", Some((all - treatment) as f64), number(&row["control"]));
    outcome.exact("people in treatment", Some(treatment as f64), number(&row["treatment"]));
    let p = match all < EXACT_BELOW {
        true => sample_ratio_binomial(treatment, all, 0.5),
        false => sample_ratio_corrected(treatment, all, 0.5),
    };
    let p = p.map_err(|refusal| refusal.to_string())?;
    outcome.near_json("sample ratio's p", p, &row["pvalue"], file.relative(&[], 1e-8));
    Ok(())
}
