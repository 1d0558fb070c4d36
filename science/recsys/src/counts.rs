use std::collections::{BTreeMap, VecDeque};

use crate::bytes::{Kind, Reader, Writer};
use crate::lists::{Tie, keep_strongest};
use crate::matrix::Builder;
use crate::popular::Decay;
use crate::{Error, Lists, Result, Weighting};

const KIND: Kind = Kind { name: "co-counts", code: 5, version: 1 };

/// Limits and decay of streaming co-counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountSettings {
    /// Seconds after which a tie counts half; above 0.
    pub half_life: f64,
    /// How many of a person's latest items a new act is tied to, 1 to 10,000: what one event may cost.
    pub window: usize,
    /// Most ties that are kept for an item, at least 8. Beyond it the weakest quarter is forgotten.
    pub ties: usize,
    /// Exponent of a person's activity in `window_size^-person`, 0 to 2.
    pub person: f32,
}

impl Default for CountSettings {
    /// Ninety days, two hundred items, a thousand ties, square root of activity.
    fn default() -> Self {
        CountSettings { half_life: 90.0 * 86_400.0, window: 200, ties: 1_000, person: 0.5 }
    }
}

/// Co-counts that are right after every single event, with recency decay.
///
/// An act of a person on an item at time t ties it to each other item among the person's latest
/// `window`, with weight `n^-person · 2^-((now - t) / half_life)` where n is how many items are in that
/// window, the new one included. Acts of one person must come in their order; how different people's
/// acts interleave changes nothing. An event costs at most `window` changes of two short rows; lists
/// are made from a row when asked for, so a feed follows an event at once.
///
/// ```
/// use recsys::{CoCounts, CountSettings, Weighting};
/// let mut counts = CoCounts::new(CountSettings::default())?;
/// counts.add(7, 1, 0.0)?; // person 7, item 1, at second 0
/// counts.add(7, 2, 60.0)?;
/// assert!(counts.tie(1, 2, 60.0) > 0.0);
/// assert_eq!(counts.recommend(&[(1, 1.0)], &Weighting::COSINE, 60.0, 5)[0].item, 2);
/// # Ok::<(), recsys::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CoCounts {
    settings: CountSettings,
    decay: Decay,
    /// Each person's latest items, oldest first.
    windows: BTreeMap<u32, VecDeque<u32>>,
    /// Each item's ties, other item rising.
    rows: Vec<Vec<(u32, f64)>>,
    /// Each item's decayed number of acts.
    mass: Vec<f64>,
}

impl CoCounts {
    /// Empty counts.
    ///
    /// # Errors
    /// [`Error::Setting`] when a setting is out of range.
    pub fn new(settings: CountSettings) -> Result<CoCounts> {
        let no = |name, value: f64, range| Err(Error::Setting { name, value, range });
        if !(1..=10_000).contains(&settings.window) {
            return no("window", settings.window as f64, "from 1 to 10000");
        }
        if settings.ties < 8 {
            return no("ties", settings.ties as f64, "at least 8");
        }
        if !(0.0..=2.0).contains(&settings.person) {
            return no("person", settings.person.into(), "from 0 to 2");
        }
        let decay = Decay::new(settings.half_life)?;
        Ok(CoCounts { settings, decay, windows: BTreeMap::new(), rows: Vec::new(), mass: Vec::new() })
    }

    /// Counts one act at a time in seconds. An item seen for the first time gets its row.
    ///
    /// An act on an item that is still in the person's window moves it to the front and ties it again:
    /// coming back is an act too.
    ///
    /// # Errors
    /// [`Error::Setting`] when the time is not finite; [`Error::Outside`] for the item `u32::MAX`.
    pub fn add(&mut self, person: u32, item: u32, at: f64) -> Result<()> {
        if !at.is_finite() {
            return Err(Error::Setting { name: "at", value: at, range: "finite seconds" });
        }
        crate::matrix::within("item", item, u32::MAX as usize)?;
        if let Some(factor) = self.decay.rebase(at) {
            self.rows.iter_mut().flatten().for_each(|tie| tie.1 *= factor);
            self.mass.iter_mut().for_each(|mass| *mass *= factor);
        }
        let wanted = item as usize + 1;
        if self.rows.len() < wanted {
            self.rows.resize_with(wanted, Vec::new);
            self.mass.resize(wanted, 0.0);
        }
        let window = self.windows.entry(person).or_default();
        window.retain(|&before| before != item);
        if window.len() == self.settings.window {
            window.pop_front();
        }
        let others: Vec<u32> = window.iter().copied().collect();
        window.push_back(item);
        let weight = self.decay.weight(at);
        self.mass[item as usize] += weight;
        let share = weight * (window.len() as f64).powf(-f64::from(self.settings.person));
        for other in others {
            add_tie(&mut self.rows[item as usize], other, share, self.settings.ties);
            add_tie(&mut self.rows[other as usize], item, share, self.settings.ties);
        }
        Ok(())
    }

    /// Forgets a person: the window goes, ties already counted fade with their half-life.
    pub fn forget(&mut self, person: u32) {
        self.windows.remove(&person);
    }

    /// One more than the highest item seen.
    pub fn items(&self) -> usize {
        self.rows.len()
    }

    /// The decayed co-count of two items now.
    pub fn tie(&self, left: u32, right: u32, now: f64) -> f64 {
        let Some(row) = self.rows.get(left as usize) else { return 0.0 };
        row.binary_search_by_key(&right, |tie| tie.0).map_or(0.0, |at| row[at].1 / self.decay.weight(now))
    }

    /// An item's decayed number of acts now.
    pub fn mass(&self, item: u32, now: f64) -> f64 {
        self.mass.get(item as usize).map_or(0.0, |mass| mass / self.decay.weight(now))
    }

    /// The best `keep` items for a past of (item, strength) straight from the counts, without the past.
    /// `weighting.person` has no effect here: the person's share was taken at the event.
    pub fn recommend(
        &self,
        past: &[(u32, f32)],
        weighting: &Weighting,
        now: f64,
        keep: usize,
    ) -> Vec<crate::Scored> {
        let mut scores = crate::Scores::new(self.items());
        for &(from, strength) in past {
            for (to, weight) in self.weighted(from as usize, weighting, now) {
                scores.add(to, strength * weight);
            }
        }
        past.iter().for_each(|&(item, _)| scores.forbid(item));
        scores.take_best(keep)
    }

    /// The `keep` strongest ties of every item now, in the form that everything else serves from.
    ///
    /// # Errors
    /// [`Error::Sizes`] never, since the rows are square; kept for the signature of [`Lists::from_rows`].
    pub fn lists(&self, weighting: &Weighting, now: f64, keep: usize) -> Result<Lists> {
        let mut built = Builder::new(self.items(), self.items(), self.items() * keep.min(32));
        for item in 0..self.items() {
            let weighted = self.weighted(item, weighting, now);
            let mut ties: Vec<Tie> = weighted.into_iter().map(|(to, weight)| Tie::new(to, weight)).collect();
            keep_strongest(&mut ties, keep, &mut built);
        }
        Lists::from_rows(built.finish())
    }

    fn weighted(&self, from: usize, weighting: &Weighting, now: f64) -> Vec<(u32, f32)> {
        let scale = 1.0 / self.decay.weight(now);
        let damp = |item: usize, exponent: f32| (self.mass[item] * scale).max(1.0).powf(-f64::from(exponent));
        let Some(row) = self.rows.get(from) else { return Vec::new() };
        let own = damp(from, weighting.from);
        row.iter()
            .map(|&(to, tie)| {
                let strength = (tie * scale).powf(weighting.power.into());
                (to, (strength * own * damp(to as usize, weighting.to)) as f32)
            })
            .collect()
    }

    /// The counts as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::new(KIND);
        let CountSettings { half_life, window, ties, person } = self.settings;
        out.f64(half_life);
        out.u64(window as u64);
        out.u64(ties as u64);
        out.f32(person);
        out.f64(self.decay.base);
        out.f64s(&self.mass);
        for row in &self.rows {
            out.u32s(&row.iter().map(|tie| tie.0).collect::<Vec<_>>());
            out.f64s(&row.iter().map(|tie| tie.1).collect::<Vec<_>>());
        }
        out.u64(self.windows.len() as u64);
        for (person, window) in &self.windows {
            out.u32(*person);
            out.u32s(&window.iter().copied().collect::<Vec<_>>());
        }
        out.finish()
    }

    /// The counts from bytes of [`CoCounts::to_bytes`].
    ///
    /// # Errors
    /// [`Error::NotAModel`], [`Error::Version`], or [`Error::Setting`] for limits that are out of range.
    pub fn from_bytes(bytes: &[u8]) -> Result<CoCounts> {
        let mut input = Reader::new(bytes, KIND)?;
        let half_life = input.f64()?;
        let (window, ties) = (input.u64()? as usize, input.u64()? as usize);
        let person = input.f32()?;
        let mut counts = CoCounts::new(CountSettings { half_life, window, ties, person })?;
        counts.decay.base = input.f64()?;
        counts.mass = input.f64s()?;
        let items = counts.mass.len();
        for _ in 0..items {
            let (others, weights) = (input.u32s()?, input.f64s()?);
            let rising = others.windows(2).all(|two| two[0] < two[1]);
            if others.len() != weights.len() || !rising || others.iter().any(|&other| other as usize >= items)
            {
                return Err(input.broken());
            }
            counts.rows.push(others.into_iter().zip(weights).collect());
        }
        for _ in 0..input.u64()? {
            let (person, latest) = (input.u32()?, input.u32s()?);
            if latest.iter().any(|&item| item as usize >= items) {
                return Err(input.broken());
            }
            counts.windows.insert(person, latest.into());
        }
        input.end()?;
        Ok(counts)
    }
}

/// Adds to a tie in a row whose items rise. A row at its limit first forgets its weakest quarter, so
/// that the cost of forgetting is shared by many events.
fn add_tie(row: &mut Vec<(u32, f64)>, other: u32, weight: f64, limit: usize) {
    match row.binary_search_by_key(&other, |tie| tie.0) {
        Ok(at) => row[at].1 += weight,
        Err(_) if row.len() >= limit => {
            let mut weights: Vec<f64> = row.iter().map(|tie| tie.1).collect();
            let (_, &mut edge, _) = weights.select_nth_unstable_by(limit / 4, f64::total_cmp);
            row.retain(|tie| tie.1 > edge);
            let at = row.partition_point(|tie| tie.0 < other);
            row.insert(at, (other, weight));
        }
        Err(at) => row.insert(at, (other, weight)),
    }
}
