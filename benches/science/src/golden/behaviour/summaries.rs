//! One line a customer, as purchase models read it.

use super::super::file::{Allowed, GoldenFile, Outcome};
use super::cohorts::figure;
use super::customers::name_of;
use super::orders::{Columns, Orders};
use super::{elements, needed, text};
use behaviour::{Day, Purchases, Summary};
use serde_json::Value;

/// Checks an `rfm_t_summary…` file: what `lifetimes` makes of transactions. Its call is the only place that
/// names the columns, the length of a period and the end.
pub fn check(file: &GoldenFile) -> Result<Outcome, String> {
    let table = file.table(needed(file, &["csv", "transactions"])?)?;
    let unknown = ["freq_multiplier=", "include_first_transaction=", "datetime_format="];
    if let Some(unknown) = unknown.into_iter().find(|name| file.call().contains(name)) {
        return Err(format!("{unknown} in the call is not understood"));
    }
    let columns = columns_of(file.call());
    let given = |name| text(file, &[name]).or_else(|| named_argument(file.call(), name));
    let unit: fn(Day) -> Day = match given("freq").unwrap_or("D") {
        "D" => |day| day,
        "W" => |day| Day(day.week().0),
        other => return Err(format!("periods of {other:?} are not known; D and W are")),
    };
    let orders = Orders::read(&table, &columns, unit)?;
    let last = orders.lines.iter().map(|line| line.day).max().ok_or("there are no transactions")?;
    let end = match given("observation_period_end").or_else(|| text(file, &["as_of"])) {
        Some(end) => unit(end.parse().map_err(|error: behaviour::NotADay| error.to_string())?),
        None => last,
    };
    let summaries = Purchases::of(orders.lines.iter().copied()).summary(end);
    let allowed = file.absolute(&["abs"], 1e-9);
    let mut outcome = Outcome::default();
    outcome.exact("customers", summaries.len(), elements(file.expected()).len());
    for want in elements(file.expected()) {
        let name = name_of(&want["id"]);
        let number = orders.person(&name);
        match summaries.iter().find(|summary| Some(summary.person) == number) {
            Some(got) => compare_summary(&mut outcome, &name, got, want, orders.minor_per_unit, allowed),
            None => outcome.complain(format!("customer {name} is not among the transactions")),
        }
    }
    Ok(outcome)
}

fn compare_summary(
    outcome: &mut Outcome,
    name: &str,
    got: &Summary,
    want: &Value,
    minor_per_unit: f64,
    allowed: Allowed,
) {
    let parts = [
        ("frequency", f64::from(got.repeats)),
        ("recency", f64::from(got.recency_days)),
        ("T", f64::from(got.age_days)),
        ("monetary_value", got.mean_repeat_minor / minor_per_unit),
    ];
    for (part, got) in parts {
        figure(outcome, &format!("{name} {part}"), Some(got), want.get(part), allowed);
    }
}

/// The columns that a call names, by place or by name.
fn columns_of(call: &str) -> Columns<'_> {
    let by_place = plain_arguments(call);
    let usual = Columns::default();
    let named = |place: usize, name: &str, usual| {
        let column = named_argument(call, name).or_else(|| by_place.get(place).copied());
        column.map_or(usual, |column| vec![column])
    };
    Columns {
        person: named(0, "customer_id_col", usual.person),
        date: named(1, "datetime_col", usual.date),
        money: named(2, "monetary_value_col", usual.money),
    }
}

/// The quoted arguments of a call that stand alone: of `f(tx,'id','date',freq='D')`, `id` and `date`.
fn plain_arguments(call: &str) -> Vec<&str> {
    let arguments = call.split_once('(').map_or("", |(_, rest)| rest).trim_end_matches(')');
    arguments.split(',').filter_map(|argument| quoted(argument.trim())).collect()
}

/// The value of `name='…'` in a call.
fn named_argument<'a>(call: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = call.split_once(&format!("{name}="))?;
    let mark = rest.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
    rest[1..].split(mark).next()
}

fn quoted(argument: &str) -> Option<&str> {
    ['\'', '"'].into_iter().find_map(|mark| argument.strip_prefix(mark)?.strip_suffix(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_names_its_columns_and_its_end() {
        let call = "summary(tx,'id','date','usd',freq='D',observation_period_end='1998-06-30')";
        assert_eq!(plain_arguments(call), ["id", "date", "usd"]);
        assert_eq!(columns_of("f(tx, datetime_col='when', customer_id_col='who')").person, ["who"]);
        assert_eq!(columns_of("f(tx, 'who', datetime_col='when')").date, ["when"]);
        assert_eq!(named_argument(call, "observation_period_end"), Some("1998-06-30"));
        assert_eq!(named_argument(call, "freq_multiplier"), None);
        assert_eq!(named_argument("f(freq=", "freq"), None);
    }
}
