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
    fn all(&self) -> f64 {
        (self.treated + self.control) as f64
    }

    /// ln E of the planned share; 0 where everybody is treated.
    fn ln_e(&self) -> Result<f64, Invalid> {
        let share = self.treated_share;
        Invalid::unless(
            share > 0.0 && share <= 1.0,
            "a stage's treated share",
            "above 0 and at most 1",
            share,
        )?;
        if share == 1.0 {
            return Ok(0.0);
        }
        Ok(CountProcess::new(&[share, 1.0 - share])?.ln_e(&[self.treated, self.control]))
    }
}

/// ln E over all stages: e-values of separate stages multiply.
pub(super) fn ln_e_over(stages: &[StageCounts]) -> Result<f64, Invalid> {
    stages.iter().map(StageCounts::ln_e).sum()
}

/// Whether more fell on the treated than their shares foresaw.
fn treated_have_more(stages: &[StageCounts]) -> bool {
    let excess: f64 =
        stages.iter().map(|stage| stage.treated as f64 - stage.treated_share * stage.all()).sum();
    excess > 0.0
}

/// Evidence on one guardrail: people with the bad event (refund, complaint, unsubscribe, block, failed payment),
/// each counted once, at their first, in the stage it came.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Guardrail {
    /// One entry a stage run so far.
    pub stages: Vec<StageCounts>,
}

impl Guardrail {
    /// The evidence of harm, ln E: of the planned shares if the treated have more than theirs, else 0.
    ///
    /// # Errors
    /// A stage's share outside (0, 1].
    pub fn ln_e_of_harm(&self) -> Result<f64, Invalid> {
        let ln_e = ln_e_over(&self.stages)?;
        Ok(if treated_have_more(&self.stages) { ln_e.max(0.0) } else { 0.0 })
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
        assert_eq!(relief.ln_e_of_harm().unwrap(), 0.0);
        let harm = Guardrail { stages: vec![stage(0.5, 200, 10)] };
        assert_eq!(harm.ln_e_of_harm().unwrap(), ln_e_over(&relief.stages).unwrap());
        assert_eq!(Guardrail::default().ln_e_of_harm().unwrap(), 0.0);
    }

    #[test]
    fn exactly_the_foreseen_share_is_no_harm() {
        let even = [stage(0.5, 30, 30)];
        assert!(!treated_have_more(&even));
        assert!(treated_have_more(&[stage(0.5, 31, 30)]));
        // Weighed over stages: one under, one over.
        assert!(treated_have_more(&[stage(0.25, 20, 80), stage(0.5, 60, 40)]));
        assert!(!treated_have_more(&[stage(0.25, 10, 90), stage(0.5, 60, 40)]));
    }

    #[test]
    fn weak_evidence_against_harm_is_not_counted_below_nothing() {
        assert_eq!(Guardrail { stages: vec![stage(0.5, 51, 49)] }.ln_e_of_harm().unwrap(), 0.0);
    }

    #[test]
    fn a_stage_where_everybody_is_treated_says_nothing() {
        let before = Guardrail { stages: vec![stage(0.05, 40, 200)] };
        let after = Guardrail { stages: vec![stage(0.05, 40, 200), stage(1.0, 900, 0)] };
        assert_eq!(before.ln_e_of_harm().unwrap(), after.ln_e_of_harm().unwrap());
        assert!(Guardrail { stages: vec![stage(0.0, 1, 1)] }.ln_e_of_harm().is_err());
        assert!(Guardrail { stages: vec![stage(1.01, 1, 1)] }.ln_e_of_harm().is_err());
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
        }
    }
}
