//! Random stock operations beside a model that a child could keep: received = available + held + sold, always.

use std::collections::BTreeMap;

use catalog::stock::{Count, Move, Reason};
use catalog::{ShopKey, VariantId};
use db::Db;
use kernel::{Actor, Chance, Limit, Uid};
use process::StockMove;
use web::Paging;

use crate::rig::{Take, benches, end, member, shop, single, sound, take, uid};

#[derive(Default, Clone, Copy, PartialEq, Debug)]
struct Shelf {
    received: i64,
    held: i64,
    sold: i64,
}

struct Walk {
    db: Db,
    variants: Vec<VariantId>,
    shelves: Vec<Shelf>,
    /// Every hold ever taken: of which variant, how many, and whether it still is one.
    holds: BTreeMap<Uid, (usize, i64, bool)>,
    taken: u64,
}

impl Walk {
    async fn step(&mut self, chance: &mut Chance) {
        let which = chance.below(self.variants.len() as u64) as usize;
        match chance.below(10) {
            0..=3 => self.take(which, 1 + chance.below(6) as i64).await,
            4..=6 => self.end(chance).await,
            7 | 8 => self.bring(which, chance.below(21) as i64 - 10).await,
            _ => self.count(which, chance.below(15) as i64).await,
        }
    }

    async fn take(&mut self, which: usize, quantity: i64) {
        self.taken += 1;
        let (hold, variant) = (uid(self.taken), self.variants[which]);
        let ask = Take { hold, variant, quantity, order: uid(0) };
        let got = self.db.write(&Actor::Anyone, ask, take).await;
        let shelf = &mut self.shelves[which];
        let fits = shelf.received - shelf.held - shelf.sold >= quantity;
        let expected = if fits { Ok(()) } else { Err("sold_out") };
        assert_eq!(got.map_err(|no| no.code()), expected, "{shelf:?} {quantity}");
        if fits {
            shelf.held += quantity;
            self.holds.insert(hold, (which, quantity, true));
        }
    }

    async fn end(&mut self, chance: &mut Chance) {
        // Mostly a hold that is still one, now and then one that has ended.
        let mut known = Vec::new();
        for (hold, (_, _, open)) in &self.holds {
            if *open || chance.below(8) == 0 {
                known.push(*hold);
            }
        }
        let Some(hold) = chance.pick(&known).copied() else { return };
        let consumed = chance.below(2) == 0;
        let what = if consumed { StockMove::Consume { hold } } else { StockMove::Expire { hold } };
        let got = self.db.write(&Actor::Engine, vec![what], end).await;
        let Some((which, quantity, open)) = self.holds.get_mut(&hold) else { return };
        let expected = if *open { Ok(()) } else { Err("hold_ended") };
        assert_eq!(got.map_err(|no| no.code()), expected);
        if *open {
            *open = false;
            self.shelves[*which].held -= *quantity;
            self.shelves[*which].sold += if consumed { *quantity } else { 0 };
        }
    }

    async fn bring(&mut self, which: usize, delta: i64) {
        let ask = Move { variant: self.variants[which], delta, reason: Reason::Received };
        let got = self.db.write(&member(1), ask, catalog::stock::move_stock).await;
        let shelf = &mut self.shelves[which];
        let fits = delta != 0 && shelf.received + delta >= shelf.held + shelf.sold;
        let expected = match (fits, delta) {
            (true, _) => Ok(()),
            (false, 0) => Err("delta"),
            (false, _) => Err("stock_promised"),
        };
        assert_eq!(got.map(drop).map_err(|no| no.code()), expected, "{shelf:?} {delta}");
        shelf.received += if fits { delta } else { 0 };
    }

    async fn count(&mut self, which: usize, on_hand: i64) {
        let ask = Count { variant: self.variants[which], on_hand, tracked: true };
        let got = self.db.write(&member(1), ask, catalog::stock::count_stock).await;
        let shelf = &mut self.shelves[which];
        let expected = if on_hand >= shelf.held { Ok(()) } else { Err("stock_promised") };
        assert_eq!(got.map(drop).map_err(|no| no.code()), expected, "{shelf:?} {on_hand}");
        if on_hand >= shelf.held {
            shelf.received = shelf.sold + on_hand;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_any_run_of_takes_ends_and_movements_the_shelf_is_what_the_model_says() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let mut variants = Vec::new();
        for n in 0..3 {
            variants.push(single(&bench.db, 1, shop.id, &format!("Mango {n}"), 5).await);
        }
        let shelves = vec![Shelf { received: 5, ..Shelf::default() }; 3];
        let mut walk = Walk { db: bench.db.clone(), variants, shelves, holds: BTreeMap::new(), taken: 1_000 };
        let mut chance = Chance::from_number(11);
        let steps = if bench.engine == "SQLite" { 1_500 } else { 400 };
        for _ in 0..steps {
            walk.step(&mut chance).await;
        }
        let paging = Paging { limit: Limit::DEFAULT, after: None };
        let ask = catalog::stock::StockQuery { shop: ShopKey::Id(shop.id), low: None, paging };
        let page = bench.db.read(&member(1), ask, catalog::stock::shelf).await.unwrap();
        for line in page.data {
            let which = walk.variants.iter().position(|variant| *variant == line.variant).unwrap();
            let Shelf { received, held, sold } = walk.shelves[which];
            assert_eq!((line.received, line.held, line.sold), (received, held, sold), "{}", bench.engine);
            assert_eq!(line.available + line.held + line.sold, line.received);
        }
        assert!(walk.holds.values().filter(|(_, _, open)| !open).count() > 50, "the walk sold something");
        sound(&bench.db).await;
    }
}
