//! Who shows which pictures. Whatever shows pictures says so in its own command; what nobody shows goes a day later.

use db::{No, Tx, params, sql};
use kernel::{Cx, Ref, Refusal};

use crate::Portrait;
use crate::pictures::{Kept, PictureId, owner};

sql! {
    USED = "SELECT picture FROM picture_use WHERE user_kind = $1 AND user_id = $2 ORDER BY picture";
    /// Only one's own may be shown for the first time; the row is held until the use is written.
    TAKE = "UPDATE picture SET unused_since = NULL WHERE id = $1 AND ($2 OR owner = $3)";
    ADD = "INSERT INTO picture_use (user_kind, user_id, picture) VALUES ($1, $2, $3)";
    DROP = "DELETE FROM picture_use WHERE user_kind = $1 AND user_id = $2 AND picture = $3";
    LET_GO = "UPDATE picture SET unused_since = $2
        WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM picture_use u WHERE u.picture = picture.id)";
    /// Nobody waits a day for what was taken down; what something else shows stays there.
    AT_ONCE = "UPDATE plate SET touched = 0 WHERE id IN (
            SELECT p.plate FROM picture p WHERE p.id = $1
                AND NOT EXISTS (SELECT 1 FROM picture_use u WHERE u.picture = p.id))";
    GO = "DELETE FROM picture
        WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM picture_use u WHERE u.picture = picture.id)";
    /// What the user itself shows, whoever brought it.
    SHOWN = "SELECT p.id, p.alt, p.made, p.unused_since IS NULL, f.id, f.width, f.height, f.widths, f.colour, f.blur
        FROM picture_use u JOIN picture p ON p.id = u.picture JOIN plate f ON f.id = p.plate
        WHERE u.user_kind = $1 AND u.user_id = $2
        ORDER BY p.id";
}

/// From now on `user` shows this picture beside its name, or none; answers its files.
///
/// # Errors
/// `picture`: there is no such picture for this actor.
pub fn wear(tx: &mut Tx, cx: &Cx, user: &Ref, picture: Option<PictureId>) -> Result<Option<Portrait>, No> {
    let at_its_field = |no| match no {
        No::Refused(refusal) if refusal.code == "picture" => {
            No::Refused(Refusal { field: Some("/picture".into()), ..refusal })
        }
        other => other,
    };
    let shown = show_in(tx, cx, user, picture.as_slice()).map_err(at_its_field)?;
    Ok(shown.first().map(|kept| Portrait::of(&kept.shown)))
}

/// From now on `user` shows exactly these pictures. Answers each of them once, in the order of their ids. A picture
/// that it shows already may be somebody else's; a new one must be the actor's own.
///
/// # Errors
/// `picture`: there is no such picture for this actor.
pub fn show_in(tx: &mut Tx, cx: &Cx, user: &Ref, pictures: &[PictureId]) -> Result<Vec<Kept>, No> {
    let owner = owner(cx)?;
    let used: Vec<PictureId> = tx.all(&USED, &params![user.kind.clone(), user.id])?;
    let mut wanted = pictures.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    for picture in wanted.iter().filter(|picture| !used.contains(picture)) {
        if tx.run(&TAKE, &params![*picture, owner.is_none(), owner])? == 0 {
            let rule = format!(
                "There is no picture {picture} of yours: bring it by POST /media. Nothing was changed."
            );
            return Err(Refusal::field("/images", "picture", rule).into());
        }
        tx.run(&ADD, &params![user.kind.clone(), user.id, *picture])?;
    }
    for picture in used.iter().filter(|picture| !wanted.contains(picture)) {
        tx.run(&DROP, &params![user.kind.clone(), user.id, *picture])?;
        tx.run(&LET_GO, &params![*picture, cx.now])?;
    }
    Ok(tx.all(&SHOWN, &params![user.kind.clone(), user.id])?)
}

/// From now on `user` shows no picture, and what nothing else shows is gone at once: its files with the next sweep, unless
/// somebody else brought the same. For staff, who take away what must not be seen. Answers whether it showed one.
///
/// # Errors
/// What broke in the database.
pub fn take_down(tx: &mut Tx, user: &Ref) -> Result<bool, No> {
    let used: Vec<PictureId> = tx.all(&USED, &params![user.kind.clone(), user.id])?;
    for picture in &used {
        tx.run(&DROP, &params![user.kind.clone(), user.id, *picture])?;
        tx.run(&AT_ONCE, &params![*picture])?;
        tx.run(&GO, &params![*picture])?;
    }
    Ok(!used.is_empty())
}
