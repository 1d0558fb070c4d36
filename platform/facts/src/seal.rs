//! Sealing the log: a Merkle tree over each stretch of it (RFC 6962, 2.1), each root chained to the last.

use db::{Broken, No, Rx, Tx, params, row, sql};
use kernel::{Cx, Digest, Refusal, Uid};
use serde::Serialize;

use crate::Fact;
use crate::record::columns;

sql! {
    LEAVES = "SELECT pos, leaf FROM fact WHERE pos BETWEEN $1 AND $2 ORDER BY pos";
    LAST = "SELECT no, digest FROM seal ORDER BY no DESC LIMIT 1";
    INSERT = "INSERT INTO seal (no, first, last, tree, previous, digest, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FROM_NO = "SELECT no, first, last, tree, previous, digest FROM seal WHERE no >= $1 ORDER BY no LIMIT 64";
    COVERING = "SELECT no, first, last, tree, previous, digest FROM seal WHERE first <= $1 AND last >= $1";
    BETWEEN = concat!("SELECT ", columns!(), " FROM fact WHERE pos BETWEEN $1 AND $2 ORDER BY pos");
    PLACE_OF = "SELECT pos FROM fact WHERE root = $1 AND seq = $2";
}

/// One sealed stretch of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sealed {
    /// Counted from one without gaps.
    pub no: i64,
    /// The first position it covers.
    pub first: i64,
    /// The last position it covers.
    pub last: i64,
    /// The root of the tree over its leaves.
    pub tree: Digest,
    /// The digest of the seal before it; all zero for the first.
    pub previous: Digest,
    /// What the next one is chained to.
    pub digest: Digest,
}
row!(Sealed { no, first, last, tree, previous, digest });

fn node(left: Digest, right: Digest) -> Digest {
    Digest::of_parts([&[1_u8] as &[u8], &left.0, &right.0])
}

fn chained(no: i64, first: i64, last: i64, tree: Digest, previous: Digest) -> Digest {
    let numbers = [no, first, last].map(i64::to_be_bytes);
    Digest::of_parts([&numbers[0] as &[u8], &numbers[1], &numbers[2], &tree.0, &previous.0])
}

/// The tree's root; an odd one goes up as it is.
fn tree(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::of(b""),
        [one] => *one,
        more => {
            let (left, right) = more.split_at(more.len().next_power_of_two() / 2);
            node(tree(left), tree(right))
        }
    }
}

/// The neighbours on the way from a leaf up to the root, each with the side it stands on.
fn path(leaves: &[Digest], place: usize) -> Vec<(Side, Digest)> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut way, neighbour) = if place < left.len() {
        (path(left, place), (Side::Right, tree(right)))
    } else {
        (path(right, place - left.len()), (Side::Left, tree(left)))
    };
    way.push(neighbour);
    way
}

/// On which side of the way a neighbour stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Hashed before.
    Left,
    /// Hashed after.
    Right,
}

pub(crate) fn seal(tx: &mut Tx, cx: &Cx, first: i64, last: i64) -> Result<(), Broken> {
    let leaves: Vec<Digest> =
        tx.all::<(i64, Digest)>(&LEAVES, &params![first, last])?.into_iter().map(|(_, leaf)| leaf).collect();
    let (before, previous) = tx.opt::<(i64, Digest)>(&LAST, &[])?.unwrap_or((0, Digest([0; 32])));
    let (no, tree) = (before + 1, tree(&leaves));
    let digest = chained(no, first, last, tree, previous);
    tx.run(&INSERT, &params![no, first, last, tree, previous, digest, cx.now])?;
    Ok(())
}

/// That a fact is in the log, for anybody who holds a later seal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Proof {
    /// The fact's place in the log.
    pub pos: i64,
    /// Its leaf.
    pub leaf: String,
    /// Hash these onto the leaf in order.
    pub path: Vec<(Side, String)>,
    /// To get this root.
    pub tree: String,
    /// Of this seal.
    pub seal: i64,
    /// Which is chained to this one.
    pub previous: String,
    /// And gives this digest.
    pub digest: String,
}

/// The proof of one fact.
///
/// # Errors
/// Missing: there is no such fact, or it is not sealed yet.
pub fn proof(rx: &mut Rx, root: Uid, seq: i64) -> Result<Proof, No> {
    let missing = || Refusal::missing("sealed fact");
    let pos = rx.opt::<Option<i64>>(&PLACE_OF, &params![root, seq])?.flatten().ok_or_else(missing)?;
    let sealed = rx.opt::<Sealed>(&COVERING, &params![pos])?.ok_or_else(missing)?;
    let leaves = rx.all::<(i64, Digest)>(&LEAVES, &params![sealed.first, sealed.last])?;
    let leaves: Vec<Digest> = leaves.into_iter().map(|(_, leaf)| leaf).collect();
    let place = usize::try_from(pos - sealed.first).map_err(|_| missing())?;
    let leaf = leaves.get(place).ok_or_else(missing)?.to_string();
    let path = path(&leaves, place).into_iter().map(|(side, digest)| (side, digest.to_string())).collect();
    Ok(Proof {
        pos,
        leaf,
        path,
        tree: sealed.tree.to_string(),
        seal: sealed.no,
        previous: sealed.previous.to_string(),
        digest: sealed.digest.to_string(),
    })
}

/// What came of recomputing a stretch of seals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// The seal to go on with and the digest it is chained to; nothing at the end.
    pub next: Option<(i64, Digest)>,
    /// What does not recompute, in words.
    pub wrong: Vec<String>,
}

/// Recomputes up to 64 seals from `from` on, leaf by leaf; `(1, None)` begins.
///
/// # Errors
/// What broke in the database.
pub fn verify(rx: &mut Rx, _: &Cx, from: &(i64, Option<Digest>)) -> Result<Checked, No> {
    let (no, previous) = *from;
    let mut wrong = Vec::new();
    let mut before = previous.unwrap_or(Digest([0; 32]));
    let seals = rx.all::<Sealed>(&FROM_NO, &params![no])?;
    let mut next = None;
    for (expected, sealed) in (no..).zip(&seals) {
        let facts = rx.all::<Fact>(&BETWEEN, &params![sealed.first, sealed.last])?;
        for fact in &facts {
            if fact.recomputed()?.is_some_and(|leaf| leaf != fact.leaf) {
                wrong.push(format!("fact {} of {} was changed after it was written", fact.seq, fact.root));
            }
        }
        let leaves: Vec<Digest> = facts.iter().map(|fact| fact.leaf).collect();
        let whole = leaves.len() as i64 == sealed.last - sealed.first + 1 && tree(&leaves) == sealed.tree;
        let digest = chained(sealed.no, sealed.first, sealed.last, sealed.tree, before);
        if !whole || sealed.no != expected || sealed.previous != before || sealed.digest != digest {
            wrong.push(format!("seal {expected} does not recompute"));
        }
        before = sealed.digest;
        next = Some((sealed.no + 1, before));
    }
    Ok(Checked { next, wrong })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_of_every_tree_proves_itself() {
        for count in 1..40_u8 {
            let leaves: Vec<Digest> = (0..count).map(|n| Digest::of(&[n])).collect();
            let root = tree(&leaves);
            for (place, leaf) in leaves.iter().enumerate() {
                let up = path(&leaves, place).into_iter().fold(*leaf, |below, (side, digest)| match side {
                    Side::Left => node(digest, below),
                    Side::Right => node(below, digest),
                });
                assert_eq!(up, root, "leaf {place} of {count}");
            }
        }
    }

    #[test]
    fn two_leaves_in_another_order_are_another_tree() {
        let (one, two) = (Digest::of(b"1"), Digest::of(b"2"));
        assert_ne!(tree(&[one, two]), tree(&[two, one]));
    }
}
