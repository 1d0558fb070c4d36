//! A staged rollout: a pilot, then stages, halted by itself when it does harm.

use super::guardrail::{Guardrail, Line, StageCounts, ln_e_over};
use crate::Invalid;
use crate::sequential::{p_of_ln_e, split_is_broken};

/// People who saw both arms, as a share of all, beyond which nothing goes on.
pub const SAW_BOTH_LIMIT: f64 = 0.001;
/// Minutes that counts may lag behind; beyond it nobody could see harm, so the treatment is taken off.
pub const LAG_LIMIT_MINUTES: f64 = 15.0;
/// From this share on a person says whether to go on, and a stage takes a week.
pub const PERSON_FROM: f64 = 0.25;

const DAY_HOURS: f64 = 24.0;
const WEEK_HOURS: f64 = 7.0 * DAY_HOURS;

/// One stage of a plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stage {
    /// Share of people treated, in (0, 1], larger than in the stage before.
    pub treated_share: f64,
    /// Hours it takes at least.
    pub least_hours: f64,
    /// People (treated and not) who must have come by in it.
    pub planned_people: u64,
}

impl Stage {
    /// A stage of at least a day, from [`PERSON_FROM`] on of at least a week.
    pub fn new(treated_share: f64, planned_people: u64) -> Self {
        let least_hours = if treated_share >= PERSON_FROM { WEEK_HOURS } else { DAY_HOURS };
        Self { treated_share, least_hours, planned_people }
    }
}

/// What was laid down before the first stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The stages in their order.
    pub stages: Vec<Stage>,
    /// Probability of halting a harmless rollout, split evenly over the guardrails; in (0, 1).
    pub alpha: f64,
    /// Whether it may go on from [`PERSON_FROM`] without a person.
    pub unattended: bool,
}

impl Plan {
    /// 1 %, 5 %, 25 %, half, all, each with `people` to come by.
    pub fn standard(people: u64) -> Self {
        let stages = [0.01, 0.05, 0.25, 0.5, 1.0].map(|share| Stage::new(share, people)).to_vec();
        Self { stages, alpha: 0.05, unattended: false }
    }

    fn check(&self) -> Result<(), Invalid> {
        Invalid::unless_alpha(self.alpha)?;
        let mut before = 0.0;
        for stage in &self.stages {
            let share = stage.treated_share;
            let rule = "above the stage before and at most 1";
            Invalid::unless(share > before && share <= 1.0, "a stage's treated share", rule, share)?;
            before = share;
        }
        Ok(())
    }
}

/// What has been seen by now.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The stage that is running, from 0.
    pub stage: usize,
    /// Hours since it began.
    pub hours: f64,
    /// The guardrails, all that the plan watches.
    pub guardrails: Vec<Guardrail>,
    /// People first exposed in each stage run so far, by arm.
    pub people: Vec<StageCounts>,
    /// People who saw both arms.
    pub saw_both: u64,
    /// Minutes by which the counts lag behind.
    pub lag_minutes: f64,
    /// Whether a person has said to go on from this stage.
    pub approved: bool,
}

/// What is to be done now.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Take the treatment off at once, keep the assignment log, tell the owner why.
    Halt(Vec<Halt>),
    /// Stay in this stage.
    Wait(Vec<Wait>),
    /// Go to this stage.
    Advance(usize),
    /// The last stage has run its course.
    Finished,
}

/// Why a rollout is halted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Halt {
    /// A guardrail's evidence of harm has crossed its line.
    Harm {
        /// Which guardrail, from 0.
        guardrail: usize,
        /// Its ln E.
        ln_e: f64,
        /// The line, ln(guardrails/alpha).
        line: f64,
    },
    /// People are not assigned in the planned shares.
    SampleRatio {
        /// Always-valid p of them.
        p: f64,
    },
    /// The counts lag too far behind to see harm.
    Lag {
        /// By how much.
        minutes: f64,
    },
}

/// What a stage still waits for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wait {
    /// Time.
    Hours {
        /// Hours passed.
        passed: f64,
        /// Hours it takes.
        needed: f64,
    },
    /// People.
    People {
        /// Those who came by in this stage.
        came: u64,
        /// Those planned.
        needed: u64,
    },
    /// Fewer people who saw both arms.
    SawBoth {
        /// Their share of all.
        share: f64,
    },
    /// A person's word.
    Person,
}

/// Decides from the evidence alone. It may be asked after every event: the processes behind it are valid at
/// any time, and one guardrail process runs across all stages.
///
/// # Errors
/// A plan whose shares do not grow, a stage that it does not have, or a level or share out of range.
///
/// ```
/// use stats::experiment::{Decision, Guardrail, Plan, Seen, StageCounts, Wait, decide};
///
/// let refunds = Guardrail { stages: vec![StageCounts { treated_share: 0.01, treated: 1, control: 99 }] };
/// let seen = Seen {
///     stage: 0,
///     hours: 30.0,
///     guardrails: vec![refunds],
///     people: vec![StageCounts { treated_share: 0.01, treated: 48, control: 4_952 }],
///     saw_both: 0,
///     lag_minutes: 0.5,
///     approved: false,
/// };
/// assert_eq!(decide(&Plan::standard(5_000), &seen)?, Decision::Advance(1));
/// # Ok::<(), stats::Invalid>(())
/// ```
pub fn decide(plan: &Plan, seen: &Seen) -> Result<Decision, Invalid> {
    plan.check()?;
    let Some(stage) = plan.stages.get(seen.stage) else {
        return Err(Invalid {
            argument: "the running stage",
            rule: "one of the plan's",
            got: seen.stage as f64,
        });
    };
    let halts = halts(plan, seen)?;
    if !halts.is_empty() {
        return Ok(Decision::Halt(halts));
    }
    let waits = waits(plan, stage, seen);
    if !waits.is_empty() {
        return Ok(Decision::Wait(waits));
    }
    let next = seen.stage + 1;
    Ok(if next < plan.stages.len() { Decision::Advance(next) } else { Decision::Finished })
}

fn halts(plan: &Plan, seen: &Seen) -> Result<Vec<Halt>, Invalid> {
    let mut halts = Vec::new();
    let line = Line::shared_by(seen.guardrails.len(), plan.alpha);
    for (guardrail, evidence) in seen.guardrails.iter().enumerate() {
        let ln_e = evidence.ln_e_of_harm()?;
        if line.is_crossed_by(ln_e) {
            halts.push(Halt::Harm { guardrail, ln_e, line: line.0 });
        }
    }
    let p = p_of_ln_e(ln_e_over(&seen.people)?);
    if split_is_broken(p) {
        halts.push(Halt::SampleRatio { p });
    }
    if seen.lag_minutes > LAG_LIMIT_MINUTES {
        halts.push(Halt::Lag { minutes: seen.lag_minutes });
    }
    Ok(halts)
}

fn waits(plan: &Plan, stage: &Stage, seen: &Seen) -> Vec<Wait> {
    let mut waits = Vec::new();
    if seen.hours < stage.least_hours {
        waits.push(Wait::Hours { passed: seen.hours, needed: stage.least_hours });
    }
    let came = seen.people.get(seen.stage).map_or(0, |counts| counts.treated + counts.control);
    if came < stage.planned_people {
        waits.push(Wait::People { came, needed: stage.planned_people });
    }
    let all: u64 = seen.people.iter().map(|counts| counts.treated + counts.control).sum();
    let share = if all == 0 { 0.0 } else { seen.saw_both as f64 / all as f64 };
    if share > SAW_BOTH_LIMIT {
        waits.push(Wait::SawBoth { share });
    }
    let last = seen.stage + 1 == plan.stages.len();
    if stage.treated_share >= PERSON_FROM && !last && !plan.unattended && !seen.approved {
        waits.push(Wait::Person);
    }
    waits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(treated_share: f64, treated: u64, control: u64) -> StageCounts {
        StageCounts { treated_share, treated, control }
    }

    /// A plan of a thousand people a stage and what a healthy stage of it looks like at its end.
    fn healthy(stage: usize) -> (Plan, Seen) {
        let plan = Plan::standard(1_000);
        let people: Vec<StageCounts> = plan.stages[..=stage]
            .iter()
            .map(|stage| {
                let treated = (stage.treated_share * 1_000.0) as u64;
                counts(stage.treated_share, treated, 1_000 - treated)
            })
            .collect();
        let events =
            |people: &StageCounts| counts(people.treated_share, people.treated / 10, people.control / 10);
        let guardrail = Guardrail { stages: people.iter().map(events).collect() };
        let seen = Seen {
            stage,
            hours: plan.stages[stage].least_hours,
            guardrails: vec![guardrail; 4],
            people,
            saw_both: 0,
            lag_minutes: 0.0,
            approved: false,
        };
        (plan, seen)
    }

    #[test]
    fn a_healthy_stage_advances_and_the_last_finishes() {
        for stage in 0..2 {
            let (plan, seen) = healthy(stage);
            assert_eq!(decide(&plan, &seen).unwrap(), Decision::Advance(stage + 1));
        }
        let (plan, seen) = healthy(4);
        assert_eq!(decide(&plan, &seen).unwrap(), Decision::Finished);
    }

    #[test]
    fn from_a_quarter_on_a_person_says_whether_to_go_on() {
        for stage in 2..4 {
            let (plan, seen) = healthy(stage);
            assert_eq!(decide(&plan, &seen).unwrap(), Decision::Wait(vec![Wait::Person]));
            let approved = Seen { approved: true, ..seen.clone() };
            assert_eq!(decide(&plan, &approved).unwrap(), Decision::Advance(stage + 1));
            let unattended = Plan { unattended: true, ..plan };
            assert_eq!(decide(&unattended, &seen).unwrap(), Decision::Advance(stage + 1));
        }
    }

    #[test]
    fn a_stage_takes_a_day_and_from_a_quarter_on_a_week() {
        let hours: Vec<f64> = Plan::standard(1).stages.iter().map(|stage| stage.least_hours).collect();
        assert_eq!(hours, [24.0, 24.0, 168.0, 168.0, 168.0]);
        let (plan, seen) = healthy(1);
        let early = Seen { hours: 23.9, ..seen };
        assert_eq!(
            decide(&plan, &early).unwrap(),
            Decision::Wait(vec![Wait::Hours { passed: 23.9, needed: 24.0 }])
        );
    }

    #[test]
    fn the_last_planned_person_lets_the_stage_go_on() {
        let (plan, mut seen) = healthy(1);
        seen.people[1].control -= 1;
        assert_eq!(
            decide(&plan, &seen).unwrap(),
            Decision::Wait(vec![Wait::People { came: 999, needed: 1_000 }])
        );
        seen.people.truncate(1);
        assert_eq!(
            decide(&plan, &seen).unwrap(),
            Decision::Wait(vec![Wait::People { came: 0, needed: 1_000 }])
        );
    }

    #[test]
    fn one_in_a_thousand_may_have_seen_both_arms() {
        let (plan, seen) = healthy(1);
        let tolerated = Seen { saw_both: 2, ..seen.clone() };
        assert_eq!(decide(&plan, &tolerated).unwrap(), Decision::Advance(2));
        let too_many = Seen { saw_both: 3, ..seen.clone() };
        assert_eq!(decide(&plan, &too_many).unwrap(), Decision::Wait(vec![Wait::SawBoth { share: 0.0015 }]));
        let nobody = Seen { saw_both: 3, people: vec![], stage: 0, ..seen };
        let Decision::Wait(waits) = decide(&plan, &nobody).unwrap() else { panic!("nobody came") };
        assert_eq!(waits, [Wait::People { came: 0, needed: 1_000 }]);
    }

    #[test]
    fn harm_halts_at_once_whatever_else_is_missing() {
        let (plan, mut seen) = healthy(1);
        seen.hours = 0.1;
        seen.guardrails[2].stages[1] = counts(0.05, 40, 80);
        let Decision::Halt(halts) = decide(&plan, &seen).unwrap() else { panic!("not halted") };
        let ln_e = seen.guardrails[2].ln_e_of_harm().unwrap();
        assert_eq!(halts, [Halt::Harm { guardrail: 2, ln_e, line: 80_f64.ln() }]);
    }

    #[test]
    fn the_line_is_shared_by_the_guardrails() {
        // ln E between ln 20 and ln 80: enough for one guardrail alone, not for one of four.
        let (plan, mut seen) = healthy(0);
        let harmed = Guardrail { stages: vec![counts(0.01, 6, 94)] };
        let ln_e = harmed.ln_e_of_harm().unwrap();
        assert!(ln_e > 20_f64.ln() && ln_e < 80_f64.ln());
        seen.guardrails[0] = harmed.clone();
        assert_eq!(decide(&plan, &seen).unwrap(), Decision::Advance(1));
        seen.guardrails = vec![harmed];
        let line = 20_f64.ln();
        assert_eq!(
            decide(&plan, &seen).unwrap(),
            Decision::Halt(vec![Halt::Harm { guardrail: 0, ln_e, line }])
        );
        // Evidence of one stage carries into the next.
        let (plan, mut later) = healthy(1);
        later.guardrails = vec![Guardrail { stages: vec![counts(0.01, 6, 94), counts(0.05, 0, 0)] }];
        assert!(matches!(decide(&plan, &later).unwrap(), Decision::Halt(_)));
    }

    #[test]
    fn a_broken_split_halts() {
        let (plan, mut seen) = healthy(1);
        seen.people[1] = counts(0.05, 100, 900);
        let p = p_of_ln_e(ln_e_over(&seen.people).unwrap());
        assert!(p < 0.001);
        assert_eq!(decide(&plan, &seen).unwrap(), Decision::Halt(vec![Halt::SampleRatio { p }]));
    }

    #[test]
    fn counts_a_quarter_of_an_hour_old_are_fresh_enough_and_older_ones_halt() {
        let (plan, seen) = healthy(1);
        let fresh = Seen { lag_minutes: 15.0, ..seen.clone() };
        assert_eq!(decide(&plan, &fresh).unwrap(), Decision::Advance(2));
        let stale = Seen { lag_minutes: 15.1, ..seen };
        assert_eq!(decide(&plan, &stale).unwrap(), Decision::Halt(vec![Halt::Lag { minutes: 15.1 }]));
    }

    #[test]
    fn without_guardrails_only_health_decides() {
        let (plan, seen) = healthy(0);
        let unguarded = Seen { guardrails: vec![], ..seen };
        assert_eq!(decide(&plan, &unguarded).unwrap(), Decision::Advance(1));
    }

    #[test]
    fn plans_and_stages_that_cannot_be_are_refused() {
        let (plan, seen) = healthy(0);
        let shares = |shares: &[f64]| Plan {
            stages: shares.iter().map(|share| Stage::new(*share, 1)).collect(),
            ..plan.clone()
        };
        for wrong in [&[0.05, 0.05][..], &[0.05, 0.01], &[0.5, 1.1], &[0.0, 1.0]] {
            assert!(decide(&shares(wrong), &seen).is_err(), "{wrong:?}");
        }
        assert!(decide(&shares(&[0.01, 0.95]), &seen).is_ok());
        assert_eq!(
            decide(&plan, &Seen { stage: 5, ..seen.clone() }).unwrap_err().to_string(),
            "the running stage must be one of the plan's, but is 5"
        );
        assert!(decide(&Plan { alpha: 0.0, ..plan.clone() }, &seen).is_err());
    }
}
