//! Many at once: the same account that anybody makes, by whoever runs the machine. A market that is filled with people
//! of a story has thousands of them, and to hash a password that nobody knows for each would take longer than the story.

use db::{No, Tx};
use kernel::{Account, Cx, Id, Refusal, Role};

use super::profile::{self, Language};
use super::{New, create};
use crate::{Handle, Hashed};

/// Somebody whom the operator makes an account for.
#[derive(Clone)]
pub struct Newcomer {
    /// What they are called, and sign in with where they can.
    pub handle: String,
    /// As it is shown.
    pub name: String,
    /// In which language the market speaks to them.
    pub language: Language,
    /// Without one nobody signs in as them.
    pub password: Option<Hashed>,
}

/// Makes a member's account, for the operator alone.
///
/// # Errors
/// `operator_only`; `handle` and its like, `name`, `handle_taken`. Then nothing was made.
pub fn settle(tx: &mut Tx, cx: &Cx, new: &Newcomer) -> Result<Id<Account>, No> {
    if !cx.actor.is_admin() {
        let detail = "Only the operator makes accounts for others. Nothing was made.";
        return Err(Refusal::forbidden("operator_only", detail).into());
    }
    let (handle, name) = (Handle::for_member(&new.handle)?, profile::name(&new.name)?);
    let (language, password, role) = (new.language, new.password.clone(), Role::Member);
    Ok(create(tx, cx, &New { handle, name, language, password, role })?.id())
}
