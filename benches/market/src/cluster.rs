//! A PostgreSQL of the bench's own, in a folder that goes with it: durable (`fsync`, `synchronous_commit`), so that
//! both sides pay for the disk, and with a log that tells what each statement took.

use std::net::TcpListener;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use postgres::{Client, NoTls};
use testkit::Folder;

use crate::Failure;

/// A server: the bench's own, or one that was named.
pub struct Cluster {
    /// `postgres://user@host:port`, without a database.
    url: String,
    own: Option<Own>,
    databases: std::cell::Cell<u32>,
}

struct Own {
    folder: Folder,
    tools: PathBuf,
    as_postgres: bool,
}

impl Cluster {
    /// A server that somebody runs: `postgres://user:password@host:port`. It must keep what it has acknowledged.
    ///
    /// # Errors
    /// It cannot be reached.
    pub fn named(url: &str) -> Result<Self, Failure> {
        let url = url.trim_end_matches('/').to_owned();
        let cluster = Self { url, own: None, databases: 0.into() };
        for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
            let value: String = cluster.admin()?.query_one(&format!("SHOW {setting}"), &[])?.get(0);
            if value != "on" {
                println!("PostgreSQL has {setting}={value}: these figures do not count");
            }
        }
        Ok(cluster)
    }

    /// Makes one; nothing where PostgreSQL is not installed.
    ///
    /// # Errors
    /// It is installed and does not start.
    pub fn own() -> Result<Option<Self>, Failure> {
        let Some(tools) = tools() else { return Ok(None) };
        let folder = Folder::new("postgres");
        // PostgreSQL refuses to run as the administrator; Debian's package brings a user for it.
        let as_postgres = std::fs::metadata("/proc/self")?.uid() == 0;
        if as_postgres {
            run(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let own = Own { folder, tools, as_postgres };
        let data = own.data();
        run(own.tool("initdb").arg("-D").arg(&data).args(["-A", "trust", "-U", "postgres", "-E", "UTF8"]))?;
        let socket = own.folder.path().display();
        let options = format!(
            "-p {port} -k {socket} -c listen_addresses=127.0.0.1 -c shared_buffers=256MB -c max_wal_size=4GB"
        );
        run(own
            .tool("pg_ctl")
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(own.log())
            .args(["-w", "-o", &options, "start"]))?;
        let url = format!("postgres://postgres@127.0.0.1:{port}");
        Ok(Some(Self { url, own: Some(own), databases: 0.into() }))
    }

    fn admin(&self) -> Result<Client, Failure> {
        Ok(Client::connect(&format!("{}/postgres", self.url), NoTls)?)
    }

    /// A new database, empty or the copy of another one; what was written so far is on the disk.
    ///
    /// # Errors
    /// The server refuses.
    pub fn database(&self, copy_of: Option<&str>) -> Result<String, Failure> {
        self.databases.set(self.databases.get() + 1);
        let name = format!("rialto_bench_{}_{}", std::process::id(), self.databases.get());
        let template = copy_of.map(|url| format!(" TEMPLATE {}", name_of(url))).unwrap_or_default();
        let mut admin = self.admin()?;
        admin.batch_execute(&format!("CREATE DATABASE {name}{template}"))?;
        admin.batch_execute("CHECKPOINT")?;
        Ok(format!("{}/{name}", self.url))
    }

    /// Removes a database.
    ///
    /// # Errors
    /// The server refuses.
    pub fn remove(&self, url: &str) -> Result<(), Failure> {
        Ok(self.admin()?.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_of(url)))?)
    }

    /// Lets the server log every statement of a database with its time, and answers what was logged while `run`
    /// ran; nothing where the log is not the bench's own.
    ///
    /// # Errors
    /// What `run` answers; the log cannot be read.
    pub fn logged(
        &self,
        url: &str,
        run: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<Option<String>, Failure> {
        let Some(own) = &self.own else { return Ok(None) };
        let before = std::fs::metadata(own.log())?.len();
        self.admin()?
            .batch_execute(&format!("ALTER DATABASE {} SET log_min_duration_statement = 0", name_of(url)))?;
        run()?;
        let log = std::fs::read(own.log())?;
        let fresh = &log[usize::try_from(before)?..];
        Ok(Some(String::from_utf8_lossy(fresh).into_owned()))
    }
}

fn name_of(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or(url)
}

impl Own {
    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    fn tool(&self, name: &str) -> Command {
        let path = self.tools.join(name);
        let mut command = if self.as_postgres {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let stopped = run(self.tool("pg_ctl").arg("-D").arg(self.data()).args(["-w", "-m", "fast", "stop"]));
        if let Err(why) = stopped {
            eprintln!("the bench's PostgreSQL is still there: {why}");
        }
    }
}

/// Where `initdb` is: on the path, or where Debian puts it, the newest first.
fn tools() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|folder| folder.filter_map(|entry| Some(entry.ok()?.path().join("bin"))).collect())
        .unwrap_or_default();
    versions.sort();
    versions.reverse();
    std::env::split_paths(&path).chain(versions).find(|folder| folder.join("initdb").exists())
}

/// Runs a tool; its own words if it fails.
fn run(command: &mut Command) -> Result<(), Failure> {
    let program = Path::new(command.get_program()).display().to_string();
    // Its output goes to a file: a server that it leaves behind would hold a pipe open for ever.
    let words = Folder::new("words");
    let out = std::fs::File::create(words.path().join("words"))?;
    let status = command.stdout(out.try_clone()?).stderr(out).status()?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{program} failed: {}", std::fs::read_to_string(words.path().join("words"))?).into())
}
