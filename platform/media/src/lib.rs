//! Pictures that people bring.
//!
//! ```text
//! POST /media ─► look ─► open ─► develop ─► files, then a row     the file itself is thrown away
//! a listing, in its own command ─► show_in                       keeps them as long as it shows them
//! GET /media/26 letters-640.webp ◄─ serve                        the same for everybody, for ever
//! sweep                                                          what nobody shows goes a day later
//! ```

mod address;
mod api;
mod bring;
mod choose;
mod data_map;
mod desks;
mod fetch;
mod files;
mod pictures;
mod plate;
mod portrait;
mod s3;
mod serve;
mod sweep;
mod unwanted;
mod uses;
mod verify;

pub use darkroom::{BLUR_ACROSS, BLUR_DOWN, Ending, MOST_BYTES, Unfit};

pub use address::{Address, PATH};
pub use bring::Media;
pub use choose::{chooser, chosen, on_pages, takes_a_face};
pub use data_map::DATA_MAP;
pub use desks::{Desks, Undeveloped};
pub use fetch::NotFetched;
pub use files::{Files, FilesBroken};
pub use pictures::{
    FileView, Kept, Picture, PictureId, PictureView, ShownView, Status, address, alt, own, show,
};
pub use plate::{FileName, Plate, PlateId, Shown};
pub use portrait::{Portrait, PortraitView, Wanted as NewPortrait};
pub use serve::{router, serve};
pub use sweep::{Swept, UNUSED, erase, sweep};
pub use unwanted::Unwanted;
pub use uses::{show_in, take_down, wear};
pub use verify::verify;

use db::{Migration, Sql};
use domain::Domain;
use locale::Texts;

/// The tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "media/0001_media", sql: include_str!("../migrations/0001_media.sql") }];

/// Every statement, for the test that prepares them.
pub const STATEMENTS: &[&[&Sql]] =
    &[pictures::STATEMENTS, uses::STATEMENTS, sweep::STATEMENTS, verify::STATEMENTS];

/// Why a picture was not taken, in the three languages.
const TEXTS: Texts = locale::texts!("media");

/// Everything `app` folds.
pub fn domain() -> Domain {
    Domain {
        migrations: MIGRATIONS,
        statements: STATEMENTS,
        routes: api::routes,
        texts: Some(TEXTS),
        data_map: DATA_MAP,
        erase: Some(erase),
        ..Domain::named("media")
    }
}
