//! Shelves: what each shop sells, by its craft's grammar. Titles tell what the picture shows.

use std::collections::BTreeSet;

use super::{Craft, Language, Shop, sample};
use crate::seed::Seed;

mod grammar;

/// Something for sale.
#[derive(Clone, PartialEq, Debug)]
pub struct Listing {
    /// Whose it is, by number.
    pub shop: usize,
    /// Its craft.
    pub craft: Craft,
    /// Its word in addresses; each is there once.
    pub handle: String,
    /// In its language; each is there once.
    pub title: String,
    /// In its shop's languages, a paragraph each.
    pub description: String,
    /// Of the title.
    pub language: Language,
    /// The slug of its category.
    pub category: &'static str,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// What a buyer chooses between; none where there is one of a kind.
    pub choices: Vec<Choice>,
    /// At least one.
    pub variants: Vec<Variant>,
    /// How it comes back when it is gone.
    pub restock: Option<Restock>,
    /// Names for [`crate::picture`]; the first shows the thing that the title names.
    pub pictures: Vec<String>,
    /// What the first picture shows.
    pub shows: String,
    /// What people call it when they talk: English, Chinese, Filipino.
    pub(crate) called: [String; 3],
    /// How much it is liked, 0 to 1; a few are liked by many.
    pub appeal: f32,
    /// Of the 120 days, the one on which it is laid out; most are there from the first.
    pub laid_out: u16,
}

impl Listing {
    /// What people call it when they talk.
    pub fn called(&self, language: Language) -> &str {
        let [english, chinese, filipino] = &self.called;
        language.of([english, chinese, filipino])
    }
}

/// Something to choose.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// "Size".
    pub name: &'static str,
    /// In the order shown.
    pub values: Vec<String>,
}

/// One thing that can be bought.
#[derive(Clone, PartialEq, Debug)]
pub struct Variant {
    /// One value for each choice.
    pub choice: Vec<String>,
    /// Minor units of the shop's currency.
    pub price: i64,
    /// What it cost before.
    pub before: Option<i64>,
    /// Of one piece.
    pub grams: u32,
    /// What it begins with.
    pub stock: u32,
    /// The shop's code.
    pub sku: String,
}

/// What the shop does when little is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Restock {
    /// Days between two times.
    pub every: u16,
    /// Pieces of each variant.
    pub pieces: u32,
}

/// So many listings, each shop's share by how many of them its crafts can tell apart.
pub(super) fn all(seed: u64, shops: &[Shop], most: usize) -> Vec<Listing> {
    let mut taken = BTreeSet::new();
    let mut shelves: Vec<Vec<Listing>> = (0..shops.len()).map(|_| Vec::new()).collect();
    for listing in sample::all(shops) {
        taken.insert(listing.handle.clone());
        taken.insert(listing.title.clone());
        shelves[listing.shop].push(listing);
    }
    let grammar = grammar::Grammar::read();
    let mut writers: Vec<grammar::Writer> =
        shops.iter().enumerate().map(|(nth, shop)| grammar::Writer::new(&grammar, seed, nth, shop)).collect();
    let mut many: usize = shelves.iter().map(Vec::len).sum();
    let mut has_more = true;
    while many < most && has_more {
        has_more = false;
        for (shop, writer) in writers.iter_mut().enumerate() {
            if many == most {
                break;
            }
            if let Some(listing) = writer.next(&mut taken) {
                shelves[shop].push(listing);
                (many, has_more) = (many + 1, true);
            }
        }
    }
    mixed(seed, shelves, most)
}

/// Of each shop one after the other, so that neighbours are different.
fn mixed(seed: u64, shelves: Vec<Vec<Listing>>, most: usize) -> Vec<Listing> {
    let longest = shelves.iter().map(Vec::len).max().unwrap_or(0);
    let mut shelves: Vec<_> = shelves.into_iter().map(Vec::into_iter).collect();
    let mut all = Vec::new();
    for round in 0..longest {
        let mut order: Vec<usize> = (0..shelves.len()).collect();
        Seed::nth(seed ^ 0x726f_756e, round as u64).shuffle(&mut order);
        all.extend(order.into_iter().filter_map(|shop| shelves[shop].next()));
    }
    all.truncate(most);
    all
}
