//! `churn_*` and `logit_*`: logistic regression and its scores on later rows (statsmodels, scikit-learn).

use super::super::file::{Allowed, GoldenFile, Outcome, number};
use super::super::table::Table;
use super::given::{csv_name, elements, members};
use serde_json::Value;
use stats::propensity::{Logistic, Scored, auc, brier, deciles, log_loss, logistic};

/// The name of β₀ among the parameters.
const CONSTANT: &str = "const";

/// A CSV of features and y, with a `split` into train and test; without one all rows serve for both.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(csv_name(file, &["csv"])?)?;
    let expected = file.expected();
    // In the order of the table, so that a feature's slope is found again by its place.
    let wanted: Vec<&str> = members(&expected["params"]).map(|(name, _)| name).collect();
    let names: Vec<&str> =
        table.header().iter().map(String::as_str).filter(|name| wanted.contains(name)).collect();
    let (train, test) = (Part::of(&table, &names, "train")?, Part::of(&table, &names, "test")?);
    let model = logistic(&train.features, names.len(), &train.came).map_err(|refusal| refusal.to_string())?;
    let mut outcome = Outcome::default();
    outcome.exact("features", names.len() + 1, wanted.len());
    check_fit(&mut outcome, file, &names, &model);
    check_scores(&mut outcome, file, &test.scored(&model))?;
    Ok(outcome)
}

struct Part {
    width: usize,
    features: Vec<f64>,
    came: Vec<bool>,
}

impl Part {
    fn of(table: &Table, names: &[&str], part: &str) -> Result<Self, String> {
        let split = table.has("split").then(|| table.texts("split")).transpose()?;
        let columns: Vec<Vec<f64>> =
            names.iter().map(|name| table.numbers(name)).collect::<Result<_, _>>()?;
        let came = table.numbers("y")?;
        let belongs = |row: &usize| split.as_ref().is_none_or(|split| split[*row] == part);
        let rows: Vec<usize> = (0..came.len()).filter(belongs).collect();
        Ok(Self {
            width: names.len(),
            features: rows.iter().flat_map(|row| columns.iter().map(|column| column[*row])).collect(),
            came: rows.iter().map(|row| came[*row] != 0.0).collect(),
        })
    }

    fn scored(&self, model: &Logistic) -> Vec<Scored> {
        let row = |at: usize| &self.features[at * self.width..(at + 1) * self.width];
        let one = |(at, came): (usize, &bool)| Scored { score: model.probability(row(at)), came: *came };
        self.came.iter().enumerate().map(one).collect()
    }
}

fn check_fit(outcome: &mut Outcome, file: &GoldenFile, names: &[&str], model: &Logistic) {
    let expected = file.expected();
    let (parameters, errors) = (file.relative(&["params_rel"], 1e-7), file.relative(&["bse_rel"], 1e-6));
    let features = names.iter().zip(model.slopes.iter().zip(&model.slope_errors));
    let all = std::iter::once((CONSTANT, (model.constant, model.constant_error)))
        .chain(features.map(|(name, (slope, error))| (*name, (*slope, *error))));
    for (name, (value, error)) in all {
        outcome.near_json(&format!("slope of {name}"), value, &expected["params"][name], parameters);
        if !expected["bse"][name].is_null() {
            outcome.near_json(&format!("error of {name}"), error, &expected["bse"][name], errors);
        }
    }
    if let Some(want) = number(&expected["llf"]) {
        outcome.near("log-likelihood", model.log_likelihood, want, parameters);
    }
}

fn check_scores(outcome: &mut Outcome, file: &GoldenFile, scored: &[Scored]) -> Result<(), String> {
    let expected = file.expected();
    let (order, distance) = (file.absolute(&["auc_abs"], 1e-10), file.absolute(&["brier_abs"], 1e-9));
    let came = scored.iter().filter(|person| person.came).count() as f64;
    for (name, got, allowed) in [
        ("auc", auc(scored).map_err(|refusal| refusal.to_string())?, order),
        ("brier", brier(scored), distance),
        ("log_loss", log_loss(scored), distance),
        ("base_rate", came / scored.len() as f64, distance),
    ] {
        if !expected[name].is_null() {
            outcome.near_json(name, got, &expected[name], allowed);
        }
    }
    check_deciles(outcome, scored, elements(&expected["deciles"]), distance);
    Ok(())
}

fn check_deciles(outcome: &mut Outcome, scored: &[Scored], wanted: &[Value], allowed: Allowed) {
    if wanted.is_empty() {
        return;
    }
    let tenths = deciles(scored);
    outcome.exact("tenths", tenths.len(), wanted.len());
    for (place, (tenth, want)) in tenths.iter().zip(wanted).enumerate() {
        outcome.exact(&format!("people in tenth {place}"), Some(tenth.n as f64), number(&want["n"]));
        outcome.near_json(&format!("promised in tenth {place}"), tenth.mean_score, &want["mean_p"], allowed);
        outcome.near_json(&format!("happened in tenth {place}"), tenth.rate, &want["rate"], allowed);
    }
}
