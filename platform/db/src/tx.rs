//! What a command sees: the same object inside a transaction of either engine.

use std::ops::{Deref, DerefMut};

use kernel::{Cx, Time, Uid};

use crate::{Broken, FromRow, No, Row, Sql, Val, params, sql};

sql! {
    /// The family lock: portable, and it numbers the family's facts. `at` never goes back, so that a family's
    /// own history is in order even where two machines' clocks are not.
    LOCK_FAMILY = "UPDATE family SET seq = seq + 1, at = CASE WHEN at > $2 THEN at ELSE $2 END
        WHERE root = $1
        RETURNING seq, at";
    FOUND_FAMILY = "INSERT INTO family (root, kind, seq, at) VALUES ($1, $2, 1, $3)";
    /// Facts beyond the first of a command take the numbers after it.
    NUMBER_MORE = "UPDATE family SET seq = $2 WHERE root = $1";
}

/// A connection inside a transaction, whichever engine it belongs to.
pub(crate) trait Link {
    fn query(&mut self, sql: &'static Sql, params: &[Val]) -> Result<Vec<Row>, Broken>;
    fn execute(&mut self, sql: &'static Sql, params: &[Val]) -> Result<u64, Broken>;
    /// The clock of a server that several machines share.
    fn clock(&mut self) -> Result<Option<Time>, Broken>;
}

/// A reading: one snapshot, nothing can be changed.
pub struct Rx<'a> {
    link: &'a mut dyn Link,
    asked: u32,
}

impl<'a> Rx<'a> {
    pub(crate) fn new(link: &'a mut dyn Link) -> Self {
        Self { link, asked: 0 }
    }

    fn ask(&mut self, sql: &'static Sql, params: &[Val]) -> Result<Vec<Row>, Broken> {
        self.asked += 1;
        self.link.query(sql, params)
    }

    /// How many questions were asked so far: what a page costs a server, each a way there and back.
    pub fn asked(&self) -> u32 {
        self.asked
    }

    /// Every row.
    ///
    /// # Errors
    /// The engine refused the statement, or a column is not what `T` reads.
    pub fn all<T: FromRow>(&mut self, sql: &'static Sql, params: &[Val]) -> Result<Vec<T>, Broken> {
        self.ask(sql, params)?.iter_mut().map(T::from_row).collect()
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`Rx::all`]. Absence is no error.
    pub fn opt<T: FromRow>(&mut self, sql: &'static Sql, params: &[Val]) -> Result<Option<T>, Broken> {
        self.ask(sql, params)?.first_mut().map(T::from_row).transpose()
    }

    /// The one row that must be there.
    ///
    /// # Errors
    /// As [`Rx::all`], or there is none.
    pub fn one<T: FromRow>(&mut self, sql: &'static Sql, params: &[Val]) -> Result<T, Broken> {
        self.opt(sql, params)?.ok_or(Broken::NoRow { place: sql.place })
    }

    /// The instant by the clock that all who use this database share: a server's own, which goes on during a
    /// transaction, or this machine's where the database is its file. For what two machines compete for, such as
    /// leases; what was promised to people goes by `cx.now`, which stands still for one command. Costs a server
    /// one question. A clock that is not of the world (a test's) rules alone.
    ///
    /// # Errors
    /// The engine cannot be asked.
    pub fn shared_now(&mut self, cx: &Cx) -> Result<Time, Broken> {
        Ok(self.link.clock()?.unwrap_or(cx.now))
    }
}

/// A family under its lock.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Family {
    /// The root that was locked.
    pub root: Uid,
    /// The instant of this command in the family's history: now, or the last one if that is later.
    pub at: Time,
}

/// How far the numbers of a held family have been given out.
struct Line {
    family: Family,
    stored: i64,
    next: i64,
}

/// A question whose answer is "yes" only if this transaction was saved: asked when the connection was lost
/// while saving.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    pub sql: &'static Sql,
    pub params: Vec<Val>,
}

/// What is done once the transaction that asked for it is saved.
pub(crate) type Hook = Box<dyn FnOnce() + Send>;

/// A command's transaction.
pub struct Tx<'a> {
    rx: Rx<'a>,
    locked: Option<Family>,
    /// The locked family and those that this command founded.
    lines: Vec<Line>,
    pub(crate) witness: Option<Witness>,
    pub(crate) after: Vec<Hook>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(link: &'a mut dyn Link) -> Self {
        Self { rx: Rx::new(link), locked: None, lines: Vec::new(), witness: None, after: Vec::new() }
    }

    /// Runs a statement; says how many rows it changed.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn run(&mut self, sql: &'static Sql, params: &[Val]) -> Result<u64, Broken> {
        self.rx.link.execute(sql, params)
    }

    /// Locks the family of an existing root until the command ends. Again for the same root gives the same
    /// lock. A second existing family is an error on both engines, also where it would happen to work.
    ///
    /// # Errors
    /// [`Broken::SecondFamily`]; a root that does not exist is missing.
    pub fn lock(&mut self, cx: &Cx, root: Uid) -> Result<Family, No> {
        match self.locked {
            Some(family) if family.root == root => return Ok(family),
            Some(family) => return Err(Broken::SecondFamily { first: family.root, second: root }.into()),
            None => {}
        }
        let (seq, at) = self
            .opt::<(i64, Time)>(&LOCK_FAMILY, &params![root, cx.now])?
            .ok_or_else(|| kernel::Refusal::missing("thing"))?;
        let family = Family { root, at };
        self.locked = Some(family);
        self.lines.push(Line { family, stored: seq, next: seq });
        Ok(family)
    }

    /// Founds a new family. Any number may be founded beside one that is locked: nobody else can hold a root
    /// that does not exist yet, so this cannot deadlock.
    ///
    /// # Errors
    /// The engine refused it; the root exists.
    pub fn found(&mut self, cx: &Cx, root: Uid, kind: &str) -> Result<Family, Broken> {
        self.run(&FOUND_FAMILY, &params![root, kind, cx.now])?;
        let family = Family { root, at: cx.now };
        self.lines.push(Line { family, stored: 1, next: 1 });
        Ok(family)
    }

    /// The family, if this command locked or founded it.
    pub fn holds(&self, root: Uid) -> Option<Family> {
        self.lines.iter().map(|line| line.family).find(|family| family.root == root)
    }

    /// Gives out the next `count` numbers of a family this command holds; answers the first of them.
    ///
    /// # Errors
    /// The engine refused it, or the command does not hold the family.
    pub fn number(&mut self, root: Uid, count: i64) -> Result<i64, Broken> {
        let line = self.lines.iter_mut().find(|line| line.family.root == root);
        let line = line.ok_or(Broken::NotHeld { root })?;
        let (first, last) = (line.next, line.next + count - 1);
        line.next = last + 1;
        let more = last > line.stored;
        line.stored = line.stored.max(last);
        if more {
            self.run(&NUMBER_MORE, &params![root, last])?;
        }
        Ok(first)
    }

    /// Names the row that proves this transaction was saved, should the connection be lost while saving.
    pub fn witness(&mut self, sql: &'static Sql, params: &[Val]) {
        self.witness = Some(Witness { sql, params: params.to_vec() });
    }

    /// Does this when the command is saved, before its answer is given: never for one that was refused or undone,
    /// and once however often the command was run again. For hints only: it may be lost with the process, or
    /// with a connection that took the outcome with it, and it keeps the database's thread, so it must not wait.
    pub fn after_commit(&mut self, hook: impl FnOnce() + Send + 'static) {
        self.after.push(Box::new(hook));
    }
}

impl<'a> Deref for Tx<'a> {
    type Target = Rx<'a>;
    fn deref(&self) -> &Rx<'a> {
        &self.rx
    }
}
impl<'a> DerefMut for Tx<'a> {
    fn deref_mut(&mut self) -> &mut Rx<'a> {
        &mut self.rx
    }
}
