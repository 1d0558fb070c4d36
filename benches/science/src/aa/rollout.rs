//! Rollouts that do harm, and rollouts that do not, decided after every hundred people.

use super::{LOOK, runs_of, share};
use crate::chance::{Binomials, Chance};
use serde_json::{Value, json};
use stats::experiment::{Decision, Guardrail, Halt, Plan, Seen, Stage, StageCounts, decide};

/// What became of many rollouts.
pub struct Halted {
    setting: String,
    runs: usize,
    /// Share of runs that a guardrail halted.
    pub halted: f64,
    /// Median of the people who had come when it was halted; `None` if none was.
    pub median_people: Option<u64>,
    bar: Bar,
}

/// What is asked of them.
#[derive(Clone, Copy)]
enum Bar {
    /// Halt at most this share.
    AtMost(f64),
    /// Halt at least this share, the median by so many people.
    AtLeast(f64, u64),
}

impl Halted {
    fn of(setting: String, bar: Bar, ends: Vec<Option<u64>>) -> Self {
        let mut people: Vec<u64> = ends.iter().flatten().copied().collect();
        people.sort_unstable();
        Self {
            setting,
            runs: ends.len(),
            halted: share(people.len(), ends.len()),
            median_people: people.get(people.len() / 2).copied(),
            bar,
        }
    }

    pub fn ok(&self) -> bool {
        match self.bar {
            Bar::AtMost(most) => self.halted <= most,
            Bar::AtLeast(least, people) => {
                self.halted >= least && self.median_people.is_some_and(|median| median <= people)
            }
        }
    }

    pub fn line(&self) -> Value {
        let (bar, people_bar) = match self.bar {
            Bar::AtMost(most) => (most, None),
            Bar::AtLeast(least, people) => (least, Some(people)),
        };
        json!({
            "setting": self.setting,
            "runs": self.runs,
            "halted": self.halted,
            "median_people": self.median_people,
            "bar": bar,
            "people_bar": people_bar,
            "ok": self.ok(),
        })
    }
}

/// One guardrail at 2 %, doubled by the treatment, in a stage of 5 %; up to 40,000 people.
pub fn harm(runs: u64) -> Halted {
    let rollout = Rollout { stages: vec![(0.05, 40_000)], rates: vec![(0.02, 0.04)] };
    Halted::of(
        "harm of ratio 2.0 at 0.02 in a 5 % stage, one guardrail".to_owned(),
        Bar::AtLeast(0.95, 13_000),
        runs_of(runs, |seed| rollout.run(seed)),
    )
}

/// 1 %, 5 %, then 25 % with four guardrails of this rate; one of them doubled if `harmed`.
pub fn whole(harmed: bool, rate: f64, runs: u64) -> Halted {
    let mut rates = vec![(rate, rate); 4];
    if harmed {
        rates[0].1 = 2.0 * rate;
    }
    let rollout = Rollout { stages: vec![(0.01, 10_000), (0.05, 20_000), (0.25, 20_000)], rates };
    let bar = if harmed { Bar::AtLeast(0.95, 40_000) } else { Bar::AtMost(0.05) };
    let what = if harmed { "one of them doubled" } else { "none harmed" };
    let setting = format!("whole rollout 1, 5, 25 %, four guardrails at {rate}, {what}");
    Halted::of(setting, bar, runs_of(runs, |seed| rollout.run(seed)))
}

/// A rollout to be played.
struct Rollout {
    /// Share treated and people, stage by stage.
    stages: Vec<(f64, u64)>,
    /// The guardrails' rates without and with the treatment.
    rates: Vec<(f64, f64)>,
}

impl Rollout {
    /// The people who had come when a guardrail halted it, if one did.
    fn run(&self, seed: u64) -> Option<u64> {
        let mut chance = Chance::seeded(seed);
        let stages = self.stages.iter().map(|(share, people)| Stage::new(*share, *people)).collect();
        let plan = Plan { stages, alpha: 0.05, unattended: true };
        let tables = |p: f64| Binomials::new(LOOK as usize, p);
        let rates: Vec<(Binomials, Binomials)> =
            self.rates.iter().map(|(without, with)| (tables(*without), tables(*with))).collect();
        let mut seen = Seen {
            stage: 0,
            hours: 0.0,
            guardrails: vec![Guardrail::default(); rates.len()],
            people: Vec::new(),
            saw_both: 0,
            lag_minutes: 0.0,
            approved: false,
        };
        let mut came = 0;
        for (stage, (treated_share, people)) in self.stages.iter().enumerate() {
            seen.stage = stage;
            let nobody = StageCounts { treated_share: *treated_share, treated: 0, control: 0 };
            seen.people.push(nobody);
            seen.guardrails.iter_mut().for_each(|guardrail| guardrail.stages.push(nobody));
            let split = tables(*treated_share);
            for _ in 0..people / LOOK {
                came += LOOK;
                let treated = split.draw(LOOK, &mut chance);
                add(&mut seen.people, treated, LOOK - treated);
                for (guardrail, (without, with)) in seen.guardrails.iter_mut().zip(&rates) {
                    let events = with.draw(treated, &mut chance);
                    add(&mut guardrail.stages, events, without.draw(LOOK - treated, &mut chance));
                }
                if harmed(&plan, &seen) {
                    return Some(came);
                }
            }
        }
        None
    }
}

fn add(stages: &mut [StageCounts], treated: u64, control: u64) {
    if let Some(counts) = stages.last_mut() {
        counts.treated += treated;
        counts.control += control;
    }
}

fn harmed(plan: &Plan, seen: &Seen) -> bool {
    let Ok(Decision::Halt(reasons)) = decide(plan, seen) else { return false };
    reasons.iter().any(|reason| matches!(reason, Halt::Harm { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harm_that_doubles_a_rare_event_is_halted_in_a_pilot() {
        let found = harm(1_000);
        assert!(found.ok(), "{}", found.line());
    }

    #[test]
    fn a_harmless_rollout_is_left_alone_through_all_its_stages() {
        let found = whole(false, 0.05, 200);
        assert!(found.ok(), "{}", found.line());
    }
}
