//! The arch of seats. Each paid seat is set from both banks inward; the last one is the keystone. If one seat stays
//! empty the arch does not stand, and everyone is paid back. For group buys and tiers, nothing else.

use std::fmt::Write as _;

use maud::{Markup, Render, html};

use super::Text;

/// An arch.
#[derive(Clone, Debug, Default)]
pub struct Arch<'a> {
    /// How many seats it needs.
    pub seats: u16,
    /// How many are paid.
    pub paid: u16,
    /// Whether the last one was paid since the reader last looked: its stone drops in, once.
    pub fresh: bool,
    /// The count: "2 of 3".
    pub count: Text<'a>,
    /// What is counted: "seats paid".
    pub unit: Text<'a>,
    /// What the drawing says: "Arch of 3 seats, 2 paid".
    pub label: Text<'a>,
}

/// More seats than this are drawn by proportion: a stone must be wide enough to be seen.
const STONES: u16 = 24;

/// The centre, the outer and the inner radii of the ring, in units of the drawing (240 by 128).
const CENTRE: (f64, f64) = (120.0, 118.0);
const OUTER: (f64, f64) = (112.0, 104.0);
const INNER: (f64, f64) = (78.0, 68.0);

/// The keystone's width in degrees, how far it stands out, the widest block, and half the joint between two.
const KEY: f64 = 24.0;
const PROUD: f64 = 9.0;
const BLOCK: f64 = 13.0;
const JOINT: f64 = 0.7;

/// What the ring looks like at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stone {
    Paid,
    Fresh,
    Next,
    Empty,
    /// An even number of seats has no middle one: the group's price is the keystone.
    Price,
}

impl Stone {
    fn class(self) -> &'static str {
        match self {
            Self::Paid => "st on",
            Self::Fresh => "st on new",
            Self::Next => "st next",
            Self::Empty => "st",
            Self::Price => "st key",
        }
    }
}

impl Arch<'_> {
    /// Seats as drawn, and how many of them are set.
    fn drawn(&self) -> (u16, u16) {
        let paid = self.paid.min(self.seats);
        if self.seats <= STONES {
            return (self.seats.max(1), paid);
        }
        let share = u32::from(paid) * u32::from(STONES) / u32::from(self.seats);
        (STONES, u16::try_from(share).unwrap_or(STONES))
    }

    /// The places from the left bank to the right one, the keystone in the middle.
    fn ring(&self) -> Vec<Stone> {
        let (seats, paid) = self.drawn();
        let side = usize::from(seats / 2);
        let places = 2 * side + 1;
        // From both banks inward, left first.
        let mut order: Vec<usize> = (0..side).flat_map(|step| [step, places - 1 - step]).collect();
        if seats % 2 == 1 {
            order.push(side);
        }
        let mut ring = vec![Stone::Price; places];
        for (turn, place) in order.into_iter().enumerate() {
            let turn = u16::try_from(turn).unwrap_or(u16::MAX);
            ring[place] = match turn {
                turn if turn + 1 == paid && self.fresh => Stone::Fresh,
                turn if turn < paid => Stone::Paid,
                turn if turn == paid => Stone::Next,
                _ => Stone::Empty,
            };
        }
        ring
    }
}

/// A block between two angles, in degrees from the right bank.
fn block(from: f64, to: f64, proud: f64) -> String {
    let point = |angle: f64, (x, y): (f64, f64)| {
        let angle = angle.to_radians();
        format!("{:.1} {:.1}", CENTRE.0 + x * angle.cos(), CENTRE.1 - y * angle.sin())
    };
    let (from, to) = (from - JOINT, to + JOINT);
    let (rx, ry) = (OUTER.0 + proud * 0.4, OUTER.1 + proud);
    let mut path = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        path,
        "M{} A{} {} 0 0 1 {} L{} A{} {} 0 0 0 {}Z",
        point(from, (rx, ry)),
        OUTER.0,
        OUTER.1,
        point(to, (rx, ry)),
        point(to, INNER),
        INNER.0,
        INNER.1,
        point(from, INNER),
    );
    path
}

/// Every block of the ring with its class.
fn blocks(ring: &[Stone]) -> Vec<(&'static str, String)> {
    let side = ring.len() / 2;
    let half = (180.0 - KEY) / 2.0;
    let mut drawn = Vec::new();
    for (place, stone) in ring.iter().enumerate() {
        if place == side {
            drawn.push((stone.class(), block(90.0 + KEY / 2.0, 90.0 - KEY / 2.0, PROUD)));
            continue;
        }
        let wide = half / side as f64;
        let start = match place < side {
            true => 180.0 - place as f64 * wide,
            false => 90.0 - KEY / 2.0 - (place - side - 1) as f64 * wide,
        };
        // A set stone is cut into blocks; a place that waits for one is an outline.
        let is_set = matches!(stone, Stone::Paid | Stone::Fresh);
        let count = if is_set { (wide / BLOCK).round().max(1.0) } else { 1.0 };
        let mut piece = 0.0;
        while piece < count {
            let (from, to) = (start - piece * wide / count, start - (piece + 1.0) * wide / count);
            drawn.push((stone.class(), block(from, to, 0.0)));
            piece += 1.0;
        }
    }
    drawn
}

impl Render for Arch<'_> {
    fn render(&self) -> Markup {
        html! {
            div.arch {
                svg viewBox="0 0 240 128" role="img" aria-label=(self.label) {
                    @for (class, path) in blocks(&self.ring()) { path class=(class) d=(path) {} }
                    path.water d="M0 122q10-5 20 0t20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0 20 0" {}
                }
                div aria-hidden="true" { b.num { (self.count) } small { (self.unit) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::seen::{HOSTILE, holds, of};
    use Stone::{Empty, Fresh, Next, Paid, Price};

    fn ring(seats: u16, paid: u16) -> Vec<Stone> {
        Arch { seats, paid, ..Arch::default() }.ring()
    }

    #[test]
    fn seats_are_set_from_both_banks_and_the_last_is_the_keystone() {
        assert_eq!(ring(3, 2), [Paid, Next, Paid]);
        assert_eq!(ring(5, 3), [Paid, Paid, Empty, Next, Paid]);
        assert_eq!(ring(3, 3), [Paid, Paid, Paid]);
        assert_eq!(ring(3, 0), [Next, Empty, Empty]);
    }

    #[test]
    fn an_even_number_has_the_price_as_its_keystone() {
        assert_eq!(ring(4, 2), [Paid, Next, Price, Empty, Paid]);
        assert_eq!(ring(2, 2), [Paid, Price, Paid]);
    }

    #[test]
    fn only_the_newest_stone_drops_in() {
        assert_eq!(Arch { seats: 3, paid: 2, fresh: true, ..Arch::default() }.ring(), [Paid, Next, Fresh]);
    }

    #[test]
    fn a_great_group_is_drawn_by_proportion_and_a_wrong_count_breaks_nothing() {
        assert_eq!(ring(200, 100).iter().filter(|stone| **stone == Paid).count(), 12);
        assert_eq!(ring(1, 0), [Next]);
        assert_eq!(ring(0, 9), [Next]);
        assert_eq!(ring(3, 9), [Paid, Paid, Paid]);
    }

    #[test]
    fn the_drawing_speaks_its_value_and_is_not_read_twice() {
        let arch = Arch {
            seats: 3,
            paid: 2,
            count: "2 of 3".into(),
            unit: "seats paid".into(),
            label: HOSTILE.into(),
            ..Arch::default()
        };
        let text = of(&arch);
        holds(
            &text,
            &["role=\"img\" aria-label=\"", "<div aria-hidden=\"true\"><b class=\"num\">2 of 3</b>"],
        );
        assert_eq!((text.matches("\"st on\"").count(), text.matches("\"st next\"").count()), (12, 1));
    }
}
