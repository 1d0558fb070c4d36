//! Servers in processes of their own: the market's binary and bare axum. Both say `ready:` and where.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use kernel::clock::Stopwatch;

use crate::Failure;
use crate::client::{Line, get};

/// A running server; ended when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From starting the process to its `ready:`.
    pub took: Duration,
}

impl Server {
    /// The market on a prepared folder. Limits of its doors are raised by their documented settings, as one client
    /// asks for all of them; everything else is as it comes.
    ///
    /// # Errors
    /// There is no such binary, or it did not get ready.
    pub fn market(folder: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(beside("rialto")?);
        command
            .current_dir(folder)
            .args(["serve", "--listen", "127.0.0.1:0", "--data", ".", "--log", "warn"])
            .args(["--rate-per-address", "100000000", "--burst-per-address", "100000000"])
            .args(["--rate-per-principal", "100000000", "--burst-per-principal", "100000000"]);
        Self::start(&mut command)
    }

    /// Bare axum with these pages.
    ///
    /// # Errors
    /// It did not get ready.
    pub fn bare(pages: &Path) -> Result<Self, Failure> {
        Self::start(Command::new(std::env::current_exe()?).arg("bare").arg(pages))
    }

    fn start(command: &mut Command) -> Result<Self, Failure> {
        let watch = Stopwatch::start();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let Some(out) = child.stdout.take() else { return Err("a server without an output".into()) };
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)), took: Duration::ZERO };
        let mut said = String::new();
        for line in BufReader::new(out).lines() {
            let line = line?;
            if let Some(url) = line.strip_prefix("ready:") {
                server.took = watch.elapsed();
                server.address.set_port(port(url)?);
                return Ok(server);
            }
            said.push_str(&line);
        }
        Err(format!("the server did not get ready: {said}").into())
    }

    /// Waits until the market's search index answers and has heard everything: from then on a page stays as it is.
    ///
    /// # Errors
    /// It was not there within a minute, or the server went.
    pub async fn indexed(&self) -> Result<(), Failure> {
        let (watch, mut line) = (Stopwatch::start(), Line::to(self.address).await?);
        let mut pace = tokio::time::interval(Duration::from_millis(50));
        while watch.elapsed() < Duration::from_secs(60) {
            pace.tick().await;
            let figures = String::from_utf8(line.ask(&get("/metrics")).await?.body)?;
            let says = |figure: &str| figures.lines().any(|line| line == figure);
            if says("rialto_search_ready 1") && says("rialto_search_lag_facts 0") {
                return Ok(());
            }
        }
        Err("the search index did not get ready".into())
    }

    /// Kilobytes of memory that are the process's own at this moment (`VmRSS`).
    ///
    /// # Errors
    /// The system does not say (it is not Linux), or the process is gone.
    pub fn resident_kb(&self) -> Result<u64, Failure> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.trim().trim_end_matches("kB").trim().parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is only measured, and its folder is thrown away: there is nothing to save.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn port(url: &str) -> Result<u16, Failure> {
    let (_, port) = url.trim().trim_end_matches('/').rsplit_once(':').ok_or("an address without a port")?;
    Ok(port.parse()?)
}

/// A binary that was built beside this one.
fn beside(name: &str) -> Result<PathBuf, Failure> {
    let path = std::env::current_exe()?.with_file_name(name);
    if path.exists() { Ok(path) } else { Err(format!("{name} is not built; ./bench builds it").into()) }
}
