//! Passwords: argon2id, on threads of their own and few at a time, never inside a command.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use db::{Broken, No};
use kernel::{Chance, Refusal, Secret};
use serde::{Deserialize, Deserializer};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use crate::Handle;

/// NIST SP 800-63B asks for 8 and advises more; length is what counts, so there are no rules about digits.
const FEWEST_LETTERS: usize = 10;
/// A limit only so that nobody has us hash a book.
const MOST_LETTERS: usize = 256;
/// For each one that is being hashed, so many may wait; more are told to come back.
const WAITING_PER_DESK: usize = 64;

/// A password as somebody typed it. `Debug` does not show it, and it cannot be written as JSON.
#[derive(Clone, Debug)]
pub struct Password(Secret);

impl Password {
    /// From the command line or from a body.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Secret::from_text(text))
    }

    /// Whether it may protect this account. `field` is where it stood.
    ///
    /// # Errors
    /// `password_short`, `password_long`, `password_is_handle`.
    pub fn check(&self, field: &'static str, handle: &Handle) -> Result<(), Refusal> {
        let text = self.0.reveal();
        let letters = text.chars().count();
        if letters < FEWEST_LETTERS {
            let detail = format!("A password has {FEWEST_LETTERS} letters or more; a few words do well.");
            return Err(Refusal::field(field, "password_short", detail));
        }
        if letters > MOST_LETTERS {
            let detail = format!("A password has at most {MOST_LETTERS} letters.");
            return Err(Refusal::field(field, "password_long", detail));
        }
        let folded = text.to_lowercase();
        let rest = folded.replace(handle.as_str(), "");
        if rest.chars().filter(|c| c.is_alphabetic()).count() < 4 && folded.contains(handle.as_str()) {
            let detail =
                "A password must be more than the handle and a few digits: everybody sees the handle.";
            return Err(Refusal::field(field, "password_is_handle", detail));
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}
impl utoipa::PartialSchema for Password {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
            .into()
    }
}
impl ToSchema for Password {}

/// What is kept of a password: a PHC string with its own salt and costs.
#[derive(Clone, Debug)]
pub struct Hashed(Secret);

impl Hashed {
    pub(crate) fn stored(text: String) -> Self {
        Self(Secret::from_text(text))
    }
    pub(crate) fn phc(&self) -> &str {
        self.0.reveal()
    }
}

/// What a hash costs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Strength {
    /// KiB of memory.
    pub memory_kib: u32,
    /// Times over that memory.
    pub passes: u32,
}

impl Default for Strength {
    /// argon2id with 19 MiB and two passes on one lane: the OWASP Password Storage Cheat Sheet's choice where
    /// memory is dear.
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2 }
    }
}

/// Hashes and verifies, a few at a time: each takes [`Strength::memory_kib`] and some 40 ms of a core.
/// Cheap to clone; a part of the web's state.
#[derive(Clone)]
pub struct Passwords(Arc<Inside>);

struct Inside {
    argon: Argon2<'static>,
    /// Verified for handles that nobody has, so that they take the same work.
    nobody: Hashed,
    salts: Mutex<Chance>,
    desks: Arc<Semaphore>,
    line: Arc<Semaphore>,
    hashed: AtomicU64,
    verified: AtomicU64,
}

/// How often the expensive function ran.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Work {
    /// New hashes.
    pub hashed: u64,
    /// Verifications, of real and of nobody's hashes.
    pub verified: u64,
}

impl Passwords {
    /// `at_once` on as many threads; salts come from `chance`.
    ///
    /// # Errors
    /// argon2 has no such strength, or there is no memory for it.
    pub fn new(strength: Strength, at_once: usize, mut chance: Chance) -> Result<Self, Broken> {
        let params = Params::new(strength.memory_kib, strength.passes, 1, None).map_err(broken)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = nobodys(strength, &mut chance)?;
        let desks = Arc::new(Semaphore::new(at_once));
        let line = Arc::new(Semaphore::new(at_once * (1 + WAITING_PER_DESK)));
        let (hashed, verified, salts) = (AtomicU64::new(0), AtomicU64::new(0), Mutex::new(chance));
        Ok(Self(Arc::new(Inside { argon, nobody, salts, desks, line, hashed, verified })))
    }

    /// What to keep of a password.
    ///
    /// # Errors
    /// [`No::Busy`] when too many wait already.
    pub async fn hash(&self, password: Password) -> Result<Hashed, No> {
        let salt = self.0.salts.lock().unwrap_or_else(PoisonError::into_inner).bytes::<16>();
        self.work(move |inside| {
            inside.hashed.fetch_add(1, Ordering::Relaxed);
            hash(&inside.argon, password.0.reveal(), &salt)
        })
        .await
    }

    /// Whether this is the password. Of nobody's it never is, after the same work.
    ///
    /// # Errors
    /// [`No::Busy`] when too many wait already; a stored hash that is none.
    pub async fn verify(&self, password: Password, stored: Option<Hashed>) -> Result<bool, No> {
        self.work(move |inside| {
            inside.verified.fetch_add(1, Ordering::Relaxed);
            let known = stored.is_some();
            let against = stored.as_ref().unwrap_or(&inside.nobody);
            let parsed = PasswordHash::new(against.phc()).map_err(broken)?;
            let right = inside.argon.verify_password(password.0.reveal().as_bytes(), &parsed).is_ok();
            Ok(right && known)
        })
        .await
    }

    /// How often the expensive function ran.
    pub fn worked(&self) -> Work {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Work { hashed: count(&self.0.hashed), verified: count(&self.0.verified) }
    }

    async fn work<T: Send + 'static>(
        &self,
        task: impl FnOnce(&Inside) -> Result<T, Broken> + Send + 'static,
    ) -> Result<T, No> {
        let inside = Arc::clone(&self.0);
        let place = Arc::clone(&inside.line).try_acquire_owned().map_err(|_| No::Busy)?;
        let desk = Arc::clone(&inside.desks).acquire_owned().await.map_err(|_| Broken::Closed)?;
        let done = tokio::task::spawn_blocking(move || {
            // Held until the work is done, also when whoever asked has gone.
            let _held = (place, desk);
            task(&inside)
        });
        Ok(done.await.map_err(|error| Broken::Panicked(error.to_string()))??)
    }
}

/// A hash of nothing that costs as much to verify as everybody's, though making it took neither the time nor the
/// memory: its digest is as good as chance.
fn nobodys(strength: Strength, chance: &mut Chance) -> Result<Hashed, Broken> {
    let params = Params::new(Params::MIN_M_COST, 1, 1, None).map_err(broken)?;
    let quick = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hashed = hash(&quick, chance.secret().reveal(), &chance.bytes())?;
    let (quick, dear) = (
        format!("$m={},t=1,", Params::MIN_M_COST),
        format!("$m={},t={},", strength.memory_kib, strength.passes),
    );
    Ok(Hashed::stored(hashed.phc().replacen(&quick, &dear, 1)))
}

fn hash(argon: &Argon2<'_>, password: &str, salt: &[u8; 16]) -> Result<Hashed, Broken> {
    let hash: PasswordHash = argon.hash_password_with_salt(password.as_bytes(), salt).map_err(broken)?;
    Ok(Hashed::stored(hash.to_string()))
}

fn broken(error: impl std::fmt::Display) -> Broken {
    Broken::Stored(format!("password hashing: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Strength = Strength { memory_kib: 8, passes: 1 };

    #[tokio::test]
    async fn the_right_password_opens_and_nobodys_never_does() {
        let passwords = Passwords::new(CHEAP, 1, Chance::from_number(1)).unwrap();
        let hashed = passwords.hash(Password::new("correct horse")).await.unwrap();
        assert!(hashed.phc().starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{}", hashed.phc());
        assert!(passwords.verify(Password::new("correct horse"), Some(hashed.clone())).await.unwrap());
        assert!(!passwords.verify(Password::new("Correct horse"), Some(hashed)).await.unwrap());
        assert!(!passwords.verify(Password::new("correct horse"), None).await.unwrap());
        assert_eq!(passwords.worked(), Work { hashed: 1, verified: 3 });
    }

    #[tokio::test]
    async fn nobodys_hash_costs_what_everybodys_does() {
        let strength = Strength { memory_kib: 24, passes: 3 };
        let everybodys = Passwords::new(strength, 1, Chance::from_number(1)).unwrap();
        let hashed = everybodys.hash(Password::new("correct horse")).await.unwrap();
        let nobodys = nobodys(strength, &mut Chance::from_number(2)).unwrap();
        for one in [&hashed, &nobodys] {
            assert!(one.phc().starts_with("$argon2id$v=19$m=24,t=3,p=1$"), "{}", one.phc());
        }
        assert_eq!(hashed.phc().len(), nobodys.phc().len());
    }

    #[tokio::test]
    async fn two_hashes_of_one_password_differ() {
        let passwords = Passwords::new(CHEAP, 1, Chance::from_number(1)).unwrap();
        let one = passwords.hash(Password::new("correct horse")).await.unwrap();
        let two = passwords.hash(Password::new("correct horse")).await.unwrap();
        assert_ne!(one.phc(), two.phc());
    }

    #[test]
    fn short_endless_and_obvious_passwords_are_refused() {
        let handle = Handle::new("maria").unwrap();
        let code = |text: &str| Password::new(text).check("/password", &handle).err().map(|no| no.code);
        assert_eq!(code("correct horse"), None);
        assert_eq!(code("mariafarmhouse"), None);
        assert_eq!(code("ninechars"), Some("password_short"));
        assert_eq!(code(&"x".repeat(257)), Some("password_long"));
        assert_eq!(code("Maria12345"), Some("password_is_handle"));
        assert_eq!(code("市場のすべての合言葉を"), None, "letters are counted, not bytes");
    }

    #[test]
    fn nothing_of_it_prints() {
        let printed =
            format!("{:?} {:?}", Password::new("correct horse"), Hashed::stored("$argon2id$x".into()));
        assert!(!printed.contains("horse") && !printed.contains("argon2id"), "{printed}");
    }
}
