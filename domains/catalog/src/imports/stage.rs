//! The file of an upload, in rows while it is needed: any node may carry the import on, and a backup has it whole.

use db::{Broken, No, Rx, Tx, params, sql};
use domain::Forget;
use kernel::{Cx, Span};

use super::ImportId;

sql! {
    PUT = "INSERT INTO import_piece (import, number, at, bytes) VALUES ($1, $2, $3, $4)";
    GET = "SELECT bytes FROM import_piece WHERE import = $1 AND number = $2";
    DROP = "DELETE FROM import_piece WHERE import = $1";
    /// Uploads that broke off, or whose request turned out to be a repetition.
    SWEEP = "DELETE FROM import_piece
        WHERE at < $1 AND NOT EXISTS (SELECT 1 FROM import i WHERE i.id = import_piece.import AND i.ended IS NULL)";
}

/// Bytes of a file that is uploaded; the command line takes any length.
pub const MAX_FILE: usize = 32 << 20;
/// Bytes of one row.
pub(crate) const PIECE: usize = 256 << 10;
/// An upload does not take longer than this.
const FORGOTTEN: Span = Span::days(1);

/// One piece of a file. The first has no import yet and is given one.
pub(crate) struct Piece {
    pub import: Option<ImportId>,
    pub number: i64,
    pub bytes: Vec<u8>,
}

pub(crate) fn put(tx: &mut Tx, cx: &Cx, piece: &Piece) -> Result<ImportId, No> {
    let import = piece.import.unwrap_or_else(|| cx.id());
    tx.run(&PUT, &params![import, piece.number, cx.now, piece.bytes.as_slice()])?;
    Ok(import)
}

/// A piece, or nothing behind the last.
pub(crate) fn get(rx: &mut Rx, _: &Cx, (import, number): &(ImportId, i64)) -> Result<Option<Vec<u8>>, No> {
    Ok(rx.opt(&GET, &params![*import, *number])?)
}

/// Lets a file go that nobody will import.
pub(crate) fn abandon(tx: &mut Tx, _: &Cx, import: &ImportId) -> Result<(), No> {
    tx.run(&DROP, &params![*import])?;
    Ok(())
}

/// Lets a file go whose import has ended.
pub(crate) fn drop_pieces(tx: &mut Tx, import: ImportId) -> Result<(), Broken> {
    tx.run(&DROP, &params![import])?;
    Ok(())
}

/// Files that nobody came back for.
pub(crate) const FORGETS: &[Forget] =
    &[Forget { name: "uploads that broke off", of: &["import_piece"], run: Some(forget) }];

fn forget(tx: &mut Tx, cx: &Cx, (): &()) -> Result<bool, No> {
    tx.run(&SWEEP, &params![cx.now - FORGOTTEN])?;
    Ok(false)
}
