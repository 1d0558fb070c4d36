//! `power*`: people needed and power (statsmodels' NormalIndPower).

use super::super::file::{GoldenFile, Outcome};
use super::given::{alpha, elements, leading_number, members, needed, setting};
use stats::power::{Design, cohens_h};

/// Each row gives a rate, a relative effect, the arms' ratio, and what they need.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let (alpha, power) = (alpha(file), setting(file, &["power"]).unwrap_or(0.8));
    let allowed = file.relative(&[], 1e-6);
    let mut outcome = Outcome::default();
    for row in elements(file.expected()) {
        let p0 = needed(row, "p0")?;
        let p1 = p0 * (1.0 + needed(row, "rel_mde")?);
        let ratio = needed(row, "ratio_b_over_a").unwrap_or(1.0);
        let design = Design { alpha, power, ratio };
        for (name, want) in members(row) {
            let got = match name {
                "p0" | "rel_mde" | "ratio_b_over_a" => continue,
                "cohen_h" => cohens_h(p0, p1),
                "n_a_arcsine" => design.people_for_shares(p0, p1),
                "n_a_unpooled_normal" => design.people_for_difference(p0, p1),
                _ => match name.strip_prefix("power_at_").and_then(leading_number) {
                    Some(people) => design.power_for_shares(p0, p1, people),
                    None => {
                        outcome.complain(format!("{name} is not understood"));
                        continue;
                    }
                },
            };
            outcome.near_json(
                &format!("{name} at {p0}"),
                got.map_err(|refusal| refusal.to_string())?,
                want,
                allowed,
            );
        }
    }
    Ok(outcome)
}
