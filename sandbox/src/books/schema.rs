//! The file: its tables, and how it is opened.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

/// The books could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// SQLite said no.
    #[error("the gateway's file cannot be used: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The file holds something else, or was written by a later version.
    #[error("the file is not a practice gateway's, or of another version; name another file")]
    Foreign,
}

/// Written to the file's header (`RSbx`), so that another program's database is never taken for ours.
const APPLICATION_ID: i32 = 0x5253_6278;
const VERSION: i32 = 2;

/// What the second version adds to a file of the first; a new file is laid as the first and raised likewise.
const SECOND: &str = "
ALTER TABLE captures ADD COLUMN regret_due INTEGER;
CREATE INDEX captures_regretted ON captures (regret_due) WHERE regret_due IS NOT NULL;

CREATE TABLE chargebacks (
    seq     INTEGER PRIMARY KEY,
    payment TEXT NOT NULL REFERENCES payments (reference),
    amount  INTEGER NOT NULL CHECK (amount > 0),
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX chargebacks_by_payment ON chargebacks (payment);
";

/// Amounts are minor units, instants milliseconds after 1970. `capture_due` is a payer's yes that is still on
/// its way; `regret_due` is when a payer's bank takes a capture back; `settle_due` and `verdict` say when and how something pending ends, unless that is done by hand.
const TABLES: &str = "
CREATE TABLE gateway (born INTEGER NOT NULL) STRICT;

CREATE TABLE payments (
    reference   TEXT PRIMARY KEY,
    token       TEXT NOT NULL UNIQUE,
    status      TEXT NOT NULL CHECK (status IN ('created', 'captured', 'declined', 'expired', 'voided')),
    amount      INTEGER NOT NULL CHECK (amount > 0),
    currency    TEXT NOT NULL CHECK (length(currency) = 3),
    description TEXT,
    return_url  TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    capture_due INTEGER
) STRICT;
CREATE INDEX payments_expiring ON payments (expires_at) WHERE status = 'created';
CREATE INDEX payments_coming ON payments (capture_due) WHERE capture_due IS NOT NULL;

CREATE TABLE captures (
    seq     INTEGER PRIMARY KEY,
    payment TEXT NOT NULL REFERENCES payments (reference),
    amount  INTEGER NOT NULL CHECK (amount > 0),
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX captures_by_payment ON captures (payment);

CREATE TABLE refunds (
    reference  TEXT PRIMARY KEY,
    payment    TEXT NOT NULL REFERENCES payments (reference),
    amount     INTEGER NOT NULL CHECK (amount > 0),
    status     TEXT NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
    created_at INTEGER NOT NULL,
    settled_at INTEGER,
    settle_due INTEGER,
    verdict    TEXT CHECK (verdict IN ('succeed', 'fail')),
    CHECK ((status = 'pending') = (settled_at IS NULL))
) STRICT;
CREATE INDEX refunds_by_payment ON refunds (payment);
CREATE INDEX refunds_settling ON refunds (settle_due) WHERE status = 'pending';

CREATE TABLE payouts (
    reference   TEXT PRIMARY KEY,
    destination TEXT NOT NULL,
    amount      INTEGER NOT NULL CHECK (amount > 0),
    currency    TEXT NOT NULL CHECK (length(currency) = 3),
    status      TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'failed')),
    created_at  INTEGER NOT NULL,
    settled_at  INTEGER,
    settle_due  INTEGER,
    verdict     TEXT CHECK (verdict IN ('succeed', 'fail')),
    CHECK ((status = 'pending') = (settled_at IS NULL))
) STRICT;
CREATE INDEX payouts_settling ON payouts (settle_due) WHERE status = 'pending';

CREATE TABLE scripts (
    reference TEXT PRIMARY KEY,
    script    TEXT NOT NULL
) STRICT;

CREATE TABLE events (
    seq    INTEGER PRIMARY KEY,
    family TEXT NOT NULL,
    body   TEXT NOT NULL
) STRICT;

CREATE TABLE deliveries (
    seq          INTEGER PRIMARY KEY,
    event        INTEGER NOT NULL REFERENCES events (seq),
    family       TEXT NOT NULL,
    due_at       INTEGER NOT NULL,
    held         INTEGER NOT NULL CHECK (held IN (0, 1)),
    attempts     INTEGER NOT NULL DEFAULT 0,
    last_status  INTEGER,
    delivered_at INTEGER
) STRICT;
CREATE INDEX deliveries_owed ON deliveries (due_at, seq) WHERE delivered_at IS NULL;
CREATE INDEX deliveries_held ON deliveries (family) WHERE held = 1;
";

/// Opens the file for writing: WAL, and an answer only once the disk has it.
pub(super) fn connect(path: &Path) -> Result<Connection, OpenError> {
    let db = Connection::open(path)?;
    db.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    db.execute_batch("PRAGMA synchronous = FULL;")?;
    Ok(db)
}

/// Makes the tables where there are none, and answers when the file was born (milliseconds after 1970).
pub(super) fn lay(db: &Connection, now: i64) -> Result<i64, OpenError> {
    db.execute_batch("PRAGMA foreign_keys = ON;")?;
    if is_empty(db)? {
        db.execute_batch(&format!(
            "BEGIN IMMEDIATE;
             {TABLES}
             INSERT INTO gateway (born) VALUES ({now});
             PRAGMA application_id = {APPLICATION_ID};
             PRAGMA user_version = 1;
             COMMIT;"
        ))?;
    }
    if marks(db)? == (APPLICATION_ID, 1) {
        db.execute_batch(&format!("BEGIN IMMEDIATE; {SECOND} PRAGMA user_version = {VERSION}; COMMIT;"))?;
    }
    check(db)?;
    Ok(db.query_row("SELECT born FROM gateway", [], |row| row.get(0))?)
}

/// Refuses a file that is not a gateway's of this version.
pub(super) fn check(db: &Connection) -> Result<(), OpenError> {
    if marks(db)? == (APPLICATION_ID, VERSION) { Ok(()) } else { Err(OpenError::Foreign) }
}

/// Whose file it is, and of which version.
fn marks(db: &Connection) -> Result<(i32, i32), OpenError> {
    let id = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok((id, version))
}

fn is_empty(db: &Connection) -> rusqlite::Result<bool> {
    let first = db.query_row("SELECT 1 FROM sqlite_schema LIMIT 1", [], |_| Ok(())).optional()?;
    Ok(first.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_first_version_is_raised_to_this_one() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(&format!(
            "{TABLES} INSERT INTO gateway (born) VALUES (7); PRAGMA user_version = 1;
             PRAGMA application_id = {APPLICATION_ID};
             INSERT INTO payments (reference, token, status, amount, currency, return_url, created_at, expires_at)
             VALUES ('p', 't', 'captured', 5, 'PHP', 'http://localhost', 0, 1);
             INSERT INTO captures (payment, amount, at) VALUES ('p', 5, 0);"
        ))
        .unwrap();
        for _ in 0..2 {
            assert_eq!(lay(&db, 9).unwrap(), 7);
        }
        let there = "SELECT COUNT(*) FROM captures WHERE regret_due IS NULL";
        assert_eq!(db.query_row(there, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
        assert_eq!(marks(&db).unwrap(), (APPLICATION_ID, VERSION));
    }

    #[test]
    fn an_answer_waits_for_the_disk() {
        let file = std::env::temp_dir().join(format!("practice-gateway-{}.db", std::process::id()));
        let db = connect(&file).unwrap();
        let mode: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
        let synchronous: i32 = db.query_row("PRAGMA synchronous", [], |row| row.get(0)).unwrap();
        drop(db);
        std::fs::remove_file(&file).unwrap();
        // 2 is FULL: the log is on the disk before COMMIT returns.
        assert_eq!((mode.as_str(), synchronous), ("wal", 2));
    }
}
