//! Holds: nothing is promised twice, and a promise ends once.

use catalog::listings::{Change, ListingChange, State};
use catalog::{Buyable, Wish};
use kernel::{Actor, Cx, Ref, Span};
use process::StockMove;

use crate::rig::{self, Take, benches, end, offers, shop, single, sound, take, uid};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_64_that_want_the_last_seven_exactly_seven_get_one() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let variant = single(&bench.db, 1, shop.id, "Mango", 7).await;
        let tries: Vec<_> = (0..64)
            .map(|n| {
                let db = bench.db.clone();
                let ask = Take { hold: uid(n), variant, quantity: 1, order: uid(1_000 + n) };
                tokio::spawn(async move { db.write_hot(&Actor::Anyone, variant.uid(), ask, take).await })
            })
            .collect();
        let mut won = 0;
        for one in tries {
            match one.await.unwrap() {
                Ok(()) => won += 1,
                Err(no) => {
                    let refusal = no.refusal().unwrap();
                    assert_eq!((refusal.code, refusal.allowed.join(" ").as_str()), ("sold_out", "0"));
                }
            }
        }
        assert_eq!(won, 7, "{}", bench.engine);
        let offer = &bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0];
        assert_eq!((offer.available, offer.tracked, offer.published), (0, true, true));
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_hold_says_how_many_are_left_and_holds_nothing() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let variant = single(&bench.db, 1, shop.id, "Mango", 3).await;
        let ask = |n, quantity| Take { hold: uid(n), variant, quantity, order: uid(9) };
        let no = bench.db.write(&Actor::Anyone, ask(1, 4), take).await.unwrap_err();
        assert_eq!((no.code(), no.refusal().unwrap().allowed.join(" ").as_str()), ("sold_out", "3"));
        for quantity in [0, -1] {
            let no = bench.db.write(&Actor::Anyone, ask(1, quantity), take).await.unwrap_err();
            assert_eq!(no.code(), "quantity");
        }
        let huge = bench.db.write(&Actor::Anyone, ask(1, i64::MAX), take).await.unwrap_err();
        assert_eq!(huge.code(), "sold_out", "{}", bench.engine);
        let nowhere = Take { variant: kernel::Id::from_uid(uid(5)), ..ask(1, 1) };
        assert!(bench.db.write(&Actor::Anyone, nowhere, take).await.unwrap_err().is_missing());
        assert_eq!(bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0].available, 3);
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_hold_again_is_success_and_another_under_its_id_is_not() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let variant = single(&bench.db, 1, shop.id, "Mango", 3).await;
        let ask = |quantity| Take { hold: uid(1), variant, quantity, order: uid(9) };
        for _ in 0..2 {
            bench.db.write(&Actor::Anyone, ask(2), take).await.unwrap();
        }
        let no = bench.db.write(&Actor::Anyone, ask(1), take).await.unwrap_err();
        assert_eq!(no.code(), "exists_with_different_hold");
        assert_eq!(bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0].available, 1);
        bench.db.write(&Actor::Engine, vec![StockMove::Consume { hold: uid(1) }], end).await.unwrap();
        bench.db.write(&Actor::Anyone, ask(2), take).await.unwrap();
        assert_eq!(bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0].available, 1);
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hold_ends_once_whoever_is_first() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let variant = single(&bench.db, 1, shop.id, "Mango", 100).await;
        for round in 0..20 {
            let hold = uid(round);
            let ask = Take { hold, variant, quantity: 3, order: uid(99) };
            bench.db.write(&Actor::Anyone, ask, take).await.unwrap();
            let racers = [
                StockMove::Consume { hold },
                StockMove::Release { hold },
                StockMove::Expire { hold },
                StockMove::Consume { hold },
            ];
            let tries = racers.map(|what| {
                let db = bench.db.clone();
                tokio::spawn(async move { db.write(&Actor::Engine, vec![what], end).await })
            });
            let mut ended = 0;
            for one in tries {
                match one.await.unwrap() {
                    Ok(()) => ended += 1,
                    Err(no) => assert_eq!(no.code(), "hold_ended", "{}", bench.engine),
                }
            }
            assert_eq!(ended, 1, "{}", bench.engine);
        }
        let whom = Ref { kind: "ord".into(), id: uid(99) };
        let holds = bench.db.read(&Actor::Engine, whom, held).await.unwrap();
        let sold: i64 = holds
            .iter()
            .filter(|held| held.ended.as_deref() == Some("consumed"))
            .map(|held| held.quantity)
            .sum();
        assert_eq!((holds.len(), holds.iter().all(|held| held.ended.is_some())), (20, true));
        let offer = &bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0];
        assert_eq!(offer.available, 100 - sold);
        sound(&bench.db).await;
    }
}

fn held(rx: &mut db::Rx, _: &Cx, whom: &Ref) -> Result<Vec<catalog::stock::Held>, db::No> {
    Ok(catalog::stock::holds_for(rx, whom)?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_several_ends_one_bad_one_undoes_all() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let variant = single(&bench.db, 1, shop.id, "Mango", 5).await;
        for n in 0..2 {
            let ask = Take { hold: uid(n), variant, quantity: 1, order: uid(9) };
            bench.db.write(&Actor::Anyone, ask, take).await.unwrap();
        }
        let twice = vec![StockMove::Consume { hold: uid(0) }, StockMove::Release { hold: uid(0) }];
        assert_eq!(bench.db.write(&Actor::Engine, twice, end).await.unwrap_err().code(), "hold_ended");
        let unknown = vec![StockMove::Consume { hold: uid(1) }, StockMove::Release { hold: uid(77) }];
        assert!(bench.db.write(&Actor::Engine, unknown, end).await.unwrap_err().is_missing());
        assert_eq!(bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0].available, 3);
        let both = vec![StockMove::Consume { hold: uid(0) }, StockMove::Expire { hold: uid(1) }];
        bench.db.write(&Actor::Engine, both, end).await.unwrap();
        assert_eq!(bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0].available, 4);
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_down_is_not_sold_and_what_is_untracked_always_is() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let variant = single(&bench.db, 1, shop.id, "Mango", 5).await;
        let mut endless = rig::mango();
        endless.variants.iter_mut().for_each(|variant| (variant.tracked, variant.stock) = (false, 0));
        let endless = rig::list(&bench.db, 1, shop.id, endless).await.variants[0].id;
        let ask = Take { hold: uid(1), variant: endless, quantity: 1_000, order: uid(9) };
        bench.db.write(&Actor::Anyone, ask, take).await.unwrap();
        bench.db.write(&Actor::Engine, vec![StockMove::Consume { hold: uid(1) }], end).await.unwrap();

        let listing = bench.db.read(&Actor::Anyone, vec![variant], offers).await.unwrap()[0].listing;
        let change = ListingChange { state: Some(State::Archived), ..ListingChange::default() };
        bench.db.write(&rig::member(1), Change { listing, change }, catalog::listings::change).await.unwrap();
        let ask = Take { hold: uid(2), variant, quantity: 1, order: uid(9) };
        assert_eq!(bench.db.write(&Actor::Anyone, ask, take).await.unwrap_err().code(), "not_for_sale");
        let wishes = vec![
            Wish { variant, quantity: 1 },
            Wish { variant: endless, quantity: 1_000_000 },
            Wish { variant: kernel::Id::from_uid(uid(7)), quantity: 1 },
        ];
        let judged = bench.db.read(&Actor::Anyone, wishes, catalog::buyable).await.unwrap();
        assert!(matches!(judged[..], [Buyable::Off(_), Buyable::Yes(_), Buyable::Missing]), "{judged:?}");
        sound(&bench.db).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hold_that_somebody_forgot_is_found() {
    for bench in benches() {
        let shop = shop(&bench.db, 1, "ina").await;
        let variant = single(&bench.db, 1, shop.id, "Mango", 5).await;
        let ask = Take { hold: uid(1), variant, quantity: 1, order: uid(9) };
        bench.db.write(&Actor::Anyone, ask, take).await.unwrap();
        sound(&bench.db).await;
        bench.clock.advance(Span::days(2));
        let wrong = bench.db.read(&Actor::Engine, (), catalog::verify).await.unwrap();
        assert!(wrong.len() == 1 && wrong[0].contains("should have ended"), "{wrong:?}");
    }
}
