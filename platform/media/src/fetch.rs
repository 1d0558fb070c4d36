//! Pictures that somebody named by their address: fetched by the one client that knows where it may not go.

use std::time::Duration;

use db::{Db, No};
use egress::{Denied, Egress, Most};
use kernel::Actor;

use crate::{MOST_BYTES, Media, PictureId};

/// A picture may be larger than a page, and no slower.
const MOST: Most = Most { bytes: MOST_BYTES, time: Duration::from_secs(5) };

/// Why a picture was not fetched.
#[derive(Debug, thiserror::Error)]
pub enum NotFetched {
    /// It may not be asked for, or did not come.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// What came is no picture, or cannot be kept.
    #[error(transparent)]
    No(#[from] No),
}

impl NotFetched {
    /// The stable word.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied(denied) => denied.code(),
            Self::No(no) => no.code(),
        }
    }
}

impl Media {
    /// Fetches the picture at an address and keeps it; of an account it is the actor's, else the market's.
    ///
    /// # Errors
    /// [`NotFetched`] says why; nothing is kept.
    pub async fn fetch(
        &self,
        db: &Db,
        actor: &Actor,
        egress: &Egress,
        address: &str,
    ) -> Result<PictureId, NotFetched> {
        let fetched = egress.get(address, MOST).await?;
        Ok(self.bring(db, actor, fetched.bytes, "").await?.id)
    }
}
