//! Cohorts: of the people who first came in a period, how many were back after so long.

use crate::activity::Activity;
use crate::day::{Day, Period};
use crate::share::Share;
use crate::tally::Tally;

/// What counts as being back: a stretch of periods after the cohort's own, which is number 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    from: u32,
    to: Option<u32>,
}

impl Window {
    /// Classic: active in period `n` itself.
    pub fn on(n: u32) -> Self {
        Self { from: n, to: Some(n) }
    }

    /// Bracket: active in any period from `low` to `high`, both included (in either order).
    pub fn between(low: u32, high: u32) -> Self {
        Self { from: low.min(high), to: Some(low.max(high)) }
    }

    /// Unbounded, also called rolling: active in period `n` or any later one that is known.
    pub fn since(n: u32) -> Self {
        Self { from: n, to: None }
    }

    /// One classic window for each period from 0 to `last`: the columns of the usual triangle.
    pub fn each_to(last: u32) -> Vec<Self> {
        (0..=last).map(Self::on).collect()
    }

    /// The last period that must be over before the window may be judged. An unbounded window is judged
    /// from its first period on and can still grow.
    fn decided_by(self) -> u32 {
        self.to.unwrap_or(self.from)
    }
}

/// A retention table: cohorts down, windows across.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohorts<P = Day> {
    /// The columns.
    pub windows: Vec<Window>,
    /// One for each period in which anybody came first, oldest first.
    pub rows: Vec<Cohort<P>>,
}

/// The people who came first in one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort<P = Day> {
    /// Their first period.
    pub began: P,
    /// How many they are, at least 1.
    pub size: u64,
    /// For each window how many were back; `None`, never 0, while the window is not over.
    pub back: Vec<Option<u64>>,
}

impl<P> Cohorts<P> {
    /// One line for the whole table: for each window those who were back, of the cohorts whose window is
    /// over. Cohorts still open are in neither count, so the line does not sag at its end.
    pub fn pooled(&self) -> Vec<Share> {
        let pool = |column: usize| {
            let mature =
                self.rows.iter().filter_map(|row| Some(Share::part((*row.back.get(column)?)?, row.size)));
            mature.fold(Share::part(0, 0), Share::plus)
        };
        (0..self.windows.len()).map(pool).collect()
    }
}

impl<P: Period> Activity<P> {
    /// The retention table of this activity: cohorts by the first period, back in the same kind of activity.
    /// `as_of` is the first period that is not over: a cell is known if its window ended before it.
    ///
    /// ```
    /// use behaviour::{Activity, Day, Window};
    /// let mut activity = Activity::new();
    /// for (person, day) in [(1, 100), (1, 101), (2, 100), (3, 101)] {
    ///     activity.note(person, Day(day));
    /// }
    /// let table = activity.retention(&Window::each_to(1), Day(102));
    /// assert_eq!(table.rows[0].back, [Some(2), Some(1)]); // day 100: two came, one was back on 101
    /// assert_eq!(table.rows[1].back, [Some(1), None]);    // day 101: 102 is not over yet
    /// assert_eq!(table.pooled()[1].rate(), Some(0.5));
    /// ```
    pub fn retention(&self, windows: &[Window], as_of: P) -> Cohorts<P> {
        table(self, self, Some, windows, as_of)
    }

    /// As [`Activity::retention`], back in another kind of activity: signed up here, bought there. Window 0
    /// is then a question too, since both may fall on one day.
    pub fn retention_in(&self, back: &Self, windows: &[Window], as_of: P) -> Cohorts<P> {
        let people = self.roster().people();
        table(self, back, |row| back.roster().row(people[row]), windows, as_of)
    }
}

/// Up to 64 columns, answered for one person as one word.
enum Columns<'a> {
    /// `width` windows of one period each, the first `from` after the cohort's: one cut out of the bits.
    Run { from: u32, width: usize },
    /// Anything else.
    Each(&'a [Window]),
}

impl<'a> Columns<'a> {
    fn of(windows: &'a [Window]) -> Self {
        let first = windows.first().map_or(0, |window| window.from);
        let is_run = (first..).zip(windows).all(|(n, window)| *window == Window::on(n));
        if is_run { Self::Run { from: first, width: windows.len() } } else { Self::Each(windows) }
    }

    /// Bit `i` says whether the person in `row`, who came first in period `began`, is back in window `i`.
    #[inline]
    fn answer<P: Period>(&self, back: &Activity<P>, row: usize, began: i32) -> u64 {
        match self {
            Self::Run { from, width } => {
                back.bits_from(row, began.saturating_add_unsigned(*from)) & u64::MAX >> (64 - width)
            }
            Self::Each(windows) => windows.iter().enumerate().fold(0, |word, (column, window)| {
                let from = began.saturating_add_unsigned(window.from);
                let to = window.to.map_or(i32::MAX, |to| began.saturating_add_unsigned(to));
                word | u64::from(back.any_in(row, from, to)) << column
            }),
        }
    }
}

fn table<P: Period>(
    came: &Activity<P>,
    back: &Activity<P>,
    row_in_back: impl Fn(usize) -> Option<usize>,
    windows: &[Window],
    as_of: P,
) -> Cohorts<P> {
    let chunks: Vec<Columns<'_>> = windows.chunks(64).map(Columns::of).collect();
    let places = came.places();
    let mut sizes = vec![0_u64; places.len()];
    let mut tallies = vec![Tally::new(); places.len() * chunks.len()];
    for row in 0..came.people() {
        let Some((place, began)) = came.first_place(row) else { continue };
        sizes[place] += 1;
        let Some(row) = row_in_back(row) else { continue };
        for (chunk, columns) in chunks.iter().enumerate() {
            tallies[place * chunks.len() + chunk].add(columns.answer(back, row, began));
        }
    }
    let mut counted = tallies.into_iter().map(Tally::totals);
    let rows = places.into_iter().zip(sizes).filter_map(|(began, size)| {
        let counts: Vec<u64> = counted.by_ref().take(chunks.len()).flatten().collect();
        let known = |window: &Window, count: u64| is_over(*window, began, as_of).then_some(count);
        let back = windows.iter().zip(counts).map(|(window, count)| known(window, count)).collect();
        (size > 0).then_some(Cohort { began, size, back })
    });
    Cohorts { windows: windows.to_vec(), rows: rows.collect() }
}

fn is_over<P: Period>(window: Window, began: P, as_of: P) -> bool {
    i64::from(began.index()) + i64::from(window.decided_by()) < i64::from(as_of.index())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn built(pairs: &[(u32, i32)]) -> Activity {
        let mut activity = Activity::new();
        for (person, day) in pairs {
            activity.note(*person, Day(*day));
        }
        activity
    }

    /// The table by its definition, one person and one cell at a time.
    fn plain(came: &Activity, back: &Activity, windows: &[Window], as_of: Day) -> Cohorts {
        let mut firsts: Vec<(Day, u32)> =
            (0..40).filter_map(|person| Some((came.first(person)?, person))).collect();
        firsts.sort_unstable();
        let cohort = |people: &[(Day, u32)]| {
            let began = people[0].0;
            let is_back = |person: u32, window: &Window| {
                let to = window.to.map_or(i64::MAX, i64::from);
                back.periods_of(person).any(|day| {
                    let n = i64::from(day.0) - i64::from(began.0);
                    n >= i64::from(window.from) && n <= to
                })
            };
            let cell = |window: &Window| {
                let over = began.0 + i32::try_from(window.decided_by()).unwrap() < as_of.0;
                over.then(|| people.iter().filter(|(_, person)| is_back(*person, window)).count() as u64)
            };
            Cohort { began, size: people.len() as u64, back: windows.iter().map(cell).collect() }
        };
        let rows = firsts.chunk_by(|one, two| one.0 == two.0).map(cohort).collect();
        Cohorts { windows: windows.to_vec(), rows }
    }

    #[test]
    fn a_cell_is_unknown_until_its_last_day_is_over() {
        let activity = built(&[(1, 0), (1, 7)]);
        let windows = [Window::on(7), Window::between(8, 2), Window::since(7)];
        let cells = |as_of| activity.retention(&windows, Day(as_of)).rows[0].back.clone();
        assert_eq!(cells(7), [None, None, None]);
        assert_eq!(cells(8), [Some(1), None, Some(1)]);
        assert_eq!(cells(9), [Some(1), Some(1), Some(1)]);
    }

    #[test]
    fn more_than_sixty_four_columns_are_counted_too() {
        let activity = built(&[(1, 3), (1, 3 + 63), (1, 3 + 64), (1, 3 + 200), (2, 3)]);
        let table = activity.retention(&Window::each_to(200), Day(1_000));
        let back: Vec<usize> =
            table.rows[0].back.iter().enumerate().filter(|(_, n)| **n == Some(1)).map(|(n, _)| n).collect();
        assert_eq!(back, [63, 64, 200]);
        assert_eq!(table.rows[0].back[0], Some(2));
    }

    proptest! {
        #[test]
        fn the_table_is_what_its_definition_says_and_no_cell_exceeds_its_cohort(
            pairs in prop::collection::vec((0_u32..40, -90_i32..150), 1..150),
            others in prop::collection::vec((0_u32..40, -90_i32..150), 0..150),
            offset in 0_u32..100, width in 1_u32..70, as_of in -90_i32..200,
        ) {
            let (came, back) = (built(&pairs), built(&others));
            let run: Vec<Window> = (offset..offset + width).map(Window::on).collect();
            let mixed = [Window::since(offset), Window::between(offset, offset + width), Window::on(3), Window::on(0)];
            for windows in [&run[..], &mixed] {
                let table = came.retention(windows, Day(as_of));
                prop_assert_eq!(&table, &plain(&came, &came, windows, Day(as_of)));
                prop_assert_eq!(
                    came.retention_in(&back, windows, Day(as_of)),
                    plain(&came, &back, windows, Day(as_of))
                );
                prop_assert!(table.rows.iter().all(|row| row.back.iter().flatten().all(|n| *n <= row.size)));
                prop_assert!(table.pooled().iter().all(|share| share.rate().is_none_or(|rate| rate <= 1.0)));
            }
        }
    }
}
