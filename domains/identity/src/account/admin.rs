//! The first operator: made at the machine's command line, where no account is needed to make one.

use db::{Db, No, Tx};
use kernel::{Account, Actor, Cx, Id, Kind as _, Ref, Role};

use super::profile::{self, Language};
use super::{New, create};
use crate::{Handle, Password, Passwords, audit};

/// Makes an operator's account, for `rialto admin create`.
///
/// # Errors
/// `handle`, `name`, `password_short` and its like, `handle_taken`.
pub async fn create_admin(
    db: &Db,
    passwords: &Passwords,
    handle: &str,
    name: &str,
    password: Password,
) -> Result<Id<Account>, No> {
    let (handle, name) = (Handle::new(handle)?, profile::name(name)?);
    password.check("/password", &handle)?;
    let (language, role) = (Language::English, Role::Admin);
    let new = New { handle, name, language, password: Some(passwords.hash(password).await?), role };
    db.write(&Actor::Operator, new, make).await
}

fn make(tx: &mut Tx, cx: &Cx, new: &New) -> Result<Id<Account>, No> {
    let id = create(tx, cx, new)?.id();
    let about = Ref { kind: Account::PREFIX.into(), id: id.uid() };
    audit(tx, cx, "admin.created", &about, "")?;
    Ok(id)
}
