//! `rialto verify`: everything that is stored twice, computed again. Reads in slices, beside a running market.

use db::{Db, No};
use domain::Footprint;
use kernel::{Actor, Digest, Time, Uid};
use media::Files;

use crate::product::product;

/// What one recomputation found.
pub struct Finding {
    /// `ledger: balances are their transfers`.
    pub what: String,
    /// What does not recompute, in words; nothing where all is well.
    pub wrong: Vec<String>,
}

/// Recomputes the file's pages, the log's seals, every clock, and whatever the domains say can be recomputed; tells
/// each finding as it is made; `files` are where pictures lie. Answers whether all is well.
///
/// # Errors
/// A reading failed, so nothing can be said.
pub async fn verify(db: &Db, files: &Files, mut tell: impl FnMut(&Finding)) -> Result<bool, No> {
    let db = db.background();
    let mut well = true;
    let mut found = |what: String, wrong: Vec<String>| {
        well &= wrong.is_empty();
        tell(&Finding { what, wrong });
    };
    found("database: pages, indexes and references are whole".into(), damage(&db).await?);
    let unknown = db.read(&Actor::Engine, product().kinds(), runner::unknown_words).await?;
    found("processes: every stored word is known".into(), unknown);
    found("log: facts and seals recompute".into(), seals(&db).await?);
    for kind in product().kinds() {
        found(
            format!("clocks: every one of `{}` recomputes from its row", kind.name),
            clocks(&db, *kind).await?,
        );
    }
    found("media: every picture's files are there, whole".into(), media::verify(&db, files).await?);
    for (domain, check) in product().checks() {
        found(format!("{domain}: {}", check.name), db.read(&Actor::Engine, (), check.run).await?);
    }
    Ok(well)
}

/// What a market's history until an instant is told from another's by: how many facts, transfers, listings and the like
/// there are, in words, and one digest over all of them in their order.
///
/// # Errors
/// A reading failed.
pub async fn digest(db: &Db, until: Time) -> Result<(String, Digest), No> {
    let db = db.background();
    let (mut whole, mut words) = (Digest::of(b""), Vec::new());
    for trail in product().trails() {
        let (mut after, mut many) = (Footprint::default(), 0);
        loop {
            let steps = db.read(&Actor::Engine, (until, after), trail.follow).await?;
            let Some((last, _)) = steps.last() else { break };
            (after, many) = (*last, many + steps.len());
            for (_, step) in &steps {
                whole = Digest::of_parts([&whole.0 as &[u8], &step.0]);
            }
        }
        words.push(format!("{many} {}", trail.name));
    }
    Ok((words.join(", "), whole))
}

async fn damage(db: &Db) -> Result<Vec<String>, No> {
    let db = db.clone();
    let looked = tokio::task::spawn_blocking(move || db.damage()).await;
    Ok(looked.unwrap_or(Err(db::Broken::Closed))?)
}

async fn seals(db: &Db) -> Result<Vec<String>, No> {
    let mut wrong = Vec::new();
    let mut from: (i64, Option<Digest>) = (1, None);
    loop {
        let checked = db.read(&Actor::Engine, from, facts::verify).await?;
        wrong.extend(checked.wrong);
        match checked.next {
            Some((no, digest)) => from = (no, Some(digest)),
            None => return Ok(wrong),
        }
    }
}

async fn clocks(db: &Db, kind: runner::Kind) -> Result<Vec<String>, No> {
    let mut wrong = Vec::new();
    let mut after = Some(Uid::default());
    while let Some(root) = after {
        let (next, found) = db.read(&Actor::Engine, (kind, root), runner::astray).await?;
        wrong.extend(found);
        after = next;
    }
    Ok(wrong)
}
