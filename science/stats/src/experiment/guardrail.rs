//! A guardrail: something that must not get worse, watched from the first event on.

use crate::Invalid;
use crate::sequential::CountProcess;

/// Events or people of one stage, by arm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StageCounts {
    /// The share of people treated in that stage, in (0, 1]. At 1 there is nothing to compare with.
    pub treated_share: f64,
    /// Among the treated.
    pub treated: u64,
    /// Among the others.
    pub control: u64,
}

impl StageCounts {
    /// The process of the stage's planned shares, treated first; `None` where everybody is treated.
    fn process(&self) -> Result<Option<CountProcess>, Invalid> {
        let share = self.treated_share;
        Invalid::unless(
            share > 0.0 && share <= 1.0,
            "a stage's treated share",
            "above 0 and at most 1",
            share,
        )?;
        if share == 1.0 {
            return Ok(None);
        }
        CountProcess::new(&[share, 1.0 - share]).map(Some)
    }
}

/// Σ over stages of one process each: e-values of separate stages multiply.
fn over_stages(stages: &[StageCounts], ln_e: impl Fn(&CountProcess, &[u64]) -> f64) -> Result<f64, Invalid> {
    let mut sum = 0.0;
    for stage in stages {
        if let Some(process) = stage.process()? {
            sum += ln_e(&process, &[stage.treated, stage.control]);
        }
    }
    Ok(sum)
}

/// ln E of the planned shares over all stages, against any other shares.
pub(super) fn ln_e_over(stages: &[StageCounts]) -> Result<f64, Invalid> {
    over_stages(stages, CountProcess::ln_e)
}

/// What ln E must exceed for an alarm: ln(guardrails/alpha), alpha being split evenly over the guardrails.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line(pub(super) f64);

impl Line {
    pub(super) fn shared_by(guardrails: usize, alpha: f64) -> Self {
        Self((guardrails as f64 / alpha).ln())
    }

    pub(super) fn is_crossed_by(&self, ln_e: f64) -> bool {
        ln_e > self.0
    }
}

/// Evidence on one guardrail: people with the bad event (refund, complaint, unsubscribe, block, failed payment),
/// each counted once, at their first, in the stage it came.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guardrail {
    /// One entry a stage run so far.
    pub stages: Vec<StageCounts>,
}

impl Guardrail {
    /// The evidence of harm, ln E: that the treated have more of it than their share, over all stages.
    ///
    /// # Errors
    /// A stage's share outside (0, 1].
    pub fn ln_e_of_harm(&self) -> Result<f64, Invalid> {
        over_stages(&self.stages, |process, counts| process.ln_e_of_more(counts, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stage(treated_share: f64, treated: u64, control: u64) -> StageCounts {
        StageCounts { treated_share, treated, control }
    }

    #[test]
    fn fewer_bad_events_than_foreseen_are_no_harm_however_surprising() {
        let relief = Guardrail { stages: vec![stage(0.5, 10, 200)] };
        assert!(ln_e_over(&relief.stages).unwrap() > 50.0);
        assert!(relief.ln_e_of_harm().unwrap() < 0.0);
        let harm = Guardrail { stages: vec![stage(0.5, 200, 10)] };
        let both_sides = ln_e_over(&harm.stages).unwrap();
        assert!((harm.ln_e_of_harm().unwrap() - both_sides - 2_f64.ln()).abs() < 1e-9);
        assert_eq!(Guardrail::default().ln_e_of_harm().unwrap(), 0.0);
    }

    #[test]
    fn a_stage_where_everybody_is_treated_says_nothing() {
        let before = Guardrail { stages: vec![stage(0.05, 40, 200)] };
        let after = Guardrail { stages: vec![stage(0.05, 40, 200), stage(1.0, 900, 0)] };
        assert_eq!(before.ln_e_of_harm().unwrap(), after.ln_e_of_harm().unwrap());
    }

    #[test]
    fn evidence_on_the_line_has_not_crossed_it() {
        let line = Line::shared_by(4, 0.05);
        assert_eq!(line, Line(80_f64.ln()));
        assert!(line.is_crossed_by(line.0.next_up()) && !line.is_crossed_by(line.0));
    }

    #[test]
    fn a_share_that_cannot_be_is_refused_in_the_words_of_a_stage() {
        for share in [0.0, -0.1, 1.01] {
            let refusal = Guardrail { stages: vec![stage(share, 1, 1)] }.ln_e_of_harm().unwrap_err();
            let words = format!("a stage's treated share must be above 0 and at most 1, but is {share}");
            assert_eq!(refusal.to_string(), words);
        }
    }

    proptest! {
        #[test]
        fn e_values_multiply_across_stages(
            stages in proptest::collection::vec((0.01_f64..0.99, 0_u64..2_000, 0_u64..2_000), 0..6),
        ) {
            let stages: Vec<StageCounts> =
                stages.into_iter().map(|(share, treated, control)| stage(share, treated, control)).collect();
            let product: f64 = stages
                .iter()
                .map(|s| {
                    let process = CountProcess::new(&[s.treated_share, 1.0 - s.treated_share]).unwrap();
                    process.ln_e(&[s.treated, s.control])
                })
                .sum();
            prop_assert!((ln_e_over(&stages).unwrap() - product).abs() < 1e-9);
            let apart: f64 =
                stages.iter().map(|s| Guardrail { stages: vec![*s] }.ln_e_of_harm().unwrap()).sum();
            let together = Guardrail { stages }.ln_e_of_harm().unwrap();
            prop_assert!((together - apart).abs() < 1e-9);
        }
    }
}
