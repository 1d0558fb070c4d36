//! PostgreSQL: a thread a connection, READ COMMITTED with conditional statements for commands, one snapshot
//! for readings.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::{Time, Uid};
use postgres::error::SqlState;
use postgres::types::private::BytesMut;
use postgres::types::{IsNull, Kind, ToSql, Type, to_sql_checked};
use postgres::{Client, IsolationLevel, Statement, Transaction};

use crate::dial::Dial;
use crate::faults::Fault;
use crate::migrate::Schema;
use crate::queue::{Attempt, Desk, Lane, Piece};
use crate::tx::{Link, Witness};
use crate::{Broken, FromRow as _, No, Row, Rx, Sql, Trouble, Tx, Val};

/// A command meets another in its way at most this often before it is answered busy.
const ATTEMPTS: u32 = 12;
/// Commands that want the same hot row and wait at the same time share one transaction.
const BATCH: usize = 64;
/// How often a lost server is asked for again, and how long between.
const RECONNECTS: u32 = 40;
const RECONNECT_PAUSE: Duration = Duration::from_millis(125);

/// Not `now()`, which is when the transaction began. No constant of `sql!`: only this engine knows it.
static SERVER_CLOCK: Sql =
    Sql::new("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)", "the server's clock");

type Error = Box<dyn std::error::Error + Sync + Send>;

/// One connection with its prepared statements, by text.
pub(crate) struct Server {
    dial: Dial,
    client: Client,
    prepared: BTreeMap<&'static str, Statement>,
    writes: bool,
}

impl Server {
    pub fn connect(url: &str, writes: bool) -> Result<Self, Broken> {
        let mut dial = Dial::of(url)?;
        dial.config()
            .application_name("rialto")
            .connect_timeout(Duration::from_secs(5))
            .keepalives_idle(Duration::from_secs(30))
            .tcp_user_timeout(Duration::from_secs(10));
        let client = open(&dial, writes)?;
        Ok(Self { dial, client, prepared: BTreeMap::new(), writes })
    }

    /// Checks that a statement means something, without running it.
    pub fn prepare(&mut self, sql: &'static Sql) -> Result<(), Broken> {
        self.client.prepare(sql.text).map(|_| ()).map_err(|error| broken(sql, &error))
    }

    /// A transaction, and what was prepared so far.
    pub fn begin(&mut self) -> Result<(Transaction<'_>, &mut BTreeMap<&'static str, Statement>), Broken> {
        let Self { client, prepared, .. } = self;
        Ok((client.transaction().map_err(|error| refused("begin", &error))?, prepared))
    }

    /// What a command runs on inside a transaction of this engine's.
    pub fn link<'a, 'b>(
        tx: &'a mut Transaction<'b>,
        prepared: &'a mut BTreeMap<&'static str, Statement>,
        desk: &Desk,
    ) -> impl Link + use<'a, 'b> {
        Open { tx, prepared, of_the_world: desk.clock.is_of_the_world() }
    }

    /// What could not be done, in the driver's words.
    pub fn refused(step: &'static str, error: &dyn std::fmt::Display) -> Broken {
        refused(step, error)
    }

    fn reconnect(&mut self) -> bool {
        self.prepared.clear();
        for _ in 0..RECONNECTS {
            match open(&self.dial, self.writes) {
                Ok(client) => {
                    self.client = client;
                    return true;
                }
                Err(error) => tracing::warn!(%error, "PostgreSQL is not to be reached"),
            }
            std::thread::sleep(RECONNECT_PAUSE);
        }
        false
    }
}

impl Schema for Server {
    fn script(&mut self, text: &str) -> Result<(), Broken> {
        self.client.batch_execute(text).map_err(|error| {
            let _ = self.client.batch_execute("ROLLBACK");
            refused("run a script", &error)
        })
    }

    fn applied(&mut self) -> Result<Vec<(String, String)>, Broken> {
        let rows = self.client.query("SELECT name, digest FROM migration", &[]);
        let rows = rows.map_err(|error| refused("read its migrations", &error))?;
        Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
    }
}

fn open(dial: &Dial, writes: bool) -> Result<Client, Broken> {
    let mut client = dial.connect()?;
    // Nothing here runs long enough to be worth compiling: on a feed over 2,000 authors that cost 70 of 120 ms.
    let settings =
        "SET jit = off; SET synchronous_commit = on; SET lock_timeout = '2s'; SET statement_timeout = '5s';
        SET idle_in_transaction_session_timeout = '10s'; SET TIME ZONE 'UTC';";
    client.batch_execute(settings).map_err(|error| refused("connect", &error))?;
    if let Some(schema) = dial.schema() {
        // Two nodes that open at once may both make it: the second time it is there.
        let make = format!("CREATE SCHEMA IF NOT EXISTS {schema}");
        if writes && client.batch_execute(&make).is_err() {
            client.batch_execute(&make).map_err(|error| refused("make a schema", &error))?;
        }
        let there = format!("SET search_path = {schema}; SET synchronous_commit = off;");
        client.batch_execute(&there).map_err(|error| refused("connect", &error))?;
    }
    if !writes {
        client
            .batch_execute("SET default_transaction_read_only = on")
            .map_err(|error| refused("connect", &error))?;
    }
    Ok(client)
}

fn refused(step: &'static str, error: &dyn std::fmt::Display) -> Broken {
    Broken::Transaction { step, message: error.to_string() }
}

fn trouble(error: &postgres::Error) -> Trouble {
    if error.is_closed() {
        return Trouble::Connection;
    }
    match error.code() {
        Some(code) if *code == SqlState::T_R_SERIALIZATION_FAILURE => Trouble::Contention,
        Some(code) if *code == SqlState::T_R_DEADLOCK_DETECTED => Trouble::Contention,
        Some(code) if *code == SqlState::LOCK_NOT_AVAILABLE => Trouble::Contention,
        Some(code) if *code == SqlState::QUERY_CANCELED => Trouble::Interrupted,
        Some(code) if code.code().starts_with("23") => Trouble::Constraint,
        Some(code) if code.code().starts_with("53") || code.code().starts_with("58") => Trouble::Disk,
        Some(code) if code.code().starts_with("57P") || code.code().starts_with("08") => Trouble::Connection,
        Some(_) => Trouble::Other,
        None => Trouble::Connection,
    }
}

fn broken(sql: &'static Sql, error: &postgres::Error) -> Broken {
    let message = error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string);
    Broken::Statement { engine: "PostgreSQL", place: sql.place, message, trouble: trouble(error) }
}

impl ToSql for Val {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Error> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) if *kind == Type::INT4 => i32::try_from(*n)?.to_sql(kind, out),
            Self::Int(n) => n.to_sql(kind, out),
            Self::Bool(b) => b.to_sql(kind, out),
            Self::Real(x) => x.to_sql(kind, out),
            Self::Text(text) => text.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
            Self::Uid(uid) => uid.0.as_slice().to_sql(kind, out),
            Self::List(values) => match kind.kind() {
                Kind::Array(_) => values.to_sql(kind, out),
                _ => Err(format!("a list is no {kind}").into()),
            },
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

fn column(row: &postgres::Row, at: usize) -> Result<Val, postgres::Error> {
    let kind = row.columns()[at].type_();
    Ok(match *kind {
        Type::INT8 => row.try_get::<_, Option<i64>>(at)?.into(),
        Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(i64::from).into(),
        Type::BOOL => row.try_get::<_, Option<bool>>(at)?.into(),
        Type::FLOAT8 => row.try_get::<_, Option<f64>>(at)?.into(),
        Type::BYTEA => match row.try_get::<_, Option<&[u8]>>(at)? {
            Some(bytes) => {
                bytes.try_into().map_or_else(|_| Val::Bytes(bytes.into()), |uid| Val::Uid(Uid(uid)))
            }
            None => Val::Null,
        },
        _ => row.try_get::<_, Option<String>>(at)?.into(),
    })
}

struct Open<'a, 'b> {
    tx: &'a mut Transaction<'b>,
    prepared: &'a mut BTreeMap<&'static str, Statement>,
    /// Whether the server's clock means the same time as ours.
    of_the_world: bool,
}

impl Open<'_, '_> {
    fn statement(&mut self, sql: &'static Sql) -> Result<Statement, Broken> {
        if let Some(statement) = self.prepared.get(sql.text) {
            return Ok(statement.clone());
        }
        let statement = self.tx.prepare(sql.text).map_err(|error| broken(sql, &error))?;
        self.prepared.insert(sql.text, statement.clone());
        Ok(statement)
    }
}

fn borrowed(params: &[Val]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|val| val as &(dyn ToSql + Sync)).collect()
}

impl Link for Open<'_, '_> {
    fn query(&mut self, sql: &'static Sql, params: &[Val]) -> Result<Vec<Row>, Broken> {
        let statement = self.statement(sql)?;
        let rows = self.tx.query(&statement, &borrowed(params)).map_err(|error| broken(sql, &error))?;
        rows.iter()
            .map(|row| (0..row.len()).map(|at| column(row, at)).collect::<Result<_, _>>().map(Row::new))
            .collect::<Result<_, _>>()
            .map_err(|error| broken(sql, &error))
    }

    fn execute(&mut self, sql: &'static Sql, params: &[Val]) -> Result<u64, Broken> {
        let statement = self.statement(sql)?;
        self.tx.execute(&statement, &borrowed(params)).map_err(|error| broken(sql, &error))
    }

    fn clock(&mut self) -> Result<Option<Time>, Broken> {
        if !self.of_the_world {
            return Ok(None);
        }
        let mut rows = self.query(&SERVER_CLOCK, &[])?;
        rows.first_mut().map(Time::from_row).transpose()
    }
}

/// A writing thread: until the queue is closed and empty.
pub(crate) fn write(mut server: Server, desk: &Desk) {
    while let Some(piece) = desk.queue.pop() {
        let mut pieces = vec![piece];
        if let Some(hint) = pieces[0].hint() {
            pieces.extend(desk.queue.pop_alike(hint, BATCH - 1));
        }
        if pieces.len() > 1 {
            pieces = together(&mut server, desk, pieces);
        }
        for piece in pieces {
            alone(&mut server, desk, piece);
        }
    }
}

/// Several commands in one transaction, each between its own marks. Gives back those that must run alone.
fn together(server: &mut Server, desk: &Desk, mut pieces: Vec<Piece>) -> Vec<Piece> {
    let Ok(mut tx) = server.client.transaction() else { return pieces };
    for piece in &mut pieces {
        let Ok(mut mark) = tx.transaction() else { return pieces };
        let now = desk.clock.now();
        let of_the_world = desk.clock.is_of_the_world();
        let mut open = Open { tx: &mut mark, prepared: &mut server.prepared, of_the_world };
        let kept = match piece.attempt_write(&mut Tx::new(&mut open), now) {
            Attempt::Keep => mark.commit(),
            Attempt::Undo => mark.rollback(),
            Attempt::Failed(_) => return pieces,
        };
        if kept.is_err() {
            return pieces;
        }
    }
    // A lost connection here leaves each outcome open; running each alone asks its witness first.
    if tx.commit().is_err() {
        return settle_lost(server, desk, pieces);
    }
    pieces.into_iter().for_each(|piece| piece.answer());
    Vec::new()
}

/// After a batch whose saving was lost: answers those whose witness says yes, gives back the others.
fn settle_lost(server: &mut Server, _desk: &Desk, pieces: Vec<Piece>) -> Vec<Piece> {
    if !server.reconnect() {
        pieces.into_iter().for_each(|piece| piece.fail(No::Unknown));
        return Vec::new();
    }
    let mut again = Vec::new();
    for piece in pieces {
        match saw(server, piece.witness()) {
            Saw::Saved => piece.answer(),
            Saw::NotSaved => again.push(piece),
            Saw::Nothing => piece.fail(No::Unknown),
        }
    }
    again
}

/// How one attempt ended.
enum End {
    Saved,
    /// Nothing was saved and the same again may do.
    Again,
    /// The connection went before `COMMIT` was sent: nothing was saved.
    Lost,
    /// The connection went with `COMMIT` under way.
    LostAtCommit,
    Broken(Broken),
}

/// One command in its own transaction, again while others are in its way.
fn alone(server: &mut Server, desk: &Desk, mut piece: Piece) {
    for attempt in 0..ATTEMPTS {
        match once(server, desk, &mut piece) {
            End::Saved => return piece.answer(),
            End::Broken(broken) => return piece.fail(No::Broken(broken)),
            End::Again => std::thread::sleep(Duration::from_millis(u64::from(attempt))),
            End::Lost => {
                if !server.reconnect() {
                    return piece.fail(No::Busy);
                }
            }
            End::LostAtCommit => {
                if !server.reconnect() {
                    return piece.fail(No::Unknown);
                }
                match saw(server, piece.witness()) {
                    Saw::Saved => return piece.answer(),
                    Saw::NotSaved => {}
                    Saw::Nothing => return piece.fail(No::Unknown),
                }
            }
        }
    }
    piece.fail(No::Busy);
}

fn once(server: &mut Server, desk: &Desk, piece: &mut Piece) -> End {
    let begun = if desk.faults.strikes(Fault::Begin) { None } else { server.client.transaction().ok() };
    let Some(mut tx) = begun else { return End::Lost };
    let now = desk.clock.now();
    let of_the_world = desk.clock.is_of_the_world();
    let mut open = Open { tx: &mut tx, prepared: &mut server.prepared, of_the_world };
    match piece.attempt_write(&mut Tx::new(&mut open), now) {
        Attempt::Keep => {}
        // What it was refused on was read in a transaction of its own: nothing to save.
        Attempt::Undo => return tx.rollback().map_or(End::Lost, |()| End::Saved),
        Attempt::Failed(broken) => {
            return match broken.trouble() {
                Trouble::Contention => tx.rollback().map_or(End::Lost, |()| End::Again),
                Trouble::Connection => End::Lost,
                _ => tx.rollback().map_or(End::Lost, |()| End::Broken(broken)),
            };
        }
    }
    save(tx, desk)
}

fn save(tx: Transaction<'_>, desk: &Desk) -> End {
    if desk.faults.strikes(Fault::LostBeforeCommit) {
        return End::LostAtCommit; // dropped: the server undoes it
    }
    let lost_after = desk.faults.strikes(Fault::LostAfterCommit);
    match tx.commit() {
        Ok(()) if lost_after => End::LostAtCommit,
        Ok(()) => End::Saved,
        Err(error) => match trouble(&error) {
            Trouble::Contention => End::Again,
            Trouble::Connection => End::LostAtCommit,
            _ => End::Broken(refused("save", &error)),
        },
    }
}

enum Saw {
    Saved,
    NotSaved,
    Nothing,
}

/// Asks the row that only a saved transaction has left.
fn saw(server: &mut Server, witness: Option<Witness>) -> Saw {
    let Some(witness) = witness else { return Saw::Nothing };
    match server.client.query_opt(witness.sql.text, &borrowed(&witness.params)) {
        Ok(Some(_)) => Saw::Saved,
        Ok(None) => Saw::NotSaved,
        Err(_) => Saw::Nothing,
    }
}

/// A reading thread: each reading sees one snapshot.
pub(crate) fn read(mut server: Server, desk: &Desk) {
    while let Some(mut piece) = desk.queue.pop() {
        let slice = if piece.lane() == Lane::Front { "250ms" } else { "5s" };
        for _ in 0..3 {
            match look(&mut server, desk, &mut piece, slice) {
                Ok(()) => break,
                Err(broken) if broken.trouble() == Trouble::Connection => {
                    if !server.reconnect() {
                        break;
                    }
                }
                Err(_) => break, // the outcome tells
            }
        }
        piece.answer();
    }
}

fn look(server: &mut Server, desk: &Desk, piece: &mut Piece, slice: &str) -> Result<(), Broken> {
    let lost = |error: postgres::Error| Broken::Statement {
        engine: "PostgreSQL",
        place: "begin a reading",
        message: error.to_string(),
        trouble: trouble(&error),
    };
    let mut tx = server
        .client
        .build_transaction()
        .isolation_level(IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .map_err(lost)?;
    tx.batch_execute(&format!("SET LOCAL statement_timeout = '{slice}'")).map_err(lost)?;
    let now = desk.clock.now();
    let of_the_world = desk.clock.is_of_the_world();
    let mut open = Open { tx: &mut tx, prepared: &mut server.prepared, of_the_world };
    match piece.attempt_read(&mut Rx::new(&mut open), now) {
        Attempt::Failed(broken) => Err(broken),
        _ => tx.rollback().map_err(lost),
    }
}
