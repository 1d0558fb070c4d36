//! Visitors in sums, for the operator: never a person, and no number below ten of them.

use db::{No, Rx, params, sql};
use kernel::{Cx, Refusal};

use crate::sales::Days;
use crate::visits::ENTRIES;

sql! {
    VISITORS = "SELECT day, COUNT(DISTINCT who) FROM visit WHERE day >= $1 AND day <= $2 GROUP BY day ORDER BY day";
    FUNNEL = "SELECT entry, COUNT(DISTINCT who), COUNT(DISTINCT CASE WHEN listing THEN who END),
            COUNT(DISTINCT CASE WHEN cart THEN who END), COUNT(DISTINCT CASE WHEN checkout THEN who END),
            COUNT(DISTINCT CASE WHEN ordered THEN who END)
        FROM visit WHERE day >= $1 AND day <= $2 GROUP BY entry";
    BEHIND = "SELECT (SELECT pos FROM signal_head WHERE name = 'written') - (SELECT pos FROM signal_head WHERE name = 'rolled')
        FROM signal_head WHERE name = 'rolled'";
}

/// Fewer people than this are not shown as a number.
pub const LEAST: i64 = 10;

/// How many people, where it may be said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum People {
    /// So many.
    Many(i64),
    /// Fewer than ten, or what would tell such a number apart.
    Few,
}

/// Steps of the funnel: visit, listing, cart, checkout, order.
pub const STEPS: usize = 5;

/// Visitors of some days.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Crowd {
    /// By day; a day without any is left out.
    pub by_day: Vec<(i64, People)>,
    /// By the way they came, each step; in the order of [`ENTRIES`], those that nobody came left out.
    pub funnel: Vec<(&'static str, [People; STEPS])>,
    /// Signals that are not in yet.
    pub behind: i64,
}

type Row = (String, i64, i64, i64, i64, i64);

/// Visitors of these days.
///
/// # Errors
/// Missing for anybody but staff; what broke in the database.
pub fn crowd(rx: &mut Rx, cx: &Cx, Days { first, last }: &Days) -> Result<Crowd, No> {
    if !cx.actor.is_staff() {
        return Err(Refusal::missing("page").into());
    }
    let by_day = rx.all::<(i64, i64)>(&VISITORS, &params![*first, *last])?;
    let rows = rx.all::<Row>(&FUNNEL, &params![*first, *last])?;
    let counts = ENTRIES.iter().filter_map(|entry| {
        let (_, visit, listing, cart, checkout, ordered) = rows.iter().find(|row| row.0 == *entry)?;
        Some((*entry, [*visit, *listing, *cart, *checkout, *ordered]))
    });
    Ok(Crowd {
        by_day: by_day.into_iter().map(|(day, count)| (day, shown(count))).collect(),
        funnel: hidden(&counts.collect::<Vec<_>>()),
        behind: rx.opt::<i64>(&BEHIND, &[])?.unwrap_or(0),
    })
}

const fn shown(count: i64) -> People {
    if count >= LEAST || count == 0 { People::Many(count) } else { People::Few }
}

/// The funnel with small numbers hidden. From one step to the next nobody can be told apart either: a step that differs
/// from the one before by fewer than ten people, and not by none, is hidden as well.
fn hidden(counts: &[(&'static str, [i64; STEPS])]) -> Vec<(&'static str, [People; STEPS])> {
    let row = |steps: &[i64; STEPS]| {
        let mut shown_last = steps[0];
        std::array::from_fn(|at| {
            let count = steps[at];
            let apart = shown_last - count;
            if shown(count) == People::Few || (1..LEAST).contains(&apart) {
                return People::Few;
            }
            shown_last = count;
            People::Many(count)
        })
    };
    counts.iter().map(|(entry, steps)| (*entry, row(steps))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use People::{Few, Many};

    #[test]
    fn no_number_tells_of_fewer_than_ten_people() {
        assert_eq!([0, 1, 9, 10].map(shown), [Many(0), Few, Few, Many(10)]);
        let counts = [("search", [40, 30, 12, 9, 0]), ("feed", [100, 95, 80, 80, 11])];
        let expected = [
            ("search", [Many(40), Many(30), Many(12), Few, Many(0)]),
            ("feed", [Many(100), Few, Many(80), Many(80), Many(11)]),
        ];
        assert_eq!(hidden(&counts), expected, "95 of 100 would tell that five went");
    }
}
