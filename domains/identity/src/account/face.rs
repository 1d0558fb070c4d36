//! The picture beside a name. It is public, as the name is, and kept in the same row: whoever reads one has the other.

use db::{No, Rx, Tx, params, sql};
use facts::Happened;
use kernel::{Account, Actor, Cx, Id, Refusal, Scope};
use media::{NewPortrait, PictureId, Portrait, Unwanted};

use super::profile::{self, Profile};
use super::{FACE_TAKEN, fact, tell};

type AccountId = Id<Account>;

sql! {
    SET = "UPDATE account SET face = $2 WHERE id = $1";
    BARE = "SELECT id FROM account WHERE id = $1 AND face IS NULL AND banned IS NULL";
    OF = "SELECT face FROM account WHERE id = $1";
}

/// The picture that whoever asks shows beside their name.
///
/// # Errors
/// Nobody is signed in.
pub fn mine(rx: &mut Rx, cx: &Cx, (): &()) -> Result<Option<Portrait>, No> {
    let me = cx.account(Scope::AccountRead)?;
    Ok(rx.opt::<Option<Portrait>>(&OF, &params![me])?.flatten())
}

/// Shows another picture beside the name of whoever asks, or none.
///
/// # Errors
/// Nobody is signed in; `picture`: there is no such picture of theirs.
pub fn show(tx: &mut Tx, cx: &Cx, wanted: &NewPortrait) -> Result<Profile, No> {
    let me = cx.account(Scope::AccountWrite)?;
    super::locked(tx, cx, me)?;
    set(tx, cx, me, wanted.picture)?;
    profile::of(tx, me)
}

fn set(tx: &mut Tx, cx: &Cx, account: Id<Account>, picture: Option<PictureId>) -> Result<(), No> {
    let face = media::wear(tx, cx, &account.address(), picture)?;
    tx.run(&SET, &params![account, face.map(|face| face.to_string())])?;
    Ok(())
}

/// Gives pictures of the market's own to accounts that show none, in one command; answers how many took theirs. Only
/// the market does it, for the people of a demo.
///
/// # Errors
/// Somebody else asks; `picture`.
pub fn hang(tx: &mut Tx, cx: &Cx, faces: &[(Id<Account>, PictureId)]) -> Result<usize, No> {
    if !matches!(cx.actor, Actor::Engine | Actor::Operator) {
        return Err(Refusal::missing("account").into());
    }
    let mut hung = 0;
    for (account, picture) in faces {
        if tx.opt::<Id<Account>>(&BARE, &params![*account])?.is_some() {
            set(tx, cx, *account, Some(*picture))?;
            hung += 1;
        }
    }
    Ok(hung)
}

/// Takes an account's picture away without closing it. Its owner is told why, and may show another. The log of what
/// staff did is for whoever calls this.
///
/// # Errors
/// Missing for anybody but staff, and where there is no picture.
pub fn take_down(tx: &mut Tx, cx: &Cx, (id, unwanted): &(AccountId, Unwanted)) -> Result<(), No> {
    if !cx.actor.is_staff() {
        return Err(Refusal::missing("account").into());
    }
    super::locked(tx, cx, *id)?;
    if !media::take_down(tx, &id.address())? {
        return Err(Refusal::missing("picture").into());
    }
    tx.run(&SET, &params![*id, None::<String>])?;
    let taken: Happened = fact(cx, *id, FACE_TAKEN);
    Ok(tell(tx, cx, taken.note("unwanted", unwanted.word()))?)
}

/// Takes an account's picture away, whoever brought it: for the command that erases a person, within it.
///
/// # Errors
/// What broke in the database.
pub fn forget(tx: &mut Tx, cx: &Cx, account: Id<Account>) -> Result<(), No> {
    set(tx, cx, account, None)
}
