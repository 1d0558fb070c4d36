//! Who may call a route. Decided here, once, before the handler runs, and shown in the API document.
//! Which *object* an actor may see is decided by the scope in that object's WHERE (F26), not here.

use kernel::{Actor, Refusal, Role, Scope};
use utoipa::openapi::security::SecurityRequirement;

/// The security scheme of a session's or a token's secret.
pub(crate) const BEARER: &str = "bearer";
/// The security scheme of a cart's or a guest order's secret.
pub(crate) const GUEST: &str = "guest";

/// Who may call a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Everybody. A credential that is sent all the same must be a good one.
    Public,
    /// Whoever holds the secret of a cart or of a guest's order, or an account whose credential carries the
    /// scope.
    Guest(Scope),
    /// An account whose credential carries the scope.
    SignedIn(Scope),
    /// An account whose credential carries one of the two scopes.
    Either(Scope, Scope),
    /// Staff and the operator, with a credential made for it.
    Staff,
    /// The operator, with a credential made for it.
    Admin,
    /// Those with this role or above, with a credential made for it; to everybody else it is not there.
    Hidden(Role),
}

impl Access {
    /// Whether the actor may call.
    ///
    /// # Errors
    /// Nobody is signed in, the token lacks the scope, or the account lacks the role.
    pub fn admit(self, actor: &Actor) -> Result<(), Refusal> {
        match (self, actor) {
            (Self::Public, _) | (Self::Guest(_), Actor::Guest(_)) | (_, Actor::Engine | Actor::Operator) => {
                Ok(())
            }
            (Self::Hidden(Role::Admin), actor) if actor.is_admin() => Ok(()),
            (Self::Hidden(Role::Staff), actor) if actor.is_staff() => Ok(()),
            (Self::Hidden(_), _) => Err(Refusal::missing("page")),
            (_, Actor::Anyone | Actor::Guest(_)) => Err(Refusal::sign_in()),
            (Self::Guest(scope) | Self::SignedIn(scope), _) if actor.may(scope) => Ok(()),
            (Self::Guest(scope) | Self::SignedIn(scope), _) => Err(Refusal::forbidden(
                "scope",
                format!("This token may not: it lacks the scope {}.", scope.word()),
            )),
            (Self::Either(one, other), _) if actor.may(one) || actor.may(other) => Ok(()),
            (Self::Either(one, other), _) => Err(Refusal::forbidden(
                "scope",
                format!("This token may not: it has neither the scope {} nor {}.", one.word(), other.word()),
            )),
            (Self::Staff, _) if actor.is_staff() => Ok(()),
            (Self::Admin, _) if actor.is_admin() => Ok(()),
            (Self::Staff, _) => Err(Refusal::forbidden("staff_only", "Only the market's staff may do this.")),
            (Self::Admin, _) => {
                Err(Refusal::forbidden("admin_only", "Only the market's operator may do this."))
            }
        }
    }

    /// One sentence for people.
    pub fn sentence(self) -> String {
        match self {
            Self::Public => "Everybody may call this.".into(),
            Self::Guest(scope) => {
                format!("For a guest with the secret, or an account with the scope {}.", scope.word())
            }
            Self::SignedIn(scope) => format!("For an account with the scope {}.", scope.word()),
            Self::Either(one, other) => {
                format!("For an account with the scope {} or {}.", one.word(), other.word())
            }
            Self::Staff => format!("For the market's staff, with the scope {}.", Scope::Operate.word()),
            Self::Hidden(Role::Admin) => "For the market's operator; to others it is not there.".into(),
            Self::Hidden(_) => "For the market's staff; to others it is not there.".into(),
            Self::Admin => format!("For the market's operator, with the scope {}.", Scope::Operate.word()),
        }
    }

    /// The same for programs: any one of these is enough.
    pub(crate) fn requirements(self) -> Vec<SecurityRequirement> {
        let bearer = |scope: Scope| SecurityRequirement::new(BEARER, [scope.word()]);
        match self {
            Self::Public => vec![SecurityRequirement::default()],
            Self::Guest(scope) => vec![SecurityRequirement::new(GUEST, [""; 0]), bearer(scope)],
            Self::SignedIn(scope) => vec![bearer(scope)],
            Self::Either(one, other) => vec![bearer(one), bearer(other)],
            Self::Staff | Self::Admin | Self::Hidden(_) => vec![bearer(Scope::Operate)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Digest, Id, RefusalKind, Scopes, Uid};

    fn account(role: Role, scopes: Scopes) -> Actor {
        Actor::Account { id: Id::from_uid(Uid([1; 16])), role, scopes }
    }

    /// Every access by every kind of caller; the expected word written by hand.
    #[test]
    fn each_door_opens_for_exactly_whom_it_names() {
        let weak = [Scope::AccountRead].into_iter().collect();
        let callers = [
            Actor::Anyone,
            Actor::Guest(Digest([0; 32])),
            account(Role::Member, weak),
            account(Role::Member, Scopes::all()),
            account(Role::Admin, weak),
            account(Role::Staff, Scopes::all()),
            account(Role::Admin, Scopes::all()),
            Actor::Engine,
        ];
        let table = [
            (Access::Public, "ok ok ok ok ok ok ok ok"),
            (Access::Guest(Scope::OrdersWrite), "in ok no ok no ok ok ok"),
            (Access::SignedIn(Scope::OrdersWrite), "in in no ok no ok ok ok"),
            (Access::Either(Scope::OrdersWrite, Scope::AccountRead), "in in ok ok ok ok ok ok"),
            (Access::Either(Scope::OrdersWrite, Scope::ShopWrite), "in in no ok no ok ok ok"),
            (Access::Staff, "in in no no no ok ok ok"),
            (Access::Admin, "in in no no no no ok ok"),
            (Access::Hidden(Role::Staff), "no no no no no ok ok ok"),
            (Access::Hidden(Role::Admin), "no no no no no no ok ok"),
        ];
        for (access, expected) in table {
            let got: Vec<&str> = callers
                .iter()
                .map(|caller| match access.admit(caller) {
                    Ok(()) => "ok",
                    Err(refusal) if refusal.kind == RefusalKind::SignIn => "in",
                    Err(_) => "no",
                })
                .collect();
            assert_eq!(got.join(" "), expected, "{access:?}");
        }
    }
}
