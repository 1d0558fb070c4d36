//! The handle that the floors above hold: queues in, answers out.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use kernel::clock::Clock;
use kernel::{Actor, Cx, Origin, Time, Uid, Wiring};
use tokio::sync::oneshot;

use crate::alone::{self, Pace};
use crate::dial::SCHEMA;
use crate::migrate::{check, migrate};
use crate::postgres::Server;
use crate::queue::{Command, Desk, Lane, Piece, Queue, Reading, Save};
use crate::sqlite::Lite;
use crate::{Broken, Durability, Faults, Migration, No, Place, Rx, Sql, Tx, postgres, sqlite};

/// Work that waits for a person: more than this is shed at once.
const MOST_WAITING: usize = 8_192;

/// The file of the second store, beside the market's own.
pub const TRAFFIC_FILE: &str = "traffic.db";

/// Which engine, and where.
#[derive(Clone, Debug)]
pub enum Store {
    /// A file or memory of this process.
    Sqlite(Place, Durability),
    /// A server, by URL, with this many connections for commands and for readings.
    Postgres {
        /// `postgres://user:password@host:port/database`
        url: String,
        /// Connections for commands.
        writers: usize,
        /// Connections for readings.
        readers: usize,
    },
}

impl Store {
    /// A server with the usual number of connections.
    pub fn postgres(url: impl Into<String>) -> Self {
        Self::Postgres { url: url.into(), writers: 8, readers: 4 }
    }
    /// A durable file.
    pub fn file(path: impl Into<std::path::PathBuf>) -> Self {
        Self::Sqlite(Place::File(path.into()), Durability::Full)
    }
    /// The file, where it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(Place::File(path), _) => Some(path),
            Self::Sqlite(Place::Memory, _) | Self::Postgres { .. } => None,
        }
    }
    /// Whether other processes may write it at the same time, each by its own clock.
    pub fn is_server(&self) -> bool {
        matches!(self, Self::Postgres { .. })
    }
    /// The second store beside this one, for clicks and presence: a file of its own at `NORMAL`, or a schema of the
    /// same server whose commits do not wait for the disk. What is lost with the machine is at most the last moment.
    #[must_use]
    pub fn traffic(&self) -> Self {
        match self {
            Self::Sqlite(Place::File(path), _) => {
                Self::Sqlite(Place::File(path.with_file_name(TRAFFIC_FILE)), Durability::Normal)
            }
            Self::Sqlite(Place::Memory, _) => Self::memory(),
            Self::Postgres { url, .. } => {
                let joint = if url.contains('?') { '&' } else { '?' };
                Self::Postgres { url: format!("{url}{joint}{SCHEMA}=traffic"), writers: 1, readers: 2 }
            }
        }
    }
    /// Memory, for tests.
    pub fn memory() -> Self {
        Self::Sqlite(Place::Memory, Durability::Normal)
    }
}

/// How much waits in front of the database.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Depth {
    /// Commands.
    pub writes: usize,
    /// Readings.
    pub reads: usize,
}

struct Threads {
    write: Arc<Desk>,
    read: Arc<Desk>,
    running: Mutex<Vec<JoinHandle<()>>>,
    store: Store,
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.close();
    }
}

impl Threads {
    /// Takes no more work, finishes what waits, and waits for the threads.
    fn close(&self) {
        self.write.queue.close();
        self.read.queue.close();
        let running = std::mem::take(&mut *self.running.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in running {
            let _ = thread.join(); // commands that panic are caught inside
        }
    }
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    threads: Arc<Threads>,
    clock: Arc<dyn Clock>,
    wiring: Arc<Wiring>,
    lane: Lane,
}

impl Db {
    /// Opens the store, brings its schema up to date and starts the threads. Blocks: call it before serving.
    ///
    /// # Errors
    /// The engine cannot be reached or is too old; a migration fails or was changed after it ran.
    pub fn open(
        store: Store,
        migrations: &[Migration],
        clock: Arc<dyn Clock>,
        wiring: Arc<Wiring>,
        faults: Faults,
    ) -> Result<Self, Broken> {
        plain_thread(|| Self::start(store, migrations, clock, wiring, &faults))
    }

    fn start(
        store: Store,
        migrations: &[Migration],
        clock: Arc<dyn Clock>,
        wiring: Arc<Wiring>,
        faults: &Faults,
    ) -> Result<Self, Broken> {
        let now = clock.now();
        let (write, read) = desks(&clock, faults);
        let mut running = Vec::new();
        match &store {
            Store::Sqlite(place, durability) => {
                let mut writer = Lite::open(place, *durability, true)?;
                migrate(&mut writer, migrations, now)?;
                read_file(place, *durability, &read, &mut running)?;
                running.push(spawn("write", 0, &write, move |desk| sqlite::write(writer, desk))?);
            }
            Store::Postgres { url, writers, readers } => {
                migrate(&mut Server::connect(url, true)?, migrations, now)?;
                for number in 0..*writers {
                    let server = Server::connect(url, true)?;
                    running.push(spawn("write", number, &write, move |desk| postgres::write(server, desk))?);
                }
                read_server(url, *readers, &read, &mut running)?;
            }
        }
        let threads = Arc::new(Threads { write, read, running: Mutex::new(running), store });
        Ok(Self { threads, clock, wiring, lane: Lane::Front })
    }

    /// Opens a store that others may be writing, only to read it: takes no lock, changes nothing, and every
    /// command is answered [`Broken::Closed`]. Blocks.
    ///
    /// # Errors
    /// The engine cannot be reached; there is no market yet, or its schema is another binary's.
    pub fn look(
        store: Store,
        migrations: &[Migration],
        clock: Arc<dyn Clock>,
        wiring: Arc<Wiring>,
    ) -> Result<Self, Broken> {
        plain_thread(|| {
            let (write, read) = desks(&clock, &Faults::default());
            write.queue.close();
            let mut running = Vec::new();
            match &store {
                Store::Sqlite(place, durability) => {
                    check(&mut Lite::open(place, *durability, false)?, migrations)?;
                    read_file(place, *durability, &read, &mut running)?;
                }
                Store::Postgres { url, readers, .. } => {
                    check(&mut Server::connect(url, false)?, migrations)?;
                    read_server(url, *readers, &read, &mut running)?;
                }
            }
            let threads = Arc::new(Threads { write, read, running: Mutex::new(running), store });
            Ok(Self { threads, clock, wiring, lane: Lane::Front })
        })
    }

    /// Opens the store for one who has it alone and gives it one command after the other: each is answered at once and
    /// saved with up to `every` others, so that what was answered is lost if the process dies before [`Db::save`].
    /// Readings see what was answered. For a market that is lived through quickly, never for people. Blocks.
    ///
    /// # Errors
    /// As [`Db::open`].
    pub fn alone(
        store: Store,
        migrations: &[Migration],
        clock: Arc<dyn Clock>,
        wiring: Arc<Wiring>,
        every: usize,
    ) -> Result<Self, Broken> {
        plain_thread(|| {
            let now = clock.now();
            let (desk, pace) = (desks(&clock, &Faults::default()).0, Pace { every });
            let thread = match &store {
                Store::Sqlite(place, durability) => {
                    let mut writer = Lite::open(place, *durability, true)?;
                    migrate(&mut writer, migrations, now)?;
                    spawn("alone", 0, &desk, move |desk| alone::lite(writer, desk, &pace))?
                }
                Store::Postgres { url, .. } => {
                    migrate(&mut Server::connect(url, true)?, migrations, now)?;
                    let server = Server::connect(url, true)?;
                    spawn("alone", 0, &desk, move |desk| alone::server(server, desk, &pace))?
                }
            };
            let (write, read) = (Arc::clone(&desk), desk);
            let threads = Arc::new(Threads { write, read, running: Mutex::new(vec![thread]), store });
            Ok(Self { threads, clock, wiring, lane: Lane::Back })
        })
    }

    /// Saves everything that was answered; at once where that is saved already, which it is but for [`Db::alone`].
    ///
    /// # Errors
    /// It could not be saved.
    pub async fn save(&self) -> Result<(), No> {
        let (reply, answer) = oneshot::channel();
        queue(&self.threads.write, Box::new(Save(reply)));
        answer.await.unwrap_or(Err(No::Broken(Broken::Closed)))
    }

    /// The same database for jobs: one piece of theirs for every eight, and longer queries.
    #[must_use]
    pub fn background(&self) -> Self {
        Self { lane: Lane::Back, ..self.clone() }
    }

    /// The clock's now.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The clock itself.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// What `app` wired.
    pub fn wiring(&self) -> &Arc<Wiring> {
        &self.wiring
    }

    /// Runs a command: all of it is saved before the answer, or nothing is.
    ///
    /// # Errors
    /// The command's refusal; [`No::Busy`] and [`No::Broken`] when nothing was saved; [`No::Unknown`] when the
    /// connection was lost while saving and nothing can tell.
    pub async fn write<I, O, F>(&self, actor: &Actor, input: I, command: F) -> Result<O, No>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        self.command(actor, None, input, command).await
    }

    /// Runs a command that many want at once for the same hot row: those that wait together share one
    /// transaction (measured 43 times faster on PostgreSQL). Correctness never depends on it.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_hot<I, O, F>(&self, actor: &Actor, row: Uid, input: I, command: F) -> Result<O, No>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        self.command(actor, Some(row), input, command).await
    }

    async fn command<I, O, F>(&self, actor: &Actor, hint: Option<Uid>, input: I, command: F) -> Result<O, No>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Tx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let piece = Command {
            input,
            run: command,
            origin: self.origin(actor),
            lane: self.lane,
            hint,
            outcome: None,
            witness: None,
            after: Vec::new(),
            reply,
        };
        queue(&self.threads.write, Box::new(piece));
        answer.await.unwrap_or(Err(No::Broken(Broken::Closed)))
    }

    /// Runs a reading over one snapshot.
    ///
    /// # Errors
    /// The reading's refusal, or what broke.
    pub async fn read<I, O, F>(&self, actor: &Actor, input: I, reading: F) -> Result<O, No>
    where
        I: Send + 'static,
        O: Send + 'static,
        F: Fn(&mut Rx, &Cx, &I) -> Result<O, No> + Copy + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let piece = Reading {
            input,
            run: reading,
            origin: self.origin(actor),
            lane: self.lane,
            outcome: None,
            reply,
        };
        let desk = match &self.threads.store {
            Store::Sqlite(Place::Memory, _) => &self.threads.write,
            _ => &self.threads.read,
        };
        queue(desk, Box::new(piece));
        answer.await.unwrap_or(Err(No::Broken(Broken::Closed)))
    }

    fn origin(&self, actor: &Actor) -> Origin {
        Origin { actor: actor.clone(), seed: self.clock.seed(), wiring: Arc::clone(&self.wiring) }
    }

    /// How much waits.
    pub fn depth(&self) -> Depth {
        Depth { writes: self.threads.write.queue.depth(), reads: self.threads.read.queue.depth() }
    }

    /// Takes no more work, finishes what waits, closes. Blocks.
    pub fn close(&self) {
        self.threads.close();
    }

    /// A consistent copy of the whole store into a new file, while the market goes on. Blocks.
    ///
    /// # Errors
    /// The copy cannot be written; the store is a server, whose own tools make its copies.
    pub fn copy_to(&self, path: &Path) -> Result<(), Broken> {
        match &self.threads.store {
            Store::Sqlite(place @ Place::File(_), durability) => {
                Lite::open(place, *durability, false)?.copy_to(path)
            }
            _ => Err(Broken::Transaction {
                step: "back up",
                message: "only a SQLite file is copied by us; use pg_dump or pg_basebackup for a server"
                    .into(),
            }),
        }
    }

    /// What the engine itself finds damaged in its file, in its own words. A server checks its own pages. Blocks.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn damage(&self) -> Result<Vec<String>, Broken> {
        match &self.threads.store {
            Store::Sqlite(place @ Place::File(_), durability) => {
                Lite::open(place, *durability, false)?.damage()
            }
            _ => Ok(Vec::new()),
        }
    }

    /// Checks that every statement means something to the engine.
    ///
    /// # Errors
    /// The first that does not, by its place.
    pub fn prepare_all(&self, statements: &[&'static Sql]) -> Result<(), Broken> {
        plain_thread(|| match &self.threads.store {
            // Memory has one connection, which its thread owns: a file stands in for it in that test.
            Store::Sqlite(place, durability) => {
                let lite = Lite::open(place, *durability, false)?;
                statements.iter().try_for_each(|sql| lite.prepare(sql))
            }
            Store::Postgres { url, .. } => {
                let mut server = Server::connect(url, false)?;
                statements.iter().try_for_each(|sql| server.prepare(sql))
            }
        })
    }
}

/// The PostgreSQL driver blocks on a runtime of its own, which it may not do inside another one.
fn plain_thread<T: Send>(run: impl FnOnce() -> Result<T, Broken> + Send) -> Result<T, Broken> {
    std::thread::scope(|scope| scope.spawn(run).join()).unwrap_or(Err(Broken::Closed))
}

/// The queues of commands and of readings.
fn desks(clock: &Arc<dyn Clock>, faults: &Faults) -> (Arc<Desk>, Arc<Desk>) {
    let desk = || {
        let queue = Queue::new(MOST_WAITING);
        Arc::new(Desk { queue, clock: Arc::clone(clock), faults: faults.clone() })
    };
    (desk(), desk())
}

fn read_file(
    place: &Place,
    durability: Durability,
    desk: &Arc<Desk>,
    running: &mut Vec<JoinHandle<()>>,
) -> Result<(), Broken> {
    if let Place::File(_) = place {
        for number in 0..std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 8) {
            let reader = Lite::open(place, durability, false)?;
            running.push(spawn("read", number, desk, move |desk| sqlite::read(reader, desk))?);
        }
    }
    Ok(())
}

fn read_server(
    url: &str,
    readers: usize,
    desk: &Arc<Desk>,
    running: &mut Vec<JoinHandle<()>>,
) -> Result<(), Broken> {
    for number in 0..readers {
        let server = Server::connect(url, false)?;
        running.push(spawn("read", number, desk, move |desk| postgres::read(server, desk))?);
    }
    Ok(())
}

fn queue(desk: &Desk, piece: Piece) {
    if let Err((piece, no)) = desk.queue.push(piece) {
        piece.fail(no);
    }
}

fn spawn(
    what: &str,
    number: usize,
    desk: &Arc<Desk>,
    run: impl FnOnce(&Desk) + Send + 'static,
) -> Result<JoinHandle<()>, Broken> {
    let desk = Arc::clone(desk);
    std::thread::Builder::new()
        .name(format!("db-{what}-{number}"))
        .spawn(move || run(&desk))
        .map_err(|error| Broken::Transaction { step: "start a thread", message: error.to_string() })
}
