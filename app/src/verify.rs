//! `rialto verify`: everything that is stored twice, computed again. Reads in slices, beside a running market.

use db::{Db, No};
use kernel::{Actor, Digest, Uid};
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
