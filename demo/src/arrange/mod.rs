//! Which things stand together in which light: one shop a file.

mod emalya;
mod garden;
mod habi;
mod yunwu;

use crate::scene::{Ground, Scene};
use crate::tone::Tone;

/// The still life of a listing of the sample catalogue.
pub(crate) fn scene(handle: &str) -> Option<Scene> {
    let shops = [emalya::scene, habi::scene, yunwu::scene, garden::scene];
    shops.into_iter().find_map(|shop| shop(handle))
}

/// A table before a wall, for what stands.
fn table(wall: Tone, table: Tone) -> Ground {
    Ground::Table { wall, table, at: 720.0 }
}
