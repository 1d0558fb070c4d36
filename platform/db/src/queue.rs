//! The bounded queues in front of the database's threads. A full queue refuses at once: shed early, lose nothing.

use std::any::Any;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use kernel::clock::Clock;
use kernel::{Cx, Origin, Time, Uid};
use tokio::sync::oneshot;

use crate::tx::{Hook, Witness};
use crate::{Broken, No, Rx, Tx};

/// Whose work it is: a person waits, or a job does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lane {
    Front,
    Back,
}

/// What one attempt came to, before it is saved.
#[derive(Debug)]
pub(crate) enum Attempt {
    /// Keep its changes.
    Keep,
    /// A rule said no: undo its changes; the answer holds only if what it was based on is saved.
    Undo,
    /// The engine failed under it.
    Failed(Broken),
}

/// A command or a reading in the queue. It may be attempted several times and is answered once.
pub(crate) trait Work: Send {
    fn attempt_write(&mut self, tx: &mut Tx, now: Time) -> Attempt;
    fn attempt_read(&mut self, rx: &mut Rx, now: Time) -> Attempt;
    fn lane(&self) -> Lane;
    /// Commands with the same hint want the same rows and gain from one transaction.
    fn hint(&self) -> Option<Uid>;
    fn witness(&self) -> Option<Witness>;
    /// Whether it does nothing but ask that everything answered so far be saved.
    fn saves(&self) -> bool {
        false
    }
    /// Gives the answer of the last attempt.
    fn answer(self: Box<Self>);
    /// Gives another answer in its place.
    fn fail(self: Box<Self>, no: No);
}

/// A command: plain input and a function that captures nothing.
pub(crate) struct Command<I, O, F> {
    pub input: I,
    pub run: F,
    pub origin: Origin,
    pub lane: Lane,
    pub hint: Option<Uid>,
    pub outcome: Option<Result<O, No>>,
    pub witness: Option<Witness>,
    pub after: Vec<Hook>,
    pub reply: oneshot::Sender<Result<O, No>>,
}

/// A reading likewise.
pub(crate) struct Reading<I, O, F> {
    pub input: I,
    pub run: F,
    pub origin: Origin,
    pub lane: Lane,
    pub outcome: Option<Result<O, No>>,
    pub reply: oneshot::Sender<Result<O, No>>,
}

fn caught<O>(run: impl FnOnce() -> Result<O, No>) -> Result<O, No> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(Broken::Panicked(words(&*panic)).into()))
}

fn words(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without words".into())
}

fn judged<O>(outcome: &Result<O, No>) -> Attempt {
    match outcome {
        Ok(_) => Attempt::Keep,
        Err(No::Broken(broken @ Broken::Statement { .. })) => Attempt::Failed(broken.clone()),
        Err(_) => Attempt::Undo,
    }
}

impl<I, O, F> Work for Command<I, O, F>
where
    I: Send + 'static,
    O: Send + 'static,
    F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Send + 'static,
{
    fn attempt_write(&mut self, tx: &mut Tx, now: Time) -> Attempt {
        let cx = self.origin.attempt(now);
        let outcome = caught(|| (self.run)(tx, &cx, &self.input));
        self.witness = tx.witness.take();
        let attempt = judged(&outcome);
        // What an earlier attempt asked for went with it.
        self.after =
            if matches!(attempt, Attempt::Keep) { std::mem::take(&mut tx.after) } else { Vec::new() };
        self.outcome = Some(outcome);
        attempt
    }
    fn attempt_read(&mut self, _: &mut Rx, _: Time) -> Attempt {
        Attempt::Failed(Broken::Closed)
    }
    fn lane(&self) -> Lane {
        self.lane
    }
    fn hint(&self) -> Option<Uid> {
        self.hint
    }
    fn witness(&self) -> Option<Witness> {
        self.witness.clone()
    }
    fn answer(self: Box<Self>) {
        for hook in self.after {
            let rung = caught(|| {
                hook();
                Ok(())
            });
            if let Err(no) = rung {
                tracing::error!(%no, "what was to be done after a commit fell over");
            }
        }
        // Nobody may be waiting any more: what was saved stays saved, and the key finds it again.
        let _ = self.reply.send(self.outcome.unwrap_or(Err(No::Broken(Broken::Closed))));
    }
    fn fail(self: Box<Self>, no: No) {
        let _ = self.reply.send(Err(no));
    }
}

impl<I, O, F> Work for Reading<I, O, F>
where
    I: Send + 'static,
    O: Send + 'static,
    F: Fn(&mut Rx, &Cx, &I) -> Result<O, No> + Send + 'static,
{
    fn attempt_write(&mut self, tx: &mut Tx, now: Time) -> Attempt {
        self.attempt_read(tx, now)
    }
    fn attempt_read(&mut self, rx: &mut Rx, now: Time) -> Attempt {
        let cx = self.origin.attempt(now);
        let outcome = caught(|| (self.run)(rx, &cx, &self.input));
        let attempt = judged(&outcome);
        self.outcome = Some(outcome);
        attempt
    }
    fn lane(&self) -> Lane {
        self.lane
    }
    fn hint(&self) -> Option<Uid> {
        None
    }
    fn witness(&self) -> Option<Witness> {
        None
    }
    fn answer(self: Box<Self>) {
        let _ = self.reply.send(self.outcome.unwrap_or(Err(No::Broken(Broken::Closed))));
    }
    fn fail(self: Box<Self>, no: No) {
        let _ = self.reply.send(Err(no));
    }
}

/// The wish that everything answered so far be saved.
pub(crate) struct Save(pub oneshot::Sender<Result<(), No>>);

impl Work for Save {
    fn attempt_write(&mut self, _: &mut Tx, _: Time) -> Attempt {
        Attempt::Keep
    }
    fn attempt_read(&mut self, _: &mut Rx, _: Time) -> Attempt {
        Attempt::Keep
    }
    fn lane(&self) -> Lane {
        Lane::Front
    }
    fn hint(&self) -> Option<Uid> {
        None
    }
    fn witness(&self) -> Option<Witness> {
        None
    }
    fn saves(&self) -> bool {
        true
    }
    fn answer(self: Box<Self>) {
        let _ = self.0.send(Ok(())); // nobody may be waiting any more
    }
    fn fail(self: Box<Self>, no: No) {
        let _ = self.0.send(Err(no));
    }
}

/// One piece of queued work.
pub(crate) type Piece = Box<dyn Work>;

struct Waiting {
    front: VecDeque<Piece>,
    back: VecDeque<Piece>,
    turn: u64,
    closed: bool,
}

/// Two bounded queues, one background piece in eight when both have work.
pub(crate) struct Queue {
    waiting: Mutex<Waiting>,
    arrived: Condvar,
    most: usize,
}

impl Queue {
    pub fn new(most: usize) -> Self {
        let waiting = Waiting { front: VecDeque::new(), back: VecDeque::new(), turn: 0, closed: false };
        Self { waiting: Mutex::new(waiting), arrived: Condvar::new(), most }
    }

    fn hold(&self) -> MutexGuard<'_, Waiting> {
        // No code panics while it holds this lock; if it ever did, the queues themselves are still whole.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands the piece back with the reason if there is no room.
    pub fn push(&self, piece: Piece) -> Result<(), (Piece, No)> {
        let mut waiting = self.hold();
        if waiting.closed {
            return Err((piece, Broken::Closed.into()));
        }
        let queue = match piece.lane() {
            Lane::Front => &mut waiting.front,
            Lane::Back => &mut waiting.back,
        };
        if queue.len() >= self.most {
            return Err((piece, No::Busy));
        }
        queue.push_back(piece);
        drop(waiting);
        self.arrived.notify_one();
        Ok(())
    }

    /// The next piece; nothing once the queue is closed and empty.
    pub fn pop(&self) -> Option<Piece> {
        let mut waiting = self.hold();
        loop {
            if let Some(piece) = waiting.next() {
                return Some(piece);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next piece, if one is there.
    pub fn try_pop(&self) -> Option<Piece> {
        self.hold().next()
    }

    /// The pieces among the first few that want the same hot row.
    pub fn pop_alike(&self, hint: Uid, most: usize) -> Vec<Piece> {
        let mut waiting = self.hold();
        let (alike, rest): (VecDeque<Piece>, VecDeque<Piece>) = {
            let mut taken = 0;
            waiting.front.drain(..).partition(|piece| {
                let same = taken < most && piece.hint() == Some(hint);
                taken += usize::from(same);
                same
            })
        };
        waiting.front = rest;
        alike.into()
    }

    /// How much waits.
    pub fn depth(&self) -> usize {
        let waiting = self.hold();
        waiting.front.len() + waiting.back.len()
    }

    /// Takes no more work; what waits is still done.
    pub fn close(&self) {
        self.hold().closed = true;
        self.arrived.notify_all();
    }
}

impl Waiting {
    fn next(&mut self) -> Option<Piece> {
        self.turn = self.turn.wrapping_add(1);
        if self.turn.is_multiple_of(8) {
            self.back.pop_front().or_else(|| self.front.pop_front())
        } else {
            self.front.pop_front().or_else(|| self.back.pop_front())
        }
    }
}

/// What every database thread needs beside its connection.
pub(crate) struct Desk {
    pub queue: Queue,
    pub clock: std::sync::Arc<dyn Clock>,
    pub faults: crate::Faults,
}
