//! `km_*` and `logrank_*`: Kaplan–Meier curves, their summaries, and log-rank tests (lifelines).

use super::super::file::{GoldenFile, Outcome, number};
use super::super::table::Table;
use super::given::{csv_in, csv_name, dates, day_number, elements, members, setting};
use serde_json::Value;
use stats::survival::{LogRank, RestrictedMean, Spell, Survival, log_rank};
use std::collections::BTreeMap;

/// A `km_*` file: each member of `expected` is a curve's block or a log-rank test.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let source = Source::read(file)?;
    let mut outcome = Outcome::default();
    for (name, block) in members(file.expected()) {
        if name.contains("logrank") {
            let groups = source.compared(name)?;
            compare(&mut outcome, file, name, &test(&groups)?, block);
            continue;
        }
        let spells = source.spells(name, block)?;
        let curve = Survival::of(&spells).map_err(|refusal| refusal.to_string())?;
        check_curve(&mut outcome, file, name, &curve, block)?;
    }
    Ok(outcome)
}

/// A `logrank_*` file: one test of several groups.
pub fn check_log_rank(file: &GoldenFile) -> Result<Outcome, String> {
    let source = Source::read(file)?;
    let groups = source.groups();
    let mut outcome = Outcome::default();
    for (name, size) in members(&file.expected()["groups"]) {
        let got = groups.get(name).map(|spells| spells.len() as f64);
        outcome.exact(&format!("people in group {name}"), got, number(size));
    }
    let spells: Vec<Vec<Spell>> = groups.into_values().collect();
    compare(&mut outcome, file, "logrank", &test(&spells)?, file.expected());
    Ok(outcome)
}

fn test(groups: &[Vec<Spell>]) -> Result<LogRank, String> {
    let groups: Vec<&[Spell]> = groups.iter().map(Vec::as_slice).collect();
    log_rank(&groups).map_err(|refusal| refusal.to_string())
}

fn compare(outcome: &mut Outcome, file: &GoldenFile, name: &str, test: &LogRank, expected: &Value) {
    let allowed = file.relative(&["logrank_rel"], 1e-9);
    for (part, got) in [("chi2", test.chi_squared), ("p", test.p)] {
        if let Some(want) = number(&expected[part]) {
            outcome.near(&format!("{name} {part}"), got, want, allowed);
        }
    }
    if let Some(df) = number(&expected["df"]) {
        outcome.exact(&format!("{name} degrees of freedom"), f64::from(test.degrees_of_freedom), df);
    }
}

fn check_curve(
    outcome: &mut Outcome,
    file: &GoldenFile,
    name: &str,
    curve: &Survival,
    block: &Value,
) -> Result<(), String> {
    let alpha = number(&block["alpha"]).or(setting(file, &["alpha"])).unwrap_or(0.05);
    let (survival, band) = (file.absolute(&["S_abs"], 1e-12), file.absolute(&["ci_abs"], 1e-9));
    for row in elements(&block["table"]) {
        let time = number(&row["t"]).ok_or("a row of the table has no time")?;
        let step = curve.step_at(time);
        let what = |part: &str| format!("{name} {part} at {time}");
        outcome.exact(&what("step"), step.time, time);
        for (part, got) in [("at_risk", step.at_risk), ("events", step.events), ("censored", step.censored)] {
            if let Some(want) = number(&row[part]) {
                outcome.exact(&what(part), got as f64, want);
            }
        }
        let ends = step.band(alpha);
        outcome.near_json(&what("S"), step.survival, &row["S"], survival);
        outcome.near_json(&what("lower end"), ends.low, &row["lo"], band);
        outcome.near_json(&what("upper end"), ends.high, &row["hi"], band);
    }
    check_times(outcome, name, curve, block, alpha);
    if let Some(tau) = number(&block["rmst_tau"]) {
        let mean = curve.restricted_mean(tau).map_err(|refusal| refusal.to_string())?;
        let allowed = file.relative(&["rmst_rel"], 1e-10);
        outcome.near_json(&format!("{name} restricted mean"), mean.mean, &block["rmst"], allowed);
        check_spread(outcome, name, &mean, &block["rmst_second_moment_var"]);
    }
    if let Some(want) = number(&block["nelson_aalen_last"]) {
        let last = curve.steps().last().map_or(0.0, |step| step.hazard);
        outcome.near(&format!("{name} cumulative hazard"), last, want, survival);
    }
    Ok(())
}

/// lifelines integrates 2t S(t) over the steps with a rule for smooth functions and gives up after fifty panels:
/// its second moment is off by up to 2e-3 where ours is an exact sum. So it is only compared to within 1 %.
fn check_spread(outcome: &mut Outcome, name: &str, mean: &RestrictedMean, want: &Value) {
    if let Some(spread) = number(want) {
        let second_moment = mean.mean * mean.mean + mean.spread;
        let near = (spread - mean.spread).abs() <= 0.01 * second_moment;
        outcome.exact(&format!("{name}: spread {} is about lifelines' {spread}", mean.spread), near, true);
    }
}

/// Medians and quantiles are observed times, so they are exact.
fn check_times(outcome: &mut Outcome, name: &str, curve: &Survival, block: &Value, alpha: f64) {
    if let Some(want) = number(&block["median"]) {
        outcome.exact(&format!("{name} median"), curve.quantile(0.5), want);
    }
    if let [low, high] = elements(&block["median_ci"]) {
        let got = curve.quantile_interval(0.5, alpha);
        outcome.exact(
            &format!("{name} median's interval"),
            (Some(got.0), Some(got.1)),
            (number(low), number(high)),
        );
    }
    // p10 is the time by which 10 % have ended.
    for (key, want) in members(block) {
        let percent = key.strip_prefix('p').and_then(|digits| digits.parse::<f64>().ok());
        if let (Some(percent), Some(want)) = (percent, number(want)) {
            outcome.exact(&format!("{name} {key}"), curve.quantile(1.0 - percent / 100.0), want);
        }
    }
}

/// Where a file's spells come from.
struct Source {
    /// Durations that are given, with the group each belongs to.
    given: Vec<(String, Spell)>,
    /// Purchases that durations are derived from.
    purchases: Option<Purchases>,
}

/// Distinct purchase days of each customer, and the day that watching ended.
struct Purchases {
    days: BTreeMap<String, Vec<i64>>,
    first_month: BTreeMap<String, String>,
    end: i64,
}

impl Source {
    fn read(file: &GoldenFile) -> Result<Self, String> {
        let mut source = Self { given: Vec::new(), purchases: None };
        for (_, value) in members(file.inputs()) {
            let Some(name) = value.as_str().and_then(csv_in) else { continue };
            let table = file.table(name)?;
            match table.has("date") {
                true => source.purchases = Some(Purchases::read(file, &table)?),
                false => source.given = given(&table)?,
            }
        }
        match source.given.is_empty() && source.purchases.is_none() {
            true => Err(csv_name(file, &[]).err().unwrap_or_else(|| "the CSV is empty".to_owned())),
            false => Ok(source),
        }
    }

    /// The spells of one block: `gap2…` are times from the second to the third purchase, `full…` all of the
    /// purchases; `all` and `sample` are everything that is given; other names are groups, by how they begin
    /// or, failing that, by their size.
    fn spells(&self, name: &str, block: &Value) -> Result<Vec<Spell>, String> {
        if let Some(purchases) =
            self.purchases.as_ref().filter(|_| name.contains("full") || self.given.is_empty())
        {
            return Ok(purchases.gaps(gap_in(name).unwrap_or(1)));
        }
        let chosen = |fits: &dyn Fn(&str) -> bool| -> Vec<Spell> {
            self.given.iter().filter(|(group, _)| fits(group)).map(|(_, spell)| *spell).collect()
        };
        let everyone = chosen(&|_| true);
        let wanted = plain(name);
        let groups =
            [chosen(&|group| plain(group) == wanted), chosen(&|group| plain(group).starts_with(&wanted))];
        let by_name = groups.into_iter().find(|group| !group.is_empty());
        let everything = ["all", "sample", "everyone"].contains(&wanted.as_str());
        match by_name {
            Some(group) if !everything => Ok(group),
            _ if everything => Ok(everyone),
            _ => self.by_size(name, block, everyone),
        }
    }

    fn by_size(&self, name: &str, block: &Value, everyone: Vec<Spell>) -> Result<Vec<Spell>, String> {
        let size = number(&block["table"][0]["at_risk"]);
        let fits = |spells: &Vec<Spell>| Some(spells.len() as f64) == size;
        let group = self.groups().into_values().find(fits);
        group.or(Some(everyone).filter(fits)).ok_or_else(|| format!("no group of the CSV is {name}"))
    }

    /// The given groups, or the first gaps by the month of the first purchase.
    fn groups(&self) -> BTreeMap<String, Vec<Spell>> {
        let mut groups: BTreeMap<String, Vec<Spell>> = BTreeMap::new();
        if let Some(purchases) = self.purchases.as_ref().filter(|_| self.given.is_empty()) {
            for (customer, days) in &purchases.days {
                let month = purchases.first_month.get(customer).cloned().unwrap_or_default();
                groups.entry(month).or_default().extend(purchases.gap(days, 1));
            }
            return groups;
        }
        for (group, spell) in &self.given {
            groups.entry(group.clone()).or_default().push(*spell);
        }
        groups
    }

    /// What a test's name compares: two gaps, or the given groups.
    fn compared(&self, name: &str) -> Result<Vec<Vec<Spell>>, String> {
        match (name.split_once("_vs_"), &self.purchases) {
            (Some((one, other)), Some(purchases)) => {
                let gap = |part: &str| gap_in(part).ok_or_else(|| format!("{part} names no gap"));
                Ok(vec![purchases.gaps(gap(one)?), purchases.gaps(gap(other)?)])
            }
            _ => Ok(self.groups().into_values().collect()),
        }
    }
}

/// Letters and digits in lower case, so that `mir` begins `miR-137`.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The k of `gapk` in a name.
fn gap_in(name: &str) -> Option<usize> {
    let digits: String =
        name.split_once("gap")?.1.chars().take_while(|letter| letter.is_ascii_digit()).collect();
    digits.parse().ok().filter(|k| *k > 0)
}

/// Columns T and E, and the first other column that is no identifier as the group.
fn given(table: &Table) -> Result<Vec<(String, Spell)>, String> {
    let column = |names: [&'static str; 3]| {
        names
            .into_iter()
            .find(|name| table.has(name))
            .ok_or_else(|| format!("the CSV has no column {}", names[0]))
    };
    let durations = table.numbers(column(["T", "duration", "time"])?)?;
    let ended = table.numbers(column(["E", "event", "observed"])?)?;
    let group = ["group", "arm", "variant", "cohort"].into_iter().find(|name| table.has(name));
    let groups = group.map(|name| table.texts(name)).transpose()?;
    let spell = |(place, (duration, ended)): (usize, (f64, f64))| {
        let group = groups.as_ref().map_or("", |groups| groups[place]).to_owned();
        (group, Spell { duration, ended: ended != 0.0 })
    };
    Ok(durations.into_iter().zip(ended).enumerate().map(spell).collect())
}

impl Purchases {
    fn read(file: &GoldenFile, table: &Table) -> Result<Self, String> {
        let customers = table.texts("id").or_else(|_| table.texts("customer_id"))?;
        let dates_of = table.texts("date")?;
        let mut days: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        let mut first_month = BTreeMap::new();
        for (customer, date) in customers.iter().zip(&dates_of) {
            let day = day_number(date).ok_or_else(|| format!("{date} is no date"))?;
            let so_far = days.entry((*customer).to_owned()).or_default();
            if so_far.iter().all(|earlier| day < *earlier) {
                let month = date.get(5..7).unwrap_or_default().trim_start_matches('0');
                first_month.insert((*customer).to_owned(), month.to_owned());
            }
            so_far.push(day);
        }
        for days in days.values_mut() {
            days.sort_unstable();
            days.dedup();
        }
        // Watching ended on the date that the file names, or with the last purchase.
        let named = dates(file.call()).last().and_then(|date| day_number(date));
        let given = file.inputs()["as_of"].as_str().and_then(day_number);
        let last = days.values().filter_map(|days| days.last()).max().copied();
        let end = given.or(named).or(last).ok_or("there are no purchases")?;
        Ok(Self { days, first_month, end })
    }

    /// Days from the k-th to the next purchase day of everybody who has a k-th.
    fn gaps(&self, k: usize) -> Vec<Spell> {
        self.days.values().filter_map(|days| self.gap(days, k)).collect()
    }

    fn gap(&self, days: &[i64], k: usize) -> Option<Spell> {
        let from = *days.get(k - 1)?;
        let (until, ended) = days.get(k).map_or((self.end, false), |next| (*next, true));
        Some(Spell { duration: (until - from) as f64, ended })
    }
}
