//! Whether every picture's files are there, whole.

use db::{Db, No, Rx, params, sql};
use kernel::{Actor, Cx, Uid};

use crate::Files;
use crate::plate::PlateId;

/// Rows of one reading.
const SLICE: u32 = 500;

sql! {
    READY = "SELECT id, bytes FROM plate WHERE state = 'ready' AND id > $1 ORDER BY id LIMIT $2";
    /// A picture needs a plate that stays.
    LOST = "SELECT p.id FROM picture p JOIN plate f ON f.id = p.plate WHERE f.state <> 'ready' ORDER BY p.id LIMIT 100";
}

/// What is not there, in words; nothing where all is well.
///
/// # Errors
/// A reading failed, or the files' keeper does not answer.
pub async fn verify(db: &Db, files: &Files) -> Result<Vec<String>, No> {
    let mut wrong = db.read(&Actor::Engine, (), lost).await?;
    let mut after = Uid([0; 16]);
    loop {
        let slice = db.read(&Actor::Engine, after, ready).await?;
        let Some((last, _)) = slice.last() else { return Ok(wrong) };
        after = last.uid();
        for (plate, bytes) in slice {
            let lying = files.bytes(plate).await.map_err(kernel::Refusal::from)?;
            if i64::try_from(lying) != Ok(bytes) {
                wrong.push(format!("{plate}: its files have {lying} bytes and not {bytes}"));
            }
        }
    }
}

fn lost(rx: &mut Rx, _: &Cx, (): &()) -> Result<Vec<String>, No> {
    let pictures: Vec<crate::PictureId> = rx.all(&LOST, &[])?;
    Ok(pictures.iter().map(|picture| format!("{picture}: its files are not ready")).collect())
}

fn ready(rx: &mut Rx, _: &Cx, after: &Uid) -> Result<Vec<(PlateId, i64)>, No> {
    Ok(rx.all(&READY, &params![*after, SLICE])?)
}
