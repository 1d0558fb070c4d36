//! The orders of a golden file's CSV: persons as numbers, money as whole minor units.

use super::super::table::Table;
use super::events::{column, numbered};
use behaviour::{Day, Purchase};

/// The orders, and what their numbers stand for.
pub struct Orders {
    /// One for each line of the CSV.
    pub lines: Vec<Purchase>,
    /// The persons' names; a person's number is the place.
    pub people: Vec<String>,
    /// How many minor units are one of the CSV's unit of money: a power of ten.
    pub minor_per_unit: f64,
}

/// Which columns of the CSV hold what; the first that is there is taken.
pub struct Columns<'a> {
    pub person: Vec<&'a str>,
    pub date: Vec<&'a str>,
    pub money: Vec<&'a str>,
}

impl Default for Columns<'_> {
    fn default() -> Self {
        Self {
            person: vec!["id", "customer_id", "customer", "user_id", "person"],
            date: vec!["d", "date", "day", "order_date"],
            money: vec!["usd", "net", "amount", "money", "monetary", "value", "total"],
        }
    }
}

impl Orders {
    /// Reads a table; `day` makes a day, or a longer period counted like one, of each date. Persons are
    /// numbered in the order of their names.
    pub fn read(table: &Table, columns: &Columns<'_>, day: impl Fn(Day) -> Day) -> Result<Self, String> {
        let ids = table.texts(column(table, &columns.person)?)?;
        let dates = table.texts(column(table, &columns.date)?)?;
        let money = match column(table, &columns.money) {
            Ok(name) => table.texts(name)?,
            Err(_) => vec!["0"; ids.len()],
        };
        let numbers = numbered(&ids);
        let decimals = money.iter().map(|amount| decimals_of(amount)).max().unwrap_or(0);
        let line = |((id, date), amount): ((&&str, &&str), &&str)| {
            let date = date.get(..10).unwrap_or(date);
            let date: Day = date.parse().map_err(|error: behaviour::NotADay| error.to_string())?;
            Ok(Purchase { person: numbers[*id], day: day(date), net_minor: minor(amount, decimals)? })
        };
        let lines = ids.iter().zip(&dates).zip(&money).map(line).collect::<Result<_, String>>()?;
        let people = numbers.into_keys().map(str::to_owned).collect();
        Ok(Self { lines, people, minor_per_unit: 10_f64.powi(i32::try_from(decimals).unwrap_or(0)) })
    }

    /// The same orders with the persons numbered in the order of their numbers: 9 before 10, which as text
    /// comes after it. Ties in scores go by that order. Names that are no numbers come first.
    pub fn by_number(mut self) -> Self {
        let mut places: Vec<usize> = (0..self.people.len()).collect();
        places.sort_by_key(|place| self.people[*place].parse::<u64>().ok());
        let mut renumbered = vec![0; places.len()];
        for (number, place) in (0..).zip(&places) {
            renumbered[*place] = number;
        }
        for line in &mut self.lines {
            line.person = renumbered[line.person as usize];
        }
        self.people = places.into_iter().map(|place| std::mem::take(&mut self.people[place])).collect();
        self
    }

    /// The number of a person by name, or by the number that both names write (`4` is `00004`).
    pub fn person(&self, name: &str) -> Option<u32> {
        let exact = self.people.iter().position(|known| known == name);
        let value = |text: &str| text.parse::<u64>().ok();
        let by_value =
            || self.people.iter().position(|known| value(known).is_some() && value(known) == value(name));
        exact.or_else(by_value).and_then(|place| u32::try_from(place).ok())
    }
}

fn decimals_of(amount: &str) -> usize {
    amount.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// `-12.5` with two decimals is -1250: read digit by digit, because a float would lose cents.
fn minor(amount: &str, decimals: usize) -> Result<i64, String> {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    format!("{whole}{part:0<decimals$}").parse().map_err(|_| format!("{amount:?} is no amount of money"))
}
