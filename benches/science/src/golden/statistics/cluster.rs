//! `cluster*`: arms of whole clusters (statsmodels' robust covariances, gbstats' ratio).

use super::super::file::{GoldenFile, Outcome};
use super::super::table::Table;
use super::given::{alpha, csv_name, elements, members};
use stats::compare::{ClusterTotals, compare_clusters};
use std::collections::BTreeMap;

/// Rows of cluster, treat and y.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let totals = totals(&file.table(csv_name(file, &["csv"])?)?)?;
    let refused = |refusal: stats::Invalid| refusal.to_string();
    let compared = compare_clusters(&totals).map_err(refused)?;
    let test = compared.fixed(alpha(file)).map_err(refused)?;
    let allowed = file.relative(&[], 1e-8);
    let mut outcome = Outcome::default();
    for (block, values) in members(file.expected()) {
        if block == "design_effect" {
            outcome.near_json(block, compared.design_effect, values, allowed);
        }
        for (name, want) in members(values).filter(|(name, _)| *name != "error") {
            let got = match (block, name) {
                ("naive", "diff") | ("cluster_ratio_delta", "expected") => compared.effect.estimate,
                ("naive", "se") => compared.naive_error,
                ("naive", "p") => compared.naive_p,
                ("cr1", "se") => compared.cr1_error,
                ("cr1", "p_normal") => compared.cr1_p,
                ("cr0", "se") => compared.cr0_error,
                ("hc1", "se") => compared.hc1_error,
                ("cluster_ratio_delta", "se") => compared.effect.standard_error(),
                ("cluster_ratio_delta", "p_value") => test.p,
                ("cluster_ratio_delta", "ci") => {
                    if let [low, high] = elements(want) {
                        outcome.near_json("lower end", test.interval.low, low, allowed);
                        outcome.near_json("upper end", test.interval.high, high, allowed);
                    }
                    continue;
                }
                _ => {
                    outcome.complain(format!("{block} {name} is not understood"));
                    continue;
                }
            };
            outcome.near_json(&format!("{block} {name}"), got, want, allowed);
        }
    }
    outcome.given("clusters", totals.len() as f64, &file.inputs()["clusters"]);
    Ok(outcome)
}

fn totals(table: &Table) -> Result<Vec<ClusterTotals>, String> {
    let (clusters, treated, values) = (table.texts("cluster")?, table.numbers("treat")?, table.numbers("y")?);
    let mut totals: BTreeMap<(&str, bool), ClusterTotals> = BTreeMap::new();
    for ((cluster, treated), y) in clusters.into_iter().zip(treated).zip(values) {
        let treated = treated != 0.0;
        let empty = ClusterTotals { treated, people: 0, sum: 0.0, sum_squares: 0.0 };
        let total = totals.entry((cluster, treated)).or_insert(empty);
        total.people += 1;
        total.sum += y;
        total.sum_squares += y * y;
    }
    Ok(totals.into_values().collect())
}
