//! `uplift_*` and `qini*`: how well a score finds those whom the treatment moves (scikit-uplift).

use super::super::file::{GoldenFile, Outcome};
use super::given::{csv_name, leading_number, members};
use stats::uplift::{Subject, qini, uplift_at, uplift_auc};

/// Rows of y, score and treat. `uplift_at_30` is of the best 30 %.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(csv_name(file, &["csv"])?)?;
    let (responded, scores, treated) =
        (table.numbers("y")?, table.numbers("score")?, table.numbers("treat")?);
    let subject = |row: usize| Subject {
        score: scores[row],
        treated: treated[row] != 0.0,
        responded: responded[row] != 0.0,
    };
    let subjects: Vec<Subject> = (0..scores.len()).map(subject).collect();
    let allowed = file.absolute(&["abs"], 1e-10);
    let mut outcome = Outcome::default();
    for (name, want) in members(file.expected()) {
        let got = match name {
            "qini_auc" => qini(&subjects),
            "uplift_auc" => uplift_auc(&subjects),
            _ => match name.strip_prefix("uplift_at_").and_then(leading_number) {
                Some(percent) => uplift_at(&subjects, percent / 100.0),
                None => {
                    outcome.complain(format!("{name} is not understood"));
                    continue;
                }
            },
        };
        outcome.near_json(name, got.map_err(|refusal| refusal.to_string())?, want, allowed);
    }
    Ok(outcome)
}
