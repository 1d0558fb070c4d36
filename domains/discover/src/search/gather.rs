//! One walk over everything that fits the words: the first so many in order, and how many there are of what. Each count
//! leaves its own filter out, so that it says what a press would find.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::{Arc, PoisonError, RwLock};

use catalog::categories;
use catalog::listings::Sort;
use catalog::listings::finder::{Counts, Sought};
use kernel::{Id, Uid};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

use super::fields::{Traits, halves, hex, letters, one_in_minor, place, unhex, whole};
use super::rank;

/// Shops that a list names beside itself.
const SHOPS: usize = 8;

/// Bounds of the prices that are counted, in major units: 1, 2, 5, 10, …
const STEPS: usize = 24;

/// Parts of the index that are remembered; merged ones are forgotten with the others.
const PARTS: usize = 256;

/// Each shop's number, and which of its own each part of the index has: to count by shop without reading a name. Reading
/// them for every question took most of its time.
#[derive(Default)]
pub struct Shops(RwLock<Numbered>);

#[derive(Default)]
struct Numbered {
    ids: Vec<Uid>,
    numbers: BTreeMap<Uid, usize>,
    parts: BTreeMap<SegmentId, Arc<[usize]>>,
}

impl Shops {
    /// The numbers of a part's shops, in the part's own order, and how many there are in all.
    fn of(&self, part: SegmentId, shops: &StrColumn) -> tantivy::Result<(Arc<[usize]>, usize)> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(numbers) = known.parts.get(&part) {
            return Ok((Arc::clone(numbers), known.ids.len()));
        }
        drop(known);
        let mut ids = Vec::with_capacity(shops.dictionary().num_terms());
        let mut stream = shops.dictionary().stream()?;
        while stream.advance() {
            ids.push(std::str::from_utf8(stream.key()).ok().and_then(unhex).unwrap_or_default());
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let numbered = ids.into_iter().map(|id| {
            let next = known.ids.len();
            let number = *known.numbers.entry(id).or_insert(next);
            if number == next {
                known.ids.push(id);
            }
            number
        });
        let numbers: Arc<[usize]> = numbered.collect();
        if known.parts.len() >= PARTS {
            known.parts.clear();
        }
        known.parts.insert(part, Arc::clone(&numbers));
        Ok((numbers, known.ids.len()))
    }

    fn named(&self, number: usize) -> Option<Uid> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).ids.get(number).copied()
    }
}

/// What is gathered for one question.
pub struct Gather {
    shops: Arc<Shops>,
    sought: Sought,
    /// For each place in the tree whether it is looked for.
    wanted: Vec<bool>,
    currency: Option<u32>,
    priced_in: Option<u32>,
    shop: Option<String>,
    after: Option<(i64, u128)>,
    /// The lower bounds of the bins of prices, minor units.
    bins: Vec<i64>,
}

impl Gather {
    /// For a question.
    pub fn of(sought: &Sought, shops: &Arc<Shops>) -> Self {
        let all = categories::all();
        let mut wanted = vec![sought.category.is_none(); all.len() + 1];
        if let Some(category) = sought.category {
            for (at, one) in all.iter().enumerate() {
                let above = one.parent().map_or(0, |parent| place(Some(parent)));
                wanted[at + 1] = one == category || (above > 0 && wanted[above]);
            }
        }
        let unit = sought.priced_in.map_or(1, one_in_minor);
        Self {
            shops: Arc::clone(shops),
            sought: sought.clone(),
            wanted,
            currency: sought.currency.map(letters),
            priced_in: sought.priced_in.map(letters),
            shop: sought.shop.map(|shop| hex(shop.uid())),
            after: sought.after.map(|(key, Uid(id))| (key, u128::from_be_bytes(id))),
            bins: bins(unit),
        }
    }

    /// Whether the walk needs to know how well the words fit.
    const fn is_scored(&self) -> bool {
        matches!(self.sought.sort, Sort::Best) && self.sought.most > 0
    }
}

/// 0, 1, 2, 5, 10, … of a currency.
fn bins(unit: i64) -> Vec<i64> {
    let mut bins = vec![0];
    let mut step = unit;
    while bins.len() + 3 <= STEPS {
        bins.extend([step, step.saturating_mul(2), step.saturating_mul(5)]);
        step = step.saturating_mul(10);
    }
    bins
}

/// The first so many and the counts of one part of the index, or of all.
#[derive(Default)]
pub struct Gathered {
    /// In order: the number and the id.
    pub first: Vec<(i64, u128)>,
    /// All that fit.
    pub total: u64,
    in_stock: u64,
    categories: Vec<u64>,
    /// By the shops' numbers.
    shops: Vec<u64>,
    prices: Vec<u64>,
}

impl Gathered {
    /// The counts as a finder answers them.
    pub fn counts(&self, sought: &Sought, numbered: &Shops) -> Counts {
        let all = categories::all();
        let mut by_place = self.categories.clone();
        by_place.resize(all.len() + 1, 0);
        // Those under a category stand behind it: from the end, each adds to the one above.
        for (at, one) in all.iter().enumerate().rev() {
            let above = one.parent().map_or(0, |parent| place(Some(parent)));
            if above > 0 {
                by_place[above] += by_place[at + 1];
            }
        }
        let counted = all.iter().zip(&by_place[1..]).filter(|(_, count)| **count > 0);
        let has_some = self.shops.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut shops: Vec<_> = has_some
            .filter_map(|(number, count)| Some((Id::from_uid(numbered.named(number)?), *count)))
            .collect();
        shops.sort_by_key(|(shop, count)| (Reverse(*count), *shop));
        shops.truncate(SHOPS);
        let unit = sought.priced_in.map_or(1, one_in_minor);
        Counts {
            total: self.total,
            in_stock: self.in_stock,
            categories: counted.map(|(one, count)| (one, *count)).collect(),
            shops,
            prices: if sought.priced_in.is_some() { ranges(&bins(unit), &self.prices) } else { Vec::new() },
        }
    }
}

/// Neighbouring bins put together to at most four ranges of about as many each.
fn ranges(bins: &[i64], counts: &[u64]) -> Vec<(i64, Option<i64>, u64)> {
    let all: u64 = counts.iter().sum();
    let share = all.div_ceil(4).max(1);
    let (mut ranges, mut from, mut count) = (Vec::new(), 0, 0);
    for (at, here) in counts.iter().enumerate() {
        count += here;
        let next = bins.get(at + 1);
        if count > 0 && (count >= share || next.is_none()) {
            ranges.push((bins[from], next.map(|next| next - 1), count));
            (from, count) = (at + 1, 0);
        }
    }
    if count > 0 {
        ranges.push((bins[from], None, count));
    }
    if let Some(last) = ranges.last_mut() {
        last.1 = None;
    }
    ranges
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = Part;

    fn for_segment(&self, _: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<Part> {
        let columns = reader.fast_fields();
        let shops = columns.str("shop")?;
        let shop = match (&self.shop, &shops) {
            (None, _) => None,
            (Some(shop), Some(shops)) => Some(shops.dictionary().term_ord(shop)?.unwrap_or(u64::MAX)),
            (Some(_), None) => Some(u64::MAX),
        };
        let (numbers, known) = match &shops {
            Some(shops) => self.shops.of(reader.segment_id(), shops)?,
            None => (Arc::default(), 0),
        };
        Ok(Part {
            sort: self.sought.sort,
            most: self.sought.most,
            after: self.after,
            wanted: self.wanted.clone(),
            currency: self.currency,
            priced_in: self.priced_in,
            prices: self.sought.prices,
            stock_only: self.sought.in_stock,
            shop,
            now: self.sought.now,
            bins: self.bins.clone(),
            traits: columns.u64("traits")?,
            price: columns.i64("price")?,
            published: columns.i64("published")?,
            high: columns.u64("high")?,
            low: columns.u64("low")?,
            numbers,
            shops,
            heap: BinaryHeap::with_capacity(self.sought.most + 1),
            counted: Gathered {
                categories: vec![0; self.wanted.len()],
                prices: vec![0; self.bins.len()],
                shops: vec![0; known],
                ..Gathered::default()
            },
        })
    }

    fn requires_scoring(&self) -> bool {
        self.is_scored()
    }

    fn merge_fruits(&self, parts: Vec<Gathered>) -> tantivy::Result<Gathered> {
        let mut all = Gathered { prices: vec![0; self.bins.len()], ..Gathered::default() };
        all.categories.resize(self.wanted.len(), 0);
        for part in parts {
            all.first.extend(part.first);
            all.total += part.total;
            all.in_stock += part.in_stock;
            for (sum, count) in all.categories.iter_mut().zip(&part.categories) {
                *sum += count;
            }
            for (sum, count) in all.prices.iter_mut().zip(&part.prices) {
                *sum += count;
            }
            if all.shops.len() < part.shops.len() {
                all.shops.resize(part.shops.len(), 0);
            }
            for (sum, count) in all.shops.iter_mut().zip(&part.shops) {
                *sum += count;
            }
        }
        let rises = matches!(self.sought.sort, Sort::Cheapest);
        all.first.sort_unstable_by(|one, other| if rises { one.cmp(other) } else { other.cmp(one) });
        all.first.truncate(self.sought.most);
        Ok(all)
    }
}

/// The walk over one part of the index.
pub struct Part {
    sort: Sort,
    most: usize,
    after: Option<(i64, u128)>,
    wanted: Vec<bool>,
    currency: Option<u32>,
    priced_in: Option<u32>,
    prices: (i64, i64),
    stock_only: bool,
    shop: Option<u64>,
    now: kernel::Time,
    bins: Vec<i64>,
    traits: Column<u64>,
    price: Column<i64>,
    published: Column<i64>,
    high: Column<u64>,
    low: Column<u64>,
    shops: Option<StrColumn>,
    /// The numbers of this part's shops.
    numbers: Arc<[usize]>,
    /// The best so far, the worst of them on top: what is greater in the order is nearer to its end.
    heap: BinaryHeap<(i64, u128)>,
    counted: Gathered,
}

impl Part {
    /// A number that grows towards the end of the list.
    fn placed(&self, doc: DocId, score: Score, price: i64, in_stock: bool) -> i64 {
        match self.sort {
            Sort::Best => -rank::number(score, self.published.first(doc).unwrap_or(0), in_stock, self.now),
            Sort::Newest => -self.published.first(doc).unwrap_or(0),
            Sort::Dearest => -price,
            Sort::Cheapest => price,
        }
    }

    /// Keeps it if it is among the first.
    fn offer(&mut self, doc: DocId, score: Score, price: i64, in_stock: bool) {
        let placed = self.placed(doc, score, price, in_stock);
        let is_full = self.heap.len() == self.most;
        if is_full && self.heap.peek().is_some_and(|(worst, _)| placed > *worst) {
            return;
        }
        let rises = matches!(self.sort, Sort::Cheapest);
        let (high, low) = (self.high.first(doc).unwrap_or(0), self.low.first(doc).unwrap_or(0));
        let id = (u128::from(high) << 64) | u128::from(low);
        // Of two alike the newer comes first where the numbers fall.
        let entry = (placed, if rises { id } else { !id });
        let after = self.after.map(|(key, id)| if rises { (key, id) } else { (key.saturating_neg(), !id) });
        if after.is_some_and(|after| entry <= after) {
            return;
        }
        self.heap.push(entry);
        if self.heap.len() > self.most {
            self.heap.pop();
        }
    }
}

impl SegmentCollector for Part {
    type Fruit = Gathered;

    fn collect(&mut self, doc: DocId, score: Score) {
        let traits = Traits::unpacked(self.traits.first(doc).unwrap_or(0));
        let price = self.price.first(doc).unwrap_or(0);
        let shop = self.shops.as_ref().and_then(|shops| shops.ords().first(doc));
        if self.currency.is_some_and(|currency| currency != traits.currency) {
            return;
        }
        let in_category = self.wanted.get(traits.category).copied().unwrap_or(false);
        let in_price = (self.prices.0..=self.prices.1).contains(&price);
        let in_shop = self.shop.is_none_or(|wanted| shop == Some(wanted));
        let in_stock = !self.stock_only || traits.in_stock;
        match (in_category, in_price, in_shop, in_stock) {
            (true, true, true, true) => {
                self.counted.total += 1;
                self.counted.in_stock += u64::from(traits.in_stock);
                self.count_category(traits);
                self.count_price(price, traits);
                self.count_shop(shop);
                if self.most > 0 {
                    self.offer(doc, score, price, traits.in_stock);
                }
            }
            (false, true, true, true) => self.count_category(traits),
            (true, false, true, true) => self.count_price(price, traits),
            (true, true, false, true) => self.count_shop(shop),
            _ => {}
        }
    }

    fn harvest(self) -> Gathered {
        let rises = matches!(self.sort, Sort::Cheapest);
        let mut gathered = self.counted;
        let entries = self.heap.into_iter();
        gathered.first = entries
            .map(|(placed, id)| if rises { (placed, id) } else { (placed.saturating_neg(), !id) })
            .collect();
        gathered
    }
}

impl Part {
    fn count_category(&mut self, traits: Traits) {
        if let Some(count) = self.counted.categories.get_mut(traits.category) {
            *count += 1;
        }
    }

    fn count_price(&mut self, price: i64, traits: Traits) {
        if self.priced_in != Some(traits.currency) {
            return;
        }
        let bin = self.bins.partition_point(|bound| *bound <= price).saturating_sub(1);
        if let Some(count) = self.counted.prices.get_mut(bin) {
            *count += 1;
        }
    }

    fn count_shop(&mut self, shop: Option<u64>) {
        let shop = shop.and_then(|shop| usize::try_from(shop).ok());
        let number = shop.and_then(|shop| self.numbers.get(shop));
        if let Some(count) = number.and_then(|number| self.counted.shops.get_mut(*number)) {
            *count += 1;
        }
    }
}

/// A gathered id as the catalogue's.
pub fn listing(id: u128) -> catalog::ListingId {
    let (high, low) = halves(Uid(id.to_be_bytes()));
    whole(high, low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_put_together_to_ranges_of_about_as_many() {
        let bins = bins(100);
        assert_eq!(&bins[..6], [0, 100, 200, 500, 1_000, 2_000]);
        let mut counts = vec![0; bins.len()];
        (counts[3], counts[4], counts[6]) = (5, 5, 10);
        assert_eq!(ranges(&bins, &counts), [(0, Some(999), 5), (1_000, Some(1_999), 5), (2_000, None, 10)]);
        assert_eq!(ranges(&bins, &vec![0; bins.len()]), []);
    }
}
