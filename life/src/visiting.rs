//! A day: who looks in, and what they would like. What is decided here is what later analysis can find again; the
//! README lists it.

use demo::world::{Person, demand};
use kernel::{Chance, Span, Time};

use crate::agenda::Errand;
use crate::calendar::{Date, HOURS, WEEKDAYS, date, midnight};
use crate::chance::Draw as _;
use crate::talking::INSPIRED;
use crate::town::{Failure, Life, span_of_minutes};

/// Visits a day of somebody whose activity is 1, on a day like any other.
const VISITS_A_DAY: f64 = 0.5;
/// How much of somebody's first interest stays, and in how many days half of the rest is gone.
const STAYS: f64 = 0.55;
const HALF_GONE: f64 = 21.0;
/// Of the visits of somebody with a usual purse, on a usual day, so many are to buy something.
const BUYS: f64 = 0.18;
/// Of the times that something is bought, so often from a shop that was bought from before.
const COMES_BACK: f64 = 0.28;
/// How likely something from another country is taken, beside what is from one's own.
const FROM_ABROAD: f64 = 0.14;

impl Life<'_> {
    /// A day begins.
    pub async fn dawn(&mut self, at: Time, day: i64) -> Result<(), Failure> {
        let begins = midnight(at);
        let today = date(at);
        self.people_come(begins, day, today);
        self.shops_work(begins, day, today);
        self.agenda.write(begins + Span::days(1), Errand::Dawn(day + 1));
        let days = self.day(self.plan.until) + 1;
        (self.tell)(&crate::Progress { day: day + 1, days, lived: self.lived.clone() });
        Ok(())
    }

    fn people_come(&mut self, begins: Time, day: i64, today: Date) {
        for (nth, person) in self.world.people.iter().enumerate() {
            let joins = self.day(self.on_day(person.joins, 0.0));
            if joins > day {
                continue;
            }
            let mut chance = self.chance("day", &[person.handle.as_bytes(), &day.to_be_bytes()]);
            let interest = STAYS + (1.0 - STAYS) * 0.5_f64.powf((day - joins) as f64 / HALF_GONE);
            let rate = VISITS_A_DAY * f64::from(person.activity) * WEEKDAYS[today.weekday] * interest;
            for visit in 1..=poisson(rate, &mut chance) {
                let hour = chance.weighed(HOURS.iter().map(|weight| *weight as f64)).unwrap_or(12);
                let at = begins + span_of_minutes(60.0 * (hour as f64 + chance.share()));
                if at >= self.plan.from {
                    self.agenda.write(at, Errand::Visits(nth, visit));
                }
            }
        }
    }

    /// Shelves are filled in the morning, and on Mondays shops ask for their money.
    fn shops_work(&mut self, begins: Time, day: i64, today: Date) {
        let morning = |minutes: f64| begins + span_of_minutes(540.0 + minutes);
        for (nth, listing) in self.world.listings.iter().enumerate() {
            let Some(restock) = listing.restock.filter(|_| self.shelves[nth].is_some()) else { continue };
            let every = i64::from(restock.every.max(1));
            if (day + nth as i64) % every == 0 && morning(0.0) >= self.plan.from {
                self.agenda.write(morning(nth as f64 / 50.0), Errand::Restocks(nth));
            }
        }
        if today.weekday == 0 && morning(0.0) >= self.plan.from {
            for (nth, shop) in self.shops.iter().enumerate() {
                if let Some(id) = shop {
                    self.agenda.write(morning(60.0 + nth as f64), Errand::IsPaidOut(nth, *id));
                }
            }
        }
    }

    /// Somebody looks in.
    pub async fn visits(&mut self, at: Time, nth: usize, visit: u64) -> Result<(), Failure> {
        if self.accounts[nth].is_none() {
            return Ok(()); // not here yet
        }
        self.lived.visits += 1;
        let person = &self.world.people[nth];
        let day = self.day(at).to_be_bytes();
        let mut chance = self.chance("visit", &[person.handle.as_bytes(), &day, &visit.to_be_bytes()]);
        let today = date(at);
        let share = BUYS * f64::from(person.purse).sqrt() * wish(person, today);
        if chance.happens(share.min(0.95)) {
            self.buys(at, nth, &mut chance).await?;
        }
        self.looks_around(at, nth, visit).await?;
        self.talks(at, nth, &mut chance).await
    }

    /// Something that somebody would buy today, which is laid out and, as far as one sees, there.
    pub fn would_buy(&self, nth: usize, at: Time, chance: &mut Chance) -> Option<(usize, usize)> {
        let person = &self.world.people[nth];
        if chance.happens(INSPIRED)
            && let Some(listing) = self.was_shown(nth, at, chance)
            && let Some(variant) = self.variant_of(listing, chance)
        {
            return Some((listing, variant));
        }
        let known = &self.familiar[nth];
        let from_known = !known.is_empty() && chance.happens(COMES_BACK);
        let shop = if from_known { chance.pick(known).copied() } else { None };
        let today = date(at);
        let craft = chance.weighed(weights(person, today))?;
        let shelf = &self.crafts[craft];
        for _ in 0..60 {
            let listing = match shop {
                Some(shop) => self.on_the_shelf_of(shop, chance)?,
                None => *chance.pick(shelf)?,
            };
            if self.takes(person, listing, shop.is_some(), chance)
                && let Some(variant) = self.variant_of(listing, chance)
            {
                return Some((listing, variant));
            }
        }
        None
    }

    fn on_the_shelf_of(&self, shop: usize, chance: &mut Chance) -> Option<usize> {
        let many = self.world.shelf(shop).filter(|nth| self.shelves[*nth].is_some()).count();
        let pick = usize::try_from(chance.below(many as u64)).ok()?;
        self.world.shelf(shop).filter(|nth| self.shelves[*nth].is_some()).nth(pick)
    }

    /// What is liked by many is bought by many; what comes from afar by fewer.
    fn takes(&self, person: &Person, listing: usize, is_known: bool, chance: &mut Chance) -> bool {
        let listing = &self.world.listings[listing];
        let shop = &self.world.shops[listing.shop];
        if person.keeps == Some(listing.shop) {
            return false;
        }
        let near = if is_known || shop.country == person.country { 1.0 } else { FROM_ABROAD };
        chance.happens((0.05 + f64::from(listing.appeal)).min(1.0) * near)
    }

    fn variant_of(&self, listing: usize, chance: &mut Chance) -> Option<usize> {
        let shelf = self.shelves[listing].as_ref()?;
        let there: Vec<usize> = (0..shelf.variants.len()).filter(|nth| !shelf.variants[*nth].2).collect();
        chance.pick(&there).copied()
    }
}

/// How much more somebody would buy today than on another day: their tastes by what the day asks for.
fn wish(person: &Person, today: Date) -> f64 {
    weights(person, today).sum()
}

fn weights(person: &Person, today: Date) -> impl Iterator<Item = f64> + Clone + '_ {
    let crafts = demo::world::CRAFTS.into_iter().zip(person.tastes);
    crafts.map(move |(craft, taste)| {
        f64::from(taste) * f64::from(demand(craft, person.country, today.month, today.day))
    })
}

/// How many come, where so many come on the average (Knuth's multiplication).
fn poisson(rate: f64, chance: &mut Chance) -> u64 {
    let (limit, mut product, mut many) = ((-rate).exp(), chance.share(), 0);
    while product > limit && many < 24 {
        product *= chance.share();
        many += 1;
    }
    many
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_come_as_the_rate_says() {
        let mut chance = crate::chance::of(1, "poisson", &[]);
        let sum: u64 = (0..10_000).map(|_| poisson(0.4, &mut chance)).sum();
        assert!((3_800..4_200).contains(&sum), "{sum}");
    }
}
