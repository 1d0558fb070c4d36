//! Random walks of one job's life among several holders and a clock that jumps: whatever happens in whatever
//! order, it has one effect or is dead without one.

use std::collections::BTreeMap;

use jobs::{Job, Ran, State};
use kernel::{Actor, Chance, Id, Span};
use tokio::task::JoinHandle;

use crate::market::{Ask, Deed, LEFT, Market, PARK, Parked, both, soon};

const STEPS: usize = 40;

/// A holder who sleeps in the middle of an attempt.
struct Sleeper {
    parked: Parked,
    running: JoinHandle<Ran>,
    /// Which of all holders he is; the first is 1.
    number: usize,
}

/// Who holds each job by right: the last who took it, or nobody once it was buried.
#[derive(Default)]
struct Right {
    holders: usize,
    last: BTreeMap<Id<Job>, usize>,
}

impl Right {
    fn is_with(&self, sleeper: &Sleeper) -> bool {
        self.last[&sleeper.parked.job] == sleeper.number
    }

    /// Starts a holder and waits until he has an attempt in hand or has found nothing.
    async fn send(&mut self, market: &mut Market) -> Option<Sleeper> {
        let mut running = market.holder();
        let sleeper = tokio::select! {
            parked = market.next_parked() => {
                self.holders += 1;
                self.last.insert(parked.job, self.holders);
                Some(Sleeper { parked, running, number: self.holders })
            }
            ran = &mut running => {
                assert_eq!(ran.unwrap(), Ran::default(), "he found nothing, or it would have parked");
                None
            }
        };
        self.last.extend(market.dead().await.iter().map(|letter| (letter.id, 0)));
        sleeper
    }

    async fn wake(&self, sleeper: Sleeper, deed: Deed) {
        let mine = self.is_with(&sleeper);
        sleeper.parked.tell(deed);
        let ran = soon(sleeper.running).await.unwrap();
        assert_eq!(ran != LEFT, mine, "the last holder's word counts, and nobody else's");
    }
}

async fn walk(market: &mut Market, chance: &mut Chance) {
    let (mut sleepers, mut right) = (Vec::<Sleeper>::new(), Right::default());
    for _ in 0..STEPS {
        match chance.below(10) {
            0 => drop(market.ask(PARK).await),
            1..=3 => sleepers.extend(right.send(market).await),
            4 => drop(market.clock.advance(Span::seconds(chance.below(100) as i64))),
            5 => drop(market.clock.advance(Span::seconds(-(chance.below(30) as i64)))),
            6 => {
                if let Some(sleeper) = chance.pick(&sleepers) {
                    assert_eq!(sleeper.parked.step().await, right.is_with(sleeper));
                }
            }
            7 => {
                for letter in market.dead().await {
                    market.db.write(&Actor::Operator, letter.id, jobs::revive).await.unwrap();
                }
            }
            _ if sleepers.is_empty() => {}
            _ => {
                let sleeper = sleepers.swap_remove(chance.below(sleepers.len() as u64) as usize);
                let deed = match chance.below(4) {
                    0 => Deed::Fail,
                    1 => Deed::Panic,
                    _ => Deed::Save,
                };
                right.wake(sleeper, deed).await;
            }
        }
        at_most_one_effect_each(market).await;
    }
    for sleeper in sleepers {
        right.wake(sleeper, Deed::Save).await;
    }
    // The world is well again: everything that is not dead ends.
    loop {
        market.clock.advance(Span::days(1));
        match right.send(market).await {
            Some(sleeper) => right.wake(sleeper, Deed::Save).await,
            None => break,
        }
    }
}

async fn at_most_one_effect_each(market: &Market) {
    let mut effects = BTreeMap::new();
    for (job, _) in market.effects().await {
        *effects.entry(job).or_insert(0) += 1;
    }
    assert!(effects.values().all(|count| *count == 1), "{effects:?}");
}

#[tokio::test]
async fn every_walk_ends_with_one_effect_or_a_dead_letter_for_each_job() {
    for (engine, mut market) in both("walk").enumerate() {
        for seed in 0..[100, 20][engine] {
            let mut chance = Chance::from_number(seed);
            walk(&mut market, &mut chance).await;
            at_most_one_effect_each(&market).await;
            assert_eq!(
                market.in_state(State::Ready).await + market.in_state(State::Leased).await,
                0,
                "seed {seed}"
            );
            let ended = market.effects().await.len() + market.dead().await.len();
            assert_eq!(ended as i64, market.rows().await, "seed {seed}");
        }
        let asked = Ask { kind: PARK.name, ..Ask::default() };
        assert!(market.try_ask(asked).await.is_ok(), "and it goes on");
    }
}
