//! The folder of pictures in a backup. A file is written once under a name made of what is in it, so a copy of it is
//! as good as another, and what is there already is not copied again.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

/// Copies every picture's file that is not there yet, each to the disk before the next; answers how many. What is
/// swept or half written meanwhile is left out.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<u64> {
    let mut copied = 0;
    for entry in entries(from)? {
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied += copy(&entry.path(), &target)?;
        } else if is_whole(&entry) && !target.exists() {
            fs::create_dir_all(to)?;
            match fs::copy(entry.path(), &target) {
                Ok(_) => fs::File::open(&target)?.sync_all()?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            }
            copied += 1;
        }
    }
    Ok(copied)
}

/// Nothing where there is no folder: a market whose pictures nobody has brought yet, or whose last one was swept.
fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// What is being written has a `#` in its name until it is whole.
fn is_whole(entry: &DirEntry) -> bool {
    !entry.file_name().to_string_lossy().contains('#')
}
