//! Writing a fact, in the transaction of what it tells.

use std::collections::BTreeMap;

use db::{Broken, FromRow, Row, Tx, params, sql};
use kernel::{Cx, Digest, Time, Uid};
use serde::{Deserialize, Serialize};

sql! {
    INSERT = "INSERT INTO fact (root, seq, at, actor, process, id, event, was, now, note, transfers, salt, leaf)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
}

/// A transfer that belongs to a fact: its id and the digest of its content, so that the log proves the money
/// without knowing the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// The transfer's id, as text.
    pub id: String,
    /// The digest of what it says, in hexadecimal.
    pub digest: String,
}

/// What happened, as a command tells it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Happened {
    /// When: the command's instant in its family, or a clock's own.
    pub at: Time,
    /// Of what kind of thing; for a process its name.
    pub process: &'static str,
    /// Which thing.
    pub id: Uid,
    /// What happened to it.
    pub event: &'static str,
    /// By whom, where that is not who asked: `timer`, `engine`, `gateway`.
    pub by: Option<&'static str>,
    /// Its state before and after, where it has states.
    pub was: Option<&'static str>,
    /// The state after.
    pub now: Option<&'static str>,
    /// What a reader of the log needs besides: ids, codes, amounts. Never a name, an address or a secret.
    pub note: BTreeMap<&'static str, String>,
    /// The money it moved.
    pub transfers: Vec<Mark>,
}

impl Happened {
    /// Something happened to a thing without states.
    pub fn to(process: &'static str, id: Uid, event: &'static str, at: Time) -> Self {
        let (note, transfers) = (BTreeMap::new(), Vec::new());
        Self { at, process, id, event, by: None, was: None, now: None, note, transfers }
    }

    /// Adds a word.
    #[must_use]
    pub fn note(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.note.insert(key, value.into());
        self
    }
}

/// A fact as the log keeps it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// The family.
    pub root: Uid,
    /// Its number in the family.
    pub seq: i64,
    /// When.
    pub at: Time,
    /// By whom.
    pub actor: String,
    /// Of what kind of thing.
    pub process: String,
    /// Which thing.
    pub id: Uid,
    /// What happened.
    pub event: String,
    /// The state before.
    pub was: Option<String>,
    /// The state after.
    pub now: Option<String>,
    /// What else it says.
    pub note: BTreeMap<String, String>,
    /// The money it moved.
    pub transfers: Vec<Mark>,
    /// What makes its leaf in the seal unguessable; gone once it was erased.
    pub salt: Option<Uid>,
    /// Its leaf in the seal.
    pub leaf: Digest,
    /// Its place in the log, once it has one.
    pub pos: Option<i64>,
}

/// The columns of a fact, in the order [`Fact`] reads them.
macro_rules! columns {
    () => {
        "root, seq, at, actor, process, id, event, was, now, note, transfers, salt, leaf, pos"
    };
}
pub(crate) use columns;

impl FromRow for Fact {
    fn from_row(row: &mut Row) -> Result<Self, Broken> {
        Ok(Self {
            root: row.take()?,
            seq: row.take()?,
            at: row.take()?,
            actor: row.take()?,
            process: row.take()?,
            id: row.take()?,
            event: row.take()?,
            was: row.take()?,
            now: row.take()?,
            note: json(&row.take::<String>()?)?,
            transfers: json(&row.take::<String>()?)?,
            salt: row.take()?,
            leaf: row.take()?,
            pos: row.take()?,
        })
    }
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Broken> {
    serde_json::from_str(text).map_err(|error| Broken::Stored(format!("a fact's JSON: {error}")))
}

/// Writes facts of a family that the command holds, in their order.
///
/// # Errors
/// The command does not hold the family, or the engine refused the row.
pub fn record(tx: &mut Tx, cx: &Cx, root: Uid, happened: &[Happened]) -> Result<(), Broken> {
    let Ok(count) = i64::try_from(happened.len()) else { return Err(Broken::Closed) };
    if count == 0 {
        return Ok(());
    }
    let first = tx.number(root, count)?;
    for (seq, what) in (first..).zip(happened) {
        let salt = Uid(cx.chance(kernel::Chance::bytes));
        let actor = what.by.map_or_else(|| cx.actor.name(), Into::into);
        let note = written(&what.note)?;
        let transfers = written(&what.transfers)?;
        let leaf = leaf(
            salt,
            root,
            seq,
            what.at,
            &[
                &actor,
                what.process,
                &what.id.to_string(),
                what.event,
                what.was.unwrap_or_default(),
                what.now.unwrap_or_default(),
                &note,
                &transfers,
            ],
        );
        tx.run(
            &INSERT,
            &params![
                root,
                seq,
                what.at,
                actor,
                what.process,
                what.id,
                what.event,
                what.was,
                what.now,
                note,
                transfers,
                salt,
                leaf
            ],
        )?;
    }
    // Whoever watches the family looks again; a hint that is lost costs them a moment and no more.
    tx.after_commit(bus::hint(cx, bus::FAMILIES, &root.0));
    Ok(())
}

fn written(value: &impl Serialize) -> Result<String, Broken> {
    serde_json::to_string(value).map_err(|error| Broken::Stored(error.to_string()))
}

/// The leaf of a fact in the seal's tree: the domain byte 0 keeps leaves and nodes apart (RFC 6962, 2.1).
fn leaf(salt: Uid, root: Uid, seq: i64, at: Time, words: &[&str]) -> Digest {
    let (seq, at) = (seq.to_be_bytes(), at.micros().to_be_bytes());
    let head: [&[u8]; 5] = [&[0], &salt.0, &root.0, &seq, &at];
    Digest::of_parts(head.into_iter().chain(words.iter().map(|word| word.as_bytes())))
}

impl Fact {
    /// The leaf as it recomputes from what is stored; nothing once the salt was destroyed.
    pub(crate) fn recomputed(&self) -> Result<Option<Digest>, Broken> {
        let Some(salt) = self.salt else { return Ok(None) };
        Ok(Some(leaf(
            salt,
            self.root,
            self.seq,
            self.at,
            &[
                &self.actor,
                &self.process,
                &self.id.to_string(),
                &self.event,
                self.was.as_deref().unwrap_or_default(),
                self.now.as_deref().unwrap_or_default(),
                &written(&self.note)?,
                &written(&self.transfers)?,
            ],
        )))
    }
}
