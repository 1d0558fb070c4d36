use std::cmp::Ordering;

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

const BLOCK: usize = 8;

/// Scores of a few of very many items: a dense array, and one mark for every eight items that was touched.
///
/// Adding costs two stores and no branch; reading back walks the marks, so it costs what was touched and
/// an eighth of a byte for each item of the catalogue. Keep one for each thread and use it again.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    dense: Vec<f32>,
    touched: Vec<u8>,
}

impl Scores {
    /// Room for a catalogue of `items`.
    pub fn new(items: usize) -> Self {
        let blocks = items.div_ceil(BLOCK).next_multiple_of(BLOCK);
        Scores { dense: vec![0.0; blocks * BLOCK], touched: vec![0; blocks] }
    }

    /// The number of items that fit.
    pub fn capacity(&self) -> usize {
        self.dense.len()
    }

    /// Adds to an item's score. The item must be below the size given to [`Scores::new`].
    #[inline(always)]
    pub fn add(&mut self, item: u32, score: f32) {
        self.dense[item as usize] += score;
        self.touched[item as usize / BLOCK] = 1;
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
        self.drain(|_, _| {});
    }

    /// Calls `each` with every item whose score is not zero, items rising, and leaves all scores zero.
    #[inline(always)]
    pub fn drain(&mut self, mut each: impl FnMut(u32, f32)) {
        let dense = self.dense.as_chunks_mut::<BLOCK>().0;
        for (group, marks) in self.touched.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
            if *marks == [0; BLOCK] {
                continue;
            }
            for (offset, _) in marks.iter().enumerate().filter(|mark| *mark.1 != 0) {
                let block = group * BLOCK + offset;
                for (place, score) in dense[block].iter_mut().enumerate() {
                    if *score != 0.0 {
                        each((block * BLOCK + place) as u32, *score);
                        *score = 0.0;
                    }
                }
            }
            *marks = [0; BLOCK];
        }
    }

    /// Calls `each` with every item whose score is not zero, items rising.
    #[inline(always)]
    pub fn each(&self, mut each: impl FnMut(u32, f32)) {
        let dense = self.dense.as_chunks::<BLOCK>().0;
        for (group, marks) in self.touched.as_chunks::<BLOCK>().0.iter().enumerate() {
            if *marks == [0; BLOCK] {
                continue;
            }
            for (offset, _) in marks.iter().enumerate().filter(|mark| *mark.1 != 0) {
                let block = group * BLOCK + offset;
                for (place, &score) in dense[block].iter().enumerate().filter(|score| *score.1 != 0.0) {
                    each((block * BLOCK + place) as u32, score);
                }
            }
        }
    }

    /// The best `keep` items whose score is not zero, best first.
    pub fn best(&self, keep: usize) -> Vec<Scored> {
        let mut top = Top::new(keep);
        self.each(|item, score| top.offer(item, score));
        top.finish()
    }

    /// As [`Scores::best`], and leaves all scores zero.
    pub fn take_best(&mut self, keep: usize) -> Vec<Scored> {
        let found = self.best(keep);
        self.clear();
        found
    }
}
