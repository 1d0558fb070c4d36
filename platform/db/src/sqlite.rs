//! SQLite: one writing thread that saves a batch at once, some reading threads, one file.

use std::ffi::CStr;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use kernel::Time;
use kernel::clock::Stopwatch;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::faults::Fault;
use crate::fold::{BUSY, Log};
use crate::migrate::Schema;
use crate::queue::{Attempt, Desk, Lane, Piece};
use crate::tx::Link;
use crate::{Broken, No, Row, Rx, Sql, Trouble, Tx, Val};

/// Before 3.51.3 two connections of one WAL file could damage it (the WAL-reset fault).
const OLDEST_SQLITE: i32 = 3_051_003;
/// A batch is saved after this many commands or this much time, whichever comes first.
const BATCH: usize = 256;
const BATCH_TIME: Duration = Duration::from_millis(5);
/// A person's query is interrupted after this; a job's after twenty times as much.
const QUERY_TIME: Duration = Duration::from_millis(250);
const SLICE_TIME: Duration = Duration::from_secs(5);
/// Virtual machine steps between two looks at the time.
const STEPS: i32 = 2_000;
/// A query that was looked at so few times has done some milliseconds of work: if its time is over, it was the machine
/// that had none for it, and it is let go on.
const FEW_LOOKS: u32 = 100;

/// By which name SQLite knows the table that a list is.
const ROWS: &CStr = c"rarray";

/// Where the database lives.
#[derive(Clone, Debug)]
pub enum Place {
    /// One connection in memory, for tests: readings wait their turn behind commands.
    Memory,
    /// A file, with its WAL beside it.
    File(std::path::PathBuf),
}

/// How much a saved answer is worth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// `synchronous=FULL`: survives a power cut. Money and orders.
    Full,
    /// `synchronous=NORMAL`: survives a crash of the process. Clicks and presence.
    Normal,
}

/// When the running query must end. Behind a lock because the handler that SQLite calls must be `Send`, though
/// both its ends live on one thread.
#[derive(Clone, Default)]
struct Until(Arc<std::sync::Mutex<Option<Patience>>>);

/// How long a query may take, and how often it was looked at.
struct Patience {
    watch: Stopwatch,
    most: Duration,
    looks: u32,
}

impl Until {
    fn set(&self, most: Option<Duration>) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
            most.map(|most| Patience { watch: Stopwatch::start(), most, looks: 0 });
    }
    fn over(&self) -> bool {
        let mut limit = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        limit.as_mut().is_some_and(|limit| {
            limit.looks = limit.looks.saturating_add(1);
            limit.looks > FEW_LOOKS && limit.watch.elapsed() > limit.most
        })
    }
}

/// One connection, on the thread that owns it.
pub(crate) struct Lite {
    conn: Connection,
    until: Until,
    log: Log,
    /// Held while this connection may write; the operating system lets go of it when the process dies.
    _lock: Option<std::fs::File>,
}

impl Lite {
    pub fn open(place: &Place, durability: Durability, writes: bool) -> Result<Self, Broken> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(refused("open", &format!("SQLite {} is too old", rusqlite::version())));
        }
        let lock = match place {
            Place::File(path) if writes => Some(lock_folder(path)?),
            _ => None,
        };
        let mut conn = match place {
            Place::Memory => Connection::open_in_memory(),
            Place::File(path) => open_file(path, writes),
        }
        .map_err(|error| refused("open", &error))?;
        let synchronous = match durability {
            Durability::Full => "FULL",
            Durability::Normal => "NORMAL",
        };
        // No mmap_size: the WAL rule forbids it. cell_size_check finds a damaged page before it spreads.
        conn.execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON;
             PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864;
             PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA query_only = {};",
            if writes { "OFF" } else { "ON" },
        ))
        .map_err(|error| refused("open", &error))?;
        // A plan that hung on the values bound would be made anew for each of them: statements that are kept would be
        // parsed again every time that they run (LIKE always, and any index once ANALYZE has seen it).
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
            .map_err(|error| refused("open", &error))?;
        rusqlite::vtab::array::load_module(&conn).map_err(|error| refused("open", &error))?;
        conn.set_prepared_statement_cache_capacity(512);
        conn.busy_timeout(BUSY).map_err(|error| refused("open", &error))?;
        let log = Log::watch(&mut conn).map_err(|error| refused("open", &error))?;
        let until = Until::default();
        let over = until.clone();
        conn.progress_handler(STEPS, Some(move || over.over())).map_err(|error| refused("open", &error))?;
        Ok(Self { conn, until, log, _lock: lock })
    }

    fn say(&self, words: &str, step: &'static str) -> Result<(), Broken> {
        self.conn
            .prepare_cached(words)
            .and_then(|mut statement| statement.execute([]))
            .map(|_| ())
            .map_err(|error| refused(step, &error))
    }

    /// The last words of a writing thread: a small WAL makes the next start quick. The file is whole without it.
    pub fn fold(&self) {
        let _ = self.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;");
    }

    /// Checks that a statement means something, without running it.
    pub fn prepare(&self, sql: &'static Sql) -> Result<(), Broken> {
        self.conn.prepare(sql.for_sqlite()).map(|_| ()).map_err(|error| broken(sql, &error))
    }

    /// SQLite's own look at every page, index and reference. Nothing is wrong where it finds nothing.
    pub fn damage(&self) -> Result<Vec<String>, Broken> {
        let fail = |error: rusqlite::Error| refused("check its file", &error);
        let mut pages = self.conn.prepare("PRAGMA integrity_check").map_err(fail)?;
        let words = pages.query_map([], |row| row.get::<_, String>(0)).map_err(fail)?;
        let mut found: Vec<String> = words.collect::<Result<_, _>>().map_err(fail)?;
        found.retain(|word| word != "ok");
        let mut strays = self.conn.prepare("PRAGMA foreign_key_check").map_err(fail)?;
        let tables = strays.query_map([], |row| row.get::<_, String>(0)).map_err(fail)?;
        for table in tables {
            found.push(format!("a row of {} refers to nothing", table.map_err(fail)?));
        }
        Ok(found)
    }

    /// SQLite's own online copy, in slices that let the writer through.
    pub fn copy_to(&self, path: &Path) -> Result<(), Broken> {
        let mut target = Connection::open(path).map_err(|error| refused("back up", &error))?;
        rusqlite::backup::Backup::new(&self.conn, &mut target)
            .and_then(|copy| copy.run_to_completion(2_048, Duration::from_millis(1), None))
            .map_err(|error| refused("back up", &error))
    }
}

impl Schema for Lite {
    fn script(&mut self, text: &str) -> Result<(), Broken> {
        self.conn.execute_batch(text).map_err(|error| {
            abandon(self);
            refused("run a script", &error)
        })
    }

    fn applied(&mut self) -> Result<Vec<(String, String)>, Broken> {
        let fail = |error: rusqlite::Error| refused("read its migrations", &error);
        let mut statement = self.conn.prepare("SELECT name, digest FROM migration").map_err(fail)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fail)?;
        rows.collect::<Result<_, _>>().map_err(fail)
    }
}

/// One writer a file, over all processes.
fn lock_folder(path: &Path) -> Result<std::fs::File, Broken> {
    let beside = path.with_extension("lock");
    let file = std::fs::File::create(&beside).map_err(|error| refused("open", &error))?;
    file.try_lock().map_err(|_| refused("open", &"another process has this market open for writing"))?;
    Ok(file)
}

fn open_file(path: &Path, writes: bool) -> rusqlite::Result<Connection> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if writes {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    Connection::open_with_flags(path, flags)
}

fn refused(step: &'static str, error: &dyn std::fmt::Display) -> Broken {
    Broken::Transaction { step, message: error.to_string() }
}

fn broken(sql: &'static Sql, error: &rusqlite::Error) -> Broken {
    let trouble = match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => Trouble::Constraint,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Contention,
        Some(ErrorCode::OperationInterrupted) => Trouble::Interrupted,
        Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt) => Trouble::Disk,
        _ => Trouble::Other,
    };
    Broken::Statement { engine: "SQLite", place: sql.place, message: error.to_string(), trouble }
}

/// A value as SQLite is shown it; of a list, which is a table to it, nothing.
fn shown(val: &Val) -> Option<ValueRef<'_>> {
    Some(match val {
        Val::Null => ValueRef::Null,
        Val::Int(n) => ValueRef::Integer(*n),
        Val::Bool(b) => ValueRef::Integer(i64::from(*b)),
        Val::Real(x) => ValueRef::Real(*x),
        Val::Text(text) => ValueRef::Text(text.as_bytes()),
        Val::Bytes(bytes) => ValueRef::Blob(bytes),
        Val::Uid(uid) => ValueRef::Blob(&uid.0),
        Val::List(_) => return None,
    })
}

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        if let Self::List(values) = self {
            let rows = values.iter().map(|val| shown(val).map(Value::try_from).transpose());
            let rows: Vec<Value> = rows.filter_map(Result::transpose).collect::<Result<_, _>>()?;
            return Ok(ToSqlOutput::from_rc(Rc::new(rows), ROWS));
        }
        Ok(ToSqlOutput::Borrowed(shown(self).unwrap_or(ValueRef::Null)))
    }
}

fn column(value: ValueRef) -> Result<Val, std::str::Utf8Error> {
    Ok(match value {
        ValueRef::Null => Val::Null,
        ValueRef::Integer(n) => Val::Int(n),
        ValueRef::Real(x) => Val::Real(x),
        ValueRef::Text(text) => Val::Text(std::str::from_utf8(text)?.into()),
        ValueRef::Blob(bytes) => match bytes.try_into() {
            Ok(uid) => Val::Uid(kernel::Uid(uid)),
            Err(_) => Val::Bytes(bytes.into()),
        },
    })
}

impl Link for Lite {
    fn query(&mut self, sql: &'static Sql, params: &[Val]) -> Result<Vec<Row>, Broken> {
        let fail = |error: rusqlite::Error| broken(sql, &error);
        let mut statement = self.conn.prepare_cached(sql.for_sqlite()).map_err(fail)?;
        let width = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(params)).map_err(fail)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(fail)? {
            let columns = (0..width)
                .map(|at| {
                    row.get_ref(at).map_err(fail).and_then(|value| column(value).map_err(|_| not_text(sql)))
                })
                .collect::<Result<_, _>>()?;
            all.push(Row::new(columns));
        }
        Ok(all)
    }

    fn execute(&mut self, sql: &'static Sql, params: &[Val]) -> Result<u64, Broken> {
        let fail = |error: rusqlite::Error| broken(sql, &error);
        let mut statement = self.conn.prepare_cached(sql.for_sqlite()).map_err(fail)?;
        statement.execute(rusqlite::params_from_iter(params)).map(|count| count as u64).map_err(fail)
    }

    fn clock(&mut self) -> Result<Option<Time>, Broken> {
        Ok(None)
    }
}

fn not_text(sql: &'static Sql) -> Broken {
    Broken::Stored(format!("{} read a text that is not UTF-8", sql.place))
}

/// What became of a batch before it was saved.
enum Batch {
    Whole(Vec<Piece>),
    /// The transaction is gone: nobody in it was answered, everybody is run once more, alone.
    Lost(Vec<Piece>, Broken),
}

/// The writing thread: until the queue is closed and empty.
pub(crate) fn write(mut lite: Lite, desk: &Desk) {
    while let Some(piece) = desk.queue.pop() {
        match gather(&mut lite, desk, piece) {
            Batch::Whole(pieces) => match save(&lite, desk) {
                Ok(()) => pieces.into_iter().for_each(|piece| piece.answer()),
                Err(broken) => alone(&mut lite, desk, pieces, &broken),
            },
            Batch::Lost(pieces, broken) => alone(&mut lite, desk, pieces, &broken),
        }
    }
    lite.fold();
}

/// Begins, and runs what waits, each command between its own marks.
fn gather(lite: &mut Lite, desk: &Desk, first: Piece) -> Batch {
    if let Err(broken) = begin(lite, desk) {
        return Batch::Lost(vec![first], broken);
    }
    let watch = Stopwatch::start();
    let mut done: Vec<Piece> = Vec::new();
    let mut next = Some(first);
    while let Some(mut piece) = next {
        let attempt = between_marks(lite, desk, &mut piece);
        done.push(piece);
        if let Err(broken) = attempt {
            abandon(lite);
            return Batch::Lost(done, broken);
        }
        let full = done.len() >= BATCH || watch.elapsed() > BATCH_TIME;
        next = if full { None } else { desk.queue.try_pop() };
    }
    Batch::Whole(done)
}

pub(crate) fn begin(lite: &Lite, desk: &Desk) -> Result<(), Broken> {
    if desk.faults.strikes(Fault::Begin) {
        return Err(refused("begin", &"ordered by a test"));
    }
    lite.say("BEGIN IMMEDIATE", "begin")
}

pub(crate) fn save(lite: &Lite, desk: &Desk) -> Result<(), Broken> {
    if desk.faults.strikes(Fault::Commit) {
        abandon(lite);
        return Err(refused("save", &"ordered by a test"));
    }
    lite.say("COMMIT", "save").inspect_err(|_| abandon(lite))?;
    lite.log.fold(&lite.conn);
    Ok(())
}

/// Whatever was open is undone. Says nothing: after it, nothing is open, which is all that is wanted.
pub(crate) fn abandon(lite: &Lite) {
    if !lite.conn.is_autocommit() {
        let _ = lite.say("ROLLBACK", "undo");
    }
}

/// One command between a savepoint and its release. An error means the whole transaction can't be trusted.
pub(crate) fn between_marks(lite: &mut Lite, desk: &Desk, piece: &mut Piece) -> Result<(), Broken> {
    if desk.faults.strikes(Fault::Mark) {
        return Err(refused("mark", &"ordered by a test"));
    }
    lite.say("SAVEPOINT command", "mark")?;
    let attempt = timed(lite, desk, piece);
    if desk.faults.strikes(Fault::UndoneBelow) {
        lite.say("ROLLBACK", "undo")?;
    }
    // SQLite undoes everything by itself on a full disk, an input error or an interrupted write, and says so
    // only here: what was not answered yet never happened.
    if lite.conn.is_autocommit() {
        let words = match attempt {
            Attempt::Failed(broken) => broken,
            _ => refused("save", &"the engine undid the whole transaction"),
        };
        return Err(words);
    }
    if !matches!(attempt, Attempt::Keep) {
        lite.say("ROLLBACK TO command", "undo")?;
    }
    lite.say("RELEASE command", "mark")
}

fn timed(lite: &mut Lite, desk: &Desk, piece: &mut Piece) -> Attempt {
    let most = if piece.lane() == Lane::Front { QUERY_TIME } else { SLICE_TIME };
    let until = lite.until.clone();
    until.set(Some(most));
    let now = desk.clock.now();
    let attempt = piece.attempt_write(&mut Tx::new(lite), now);
    until.set(None);
    attempt
}

/// Runs each piece of a lost batch once more in a transaction of its own. Who fails again is told.
fn alone(lite: &mut Lite, desk: &Desk, pieces: Vec<Piece>, why: &Broken) {
    tracing::warn!(count = pieces.len(), %why, "a batch was lost; its commands run again, each alone");
    for mut piece in pieces {
        let saved = begin(lite, desk)
            .and_then(|()| between_marks(lite, desk, &mut piece).inspect_err(|_| abandon(lite)))
            .and_then(|()| save(lite, desk));
        match saved {
            Ok(()) => piece.answer(),
            Err(broken) => {
                tracing::error!(%broken, "a command could not be saved");
                piece.fail(No::Broken(broken));
            }
        }
    }
}

/// A reading thread: each reading in a transaction, so that it sees one snapshot.
pub(crate) fn read(mut lite: Lite, desk: &Desk) {
    while let Some(mut piece) = desk.queue.pop() {
        if let Err(broken) = lite.say("BEGIN", "begin") {
            piece.fail(No::Broken(broken));
            continue;
        }
        let until = lite.until.clone();
        until.set(Some(if piece.lane() == Lane::Front { QUERY_TIME } else { SLICE_TIME }));
        let now = desk.clock.now();
        let _ = piece.attempt_read(&mut Rx::new(&mut lite), now);
        until.set(None);
        abandon(&lite);
        piece.answer();
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    static FIND: Sql = Sql::new("SELECT name FROM tea WHERE name LIKE $1 AND price = $2", "here");

    #[test]
    fn a_statement_is_parsed_once_however_often_its_values_change() {
        let mut lite = Lite::open(&Place::Memory, Durability::Full, true).unwrap();
        let shelf = "CREATE TABLE tea (name TEXT, price INTEGER);
            CREATE INDEX tea_price ON tea (price);
            INSERT INTO tea VALUES ('oolong', 1), ('pu-erh', 1), ('sencha', 3);
            ANALYZE;";
        lite.conn.execute_batch(shelf).unwrap();
        for (words, price, found) in [("o%", 1, 1), ("s%", 3, 1), ("%", 1, 2)] {
            let rows = lite.query(&FIND, &[Val::Text(words.into()), Val::Int(price)]).unwrap();
            assert_eq!(rows.len(), found);
        }
        let kept = lite.conn.prepare_cached(FIND.for_sqlite()).unwrap();
        assert_eq!(
            (kept.get_status(StatementStatus::Run), kept.get_status(StatementStatus::RePrepare)),
            (3, 0)
        );
    }
}
