//! The sweeper: wakes families whose clocks are due. It only saves others the waiting; due first does the rest.

use db::{Db, No, Rx, Tx, params, sql};
use kernel::{Actor, Cx, Time, Uid};

use crate::Ticks;
use crate::run::{Stored, run};

sql! {
    DUE = "SELECT kind, root, MIN(at) FROM clock WHERE at IS NOT NULL AND at <= $1
        GROUP BY kind, root ORDER BY MIN(at), root LIMIT 256";
    WORDS = "SELECT DISTINCT process, name FROM clock";
    OF_KIND = "SELECT root FROM family WHERE kind = $1 AND root > $2 ORDER BY root LIMIT 200";
}

/// The words that one process stores. A market that holds another is newer than this binary.
pub struct KnownWords {
    /// The process.
    pub process: &'static str,
    /// Its clocks.
    pub clocks: Vec<&'static str>,
    /// Its states.
    pub states: Vec<&'static str>,
}

/// A kind of family, for those who know only its word: the sweeper, the start, `verify`.
#[derive(Clone, Copy)]
pub struct Kind {
    /// [`Stored::KIND`].
    pub name: &'static str,
    /// Lets what is due happen.
    pub wake: fn(&mut Tx, &Cx, &Uid) -> Result<(), No>,
    /// The clocks of one family that do not recompute, in words.
    pub astray: fn(&mut Rx, Uid) -> Result<Vec<String>, No>,
    /// The words its processes store.
    pub words: fn() -> Vec<KnownWords>,
    /// What the lints find in its tables, in words.
    pub lint: fn() -> Vec<String>,
    /// Its processes' diagrams by name.
    pub diagrams: fn() -> Vec<(&'static str, String)>,
}

impl Kind {
    /// The kind of `F`.
    pub const fn of<F: Stored>() -> Self {
        Self {
            name: F::KIND,
            wake: |tx, cx, root| run::<F, ()>(tx, cx, *root, |_, _, _, _| Ok(())),
            astray: astray_of::<F>,
            words: || {
                let words = F::MEMBERS.iter().map(|member| KnownWords {
                    process: member.name,
                    clocks: (member.clocks)(),
                    states: (member.states)(),
                });
                words.collect()
            },
            lint: || {
                F::MEMBERS
                    .iter()
                    .flat_map(|member| (member.lint)().into_iter().map(|finding| finding.sentence))
                    .collect()
            },
            diagrams: || F::MEMBERS.iter().map(|member| (member.name, (member.diagram)())).collect(),
        }
    }
}

fn astray_of<F: Stored>(rx: &mut Rx, root: Uid) -> Result<Vec<String>, No> {
    let ticks = Ticks::load(rx, root)?;
    let Some(family) = F::load(rx, root, &ticks)? else {
        return Ok(vec![format!("{} {root} has a family but no row", F::KIND)]);
    };
    let wrong = F::MEMBERS.iter().flat_map(|member| (member.astray)(&family));
    Ok(wrong
        .map(|astray| format!("a clock of {} {} does not recompute", astray.process, astray.id))
        .collect())
}

/// Up to 256 families whose clocks are due by now: their kinds and roots, the longest overdue first.
///
/// # Errors
/// What broke in the database.
pub fn due_roots(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Vec<(String, Uid, Time)>, No> {
    Ok(rx.all(&DUE, &params![cx.now])?)
}

/// What one sweep did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Swept {
    /// Families that were woken.
    pub woken: usize,
    /// Families that could not be: an operator must look.
    pub failed: usize,
}

/// Wakes up to 256 families that are due, one command each. A family that fails stops no other.
///
/// # Errors
/// What broke in the database while asking which are due.
pub async fn sweep(db: &Db, kinds: &[Kind]) -> Result<Swept, No> {
    let mut swept = Swept::default();
    for (word, root, _) in db.read(&Actor::Engine, (), due_roots).await? {
        let Some(kind) = kinds.iter().find(|kind| kind.name == word) else {
            swept.failed += 1;
            continue;
        };
        match db.write(&Actor::Engine, root, kind.wake).await {
            Ok(()) => swept.woken += 1,
            Err(no) => {
                tracing::error!(kind = word, %root, %no, "a family that is due could not be woken");
                swept.failed += 1;
            }
        }
    }
    Ok(swept)
}

/// Stored clocks that no table of this binary knows: the market must not start with them.
///
/// # Errors
/// What broke in the database.
pub fn unknown_words(rx: &mut Rx, _: &Cx, kinds: &&'static [Kind]) -> Result<Vec<String>, No> {
    let known: Vec<_> = kinds.iter().flat_map(|kind| (kind.words)()).collect();
    let stored = rx.all::<(String, String)>(&WORDS, &[])?;
    let is_known = |process: &str, clock: &str| {
        known.iter().any(|words| words.process == process && words.clocks.contains(&clock))
    };
    Ok(stored
        .into_iter()
        .filter(|(process, clock)| !is_known(process, clock))
        .map(|(process, clock)| format!("clock `{clock}` of `{process}`"))
        .collect())
}

/// Recomputes the clocks of up to 200 families of a kind after `root`. Answers the last root it saw, if there
/// may be more, and what does not recompute, in words.
///
/// # Errors
/// What broke in the database.
pub fn astray(rx: &mut Rx, _: &Cx, (kind, after): &(Kind, Uid)) -> Result<(Option<Uid>, Vec<String>), No> {
    let roots = rx.all::<Uid>(&OF_KIND, &params![kind.name, *after])?;
    let mut wrong = Vec::new();
    for root in &roots {
        wrong.extend((kind.astray)(rx, *root)?);
    }
    Ok((roots.last().copied().filter(|_| roots.len() == 200), wrong))
}
