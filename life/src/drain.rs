//! What the market does by itself, as its hours pass: clocks that are due ring, jobs are done, facts get their place and
//! are heard, done jobs are forgotten after a week.

use kernel::{Actor, Span, Time};

use crate::town::{Failure, Life};

/// What somebody left to be done is done at the next of these marks of the clock.
const MARK: Span = Span::minutes(10);
/// Without anything to do, the market looks at its clocks this often.
const ROUND: Span = Span::hours(1);
/// As the market's workers keep them.
const KEEP_JOBS: Span = Span::days(7);
/// A job that is asked for again and again is a fault, not a market.
const MOST_JOBS: usize = 1_000_000;

impl Life<'_> {
    /// Something was left to be done after a commit.
    pub fn drains_soon(&mut self, at: Time) {
        let mark = mark_after(at, MARK);
        self.drain_at = Some(self.drain_at.map_or(mark, |drain| drain.min(mark)));
    }

    /// One round; and says when the next one is.
    pub async fn drain(&mut self) -> Result<(), Failure> {
        let now = self.house.db.now();
        self.round().await?;
        if now == mark_after(now - Span::from_micros(1), ROUND) {
            self.hear().await?;
        }
        let day = self.day(now);
        if day > self.swept_day {
            self.swept_day = day;
            while self.house.db.write(&Actor::Engine, now - KEEP_JOBS, jobs::sweep).await? > 0 {}
        }
        self.drain_at = Some(mark_after(now, ROUND));
        Ok(())
    }

    /// The end: until nothing is due and everything was heard.
    pub async fn come_to_rest(&mut self) -> Result<(), Failure> {
        while self.round().await? > 0 {}
        self.hear().await?;
        while self.round().await? > 0 {
            self.hear().await?;
        }
        Ok(self.house.db.save().await?)
    }

    /// Clocks, then jobs, which may make clocks due; answers how much was done.
    async fn round(&mut self) -> Result<usize, Failure> {
        let db = &self.house.db;
        let mut done = 0;
        loop {
            let swept = runner::sweep(db, self.house.kinds).await?;
            let ran = jobs::run_due(db, &self.house.jobs, MOST_JOBS).await?;
            self.lived.jobs += ran.done as u64;
            done += swept.woken + ran.done;
            if swept.woken + ran.done + ran.again == 0 {
                return Ok(done);
            }
        }
    }

    async fn hear(&mut self) -> Result<(), Failure> {
        let db = &self.house.db;
        while db.read(&Actor::Engine, (), facts::waiting).await? {
            self.turn = db.write(&Actor::Engine, self.turn, facts::place).await?.0;
        }
        for listener in &self.house.listeners {
            while facts::listen(db, listener).await? > 0 {}
        }
        Ok(())
    }
}

/// The next mark after an instant.
fn mark_after(at: Time, every: Span) -> Time {
    let past = at.micros().rem_euclid(every.micros());
    Time::from_micros(at.micros() - past) + every
}
