//! Proving that an account is one's own by its password, with the same work and the same answer whether there is
//! such an account, and whether it is closed (F39).

use db::{No, Tx};
use kernel::{Account, Cx, Id, Refusal, RefusalKind};
use web::{Answer, Call};

use crate::account::{self, Standing};
use crate::guess::Try;
use crate::{Handle, Password, Passwords};

/// Somebody who has just shown the password.
pub(crate) struct Proven {
    account: Id<Account>,
    /// The account's, when the password was read: what has changed since makes the proof worthless.
    epoch: i64,
}

impl Proven {
    /// Whose it is.
    pub(crate) fn account(&self) -> Id<Account> {
        self.account
    }

    /// The account under its lock, if it is still as it was proven.
    ///
    /// # Errors
    /// The password was changed in between; `banned`.
    pub(crate) fn locked(&self, tx: &mut Tx, cx: &Cx) -> Result<Standing, No> {
        let account = account::locked(tx, cx, self.account)?;
        if account.epoch != self.epoch {
            return Err(wrong().into());
        }
        account.is_open()?;
        Ok(account)
    }

    /// Whether it is still as it was proven, for a command that holds another family.
    ///
    /// # Errors
    /// The password was changed in between; `banned`.
    pub(crate) fn still(&self, tx: &mut Tx) -> Result<(), No> {
        let account = account::by_id(tx, self.account)?.filter(|account| account.epoch == self.epoch);
        Ok(account.ok_or_else(wrong)?.is_open()?)
    }
}

/// The one answer to a wrong password, a wrong recovery code and a handle that nobody has.
pub(crate) fn wrong() -> Refusal {
    let detail = "The handle, or what was to prove that it is yours, is wrong. Nothing was changed.";
    Refusal::new(RefusalKind::SignIn, "wrong_credentials", detail)
}

/// Whose password this is; nobody's if it is wrong.
///
/// # Errors
/// `too_many_guesses`; busy.
pub(crate) async fn prove(call: &Call, handle: &str, password: Password) -> Answer<Option<Proven>> {
    let passwords = call.part::<Passwords>()?;
    let attempt = Try::new(handle, call.caller.address);
    let actor = &call.caller.actor;
    let known = call.db.write(actor, attempt.clone(), begin).await?;
    let right = passwords.verify(password, known.as_ref().and_then(Standing::hashed)).await?;
    let Some(account) = known.filter(|_| right) else { return Ok(None) };
    call.db.write(actor, attempt, succeed).await?;
    Ok(Some(Proven { account: account.id, epoch: account.epoch }))
}

/// The handle of the account that is signed in, for judging a new password.
///
/// # Errors
/// Nobody is signed in.
pub(crate) async fn handle_that_asks(call: &Call) -> Answer<Handle> {
    Ok(Handle::new(&call.db.read(&call.caller.actor, (), own_handle).await?)?)
}

/// The same for the account that is signed in: a session that somebody left open is not enough to take the
/// account over. `field` is where the password stood.
///
/// # Errors
/// `wrong_password`, `too_many_guesses`; busy.
pub(crate) async fn prove_again(call: &Call, password: Password, field: &'static str) -> Answer<Proven> {
    let handle = call.db.read(&call.caller.actor, (), own_handle).await?;
    let proven = prove(call, &handle, password).await?;
    let wrong = || {
        Refusal::field(field, "wrong_password", "This is not the account's password. Nothing was changed.")
    };
    Ok(proven.ok_or_else(wrong)?)
}

fn begin(tx: &mut Tx, cx: &Cx, attempt: &Try) -> Result<Option<Standing>, No> {
    attempt.take(tx, cx)?;
    Ok(account::by_handle(tx, &attempt.handle)?)
}

fn succeed(tx: &mut Tx, _: &Cx, attempt: &Try) -> Result<(), No> {
    Ok(attempt.put_back(tx)?)
}

fn own_handle(rx: &mut db::Rx, cx: &Cx, (): &()) -> Result<String, No> {
    account::handle_of(rx, cx.actor.account().ok_or_else(Refusal::sign_in)?)
}
