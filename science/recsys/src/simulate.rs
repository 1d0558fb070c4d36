//! A small market whose truth is known: people and items have tastes, shares of people are clustered,
//! friends are alike, and new items arrive. For judging policies by regret, and for tests.

use rand_core::Rng;

use crate::chance::{SplitMix, below, normal, unit};
use crate::{Csr, Result};

/// Size and nature of a simulated market.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setup {
    /// Number of people, at least 1.
    pub people: usize,
    /// Number of items, at least 1.
    pub items: usize,
    /// Length of taste vectors, at least 1.
    pub tastes: usize,
    /// Friends of each person, drawn from the alike.
    pub friends: usize,
    /// Where everything random comes from.
    pub seed: u64,
}

/// A simulated market.
#[derive(Debug, Clone, PartialEq)]
pub struct Market {
    setup: Setup,
    people: Vec<f64>,
    items: Vec<f64>,
    appeal: Vec<f64>,
    friends: Csr,
}

/// How a policy did over a simulated run.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Sum over all places of the best available item's probability less the shown one's.
    pub regret: f64,
    /// Share of places that were taken, 0 to 1.
    pub taken: f64,
    /// Share of the items that were shown at all, 0 to 1.
    pub coverage: f64,
    /// Gini coefficient of how often items were shown: 0 when even, near 1 when one has it all.
    pub gini: f64,
    /// For each item that reached fifty views, the rounds it needed from its arrival.
    pub rounds_to_50_views: Vec<usize>,
}

impl Market {
    /// Draws a market. The same setup gives the same market.
    ///
    /// # Errors
    /// Never for a setup within its ranges; ids are within bounds by construction.
    pub fn new(setup: Setup) -> Result<Market> {
        let mut rng = SplitMix::new(setup.seed);
        let tastes = setup.tastes.max(1);
        // A handful of crowds with a centre each: people of a crowd are alike, and so are their friends.
        let crowds = 1 + setup.people / 50;
        let centres: Vec<f64> = (0..crowds * tastes).map(|_| normal(&mut rng)).collect();
        let mut people = Vec::with_capacity(setup.people * tastes);
        let mut friends = Vec::new();
        for person in 0..setup.people {
            let crowd = person % crowds;
            let centre = &centres[crowd * tastes..(crowd + 1) * tastes];
            people.extend(centre.iter().map(|value| 0.8 * value + 0.6 * normal(&mut rng)));
            let members = (setup.people - crowd).div_ceil(crowds);
            for _ in 0..setup.friends {
                let friend = crowd + crowds * below(&mut rng, members);
                if friend != person {
                    friends.push((person as u32, friend as u32));
                }
            }
        }
        let items = (0..setup.items * tastes).map(|_| normal(&mut rng)).collect();
        let appeal = (0..setup.items).map(|_| 0.7 * normal(&mut rng) - 2.0).collect();
        let friends = Csr::from_pairs(setup.people, setup.people, &friends)?;
        Ok(Market { setup, people, items, appeal, friends })
    }

    /// Who is whose friend.
    pub fn friends(&self) -> &Csr {
        &self.friends
    }

    /// The true probability that a person takes an item when shown it, 0 to 1; 0 where one is unknown.
    pub fn probability(&self, person: u32, item: u32) -> f64 {
        let tastes = self.setup.tastes.max(1);
        let of = |vectors: &[f64], row: u32| {
            let begin = row as usize * tastes;
            vectors.get(begin..begin + tastes).map(<[f64]>::to_vec)
        };
        let (Some(person), Some(taste)) = (of(&self.people, person), of(&self.items, item)) else {
            return 0.0;
        };
        let fit: f64 = person.iter().zip(&taste).map(|(a, b)| a * b).sum::<f64>() / (tastes as f64).sqrt();
        1.0 / (1.0 + (-(1.5 * fit + self.appeal[item as usize])).exp())
    }

    /// A history of what people took when shown `looks` random items each.
    ///
    /// # Errors
    /// Never for a market that was made by [`Market::new`].
    pub fn history(&self, looks: usize, rng: &mut impl Rng) -> Result<Csr> {
        let mut pairs = Vec::new();
        for person in 0..self.setup.people as u32 {
            for _ in 0..looks {
                let item = below(rng, self.setup.items) as u32;
                if unit(rng) < self.probability(person, item) {
                    pairs.push((person, item));
                }
            }
        }
        Csr::from_pairs(self.setup.people, self.setup.items, &pairs)
    }

    /// Lets a policy show pages for `rounds` rounds, one random person a round. `show` gets the person
    /// and the number of items that exist by then, and answers with items; `tell` learns what was taken.
    /// Items beyond `first` arrive one every `every` rounds; items shown before they exist are passed over.
    pub fn run(
        &self,
        rounds: usize,
        arrival: Arrival,
        rng: &mut impl Rng,
        policy: &mut impl Policy,
    ) -> Outcome {
        let mut views = vec![0usize; self.setup.items];
        let mut reached = vec![None; self.setup.items];
        let (mut regret, mut taken, mut places) = (0.0, 0usize, 0usize);
        for round in 0..rounds {
            let exist = arrival.existing(round).min(self.setup.items);
            let person = below(rng, self.setup.people) as u32;
            let page: Vec<u32> =
                policy.show(person, exist).into_iter().filter(|&item| (item as usize) < exist).collect();
            let mut ideal: Vec<f64> = (0..exist as u32).map(|item| self.probability(person, item)).collect();
            ideal.sort_unstable_by(|left, right| right.total_cmp(left));
            for (&item, best) in page.iter().zip(ideal) {
                let probability = self.probability(person, item);
                regret += best - probability;
                let took = unit(rng) < probability;
                taken += usize::from(took);
                places += 1;
                views[item as usize] += 1;
                if views[item as usize] == 50 {
                    reached[item as usize] = Some(round - arrival.round_of(item as usize));
                }
                policy.tell(person, item, took);
            }
        }
        Outcome {
            regret,
            taken: taken as f64 / places.max(1) as f64,
            coverage: views.iter().filter(|&&count| count > 0).count() as f64 / views.len().max(1) as f64,
            gini: gini(&views),
            rounds_to_50_views: reached.into_iter().flatten().collect(),
        }
    }
}

/// When items come to a simulated market.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// Items that exist from the start.
    pub first: usize,
    /// Rounds between two further items, at least 1.
    pub every: usize,
}

impl Arrival {
    fn existing(self, round: usize) -> usize {
        self.first + round / self.every.max(1)
    }

    fn round_of(self, item: usize) -> usize {
        (item + 1).saturating_sub(self.first) * self.every.max(1)
    }
}

/// What is judged in a simulated market.
pub trait Policy {
    /// The items to show to a person, among the first `exist`.
    fn show(&mut self, person: u32, exist: usize) -> Vec<u32>;
    /// What came of one shown item.
    fn tell(&mut self, person: u32, item: u32, taken: bool);
}

/// The Gini coefficient of counts: `Σ (2k - n - 1) x_k / (n Σ x)` over counts in rising order.
pub fn gini(counts: &[usize]) -> f64 {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let (n, total) = (sorted.len() as f64, sorted.iter().sum::<usize>() as f64);
    if total == 0.0 {
        return 0.0;
    }
    let weighted: f64 =
        sorted.iter().enumerate().map(|(k, &x)| (2.0 * (k as f64 + 1.0) - n - 1.0) * x as f64).sum();
    weighted / (n * total)
}
