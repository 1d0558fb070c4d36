//! Where pictures are developed: on threads of their own, few at a time, in bounded memory, never inside a command.

use std::sync::Arc;

use darkroom::{Developed, MOST_MEMORY, Print, Unfit, develop, look};
use db::No;
use tokio::sync::Semaphore;

/// Memory is counted in these.
const MIB: u64 = 1 << 20;
/// Beside the pixels as they came: the largest size, its smaller ones, what the encoders need.
const BESIDE: u64 = 48 * MIB;
/// Pictures that may wait for each desk; more are told to come back.
const WAITING_PER_DESK: usize = 16;

/// Why nothing was developed.
#[derive(Debug, thiserror::Error)]
pub enum Undeveloped {
    /// It is no picture that we take.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Too many wait already.
    #[error("too many pictures wait: nothing was kept, try again in a moment")]
    Busy,
}

impl From<Undeveloped> for No {
    fn from(undeveloped: Undeveloped) -> Self {
        match undeveloped {
            Undeveloped::Unfit(unfit) => Self::Refused(unfit.into()),
            Undeveloped::Busy => Self::Busy,
        }
    }
}

/// The desks, and the memory that they share. Cheap to clone.
#[derive(Clone)]
pub struct Desks {
    desks: Arc<Semaphore>,
    memory: Arc<Semaphore>,
    /// All of the memory, in MiB.
    whole: u32,
    line: Arc<Semaphore>,
}

impl Desks {
    /// So many pictures at the same time; the largest that is taken is developed alone.
    pub fn new(desks: usize) -> Self {
        let desks = desks.max(1);
        let shares = u64::try_from(desks).unwrap_or(1).div_ceil(2);
        let whole = u32::try_from((MOST_MEMORY + BESIDE) * shares / MIB).unwrap_or(u32::MAX >> 4);
        Self {
            desks: Arc::new(Semaphore::new(desks)),
            memory: Arc::new(Semaphore::new(whole as usize)),
            whole,
            line: Arc::new(Semaphore::new(desks * (1 + WAITING_PER_DESK))),
        }
    }

    /// Develops a file.
    ///
    /// # Errors
    /// It is no picture that we take, or too many wait.
    pub(crate) async fn develop(&self, file: Arc<Vec<u8>>, print: Print) -> Result<Developed, Undeveloped> {
        let need = look(&file)?.memory;
        let Ok(_place) = self.line.try_acquire() else { return Err(Undeveloped::Busy) };
        let share = u32::try_from((need + BESIDE).div_ceil(MIB)).unwrap_or(u32::MAX).min(self.whole);
        // The permits go with the work: a caller that goes away does not free memory that is still used.
        let memory = Arc::clone(&self.memory).acquire_many_owned(share).await;
        let desk = Arc::clone(&self.desks).acquire_owned().await;
        let (Ok(memory), Ok(desk)) = (memory, desk) else { return Err(Undeveloped::Busy) };
        let work = tokio::task::spawn_blocking(move || {
            let _held = (memory, desk);
            develop(&file, print)
        });
        // A decoder that panics has met a file that nobody else could open either.
        Ok(work.await.unwrap_or(Err(Unfit::Broken))?)
    }
}
