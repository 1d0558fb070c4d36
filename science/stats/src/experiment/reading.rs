//! The honest readout of one outcome.

use super::rollout::SAW_BOTH_LIMIT;
use super::verdict::{Goal, Reason, Verdict};
use crate::Invalid;
use crate::compare::{Effect, LEAST_CLUSTERS, Test};
use crate::sequential::{LEAST_CONVERSIONS, sample_ratio_fixed, sample_ratio_sequential, split_is_broken};

/// What was laid down before the first person was assigned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReadingPlan {
    /// Which direction is hoped for.
    pub goal: Goal,
    /// People of both arms at the planned end; the interval is tightest there.
    pub planned: f64,
    /// Planned shares of control and treatment, above 0.
    pub shares: [f64; 2],
    /// Level of the always-valid interval, shown at any time.
    pub running_alpha: f64,
    /// Level of the fixed-horizon interval, shown only after the planned end. Together they stay within their
    /// sum.
    pub final_alpha: f64,
}

impl ReadingPlan {
    /// Equal arms; 0.04 while it runs and 0.01 at the end, at most 0.05 together.
    pub fn new(goal: Goal, planned: f64) -> Self {
        Self { goal, planned, shares: [0.5, 0.5], running_alpha: 0.04, final_alpha: 0.01 }
    }
}

/// What has been seen so far. Arrays are control first, treatment second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Treatment minus control.
    pub effect: Effect,
    /// People who converted (for money: bought), by arm.
    pub conversions: [u64; 2],
    /// People assigned, by arm.
    pub people: [u64; 2],
    /// People who saw both arms.
    pub saw_both: u64,
    /// Clusters by arm, where clusters were assigned.
    pub clusters: Option<[u64; 2]>,
    /// Whether the planned end has come.
    pub ended: bool,
}

/// A verdict, its reason, and the figures that may be shown with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// One of the four words.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// The always-valid test; `None` where it may not be shown.
    pub running: Option<Test>,
    /// The fixed-horizon test; `None` before the planned end, or where it may not be shown.
    pub fixed: Option<Test>,
    /// Always-valid p of the planned split.
    pub sample_ratio_p: f64,
}

/// Reads the evidence: its health first, then whether there is enough of it, then what it says.
///
/// Bad health takes the place of the number. The always-valid interval speaks at any time, with the cautious variance
/// of [`Effect::cautious`]; after the planned end the fixed one may also decide.
///
/// # Errors
/// A level outside (0, 1), a share not above 0, or nobody assigned.
pub fn read(plan: &ReadingPlan, evidence: &Evidence) -> Result<Reading, Invalid> {
    let sample_ratio_p = sample_ratio_sequential(&evidence.people, &plan.shares)?;
    let silent = |verdict, reason| Reading { verdict, reason, running: None, fixed: None, sample_ratio_p };
    if let Some(reason) = illness(plan, evidence, sample_ratio_p)? {
        return Ok(silent(Verdict::CannotBeDecided, reason));
    }
    let [a, b] = evidence.conversions;
    if a.min(b) < LEAST_CONVERSIONS {
        let few = Reason::FewConversions { conversions: a.min(b), needed: LEAST_CONVERSIONS };
        return Ok(silent(Verdict::NotDecided, few));
    }
    let effect = &evidence.effect;
    let running = effect.cautious().always_valid(plan.running_alpha, plan.planned)?;
    let fixed = if evidence.ended { Some(effect.fixed(plan.final_alpha)?) } else { None };
    let (verdict, reason) = match fixed {
        _ if !running.interval.holds(0.0) => {
            (plan.goal.judge(effect.estimate), Reason::AlwaysValid { interval: running.interval })
        }
        Some(fixed) if !fixed.interval.holds(0.0) => {
            (plan.goal.judge(effect.estimate), Reason::PlannedEnd { interval: fixed.interval })
        }
        _ => (Verdict::NotDecided, Reason::HoldsZero { interval: running.interval }),
    };
    Ok(Reading { verdict, reason, running: Some(running), fixed, sample_ratio_p })
}

/// What makes the evidence unfit to decide anything, the gravest first.
fn illness(plan: &ReadingPlan, evidence: &Evidence, running_p: f64) -> Result<Option<Reason>, Invalid> {
    // At the planned end the sharper one-look test of the split is due as well.
    let p = match evidence.ended {
        true => running_p.min(sample_ratio_fixed(&evidence.people, &plan.shares)?),
        false => running_p,
    };
    if split_is_broken(p) {
        return Ok(Some(Reason::SampleRatio { p }));
    }
    let [a, b] = evidence.people;
    let share = evidence.saw_both as f64 / (a + b) as f64;
    if share > SAW_BOTH_LIMIT {
        return Ok(Some(Reason::SawBoth { share, limit: SAW_BOTH_LIMIT }));
    }
    Ok(evidence
        .clusters
        .map(|[a, b]| a.min(b))
        .filter(|clusters| *clusters < LEAST_CLUSTERS)
        .map(|clusters| Reason::FewClusters { clusters, needed: LEAST_CLUSTERS }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Arm;

    fn evidence(control: [u64; 2], treatment: [u64; 2]) -> Evidence {
        let arm = |[n, converted]: [u64; 2]| Arm::proportion(n, converted).unwrap();
        Evidence {
            effect: Effect::absolute(&arm(control), &arm(treatment)).unwrap(),
            conversions: [control[1], treatment[1]],
            people: [control[0], treatment[0]],
            saw_both: 0,
            clusters: None,
            ended: false,
        }
    }

    const PLAN: ReadingPlan = ReadingPlan {
        goal: Goal::Higher,
        planned: 5_000.0,
        shares: [0.5, 0.5],
        running_alpha: 0.04,
        final_alpha: 0.01,
    };

    #[test]
    fn a_large_effect_is_better_or_worse_by_its_side_at_any_time() {
        let reading = read(&PLAN, &evidence([5_000, 500], [5_000, 700])).unwrap();
        assert_eq!(reading.verdict, Verdict::Better);
        assert!(matches!(reading.reason, Reason::AlwaysValid { interval } if interval.low > 0.0));
        assert!(reading.fixed.is_none());
        let reading = read(&PLAN, &evidence([5_000, 700], [5_000, 500])).unwrap();
        assert_eq!(reading.verdict, Verdict::Worse);
        let fewer_is_better = ReadingPlan { goal: Goal::Lower, ..PLAN };
        let reading = read(&fewer_is_better, &evidence([5_000, 700], [5_000, 500])).unwrap();
        assert_eq!(reading.verdict, Verdict::Better);
    }

    #[test]
    fn an_effect_between_the_two_intervals_is_decided_only_at_the_planned_end() {
        let running = evidence([5_000, 500], [5_000, 590]);
        let reading = read(&PLAN, &running).unwrap();
        assert_eq!(reading.verdict, Verdict::NotDecided);
        assert!(matches!(reading.reason, Reason::HoldsZero { interval } if interval.holds(0.0)));
        let reading = read(&PLAN, &Evidence { ended: true, ..running }).unwrap();
        assert_eq!(reading.verdict, Verdict::Better);
        assert!(matches!(reading.reason, Reason::PlannedEnd { interval } if interval.low > 0.0));
        assert!(reading.running.unwrap().interval.holds(0.0));
        let nothing = Evidence { ended: true, ..evidence([5_000, 500], [5_000, 505]) };
        let reading = read(&PLAN, &nothing).unwrap();
        assert_eq!(reading.verdict, Verdict::NotDecided);
        assert!(reading.fixed.unwrap().interval.holds(0.0));
    }

    #[test]
    fn twenty_five_conversions_are_enough_to_show_an_interval_and_twenty_four_are_not() {
        let reading = read(&PLAN, &evidence([1_000, 24], [1_000, 300])).unwrap();
        assert_eq!(reading.verdict, Verdict::NotDecided);
        assert_eq!(reading.reason, Reason::FewConversions { conversions: 24, needed: 25 });
        assert_eq!((reading.running, reading.fixed), (None, None));
        let reading = read(&PLAN, &evidence([1_000, 300], [1_000, 25])).unwrap();
        assert_eq!(reading.verdict, Verdict::Worse);
    }

    #[test]
    fn a_small_arm_that_has_not_varied_yet_decides_nothing() {
        // Amounts with a long tail, of which the small arm has met none: steady and poor.
        let moments = |n: u64, mean: f64, variance: f64| crate::compare::Moments {
            n,
            sum: mean * n as f64,
            sum_squares: variance * (n - 1) as f64 + mean * mean * n as f64,
        };
        let control = Arm::mean(&moments(9_500, 1.0, 60.0)).unwrap();
        let treatment = Arm::mean(&moments(500, 0.5, 4.0)).unwrap();
        let effect = Effect::absolute(&control, &treatment).unwrap();
        assert!(effect.always_valid(0.04, 5_000.0).unwrap().interval.high < 0.0);
        let plan = ReadingPlan { shares: [0.95, 0.05], ..PLAN };
        let people = [9_500, 500];
        let seen =
            Evidence { effect, people, conversions: [475, 25], ..evidence([5_000, 500], [5_000, 590]) };
        assert_eq!(read(&plan, &seen).unwrap().verdict, Verdict::NotDecided);
    }

    #[test]
    fn a_broken_split_takes_the_place_of_the_number() {
        let broken = evidence([5_500, 500], [4_500, 900]);
        let reading = read(&PLAN, &broken).unwrap();
        assert_eq!(reading.verdict, Verdict::CannotBeDecided);
        assert!(
            matches!(reading.reason, Reason::SampleRatio { p } if p < 0.001 && p == reading.sample_ratio_p)
        );
        assert_eq!((reading.running, reading.fixed), (None, None));
        // The planned shares are what counts, not equality.
        let planned = ReadingPlan { shares: [0.55, 0.45], ..PLAN };
        assert_eq!(read(&planned, &broken).unwrap().verdict, Verdict::Better);
    }

    #[test]
    fn the_sharper_split_test_is_asked_only_at_the_planned_end() {
        // χ² p = 0.00047, always-valid p = 0.04 or so.
        let skewed = evidence([5_175, 500], [4_825, 700]);
        assert_eq!(read(&PLAN, &skewed).unwrap().verdict, Verdict::Better);
        let reading = read(&PLAN, &Evidence { ended: true, ..skewed }).unwrap();
        assert_eq!(reading.verdict, Verdict::CannotBeDecided);
        assert!(matches!(reading.reason, Reason::SampleRatio { p } if p < 0.001 && p > 1e-4));
    }

    #[test]
    fn one_in_a_thousand_may_see_both_arms_and_no_more() {
        let tolerated = Evidence { saw_both: 10, ..evidence([5_000, 500], [5_000, 700]) };
        assert_eq!(read(&PLAN, &tolerated).unwrap().verdict, Verdict::Better);
        let reading = read(&PLAN, &Evidence { saw_both: 11, ..tolerated }).unwrap();
        assert_eq!(reading.verdict, Verdict::CannotBeDecided);
        assert_eq!(reading.reason, Reason::SawBoth { share: 0.0011, limit: 0.001 });
    }

    #[test]
    fn clusters_where_they_were_assigned_must_be_thirty_an_arm() {
        let by_shop = Evidence { clusters: Some([30, 31]), ..evidence([5_000, 500], [5_000, 700]) };
        assert_eq!(read(&PLAN, &by_shop).unwrap().verdict, Verdict::Better);
        let reading = read(&PLAN, &Evidence { clusters: Some([40, 29]), ..by_shop }).unwrap();
        assert_eq!(reading.verdict, Verdict::CannotBeDecided);
        assert_eq!(reading.reason, Reason::FewClusters { clusters: 29, needed: 30 });
    }

    #[test]
    fn a_plan_has_equal_arms_and_five_percent_in_all_unless_it_says_otherwise() {
        assert_eq!(ReadingPlan::new(Goal::Higher, 5_000.0), PLAN);
        let nobody = Evidence { people: [0, 0], ..evidence([5_000, 500], [5_000, 590]) };
        assert!(read(&PLAN, &nobody).is_err());
    }
}
