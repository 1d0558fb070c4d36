//! Repurchase in its senses, year on year, RFM and the lifecycle.

use super::super::file::{Allowed, GoldenFile, Outcome};
use super::cohorts::{day, figure};
use super::orders::{Columns, Orders};
use super::{count, elements, members, needed, nothing_unknown, whole};
use behaviour::{Change, Day, Purchases, Rfm, Share, State, Thresholds, Z95};
use serde_json::Value;
use stats::compare::proportions;
use std::collections::BTreeMap;

const KNOWN: &[&str] =
    &["repurchase", "yoy_*", "rfm*", "n_customers", "lifecycle_counts", "lifecycle_transitions"];

/// Checks a `repurchase…`, `rfm…` or `lifecycle…` file.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(needed(file, &["csv", "transactions", "orders"])?)?;
    let mut orders = Orders::read(&table, &Columns::default(), |day| day)?;
    if scored_customers(file.expected()).any(|customer| customer["id"].is_number()) {
        orders = orders.by_number();
    }
    let purchases = Purchases::of(orders.lines.iter().copied());
    let mut outcome = Outcome::default();
    nothing_unknown(&mut outcome, file, KNOWN);
    for (label, want) in members(&file.expected()["repurchase"]) {
        repurchase(&mut outcome, file, &purchases, label, want)?;
    }
    for (name, want) in members(file.expected()).filter(|(name, _)| name.starts_with("yoy_")) {
        year_on_year(&mut outcome, file, &purchases, name, want)?;
    }
    if members(file.expected()).any(|(name, _)| name.starts_with("rfm") || name == "n_customers") {
        let on = needed(file, &["as_of", "as_of_local_date"])?;
        let scored = purchases.rfm(on.parse().map_err(|error: behaviour::NotADay| error.to_string())?);
        rfm(&mut outcome, file, &orders, &scored);
    }
    lifecycle(&mut outcome, file, &purchases)?;
    Ok(outcome)
}

fn repurchase(
    outcome: &mut Outcome,
    file: &GoldenFile,
    purchases: &Purchases,
    label: &str,
    want: &Value,
) -> Result<(), String> {
    let (from, until) = period(label)?;
    let (again, returning) = (purchases.repurchase_rate(from, until), purchases.returning_share(from, until));
    let allowed = file.absolute(&["rate_abs"], 1e-12);
    count(outcome, &format!("{label} buyers"), again.of(), &want["buyers"]);
    count(outcome, &format!("{label} buyers with two days"), again.hits(), &want["buyers_2plus_days"]);
    count(outcome, &format!("{label} returning buyers"), returning.hits(), &want["returning_buyers"]);
    let rates = [("within_period_repurchase_rate", again), ("returning_share", returning)];
    for (name, share) in rates {
        figure(outcome, &format!("{label} {name}"), share.rate(), want.get(name), allowed);
    }
    Ok(())
}

/// `yoy_1998H1_vs_1997H1`: sense (a) of the first period against the second.
fn year_on_year(
    outcome: &mut Outcome,
    file: &GoldenFile,
    purchases: &Purchases,
    name: &str,
    want: &Value,
) -> Result<(), String> {
    let labels = name.trim_start_matches("yoy_").split_once("_vs_");
    let (now, before) = labels.ok_or_else(|| format!("{name} does not say which periods"))?;
    let rate_in = |label| period(label).map(|(from, until)| purchases.repurchase_rate(from, until));
    let (now, before) = (rate_in(now)?, rate_in(before)?);
    let Some(change) = Change::of_shares(now, before, Z95) else {
        return Err(format!("{name}: nobody bought again in one of the periods"));
    };
    let allowed = file.relative(&["ci_rel"], 1e-10);
    figure(outcome, "ratio", Some(change.ratio), want.get("ratio"), allowed);
    figure(outcome, "relative change", Some(change.relative()), want.get("relative_change"), allowed);
    if let [low, high] = elements(&want["ratio_ci_katz_log"]) {
        outcome.near_json("Katz, low", change.interval.low, low, allowed);
        outcome.near_json("Katz, high", change.interval.high, high, allowed);
    }
    let sample =
        |share: Share| proportions::Share::new(share.hits(), share.of()).map_err(|error| error.to_string());
    let (z, p) = proportions::pooled_z_test(&sample(before)?, &sample(now)?);
    figure(outcome, "z", Some(z), want.get("z"), allowed);
    figure(outcome, "p", Some(p), want.get("p"), allowed);
    Ok(())
}

/// The customers whose scores the file lists, under any name that begins with `rfm`.
fn scored_customers(expected: &Value) -> impl Iterator<Item = &Value> {
    members(expected).filter(|(name, _)| name.starts_with("rfm")).flat_map(|(_, list)| elements(list))
}

fn rfm(outcome: &mut Outcome, file: &GoldenFile, orders: &Orders, scored: &[Rfm]) {
    let expected = file.expected();
    count(outcome, "customers", scored.len() as u64, &expected["n_customers"]);
    for want in scored_customers(expected) {
        let name = name_of(&want["id"]);
        let number = orders.person(&name);
        let Some(got) = scored.iter().find(|customer| Some(customer.person) == number) else {
            outcome.complain(format!("customer {name} is not among the orders"));
            continue;
        };
        let counts = [
            ("recency", u64::from(got.recency_days)),
            ("frequency", u64::from(got.order_days)),
            ("R", got.r.into()),
            ("F", got.f.into()),
            ("M", got.m.into()),
        ];
        for (part, got) in counts {
            count(outcome, &format!("{name} {part}"), got, &want[part]);
        }
        let money = got.net_minor as f64 / orders.minor_per_unit;
        figure(outcome, &format!("{name} money"), Some(money), want.get("monetary"), Allowed::Absolute(1e-9));
    }
    let mut cells: BTreeMap<String, u64> = BTreeMap::new();
    for customer in scored {
        *cells.entry(customer.cell().to_string()).or_insert(0) += 1;
    }
    same_counts(outcome, "cell", &cells, &expected["rfm_cell_counts"], &[]);
}

fn lifecycle(outcome: &mut Outcome, file: &GoldenFile, purchases: &Purchases) -> Result<(), String> {
    let thresholds = Thresholds::default();
    for want in elements(&file.expected()["lifecycle_counts"]) {
        let on = day(&want["on"])?;
        let counts = purchases.lifecycle(on, &thresholds);
        let named = counts.into_iter().map(|(state, people)| (state.to_string(), people)).collect();
        same_counts(outcome, &format!("{on}"), &named, want, &["on"]);
    }
    for want in elements(&file.expected()["lifecycle_transitions"]) {
        let (from, to) = (day(&want["frm"]).or_else(|_| day(&want["from"]))?, day(&want["to"])?);
        let counts = purchases.transitions(from, to, &thresholds);
        let name = |(from, to): (State, State)| format!("{from}>{to}");
        let named = counts.into_iter().map(|(states, people)| (name(states), people)).collect();
        same_counts(outcome, &format!("{from} to {to}"), &named, &want["counts"], &[]);
    }
    Ok(())
}

/// Compares counts by name; a name that one side lacks counts as 0 there.
fn same_counts(outcome: &mut Outcome, what: &str, got: &BTreeMap<String, u64>, want: &Value, skip: &[&str]) {
    if !want.is_object() {
        return;
    }
    for (name, want) in members(want).filter(|(name, _)| !skip.contains(name)) {
        outcome.exact(&format!("{what} {name}"), got.get(name).copied().or(Some(0)), whole(want));
    }
    for (name, people) in got.iter().filter(|(name, _)| want.get(name.as_str()).is_none()) {
        outcome.exact(&format!("{what} {name}"), *people, 0);
    }
}

/// A customer's name, written as text or as a number.
pub fn name_of(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// The first day of a period and of the next: `1997`, `1997H1`, `1997Q3` or `1997-05`.
fn period(label: &str) -> Result<(Day, Day), String> {
    let unknown = || format!("{label:?} is no period that is known");
    let year: i16 = label.get(..4).and_then(|year| year.parse().ok()).ok_or_else(unknown)?;
    let rest = &label[4..];
    let (kind, number) = rest.split_at_checked(1).unwrap_or(("", "1"));
    let number: i32 = number.parse().map_err(|_| unknown())?;
    let (months, most) = match kind {
        "" => (12, 1),
        "H" => (6, 2),
        "Q" => (3, 4),
        "-" => (1, 12),
        _ => return Err(unknown()),
    };
    if !(1..=most).contains(&number) {
        return Err(unknown());
    }
    let january = jiff::civil::Date::new(year, 1, 1).map_err(|_| unknown())?;
    let after = |months: i32| {
        january.checked_add(jiff::Span::new().months(months)).map(Day::of).map_err(|_| unknown())
    };
    Ok((after((number - 1) * months)?, after(number * months)?))
}

#[cfg(test)]
mod tests {
    use super::super::super::file::{number, shared};
    use super::*;
    use behaviour::repeat_probability;

    /// Sense (c) is one less the survival of the time to the next purchase, which lifelines estimated on the
    /// same 23,570 customers.
    #[test]
    fn the_repeat_probability_of_cdnow_is_what_lifelines_says() {
        let path = shared().map(|shared| shared.join("data/golden/retention/km_cdnow_second_purchase.json"));
        let Some(path) = path.filter(|path| path.is_file()) else {
            return println!("skipped: the golden file is not there");
        };
        let file = GoldenFile::read(&path).unwrap();
        let orders =
            Orders::read(&file.table("cdnow_master.csv").unwrap(), &Columns::default(), |day| day).unwrap();
        let purchases = Purchases::of(orders.lines);
        let end = "1998-06-30".parse().unwrap();
        let mut compared = 0;
        for (k, name) in [(1, "full_at"), (2, "gap2_full_at")] {
            let gaps = purchases.gaps(k, end);
            for row in elements(&file.expected()[name]["table"]) {
                let day = number(&row["t"]).unwrap() as u32;
                let survives = 1.0 - repeat_probability(&gaps, day).unwrap();
                assert!(
                    (survives - number(&row["S"]).unwrap()).abs() < 1e-12,
                    "{name}, day {day}: {survives}"
                );
                compared += 1;
            }
        }
        assert!(compared > 10, "only {compared} days");
        assert_eq!(purchases.gaps(1, end).iter().filter(|gap| gap.closed).count(), 11_516);
    }

    #[test]
    fn periods_are_read_by_their_label() {
        let told = |label| period(label).map(|(from, until)| format!("{from} {until}"));
        assert_eq!(told("1997H2").unwrap(), "1997-07-01 1998-01-01");
        assert_eq!(told("1997Q2").unwrap(), "1997-04-01 1997-07-01");
        assert_eq!(told("1997-12").unwrap(), "1997-12-01 1998-01-01");
        assert_eq!(told("1997").unwrap(), "1997-01-01 1998-01-01");
        assert!(["", "97H1", "1997H3", "1997X1", "1997H", "soon"].iter().all(|label| told(label).is_err()));
    }
}
