//! Pictures that nobody shows go a day later, and their files with the last of them. An account's go with it.

use db::{Db, No, Rx, Tx, params, sql};
use domain::{Footprint, again};
use kernel::{Account, Actor, Cx, Id, Span, Time};

use crate::Files;
use crate::plate::PlateId;

/// How long a picture may lie about without being shown: a form that is being filled in needs no longer.
pub const UNUSED: Span = Span::days(1);
/// Rows of one command.
const SLICE: u32 = 200;

sql! {
    UNSHOWN = "DELETE FROM picture
        WHERE id IN (SELECT id FROM picture WHERE unused_since < $1 ORDER BY unused_since, id LIMIT $2)
            AND unused_since < $1 AND NOT EXISTS (SELECT 1 FROM picture_use u WHERE u.picture = picture.id)";
    /// Untouched for as long: whoever is about to use it has said so.
    LEFT_OVER = "UPDATE plate SET state = 'going'
        WHERE id IN (SELECT f.id FROM plate f
                WHERE f.touched < $1 AND f.state <> 'going' AND NOT EXISTS (SELECT 1 FROM picture p WHERE p.plate = f.id)
                ORDER BY f.touched, f.id LIMIT $2)
            AND touched < $1 AND NOT EXISTS (SELECT 1 FROM picture p WHERE p.plate = plate.id)";
    GOING = "SELECT id FROM plate WHERE state = 'going' ORDER BY id LIMIT $1";
    GONE = "DELETE FROM plate WHERE id = $1 AND state = 'going'";
    /// What somebody else's thing shows is that one's: a shop's listing, brought by who helps there.
    HAND_OVER = "UPDATE picture SET owner = NULL WHERE id IN (
            SELECT p.id FROM picture p WHERE p.owner = $1
                AND EXISTS (SELECT 1 FROM picture_use u WHERE u.picture = p.id)
            ORDER BY p.id LIMIT 200)";
    /// Nobody waits a day for what is to be erased.
    ERASE_PLATES = "UPDATE plate SET touched = 0 WHERE id IN (
            SELECT plate FROM picture WHERE owner = $1 ORDER BY id LIMIT 200)";
    ERASE = "DELETE FROM picture WHERE id IN (SELECT id FROM picture WHERE owner = $1 ORDER BY id LIMIT 200)";
}

/// What was swept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Swept {
    /// Pictures that nobody showed.
    pub pictures: u64,
    /// Plates whose files were taken away.
    pub plates: u64,
}

/// Sweeps once, at most some hundred pictures; again while it finds something.
///
/// # Errors
/// The database's, or that the files' keeper does not answer: what is going stays so and is swept again.
pub async fn sweep(db: &Db, files: &Files) -> Result<Swept, No> {
    let before = db.now() - UNUSED;
    let pictures = db.write(&Actor::Engine, before, forget).await?;
    let going = db.read(&Actor::Engine, (), going).await?;
    let mut plates = 0;
    for plate in going {
        files.remove(plate).await.map_err(kernel::Refusal::from)?;
        plates += db.write(&Actor::Engine, plate, gone).await?;
    }
    Ok(Swept { pictures, plates })
}

fn forget(tx: &mut Tx, _: &Cx, before: &Time) -> Result<u64, No> {
    let pictures = tx.run(&UNSHOWN, &params![*before, SLICE])?;
    tx.run(&LEFT_OVER, &params![*before, SLICE])?;
    Ok(pictures)
}

fn going(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<PlateId>, No> {
    Ok(rx.all(&GOING, &params![SLICE])?)
}

fn gone(tx: &mut Tx, _: &Cx, plate: &PlateId) -> Result<u64, No> {
    Ok(tx.run(&GONE, &params![*plate])?)
}

/// Erases a slice of what an account brought; the files go with the next sweep, if nobody else brought the same. What is
/// still shown then is in somebody else's things, because their own are gone before: it stays, and names nobody.
///
/// # Errors
/// The database's.
pub fn erase(
    tx: &mut Tx,
    _: &Cx,
    (account, place): &(Id<Account>, Footprint),
) -> Result<Option<Footprint>, No> {
    let kept = tx.run(&HAND_OVER, &params![*account])?;
    if kept >= SLICE.into() {
        return Ok(Some(*place));
    }
    tx.run(&ERASE_PLATES, &params![*account])?;
    Ok(again(*place, &[tx.run(&ERASE, &params![*account])?]))
}
