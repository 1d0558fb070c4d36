//! Where the files of pictures lie: a folder, or an object store that speaks S3. Names come from what is in them, so a
//! file is written once, never changed, and may be written again by anybody who brings the same picture.

use std::path::Path as Folder;
use std::sync::Arc;

use axum::body::Bytes;
use futures_util::TryStreamExt as _;
use kernel::{Refusal, RefusalKind};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt as _};

use crate::plate::{FileName, PlateId};

/// The files' keeper does not answer, or not as it should.
#[derive(Debug, thiserror::Error)]
#[error("the pictures' files: {0}")]
pub struct FilesBroken(pub(crate) String);

impl From<Error> for FilesBroken {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

impl From<FilesBroken> for Refusal {
    fn from(broken: FilesBroken) -> Self {
        tracing::error!(%broken, "a picture's file could not be kept or read");
        let detail = "Pictures cannot be kept at the moment. Nothing was changed; try again later.";
        Self::new(RefusalKind::Unavailable, "files_unavailable", detail)
    }
}

/// All files. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// In a folder, which is made. Each file is on the disk before it is spoken of.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn folder(folder: &Folder) -> Result<Self, FilesBroken> {
        std::fs::create_dir_all(folder).map_err(|why| FilesBroken(format!("{}: {why}", folder.display())))?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self(Arc::new(store)))
    }

    /// In an object store that speaks S3: `s3://KEY:SECRET@BUCKET/FOLDER?endpoint=https://s3.example&region=eu-1`.
    ///
    /// # Errors
    /// It is no such address. Nobody is asked yet.
    pub fn object_store(setting: &str) -> Result<Self, FilesBroken> {
        Ok(Self(crate::s3::store(setting)?))
    }

    /// In memory, for tests.
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    pub(crate) async fn put(&self, name: FileName, bytes: Vec<u8>) -> Result<(), FilesBroken> {
        self.0.put(&place(name), bytes.into()).await?;
        Ok(())
    }

    /// The file; none where there is none of this name.
    pub(crate) async fn get(&self, name: FileName) -> Result<Option<Bytes>, FilesBroken> {
        match self.0.get(&place(name)).await {
            Ok(file) => Ok(Some(file.bytes().await?)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes all files of a plate away; there may be none.
    pub(crate) async fn remove(&self, plate: PlateId) -> Result<(), FilesBroken> {
        let lying: Vec<_> = self.0.list(Some(&shelf(plate))).try_collect().await?;
        for file in lying {
            match self.0.delete(&file.location).await {
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Bytes of all files of a plate together.
    pub(crate) async fn bytes(&self, plate: PlateId) -> Result<u64, FilesBroken> {
        let lying: Vec<_> = self.0.list(Some(&shelf(plate))).try_collect().await?;
        Ok(lying.iter().map(|file| file.size).sum())
    }
}

/// `xy/26 letters`: spread over folders by the last two letters, which are as random as all.
fn shelf(plate: PlateId) -> Path {
    let letters = plate.uid().to_string();
    Path::from_iter([letters.get(24..).unwrap_or_default(), letters.as_str()])
}

fn place(name: FileName) -> Path {
    shelf(name.plate).join(format!("{}.{}", name.width, name.ending.word()))
}
