//! Recovery codes: for who has forgotten the password. Ten, shown once, kept hashed, each good for one new
//! password.

use db::{No, Tx, params, sql};
use facts::Happened;
use kernel::{Account, Cx, Digest, Id, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

use crate::account::{self, CODES_MADE, RECOVERED, fact, tell};
use crate::fresh::Fresh;
use crate::handle::folded;
use crate::proof::wrong;
use crate::session::{Opened, open};
use crate::{Handle, Hashed, Password};

/// Codes of a set.
pub const CODES: usize = 10;
/// Letters of a code, five bits each: 100 bits, so that plain SHA-256 keeps it safe and guessing needs no limit.
const LETTERS: usize = 20;

sql! {
    CLEAR = "DELETE FROM recovery_code WHERE account = $1";
    INSERT = "INSERT INTO recovery_code (account, code) VALUES ($1, $2)";
    /// Of many at once with one code, one finds it unused.
    USE = "UPDATE recovery_code SET used = $3 WHERE account = $1 AND code = $2 AND used IS NULL";
}

/// A new set of codes. They are shown here and never again.
#[derive(Serialize, ToSchema)]
pub(crate) struct Codes {
    /// Each is good once. Earlier sets are good no more.
    codes: Vec<String>,
}

impl Codes {
    /// To be shown.
    pub(crate) fn codes(self) -> Vec<String> {
        self.codes
    }
}

/// A code as it is compared: Crockford's base32, in which O reads as 0, and I and L as 1.
struct Code(String);

impl Code {
    fn read(text: &str) -> Self {
        let letters = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let clear = letters.map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            c => c,
        });
        Self(clear.take(LETTERS + 1).collect())
    }

    fn digest(&self, account: Id<Account>) -> Digest {
        Digest::of_parts([account.uid().0.as_slice(), self.0.as_bytes()])
    }

    /// In groups of five, to write down.
    fn shown(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

/// Makes a set in the place of the one before.
pub(crate) fn make(tx: &mut Tx, cx: &Cx, fresh: &Fresh) -> Result<Codes, No> {
    let account = fresh.locked(tx, cx)?;
    tx.run(&CLEAR, &params![account.id])?;
    let mut codes = Vec::with_capacity(CODES);
    for _ in 0..CODES {
        let code = Code(cx.secret().reveal().chars().take(LETTERS).collect());
        tx.run(&INSERT, &params![account.id, code.digest(account.id)])?;
        codes.push(code.shown());
    }
    tell(tx, cx, fact(cx, account.id, CODES_MADE))?;
    Ok(Codes { codes })
}

/// What somebody sends who has forgotten the password.
pub(crate) struct Recover {
    handle: String,
    code: Code,
    password: Hashed,
}

impl Recover {
    /// The password was checked and hashed before, for handles that nobody has as well.
    pub(crate) fn new(handle: &str, code: &str, password: Hashed) -> Self {
        Self { handle: folded(handle), code: Code::read(code), password }
    }
}

/// Whether the new password may be; told before anything is looked up, so it says nothing about the account.
pub(crate) fn check(handle: &str, password: &Password) -> Result<(), Refusal> {
    password.check("/password", &Handle::new(handle).map_err(|_| wrong())?)
}

/// Takes a code, sets the password, ends everything older and opens a session.
///
/// # Errors
/// `wrong_credentials`, alike for a wrong code, a used one and a handle that nobody has; `banned`, and then the
/// code is good still.
pub(crate) fn recover(tx: &mut Tx, cx: &Cx, ask: &Recover) -> Result<Opened, No> {
    let known = account::by_handle(tx, &ask.handle)?;
    // Nobody's id for a handle that nobody has: the same statements run.
    let id = known.map_or_else(|| Id::from_uid(kernel::Uid::default()), |account| account.id);
    if tx.run(&USE, &params![id, ask.code.digest(id), cx.now])? == 0 {
        return Err(wrong().into());
    }
    let account = account::locked(tx, cx, id)?;
    account.is_open()?;
    account::set_password(tx, id, &ask.password)?;
    let epoch = account::end_all(tx, &account)?;
    tell(tx, cx, Happened { by: Some("owner"), ..fact(cx, id, RECOVERED) })?;
    open(tx, cx, id, epoch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it_down() {
        let code = Code("01k7m2pq9x01k7m2pq9x".into());
        assert_eq!(code.shown(), "01k7m-2pq9x-01k7m-2pq9x");
        for typed in ["01K7M-2PQ9X-01K7M-2PQ9X", " oik7m 2pq9x OLk7m 2pq9x ", "01k7m2pq9x01k7m2pq9x"] {
            assert_eq!(Code::read(typed).0, code.0, "{typed}");
        }
        assert_ne!(Code::read("01k7m2pq9x01k7m2pq9xx").0, code.0);
    }

    #[test]
    fn one_code_is_another_for_another_account() {
        let code = Code("01k7m2pq9x01k7m2pq9x".into());
        let account = |n| Id::from_uid(kernel::Uid([n; 16]));
        assert_ne!(code.digest(account(1)), code.digest(account(2)));
    }
}
