//! Migrations: numbered texts of each domain, run once, in the order `app` folds the domains.

use kernel::Digest;

use crate::Broken;

/// One step of a schema. A step that has run in a market is never changed: it is followed by another.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `domain/0001_what`, unique.
    pub name: &'static str,
    /// Statements for both engines (stack.md, portability rules).
    pub sql: &'static str,
}

/// What the layer itself needs, before any domain's.
pub const OWN: Migration =
    Migration { name: "db/0001_family", sql: include_str!("../migrations/0001_family.sql") };

const KNOWN: &str = "CREATE TABLE IF NOT EXISTS migration (
    name   TEXT   NOT NULL PRIMARY KEY,
    digest TEXT   NOT NULL,
    at     BIGINT NOT NULL
)";

/// What an engine must do for a migration.
pub(crate) trait Schema {
    fn script(&mut self, text: &str) -> Result<(), Broken>;
    /// Name and digest of what has run.
    fn applied(&mut self) -> Result<Vec<(String, String)>, Broken>;
}

/// Runs what has not run yet, each step in its own transaction.
pub(crate) fn migrate(schema: &mut dyn Schema, steps: &[Migration], now: kernel::Time) -> Result<(), Broken> {
    schema.script(KNOWN)?;
    let applied = schema.applied()?;
    for step in all(steps) {
        let digest = Digest::of(step.sql.as_bytes()).to_string();
        match applied.iter().find(|(name, _)| name == step.name) {
            Some((_, before)) if *before == digest => {}
            Some(_) => {
                return Err(Broken::Stored(format!("migration {} was changed after it ran here", step.name)));
            }
            None => schema.script(&format!(
                "BEGIN; {}; INSERT INTO migration (name, digest, at) VALUES ('{}', '{digest}', {}); COMMIT;",
                step.sql.trim().trim_end_matches(';'),
                step.name,
                now.micros(),
            ))?,
        }
    }
    refuse_newer(&applied, steps)
}

/// That every step has run here and no other, without running any.
pub(crate) fn check(schema: &mut dyn Schema, steps: &[Migration]) -> Result<(), Broken> {
    let applied = schema.applied()?;
    match all(steps).find(|step| !applied.iter().any(|(name, _)| name == step.name)) {
        Some(step) => Err(Broken::Stored(format!("migration {} has not run here yet", step.name))),
        None => refuse_newer(&applied, steps),
    }
}

fn all(steps: &[Migration]) -> impl Iterator<Item = &Migration> {
    std::iter::once(&OWN).chain(steps)
}

fn refuse_newer(applied: &[(String, String)], steps: &[Migration]) -> Result<(), Broken> {
    match applied.iter().find(|(name, _)| !all(steps).any(|step| step.name == name)) {
        Some((name, _)) => {
            Err(Broken::Stored(format!("this market ran migration {name}, which this binary lacks")))
        }
        None => Ok(()),
    }
}
