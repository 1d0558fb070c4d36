//! The job that carries an upload's import on.

use std::io::{self, Read};

use db::Db;
use jobs::{JobCx, Kind, Retry, Running};
use kernel::{Actor, Span};
use tokio::runtime::Handle;

use super::slice::Upload;
use super::{End, ImportId, end, flow, stage, waiting};
use crate::Import;

/// Takes an uploaded file. Every slice renews the lease; another attempt goes on where the last one stopped.
pub const IMPORT: Kind =
    Kind { most_attempts: 5, lease: Span::minutes(2), at_once: 1, ..Kind::new("catalog/import", run) };

fn run(job: JobCx) -> Running {
    Box::pin(async move {
        let import = job.subject::<Import>()?;
        let Some((shop, items)) = job.db.read(&Actor::Engine, import, waiting).await? else {
            return job.finish().await;
        };
        let source = Staged {
            db: job.db.clone(),
            runtime: Handle::current(),
            import,
            number: 0,
            rest: Vec::new(),
            at: 0,
        };
        let taken = async {
            let reading = flow::begin(source, shop.currency).await.map_err(Retry::later)?;
            let upload = Upload { import, lease: job.lease, items, read: 0 };
            flow::take_all(&job.db, &Actor::Engine, shop, reading, Some(upload), |_| {})
                .await
                .map_err(Retry::from)
        }
        .await;
        let last = job.attempt >= IMPORT.most_attempts;
        let state = match &taken {
            Ok(_) => "done",
            Err(_) if last => "failed",
            Err(_) => return Err(taken.err().unwrap_or_else(|| Retry::later("not taken"))),
        };
        let ending = End { import, shop: shop.id, state, lease: job.lease };
        match (job.db.write(&Actor::Engine, ending, end).await?, taken) {
            (Some(done), _) => Ok(done),
            (None, Err(retry)) => Err(retry),
            (None, Ok(_)) => Err(Retry::later("an import that is done left its job open")),
        }
    })
}

/// The pieces one after the other, for a reader that knows nothing of databases. Reads on a thread that may block.
struct Staged {
    db: Db,
    runtime: Handle,
    import: ImportId,
    number: i64,
    rest: Vec<u8>,
    at: usize,
}

impl Read for Staged {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.rest.len() {
            let asked = (self.import, self.number);
            let next = self.runtime.block_on(self.db.read(&Actor::Engine, asked, stage::get));
            let Some(bytes) = next.map_err(io::Error::other)? else { return Ok(0) };
            (self.rest, self.at, self.number) = (bytes, 0, self.number + 1);
        }
        let count = into.len().min(self.rest.len() - self.at);
        into[..count].copy_from_slice(&self.rest[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
