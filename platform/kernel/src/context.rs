//! What a command may know of the world: the instant, a stream of chance, who asks, and what `app` wired.

use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Account, Actor, Chance, Id, Kind, Refusal, Scope, Secret, Time};

/// What `app` put together at start, found by its type: the sinks that carry effects out, a domain's terms.
/// Never changes while the market runs.
#[derive(Default)]
pub struct Wiring(BTreeMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Wiring {
    /// Adds one part; a second of the same type takes the first one's place.
    #[must_use]
    pub fn with<T: Send + Sync + 'static>(mut self, part: T) -> Self {
        self.0.insert(TypeId::of::<T>(), Box::new(part));
        self
    }

    /// The part of this type, if it was wired.
    pub fn get<T: 'static>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref()
    }
}

/// Everything a [`Cx`] is made of: kept beside a queued command, so that each attempt starts the same.
#[derive(Clone)]
pub struct Origin {
    /// Who asks.
    pub actor: Actor,
    /// What every attempt's chance comes from.
    pub seed: [u8; 32],
    /// What `app` wired.
    pub wiring: Arc<Wiring>,
}

impl Origin {
    /// The context of one attempt at `now`.
    pub fn attempt(&self, now: Time) -> Cx {
        Cx {
            now,
            actor: self.actor.clone(),
            chance: RefCell::new(Chance::from_seed(self.seed)),
            wiring: Arc::clone(&self.wiring),
        }
    }
}

/// The context of one command or reading.
pub struct Cx {
    /// The instant it happens at.
    pub now: Time,
    /// Who asks.
    pub actor: Actor,
    chance: RefCell<Chance>,
    wiring: Arc<Wiring>,
}

impl Cx {
    /// A new id of this instant.
    pub fn id<K: Kind>(&self) -> Id<K> {
        Id::from_uid(self.chance.borrow_mut().uid(self.now))
    }

    /// A new secret.
    pub fn secret(&self) -> Secret {
        self.chance.borrow_mut().secret()
    }

    /// Chance for anything else.
    pub fn chance<T>(&self, draw: impl FnOnce(&mut Chance) -> T) -> T {
        draw(&mut self.chance.borrow_mut())
    }

    /// The wired part of this type.
    ///
    /// # Errors
    /// Unavailable, if `app` forgot it: the market's start checks the ones it needs.
    pub fn wired<T: 'static>(&self) -> Result<&T, Refusal> {
        self.wiring.get().ok_or_else(|| {
            Refusal::new(
                crate::RefusalKind::Unavailable,
                "not_wired",
                format!("This market was started without {}.", std::any::type_name::<T>()),
            )
        })
    }

    /// The account that asks, if its credential carries `scope`.
    ///
    /// # Errors
    /// Nobody is signed in, or the token is too weak.
    pub fn account(&self, scope: Scope) -> Result<Id<Account>, Refusal> {
        let id = self.actor.account().ok_or_else(Refusal::sign_in)?;
        if self.actor.may(scope) {
            return Ok(id);
        }
        Err(Refusal::forbidden("scope", format!("This token may not: it lacks the scope {}.", scope.word())))
    }
}
