//! `multiple_*`: corrections for several tests (statsmodels).

use super::super::file::{GoldenFile, Outcome};
use super::given::{elements, leading_number, members, numbers};
use stats::multiple::{benjamini_hochberg, benjamini_yekutieli, bonferroni, holm};

/// Members are `method@alpha` with which tests reject and their adjusted p-values.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let p = numbers(&file.inputs()["p"])?;
    let allowed = file.absolute(&["abs"], 1e-12);
    let mut outcome = Outcome::default();
    for (key, want) in members(file.expected()) {
        let (method, level) = key.split_once('@').unwrap_or((key, "0.05"));
        let alpha = leading_number(level).ok_or_else(|| format!("{key} names no level"))?;
        let adjusted = match method {
            "fdr_bh" => benjamini_hochberg(&p),
            "fdr_by" => benjamini_yekutieli(&p),
            "holm" => holm(&p),
            "bonferroni" => bonferroni(&p),
            _ => {
                outcome.complain(format!("{method} is not understood"));
                continue;
            }
        };
        outcome.exact(&format!("{key}: tests"), adjusted.len(), elements(&want["adjusted"]).len());
        for (place, (got, want)) in adjusted.iter().zip(elements(&want["adjusted"])).enumerate() {
            outcome.near_json(&format!("{key}: adjusted p {place}"), *got, want, allowed);
        }
        for (place, (got, want)) in adjusted.iter().zip(elements(&want["reject"])).enumerate() {
            // An adjusted p that is the level itself may have rounded to either side of it.
            let rejects = *got <= alpha + 1e-15;
            outcome.exact(&format!("{key}: reject {place}"), Some(rejects), want.as_bool());
        }
    }
    Ok(outcome)
}
