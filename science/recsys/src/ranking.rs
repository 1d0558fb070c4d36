use std::cmp::Ordering;
use std::hint::black_box;

use crate::Csr;
use crate::dense::{Arithmetic, Kernel, wide};

/// An item with its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The item.
    pub item: u32,
    /// Its score; only the order within one answer means something.
    pub score: f32,
}

/// Higher score first; equal scores by the lower item number, so that an answer never depends on luck.
fn best_first(left: &Scored, right: &Scored) -> Ordering {
    right.score.total_cmp(&left.score).then(left.item.cmp(&right.item))
}

/// The best `keep` of what is given, best first.
pub fn best(mut scored: Vec<Scored>, keep: usize) -> Vec<Scored> {
    if keep == 0 {
        return Vec::new();
    }
    if scored.len() > keep {
        scored.select_nth_unstable_by(keep - 1, best_first);
        scored.truncate(keep);
    }
    scored.sort_unstable_by(best_first);
    scored
}

/// The best few of many that pass by. What cannot be among them is dropped on sight, so that little is
/// ever sorted.
pub(crate) struct Top {
    keep: usize,
    pool: Vec<Scored>,
    floor: f32,
}

impl Top {
    pub(crate) fn new(keep: usize) -> Top {
        let floor = if keep == 0 { f32::INFINITY } else { f32::NEG_INFINITY };
        Top { keep, pool: Vec::with_capacity(Self::full(keep)), floor }
    }

    /// The size at which the pool is cut back: large enough that cutting is rare.
    const fn full(keep: usize) -> usize {
        2 * keep + 64
    }

    /// Items must be offered with their numbers rising, so that of equal scores the first one stays.
    #[inline(always)]
    pub(crate) fn offer(&mut self, item: u32, score: f32) {
        if score > self.floor {
            self.pool.push(Scored { item, score });
            if self.pool.len() == Self::full(self.keep) {
                self.cut();
            }
        }
    }

    #[inline(never)]
    fn cut(&mut self) {
        self.pool.select_nth_unstable_by(self.keep - 1, best_first);
        self.pool.truncate(self.keep);
        self.floor = self.pool[self.keep - 1].score;
    }

    pub(crate) fn finish(self) -> Vec<Scored> {
        best(self.pool, self.keep)
    }
}

/// Items that share a mark: four cache lines of scores, so that the marks of a catalogue stay in the
/// nearest memory beside the lists that are being read.
const BLOCK: usize = 64;

/// Scores that are compared with the floor at once: a cache line, and one register where they are widest.
const LINE: usize = 16;

/// Scores of a few of very many items: a dense array, and a mark for every block of 64 that was touched.
///
/// Adding costs two stores and no branch. Reading back walks touched blocks a line of sixteen at a time
/// and looks closer only where a line holds something that can still be among the best, so it costs
/// about a comparison for each line. Keep one for each thread and use it again.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    dense: Vec<f32>,
    touched: Vec<bool>,
}

impl Scores {
    /// Room for a catalogue of `items`.
    pub fn new(items: usize) -> Self {
        let blocks = items.div_ceil(BLOCK);
        Scores { dense: vec![0.0; blocks * BLOCK], touched: vec![false; blocks] }
    }

    /// The number of items that fit.
    pub fn capacity(&self) -> usize {
        self.dense.len()
    }

    /// Adds to an item's score. The item must be below the size given to [`Scores::new`].
    #[inline(always)]
    pub fn add(&mut self, item: u32, score: f32) {
        self.dense[item as usize] += score;
        self.touched[item as usize / BLOCK] = true;
    }

    /// The scores of the first `items`, for whoever changes nearly all of them.
    pub(crate) fn all(&mut self, items: usize) -> &mut [f32] {
        self.touched[..items.div_ceil(BLOCK)].fill(true);
        &mut self.dense[..items]
    }

    /// Adds what a past of (item, strength) speaks for by its rows. Items beyond the rows say nothing.
    pub(crate) fn add_rows(&mut self, rows: &Csr, past: &[(u32, f32)]) {
        let spoken = past.iter().map(|&(from, strength)| (rows.row(from as usize), strength));
        let additions: usize = spoken.clone().map(|(row, _)| row.len()).sum();
        // Rows lie far apart. A look at the head of each beforehand lets the processor fetch them side by
        // side, where one after the other would wait for each.
        let heads = spoken.clone().filter_map(|(row, _)| Some((row.columns.first()?, row.values.first()?)));
        black_box(heads.fold(0, |seen, (column, value)| seen ^ column ^ value.to_bits()));
        if additions <= self.touched.len() {
            for (row, strength) in spoken {
                row.iter().for_each(|(to, weight)| self.add(to, strength * weight));
            }
            return;
        }
        // With more additions than blocks nearly all are touched, and to mark each time would be in vain.
        let all = self.all(rows.width());
        for (row, strength) in spoken {
            row.iter().for_each(|(to, weight)| all[to as usize] += strength * weight);
        }
    }

    /// An item's score; zero where nothing was added.
    #[inline(always)]
    pub fn get(&self, item: u32) -> f32 {
        self.dense.get(item as usize).copied().unwrap_or(0.0)
    }

    /// Forbids an item: it will not be read back, whatever was added. Call it after the last addition.
    pub fn forbid(&mut self, item: u32) {
        if let Some(score) = self.dense.get_mut(item as usize) {
            *score = 0.0;
        }
    }

    /// Makes all scores zero, at the cost of what was touched.
    pub fn clear(&mut self) {
        wide(Clear(self));
    }

    /// Calls `each` with every item whose score is not zero, items rising, and leaves all scores zero.
    #[inline(always)]
    pub fn drain(&mut self, mut each: impl FnMut(u32, f32)) {
        let blocks = self.dense.as_chunks_mut::<BLOCK>().0.iter_mut().zip(&mut self.touched);
        for (block, (scores, touched)) in blocks.enumerate() {
            if *touched {
                let (found, count) = not_zero(scores);
                for &place in &found[..count] {
                    each((block * BLOCK) as u32 + u32::from(place), scores[usize::from(place)]);
                }
                *scores = [0.0; BLOCK];
                *touched = false;
            }
        }
    }

    /// Calls `each` with every item whose score is not zero, items rising.
    #[inline(always)]
    pub fn each(&self, mut each: impl FnMut(u32, f32)) {
        for (block, scores) in self.touched_blocks() {
            let (found, count) = not_zero(scores);
            for &place in &found[..count] {
                each((block * BLOCK) as u32 + u32::from(place), scores[usize::from(place)]);
            }
        }
    }

    /// The best `keep` items whose score is not zero, best first.
    pub fn best(&self, keep: usize) -> Vec<Scored> {
        let mut top = Top::new(keep);
        wide(Select { scores: self, top: &mut top });
        top.finish()
    }

    /// As [`Scores::best`], and leaves all scores zero.
    pub fn take_best(&mut self, keep: usize) -> Vec<Scored> {
        let found = self.best(keep);
        self.clear();
        found
    }

    /// A bound that at least `keep` scores exceed, close below the least of the best `keep`; without bound
    /// where it would not be above zero.
    ///
    /// The items are dealt into more than twice as many groups as are wanted, and the `keep`-th of the
    /// groups' greatest scores is taken: the best few seldom meet in one group.
    #[inline(always)]
    fn floor(&self, keep: usize) -> f32 {
        let groups = (5 * keep / 2).div_ceil(BLOCK).next_power_of_two().max(4);
        let mut greatest = vec![[f32::NEG_INFINITY; BLOCK]; groups];
        if keep == 0 || self.touched.len() < groups {
            return if keep == 0 { f32::INFINITY } else { f32::NEG_INFINITY };
        }
        for (block, scores) in self.touched_blocks() {
            let greatest = greatest[block % groups].as_chunks_mut::<LINE>().0;
            for (greatest, scores) in greatest.iter_mut().zip(scores.as_chunks::<LINE>().0) {
                *greatest = greater(*greatest, *scores);
            }
        }
        let greatest = greatest.as_flattened_mut();
        let (_, &mut edge, _) =
            greatest.select_nth_unstable_by(keep - 1, |left, right| right.total_cmp(left));
        if edge > 0.0 { edge.next_down() } else { f32::NEG_INFINITY }
    }

    #[inline(always)]
    fn touched_blocks(&self) -> impl Iterator<Item = (usize, &[f32; BLOCK])> {
        let blocks = self.dense.as_chunks::<BLOCK>().0.iter().zip(&self.touched).enumerate();
        blocks.filter(|block| *block.1.1).map(|(block, (scores, _))| (block, scores))
    }
}

/// The places of a block that are not zero, rising, and how many. Without a branch, since where a score
/// stands is as good as random.
#[inline(always)]
fn not_zero(scores: &[f32; BLOCK]) -> ([u8; BLOCK], usize) {
    let mut found = [0u8; BLOCK];
    let mut count = 0;
    for (place, &score) in scores.iter().enumerate() {
        found[count % BLOCK] = place as u8;
        count += usize::from(score != 0.0);
    }
    (found, count)
}

#[inline(always)]
fn any_above<const LENGTH: usize>(scores: &[f32; LENGTH], floor: f32) -> bool {
    scores.iter().fold(false, |above, &score| above | (score > floor))
}

/// The greater of each two; what is not a number is not greater.
#[inline(always)]
fn greater(left: [f32; LINE], right: [f32; LINE]) -> [f32; LINE] {
    std::array::from_fn(|place| left[place].max(right[place]))
}

struct Clear<'a>(&'a mut Scores);

impl Kernel for Clear<'_> {
    type Output = ();

    #[inline(always)]
    fn call<A: Arithmetic>(self) {
        let blocks = self.0.dense.as_chunks_mut::<BLOCK>().0.iter_mut();
        for (block, touched) in blocks.zip(&mut self.0.touched) {
            if *touched {
                *block = [0.0; BLOCK];
                *touched = false;
            }
        }
    }
}

/// Offers what is not zero and may be among the best.
struct Select<'a> {
    scores: &'a Scores,
    top: &'a mut Top,
}

impl Kernel for Select<'_> {
    type Output = ();

    #[inline(always)]
    fn call<A: Arithmetic>(self) {
        self.top.floor = self.scores.floor(self.top.keep);
        for (block, scores) in self.scores.touched_blocks() {
            if !any_above(scores, self.top.floor) {
                continue;
            }
            for (line, scores) in scores.as_chunks::<LINE>().0.iter().enumerate() {
                if any_above(scores, self.top.floor) {
                    let first = (block * BLOCK + line * LINE) as u32;
                    for (item, &score) in (first..).zip(scores).filter(|scored| *scored.1 != 0.0) {
                        self.top.offer(item, score);
                    }
                }
            }
        }
    }
}
