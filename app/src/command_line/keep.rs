//! Keeping a market: `migrate`, `verify`, `backup`, `restore`.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use db::{Db, Faults, Store, TRAFFIC_FILE};
use discover::search::{Keeper, ToldKeeper};
use kernel::clock::System;
use media::Files;

use super::{Failure, pictures};
use crate::config::{FILE, PICTURES, SEARCH};
use crate::demo::Story;
use crate::product::product;
use crate::{Config, Finding, digest, verify, wiring};

/// What a restored file is called until it has been verified.
const UNPROVED: &str = "restoring.db";

/// Opens the store beside whoever writes it.
pub(super) fn look(config: &Config, store: Store) -> Result<Db, Failure> {
    let wiring = wiring::for_commands(config);
    Ok(Db::look(store, &product().migrations(), Arc::new(System::new()?), Arc::new(wiring))?)
}

/// Opens the store for writing, its schema brought up to date: refused while a market has the folder.
pub(super) fn open(config: &Config) -> Result<Db, Failure> {
    let store = config.store();
    if store.path().is_some() {
        std::fs::create_dir_all(&config.data)?;
    }
    let (clock, wiring) = (Arc::new(System::new()?), Arc::new(wiring::for_commands(config)));
    Ok(Db::open(store, &product().migrations(), clock, wiring, Faults::default())?)
}

pub(super) fn migrate(config: &Config) -> Result<ExitCode, Failure> {
    open(config)?.close();
    let (clock, wiring) = (Arc::new(System::new()?), Arc::new(wiring::for_commands(config)));
    let steps = product().traffic_migrations();
    Db::open(config.store().traffic(), &steps, clock, wiring, Faults::default())?.close();
    println!("the schema is up to date: {} steps", product().migrations().len() + steps.len());
    Ok(ExitCode::SUCCESS)
}

pub(super) fn verified(config: &Config) -> Result<ExitCode, Failure> {
    let db = look(config, config.store())?;
    let proved = proved(&db, &wiring::files_to_look_at(config, &config.data)?)?;
    // As far as a demo has lived: what came after is whoever looks around's.
    let until = Story::of(&config.data)?.map_or_else(|| db.now(), |story| story.until);
    let (what, whole) = super::runtime()?.block_on(digest(&db, until))?;
    db.close();
    println!("digest until {until}, of {what}: {whole}");
    if proved {
        println!("everything recomputes");
        return Ok(ExitCode::SUCCESS);
    }
    Err("not everything recomputes: take no more orders, keep the file as it is, and look at the lines above"
        .into())
}

/// Builds the search index anew.
pub(super) fn index(config: &Config) -> Result<ExitCode, Failure> {
    let db = look(config, config.store())?;
    let (folder, runtime) = (config.data.join(SEARCH), super::runtime()?);
    let (things, told) = (Keeper::anew(&folder)?, ToldKeeper::anew(&folder)?);
    let (things, told) = (runtime.block_on(things.build(&db))?, runtime.block_on(told.build(&db))?);
    println!(
        "the search index holds {} listings, and {} posts, people and shops",
        things.count(),
        told.count()
    );
    db.close();
    Ok(ExitCode::SUCCESS)
}

/// Prints a line for each finding; answers whether all is well.
fn proved(db: &Db, files: &Files) -> Result<bool, Failure> {
    let well = super::runtime()?.block_on(verify(db, files, |Finding { what, wrong }| {
        println!("{} {what}", if wrong.is_empty() { "ok   " } else { "WRONG" });
        wrong.iter().for_each(|words| println!("      {words}"));
    }))?;
    Ok(well)
}

/// Copies the market into a new folder while it goes on, and looks at what was copied.
pub(super) fn backup(config: &Config, to: &Path) -> Result<ExitCode, Failure> {
    must_be_empty(to)?;
    let copy = to.join(FILE);
    let db = look(config, config.store())?;
    std::fs::create_dir_all(to)?;
    // Before the rows, and again after them: a picture of a row is then in one of the two, whatever is brought or
    // swept meanwhile.
    let (from, pictures_to) = (config.data.join(PICTURES), to.join(PICTURES));
    let mut pictures = pictures::copy(&from, &pictures_to)?;
    db.copy_to(&copy)?;
    db.close();
    pictures += pictures::copy(&from, &pictures_to)?;
    copy_traffic(config, to)?;
    let copied = look(config, Store::file(&copy))?;
    let damage = copied.damage()?;
    copied.close();
    leave_no_log(&copy)?;
    if !damage.is_empty() {
        return Err(format!("the copy is damaged, look at the disk: {}", damage.join("; ")).into());
    }
    std::fs::File::open(&copy)?.sync_all()?;
    println!("saved {} bytes to {}", std::fs::metadata(&copy)?.len(), copy.display());
    if config.object_store.reveal().is_empty() {
        println!("saved {pictures} files of pictures beside it");
    } else {
        println!("pictures lie in the object store and are not copied: keep that in its own way");
    }
    Ok(ExitCode::SUCCESS)
}

/// The second store goes along where there is one. What it may lose is no reason for a backup to fail twice: it is copied
/// the same way.
fn copy_traffic(config: &Config, to: &Path) -> Result<(), Failure> {
    let store = config.store().traffic();
    if !store.path().is_some_and(Path::exists) {
        return Ok(());
    }
    let copy = to.join(TRAFFIC_FILE);
    let (clock, wiring) = (Arc::new(System::new()?), Arc::new(wiring::for_commands(config)));
    let traffic = Db::look(store, &product().traffic_migrations(), clock, wiring)?;
    traffic.copy_to(&copy)?;
    traffic.close();
    leave_no_log(&copy)?;
    Ok(())
}

/// Puts a backup into an empty folder, and proves it before it gets the market's name.
pub(super) fn restore(config: &Config, from: &Path) -> Result<ExitCode, Failure> {
    if config.store().is_server() {
        return Err(
            "this market is on a PostgreSQL server: restore it with pg_restore, then run `rialto verify`"
                .into(),
        );
    }
    must_be_empty(&config.data)?;
    let backup = if from.is_dir() { from.join(FILE) } else { from.to_path_buf() };
    let unproved = config.data.join(UNPROVED);
    std::fs::create_dir_all(&config.data)?;
    let outcome = prove_copy(config, &backup, &unproved);
    if !matches!(outcome, Ok(true)) {
        remove_folder(&config.data.join(PICTURES))?;
    }
    leave_no_log(&unproved)?;
    match outcome {
        Ok(true) => {
            let traffic = backup.parent().unwrap_or(Path::new(".")).join(TRAFFIC_FILE);
            if traffic.exists() {
                std::fs::copy(traffic, config.data.join(TRAFFIC_FILE))?;
            }
            std::fs::rename(&unproved, config.data.join(FILE))?;
            std::fs::File::open(&config.data)?.sync_all()?;
            println!("restored into {}", config.data.display());
            Ok(ExitCode::SUCCESS)
        }
        Ok(false) => {
            std::fs::remove_file(&unproved)?;
            Err(format!("{} does not recompute and was not restored", backup.display()).into())
        }
        Err(why) => {
            remove(&unproved)?;
            Err(format!("{} was not restored: {why}", backup.display()).into())
        }
    }
}

fn prove_copy(config: &Config, backup: &Path, unproved: &Path) -> Result<bool, Failure> {
    std::fs::copy(backup, unproved)?;
    std::fs::File::open(unproved)?.sync_all()?;
    let beside = backup.parent().unwrap_or(Path::new(".")).join(PICTURES);
    pictures::copy(&beside, &config.data.join(PICTURES))?;
    let db = look(config, Store::file(unproved))?;
    let proved = proved(&db, &wiring::files_to_look_at(config, &config.data)?);
    db.close();
    proved
}

/// A folder in use is never empty: it has its market's file and lock.
fn must_be_empty(folder: &Path) -> Result<(), Failure> {
    let is_empty = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(format!("cannot use the folder {}: {error}", folder.display()).into()),
    };
    if is_empty {
        return Ok(());
    }
    Err(format!("{} is not empty: name a folder that is, nothing there is overwritten", folder.display())
        .into())
}

/// SQLite's own files beside one that nobody has open any more; all they held is in it.
fn leave_no_log(file: &Path) -> io::Result<()> {
    for ending in ["-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        remove(&PathBuf::from(name))?;
    }
    Ok(())
}

fn remove_folder(path: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
