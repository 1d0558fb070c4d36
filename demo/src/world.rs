//! Who lives in the sample market and what stands on its shelves: makers, their listings, and members, as a seed
//! decides them. Nothing here knows a clock or a store; whoever lives the market asks [`crate::words`] what people say.

mod craft;
mod listings;
mod people;
mod sample;
mod season;
mod shops;

pub(crate) use craft::half;
pub use craft::{CRAFTS, Craft, Language};
pub use listings::{Choice, Listing, Restock, Variant};
pub use people::{Circle, Person};
pub use season::{Season, demand, seasons};
pub use shops::Shop;

/// How much of it there is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// At most as many as there are makers; the first ones.
    pub shops: usize,
    /// Shared out among the shops.
    pub listings: usize,
    /// Keepers among them.
    pub people: usize,
}

impl Size {
    /// The market that `rialto demo` opens onto.
    pub const WHOLE: Self = Self { shops: 60, listings: 1_500, people: 2_000 };
}

/// Everybody and everything. Numbers are places in these lists.
#[derive(Clone, PartialEq, Debug)]
pub struct World {
    /// In the order in which they opened.
    pub shops: Vec<Shop>,
    /// Shop by shop mixed, so that any beginning of the list shows many makers.
    pub listings: Vec<Listing>,
    /// The keeper of shop `n` is person `n`; then members.
    pub people: Vec<Person>,
    /// Groups of friends; their members like what their circle likes, and tell each other.
    pub circles: Vec<Circle>,
    seed: u64,
}

impl World {
    /// The world of this seed.
    pub fn of(seed: u64, size: Size) -> Self {
        let shops = shops::all(size.shops);
        let listings = listings::all(seed, &shops, size.listings);
        let (people, circles) = people::all(seed, &shops, size.people);
        Self { shops, listings, people, circles, seed }
    }

    /// What decided it.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The listings of one shop, by number.
    pub fn shelf(&self, shop: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.listings.len()).filter(move |nth| self.listings[*nth].shop == shop)
    }
}
