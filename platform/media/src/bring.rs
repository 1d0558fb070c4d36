//! Bringing a picture: its files first, then its row, so that no row ever names a file that is not there.

use std::sync::Arc;

use darkroom::{Developed, Print, Sheet, look};
use db::{Db, No};
use kernel::{Actor, Refusal};
use web::{Answer, Created, Once, Picture as Body, Tray};

use crate::pictures::{self, Keep, PictureId, PictureView};
use crate::plate::{FileName, PlateId, plate_of};
use crate::{Address, Desks, Files};

/// What handlers need: a part of the web's state. Cheap to clone.
#[derive(Clone)]
pub struct Media {
    /// Where files lie.
    pub files: Files,
    /// Where they are developed.
    pub desks: Desks,
    /// What is on its way in.
    pub tray: Tray,
    /// Where browsers find them.
    pub address: Address,
}

impl Media {
    /// `desks` pictures are developed at the same time.
    pub fn new(files: Files, desks: usize, address: Address) -> Self {
        Self { files, desks: Desks::new(desks), tray: Tray::default(), address }
    }

    /// Makes the files of a picture be there; answers what its row is made of.
    ///
    /// # Errors
    /// It is no picture that we take; too many wait; the files cannot be kept.
    pub(crate) async fn ready(
        &self,
        db: &Db,
        actor: &Actor,
        file: Arc<Vec<u8>>,
        print: Print,
        alt: String,
    ) -> Result<Keep, No> {
        look(&file).map_err(Refusal::from)?;
        let plate = plate_of(&file, print);
        if db.read(actor, plate, pictures::is_ready).await? {
            return Ok(Keep { plate, made: None, alt });
        }
        let developed = self.desks.develop(file, print).await?;
        // Only now is anything left behind: what is no picture leaves nothing.
        db.write(actor, plate, pictures::begin).await?;
        let bytes = i64::try_from(developed.bytes()).unwrap_or(i64::MAX);
        let Developed { face, sheets } = developed;
        self.put(plate, sheets).await.map_err(Refusal::from)?;
        Ok(Keep { plate, made: Some((face, bytes)), alt })
    }

    async fn put(&self, plate: PlateId, sheets: Vec<Sheet>) -> Result<(), crate::FilesBroken> {
        for sheet in sheets {
            let name = FileName { plate, width: sheet.width, ending: sheet.ending };
            self.files.put(name, sheet.bytes).await?;
        }
        Ok(())
    }

    /// Keeps a picture that is in hand, for pages and imports; of an account it is the actor's, else the market's.
    ///
    /// # Errors
    /// It is no picture that we take; `text_length` of the alternative text; too many wait.
    pub async fn bring(&self, db: &Db, actor: &Actor, file: Vec<u8>, alt: &str) -> Result<PictureView, No> {
        self.brought(db, actor, file, Print::Whole, alt).await
    }

    /// Keeps the middle of a picture, to stand beside a name: square and small. The name says what it shows.
    ///
    /// # Errors
    /// As [`Media::bring`].
    pub async fn bring_face(&self, db: &Db, actor: &Actor, file: Vec<u8>) -> Result<PictureId, No> {
        Ok(self.brought(db, actor, file, Print::Face, "").await?.id)
    }

    async fn brought(
        &self,
        db: &Db,
        actor: &Actor,
        file: Vec<u8>,
        print: Print,
        alt: &str,
    ) -> Result<PictureView, No> {
        let alt = pictures::alt("/alt", alt)?;
        if file.len() > crate::MOST_BYTES {
            return Err(too_large().into());
        }
        let keep = self.ready(db, actor, Arc::new(file), print, alt).await?;
        db.write(actor, keep, pictures::keep).await
    }

    /// Receives a picture by the API and keeps it once, however often it is sent.
    pub(crate) async fn receive(
        &self,
        mut once: Once,
        mut body: Body,
        print: Print,
        alt: &str,
    ) -> Answer<Created<PictureView>> {
        let alt = pictures::alt("alt", alt)?;
        let actor = once.call.caller.actor.clone();
        let account = actor.account().ok_or_else(Refusal::sign_in)?;
        let mut receiving = self.tray.receive(Some(account));
        while let Some(piece) = body.0.piece().await? {
            receiving.take(&piece)?;
        }
        once.of(&body.0);
        let keep = self.ready(&once.call.db, &actor, Arc::new(receiving.file()), print, alt).await?;
        once.write(keep, pictures::keep).await
    }
}

fn too_large() -> Refusal {
    let most = crate::MOST_BYTES >> 20;
    Refusal::invalid("picture_bytes", format!("A picture has at most {most} MiB. Nothing was kept."))
}
