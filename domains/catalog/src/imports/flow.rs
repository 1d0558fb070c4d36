//! From a file to slices: a thread reads, commands take.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use db::{Db, No};
use kernel::clock::Stopwatch;
use kernel::{Actor, Currency};
use tokio::sync::mpsc;

use super::slice::{Item, Slice, Upload, take};
use crate::exchange::{Format, Reader, RefusedLine, Report, Unrecognised};
use crate::shops::Kept;

/// Listings of one command at most.
const MOST_LISTINGS: usize = 256;
/// Variants of one command, roughly.
const MOST_VARIANTS: usize = 512;
/// A command that takes longer keeps people waiting.
const LONGEST: Duration = Duration::from_millis(20);
/// Items that are read ahead.
const AHEAD: usize = 64;
/// How often the same slice is tried while something else holds its rows.
const TRIES: u32 = 6;

/// How far an import has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Bytes of the file that have been looked at.
    pub read: u64,
    /// Listings taken.
    pub listings: u64,
    /// Lines refused.
    pub refused: u64,
}

/// One listing or line, and how many bytes had been looked at when it was known.
pub(crate) struct Met {
    item: Item,
    read: u64,
}

/// A file being read by a thread of its own.
pub(crate) struct Reading {
    pub format: Format,
    met: mpsc::Receiver<Met>,
}

/// Begins to read.
pub(crate) async fn begin(
    source: impl Read + Send + 'static,
    currency: Currency,
) -> Result<Reading, Unrecognised> {
    let (ready, begun) = tokio::sync::oneshot::channel();
    let (meet, met) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut reader = match Reader::open(source, currency) {
            Ok(reader) => reader,
            Err(no) => return drop(ready.send(Err(no))),
        };
        if ready.send(Ok(reader.recognised().format)).is_err() {
            return;
        }
        while let Some(item) = reader.next() {
            // Whoever took the items has gone: nobody wants the rest.
            if meet.blocking_send(Met { item, read: reader.bytes_read() }).is_err() {
                return;
            }
        }
    });
    let gone = || Unrecognised::Unreadable { fault: "the reading stopped".into() };
    let format = begun.await.unwrap_or_else(|_| Err(gone()))?;
    Ok(Reading { format, met })
}

/// How many listings a command takes: as many as fit its time on this machine.
struct Pace(usize);

impl Pace {
    fn learn(&mut self, took: Duration) {
        self.0 = if took > LONGEST {
            (self.0 / 2).max(1)
        } else if took < LONGEST / 2 {
            (self.0 * 2).min(MOST_LISTINGS)
        } else {
            self.0
        };
    }
}

/// Takes the whole file, less the items that an attempt before has decided.
pub(crate) async fn take_all(
    db: &Db,
    actor: &Actor,
    shop: Kept,
    mut reading: Reading,
    mut upload: Option<Upload>,
    mut progress: impl FnMut(Progress),
) -> Result<Report, No> {
    let mut report = Report::new(reading.format);
    let mut pace = Pace(32);
    let mut skip = upload.map_or(0, |upload| upload.items);
    loop {
        let (mut items, mut variants, mut read) = (Vec::new(), 0, 0);
        while items.len() < pace.0 && variants < MOST_VARIANTS {
            let Some(met) = reading.met.recv().await else { break };
            read = met.read;
            if skip > 0 {
                skip -= 1;
                continue;
            }
            variants += met.item.as_ref().map_or(1, |draft| draft.variants.len());
            items.push(met.item);
        }
        if items.is_empty() {
            return Ok(report);
        }
        if let Some(upload) = &mut upload {
            upload.read = read;
        }
        let slice = Arc::new(Slice { shop, items, upload });
        let watch = Stopwatch::start();
        let outcome = taken(db, actor, &slice).await?;
        pace.learn(watch.elapsed());
        if let Some(upload) = &mut upload {
            upload.items += outcome.len() as u64;
        }
        tell(&mut report, &slice.items, outcome);
        progress(Progress { read, listings: report.listings, refused: report.refused_count() });
    }
}

fn tell(report: &mut Report, items: &[Item], outcome: Vec<Option<RefusedLine>>) {
    for (item, refused) in items.iter().zip(outcome) {
        match (item, refused) {
            (_, Some(refused)) => report.refused(refused),
            (Ok(draft), None) => report.took(draft),
            (Err(refused), None) => report.refused(refused.clone()),
        }
    }
}

/// One slice; a hold that came in between, or a full queue, only means once more.
async fn taken(db: &Db, actor: &Actor, slice: &Arc<Slice>) -> Result<Vec<Option<RefusedLine>>, No> {
    let mut tries = 0;
    loop {
        match db.write(actor, Arc::clone(slice), take).await {
            Err(No::Busy) if tries < TRIES => {
                tries += 1;
                tokio::time::sleep(Duration::from_millis(20 << tries)).await;
            }
            other => return other,
        }
    }
}
