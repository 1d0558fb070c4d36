//! The imports' routes.

use std::time::Duration;

use kernel::{Refusal, Scope};
use web::{Accepted, Access, Answer, Call, Json, Once, Paging, Path, Route, Upload};

use super::stage::{self, MAX_FILE, PIECE, Piece};
use super::{Begin, ImportId, ImportView, begin, into, show};
use crate::exchange::{Format, recognise};
use crate::shops::ShopKey;

/// A file that lies ready.
struct Staged {
    import: ImportId,
    format: Format,
    bytes: i64,
}

async fn bring(
    Path(shop): Path<ShopKey>,
    mut once: Once,
    mut upload: Upload,
) -> Answer<Accepted<ImportView>> {
    // Nobody uploads into a shop that is not theirs, or a file that we do not take.
    once.call.db.read(&once.call.caller.actor, shop.clone(), into).await?;
    let staged = stage(&once.call, &mut upload).await?;
    once.of(&upload);
    let Staged { import, format, bytes } = staged;
    let begun = once.write(Begin { shop, import, format, bytes }, begin).await;
    if begun.is_err() {
        abandon(&once.call, import).await;
    }
    begun
}

/// Reads the file piece by piece into rows; never more than a piece of it is held.
async fn stage(call: &Call, upload: &mut Upload) -> Answer<Staged> {
    let mut staged: Option<Staged> = None;
    let mut number = 0;
    loop {
        let (piece, ended) = match fill(upload).await {
            Ok(filled) => filled,
            Err(problem) => {
                if let Some(staged) = staged {
                    abandon(call, staged.import).await;
                }
                return Err(problem);
            }
        };
        let bytes = i64::try_from(piece.len()).unwrap_or(i64::MAX);
        let format = match &staged {
            Some(staged) => staged.format,
            None => recognised(&piece)?,
        };
        if !piece.is_empty() || staged.is_none() {
            let import = staged.as_ref().map(|staged| staged.import);
            let piece = Piece { import, number, bytes: piece };
            let import = call.db.background().write(&call.caller.actor, piece, stage::put).await?;
            let before = staged.map_or(0, |staged| staged.bytes);
            staged = Some(Staged { import, format, bytes: before + bytes });
            number += 1;
        }
        if ended && let Some(staged) = staged {
            return Ok(staged);
        }
    }
}

/// The next piece of the usual size, or what is left.
async fn fill(upload: &mut Upload) -> Answer<(Vec<u8>, bool)> {
    let mut piece = Vec::with_capacity(PIECE);
    while piece.len() < PIECE {
        match upload.piece().await? {
            Some(bytes) => piece.extend_from_slice(&bytes),
            None => return Ok((piece, true)),
        }
    }
    Ok((piece, false))
}

fn recognised(head: &[u8]) -> Result<Format, Refusal> {
    let head = head.get(..crate::exchange::limits::HEAD_BYTES).unwrap_or(head);
    recognise(head).map(|recognised| recognised.format).map_err(|no| {
        let said = no.to_string();
        let mut letters = said.chars();
        let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        Refusal::invalid(no.code(), format!("{first}{}. Nothing was taken.", letters.as_str()))
    })
}

/// Best effort: what stays is swept with the next import's end.
async fn abandon(call: &Call, import: ImportId) {
    let _ = call.db.background().write(&call.caller.actor, import, stage::abandon).await;
}

async fn look(call: Call, Path(import): Path<ImportId>, paging: Paging) -> Answer<Json<ImportView>> {
    call.read((import, paging), show).await
}

pub(crate) fn routes() -> Vec<Route> {
    let (look_in, keep) = (Access::SignedIn(Scope::ShopRead), Access::SignedIn(Scope::ShopWrite));
    vec![
        Route::post("/shops/{shop}/imports", keep, "Bring a product file into a shop.", bring)
            .body(MAX_FILE)
            .within(Duration::from_secs(600))
            .cost(30)
            .refuses(&["import_running", "vendure", "unknown_columns"]),
        Route::get("/imports/{import}", look_in, "Show how far an import is, and what it refused.", look),
    ]
}
