use rayon::prelude::*;

use crate::dense::{Arithmetic, Kernel, cholesky, solve, wide};
use crate::matrix::Builder;
use crate::{Csr, Error, Lists, Result};

const CHUNK: usize = 64;

/// How lists are re-weighted by local ridge regressions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RidgeSettings {
    /// How many of an item's strongest ties explain it, 1 to 512. Time grows with the square.
    pub neighbours: usize,
    /// Ridge λ > 0 in units of one person's whole weight.
    pub ridge: f32,
    /// Exponent of a person's activity in the person's weight `d_u^-person`, 0 to 2.
    pub person: f32,
    /// Exponent of popularity in an item's own ridge, `λ d_i^popular`, 0 to 1: above zero, popular items
    /// are held back as rare ones are.
    pub popular: f32,
}

impl RidgeSettings {
    fn check(&self) -> Result<()> {
        let no = |name, value: f64, range| Err(Error::Setting { name, value, range });
        if !(1..=512).contains(&self.neighbours) {
            return no("neighbours", self.neighbours as f64, "from 1 to 512");
        }
        if !(self.ridge > 0.0 && self.ridge.is_finite()) {
            return no("ridge", self.ridge.into(), "above 0");
        }
        if !(0.0..=2.0).contains(&self.person) {
            return no("person", self.person.into(), "from 0 to 2");
        }
        if !(0.0..=1.0).contains(&self.popular) {
            return no("popular", self.popular.into(), "from 0 to 1");
        }
        Ok(())
    }
}

/// Local EASE: for each item the ridge regression of its column on its strongest neighbours' columns,
/// `w = (G_NN + λI)⁻¹ G_Ni` with `G = Xᵀ D X`.
///
/// Where a plain co-count lets ten near copies of one item speak ten times, the regression shares the
/// weight among them. Items are independent of each other, so a changed item can be solved again alone
/// and memory stays that of the lists.
///
/// # Errors
/// [`Error::Sizes`] when history and lists differ in items; [`Error::Setting`]; [`Error::Singular`].
pub fn ridge_lists(history: &Csr, neighbours: &Lists, settings: &RidgeSettings) -> Result<Lists> {
    settings.check()?;
    let items = history.width();
    if neighbours.items() != items {
        return Err(Error::Sizes {
            what: "items of history and lists",
            left: items,
            right: neighbours.items(),
        });
    }
    let explained_by = neighbours.rows().transposed();
    let by_item = history.transposed();
    let shares: Vec<f32> = history.row_sums().iter().map(|sum| sum.max(1.0).powf(-settings.person)).collect();
    let popularity = history.column_sums();
    let around = Around { by_item: &by_item, shares: &shares, popularity: &popularity, settings };
    let chunks: Vec<Builder> = (0..items.div_ceil(CHUNK))
        .into_par_iter()
        .map_init(
            || Room { head: vec![0; history.rows()], ..Room::default() },
            |room, chunk| {
                let range = chunk * CHUNK..((chunk + 1) * CHUNK).min(items);
                let mut built = Builder::new(items, range.len(), range.len() * settings.neighbours);
                for item in range {
                    around.choose(item, &explained_by, room);
                    wide(Solve { around: &around, room })?;
                    for (&from, &weight) in room.chosen[..room.right.len()].iter().zip(&room.right) {
                        built.push(from, weight);
                    }
                    built.end_row();
                }
                Ok(built)
            },
        )
        .collect::<Result<_>>()?;
    let cells = chunks.iter().map(Builder::len).sum();
    let mut whole = Builder::new(items, items, cells);
    chunks.into_iter().for_each(|chunk| whole.append(chunk));
    // Solved by target; lists are read by source.
    Lists::from_rows(whole.finish().transposed())
}

/// What every item's regression reads.
struct Around<'a> {
    by_item: &'a Csr,
    shares: &'a [f32],
    popularity: &'a [f32],
    settings: &'a RidgeSettings,
}

/// Memory that a thread uses again for each item.
#[derive(Default)]
struct Room {
    /// The neighbours, rising; the explained item itself stands last.
    chosen: Vec<u32>,
    /// Of each person, one more than the place in `links` of the latest chosen item, zero for none.
    head: Vec<u32>,
    links: Vec<Link>,
    system: Vec<f32>,
    small: Vec<f32>,
    right: Vec<f32>,
}

/// A chosen item that a person has, chained to the one before.
#[derive(Clone, Copy)]
struct Link {
    place: u32,
    before: u32,
    value: f32,
}

/// Leaves the weights of the chosen neighbours in `room.right`.
struct Solve<'a, 'b> {
    around: &'a Around<'b>,
    room: &'a mut Room,
}

impl Kernel for Solve<'_, '_> {
    type Output = Result<()>;

    #[inline(always)]
    fn call<A: Arithmetic>(self) -> Result<()> {
        self.around.solve::<A>(self.room)
    }
}

impl Around<'_> {
    /// The strongest neighbours of an item, then the item.
    fn choose(&self, item: usize, explained_by: &Csr, room: &mut Room) {
        let row = explained_by.row(item);
        let mut ties: Vec<(u32, f32)> = row.iter().filter(|tie| tie.0 as usize != item).collect();
        if ties.len() > self.settings.neighbours {
            ties.select_nth_unstable_by(self.settings.neighbours - 1, |left, right| {
                right.1.total_cmp(&left.1).then(left.0.cmp(&right.0))
            });
            ties.truncate(self.settings.neighbours);
        }
        room.chosen.clear();
        room.chosen.extend(ties.iter().map(|tie| tie.0));
        room.chosen.sort_unstable();
        room.chosen.push(item as u32);
    }

    /// Leaves the weights of the chosen neighbours in `room.right`.
    #[inline(always)]
    fn solve<A: Arithmetic>(&self, room: &mut Room) -> Result<()> {
        self.fill_gram(room);
        let size = room.chosen.len();
        let unknowns = size - 1;
        room.right.clear();
        room.right.extend((0..unknowns).map(|at| room.system[at * size + unknowns]));
        room.small.clear();
        for at in 0..unknowns {
            room.small.extend_from_slice(&room.system[at * size..at * size + unknowns]);
            let popular = self.popularity[room.chosen[at] as usize].max(1.0);
            room.small[at * unknowns + at] += self.settings.ridge * popular.powf(self.settings.popular);
        }
        cholesky::<A>(&mut room.small, unknowns)?;
        solve::<A>(&room.small, unknowns, &mut room.right);
        Ok(())
    }

    /// The upper triangle of the chosen items' Gram matrix. Each person's chosen items are chained as
    /// they are met, so the cost is in pairs that one person has, not in whole histories.
    #[inline(always)]
    fn fill_gram(&self, room: &mut Room) {
        let size = room.chosen.len();
        room.system.clear();
        room.system.resize(size * size, 0.0);
        room.links.clear();
        for (at, &item) in room.chosen.iter().enumerate() {
            for (person, value) in self.by_item.row(item as usize).iter() {
                let share = value * self.shares[person as usize];
                let head = &mut room.head[person as usize];
                let mut next = *head;
                while next > 0 {
                    let link = room.links[next as usize - 1];
                    room.system[link.place as usize * size + at] += share * link.value;
                    next = link.before;
                }
                room.system[at * size + at] += share * value;
                room.links.push(Link { place: at as u32, before: *head, value });
                *head = room.links.len() as u32;
            }
        }
        for &item in &room.chosen {
            self.by_item.row(item as usize).columns.iter().for_each(|&person| room.head[person as usize] = 0);
        }
    }
}
