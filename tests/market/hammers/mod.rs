//! Many at once: 10,000 buyers for 100 units, one checkout confirmed from 32 places, payments in a storm of
//! webhooks. By default at a tenth of that, so that `./test` stays quick; `RIALTO_FULL=1` is the full size.

mod flash;
mod storm;

use std::sync::atomic::{AtomicUsize, Ordering};

/// Does something with each of them, so many at the same time, and answers in their order.
pub fn at_once<T: Sync, O: Send>(hands: usize, all: &[T], act: impl Fn(usize, &T) -> O + Sync) -> Vec<O> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            match all.get(at) {
                Some(one) => done.push((at, act(at, one))),
                None => return done,
            }
        }
    };
    let mut done: Vec<(usize, O)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..hands.min(all.len())).map(|_| scope.spawn(take)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, answer)| answer).collect()
}
