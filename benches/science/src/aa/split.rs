//! A/A: both arms get the same, and every look is a chance to be fooled.

use super::{LOOK, runs_of, share};
use crate::chance::{Binomials, Chance};
use serde_json::{Value, json};
use stats::compare::{Arm, Effect, Moments};
use stats::experiment::{Evidence, Goal, Guardrail, ReadingPlan, StageCounts, Verdict, read};
use stats::sequential::DEFAULT_PLANNED;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Metric {
    /// A share of people.
    Conversion(f64),
    /// Money: this share buys, for a lognormal amount with deviation 1.2 of its logarithm.
    Money(f64),
}

pub const METRICS: [Metric; 4] =
    [Metric::Conversion(0.01), Metric::Conversion(0.05), Metric::Conversion(0.2), Metric::Money(0.05)];

/// Deviation of the logarithm of what a buyer spends.
const SKEW: f64 = 1.2;
const ALPHA: f64 = 0.05;

pub struct Setting {
    pub metric: Metric,
    /// Of people treated.
    pub share: f64,
    /// At the end of a run.
    pub people: u64,
}

/// Which alarms a run raised at any look.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Alarms {
    /// The readout said better or worse.
    verdict: bool,
    /// The guardrail's e-process said harm.
    harm: bool,
    /// The split was said to be broken.
    split: bool,
}

/// Shares of runs with a false alarm.
pub struct FalseAlarms {
    setting: String,
    runs: usize,
    looks: u64,
    pub verdict: f64,
    pub harm: f64,
    pub split: f64,
}

/// Runs a setting `runs` times and counts its false alarms.
pub fn judge(setting: &Setting, runs: u64) -> FalseAlarms {
    let Setting { metric, share: treated, people } = *setting;
    let rate = match metric {
        Metric::Conversion(rate) | Metric::Money(rate) => rate,
    };
    let (split, converts) = (Binomials::new(LOOK as usize, treated), Binomials::new(LOOK as usize, rate));
    let alarms = runs_of(runs, |seed| run(setting, &split, &converts, seed));
    let raised =
        |of: fn(&Alarms) -> bool| share(alarms.iter().filter(|alarms| of(alarms)).count(), alarms.len());
    FalseAlarms {
        setting: format!("{metric:?}, {} treated", treated),
        runs: alarms.len(),
        looks: people / LOOK,
        verdict: raised(|alarms| alarms.verdict),
        harm: raised(|alarms| alarms.harm),
        split: raised(|alarms| alarms.split),
    }
}

/// One arm so far.
#[derive(Default)]
struct Sums {
    people: u64,
    converted: u64,
    money: Moments,
}

impl Sums {
    fn grow(&mut self, people: u64, metric: Metric, converts: &Binomials, chance: &mut Chance) {
        let converted = converts.draw(people, chance);
        self.people += people;
        self.converted += converted;
        if let Metric::Money(_) = metric {
            (0..converted).for_each(|_| self.money += (SKEW * chance.normal()).exp());
            // The rest spent nothing.
            self.money.n += people - converted;
        }
    }

    fn arm(&self, metric: Metric) -> Option<Arm> {
        match metric {
            Metric::Conversion(_) => Arm::proportion(self.people, self.converted).ok(),
            Metric::Money(_) => Arm::mean(&self.money).ok(),
        }
    }
}

fn run(setting: &Setting, split: &Binomials, converts: &Binomials, seed: u64) -> Alarms {
    let Setting { metric, share, people } = *setting;
    let plan = ReadingPlan {
        shares: [1.0 - share, share],
        running_alpha: ALPHA,
        ..ReadingPlan::new(Goal::Higher, DEFAULT_PLANNED)
    };
    let mut chance = Chance::seeded(seed);
    let (mut control, mut treatment) = (Sums::default(), Sums::default());
    let mut alarms = Alarms::default();
    for _ in 0..people / LOOK {
        let treated = split.draw(LOOK, &mut chance);
        treatment.grow(treated, metric, converts, &mut chance);
        control.grow(LOOK - treated, metric, converts, &mut chance);
        let events =
            StageCounts { treated_share: share, treated: treatment.converted, control: control.converted };
        let harm = Guardrail { stages: vec![events] }.ln_e_of_harm();
        alarms.harm |= harm.is_ok_and(|ln_e| ln_e > -ALPHA.ln());
        let (Some(a), Some(b)) = (control.arm(metric), treatment.arm(metric)) else { continue };
        let Ok(effect) = Effect::absolute(&a, &b) else { continue };
        let evidence = Evidence {
            effect,
            conversions: [control.converted, treatment.converted],
            people: [control.people, treatment.people],
            saw_both: 0,
            clusters: None,
            ended: false,
        };
        let verdict = read(&plan, &evidence).map(|reading| reading.verdict);
        alarms.verdict |= matches!(verdict, Ok(Verdict::Better | Verdict::Worse));
        alarms.split |= matches!(verdict, Ok(Verdict::CannotBeDecided));
    }
    alarms
}

impl FalseAlarms {
    /// At most 5 % by the readout and by the guardrail; the split's own line is one in a thousand, and counts
    /// towards the same 5 %.
    pub fn ok(&self) -> bool {
        [self.verdict, self.harm, self.split].iter().all(|share| *share <= ALPHA)
    }

    pub fn line(&self) -> Value {
        json!({
            "setting": format!("A/A, {}", self.setting),
            "runs": self.runs,
            "looks": self.looks,
            "false_verdicts": self.verdict,
            "false_harm": self.harm,
            "false_split": self.split,
            "bar": ALPHA,
            "ok": self.ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::SHARES;
    use super::*;

    /// A thousand runs a setting, as every change is tested; ten thousand by `./bench aa`.
    fn at_most_five_percent(metric: Metric) {
        for share in SHARES {
            let people = (1_000.0 / share).clamp(10_000.0, 40_000.0) as u64;
            let found = judge(&Setting { metric, share, people }, 1_000);
            assert!(found.ok(), "{}", found.line());
        }
    }

    #[test]
    fn looking_all_the_time_at_a_rare_conversion_raises_at_most_five_percent_false_alarms() {
        at_most_five_percent(Metric::Conversion(0.01));
    }

    #[test]
    fn looking_all_the_time_at_a_usual_conversion_raises_at_most_five_percent_false_alarms() {
        at_most_five_percent(Metric::Conversion(0.05));
    }

    #[test]
    fn looking_all_the_time_at_a_common_conversion_raises_at_most_five_percent_false_alarms() {
        at_most_five_percent(Metric::Conversion(0.2));
    }

    #[test]
    fn looking_all_the_time_at_skewed_money_raises_at_most_five_percent_false_alarms() {
        at_most_five_percent(Metric::Money(0.05));
    }
}
